//! What a question finds, counts and says of itself.
#![allow(clippy::unwrap_used)] // a test may stop at the first surprise

mod common;

use common::{Collection, KYIV, add, organization, source};
use serde_json::{Value, json};
use tenderlens_catalog::{
    Aspect, Change, Classification, DateRange, FacetQuery, Field, Missing, Part, Query, Sort, SortBy, Unit, ValueRange,
};

fn words(words: &str) -> Query {
    Query { words: words.to_owned(), ..Query::default() }
}

fn facet(collection: &Collection, query: &Query, asked: FacetQuery) -> (Vec<(String, usize)>, usize, usize) {
    let facet = collection.catalog.ask(query, &[asked]).unwrap().facets.remove(0);
    (facet.choices.into_iter().map(|it| (it.label, it.count)).collect(), facet.more, facet.not_published)
}

fn counts(pairs: &[(&str, usize)]) -> Vec<(String, usize)> {
    pairs.iter().map(|(label, count)| ((*label).to_owned(), *count)).collect()
}

#[test]
fn words_are_found_in_every_field_and_say_where() {
    let collection = Collection::of(&[json!({
        "ocid": "ocds-h6vhtk-0001b4", "buyer": {"name": "Leeds City Council"},
        "parties": [{"id": "s", "name": "Ñandú Bridges S.A.", "roles": ["supplier"], "identifier": {"scheme": "GB-COH", "id": "01234567"}}],
        "tender": {"id": "SEACE-873200", "title": "Ring Road works", "description": "Капітальний ремонт об’єкта", "lots": [{"title": "Northern deck"}],
            "items": [{"description": "Steel beams"}, {"description": "Concrete slabs"}],
            "documents": [{"title": "Bases Administrativas"}]},
        "contracts": [{"id": "UA-2026-01-05-000123-a1"}]})]);
    for (typed, field, text) in [
        ("leeds", Field::Buyer, "Leeds City Council"),
        ("\"РЕМОНТ\"", Field::Description, "Капітальний ремонт об’єкта"),
        ("обʼєкт", Field::Description, "Капітальний ремонт об’єкта"),
        ("northern", Field::Items, "Northern deck"),
        ("slab", Field::Items, "Concrete slabs"),
        ("nandu", Field::Parties, "Ñandú Bridges S.A."),
        ("0001b4", Field::Identifiers, "ocds-h6vhtk-0001b4"),
        ("873200", Field::Identifiers, "SEACE-873200"),
        ("GB-COH-01234567 | 01234567", Field::Identifiers, "01234567"),
        ("UA-2026-01-05-000123", Field::Identifiers, "UA-2026-01-05-000123-a1"),
        ("bases", Field::Documents, "Bases Administrativas"),
    ] {
        let rows = collection.rows(&words(typed));
        assert_eq!(rows.len(), 1, "{typed}");
        let hits: Vec<_> = rows[0].hits.iter().map(|hit| (hit.field, hit.text.as_str())).collect();
        assert_eq!(hits, [(field, text)], "{typed}");
        assert!(!rows[0].hits[0].marks.is_empty(), "{typed}");
    }
    let row = &collection.rows(&words("road \"steel beams\""))[0];
    assert_eq!(&row.title[row.marks[0].clone()], "Road");
    assert_eq!((row.hits.len(), row.hits[0].field), (1, Field::Items));
}

#[test]
fn long_texts_are_shown_around_the_match() {
    let long = format!("{} needle {}", "палиця ".repeat(50), "straw ".repeat(50));
    let collection = Collection::of(&[json!({"ocid": "o", "tender": {"title": "T", "description": long}})]);
    let row = &collection.rows(&words("needle"))[0];
    let hit = &row.hits[0];
    assert_eq!((hit.cut, &hit.text[hit.marks[0].clone()]), ((true, true), "needle"));
    assert!(hit.text.len() < 260 && hit.text.starts_with("палиця") && hit.text.ends_with("straw"), "{}", hit.text);
}

