//! Peru: what its facts list.

use tenderlens_core::client::Options;
use tenderlens_core::ocds::collect::Groups;
use tenderlens_core::protocol::retry::{Decision, decide};

use crate::{call, items, next, page, parameters, warnings};

#[test]
fn a_name_that_the_service_would_ignore_is_refused_here() {
    let error = call("peru", "records", &[("dataSegmentationId", "2024-04")]).unwrap_err().to_string();
    assert!(error.contains(r#"did you mean "dataSegmentationID"?"#), "{error}");
}

#[test]
fn desc_is_the_order_of_tender_numbers_as_text_so_no_date_ends_a_walk() {
    let body = r#"{"records":[{"ocid":"ocds-dgv273-999988","compiledRelease":{"date":"2024-05-01"}},
        {"ocid":"ocds-dgv273-99995","compiledRelease":{"date":"2023-01-01"}}],"links":{"next":"https://x/records?page=2","prev":null}}"#;
    assert_eq!(next(&page("peru", "records", &[], body), "page").as_deref(), Some("2"));
}

#[test]
fn a_link_to_the_old_host_only_gives_its_cursor() {
    let body = r#"{"records":[{"ocid":"a"}],"links":{"next":"https://contratacionesabiertas.osce.gob.pe/api/v1/recordsAfter?size=1&searchAfter=seace_v3%2C100"}}"#;
    let page = page("peru", "recordsAfter", &[("size", "1")], body);
    let token = page.next.unwrap();
    assert_eq!(token.parameters, parameters(&[("searchAfter", "seace_v3,100"), ("size", "1")]));
    assert_eq!(token.publisher, "peru");
}

#[test]
fn one_date_alone_would_be_a_window_of_fifteen_days_so_both_are_sent() {
    let call = call("peru", "recordsAfter", &[("endDate", "2024-04-30")]).unwrap();
    assert_eq!(call.parameters()["startDate"], "2024-04-15");
}

#[test]
fn a_process_without_a_tender_period_is_found_by_its_id() {
    let sent = |pairs: &[(&str, &str)]| call("peru", "records", pairs).unwrap().parameters().clone();
    for pair in [("ocid", "ocds-dgv273-seacev3-1"), ("tenderId", "873200"), ("dataSegmentationID", "2024-04")] {
        assert_eq!(sent(&[pair]), parameters(&[pair]), "every window would hide it");
        let with_date = sent(&[pair, ("startDate", "2024-04-01")]);
        assert_eq!(with_date["endDate"], "2024-04-16", "one date alone is completed all the same");
    }
    assert_eq!(sent(&[("tenderTitle", "AS-SM-35-2024")]).len(), 3, "what no window means there is not known");
}

#[test]
fn linked_releases_carry_more_than_links_and_no_ocid() {
    let body = r#"{"records":[{"ocid":"a","compiledRelease":{"ocid":"a","id":"1","date":"2024-01-01"},
        "releases":[{"url":"https://old/1","date":"2024-01-01","tag":["tender"],"details":{"id":"1","tender":{"id":"2"}}}]}]}"#;
    let page = page("peru", "record", &[], body);
    let mut groups = Groups::default();
    groups.read(&page.text).unwrap();
    assert_eq!((groups.as_met()[0].links().len(), groups.as_met()[0].releases().len()), (1, 0));
}

#[test]
fn the_last_page_has_no_next_link_or_nothing_in_it() {
    assert_eq!(
        page("peru", "recordsAfter", &[], r#"{"records":[],"links":{"next":"https://x?searchAfter=a"}}"#).next,
        None
    );
    assert_eq!(page("peru", "records", &[], r#"{"records":[{"ocid":"a"}],"links":{"next":null}}"#).next, None);
}

#[test]
fn the_month_is_a_number_in_one_place_and_two_digits_in_the_other() {
    assert!(call("peru", "files", &[("month", "4")]).is_ok());
    let file =
        |month| call("peru", "file", &[("source", "seace_v3"), ("type", "json"), ("year", "2024"), ("month", month)]);
    assert!(file("04").is_ok() && file("4").is_err());
}

#[test]
fn amounts_of_zero_stay_as_they_are_written() {
    let body = r#"{"records":[{"ocid":"a","compiledRelease":{"tender":{"value":{"amount":0.0}}}}]}"#;
    assert!(items(&page("peru", "record", &[], body))[0].contains(r#""amount":0.0"#));
}

#[test]
fn the_wrong_case_of_an_ocid_gets_a_hint_and_no_rewrite() {
    let pairs = [("ocid", "OCDS-DGV273-seacev3-1")];
    assert!(call("peru", "record", &pairs).unwrap().url().ends_with("/record/OCDS-DGV273-seacev3-1"));
    assert_eq!(
        warnings("peru", "record", &pairs),
        [r#""ocid" begins with "OCDS-DGV273-", the publisher's identifiers with "ocds-dgv273-": case counts."#]
    );
    assert!(warnings("peru", "record", &[("ocid", "ocds-dgv273-seacev3-1")]).is_empty());
}

#[test]
fn a_release_id_keeps_its_colons_in_the_path() {
    let id = "ocds-dgv273-seacev3-2024-1984-7-2024-09-12T10:15:30.154118-05:00";
    assert!(call("peru", "release", &[("id", id)]).unwrap().url().ends_with(id));
}

#[test]
fn a_checksum_is_read_from_text_and_from_json() {
    let digits = "0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef";
    for body in [
        format!("{digits}\n"),
        format!("{digits}  2024-04_seace_v3.json"),
        format!("\"{digits}\""),
        format!(r#"{{"sha":"{digits}"}}"#),
    ] {
        assert_eq!(items(&page("peru", "fileSha", &[], &body)), [digits]);
    }
    assert!(crate::answered("peru", "fileSha", &[], "<html>not here</html>").is_err());
}

#[test]
fn a_firewalls_403_is_not_repeated() {
    let error = tenderlens_core::protocol::error::Error::Status {
        status: 403,
        refusal: Box::new(tenderlens_core::protocol::refusal::read(b"<html>Request blocked</html>")),
        retry_after_ms: None,
    };
    assert_eq!(decide(&Options::default().retry, 1, &error, 0.5), Decision::GiveUp);
    assert!(error.advice().contains("another network"));
}
