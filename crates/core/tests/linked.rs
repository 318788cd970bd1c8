//! Releases that a record only links to: fetched at the publisher's pace, from where the publisher is
//! asked for everything, and each that can't be had is told.

// Helpers of tests may stop at the first surprise, as tests do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/sim.rs"]
mod sim;
mod support;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use sim::Sim;
use support::answer;
use tenderlens_core::client::{Client, Event, Options};
use tenderlens_core::linked::{self, Following};
use tenderlens_core::plan::Question;
use tenderlens_core::process::{self, Basis, Loaded};
use tenderlens_core::protocol::error::Failure;
use tenderlens_core::publishers::Registry;
use tenderlens_core::search;

/// What the publisher answers, by the end of the address; 404 for any other.
#[derive(Clone, Default)]
struct Pages(Rc<RefCell<BTreeMap<String, String>>>);

impl Pages {
    fn with(self, end: &str, body: impl Into<String>) -> Self {
        self.0.borrow_mut().insert(end.to_owned(), body.into());
        self
    }

    fn world(&self) -> Sim {
        let pages = self.clone();
        Sim::new(move |request, _| {
            let pages = pages.0.borrow();
            let page = pages.iter().find(|(end, _)| request.url.ends_with(end.as_str()));
            (100, page.map_or_else(|| answer(404, &[], "{}"), |(_, body)| answer(200, &[], body)))
        })
    }
}

fn client(sim: &Sim) -> Client<Sim> {
    let mut options = Options::default();
    for publisher in Registry::builtin().publishers() {
        options.bases.insert(publisher.id.to_owned(), "https://mirror/below".to_owned());
    }
    Client::new(Registry::builtin(), sim.clone(), options)
}

#[derive(Clone, Copy)]
enum How {
    Quick,
    Whole,
}

fn open(sim: &Sim, client: &Client<Sim>, publisher: &str, ocid: &str, how: How) -> Result<Loaded, Failure> {
    let call = process::lookup(client, publisher, ocid, None).unwrap();
    let client = client.clone();
    sim.block_on(async move {
        match how {
            How::Quick => process::load(&client, &call, &|_| {}).await,
            How::Whole => process::load_whole(&client, &call, &|_| {}).await,
        }
    })
}

/// Where the requests went since the last look, without the mirror's address.
fn sent(sim: &Sim, from: usize) -> Vec<String> {
    sim.sent()[from..].iter().map(|(_, url)| url.strip_prefix("https://mirror/below").unwrap().to_owned()).collect()
}

const DG: &str = "http://www.contractawards.eu/open-contracting/api/v1";

fn draft(ocid: &str, id: &str) -> String {
    let second = &id[id.len() - 1..];
    format!(
        r#"{{"ocid":"{ocid}","releaseID":"{id}","releaseDate":"2012-09-14T04:28:0{second}-0400","releaseTag":"awardNotice",
            "awards":[{{"awardID":"a{id}","awardValue":{{"amount":1.50,"currency":"EUR"}}}}]}}"#
    )
}

