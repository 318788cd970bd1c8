//! What releases change, checked against the merged releases themselves.
#![allow(clippy::expect_used, clippy::panic)] // a test may stop at the first surprise

mod common;

use std::collections::{HashMap, HashSet};

use common::Ordered;
use common::generate::{Generator, LEVELS, Level};
use serde_json::Value;
use tenderlens_ocds::changes::{
    Change, ChangeType, ReleaseChanges, ReleaseRange, Segment, ValueKind, between, changes, history,
};
use tenderlens_ocds::merge::{Options, compiled};

const PLANNED: &str = r#"{"ocid": "o", "id": "1", "date": "2024-01-01", "tag": ["planning", "tender"],
    "tender": {"id": "t", "status": "planned", "title": "Road", "value": {"currency": "GBP", "amount": 1.10}},
    "parties": [{"id": "P1", "roles": ["buyer"], "name": "Town"}]}"#;
const ACTIVE: &str = r#"{"ocid": "o", "id": "2", "date": "2024-02-01", "tag": "tender",
    "tender": {"id": "t", "status": "active", "title": null, "value": {"amount": 2, "currency": "EUR"}},
    "parties": [{"id": "P2", "roles": ["supplier"], "since": "2024-01-31"}, {"id": "P1", "roles": ["payer"]}]}"#;

fn merge_changes(releases: &[&str]) -> Vec<ReleaseChanges> {
    changes(releases, &Options::default()).expect("changes")
}

fn brief(change: &Change) -> (ChangeType, ValueKind, &str, Option<&str>, Option<&str>) {
    (change.change, change.kind, &change.pointer, change.old.as_deref(), change.new.as_deref())
}

#[test]
fn each_release_says_what_it_changed() {
    // Given in the wrong order: merge order counts.
    let releases = merge_changes(&[ACTIVE, PLANNED]);
    let [planned, active] = &releases[..] else { panic!("{releases:?}") };
    assert_eq!((planned.release, planned.release_id.as_deref()), (1, Some("1")));
    assert_eq!(planned.tag, ["planning", "tender"]);
    assert!(planned.changes.iter().all(|change| change.change == ChangeType::Added));
    assert!(planned.changes.iter().all(|change| change.new_from == Some(1)));
    assert_eq!((active.tag.as_slice(), active.date.as_deref()), (["tender".to_owned()].as_slice(), Some("2024-02-01")));
    let got: Vec<_> = active.changes.iter().map(brief).collect();
    use ChangeType::{Added, Changed, Removed};
    let expected = [
        (Changed, ValueKind::Text, "/tender/status", Some("\"planned\""), Some("\"active\"")),
        (Removed, ValueKind::Text, "/tender/title", Some("\"Road\""), None),
        (Changed, ValueKind::Amount, "/tender/value/amount", Some("1.10"), Some("2")),
        (Changed, ValueKind::Text, "/tender/value/currency", Some("\"GBP\""), Some("\"EUR\"")),
        (Added, ValueKind::Text, "/parties/1/id", None, Some("\"P2\"")),
        (Added, ValueKind::List, "/parties/1/roles", None, Some("[\"supplier\"]")),
        (Added, ValueKind::Date, "/parties/1/since", None, Some("\"2024-01-31\"")),
        (Changed, ValueKind::List, "/parties/0/roles", Some("[\"buyer\"]"), Some("[\"payer\"]")),
    ];
    assert_eq!(got, expected);
    assert_eq!(active.changes[2].currency.as_deref(), Some("EUR"), "the currency after the release");
    assert_eq!((active.changes[4].new_from, active.changes[7].new_from), (Some(2), None));
    let party = Segment::Item { index: 1, id: Some("P2".to_owned()) };
    assert_eq!(active.changes[5].path[1], party);
    // "t" and the id "P1".
    assert_eq!(active.unchanged, 2);
    let parts: Vec<_> = active.not_repeated.iter().map(|part| part.pointer.as_str()).collect();
    assert_eq!((parts, active.not_repeated_values), (vec!["/parties/0/name"], 1));
}

