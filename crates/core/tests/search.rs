//! Questions put to every kind of publisher, over a host that answers by address: packages, converted
//! record packages, and feeds that give ids only.

// Helpers of tests may stop at the first surprise, as tests do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::time::Duration;

use tenderlens_core::client::{Client, Host, Options};
use tenderlens_core::listing::Aspect;
use tenderlens_core::plan::{Dates, Question, ValueRange};
use tenderlens_core::process::{self, Basis};
use tenderlens_core::protocol::http::{Request, Response, TransportError};
use tenderlens_core::publishers::Registry;
use tenderlens_core::search::{self, Cursor, Found, Summary};

/// Answers the address that ends like this, the longest one; 404 for any other.
#[derive(Default)]
struct Web {
    pages: RefCell<BTreeMap<String, String>>,
    sent: RefCell<Vec<String>>,
}

impl Web {
    fn with(self, end: &str, body: impl Into<String>) -> Self {
        self.pages.borrow_mut().insert(end.to_owned(), body.into());
        self
    }

    /// The addresses asked for so far, without their host.
    fn sent(&self) -> Vec<String> {
        let sent = std::mem::take(&mut *self.sent.borrow_mut());
        sent.into_iter().map(|url| url.trim_start_matches("http://host").to_owned()).collect()
    }
}

impl Host for &Web {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        self.sent.borrow_mut().push(request.url.clone());
        let pages = self.pages.borrow();
        let ends = pages.iter().filter(|(end, _)| request.url.ends_with(end.as_str()));
        let page = ends.max_by_key(|(end, _)| end.len());
        let (status, body) = page.map_or((404, "{}".to_owned()), |(_, body)| (200, body.clone()));
        Ok(Response { status, headers: Vec::new(), body: body.into_bytes() })
    }

    async fn sleep(&self, duration: Duration) {
        if duration == Options::default().timeout {
            futures::future::pending::<()>().await;
        }
    }

    fn now_ms(&self) -> u64 {
        0
    }

    fn random(&self) -> f64 {
        0.5
    }
}

fn client(web: &Web) -> Client<&Web> {
    let mut options = Options::default();
    for publisher in Registry::builtin().publishers() {
        options.bases.insert(publisher.id.to_owned(), "http://host".to_owned());
    }
    Client::new(Registry::builtin(), web, options)
}

fn run<T>(future: impl Future<Output = T>) -> T {
    futures::executor::block_on(future)
}

fn first(client: &Client<&Web>, publisher: &str, question: &Question) -> Cursor {
    search::first(client, publisher, question, "2026-11-21".parse().unwrap()).unwrap()
}

fn page(client: &Client<&Web>, cursor: &Cursor) -> Found {
    run(search::run(client, cursor, &|_| {})).unwrap()
}

fn titles(summaries: &[Summary]) -> Vec<&str> {
    summaries.iter().map(|summary| summary.title.as_deref().unwrap_or("")).collect()
}

fn dates(from: &str, to: &str) -> Question {
    Question { dates: Dates::between(from.parse().unwrap(), to.parse().unwrap()), ..Question::default() }
}

fn id(number: usize) -> String {
    format!("{number:032x}")
}

/// A feed of tenders, each with the day of its last change.
fn feed(rows: &[(usize, &str)]) -> String {
    let rows: Vec<_> = rows
        .iter()
        .map(|(number, day)| format!(r#"{{"id":"{}","dateModified":"{day}T10:00:00.000000+02:00"}}"#, id(*number)))
        .collect();
    format!(r#"{{"data":[{}],"next_page":{{"offset":"more","path":"","uri":""}}}}"#, rows.join(","))
}

fn tender(number: usize, title: &str) -> String {
    format!(
        r#"{{"data":{{"id":"{}","tenderID":"UA-2026-11-03-{number:06}-a","title":"{title}","status":"active.tendering",
            "dateModified":"2026-11-03T10:00:00+02:00","procuringEntity":{{"name":"Вигадана рада"}},
            "value":{{"amount":500000,"currency":"UAH"}},"somethingOfTheirs":[1.50]}}}}"#,
        id(number)
    )
}

fn prozorro_with(feed: String, tenders: &[usize]) -> Web {
    let web = Web::default().with("/tenders?limit=20&descending=1", feed);
    tenders.iter().fold(web, |web, number| {
        web.with(&format!("/tenders/{}", id(*number)), tender(*number, &format!("Tender {number}")))
    })
}

