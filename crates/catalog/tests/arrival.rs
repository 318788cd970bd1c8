//! What becomes of a release that arrives, whatever it is like.

mod common;

use common::{Collection, KYIV, add, source};
use serde_json::{Value, json};
use tenderlens_catalog::{Arrival, Basis, Catalog, Outcome, PartyIds, Provenance, Query, Source, Unit, Vat};
use tenderlens_ocds::view::Stage;

#[test]
fn a_row_holds_what_lists_show() {
    let release = json!({
        "ocid": "ocds-1", "date": "2026-11-01T10:00:00Z", "language": "en", "tag": ["compiled"],
        "buyer": {"id": "b", "name": "Leeds City Council"},
        "tender": {
            "id": "T-0001", "title": "Bridge repair", "description": "Deck replacement", "status": "active",
            "mainProcurementCategory": "works", "additionalProcurementCategories": ["works", "services"],
            "procurementMethod": "open", "procurementMethodDetails": "Open procedure",
            "value": {"amount": 4200000.50, "amountGross": 5040000.60, "currency": "gbp"},
            "tenderPeriod": {"endDate": "2026-11-28T12:00:00Z"}, "numberOfTenderers": 3,
            "lots": [{"id": "1"}, {"id": "2"}],
            "items": [{"id": "1", "description": "Steel", "deliveryAddress": {"locality": "Leeds", "region": "Yorkshire"},
                "classification": {"scheme": "CPV", "id": "45221100-3"}}],
            "documents": [{"id": "d", "title": "Drawings", "datePublished": "2026-10-01T00:00:00Z"}]},
        "parties": [{"id": "b", "name": "Leeds City Council", "roles": ["buyer"], "address": {"region": "Elsewhere"}}],
        "awards": [{"id": "a", "status": "active", "suppliers": [{"id": "s", "name": "ACME"}]}],
        "contracts": [{"id": "c"}],
    });
    let collection = Collection::of(&[release]);
    let row = collection.row("ocds-1");
    assert_eq!((row.title, row.description, row.place), ("Bridge repair", "Deck replacement", "Leeds, Yorkshire"));
    let value = row.value.unwrap();
    assert_eq!((value.amount, value.currency, value.vat), ("4200000.5", "GBP", Vat::Excluded));
    assert_eq!(row.basis, Some(Basis::Tender));
    assert_eq!((row.due, row.published), ("2026-11-28T12:00:00Z", "2026-10-01T00:00:00Z"));
    assert_eq!((row.stage, row.status, row.method_details), (Stage::Contract, "active", "Open procedure"));
    assert_eq!(row.categories, ["works", "services"]);
    assert_eq!((row.bids, row.lots, row.documents, row.awards, row.contracts), (Some(3), 2, 1, 1, 1));
    assert_eq!((row.buyers[0].name, row.suppliers[0].name), ("Leeds City Council", "ACME"));
    assert_eq!((row.handle, row.provenance.source.as_str()), (7, "https://example.org/page/1"));
    assert_eq!((row.language, row.is_test, row.releases), ("en", false, 1));
}

