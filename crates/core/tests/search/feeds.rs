//! Feeds that give ids only.

use tenderlens_core::plan::Question;
use tenderlens_core::search;

use crate::{Web, client, dates, feed, first, id, page, prozorro_with, run, tender, titles};

#[test]
fn a_feed_gives_ids_and_each_process_is_fetched() {
    let web = prozorro_with(feed(&[(1, "2026-11-20"), (2, "2026-11-19"), (1, "2026-11-18")]), &[1, 2]);
    let client = client(&web);
    let found = page(&client, &first(&client, "prozorro", &Question::default()));
    assert_eq!(titles(&found.summaries), ["Tender 1", "Tender 2"]);
    assert_eq!(found.documents, 3, "rows of the feed");
    let summary = &found.summaries[0];
    assert_eq!(summary.ocid, "ocds-be6bcu-UA-2026-11-03-000001-a");
    assert_eq!(summary.locator.as_deref(), Some(&id(1)[..]));
    assert_eq!(summary.buyer.as_deref(), Some("Вигадана рада"));
    assert_eq!(web.sent().len(), 3, "an id that stands there twice is fetched once");
    assert!(found.next.is_some() && found.problems.is_empty());
}

#[test]
fn a_process_that_can_not_be_fetched_is_a_problem_of_its_row() {
    let web = prozorro_with(feed(&[(1, "2026-11-20"), (2, "2026-11-19")]), &[2]);
    let client = client(&web);
    let found = page(&client, &first(&client, "prozorro", &Question::default()));
    assert_eq!(titles(&found.summaries), ["Tender 2"]);
    assert_eq!(found.problems.len(), 1);
    assert!(found.problems[0].starts_with(&id(1)) && found.problems[0].contains("404"), "{:?}", found.problems);
}

#[test]
fn a_page_of_which_nothing_can_be_fetched_has_failed_and_can_be_read_again() {
    let web = prozorro_with(feed(&[(1, "2026-11-20"), (2, "2026-11-19")]), &[]);
    let client = client(&web);
    let cursor = first(&client, "prozorro", &Question::default());
    let failure = run(search::run(&client, &cursor, &|_| {})).unwrap_err();
    assert_eq!(failure.error.code(), "not-found");
    web.pages.borrow_mut().insert(format!("/tenders/{}", id(1)), tender(1, "Tender 1"));
    assert_eq!(titles(&page(&client, &cursor).summaries), ["Tender 1"]);
}

#[test]
fn a_feed_is_walked_to_the_first_day_and_what_lies_outside_is_not_fetched() {
    let rows = [(1, "2026-11-12"), (2, "2026-11-05"), (3, "2026-10-30")];
    let past = feed(&[(4, "2026-10-29"), (5, "2026-10-28")]);
    let start = "/tenders?limit=20&offset=2026-11-11T00:00:00&descending=1";
    let web = Web::default()
        .with(start, feed(&rows))
        .with("offset=more&descending=1", past)
        .with(&format!("/tenders/{}", id(2)), tender(2, "Tender 2"));
    let client = client(&web);
    let found = page(&client, &first(&client, "prozorro", &dates("2026-11-01", "2026-11-10")));
    assert_eq!((titles(&found.summaries), found.left_out), (vec!["Tender 2"], 2));
    let last = page(&client, &found.next.unwrap());
    assert_eq!((last.documents, last.left_out, last.next), (2, 2, None), "a page before the first day is the end");
    assert_eq!(web.sent().len(), 3, "two pages and one process");
}

#[test]
fn a_buyer_that_the_feed_tells_rules_a_process_out_before_it_is_fetched() {
    let rows = format!(
        r#"{{"data":[{{"id":"{}","dateModified":"2026-11-20T10:00:00+02:00","procuringEntity":{{"name":"Інша"}}}},
            {{"id":"{}","dateModified":"2026-11-20T10:00:00+02:00","procuringEntity":{{"name":"Вигадана рада"}}}},
            {{"id":"{}","dateModified":"2026-11-20T10:00:00+02:00"}}]}}"#,
        id(1),
        id(2),
        id(3)
    );
    let web = Web::default()
        .with("opt_fields=procuringEntity", rows)
        .with(&format!("/tenders/{}", id(2)), tender(2, "Tender 2"))
        .with(&format!("/tenders/{}", id(3)), tender(3, "Tender 3"));
    let client = client(&web);
    let found = page(&client, &first(&client, "prozorro", &Question { buyer: "РАДА".into(), ..Question::default() }));
    assert_eq!((titles(&found.summaries), found.left_out), (vec!["Tender 2", "Tender 3"], 1));
    assert_eq!(web.sent().len(), 3);
}

#[test]
fn a_list_without_pages_is_read_once_and_fetched_in_portions() {
    let rows: Vec<String> =
        (0..45).map(|number| format!(r#"{{"id":"{}","modified":"2014-10-25T00:24:12.772078"}}"#, id(number))).collect();
    let mut web = Web::default().with("/tenders?limit=20&descending=1", format!(r#"{{"data":[{}]}}"#, rows.join(",")));
    for number in 0..45 {
        let body = format!(
            r#"{{"data":{{"id":"{}","tenderID":"UA-{}","title":"Tender {number}","modified":"2014-10-25T00:24:12.772078"}}}}"#,
            id(number),
            id(number)
        );
        web = web.with(&format!("/tenders/{}", id(number)), body);
    }
    let client = client(&web);
    let mut cursor = Some(first(&client, "openprocurement", &Question::default()));
    let (mut counts, mut requests) = (Vec::new(), Vec::new());
    while let Some(at) = cursor {
        let found = page(&client, &at);
        assert_eq!(found.problems, Vec::<String>::new());
        counts.push(found.summaries.len());
        requests.push(web.sent().len());
        cursor = found.next;
    }
    assert_eq!((counts, requests), (vec![20, 20, 5], vec![21, 20, 5]));
}