#[test]
fn local_conditions_are_counted_as_matched_left_out_or_not_decidable() {
    let release = |number: u8, tender: &str| {
        format!(
            r#"{{"ocid":"ocds-h6vhtk-00000{number}","id":"{number}","date":"2026-11-03T10:00:00Z","tender":{tender}}}"#
        )
    };
    let body = format!(
        r#"{{"releases":[{},{},{}],"links":{{"next":"https://elsewhere/x?cursor=abc"}}}}"#,
        release(1, r#"{"title":"large","value":{"amount":2000000,"currency":"GBP"}}"#),
        release(2, r#"{"title":"small","value":{"amount":2000,"currency":"GBP"}}"#),
        release(3, r#"{"title":"secret"}"#),
    );
    let web = Web::default()
        .with("updatedTo=2026-11-10T23:59:59", body)
        .with("cursor=abc&updatedFrom=2026-11-01T00:00:00&updatedTo=2026-11-10T23:59:59", r#"{"releases":[]}"#);
    let client = client(&web);
    let value = ValueRange { min: Some("1000000".into()), max: None, currency: "GBP".into() };
    let question = Question { value: Some(value), ..dates("2026-11-01", "2026-11-10") };
    let found = page(&client, &first(&client, "uk", &question));
    assert_eq!(titles(&found.summaries), ["large"]);
    assert_eq!((found.documents, found.left_out), (3, 1));
    assert_eq!(found.undecided.len(), 1);
    assert_eq!(
        (found.undecided[0].0.title.as_deref(), &found.undecided[0].1[..]),
        (Some("secret"), &[Aspect::Value][..])
    );
    let next = found.next.expect("a further page");
    assert_eq!(next.plan().local, [Aspect::Value]);
    let last = page(&client, &next);
    assert_eq!((last.documents, last.next), (0, None));
    assert!(web.sent()[1].contains("cursor=abc"));
}

#[test]
fn a_question_that_has_no_answer_there_sends_nothing() {
    let web = Web::default();
    let client = client(&web);
    let found = page(&client, &first(&client, "peru", &Question { country: "gb".into(), ..Question::default() }));
    assert_eq!(found, Found::default());
    assert!(web.sent().is_empty());
    let unknown = search::first(&client, "atlantis", &Question::default(), "2026-11-21".parse().unwrap());
    assert_eq!(unknown.unwrap_err().error.code(), "unknown-publisher");
}

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

#[test]
fn lists_of_values_are_read_once_and_asked_latest_first() {
    let record = |ocid: &str| {
        format!(
            r#"{{"ocid":"{ocid}","releases":[{{"ocid":"{ocid}","releaseID":"r-{ocid}","releaseDate":"2012-09-14T04:28:58-0400","releaseTag":"awardNotice",
                "tender":{{"tenderID":"{ocid}","itemsToBeProcured":[{{"description":"Fictional work"}}]}}}}]}}"#
        )
    };
    let of = |ocid: &str| format!(r#"{{"records":[{}]}}"#, record(ocid));
    let web = Web::default()
        .with("/buyerCountries", r#"{"hits":["de","fr",{"code":"it"}]}"#)
        .with("year=2012&buyerCountry=fr&pageSize=100&embed=true&pretty=false", of("1"))
        .with("year=2012&buyerCountry=de&pageSize=100&embed=true&pretty=false", of("2"));
    let client = client(&web);
    let found = page(&client, &first(&client, "eu", &dates("2012-01-01", "2012-12-31")));
    assert_eq!(found.problems.len(), 1, "an entry that is no value is told: {:?}", found.problems);
    assert_eq!(
        found.summaries.iter().map(|it| &it.ocid[..]).collect::<Vec<_>>(),
        ["1"],
        "{:?} {:?}",
        found,
        web.sent()
    );
    assert_eq!(web.sent().len(), 2);
    let next = page(&client, &found.next.unwrap());
    assert_eq!((next.summaries[0].ocid.as_str(), next.next), ("2", None));
    assert_eq!(web.sent().len(), 1, "the list is not read again");
}

#[test]
fn a_process_of_a_feed_is_asked_for_by_the_publishers_own_id() {
    let web = prozorro_with(String::new(), &[7]);
    let client = client(&web);
    let by = |ocid: &str, locator: Option<&str>| process::lookup(&client, "prozorro", ocid, locator);
    assert!(by("ocds-be6bcu-UA-2026-11-03-000007-a", Some(&id(7))).unwrap().url().ends_with(&id(7)));
    assert!(by(&id(7), None).unwrap().url().ends_with(&id(7)), "the id alone");
    // Version 0.5 made the tender's number of its id.
    let old = format!("openprocurement-UA-{}", id(7));
    assert!(process::lookup(&client, "openprocurement", &old, None).unwrap().url().ends_with(&id(7)));
    let failure = by("ocds-be6bcu-UA-2026-11-03-000007-a", None).unwrap_err();
    assert_eq!(failure.error.code(), "invalid-parameter");
    assert!(failure.to_string().contains("Open the process from a list, or give that id"), "{failure}");
    assert!(by("ocds-be6bcu-UA-2026-11-03-000007-a", Some("nonsense")).is_err());
    assert!(web.sent().is_empty());
}

#[test]
fn a_converted_process_keeps_the_publishers_own_document() {
    let web = prozorro_with(String::new(), &[7]);
    let client = client(&web);
    let call = process::lookup(&client, "prozorro", &id(7), None).unwrap();
    let loaded = run(process::load(&client, &call, &|_| {})).unwrap();
    assert_eq!(loaded.process.title.as_deref(), Some("Tender 7"));
    assert_eq!(loaded.process.ocid.as_deref(), Some("ocds-be6bcu-UA-2026-11-03-000007-a"));
    assert_eq!((loaded.basis, loaded.is_converted()), (Basis::Merged, true));
    assert_eq!((loaded.releases.len(), loaded.timeline.len()), (1, 1));
    let raw = loaded.raw.unwrap();
    assert!(raw.starts_with(r#"{"id":""#) && raw.contains(r#""status":"active.tendering""#), "{raw}");
    let other = loaded.other.iter().find(|value| value.pointer.starts_with("/somethingOfTheirs"));
    assert_eq!(other.expect("what has no place is kept").json, "[1.50]");
}

#[test]
fn what_names_a_process_finds_its_publisher() {
    let registry = Registry::builtin();
    let of = |text: &str| process::named(&registry, text).map(|publisher| publisher.id);
    assert_eq!(of("ocds-h6vhtk-0001b4"), Some("uk"));
    assert_eq!(of("ocds-dgv273-seacev3-1067499"), Some("peru"));
    assert_eq!(of(&id(7)), Some("prozorro"));
    // No publisher can be asked for it: the words look for it in the lists.
    assert_eq!(of("ocds-be6bcu-UA-2026-11-03-000007-a"), None);
    assert_eq!(of("puente"), None);
}
