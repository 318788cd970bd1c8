//! Lists of whole documents.

use tenderlens_core::listing::Aspect;
use tenderlens_core::plan::{Question, ValueRange};
use tenderlens_core::search::{self, Found};

use crate::{Web, client, dates, first, page, titles};

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