#[test]
fn the_value_is_the_tenders_else_that_of_its_lots_else_the_estimate() {
    let value = |tender: Value, planning: Value| {
        let collection = Collection::of(&[json!({"ocid": "o", "tender": tender, "planning": planning})]);
        let row = collection.row("o");
        row.value.map(|value| format!("{} {} {:?}", value.amount, value.currency, row.basis.unwrap()))
    };
    let planning = json!({"budget": {"amount": {"amount": 9, "currency": "GBP"}}});
    let lot = |amount: f64, currency: &str| json!({"value": {"amount": amount, "currency": currency}});
    let tender = |value: Value, lots: Value| json!({"value": value, "lots": lots});
    let own = json!({"amount": 5, "currency": "GBP"});
    let zero = json!({"amount": 0.0, "currency": "GBP"});
    let of = |tender, planning| value(tender, planning).unwrap_or_default();
    assert_eq!(of(tender(own, json!([lot(1.0, "GBP")])), planning.clone()), "5 GBP Tender");
    assert_eq!(of(tender(zero.clone(), json!([lot(1.5, "GBP"), lot(2.5, "GBP")])), planning.clone()), "4 GBP Lots");
    assert_eq!(of(tender(json!(null), json!([lot(1.5, "GBP"), {}])), planning.clone()), "1.5 GBP SomeLots");
    assert_eq!(of(tender(json!(null), json!([lot(1.5, "GBP"), lot(2.5, "EUR")])), planning.clone()), "9 GBP Planning");
    assert_eq!(of(tender(zero.clone(), json!([])), planning), "9 GBP Planning");
    assert_eq!(of(tender(zero, json!([])), json!({})), "0.0 GBP Tender");
    assert_eq!(value(json!({}), json!({})), None);
}

#[test]
fn newer_replaces_older_whatever_comes_first() {
    let mut collection = Collection::new(source("uk", "UTC0"));
    let release = |date: &str, title: &str| json!({"ocid": "o", "date": date, "tender": {"title": title}});
    assert_eq!(collection.add(&release("2026-02-01T00:00:00Z", "second")).outcome, Outcome::Added);
    assert_eq!(collection.add(&release("2026-01-01T00:00:00Z", "first")).outcome, Outcome::Kept);
    assert_eq!(collection.row("o").title, "second");
    assert_eq!(collection.add(&release("2026-02-01T02:00:00+01:00", "third")).outcome, Outcome::Replaced);
    assert_eq!((collection.row("o").title, collection.catalog.len()), ("third", 1));
    let words = |words: &str| Query { words: words.to_owned(), ..Query::default() };
    assert_eq!(collection.ocids(&words("second")).len(), 0);
    assert_eq!(collection.ocids(&words("third")), ["o"]);
    // The same date, of more releases.
    let text = release("2026-02-01T02:00:00+01:00", "whole").to_string();
    let two = [("1", "2026-01-01T00:00:00Z"), ("2", "2026-02-01T01:00:00Z")];
    assert_eq!(add(&mut collection.catalog, collection.source, text.as_bytes(), &two).outcome, Outcome::Replaced);
    assert_eq!(collection.add(&release("2026-02-01T02:00:00+01:00", "third")).outcome, Outcome::Kept);
    assert_eq!(collection.row("o").published, "2026-01-01T00:00:00Z");
}

