//! openprocurement 2.x: what its facts list. Nested error descriptions: `protocol/refusal.rs`.

use tenderlens_core::protocol::walk::Walk;
use tenderlens_core::publishers::Registry;

use crate::{answered, call, items, next, page, parameters};

fn feed(offset: &str, rows: &str) -> String {
    format!(r#"{{"data":[{rows}],"next_page":{{"offset":{offset},"path":"/p","uri":"http://x/p"}}}}"#)
}

#[test]
fn offsets_are_opaque_and_sent_back_as_they_came() {
    for offset in ["1795288368.899.1.2a1f0c3b", "2016-07-21T17:18:04.733149+03:00", "б=+ %2B"] {
        let page = page("prozorro", "tenders", &[("limit", "1")], &feed(&format!("{offset:?}"), r#"{"id":"1"}"#));
        let token = page.next.unwrap();
        assert_eq!(token.parameters["offset"], offset);
        assert_eq!(token.parameters["limit"], "1");
        assert!(call("prozorro", "tenders", &[("offset", offset)]).is_ok());
    }
    let url = call("prozorro", "tenders", &[("offset", "2016-07-21T17:18:04+03:00")]).unwrap().url().to_owned();
    assert!(url.ends_with("/api/2.5/tenders?offset=2016-07-21T17:18:04%2B03:00"), "{url}");
}

#[test]
fn an_offset_that_is_a_number_keeps_its_digits() {
    let page = page("prozorro", "tenders", &[], &feed("1795288368.8990", r#"{"id":"1"}"#));
    assert_eq!(next(&page, "offset").as_deref(), Some("1795288368.8990"));
}

#[test]
fn an_offset_that_stands_only_in_the_address_is_found_there() {
    let body =
        r#"{"data":[{"id":"1"}],"next_page":{"path":"/api/2.3/tenders?offset=2016-07-21T17%3A18%3A04%2B03%3A00"}}"#;
    assert_eq!(next(&page("prozorro", "tenders", &[], body), "offset").as_deref(), Some("2016-07-21T17:18:04+03:00"));
}

#[test]
fn the_feed_ends_where_it_is_empty_and_keeps_its_place() {
    let sent = [("offset", "a"), ("limit", "10")];
    let end = page("prozorro", "tenders", &sent, &feed("\"a\"", ""));
    assert_eq!(end.next, None);
    assert_eq!(end.position.unwrap().parameters, parameters(&sent));
}

#[test]
fn an_empty_feed_names_no_offset() {
    let page = page("prozorro", "tenders", &[], &feed("\"\"", ""));
    assert_eq!((page.next, page.position.unwrap().parameters), (None, parameters(&[])));
}

#[test]
fn next_page_may_be_missing_at_the_end() {
    let page = page("prozorro", "tenders", &[("offset", "a"), ("limit", "2")], r#"{"data":[{"id":"1"}]}"#);
    assert_eq!((page.next, page.maybe_more), (None, false));
    assert_eq!(page.position.unwrap().parameters["offset"], "a");
    let full = r#"{"data":[{"id":"1"},{"id":"2"}]}"#;
    assert!(crate::page("prozorro", "tenders", &[("limit", "2")], full).maybe_more);
}

#[test]
fn prev_page_flips_the_direction() {
    let body = r#"{"data":[{"id":"1"}],"next_page":{"offset":"older"},"prev_page":{"offset":"newer"}}"#;
    let page = page("prozorro", "tenders", &[("descending", "1"), ("mode", "_all_")], body);
    assert_eq!(next(&page, "offset").as_deref(), Some("older"));
    assert_eq!(next(&page, "descending").as_deref(), Some("1"));
    assert_eq!(page.position.unwrap().parameters, parameters(&[("mode", "_all_"), ("offset", "newer")]));
}

#[test]
fn an_offset_that_repeats_before_the_end_is_a_loop() {
    let registry = Registry::builtin();
    let (_, endpoint) = registry.endpoint("prozorro", "tenders").unwrap();
    let sent = parameters(&[("offset", "a")]);
    let read = page("prozorro", "tenders", &[("offset", "a")], &feed("\"a\"", r#"{"id":"1"}"#));
    assert_eq!(Walk::default().after(endpoint, &sent, &read).unwrap_err().code(), "paging-loop");
}

#[test]
fn an_id_may_come_twice_on_one_page_and_on_several() {
    let rows = r#"{"id":"1","dateModified":"a"},{"id":"1","dateModified":"b"}"#;
    let page = page("prozorro", "tenders", &[], &feed("\"x\"", rows));
    assert_eq!(items(&page).len(), 2, "every row is handed out: who follows the feed lets the last one win");
}

#[test]
fn the_tender_has_an_envelope_and_beside_it_a_config() {
    let body = r#"{"data":{"id":"1","value":{"amount":1.50}},"config":{"hasAuction":true}}"#;
    let page = page("prozorro", "tender", &[], body);
    assert_eq!(items(&page), [r#"{"id":"1","value":{"amount":1.50}}"#]);
    assert_eq!(page.text, body);
}

#[test]
fn opt_schema_answers_a_package_with_one_release_per_lot() {
    let body = r#"{"uri":"http://x?opt_schema=ocds?opt_schema=OCDS-1.1","version":"1.1","releases":[{"ocid":"a","id":"1"},{"ocid":"a","id":"2"}]}"#;
    let asked = [("tender_id", "1"), ("opt_schema", "ocds")];
    assert_eq!(items(&page("prozorro", "tender", &asked, body)).len(), 2);
    // A server that does not know the parameter answers as always.
    assert_eq!(items(&page("prozorro", "tender", &asked, r#"{"data":{"id":"1"}}"#)), [r#"{"id":"1"}"#]);
}

#[test]
fn a_download_is_a_file_and_a_document_without_it_is_data() {
    let ids = [("tender_id", "1"), ("document_id", "2")];
    assert!(!call("prozorro", "document", &ids).unwrap().answers_file());
    let download = call("prozorro", "document", &[ids[0], ids[1], ("download", "k%2Be/y")]).unwrap();
    assert!(download.answers_file());
    assert!(download.url().ends_with("?download=k%252Be%2Fy"), "{}", download.url());
    let body = r#"{"data":{"id":"2","previousVersions":[]}}"#;
    assert_eq!(items(&page("prozorro", "document", &ids, body)).len(), 1);
}

#[test]
fn doubly_encoded_signatures_pass_untouched() {
    let body = r#"{"data":[{"id":"1","url":"https://s/get/k?KeyID=a&Signature=x%252By%3D"}]}"#;
    assert!(items(&page("prozorro", "documents", &[], body))[0].contains("Signature=x%252By%3D"));
}

#[test]
fn the_version_is_part_of_the_base_path() {
    let url = call("prozorro", "tenders", &[("api_version", "2.3"), ("feed", "changes")]).unwrap().url().to_owned();
    assert!(url.ends_with("/api/2.3/tenders?feed=changes"), "{url}");
}

#[test]
fn a_row_that_is_none_is_told() {
    let page = page("prozorro", "tenders", &[], &feed("\"x\"", r#"null,{"id":"1"}"#));
    assert_eq!((items(&page).len(), page.problems[0].pointer.as_str()), (1, "/data/0"));
    let error = answered("prozorro", "tenders", &[], r#"{"rows":[]}"#).unwrap_err().to_string();
    assert!(error.contains("no `data` among the members of the answer (rows)"), "{error}");
}
