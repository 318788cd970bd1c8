//! What lists promise of words, facets, values, dates and sums, a test for each promise that no other
//! file here is named after.
#![allow(clippy::unwrap_used)] // a test may stop at the first surprise

mod common;

use common::{Collection, organization, party};
use serde_json::{Value, json};
use tenderlens_catalog::{
    Aspect, By, Classification, DateRange, FacetQuery, Of, Query, Sort, SortBy, Sum, Unit, ValueRange,
};

fn titled(titles: &[&str]) -> Collection {
    let releases: Vec<Value> = titles
        .iter()
        .zip('a'..)
        .map(|(title, ocid)| json!({"ocid": ocid.to_string(), "tender": {"title": title}}))
        .collect();
    Collection::of(&releases)
}

fn found(collection: &Collection, words: &str) -> String {
    collection.ocids(&Query { words: words.to_owned(), ..Query::default() }).concat()
}

#[test]
fn all_words_must_match_wherever_they_stand() {
    let collection = Collection::of(&[
        json!({"ocid": "a", "tender": {"title": "Ring road", "items": [{"description": "Steel beams"}]}}),
        json!({"ocid": "b", "tender": {"title": "Steel"}}),
    ]);
    assert_eq!((found(&collection, "steel road"), found(&collection, "steel")), ("a".to_owned(), "ba".to_owned()));
}

#[test]
fn a_phrase_is_words_side_by_side_in_one_text() {
    let collection = titled(&["Ring road repairs", "Road with a ring"]);
    assert_eq!((found(&collection, "\"ring road\""), found(&collection, "«ring road»")), ("a".into(), "a".into()));
}

#[test]
fn a_minus_excludes_and_a_bar_gives_alternatives() {
    let collection = titled(&["Bridge repair", "Road repair", "Road lighting"]);
    assert_eq!(found(&collection, "repair -road"), "a");
    assert_eq!(found(&collection, "-\"road repair\""), "ac");
    assert_eq!(found(&collection, "bridge | lighting"), "ac");
    assert_eq!(found(&collection, "road repair|lighting"), "bc");
}

#[test]
fn the_last_word_may_be_unfinished_and_a_star_unfinishes_any() {
    let collection = titled(&["Капітальний ремонт", "Ремонту дахів"]);
    assert_eq!((found(&collection, "ремонт"), found(&collection, "ремон дахів")), ("ab".into(), String::new()));
    assert_eq!(found(&collection, "ремон* дахів"), "b");
    assert_eq!(found(&collection, "\"ремонт\""), "a", "in quotation marks it is finished");
    assert_eq!(found(&collection, "ремонти"), "", "there is no stemming");
}

#[test]
fn buyer_looks_in_the_names_of_buyers_only() {
    let buyer = |ocid: &str, name: &str, title: &str| json!({"ocid": ocid, "buyer": {"name": name}, "tender": {"title": title}});
    let collection = Collection::of(&[buyer("a", "Leeds City Council", "Road"), buyer("b", "York", "Leeds road")]);
    assert_eq!((found(&collection, "buyer:leeds"), found(&collection, "leeds")), ("a".into(), "ba".into()));
    assert_eq!(found(&collection, "buyer:\"city council\" road"), "a");
}

#[test]
fn case_accents_apostrophes_quotation_marks_and_letters_are_folded() {
    for (title, typed) in [
        ("Adquisición de Año", "adquisicion ano"),
        ("ESPAÑA", "españa"),
        ("об’єкт", "об'єкт"),
        ("обʼєкт", "об’єкт"),
        ("«Мрія»", "мрія"),
        ("Ещё", "еще"),
        ("ґанок", "ганок"),
        ("ганок", "Ґанок"),
    ] {
        assert_eq!(found(&titled(&[title]), typed), "a", "{title} {typed}");
    }
    assert_eq!(found(&titled(&["край"]), "краи"), "", "й is a letter of its own");
}