#[test]
fn what_is_not_mentioned_is_not_removed() {
    let award = r#"{"ocid": "o", "id": "3", "date": "2024-03-01", "awards": [{"id": 1, "title": "A"}]}"#;
    let last = merge_changes(&[PLANNED, award]).pop().expect("a release");
    let parts: Vec<_> = last.not_repeated.iter().map(|part| (part.pointer.as_str(), part.values)).collect();
    assert_eq!(parts, [("/tender", 5), ("/parties", 3)], "whole parts, not every value in them");
    assert!(last.changes.iter().all(|change| change.change == ChangeType::Added));
}

#[test]
fn a_field_has_a_history() {
    let values = |pointer: &str| -> Vec<Option<String>> {
        let entries = history(&[PLANNED, ACTIVE], pointer, &Options::default()).expect("history");
        entries.into_iter().map(|entry| entry.value).collect()
    };
    assert_eq!(values("/tender/title"), [Some("\"Road\"".to_owned()), None]);
    assert_eq!(values("/tender/value/amount"), [Some("1.10".to_owned()), Some("2".to_owned())]);
    assert_eq!(values("/tender/id").len(), 1, "repeating a value is no new entry");
    let parties = [
        r#"{"id":"P1","roles":["buyer"],"name":"Town"}"#.to_owned(),
        r#"{"id":"P1","roles":["payer"],"name":"Town"}"#.to_owned(),
    ];
    assert_eq!(values("/parties/0"), parties.map(Some), "an object's history is all of it");
    assert_eq!(values("/nothing/here"), []);
    assert_eq!(values("no pointer"), []);
}

#[test]
fn a_browser_gets_plain_camel_case() {
    let releases = merge_changes(&[PLANNED, ACTIVE]);
    let json = serde_json::to_value(&releases[1]).expect("JSON");
    assert_eq!(json["releaseId"], "2");
    assert_eq!(json["changes"][4]["newFrom"], 2);
    assert_eq!(json["changes"][4]["path"][1], serde_json::json!({"type": "item", "index": 1, "id": "P2"}));
    assert_eq!(json["changes"][2]["kind"], "amount");
    assert_eq!(json["notRepeatedValues"], 1);
}

/// A compiled release without what is no change: its own head.
fn body(compiled: &str) -> Vec<(String, Ordered)> {
    let Ordered::Object(members) = Ordered::parse(compiled) else { panic!("{compiled}") };
    members.into_iter().filter(|(name, _)| !["tag", "id", "date", "ocid"].contains(&name.as_str())).collect()
}

#[test]
fn all_changes_together_are_the_compiled_release() {
    let mut checked = 0;
    for level in LEVELS {
        for seed in 0..800 {
            let releases = Generator::new(seed + 5_000_000, level).history().releases;
            let texts: Vec<&str> = releases.iter().map(String::as_str).collect();
            let options = Options::default();
            let (Ok(merged), Ok(account)) = (compiled(&texts, &options), changes(&texts, &options)) else {
                assert!(compiled(&texts, &options).is_err() && changes(&texts, &options).is_err());
                continue;
            };
            let whole = history(&texts, "", &options).expect("history");
            let last = whole.last().and_then(|entry| entry.value.as_deref()).unwrap_or("{}");
            if level == Level::Chaotic {
                continue;
            }
            let body = Ordered::Object(body(&merged.json));
            if !has_mixed_ids(&body) {
                check_pointers(&merged.json, &account);
                // 100 after 1e2 is no change, but the compiled release has the latest spelling.
                assert_eq!(body.doubles(), Ordered::parse(last).doubles(), "{level:?} {seed}");
                checked += 1;
            }
        }
    }
    println!("{checked} histories");
    assert!(checked > 1200);
}

