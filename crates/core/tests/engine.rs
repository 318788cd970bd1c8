//! The engine over a host whose clock and answers the test controls: no server, no sleeping.

// Helpers of tests may stop at the first surprise, as tests do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::cell::RefCell;
use std::time::Duration;

use support::{Script, answer, parameters, run};
use tenderlens_core::client::{Call, Client, Event, Options};
use tenderlens_core::protocol::credentials::{Credentials, Scheme, Secret};
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::publishers::Registry;

fn client(script: &Script) -> Client<&Script> {
    let mut options = Options::default();
    options.bases.insert("uk".to_owned(), "http://sandbox".to_owned());
    Client::new(Registry::builtin(), script, options)
}

const EMPTY: &str = r#"{"releases":[]}"#;

#[test]
fn a_429_with_retry_after_is_waited_out_and_told() {
    let script = Script::of(vec![answer(429, &[("retry-after", "2")], "Too Many Requests"), answer(200, &[], EMPTY)]);
    let client = client(&script);
    let call = client.call("uk", "releasePackages", &Parameters::new()).unwrap();
    let events = RefCell::new(Vec::new());
    let page = run(client.page(&call, &|event| events.borrow_mut().push(event))).unwrap();
    assert_eq!(page.items().len(), 0);
    assert_eq!(script.clock.get(), Duration::from_secs(2));
    assert!(matches!(
        &events.borrow()[..],
        [
            Event::Sending { endpoint: "releasePackages", attempt: 1, .. },
            Event::Answered { status: 429, attempt: 1, .. },
            Event::Waiting { pause, attempt: 1, .. },
            Event::Sending { attempt: 2, .. },
            Event::Answered { status: 200, attempt: 2, url, .. },
        ] if *pause == Duration::from_secs(2) && url == call.url()
    ));
}

#[test]
fn an_answer_that_is_too_long_is_told_and_not_asked_for_again() {
    let script = Script::of(vec![answer(200, &[], EMPTY), answer(200, &[], "{\"releases\": []}")]);
    let mut options = Options { longest_answer: EMPTY.len(), ..Options::default() };
    options.bases.insert("uk".to_owned(), "http://sandbox".to_owned());
    let client = Client::new(Registry::builtin(), &script, options);
    let call = client.call("uk", "releasePackages", &Parameters::new()).unwrap();
    assert!(run(client.page(&call, &|_| {})).is_ok());
    let failure = run(client.page(&call.clone().fresh(), &|_| {})).unwrap_err();
    assert_eq!((failure.error.code(), failure.attempts), ("answer-too-long", 1));
    assert!(failure.to_string().contains("longer than 15 bytes"), "{failure}");
    assert!(failure.error.advice().contains("smaller page"));
}

#[test]
fn a_request_that_hangs_times_out_and_is_sent_once_more() {
    let script = Script { hangs: true, ..Script::default() };
    let client = client(&script);
    let call = client.call("uk", "releasePackages", &Parameters::new()).unwrap();
    let failure = run(client.page(&call, &|_| {})).unwrap_err();
    assert_eq!((failure.error.code(), failure.attempts), ("timeout", 2));
    assert_eq!(failure.url.as_deref(), Some("http://sandbox/api/1.0/ocdsReleasePackages"));
}

#[test]
fn a_missing_process_is_asked_for_once() {
    let body = r#"{"status":404,"error":"Not found","message":"","exception":"'identifier' is not found"}"#;
    let script = Script::of(vec![answer(404, &[], body)]);
    let client = client(&script);
    let call = client.call("uk", "releasePackageByOcid", &parameters(&[("ocid", "ocds-h6vhtk-ffffff")])).unwrap();
    let failure = run(client.page(&call, &|_| {})).unwrap_err();
    assert_eq!(failure.error.code(), "not-found");
    assert_eq!(failure.to_string(), "uk.releasePackageByOcid: status 404: Not found: 'identifier' is not found");
    assert_eq!(script.sent.borrow().len(), 1);
}

#[test]
fn a_wrong_parameter_is_named_and_nothing_is_sent() {
    let script = Script::of(Vec::new());
    let failure =
        client(&script).call("uk", "releasePackages", &parameters(&[("updatedFrom", "yesterday")])).unwrap_err();
    assert_eq!(
        failure.to_string(),
        r#"uk.releasePackages: "updatedFrom" must be an ISO 8601 date-time in the form YYYY-MM-DDTHH:MM:SS, got "yesterday""#
    );
    assert_eq!((failure.to_report().parameter, failure.attempts), (Some("updatedFrom"), 0));
    assert!(script.sent.borrow().is_empty());
}