#[test]
fn matches_are_marked() {
    let collection = titled(&["Об’єкт на вулиці, об’єктів два"]);
    let row = &collection.rows(&Query { words: "об'єкт".to_owned(), ..Query::default() })[0];
    let marked: Vec<_> = row.marks.iter().map(|mark| &row.title[mark.clone()]).collect();
    assert_eq!(marked, ["Об’єкт", "об’єкт"]);
}

fn described(ocid: &str, category: Option<&str>, method: &str, amount: u32, currency: &str) -> Value {
    json!({"ocid": ocid, "tender": {"mainProcurementCategory": category, "procurementMethod": method,
        "value": {"amount": amount, "currency": currency}}})
}

#[test]
fn facets_are_alternatives_inside_and_conditions_between_and_ignore_their_own_choice() {
    let collection = Collection::of(&[
        described("a", Some("works"), "open", 1, "GBP"),
        described("b", Some("goods"), "open", 1, "GBP"),
        described("c", Some("services"), "open", 1, "GBP"),
        described("d", Some("works"), "direct", 1, "GBP"),
        described("e", None, "open", 1, "GBP"),
    ]);
    let chosen = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let query = Query { categories: chosen(&["works", "goods"]), methods: chosen(&["open"]), ..Query::default() };
    assert_eq!(collection.ocids(&query), ["a", "b"]);
    let asked = [FacetQuery::of(Aspect::Category), FacetQuery::of(Aspect::Method)];
    let answer = collection.catalog.ask(&query, &asked).unwrap();
    let counts = |place: usize| {
        let facet = &answer.facets[place];
        let choices = facet.choices.iter().map(|it| (it.label.as_str(), it.count, it.chosen));
        (choices.collect::<Vec<_>>(), facet.not_published)
    };
    assert_eq!(counts(0), (vec![("goods", 1, true), ("services", 1, false), ("works", 1, true)], 1));
    assert_eq!(counts(1), (vec![("open", 2, true), ("direct", 1, false)], 0));
}

#[test]
fn what_is_chosen_stays_in_a_facet_though_no_row_has_it() {
    let collection = Collection::of(&[described("a", Some("works"), "open", 1, "GBP")]);
    let code = Classification { scheme: "CPV".to_owned(), prefix: "45".to_owned() };
    let query = Query { methods: vec!["limited".to_owned()], classifications: vec![code], ..Query::default() };
    let asked = [FacetQuery::of(Aspect::Method), FacetQuery::of(Aspect::Classification)];
    let answer = collection.catalog.ask(&query, &asked).unwrap();
    let chosen = answer.facets.iter().map(|it| it.choices.iter().map(|it| (it.label.as_str(), it.count, it.chosen)));
    let chosen: Vec<_> = chosen.map(Iterator::collect::<Vec<_>>).collect();
    assert_eq!(chosen, [vec![("limited", 0, true)], vec![("45", 0, true)]]);
}

#[test]
fn cpv_is_asked_by_prefix_without_its_check_digit_and_unspsc_is_apart() {
    let coded = |ocid: &str, scheme: &str, code: &str| json!({"ocid": ocid, "tender": {"items": [{"classification": {"scheme": scheme, "id": code}}]}});
    let collection = Collection::of(&[
        coded("a", "CPV", "33600000-6"),
        coded("b", "ДК021", "33690000-3"),
        coded("c", "UNSPSC", "33600000"),
        coded("d", "CPV", "34000000"),
    ]);
    let found = |scheme: &str, prefix: &str| {
        let asked = Classification { scheme: scheme.to_owned(), prefix: prefix.to_owned() };
        collection.ocids(&Query { classifications: vec![asked], ..Query::default() }).concat()
    };
    assert_eq!(
        (found("CPV", "33"), found("CPV", "33690000-9"), found("CPV", "33600000-6")),
        ("ab".into(), "b".into(), "ab".into())
    );
    assert_eq!((found("UNSPSC", "33"), found("CPV", "3")), ("c".into(), "abd".into()));
}