#[test]
fn relevance_puts_titles_first_and_then_what_is_new() {
    let release = |ocid: &str, title: &str, description: &str, date: &str| json!({"ocid": ocid, "date": date, "tender": {"title": title, "description": description}});
    let collection = Collection::of(&[
        release("in-description", "Works", "a bridge", "2026-03-01T00:00:00Z"),
        release("older", "Bridge", "", "2026-01-01T00:00:00Z"),
        release("newer", "Bridge", "", "2026-02-01T00:00:00Z"),
    ]);
    assert_eq!(collection.ocids(&words("bridge")), ["newer", "older", "in-description"]);
    assert_eq!(collection.ocids(&words("")), ["in-description", "newer", "older"]);
}

#[test]
fn facets_end_with_what_is_not_published_and_can_be_searched() {
    let release = |number: usize, category: Value| {
        let region = format!("Region {}", number % 5);
        json!({"ocid": format!("o{number:02}"), "tender": {"mainProcurementCategory": category},
            "buyer": {"name": format!("Órgano {}", number % 3), "address": {"region": region}}})
    };
    let releases: Vec<Value> =
        (0..20).map(|number| release(number, if number < 6 { json!("works") } else { json!(null) })).collect();
    let collection = Collection::of(&releases);
    let of = |aspect, top, find: &str| FacetQuery { top, find: find.to_owned(), ..FacetQuery::of(aspect) };
    assert_eq!(facet(&collection, &Query::default(), of(Aspect::Category, 8, "")), (counts(&[("works", 6)]), 0, 14));
    let regions = facet(&collection, &Query::default(), of(Aspect::Region, 2, ""));
    assert_eq!(regions, (counts(&[("Region 0", 4), ("Region 1", 4)]), 3, 0));
    let chosen = Query { regions: vec!["Region 4".to_owned()], ..Query::default() };
    let regions = facet(&collection, &chosen, of(Aspect::Region, 2, ""));
    assert_eq!(regions, (counts(&[("Region 0", 4), ("Region 1", 4), ("Region 4", 4)]), 2, 0), "what is chosen stays");
    assert_eq!(facet(&collection, &chosen, of(Aspect::Buyer, 8, "organo 2")).0, counts(&[("Órgano 2", 1)]));
    let only_unknown = Query { unknown: vec![Aspect::Category], ..Query::default() };
    assert_eq!(collection.ask(&only_unknown).total, 14);
    let with_unknown = Query { categories: vec!["works".to_owned()], ..only_unknown };
    assert_eq!(collection.ask(&with_unknown).total, 20);
}

#[test]
fn classifications_are_counted_level_by_level_with_their_names() {
    let item = |scheme: &str, code: &str, name: &str| json!({"classification": {"scheme": scheme, "id": code, "description": name}});
    let collection = Collection::of(&[
        json!({"ocid": "a", "tender": {"items": [item("ДК021", "45221100-3", "Мости"), item("CPV", "45000000-7", "Construction work")]}}),
        json!({"ocid": "b", "tender": {"items": [item("CPV", "45233120", "Roads"), item("CPV", "33600000", "Medicines")]}}),
        json!({"ocid": "c", "tender": {"items": [item("UNSPSC", "45221100", "Other")], "classification": {"scheme": "CUBSO", "id": "8413160100279044"}}}),
    ]);
    let of = |scheme: &str, under: &str| FacetQuery {
        scheme: scheme.to_owned(),
        under: under.to_owned(),
        ..FacetQuery::of(Aspect::Classification)
    };
    let at = |scheme, under| facet(&collection, &Query::default(), of(scheme, under));
    assert_eq!(at("CPV", ""), (counts(&[("Construction work", 2), ("33", 1)]), 0, 1), "only names that are published");
    assert_eq!(at("CPV", "33").0, counts(&[("Medicines", 1)]));
    assert_eq!(at("CPV", "45"), (counts(&[("452", 2), ("Construction work", 1)]), 0, 1));
    assert_eq!(at("UNSPSC", "").0, counts(&[("45", 1)]));
    assert_eq!(at("CUBSO", "").0, counts(&[("8413160100279044", 1)]));
    let found = |scheme: &str, prefix: &str| {
        let asked = Classification { scheme: scheme.to_owned(), prefix: prefix.to_owned() };
        collection.ocids(&Query { classifications: vec![asked], ..Query::default() })
    };
    assert_eq!(found("CPV", "45"), ["a", "b"]);
    assert_eq!(found("ДК 021:2015", "45221100-3"), ["a"]);
    assert_eq!(found("CPV", "45000000-7"), ["a", "b"], "a complete code stands for all below it");
    assert_eq!(found("UNSPSC", "4522"), ["c"]);
}

