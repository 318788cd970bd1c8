//! Following publishers, killed at every step: nothing is lost and nothing comes twice.

// Helpers of tests may stop at the first surprise, as tests do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/sim.rs"]
mod sim;
mod support;

use std::cell::Cell;
use std::future::poll_fn;
use std::io::{Cursor, Write};
use std::rc::Rc;
use std::task::Poll;

use futures::future::{Either, select};
use sha2::{Digest, Sha256};
use sim::Sim;
use support::{Answer, answer, parameters};
use tenderlens_core::calendar::DateTime;
use tenderlens_core::client::{Client, Options};
use tenderlens_core::protocol::credentials::{Credentials, Scheme, Secret};
use tenderlens_core::protocol::http::{Request, Response};
use tenderlens_core::publishers::Registry;
use tenderlens_core::sync::{Batch, FollowOptions, SyncState};

/// 2026-11-21T12:00:00Z
const NOON: u64 = 1_795_262_400_000;
const HOUR: u64 = 3_600_000;

fn client(sim: &Sim) -> Client<Sim> {
    Client::new(Registry::builtin(), sim.clone(), Options::default())
}

/// What a program would have stored.
#[derive(Clone, Default)]
struct Store {
    items: Vec<String>,
    notes: Vec<String>,
    state: String,
    /// Batches stored.
    batches: usize,
    is_over: bool,
}

const ONCE: FollowOptions = FollowOptions { once: true, check_sums: false };

/// Follows until the end, or until so many requests are sent: the last of them is never answered.
fn run(sim: &Sim, store: Store, options: FollowOptions, kill_at: usize) -> Store {
    let (client, already) = (client(sim), sim.sent().len());
    let host = sim.clone();
    sim.block_on(async move {
        let mut store = store;
        let mut follower = client.follow(SyncState::from_text(&store.state).unwrap(), options).unwrap();
        loop {
            let killed = poll_fn(|_| {
                if host.sent().len() >= already.saturating_add(kill_at) { Poll::Ready(()) } else { Poll::Pending }
            });
            let next = Box::pin(follower.next(&|_| {}));
            let batch = match select(next, killed).await {
                Either::Left((batch, _)) => batch.unwrap(),
                Either::Right(_) => return store,
            };
            let Some(Batch { items, notes, state, .. }) = batch else {
                store.is_over = true;
                return store;
            };
            store.items.extend(items);
            store.notes.extend(notes);
            store.state = state.to_text();
            store.batches += 1;
        }
    })
}

fn start(publisher: &str, endpoint: Option<&str>, pairs: &[(&str, &str)], from: Option<&str>) -> Store {
    let state = SyncState::start(&Registry::builtin(), publisher, endpoint, parameters(pairs), from).unwrap();
    Store { state: state.to_text(), ..Store::default() }
}

/// Kills the run once at each of its requests, and over and over after a few of them: what is stored
/// is always what an undisturbed run stores.
fn survives_kills(world: impl Fn() -> Sim, begin: &Store) -> Store {
    let undisturbed_world = world();
    let undisturbed = run(&undisturbed_world, begin.clone(), ONCE, usize::MAX);
    assert!(undisturbed.is_over);
    let requests = undisturbed_world.sent().len();
    for kill_at in 1..=requests {
        let sim = world();
        let killed = run(&sim, begin.clone(), ONCE, kill_at);
        assert!(!killed.is_over);
        let resumed = run(&sim, killed, ONCE, usize::MAX);
        same(&resumed.items, &undisturbed.items, &format!("killed at request {kill_at}"));
    }
    // The list and a file take three requests: with the fourth something has happened.
    for kill_at in [4, 5, 6] {
        let (sim, mut store) = (world(), begin.clone());
        for _ in 0..10 * requests {
            if !store.is_over {
                store = run(&sim, store, ONCE, kill_at);
            }
        }
        assert!(store.is_over, "killed again and again at request {kill_at}");
        same(&store.items, &undisturbed.items, &format!("killed again and again at request {kill_at}"));
    }
    undisturbed
}

/// Says where two long lists differ, and no more.
fn same(left: &[String], right: &[String], when: &str) {
    let differs = (0..left.len().max(right.len())).find(|&index| left.get(index) != right.get(index));
    assert!(differs.is_none(), "{when}: item {differs:?} of {} and {}", left.len(), right.len());
}