#[test]
fn publishers_keep_their_own_processes_and_rows_can_be_taken_out() {
    let mut collection = Collection::of(&[json!({"ocid": "o"}), json!({"ocid": "p"})]);
    let other = collection.catalog.source(source("peru", "UTC0"));
    add(&mut collection.catalog, other, br#"{"ocid":"o"}"#, &[]);
    assert_eq!(collection.catalog.len(), 3);
    assert!(collection.catalog.remove("uk", "o"));
    assert!(!collection.catalog.remove("uk", "o") && !collection.catalog.remove("nobody", "o"));
    let left: Vec<_> = collection.rows(&Query::default()).iter().map(|row| (row.publisher, row.ocid)).collect();
    assert_eq!(left, [("peru", "o"), ("uk", "p")]);
}

#[test]
fn what_is_no_release_is_refused_with_its_place() {
    let mut collection = Collection::new(source("uk", "UTC0"));
    for (text, problem) in [
        ("[1]", "the release: a release is a JSON object, and this is none (at byte 0)"),
        ("{\"ocid\": tru}", "the release: expected ident (at byte 12)"),
        ("{\"tender\":{}}", "/ocid: is missing: nothing tells which process this is"),
        ("{\"ocid\":null}", "/ocid: is missing: nothing tells which process this is"),
        ("", "the release: EOF while parsing a value (at byte 0)"),
    ] {
        let added = collection.add_text(text);
        assert_eq!((added.outcome, added.problems.last().unwrap().to_string()), (Outcome::Refused, problem.to_owned()));
    }
    let added = add(&mut collection.catalog, collection.source, b"{\"ocid\":\"\xff\"}", &[]);
    assert_eq!(added.problems[0].to_string(), "the release: is not UTF-8 at byte 9");
    assert!(collection.catalog.is_empty());
    let provenance = Provenance::default();
    let arrival = Arrival { ocid: Some("from the record"), is_test: true, ..Arrival::of(b"{}", &provenance) };
    assert_eq!(collection.catalog.add(collection.source, &arrival).outcome, Outcome::Added);
    assert!(collection.row("from the record").is_test);
    let stranger = Catalog::default().source(source("x", "UTC0"));
    assert_eq!(Catalog::default().add(stranger, &arrival).outcome, Outcome::Refused);
}

#[test]
fn members_of_other_types_are_told_and_the_rest_is_kept() {
    let mut collection = Collection::new(source("uk", "UTC0"));
    let release = json!({
        "ocid": "o", "date": "yesterday", "buyer": [1], "parties": {"a": 1}, "language": {"x": 1},
        "tender": {
            "title": "Kept", "value": {"amount": "12", "currency": "GBP"}, "tenderPeriod": "soon",
            "items": [7, {"id": 1, "classification": "45", "additionalClassifications": {}}],
            "lots": 3, "documents": "none", "status": [], "numberOfTenderers": "many", "procuringEntity": 1},
        "bids": {"statistics": [{"measure": "bids", "value": {}}], "details": 1},
        "awards": [null, {"value": 5, "date": "2026-02-30", "suppliers": ["ACME"]}],
        "contracts": "none", "planning": [],
    });
    let added = collection.add(&release);
    assert_eq!(added.outcome, Outcome::Added);
    let mut pointers: Vec<_> = added.problems.iter().map(|it| it.pointer.as_str()).collect();
    pointers.sort_unstable();
    assert_eq!(
        pointers,
        [
            "/awards/1/date",
            "/awards/1/suppliers/0",
            "/awards/1/value",
            "/bids/details",
            "/bids/statistics/0/value",
            "/buyer",
            "/contracts",
            "/date",
            "/language",
            "/parties",
            "/planning",
            "/tender/documents",
            "/tender/items/0",
            "/tender/items/1/additionalClassifications",
            "/tender/items/1/classification",
            "/tender/lots",
            "/tender/numberOfTenderers",
            "/tender/status",
            "/tender/tenderPeriod",
            "/tender/value/amount",
        ]
    );
    let row = collection.row("o");
    assert_eq!((row.title, row.updated, row.updated_ms), ("Kept", "yesterday", None));
    assert_eq!(row.value.unwrap().amount, "12", "an amount that is text is shown");
    assert_eq!((row.awards, row.items), (1, 1));
}

#[test]
fn amounts_that_can_not_be_compared_are_told() {
    let mut collection = Collection::new(source("uk", "UTC0"));
    let added = collection.add_text(
        r#"{"ocid":"o","tender":{"value":{"amount":1e400,"currency":"GBP"}},
            "awards":[{"value":{"amount":5}},{"value":{"amount":true,"currency":"GBP"}},{"value":{"amount":null,"currency":"GBP"}}]}"#,
    );
    let told: Vec<_> = added.problems.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told.iter().any(|it| it.starts_with("/tender/value/amount: has more digits")));
    assert!(told.iter().any(|it| it.starts_with("/awards/0/value: has no currency")));
    assert_eq!(collection.row("o").value.unwrap().amount, "1e400");
}

