//! Find a Tender: what its facts list.

use tenderlens_core::protocol::walk::Walk;
use tenderlens_core::publishers::Registry;

use crate::{answered, call, items, next, page, parameters, warnings};

#[test]
fn invalid_json_numbers_do_not_lose_the_page() {
    let body = r#"{"releases":[{"ocid":"a","tender":{"value":{"amount": 000,"currency":"GBP"}}},{"ocid":"b"}],"links":{"next":"https://x?cursor=c=="}}"#;
    let page = page("uk", "releasePackages", &[], body);
    assert_eq!(items(&page).len(), 2);
    assert!(items(&page)[0].contains(r#""amount": 0,"#));
    assert_eq!(next(&page, "cursor").as_deref(), Some("c=="));
    let problem = &page.problems[0];
    assert_eq!(problem.pointer, "/releases/0/tender/value/amount");
    assert!(problem.problem.starts_with("is written 000, which is no number: read as 0"), "{}", problem.problem);
}

#[test]
fn a_number_out_of_range_stays_verbatim() {
    let body = r#"{"releases":[{"ocid":"a","amount":1e9999,"value":256378.740}]}"#;
    let page = page("uk", "releasePackages", &[], body);
    assert_eq!((items(&page), page.problems.len()), (vec![r#"{"ocid":"a","amount":1e9999,"value":256378.740}"#], 0));
}

#[test]
fn a_body_that_is_broken_otherwise_is_still_refused_with_its_place() {
    let error = answered("uk", "releasePackages", &[], r#"{"releases":[{"amount": 000},]}"#).unwrap_err();
    assert_eq!(error.code(), "invalid-body");
}

#[test]
fn a_full_page_without_a_next_link_may_not_be_the_last() {
    let full = r#"{"releases":[{"ocid":"a"},{"ocid":"b"}]}"#;
    assert!(page("uk", "releasePackages", &[("limit", "2")], full).maybe_more);
    assert!(!page("uk", "releasePackages", &[("limit", "3")], full).maybe_more);
    let linked = r#"{"releases":[{"ocid":"a"},{"ocid":"b"}],"links":{"next":"https://x?cursor=c"}}"#;
    assert!(!page("uk", "releasePackages", &[("limit", "2")], linked).maybe_more);
}

#[test]
fn a_cursor_that_leads_back_is_a_loop() {
    let registry = Registry::builtin();
    let (_, endpoint) = registry.endpoint("uk", "releasePackages").unwrap();
    let link =
        |cursor: &str| format!(r#"{{"releases":[{{"ocid":"a"}}],"links":{{"next":"https://x?cursor={cursor}"}}}}"#);
    let mut walk = Walk::default();
    let mut sent = parameters(&[]);
    for cursor in ["b", "c"] {
        let read = page("uk", "releasePackages", &[], &link(cursor));
        sent = walk.after(endpoint, &sent, &read).unwrap().unwrap().parameters;
    }
    for cursor in ["b", "c"] {
        let read = page("uk", "releasePackages", &[], &link(cursor));
        let error = walk.after(endpoint, &sent, &read).unwrap_err();
        assert_eq!(error.code(), "paging-loop", "{cursor}");
    }
}

#[test]
fn several_stages_at_once_are_sent_with_a_warning() {
    assert_eq!(
        warnings("uk", "releasePackages", &[("stages", "planning,award")]),
        [r#"More than one choice in "stages" can drop notices, and the next page keeps only one."#]
    );
    assert!(warnings("uk", "releasePackages", &[("stages", "award")]).is_empty());
}

#[test]
fn the_stage_that_the_next_link_drops_is_sent_again() {
    let body = r#"{"releases":[{"ocid":"a"}],"links":{"next":"https://x/api?stages=planning&cursor=abc"}}"#;
    let page = page("uk", "releasePackages", &[("stages", "planning,award")], body);
    assert_eq!(next(&page, "stages").as_deref(), Some("planning,award"));
}

#[test]
fn the_version_is_part_of_the_path() {
    let url = |pairs| call("uk", "releasePackageByNotice", pairs).unwrap().url().to_owned();
    assert!(url(&[("noticeId", "000001-2021")]).ends_with("/api/1.0/ocdsReleasePackages/000001-2021"));
    assert!(url(&[("noticeId", "000001-2021"), ("version", "1.1")]).contains("/api/1.1/"));
}

#[test]
fn an_ocid_of_the_integration_service_keeps_its_tail() {
    let call = call("uk", "releasePackageByOcid", &[("ocid", "ocds-h6vhtk-0026ef-integration")]).unwrap();
    assert!(call.url().ends_with("/ocds-h6vhtk-0026ef-integration"));
    assert!(call.warnings().is_empty());
}

#[test]
fn other_parameters_than_the_five_are_refused_here() {
    assert!(call("uk", "releasePackages", &[("sort", "date")]).is_err());
}