fn query(request: &Request, name: &str) -> Option<String> {
    let (_, query) = request.url.split_once('?')?;
    query.split('&').find_map(|pair| Some(pair.strip_prefix(name)?.strip_prefix('=')?.to_owned()))
}

/// A feed over a log of changes: an id stands where it was changed last.
fn feed(log: Vec<(u64, &'static str)>) -> Sim {
    Sim::new(move |request, now| {
        let offset: usize = query(request, "offset").map_or(0, |offset| offset.parse().unwrap());
        let seen: Vec<_> = log.iter().take_while(|(at, _)| *at <= now).enumerate().collect();
        let is_last = |index: usize, id: &str| seen[index + 1..].iter().all(|(_, (_, other))| *other != id);
        let page: Vec<_> =
            seen.iter().filter(|(index, (_, id))| *index >= offset && is_last(*index, id)).take(3).collect();
        let next = page.last().map_or(offset, |(index, _)| index + 1);
        let rows: Vec<_> = page.iter().map(|(index, (_, id))| format!("{{\"id\":\"{id}\",\"v\":{index}}}")).collect();
        let body = format!("{{\"data\":[{}],\"next_page\":{{\"offset\":\"{next}\"}}}}", rows.join(","));
        (100, answer(200, &[], &body))
    })
    .at(NOON)
}

fn ids(items: &[String]) -> Vec<&str> {
    items.iter().map(|item| item.split('"').nth(3).unwrap()).collect()
}

#[test]
fn a_feed_survives_kills_at_every_step() {
    let log = || ["a", "b", "c", "d", "b", "e", "f", "a", "g"].into_iter().map(|id| (NOON, id)).collect();
    let store = survives_kills(|| feed(log()), &start("prozorro", None, &[], None));
    assert_eq!(ids(&store.items), ["c", "d", "b", "e", "f", "a", "g"]);
}

#[test]
fn a_feed_is_waited_for_at_its_end_and_no_sooner_than_the_publisher_wants() {
    let sim = feed(vec![(NOON, "a"), (NOON + 400_000, "b"), (NOON + 400_001, "a")]);
    let options = FollowOptions::default();
    let store = run(&sim, start("prozorro", None, &[], None), options, 6);
    assert_eq!(ids(&store.items), ["a", "b", "a"]);
    let starts: Vec<_> = sim.starts().iter().map(|at| at - NOON).collect();
    let poll = u64::from(Registry::builtin().publisher("prozorro").unwrap().manners.poll_seconds) * 1000;
    assert!(poll >= 300_000);
    // A page and its empty successor, a look after the wait, a page and its end, a look.
    assert!(
        starts[2] - starts[1] >= poll && starts[4] - starts[3] < poll && starts[5] - starts[4] >= poll,
        "{starts:?}"
    );
}

#[test]
fn a_restart_does_not_look_at_the_end_sooner() {
    let sim = feed(vec![(NOON, "a")]);
    let store = run(&sim, start("prozorro", None, &[], None), ONCE, usize::MAX);
    assert_eq!(store.items.len(), 1);
    let ended = sim.now();
    let store = run(&sim, Store { is_over: false, ..store }, ONCE, usize::MAX);
    assert!(store.is_over && store.items.len() == 1);
    assert!(sim.starts().last().unwrap() - ended >= 299_000, "{:?}", sim.starts());
}

#[test]
fn sibling_feeds_and_the_old_one_are_followed_too() {
    for (publisher, endpoint) in [("prozorro", Some("feedAgreements")), ("openprocurement", None)] {
        let store = run(&feed(vec![(NOON, "a")]), start(publisher, endpoint, &[], None), ONCE, usize::MAX);
        assert_eq!(store.items.len(), 1);
    }
}

/// Notices by time of update (minutes before noon); newest first, in pages of five.
fn notices(minutes: &'static [u64], without_link: &'static [usize]) -> Sim {
    let notices: Vec<(DateTime, u64)> = minutes.iter().map(|&ago| (time(NOON - ago * 60_000), ago)).collect();
    let answers = Rc::new(Cell::new(0));
    Sim::new(move |request, now| {
        let bound = |name: &str| query(request, name).unwrap().parse::<DateTime>().unwrap();
        let (from, to) = (bound("updatedFrom"), bound("updatedTo"));
        assert!(to <= time(now), "a window of the future");
        let skip: usize = query(request, "cursor").map_or(0, |cursor| cursor.parse().unwrap());
        let mut found: Vec<_> = notices.iter().filter(|(at, _)| (from..=to).contains(at)).collect();
        found.sort();
        found.reverse();
        let page: Vec<_> = found.iter().skip(skip).take(5).map(|(_, id)| format!("{{\"ocid\":\"n{id}\"}}")).collect();
        let number = answers.replace(answers.get() + 1);
        let link = if found.len() > skip + 5 && !without_link.contains(&number) {
            format!(",\"links\":{{\"next\":\"https://x/?cursor={}\"}}", skip + 5)
        } else {
            String::new()
        };
        (100, answer(200, &[], &format!("{{\"releases\":[{}]{link}}}", page.join(","))))
    })
    .at(NOON)
}

fn time(ms: u64) -> DateTime {
    DateTime::of_unix_ms(ms)
}

const MINUTES: &[u64] = &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 355, 360, 362, 365, 700, 720, 721, 1000, 1440];

