use tenderlens_catalog::{Aspect, FacetQuery, Query, Sort, SortBy};
use tenderlens_core::publishers::Registry;
use tenderlens_core::search::{Compiled, Summary};

use super::{Handle, Shelf};
use crate::protocol::{Ask, Found, Told, Trouble};

fn summary(publisher: &'static str, ocid: &str, date: Option<&str>, title: &str) -> Summary {
    let (date, title) = (date.map(str::to_owned), Some(title.to_owned()));
    Summary { publisher: publisher.into(), ocid: ocid.to_owned(), date, title, ..Summary::default() }
}

fn put(shelf: &mut Shelf, row: &Summary) -> Result<Handle, String> {
    let publisher = *Registry::builtin().publisher(&row.publisher).unwrap();
    shelf.list(&publisher, row, &Compiled::default(), "https://example.org/")
}

fn shelf(rows: &[Summary]) -> Shelf {
    let mut shelf = Shelf::default();
    for row in rows {
        put(&mut shelf, row).unwrap();
    }
    shelf
}

fn ask(shelf: &mut Shelf, query: Query, facets: Vec<FacetQuery>, offset: usize, limit: usize) -> Found {
    match shelf.ask(Ask::Rows { query: Box::new(query), facets, offset, limit }) {
        Ok(Told::Rows(found)) => *found,
        other => panic!("{other:?}"),
    }
}

fn query(publishers: &[&str], words: &str) -> Query {
    let publishers = publishers.iter().map(|id| (*id).to_owned()).collect();
    let sort = Sort { by: SortBy::Updated, reverse: false };
    Query { words: words.to_owned(), publishers, sort, ..Query::default() }
}

fn ocids(shelf: &mut Shelf, publishers: &[&str], words: &str) -> (usize, Vec<String>) {
    let found = ask(shelf, query(publishers, words), Vec::new(), 0, 50);
    assert_eq!(found.answer.total, found.rows.len());
    (found.loaded, found.rows.into_iter().map(|it| it.row.ocid).collect())
}

#[test]
fn rows_of_the_chosen_publishers_come_newest_first_and_without_a_date_last() {
    let mut shelf = shelf(&[
        summary("uk", "a", Some("2026-11-01T10:00:00Z"), "Puente"),
        summary("uk", "b", None, "Bridge"),
        summary("peru", "c", Some("2026-11-03T10:00:00-05:00"), "Año"),
        summary("eu", "d", Some("2010-01-01"), "Road"),
    ]);
    assert_eq!(ocids(&mut shelf, &["uk", "peru"], ""), (3, vec!["c".into(), "a".into(), "b".into()]));
    assert_eq!(ocids(&mut shelf, &["uk", "peru"], "ano"), (3, vec!["c".into()]));
    assert_eq!(ocids(&mut shelf, &[], ""), (0, Vec::new()));
}

#[test]
fn of_a_process_on_two_pages_the_newer_row_stays_with_the_releases_of_both() {
    let with = |date: &str, title: &str, ids: &[&str]| Summary {
        releases: ids.len(),
        release_ids: ids.iter().map(|id| (*id).to_owned()).collect(),
        ..summary("uk", "a", Some(date), title)
    };
    let mut shelf = shelf(&[with("2026-11-02", "New", &["2"]), with("2026-11-01", "Old", &["1"])]);
    let found = ask(&mut shelf, query(&["uk"], ""), Vec::new(), 0, 50);
    assert_eq!((found.rows[0].row.title.as_str(), found.rows[0].releases), ("New", 2));
    put(&mut shelf, &with("2026-11-02", "New", &["2"])).unwrap();
    assert_eq!(ask(&mut shelf, query(&["uk"], ""), Vec::new(), 0, 50).rows[0].releases, 2);
}

#[test]
fn what_is_taken_out_is_gone_and_may_come_again() {
    let mut shelf = shelf(&[summary("uk", "b", None, "Bridge")]);
    let handle = put(&mut shelf, &summary("uk", "a", Some("2026-11-02"), "Road")).unwrap();
    shelf.unlist(handle);
    assert_eq!(ocids(&mut shelf, &["uk"], ""), (1, vec!["b".into()]));
    put(&mut shelf, &summary("uk", "a", Some("2026-11-01"), "Road")).unwrap();
    assert_eq!(ocids(&mut shelf, &["uk"], "road"), (2, vec!["a".into()]));
}

#[test]
fn facets_are_counted_of_the_releases_that_a_list_holds() {
    let mut shelf = shelf(&[summary("uk", "b", None, "Bridge")]);
    let uk = *Registry::builtin().publisher("uk").unwrap();
    let json =
        r#"{"ocid":"a","date":"2026-11-02T00:00:00Z","tender":{"title":"Road","mainProcurementCategory":"works"}}"#;
    let compiled = Compiled { json: json.to_owned(), dates: Vec::new() };
    shelf.list(&uk, &Summary { partial: true, ..summary("uk", "a", None, "Road") }, &compiled, "").unwrap();
    let found = ask(&mut shelf, query(&["uk"], ""), vec![FacetQuery::of(Aspect::Category)], 0, 50);
    let facet = &found.answer.facets[0];
    assert_eq!((facet.choices[0].label.as_str(), facet.choices[0].count, facet.not_loaded), ("works", 1, 1));
}

#[test]
fn a_row_without_an_ocid_is_told() {
    let refused = put(&mut Shelf::default(), &summary("uk", "", None, "Nobody's")).unwrap_err();
    assert!(refused.contains("ocid"), "{refused}");
}

#[test]
fn a_window_behind_the_end_is_the_last_one() {
    let mut shelf = shelf(&[summary("uk", "a", None, ""), summary("uk", "b", None, ""), summary("uk", "c", None, "")]);
    let found = ask(&mut shelf, query(&["uk"], ""), Vec::new(), 100, 2);
    assert_eq!((found.offset, found.rows.len(), found.answer.total), (2, 1, 3));
}

#[test]
fn a_question_that_can_be_none_says_which_part_of_it() {
    let mut shelf = shelf(&[summary("uk", "a", None, "")]);
    let due = tenderlens_catalog::DateRange { from: Some("soon".into()), to: None };
    let query = Query { due, ..query(&["uk"], "") };
    let refused = shelf.ask(Ask::Rows { query: Box::new(query), facets: Vec::new(), offset: 0, limit: 1 }).unwrap_err();
    assert!(matches!(&refused, Trouble::Question(error) if error.parameter == "due"), "{refused:?}");
}
