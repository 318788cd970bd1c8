//! The generated world.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use serde_json::Value;
use tokio::sync::OnceCell;

use crate::client::{NOW, ask, at, fresh, generated, local, read, texts};

const PERU: &str = "/peru/api/v1/releasesAfter?size=100";
const UK: &str = "/uk/api/1.0/ocdsReleasePackages?limit=100";

/// All releases of a publisher's list, read once for all tests.
async fn all(list: &str) -> &'static [Value] {
    static ALL: [OnceCell<Vec<Value>>; 2] = [OnceCell::const_new(), OnceCell::const_new()];
    let cell = if list == PERU { &ALL[0] } else { &ALL[1] };
    cell.get_or_init(|| async { walk(&generated(), list).await }).await
}

/// All releases of a list, page by page.
async fn walk(router: &axum::Router, first: &str) -> Vec<Value> {
    let (mut path, mut releases) = (first.to_owned(), Vec::new());
    loop {
        let page = read(router, &path).await;
        releases.extend(page["releases"].as_array().unwrap().clone());
        match page.pointer("/links/next").filter(|next| next.is_string()) {
            Some(next) => path = local(next),
            None => return releases,
        }
    }
}

fn by_process(releases: &[Value]) -> HashMap<String, Vec<&Value>> {
    let mut processes: HashMap<String, Vec<&Value>> = HashMap::new();
    for release in releases {
        processes.entry(release["ocid"].as_str().unwrap().to_owned()).or_default().push(release);
    }
    processes
}

#[tokio::test]
async fn the_same_time_gives_the_same_bytes_and_another_time_another_world() {
    let (first, same, later) = (generated(), fresh(), at("2026-11-22T12:00:00Z"));
    for list in [PERU, UK] {
        let bytes = ask(&first, list).await.body;
        assert!(bytes == ask(&same, list).await.body, "{list}");
        assert!(bytes != ask(&later, list).await.body, "{list}");
    }
}

#[tokio::test]
async fn nothing_is_published_after_now_and_little_before_fourteen_months() {
    let now: Timestamp = NOW.parse().unwrap();
    let start = now - jiff::SignedDuration::from_hours(24 * 428);
    for list in [PERU, UK] {
        let releases = all(list).await;
        let dates: Vec<Timestamp> =
            texts(&Value::Array(releases.to_vec()), "/date").iter().map(|date| date.parse().unwrap()).collect();
        assert!(dates.iter().all(|date| *date <= now));
        // Only those with the documented example ids are older.
        assert!(dates.iter().filter(|date| **date < start).count() <= 12);
    }
}