fn sorted(items: &[String]) -> Vec<u64> {
    let mut minutes: Vec<_> = ids(items).iter().map(|id| id.trim_start_matches('n').parse().unwrap()).collect();
    minutes.sort_unstable();
    minutes
}

#[test]
fn windows_survive_kills_at_every_step() {
    let begin = start("uk", None, &[("limit", "5")], Some("2026-11-20T12:00:00"));
    let store = survives_kills(|| notices(MINUTES, &[]), &begin);
    assert_eq!(sorted(&store.items), MINUTES);
}

#[test]
fn windows_are_quarter_days_that_overlap_and_end_at_the_present() {
    let sim = notices(&[], &[]);
    run(&sim, start("uk", None, &[], Some("2026-11-21")), ONCE, usize::MAX);
    let windows: Vec<_> =
        sim.sent().iter().map(|(_, url)| url.split_once("updatedFrom=").unwrap().1.to_owned()).collect();
    assert_eq!(windows[0], "2026-11-20T23:50:00&updatedTo=2026-11-21T06:00:00");
    assert_eq!(windows[1], "2026-11-21T05:50:00&updatedTo=2026-11-21T11:59:00");
    assert_eq!(windows.len(), 2);
}

#[test]
fn a_full_page_without_a_link_is_not_believed() {
    for missing in [&[0][..], &[1], &[0, 1, 2], &[2, 3, 5, 8]] {
        let sim = notices(MINUTES, missing);
        let store = run(&sim, start("uk", None, &[("limit", "5")], Some("2026-11-20T12:00:00")), ONCE, usize::MAX);
        assert_eq!(sorted(&store.items), MINUTES, "links missing in answers {missing:?}");
        assert_eq!(store.notes.len(), 0);
    }
}

#[test]
fn what_cannot_be_told_apart_is_said() {
    static SAME: &[u64] = &[100, 100, 100, 100, 100, 100, 100];
    static NEVER: [usize; 200] = {
        let mut all = [0; 200];
        let mut index = 0;
        while index < 200 {
            all[index] = index;
            index += 1;
        }
        all
    };
    let sim = notices(SAME, &NEVER);
    let store = run(&sim, start("uk", None, &[("limit", "5")], Some("2026-11-21T10:00:00")), ONCE, usize::MAX);
    assert!(store.notes[0].contains("there may be more than the publisher tells"), "{:?}", store.notes);
    assert!(sim.sent().len() < 100, "{}", sim.sent().len());
}

#[test]
fn windows_go_on_with_time() {
    let sim = notices(&[2], &[]);
    let store = run(&sim, start("uk", None, &[], Some("2026-11-21T11:00:00")), FollowOptions::default(), 4);
    assert_eq!(store.items.len(), 1);
    let starts = sim.starts();
    assert!(starts.windows(2).all(|pair| pair[1] - pair[0] >= 300_000), "{starts:?}");
}