#[test]
fn an_empty_answer_says_which_condition_to_drop() {
    let collection = Collection::of(&[
        json!({"ocid": "a", "tender": {"title": "Bridge", "mainProcurementCategory": "works"}}),
        json!({"ocid": "b", "tender": {"title": "Road", "mainProcurementCategory": "works", "value": {"amount": 5, "currency": "EUR"}}}),
        json!({"ocid": "c", "tender": {"title": "Bridge", "mainProcurementCategory": "goods", "value": {"amount": 5, "currency": "GBP"}}}),
    ]);
    let query = Query {
        categories: vec!["works".to_owned()],
        value: Some(ValueRange { min: Some("1".to_owned()), max: None, currency: "gbp".to_owned() }),
        ..words("bridge")
    };
    let answer = collection.ask(&query);
    let ways: Vec<_> = answer.ways_out.iter().map(|way| (way.change, way.count)).collect();
    assert_eq!(
        ways,
        [
            (Change::Remove(Aspect::Category), 1),
            (Change::Remove(Aspect::Value), 1),
            (Change::LetInUnknown(Aspect::Value), 1),
        ]
    );
    let missing = Missing { of: Aspect::Value, not_published: 1, not_loaded: 0 };
    assert_eq!((answer.total, answer.loaded, answer.missing), (0, 3, vec![missing]));
    let query = Query { words: String::new(), ..query };
    assert_eq!(collection.ask(&query).other_currencies, [("EUR".to_owned(), 1)]);
    let query = Query { unknown: vec![Aspect::Value], ..query };
    assert_eq!(collection.ocids(&query), ["a"]);
}

#[test]
fn days_are_those_of_the_publishers_clock_and_the_last_one_counts_whole() {
    let mut collection = Collection::new(source("prozorro", KYIV));
    for (ocid, due) in [
        ("before", "2026-11-20T23:59:59+02:00"),
        ("first", "2026-11-20T22:00:00Z"),
        ("whole-day", "2026-12-05"),
        ("last", "2026-12-05T23:59:59.999+02:00"),
        ("after", "2026-12-06T00:00:00+02:00"),
    ] {
        collection.add(&json!({"ocid": ocid, "tender": {"tenderPeriod": {"endDate": due}}}));
    }
    let due = |from: &str, to: &str| {
        let range = DateRange { from: Some(from.to_owned()), to: Some(to.to_owned()) };
        Query { due: range, sort: Sort { by: SortBy::Due, reverse: false }, ..Query::default() }
    };
    assert_eq!(collection.ocids(&due("2026-11-21", "2026-12-05")), ["first", "last", "whole-day"]);
    assert_eq!(collection.ocids(&due("2026-12-05T23:59:59", "2026-12-06T00:00:01")), ["last", "whole-day", "after"]);
    assert_eq!(collection.ocids(&due("2026-12-05T22:00:00Z", "2026-12-05T22:00:00Z")), [""; 0]);
}

#[test]
fn questions_that_can_be_none_name_their_parameter() {
    let collection = Collection::of(&[]);
    let refused = |query: Query| collection.catalog.ask(&query, &[]).unwrap_err().to_string();
    let value = |min: &str, currency: &str| Query {
        value: Some(ValueRange { min: Some(min.to_owned()), max: None, currency: currency.to_owned() }),
        ..Query::default()
    };
    assert!(refused(value("1,000", "GBP")).starts_with("val must be decimal numbers, got \"1,000\""));
    assert!(refused(value("1000", " ")).starts_with("val needs a currency"));
    let due = DateRange { from: Some("+14d".to_owned()), to: None };
    assert!(refused(Query { due, ..Query::default() }).starts_with("due must be dates like 2026-11-21"));
}

