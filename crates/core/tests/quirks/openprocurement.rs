//! openprocurement 0.1 and its next versions: what its facts list. Error shapes: `protocol/refusal.rs`.

use crate::{answered, call, items, page, parameters};

#[test]
fn version_0_1_answers_all_tenders_at_once() {
    let page =
        page("openprocurement", "tenders", &[], r#"{"data":[{"id":"1","modified":"2014-10-25T00:24:12.772078"}]}"#);
    assert_eq!((items(&page).len(), page.next), (1, None));
    assert_eq!(page.position.unwrap().parameters, parameters(&[]), "later everything is asked for again");
}

#[test]
fn the_feed_of_0_2_ends_at_the_present_time() {
    let body = r#"{"data":[],"next_page":{"offset":"2014-11-08T00:09:30.560672","path":"p","uri":"u"}}"#;
    let page = page("openprocurement", "tenders", &[("offset", "2014-11-08T00:00:00")], body);
    assert_eq!(page.next, None);
    assert_eq!(page.position.unwrap().parameters, parameters(&[("offset", "2014-11-08T00:09:30.560672")]));
}

#[test]
fn documents_of_0_1_are_keyed_by_file_name_without_an_envelope() {
    let body = r#"{"documents":{"Notice.pdf":{"content_type":"application/pdf","length":12},"b.txt":{"length":1.50}}}"#;
    let page = page("openprocurement", "documents", &[], body);
    assert_eq!(items(&page), [r#"{"content_type":"application/pdf","length":12}"#, r#"{"length":1.50}"#]);
    assert_eq!(page.keys(), ["Notice.pdf", "b.txt"]);
}

#[test]
fn documents_of_0_2_stand_in_the_envelope() {
    let page = page("openprocurement", "documents", &[], r#"{"data":[{"id":"1","title":"Notice.pdf"}]}"#);
    assert_eq!((items(&page), page.keys().len()), (vec![r#"{"id":"1","title":"Notice.pdf"}"#], 0));
}

#[test]
fn an_upload_answers_one_document_in_either_form() {
    let upload = |body| items(&page("openprocurement", "uploadDocument", &[], body)).len();
    assert_eq!(upload(r#"{"data":{"id":"1"}}"#), 1);
    assert_eq!(upload(r#"{"documents":{"a.pdf":{"length":1}}}"#), 1);
    let bare = r#"{"content_type":"text/plain","length":2}"#;
    assert_eq!(items(&page("openprocurement", "replaceDocument", &[], bare)), [bare]);
}

#[test]
fn a_patch_may_answer_only_what_it_changed() {
    let body = r#"{"data":{"id":"1","tenderID":"UA-1","modified":"2014-10-25T00:24:12.772078","startDate":null}}"#;
    assert!(items(&page("openprocurement", "updateTender", &[], body))[0].contains(r#""startDate":null"#));
}

#[test]
fn spore_has_no_envelope() {
    let body = r#"{"name":"OpenProcurement","methods":{}}"#;
    assert_eq!(items(&page("openprocurement", "spore", &[], body)), [body]);
}

#[test]
fn document_ids_may_be_file_names() {
    let pairs = [("tender_id", "1"), ("document_id", "Звіт 1/2.pdf")];
    let url = call("openprocurement", "document", &pairs).unwrap().url().to_owned();
    assert!(url.ends_with("/documents/%D0%97%D0%B2%D1%96%D1%82%201%2F2.pdf"), "{url}");
}

#[test]
fn a_document_is_a_file_and_not_a_page() {
    let asked = call("openprocurement", "document", &[("tender_id", "1"), ("document_id", "a.pdf")]).unwrap();
    assert!(asked.answers_file());
    let error = answered("openprocurement", "document", &[], "%PDF-1.4").unwrap_err();
    assert!(error.to_string().contains("a file, to be read as bytes"));
}

#[test]
fn dates_without_a_zone_keep_their_spelling() {
    let body = r#"{"data":{"modified":"2014-10-25T00:24:12.772078","endDate":"2014-10-31T00:00:00","z":"…158Z"}}"#;
    assert!(items(&page("openprocurement", "tender", &[], body))[0].contains("12.772078"));
}

#[test]
fn no_trailing_slash_is_sent() {
    assert!(call("openprocurement", "tenders", &[]).unwrap().url().ends_with("/api/0/tenders"));
}