fn archive(text: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("month.json", zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(text.as_bytes()).unwrap();
    writer.finish().unwrap().into_inner()
}

fn month_text(month: &str, version: &str) -> String {
    let records: Vec<_> = (0..450).map(|n| format!("{{\"ocid\":\"{month}-{version}-{n}\"}}")).collect();
    format!("{{\"records\":[{}]}}", records.join(","))
}

/// Two pages of files; the second month is made anew after an hour.
fn files() -> Sim {
    Sim::new(|request, now| {
        let version = if now < NOON + HOUR { "1" } else { "2" };
        let entry = |month: &str, version: &str| {
            format!("{{\"source\":\"seace_v3\",\"year\":\"2024\",\"month\":\"{month}\",\"timestamp\":\"t{version}\"}}")
        };
        let text = |month: &str| month_text(month, if month == "02" { version } else { "1" });
        let month = request.url.rsplit('/').next().unwrap();
        let answer: Answer = if request.url.contains("/sha/") {
            let sum: String = Sha256::digest(text(month)).iter().map(|byte| format!("{byte:02x}")).collect();
            answer(200, &[], &sum)
        } else if request.url.contains("/file/") {
            Ok(Response { status: 200, headers: Vec::new(), body: archive(&text(month)) })
        } else {
            let results = match query(request, "page").as_deref() {
                Some("2") => [entry("02", version), entry("01", "1")],
                _ => [entry("04", "1"), entry("03", "1")],
            };
            answer(200, &[], &format!("{{\"results\":[{}],\"pagination\":{{\"num_pages\":2}}}}", results.join(",")))
        };
        (100, answer)
    })
    .at(NOON)
}

#[test]
fn months_survive_kills_at_every_step() {
    let begin = start("peru", Some("files"), &[("source", "seace_v3")], Some("2024-02"));
    let store = survives_kills(files, &begin);
    let expected: Vec<_> =
        ["02", "03", "04"].iter().flat_map(|month| (0..450).map(move |n| format!("{month}-1-{n}"))).collect();
    assert_eq!(ids(&store.items), expected);
}

#[test]
fn a_month_killed_between_its_batches_goes_on_where_it_was() {
    let (sim, begin) = (files(), start("peru", Some("files"), &[("source", "seace_v3")], Some("2024-04")));
    let (client, state) = (client(&sim), SyncState::from_text(&begin.state).unwrap());
    let items = sim.block_on(async move {
        let mut items = Vec::new();
        let mut state = state;
        // Every batch in a run of its own.
        for _ in 0..4 {
            let mut follower = client.follow(state, FollowOptions { once: true, check_sums: true }).unwrap();
            let batch = follower.next(&|_| {}).await.unwrap().unwrap();
            items.extend(batch.items);
            state = batch.state;
        }
        items
    });
    assert_eq!(ids(&items), (0..450).map(|n| format!("04-1-{n}")).collect::<Vec<_>>());
}

#[test]
fn a_month_made_anew_is_read_again() {
    let sim = files();
    let begin = start("peru", Some("files"), &[("source", "seace_v3")], Some("2024-02"));
    let store = run(&sim, begin, ONCE, usize::MAX);
    let before = store.items.len();
    let store = run(&sim, Store { is_over: false, ..store }, ONCE, usize::MAX);
    assert_eq!(store.items.len() - before, 450);
    assert!(store.items[before].contains("02-2-0"), "{}", store.items[before]);
}

#[test]
fn a_follower_goes_on_after_a_failure() {
    let fails = Rc::new(Cell::new(true));
    let failing = fails.clone();
    let sim = Sim::new(move |_, _| {
        let body = "{\"data\":[],\"next_page\":{\"offset\":\"\"}}";
        (10, if failing.replace(false) { answer(404, &[], "gone") } else { answer(200, &[], body) })
    })
    .at(NOON);
    let client = client(&sim);
    let state = SyncState::from_text(&start("prozorro", None, &[], None).state).unwrap();
    let codes = sim.block_on(async move {
        let mut follower = client.follow(state, ONCE).unwrap();
        let first = follower.next(&|_| {}).await.unwrap_err().error.code();
        (first, follower.next(&|_| {}).await.unwrap().unwrap().at_end, follower.next(&|_| {}).await.unwrap())
    });
    assert_eq!(codes, ("not-found", true, None));
}

/// Answers these bodies one after the other, then none.
fn bodies(bodies: &'static [&'static str]) -> Sim {
    let turn = Cell::new(0);
    Sim::new(move |_, _| (10, answer(200, &[], bodies[turn.replace(turn.get() + 1)]))).at(NOON)
}