#[test]
fn before_ocds_1_1_references_hold_all_there_is() {
    let release = json!({"ocid": "o",
        "buyer": {"identifier": {"scheme": "MX-RFC", "id": "GDF1"}, "name": "Ciudad", "address": {"region": "DF", "countryName": "MX"}},
        "tender": {"tenderers": [{"name": "A"}, {"name": "B"}]},
        "awards": [{"id": "1", "suppliers": [{"name": "B", "identifier": {"scheme": "MX-RFC", "id": "0"}}]}]});
    let collection = Collection::of(&[release]);
    let row = collection.row("o");
    assert_eq!((row.buyers.len(), row.place, row.bids), (1, "DF", Some(2)));
    assert_eq!(
        serde_json::to_value(&row.buyers[0].who).unwrap(),
        json!({"identifier": {"scheme": "MX-RFC", "id": "GDF1"}})
    );
    // An id that is none tells nobody apart.
    assert_eq!(serde_json::to_value(&row.suppliers[0].who).unwrap(), json!({"name": {"name": "B", "country": ""}}));
}

#[test]
fn lost_awards_make_bidders_not_suppliers() {
    let award = |id: &str, status: &str, name: &str| json!({"id": id, "status": status, "suppliers": [{"name": name}]});
    let release = json!({"ocid": "o", "awards": [award("1", "unsuccessful", "Low Ltd"), award("2", "active", "Good Ltd")],
        "parties": [{"name": "Low Ltd", "roles": ["supplier"]}]});
    let collection = Collection::of(&[release]);
    let row = collection.row("o");
    assert_eq!(row.suppliers.iter().map(|it| it.name).collect::<Vec<_>>(), ["Good Ltd"]);
    let awards = Query { unit: Unit::Award, ..Query::default() };
    assert_eq!(collection.ask(&awards).total, 2);
}

#[test]
fn bids_are_counted_where_they_are_published() {
    let bids = |tender: Value, bids: Value| {
        let collection = Collection::of(&[json!({"ocid": "o", "tender": tender, "bids": bids})]);
        collection.row("o").bids
    };
    let lots = json!({"statistics": [{"measure": "bids", "value": 3, "relatedLot": "1"},
        {"measure": "bids", "value": "2", "relatedLot": "2"}, {"measure": "smeBids", "value": 9}]});
    assert_eq!(bids(json!({"numberOfTenderers": 4}), lots), Some(5));
    assert_eq!(bids(json!({"numberOfTenderers": 4}), json!({"details": [{"id": "1"}]})), Some(1));
    assert_eq!(bids(json!({"numberOfTenderers": "4"}), json!({})), Some(4));
    assert_eq!(bids(json!({"numberOfTenderers": 0}), json!({"details": []})), Some(0));
    assert_eq!(bids(json!({}), json!({"details": []})), None);
}

#[test]
fn test_data_is_marked_where_it_says_so() {
    let collection = Collection::of(&[
        json!({"ocid": "a", "mode": "test"}),
        json!({"ocid": "b", "tender": {"mode": "test"}}),
        json!({"ocid": "c"}),
    ]);
    let asked = |test| collection.ocids(&Query { test: Some(test), ..Query::default() });
    assert_eq!((asked(true), asked(false)), (vec!["a", "b"], vec!["c"]));
}

#[test]
fn what_a_source_says_holds_for_what_does_not_tell() {
    let source = Source {
        language: "uk".to_owned(),
        country: "UA".to_owned(),
        party_ids: PartyIds::PerPublisher,
        ..source("prozorro", KYIV)
    };
    let mut collection = Collection::new(source);
    collection.add(&json!({"ocid": "o", "buyer": {"id": "UA-1", "name": "Школа"}, "date": "2026-07-01T12:00:00"}));
    let row = collection.row("o");
    assert_eq!((row.language, row.updated_ms), ("uk", Some(1_782_896_400_000)));
    let who = serde_json::to_value(&row.buyers[0].who).unwrap();
    assert_eq!(who, json!({"publisher": {"publisher": "prozorro", "id": "UA-1"}}));
}