fn draft_record(addresses: &[&str]) -> String {
    let link = |address: &&str| format!(r#"{{"name":"x","uid":"x","uri":"{address}"}}"#);
    let links: Vec<_> = addresses.iter().map(link).collect();
    format!(r#"{{"ocid":"1-2","releases":[{}]}}"#, links.join(", "))
}

fn three_addresses() -> (Pages, String) {
    let addresses = ["r1", "r2", "r3"].map(|id| format!("{DG}/release/{id}"));
    let record = draft_record(&addresses.each_ref().map(String::as_str));
    let pages = Pages::default().with("record?recordId=1-2", record.clone());
    (["r1", "r2", "r3"].iter().fold(pages, |pages, id| pages.with(&format!("/release/{id}"), draft("1-2", id))), record)
}

#[test]
fn a_record_of_addresses_opens_with_its_releases_fetched_one_by_one() {
    let (pages, record) = three_addresses();
    let sim = pages.world();
    let loaded = open(&sim, &client(&sim), "eu", "1-2", How::Quick).unwrap();
    assert_eq!((loaded.basis, loaded.releases.len(), loaded.only_linked), (Basis::Merged, 3, 0));
    assert_eq!(loaded.process.awards.len(), 3);
    let path = "/open-contracting/api/v1";
    assert_eq!(
        sent(&sim, 0),
        [
            format!("{path}/record?recordId=1-2"),
            format!("{path}/release/r1"),
            format!("{path}/release/r2"),
            format!("{path}/release/r3")
        ],
        "the mirror is asked, whatever host the addresses name"
    );
    // Development Gateway is asked for one thing at a time, a second apart.
    assert_eq!((sim.starts(), sim.most_under_way()), (vec![0, 1000, 2000, 3000], 1));
    let raw = loaded.raw.unwrap();
    assert!(raw.contains(r#""amount":1.50"#) && !raw.contains("uri"), "{raw}");
    assert!(raw.starts_with(&record[..record.find('[').unwrap()]), "what stands around the links stays");
    assert!(loaded.notes.iter().any(|note| note.starts_with("3 releases were fetched")), "{:?}", loaded.notes);
}

#[test]
fn a_link_that_leads_nowhere_is_told_and_the_others_are_shown() {
    let (pages, _) = three_addresses();
    let second = pages.0.borrow_mut().remove("/release/r2").unwrap();
    let sim = pages.world();
    let client = client(&sim);
    let loaded = open(&sim, &client, "eu", "1-2", How::Quick).unwrap();
    assert_eq!((loaded.releases.len(), loaded.only_linked), (2, 1));
    let told: Vec<_> = loaded.notes.iter().filter(|note| note.starts_with(&format!("{DG}/release/r2: "))).collect();
    assert!(told.len() == 1 && told[0].contains("404"), "{:?}", loaded.notes);
    assert!(loaded.raw.unwrap().contains(&format!("{DG}/release/r2")), "its link stays");
    // Asked for again, only what is missing is sent for.
    let (before, pages) = (sim.sent().len(), pages.with("/release/r2", second));
    let loaded = open(&sim, &client, "eu", "1-2", How::Whole).unwrap();
    assert_eq!((loaded.releases.len(), loaded.only_linked), (3, 0));
    assert_eq!(sent(&sim, before), ["/open-contracting/api/v1/release/r2"]);
    drop(pages);
}

#[test]
fn when_no_link_leads_anywhere_the_first_failure_is_that_of_the_process() {
    let pages = Pages::default().with("record?recordId=1-2", draft_record(&[&format!("{DG}/release/r1")]));
    let sim = pages.world();
    let failure = open(&sim, &client(&sim), "eu", "1-2", How::Quick).unwrap_err();
    assert_eq!((failure.error.code(), &*failure.endpoint), ("not-found", "release"));
    assert!(failure.url.unwrap().ends_with("/release/r1"));
}

#[test]
fn a_link_to_elsewhere_is_not_followed_and_one_to_another_process_is_not_taken() {
    let elsewhere = "https://elsewhere.example/private/release/r1";
    let links = [elsewhere, &format!("{DG}/release/r2"), &format!("{DG}/release/r3")];
    let pages = Pages::default()
        .with("record?recordId=1-2", draft_record(&links))
        .with("/release/r2", draft("3-4", "r2"))
        .with("/release/r3", draft("1-2", "r3"));
    let sim = pages.world();
    let loaded = open(&sim, &client(&sim), "eu", "1-2", How::Quick).unwrap();
    assert_eq!((loaded.releases.len(), loaded.only_linked), (1, 2));
    assert!(sim.sent().iter().all(|(_, url)| url.starts_with("https://mirror/below/open-contracting/")));
    let told = |words: &str| loaded.notes.iter().any(|note| note.contains(words));
    assert!(told("is no address of Development Gateway"), "{:?}", loaded.notes);
    assert!(told("leads to another process: 3-4"), "{:?}", loaded.notes);
}

#[test]
fn so_many_links_that_a_plan_would_ask_first_are_not_all_followed_unasked() {
    let ids: Vec<_> = (0..205).map(|number| format!("n{number}")).collect();
    let addresses: Vec<_> = ids.iter().map(|id| format!("{DG}/release/{id}")).collect();
    let record = draft_record(&addresses.iter().map(String::as_str).collect::<Vec<_>>());
    let pages = Pages::default().with("record?recordId=1-2", record);
    let pages = ids.iter().fold(pages, |pages, id| pages.with(&format!("/release/{id}"), draft("1-2", id)));
    let sim = pages.world();
    let client = client(&sim);
    let quick = open(&sim, &client, "eu", "1-2", How::Quick).unwrap();
    assert_eq!((sim.sent().len(), quick.releases.len(), quick.only_linked), (1 + 200, 200, 5));
    assert!(quick.notes.iter().any(|note| note.starts_with("5 releases more are linked")), "{:?}", quick.notes);
    // Asked for: told how far it is, and nothing is asked for twice.
    let call = process::lookup(&client, "eu", "1-2", None).unwrap();
    let ends = Rc::new(RefCell::new(Vec::new()));
    let told = ends.clone();
    let whole = sim.block_on(async move {
        let tell = |event| {
            if let Event::Progress { ended, of } = event {
                told.borrow_mut().push((ended, of));
            }
        };
        process::load_whole(&client, &call, &tell).await.unwrap()
    });
    assert_eq!((sim.sent().len(), whole.releases.len(), whole.only_linked), (1 + 205, 205, 0));
    assert_eq!((ends.borrow().len(), ends.borrow().last()), (205, Some(&(205, 205))));
}

#[test]
fn a_list_names_the_process_of_a_record_of_addresses_and_says_so() {
    let record = draft_record(&[&format!("{DG}/release/r1"), &format!("{DG}/release/r2")]);
    let pages = Pages::default().with("embed=true&pretty=false", format!(r#"{{"records":[{record}]}}"#));
    let sim = pages.world();
    let client = client(&sim);
    let found = |question: Question| {
        let at = search::first(&client, "eu", &question, "2026-11-21".parse().unwrap()).unwrap();
        let client = client.clone();
        sim.block_on(async move { search::run(&client, &at, &|_| {}).await.unwrap() })
    };
    let by_buyer = found(Question { buyer: "x".into(), ..Question::default() });
    assert!(by_buyer.summaries.is_empty() && by_buyer.left_out == 0);
    let (summary, _) = &by_buyer.undecided[0];
    assert_eq!((summary.ocid.as_str(), summary.releases, summary.partial), ("1-2", 2, true));
    assert!(by_buyer.problems[0].contains("1-2 is listed with the addresses"), "{:?}", by_buyer.problems);
}

fn release(number: u8) -> String {
    format!(
        r#"{{"ocid":"ocds-dgv273-1","id":"id:{number}","date":"2024-0{number}-01T00:00:00-05:00","tag":["tender"],"tender":{{"id":"7"}}}}"#
    )
}

/// A record of Peru with its compiled release and these links to the former host.
fn peru(links: &[u8]) -> Pages {
    let link = |number: &u8| {
        format!(
            r#"{{"url":"https://contratacionesabiertas.osce.gob.pe/api/v1/release/id%3A{number}","date":"2024-0{number}-01T00:00:00-05:00","tag":["tender"]}}"#
        )
    };
    let links: Vec<_> = links.iter().map(link).collect();
    let record = format!(
        r#"{{"records":[{{"compiledRelease":{{"ocid":"ocds-dgv273-1","id":"c","date":"2024-01-01T00:00:00-05:00","tag":["compiled"],
            "sources":[{{"id":"seace_v3"}}],"tender":{{"id":"7"}}}},"ocid":"ocds-dgv273-1","releases":[{}]}}]}}"#,
        links.join(",")
    );
    Pages::default().with("/record/ocds-dgv273-1", record)
}