#[test]
fn a_truncated_body_says_where_it_ends() {
    let script = Script::of(vec![answer(200, &[], r#"{"releases":[{"ocid":"a""#)]);
    let client = client(&script);
    let call = client.call("uk", "releasePackages", &Parameters::new()).unwrap();
    let failure = run(client.page(&call, &|_| {})).unwrap_err();
    assert_eq!((failure.error.code(), failure.to_report().offset), ("invalid-body", Some(24)));
}

#[test]
fn pages_continue_with_the_original_parameters_and_the_new_cursor() {
    let first = r#"{"releases":[{"ocid":"a"}],"links":{"next":"https://elsewhere/x?stages=other&cursor=abc=="}}"#;
    let script = Script::of(vec![answer(200, &[], first), answer(200, &[], EMPTY)]);
    let client = client(&script);
    let call = client.call("uk", "releasePackages", &parameters(&[("limit", "1"), ("stages", "tender")])).unwrap();
    let page = run(client.page(&call, &|_| {})).unwrap();
    assert_eq!(page.items().collect::<Vec<_>>(), [r#"{"ocid":"a"}"#]);
    let second = client.resume(&page.next.unwrap()).unwrap();
    assert_eq!(run(client.page(&second, &|_| {})).unwrap().next, None);
    assert_eq!(
        script.urls(),
        [
            "http://sandbox/api/1.0/ocdsReleasePackages?limit=1&stages=tender",
            "http://sandbox/api/1.0/ocdsReleasePackages?limit=1&cursor=abc%3D%3D&stages=tender",
        ]
    );
}

#[test]
fn every_page_of_a_walk_is_asked_afresh_and_as_whoever_asked_for_the_first() {
    let first = r#"{"releases":[{"ocid":"a"}],"links":{"next":"https://elsewhere/x?cursor=abc"}}"#;
    let script = Script::of([first, EMPTY].repeat(3).into_iter().map(|body| answer(200, &[], body)).collect());
    let client = client(&script);
    let call = client.call("uk", "releasePackages", &Parameters::new()).unwrap();
    let sent_after = |call: &Call| {
        let mut pages = client.pages(call.clone());
        while run(pages.next(&|_| {})).unwrap().is_some() {}
        script.sent.borrow().len()
    };
    assert_eq!([sent_after(&call), sent_after(&call)], [2, 2], "kept from before");
    assert_eq!(sent_after(&call.clone().fresh()), 4);
    let key = Credentials { key: Some((Scheme::Bearer, Secret::new("hush"))), owner: None };
    assert_eq!(sent_after(&call.with_credentials(key)), 6);
    let keys: Vec<_> = script.sent.borrow().iter().map(|request| !request.credentials.is_empty()).collect();
    assert_eq!(keys, [false, false, false, false, true, true]);
}

#[test]
fn the_last_page_that_can_be_asked_for_is_handed_out_and_says_that_there_is_more() {
    let page = r#"{"records":[{"ocid":"a"}],"links":{"next":"https://x/records?page=501"}}"#;
    let script = Script::of(vec![answer(200, &[], page)]);
    let client = client(&script);
    let mut pages = client.pages(client.call("peru", "records", &parameters(&[("page", "500")])).unwrap());
    let page = run(pages.next(&|_| {})).unwrap().unwrap();
    assert_eq!((page.items().len(), page.next.clone(), page.maybe_more), (1, None, true));
    assert!(page.notes().any(|note| note.contains("no page beyond this one")), "{:?}", page.problems);
    assert_eq!(run(pages.next(&|_| {})).unwrap(), None);
}

#[test]
fn what_finds_nothing_is_told_by_the_publisher_s_own_lists() {
    let lists = [r#"{"hits":["de","it"]}"#, r#"{"hits":[2006,2008]}"#];
    let script = Script::of(lists.map(|body| answer(200, &[], body)).into());
    let client = client(&script);
    let asked = parameters(&[("buyerCountry", "de"), ("year", "1999"), ("pageSize", "5")]);
    let call = client.call("eu", "recordPackage", &asked).unwrap();
    let warnings = run(client.unlisted(&call, &|_| {})).unwrap();
    assert_eq!(warnings, [r#""year" is "1999", which the publisher does not list: it finds nothing"#]);
    let asked: Vec<_> = script.urls().iter().map(|url| url.rsplit('/').next().unwrap().to_owned()).collect();
    assert_eq!(asked, ["buyerCountries", "years"]);
}

#[test]
fn a_list_of_files_counts_its_pages() {
    let script =
        Script::of(vec![answer(200, &[], r#"{"results":[{"id":"seace_v3-2024-04"}],"pagination":{"num_pages":2}}"#)]);
    let client = client(&script);
    let call = client.call("peru", "files", &Parameters::new()).unwrap();
    let page = run(client.page(&call, &|_| {})).unwrap();
    assert_eq!(page.items().len(), 1);
    assert_eq!(page.next.unwrap().parameters, parameters(&[("page", "2")]));
}