/// Whether 1 and "1" are in one array: then what is below the second can end up in the first, and
/// an object without values of its own remains.
fn has_mixed_ids(value: &Ordered) -> bool {
    match value {
        Ordered::Object(members) => members.iter().any(|(_, value)| has_mixed_ids(value)),
        Ordered::List(items) => {
            let ids: Vec<String> = items.iter().filter_map(id_text).collect();
            let distinct: HashSet<&String> = ids.iter().collect();
            distinct.len() < ids.len() || items.iter().any(has_mixed_ids)
        }
        _ => false,
    }
}

fn id_text(item: &Ordered) -> Option<String> {
    let Ordered::Object(members) = item else {
        return None;
    };
    match &members.iter().find(|(name, _)| name == "id")?.1 {
        Ordered::Text(text) | Ordered::Int(text) => Some(text.clone()),
        _ => None,
    }
}

/// The last value of every change is where its pointer says, and a removed one is not there.
fn check_pointers(merged: &str, account: &[ReleaseChanges]) {
    let merged: Value = serde_json::from_str(merged).expect("JSON");
    let mut last: HashMap<&str, Option<&str>> = HashMap::new();
    for change in account.iter().flat_map(|release| &release.changes) {
        last.insert(&change.pointer, change.new.as_deref());
    }
    for (pointer, value) in last {
        let value: Option<Value> = value.map(|text| serde_json::from_str(text).expect("JSON"));
        match (merged.pointer(pointer), &value) {
            // 100 after 1e2 is no change, but the compiled release has the latest spelling.
            (Some(Value::Number(a)), Some(Value::Number(b))) => assert_eq!(a.as_f64(), b.as_f64()),
            (found, value) => assert_eq!(found, value.as_ref(), "{pointer}"),
        }
    }
}

fn compare(releases: &[&str], after: usize, upto: usize) -> Option<ReleaseChanges> {
    between(releases, ReleaseRange { after, upto }, &Options::default()).expect("between")
}

#[test]
fn a_release_beside_the_one_before_is_what_it_changed() {
    let own = merge_changes(&[ACTIVE, PLANNED]).pop();
    assert_eq!(compare(&[ACTIVE, PLANNED], 0, 1), own);
}

#[test]
fn over_several_releases_only_what_differs_in_the_end_is_listed() {
    let release =
        |id: u8, tender: &str| format!(r#"{{"ocid":"o","id":"{id}","date":"2026-01-0{id}","tender":{tender}}}"#);
    let releases = [
        release(1, r#"{"status":"active","title":"A","description":"kept","value":{"amount":1}}"#),
        release(2, r#"{"status":"cancelled","value":{"amount":2}}"#),
        release(3, r#"{"status":"active","title":null,"documents":[{"id":"d"}]}"#),
    ];
    let releases: Vec<&str> = releases.iter().map(String::as_str).collect();
    let compared = compare(&releases, 0, 2).expect("two releases");
    let got: Vec<_> = compared.changes.iter().map(brief).collect();
    let expected = [
        (ChangeType::Changed, ValueKind::Amount, "/tender/value/amount", Some("1"), Some("2")),
        (ChangeType::Removed, ValueKind::Text, "/tender/title", Some("\"A\""), None),
        (ChangeType::Added, ValueKind::Text, "/tender/documents/0/id", None, Some("\"d\"")),
    ];
    assert_eq!(got, expected, "the status went forth and back");
    assert_eq!((compared.release_id.as_deref(), compared.unchanged), (Some("3"), 1));
    let parts: Vec<_> = compared.not_repeated.iter().map(|part| part.pointer.as_str()).collect();
    assert_eq!(parts, ["/tender/description"], "the value stands in the second release");
}

#[test]
fn a_range_without_releases_compares_nothing() {
    assert_eq!(compare(&[PLANNED, ACTIVE], 1, 1), None);
    assert_eq!(compare(&[PLANNED, ACTIVE], 1, 0), None);
    assert_eq!(compare(&[PLANNED, ACTIVE], 0, 2), None);
}