fn package(releases: &[u8]) -> String {
    format!(r#"{{"releases":[{}]}}"#, releases.iter().copied().map(release).collect::<Vec<_>>().join(","))
}

#[test]
fn perus_linked_releases_come_together_when_they_are_asked_for() {
    let pages = peru(&[2, 1]).with("/release/seace_v3/7", package(&[1, 2]));
    let sim = pages.world();
    let client = client(&sim);
    let quick = open(&sim, &client, "peru", "ocds-dgv273-1", How::Quick).unwrap();
    assert_eq!((quick.basis, quick.timeline.len(), quick.only_linked), (Basis::Publisher, 2, 2));
    assert_eq!(sent(&sim, 0), ["/api/v1/record/ocds-dgv273-1"]);
    let whole = open(&sim, &client, "peru", "ocds-dgv273-1", How::Whole).unwrap();
    assert_eq!((whole.basis, whole.releases.len(), whole.only_linked), (Basis::Merged, 2, 0));
    assert_eq!(sent(&sim, 1), ["/api/v1/release/seace_v3/7"], "the record is not asked for again");
}

#[test]
fn what_the_common_answer_lacks_is_fetched_by_its_link_and_what_it_has_besides_is_kept() {
    let pages = peru(&[3, 2, 1]).with("/release/seace_v3/7", package(&[1, 4])).with("/release/id%3A2", package(&[2]));
    let sim = pages.world();
    let loaded = open(&sim, &client(&sim), "peru", "ocds-dgv273-1", How::Whole).unwrap();
    let ids: Vec<_> = loaded.timeline.iter().filter_map(|entry| entry.id.as_deref()).collect();
    assert_eq!((ids, loaded.only_linked), (vec!["id:1", "id:2", "id:4"], 1));
    let links = sent(&sim, 2);
    assert_eq!(links, ["/api/v1/release/id%3A3", "/api/v1/release/id%3A2"]);
    assert!(loaded.notes.iter().any(|note| note.contains("osce.gob.pe/api/v1/release/id%3A3: ")), "{:?}", loaded.notes);
}

#[test]
fn a_failure_of_the_common_answer_is_that_of_all_its_links() {
    let sim = peru(&[2, 1]).world();
    let failure = open(&sim, &client(&sim), "peru", "ocds-dgv273-1", How::Whole).unwrap_err();
    assert_eq!((failure.error.code(), &*failure.endpoint), ("not-found", "releaseBySource"));
    assert_eq!(sim.sent().len(), 2);
}

#[test]
fn records_of_a_page_get_their_releases_and_everything_else_stays_as_it_was() {
    let pages = Pages::default().with("/release/r1", format!(r#"{{"uri":"u","releases":[{}]}}"#, draft("1-2", "r1")));
    let sim = pages.world();
    let client = client(&sim);
    let whole = r#"{"ocid":"5-6","releases":[{"ocid":"5-6","releaseID":"w"}]}"#;
    let link = format!(r#"{{ "uri" : "{DG}/release/r1" }}"#);
    let around = [r#"{"x":1.00,"records":[{"ocid":"1-2","releases":[ "#, &format!(" ]}}, {whole}]}}")];
    let document = around.join(&link);
    let expected = around.join(&draft("1-2", "r1"));
    let registry = Registry::builtin();
    let publisher = *registry.publisher("eu").unwrap();
    let embedded = sim.block_on({
        let (client, document) = (client.clone(), document.clone());
        async move { linked::embed(&client, &publisher, &document, Following::Some, &|_| {}).await.unwrap().unwrap() }
    });
    assert_eq!((embedded.text, embedded.releases, embedded.problems), (expected, 1, Vec::<String>::new()));
    let nothing =
        sim.block_on(async move { linked::embed(&client, &publisher, whole, Following::Some, &|_| {}).await });
    assert_eq!(nothing, Ok(None));
}