/// What comes until the first failure, and its code.
fn until_failure(sim: &Sim, begin: &Store) -> (Vec<String>, &'static str) {
    let (client, state) = (client(sim), SyncState::from_text(&begin.state).unwrap());
    sim.block_on(async move {
        let (mut follower, mut items) = (client.follow(state, ONCE).unwrap(), Vec::new());
        loop {
            match follower.next(&|_| {}).await {
                Ok(batch) => items.extend(batch.unwrap().items),
                Err(failure) => return (items, failure.error.code()),
            }
        }
    })
}

#[test]
fn a_feed_that_leads_back_is_an_error_and_not_a_loop() {
    let sim = bodies(&[
        r#"{"data":[{"id":"a"}],"next_page":{"offset":"1"}}"#,
        r#"{"data":[{"id":"b"}],"next_page":{"offset":"2"}}"#,
        r#"{"data":[{"id":"c"}],"next_page":{"offset":"1"}}"#,
    ]);
    let (rows, code) = until_failure(&sim, &start("prozorro", None, &[], None));
    assert_eq!((ids(&rows), code), (vec!["a", "b"], "paging-loop"));
}

#[test]
fn a_window_that_leads_back_is_an_error_and_not_a_loop() {
    let sim = bodies(&[
        r#"{"releases":[{"ocid":"a"}],"links":{"next":"https://x/?cursor=1"}}"#,
        r#"{"releases":[{"ocid":"b"}]}"#,
        r#"{"releases":[{"ocid":"c"}],"links":{"next":"https://x/?cursor=1"}}"#,
        r#"{"releases":[{"ocid":"d"}],"links":{"next":"https://x/?cursor=1"}}"#,
    ]);
    let (notices, code) = until_failure(&sim, &start("uk", None, &[], Some("2026-11-21")));
    assert_eq!((ids(&notices), code), (vec!["a", "b", "c"], "paging-loop"));
}

#[test]
fn what_is_no_row_of_a_feed_is_said_and_not_skipped() {
    let sim = bodies(&[
        r#"{"data":["?",{"id":"a"}],"next_page":{"offset":"1"}}"#,
        r#"{"data":[],"next_page":{"offset":"1"}}"#,
    ]);
    let store = run(&sim, start("prozorro", None, &[], None), ONCE, usize::MAX);
    assert_eq!(ids(&store.items), ["a"]);
    assert_eq!(store.notes, ["/data/0: is no row of the feed: not an object"]);
}

#[test]
fn a_state_holds_no_secret_and_refuses_what_it_does_not_know() {
    let mut options = Options::default();
    let key = Credentials { key: Some((Scheme::Bearer, Secret::new("hush"))), owner: None };
    options.credentials.insert("prozorro".to_owned(), key);
    let sim = feed(vec![(NOON, "a")]);
    let client = Client::new(Registry::builtin(), sim.clone(), options);
    let state = SyncState::from_text(&start("prozorro", None, &[], None).state).unwrap();
    let text = sim.block_on(async move {
        let mut follower = client.follow(state, ONCE).unwrap();
        follower.next(&|_| {}).await.unwrap().unwrap().state.to_text()
    });
    assert!(!text.contains("hush"), "{text}");
    for wrong in [text.replace("\"version\":1", "\"version\":2"), text.replace("offset", "ofset"), "{}".to_owned()] {
        assert_eq!(SyncState::from_text(&wrong).unwrap_err().code(), "invalid-resume-token");
    }
}

#[test]
fn what_cannot_be_followed_is_refused_before_anything_is_sent() {
    let start = |publisher, endpoint, pairs: &[(&str, &str)], from| {
        SyncState::start(&Registry::builtin(), publisher, endpoint, parameters(pairs), from).map(|state| state.endpoint)
    };
    assert_eq!(start("uk", None, &[], Some("2026-11")).unwrap(), "releasePackages");
    for (publisher, endpoint, pairs, from) in [
        ("nobody", None, &[][..], None),
        ("uk", Some("nothing"), &[], None),
        ("uk", Some("recordPackage"), &[], None),
        ("uk", None, &[], None),
        ("uk", None, &[], Some("yesterday")),
        ("uk", None, &[("cursor", "x")], Some("2026-11-01")),
        ("prozorro", None, &[("descending", "1")], None),
        ("prozorro", None, &[], Some("2026-11-01")),
        ("peru", Some("files"), &[], Some("2024-01")),
    ] {
        assert!(start(publisher, endpoint, pairs, from).is_err(), "{publisher} {endpoint:?} {pairs:?} {from:?}");
    }
}