#[test]
fn rows_can_be_awards_contracts_items_or_releases() {
    let parties = [
        organization("a", "Acme", "GB-COH", "1", &["supplier"]),
        organization("b", "Beta", "GB-COH", "2", &["supplier"]),
    ];
    let release = json!({"ocid": "o", "parties": parties, "tender": {
            "title": "T", "value": {"amount": 100, "currency": "GBP"},
            "items": [{"id": "i1", "description": "Steel", "classification": {"scheme": "CPV", "id": "44000000"}},
                {"id": "i2", "description": "Bridge", "classification": {"scheme": "CPV", "id": "45221100"}}]},
        "awards": [{"id": "a1", "date": "2026-01-05T00:00:00Z", "status": "active", "value": {"amount": 5, "currency": "GBP"}, "suppliers": [{"id": "a", "name": "Acme"}]},
            {"id": "a2", "date": "2026-01-06T00:00:00Z", "status": "active", "value": {"amount": 50, "currency": "GBP"}, "suppliers": [{"id": "b", "name": "Beta"}]}],
        "contracts": [{"id": "c1", "awardID": "a2", "status": "active", "dateSigned": "2026-02-01T00:00:00Z", "value": {"amount": 60, "currency": "GBP"}}]});
    let mut collection = Collection::new(source("uk", "UTC0"));
    let releases = [("r1", "2025-12-01T00:00:00Z"), ("r2", "2026-02-02T00:00:00Z")];
    add(&mut collection.catalog, collection.source, release.to_string().as_bytes(), &releases);
    let ids = |query: &Query| -> Vec<String> {
        let rows = collection.rows(query);
        let id = rows.iter().map(|row| match row.part.as_ref().unwrap() {
            Part::Award(it) => it.id,
            Part::Contract(it) => it.id,
            Part::Item(it) => it.id,
            Part::Release(it) => it.id,
        });
        id.map(str::to_owned).collect()
    };
    let by = |unit| Query { unit, ..Query::default() };
    assert_eq!(ids(&by(Unit::Award)), ["a1", "a2"]);
    assert_eq!(ids(&by(Unit::Contract)), ["c1"]);
    assert_eq!(ids(&by(Unit::Item)), ["i1", "i2"]);
    assert_eq!(ids(&by(Unit::Release)), ["r1", "r2"]);
    // Each is judged by what is its own.
    let from_ten =
        Some(ValueRange { min: Some("10".to_owned()), max: Some("55".to_owned()), currency: "GBP".to_owned() });
    assert_eq!(ids(&Query { value: from_ten, ..by(Unit::Award) }), ["a2"]);
    let acme = vec![common::party("GB-COH", "1")];
    assert_eq!(ids(&Query { suppliers: acme.clone(), ..by(Unit::Award) }), ["a1"]);
    assert_eq!(ids(&Query { suppliers: acme, ..by(Unit::Contract) }), [""; 0]);
    let works = vec![Classification { scheme: "CPV".to_owned(), prefix: "45".to_owned() }];
    assert_eq!(ids(&Query { classifications: works, ..by(Unit::Item) }), ["i2"]);
    let in_january = DateRange { from: Some("2026-01-01".to_owned()), to: Some("2026-01-31".to_owned()) };
    assert_eq!(ids(&Query { published: in_january.clone(), ..by(Unit::Award) }), ["a1", "a2"]);
    assert_eq!(ids(&Query { published: in_january, ..by(Unit::Contract) }), [""; 0]);
    let answer = collection.ask(&by(Unit::Item));
    assert_eq!((answer.total, answer.processes), (2, 1));
    let row = &collection.rows(&by(Unit::Contract))[0];
    let Some(Part::Contract(contract)) = &row.part else { unreachable!() };
    assert_eq!((contract.award, contract.suppliers[0].name, row.title), ("a2", "Beta", "T"));
}

#[test]
fn windows_show_what_is_asked_for_and_pass_over_what_is_gone() {
    let releases: Vec<Value> = (0..10).map(|number| json!({"ocid": format!("o{number}")})).collect();
    let mut collection = Collection::of(&releases);
    let answer = collection.ask(&Query::default());
    let shown = |collection: &Collection, offset, length| -> Vec<String> {
        collection.catalog.window(&answer, offset, length).unwrap().iter().map(|row| row.ocid.to_owned()).collect()
    };
    assert_eq!(shown(&collection, 8, 5), ["o8", "o9"]);
    assert_eq!(shown(&collection, 11, 5), [""; 0]);
    collection.catalog.remove("uk", "o1");
    assert_eq!(shown(&collection, 0, 3), ["o0", "o2"]);
    collection.catalog.compact();
    assert!(collection.catalog.window(&answer, 0, 3).unwrap_err().to_string().contains("ask the question again"));
}