#[tokio::test]
async fn histories_have_one_to_twelve_releases_and_every_id_once() {
    for list in [PERU, UK] {
        let releases = all(list).await;
        let ids: BTreeSet<&str> = releases.iter().map(|release| release["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), releases.len());
        let processes = by_process(releases);
        assert!((400..420).contains(&processes.len()), "{} processes", processes.len());
        let lengths: BTreeSet<usize> = processes.values().map(Vec::len).collect();
        assert!(lengths.first() == Some(&1) && *lengths.last().unwrap() <= 12, "{lengths:?}");
        let long = processes.values().filter(|releases| releases.len() >= 3).count();
        assert!(long >= 100, "{long} processes have at least three releases");
    }
}

#[tokio::test]
async fn sixty_days_hold_enough_processes_and_open_deadlines() {
    let router = generated();
    let first = "/peru/api/v1/records?startDate=2026-09-22&endDate=2026-11-21";
    let (mut path, mut found) = (first.to_owned(), 0);
    loop {
        let page = read(&router, &path).await;
        found += texts(&page["records"], "/ocid").len();
        let Some(next) = page.pointer("/links/next").filter(|next| next.is_string()) else { break };
        path = local(next);
    }
    assert!(found >= 120, "Peru: {found} processes in 60 days");
    let recent = walk(&router, &format!("{UK}&updatedFrom=2026-09-22T12:00:00")).await;
    assert!(by_process(&recent).len() >= 120, "UK: {} processes in 60 days", by_process(&recent).len());
    for list in [PERU, UK] {
        let releases = all(list).await;
        let ends = texts(&Value::Array(releases.to_vec()), "/tender/tenderPeriod/endDate");
        let (now, soon): (Timestamp, Timestamp) = (NOW.parse().unwrap(), "2026-12-05T12:00:00Z".parse().unwrap());
        let open = ends.iter().filter(|end| end.parse::<Timestamp>().is_ok_and(|end| end > now && end <= soon)).count();
        assert!(open >= 10, "{list}: {open} deadlines within 14 days");
    }
}

#[tokio::test]
async fn histories_change_what_they_tell() {
    let releases = all(PERU).await;
    let processes = by_process(releases);
    let changed = |pointer: &str| {
        let differs = |releases: &&Vec<&Value>| {
            let values: BTreeSet<String> =
                releases.iter().filter_map(|release| Some(release.pointer(pointer)?.to_string())).collect();
            values.len() > 1
        };
        processes.values().filter(differs).count()
    };
    for pointer in [
        "/tender/tenderPeriod/endDate",
        "/tender/value/amount",
        "/tender/documents",
        "/tender/items/0/statusDetails",
        "/contracts/0/value/amount",
    ] {
        assert!(changed(pointer) >= 5, "{pointer} changes in {} processes", changed(pointer));
    }
}

#[tokio::test]
async fn corner_cases_are_there_on_purpose() {
    let (peru, uk) = (all(PERU).await, all(UK).await);
    let any = |releases: &[Value], test: &dyn Fn(&Value) -> bool| releases.iter().any(test);
    let text = |release: &Value, pointer: &str| {
        release.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    assert!(any(peru, &|it| it["tender"].get("tenderPeriod").is_none()), "no tender period");
    assert!(
        any(peru, &|it| it["tender"]["value"]["amount"].is_f64() && it["tender"]["value"]["amount"] == 0.0),
        "an unpublished amount"
    );
    assert!(any(peru, &|it| it["tender"]["value"]["currency"] == "USD"), "dollars");
    assert!(any(peru, &|it| it["tender"].get("eligibilityCriteria") == Some(&Value::Null)), "null values");
    assert!(any(peru, &|it| text(it, "/tender/description").contains("LLAMK'AY")), "Quechua");
    assert!(any(peru, &|it| text(it, "/tender/description").len() > 1000), "a very long title");
    assert!(any(peru, &|it| text(it, "/buyer/name").contains('Ñ')), "letters beyond ASCII");
    assert!(any(uk, &|it| text(it, "/tender/title").starts_with("Gwasanaethau")), "Welsh");
    assert!(any(uk, &|it| text(it, "/tender/title").len() > 400), "a very long title");
    assert!(
        any(uk, &|it| it.pointer("/tender/lots/0/value/currency").is_some_and(|it| it == "EUR")),
        "a lot in another currency"
    );
    assert!(any(uk, &|it| it["tag"][0] == "tender" && it["tender"].get("value").is_none()), "no value");
    assert!(any(uk, &|it| it.get("buyerID").is_some()), "a stray member");
    assert!(
        any(uk, &|it| it["tender"]["legalBasis"]["scheme"] == "CELEX" && it["buyer"]["id"] == "1"),
        "the older regime"
    );
    assert!(
        any(uk, &|it| text(it, "/date").ends_with('Z')) && any(uk, &|it| text(it, "/date").ends_with("+01:00")),
        "zones"
    );
    for notice in ["UK2", "UK3", "UK4", "UK5", "UK6", "UK7"] {
        assert!(any(uk, &|it| it.to_string().contains(&format!("\"noticeType\":\"{notice}\""))), "{notice}");
    }
}

#[tokio::test]
async fn party_ids_of_the_older_regime_are_reused() {
    let releases = all(UK).await;
    let reused = by_process(releases).into_values().any(|releases| {
        let names: BTreeSet<&str> = releases
            .iter()
            .flat_map(|release| release["parties"].as_array().unwrap())
            .filter(|party| party["id"] == "1")
            .map(|party| party["name"].as_str().unwrap())
            .collect();
        names.len() > 1
    });
    assert!(reused, "one id, two organisations");
}

#[tokio::test]
async fn every_process_calls_itself_fictional() {
    for (list, word) in [(PERU, "FICTICIO"), (UK, "fictional")] {
        for release in all(list).await {
            assert!(release["tender"]["description"].as_str().unwrap().contains(word), "{}", release["id"]);
        }
    }
}

#[tokio::test]
async fn every_generated_history_merges_without_a_word() {
    use tenderlens_core::ocds::merge::{Options, compiled};
    for list in [PERU, UK] {
        let releases = all(list).await;
        for (ocid, releases) in by_process(releases) {
            let texts: Vec<String> = releases.iter().map(|release| release.to_string()).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let merged = compiled(&texts, &Options::default()).unwrap_or_else(|problem| panic!("{ocid}: {problem}"));
            assert!(merged.warnings.is_empty(), "{ocid}: {:?}", merged.warnings);
        }
    }
}
