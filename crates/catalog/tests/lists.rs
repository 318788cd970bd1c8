//! What only a list shows of a process: a row of its own until the whole takes its place.

mod common;

use common::{Collection, source};
use serde_json::{Value, json};
use tenderlens_catalog::{
    Answer, Arrival, Aspect, Basis, DateRange, FacetQuery, Listed, ListedMoney, Missing, Outcome, Provenance, Query,
    QueryError, Row, SortBy, ValueRange, Vat,
};
use tenderlens_ocds::view::Stage;

fn listed<'a>(provenance: &'a Provenance, ocid: &'a str, updated: &'a str) -> Listed<'a> {
    Listed {
        ocid,
        locator: "4f0a",
        language: "",
        title: "Bridge repair",
        description: "",
        buyer: "Leeds City Council",
        stage: Stage::Tender,
        value: Some((ListedMoney { amount: "12.50", currency: "gbp", vat: Vat::Excluded }, Basis::Tender)),
        due: "2026-12-05",
        updated,
        method: "open",
        releases: &["004410-2026"],
        release_count: 3,
        provenance,
        handle: 9,
    }
}

fn list(ocid: &str, updated: &str) -> (Collection, Outcome) {
    let mut collection = Collection::new(source("uk", "UTC0"));
    let outcome = put(&mut collection, ocid, updated);
    (collection, outcome)
}

fn put(collection: &mut Collection, ocid: &str, updated: &str) -> Outcome {
    let provenance = Provenance { source: "page 1".to_owned(), ..Provenance::default() };
    let added = collection.catalog.add_listed(collection.source, &listed(&provenance, ocid, updated));
    assert_eq!(added.problems, []);
    added.outcome
}

fn whole(ocid: &str, date: &str) -> Value {
    json!({"ocid": ocid, "date": date, "tender": {"title": "Bridge repair, whole"}})
}

#[test]
fn a_listed_process_is_found_filtered_and_shown_like_any_other() {
    let (collection, outcome) = list("o", "2026-11-02T00:00:00Z");
    assert_eq!(outcome, Outcome::Added);
    let row = collection.row("o");
    assert!(row.is_partial);
    assert_eq!((row.title, row.locator, row.due, row.language), ("Bridge repair", "4f0a", "2026-12-05", "en"));
    assert_eq!((row.value.unwrap().amount, row.value.unwrap().currency), ("12.50", "GBP"));
    assert_eq!((row.buyers[0].name, row.stage, row.releases, row.handle), ("Leeds City Council", Stage::Tender, 3, 9));
    for words in ["bridge", "buyer:leeds", "004410-2026", "4f0a"] {
        let query = Query { words: words.to_owned(), ..Query::default() };
        assert_eq!(collection.ocids(&query), ["o"], "{words}");
    }
    let from_ten = ValueRange { min: Some("10".to_owned()), max: None, currency: "GBP".to_owned() };
    let due = DateRange { from: None, to: Some("2026-12-05".to_owned()) };
    let query = Query { value: Some(from_ten), due, stages: vec!["tender".to_owned()], ..Query::default() };
    assert_eq!(collection.ocids(&query), ["o"]);
}

#[test]
fn the_whole_process_takes_its_place_whatever_its_date_and_keeps_it() {
    let (mut collection, _) = list("o", "2026-11-02T00:00:00Z");
    assert_eq!(collection.add(&whole("o", "2026-11-01T00:00:00Z")).outcome, Outcome::Replaced);
    assert_eq!((collection.row("o").title, collection.row("o").is_partial), ("Bridge repair, whole", false));
    assert_eq!(put(&mut collection, "o", "2026-11-01T00:00:00Z"), Outcome::Kept);
    assert_eq!(put(&mut collection, "o", ""), Outcome::Kept);
    assert_eq!(put(&mut collection, "o", "2026-11-02T00:00:00Z"), Outcome::Behind, "it has to be read again");
    assert_eq!((collection.row("o").title, collection.catalog.len()), ("Bridge repair, whole", 1));
}

#[test]
fn newer_lists_replace_older_ones_and_releases_can_be_partial_too() {
    let (mut collection, _) = list("o", "2026-11-02T00:00:00Z");
    assert_eq!(put(&mut collection, "o", "2026-11-01T00:00:00Z"), Outcome::Kept);
    assert_eq!(put(&mut collection, "o", "2026-11-03T00:00:00Z"), Outcome::Replaced);
    let provenance = Provenance::default();
    let text = whole("o", "2026-11-04T00:00:00Z").to_string();
    let page = Arrival { is_partial: true, ..Arrival::of(text.as_bytes(), &provenance) };
    assert_eq!(collection.catalog.add(collection.source, &page).outcome, Outcome::Replaced);
    assert!(collection.row("o").is_partial);
    let text = whole("o", "2026-11-01T00:00:00Z").to_string();
    let read = Arrival::of(text.as_bytes(), &provenance);
    assert_eq!(collection.catalog.add(collection.source, &read).outcome, Outcome::Replaced);
    assert!(!collection.row("o").is_partial);
}