#[test]
fn values_are_compared_inside_one_currency_and_the_others_are_told() {
    let collection = Collection::of(&[
        described("a", None, "open", 5, "GBP"),
        described("b", None, "open", 50, "GBP"),
        described("c", None, "open", 50, "EUR"),
        described("d", None, "direct", 50, "EUR"),
        json!({"ocid": "e", "tender": {"procurementMethod": "open"}}),
    ]);
    let value = Some(ValueRange { min: Some("10".to_owned()), max: None, currency: "GBP".to_owned() });
    let query = Query { value, methods: vec!["open".to_owned()], ..Query::default() };
    let answer = collection.ask(&query);
    assert_eq!((collection.ocids(&query), answer.other_currencies), (vec!["b"], vec![("EUR".to_owned(), 1)]));
    assert_eq!((answer.missing[0].of, answer.missing[0].not_published), (Aspect::Value, 1));
}

#[test]
fn missing_sorts_last_both_ways_and_ties_go_by_ocid() {
    let due = |ocid: &str, due: Value| json!({"ocid": ocid, "tender": {"tenderPeriod": {"endDate": due}}});
    let collection = Collection::of(&[
        due("none-2", Value::Null),
        due("tie-2", json!("2026-12-01T00:00:00Z")),
        due("none-1", Value::Null),
        due("later", json!("2026-12-02T00:00:00Z")),
        due("tie-1", json!("2026-12-01T01:00:00+01:00")),
    ]);
    let sorted = |reverse| collection.ocids(&Query { sort: Sort { by: SortBy::Due, reverse }, ..Query::default() });
    assert_eq!(sorted(false), ["tie-1", "tie-2", "later", "none-1", "none-2"]);
    assert_eq!(sorted(true), ["later", "tie-1", "tie-2", "none-1", "none-2"]);
}

#[test]
fn a_range_of_days_is_half_open_at_the_next_days_start() {
    let due = |ocid: &str, due: &str| json!({"ocid": ocid, "tender": {"tenderPeriod": {"endDate": due}}});
    let collection = Collection::of(&[
        due("in", "2026-12-05T23:59:59.999Z"),
        due("out", "2026-12-06T00:00:00Z"),
        due("day", "2026-12-05"),
    ]);
    let due = DateRange { from: Some("2026-12-05".to_owned()), to: Some("2026-12-05".to_owned()) };
    assert_eq!(collection.ocids(&Query { due, ..Query::default() }), ["day", "in"]);
}

#[test]
fn a_joint_award_counts_once_in_totals_and_in_full_on_each_profile() {
    let parties = [
        organization("1", "Acme", "GB-COH", "1", &["supplier"]),
        organization("2", "Beta", "GB-COH", "2", &["supplier"]),
    ];
    let suppliers = json!([{"id": "1", "name": "Acme"}, {"id": "2", "name": "Beta"}]);
    let collection = Collection::of(&[json!({"ocid": "a", "parties": parties, "awards": [
        {"id": "1", "status": "active", "suppliers": suppliers, "value": {"amount": 70, "currency": "GBP"}},
        {"id": "2", "status": "pending", "suppliers": suppliers, "value": {"amount": 9, "currency": "GBP"}}],
        "contracts": [{"id": "1", "awardID": "1", "status": "active", "value": {"amount": 75, "currency": "GBP"}}]})]);
    let told =
        |sums: &[Sum]| sums.iter().map(|it| (it.sum.unwrap().to_string(), it.count, it.shared)).collect::<Vec<_>>();
    let all = collection.catalog.totals(&Query::default(), Of::Awards, By::All).unwrap();
    assert_eq!(told(&all.groups[0].totals.sums), [("70".to_owned(), 1, 1)]);
    for id in ["1", "2"] {
        let profile = collection.catalog.profile(&party("GB-COH", id), &Query::default()).unwrap().unwrap();
        assert_eq!(told(&profile.won.totals.sums), [("70".to_owned(), 1, 1)], "{id}");
    }
    assert_eq!(collection.ask(&Query { unit: Unit::Award, ..Query::default() }).total, 2);
}