#[test]
fn what_a_list_does_not_show_is_not_loaded_rather_than_not_published() {
    let (mut collection, _) = list("listed", "2026-11-02T00:00:00Z");
    collection.add(&whole("whole", "2026-11-01T00:00:00Z"));
    let facets = [Aspect::Category, Aspect::Documents, Aspect::Published].map(FacetQuery::of);
    let answer = collection.catalog.ask(&Query::default(), &facets).unwrap();
    assert_eq!((answer.total, answer.partial), (2, 1));
    let without: Vec<_> = answer.facets.iter().map(|it| (it.not_published, it.not_loaded)).collect();
    assert_eq!(without, [(1, 1), (0, 1), (0, 1)]);
    let no_documents = Query { documents: Some(false), ..Query::default() };
    assert_eq!(collection.ocids(&no_documents), ["whole"]);
    let or_unknown = Query { unknown: vec![Aspect::Documents], ..no_documents };
    assert_eq!(collection.ocids(&or_unknown), ["listed", "whole"]);
    let published = DateRange { from: Some("2027-01-01".to_owned()), to: None };
    let answer = collection.ask(&Query { published, ..Query::default() });
    assert_eq!(answer.missing, [Missing { of: Aspect::Published, not_published: 0, not_loaded: 1 }]);
}

#[test]
fn odd_values_and_dates_of_a_list_are_told_and_shown() {
    let mut collection = Collection::new(source("uk", "UTC0"));
    let provenance = Provenance::default();
    let odd = Listed {
        value: Some((ListedMoney { amount: "about 5", currency: "GBP", vat: Vat::NotStated }, Basis::Tender)),
        due: "soon",
        ..listed(&provenance, "o", "")
    };
    let added = collection.catalog.add_listed(collection.source, &odd);
    let told: Vec<_> = added.problems.iter().map(|it| it.pointer.as_str()).collect();
    assert_eq!((added.outcome, told), (Outcome::Added, vec!["/value", "/due"]));
    assert_eq!((collection.row("o").value.unwrap().amount, collection.row("o").due), ("about 5", "soon"));
    let nameless = collection.catalog.add_listed(collection.source, &listed(&provenance, " ", ""));
    assert_eq!((nameless.outcome, nameless.problems[0].pointer.as_str()), (Outcome::Refused, "/ocid"));
}

#[test]
fn answers_and_rows_survive_the_way_from_the_worker() {
    let (mut collection, _) = list("listed", "2026-11-02T00:00:00Z");
    collection.add(&json!({"ocid": "o", "tender": {"title": "The \"Long\" Bridge", "items": [{"classification": {"scheme": "CPV", "id": "45000000"}}]},
        "buyer": {"name": "Leeds"}, "awards": [{"value": {"amount": 0.1, "currency": "GBP"}}]}));
    let facets = [Aspect::Stage, Aspect::Buyer, Aspect::Classification, Aspect::Documents, Aspect::Updated];
    let query = Query { words: "bridge".to_owned(), ..Query::default() };
    let answer = collection.catalog.ask(&query, &facets.map(FacetQuery::of)).unwrap();
    let there = |text: String| -> Answer { serde_json::from_str(&text).unwrap() };
    let sent = there(serde_json::to_string(&answer).unwrap());
    assert_eq!((sent.facets, sent.total, sent.covered), (answer.facets.clone(), 2, answer.covered.clone()));
    let rows = collection.catalog.window(&answer, 0, 10).unwrap();
    let text = serde_json::to_string(&rows).unwrap();
    let sent: Vec<Row<String>> = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&sent).unwrap(), text);
    assert!(sent.iter().any(|row| row.title == "The \"Long\" Bridge"));
    let sums = collection.catalog.totals(&query, Default::default(), Default::default()).unwrap();
    assert_eq!(
        serde_json::from_str::<tenderlens_catalog::Summary>(&serde_json::to_string(&sums).unwrap()).unwrap(),
        sums
    );
    let wrong = Query { due: DateRange { from: Some("x".to_owned()), to: None }, ..Query::default() };
    let error = collection.catalog.ask(&wrong, &[]).unwrap_err();
    let sent: QueryError = serde_json::from_str(&serde_json::to_string(&error).unwrap()).unwrap();
    assert_eq!(sent, error);
    assert_eq!(serde_json::to_string(&SortBy::Due).unwrap(), "\"due\"");
}
