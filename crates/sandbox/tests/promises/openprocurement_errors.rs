//! What openprocurement refuses, and the three shapes in which it said so.

use axum::Router;
use serde_json::{Value, json};

use crate::client::{Answer, fresh};
use crate::openprocurement::{ROOT, call, errors, get, tender, write};

async fn post(router: &Router, path: &str, content_type: &str, body: &str) -> Answer {
    call(router, "POST", path, &[("content-type", content_type)], body.into()).await
}

/// The only error of an answer: status, location, name, description.
fn only(answer: &Answer) -> (u16, String, String, Value) {
    let mut errors = errors(answer);
    assert_eq!(errors.len(), 1, "{}", answer.text());
    let (location, name, description) = errors.remove(0);
    (answer.status.as_u16(), location, name, description)
}

fn refusal(status: u16, location: &str, name: &str, description: Value) -> (u16, String, String, Value) {
    (status, location.to_owned(), name.to_owned(), description)
}

#[tokio::test]
async fn objects_come_as_json_and_in_an_envelope() {
    let (router, path) = (fresh(), format!("{ROOT}/tenders"));
    let wrong = json!("Content-Type header should be one of ['application/json']");
    for content_type in ["text/plain", "application/x-www-form-urlencoded"] {
        let answer = post(&router, &path, content_type, "{\"data\":{}}").await;
        assert_eq!(only(&answer), refusal(415, "header", "Content-Type", wrong.clone()));
    }
    let answer = call(&router, "POST", &path, &[], Vec::new()).await;
    assert_eq!(answer.status, 415, "no type at all");
    for body in ["", "data", "{"] {
        let answer = post(&router, &path, "application/json; charset=utf-8", body).await;
        assert_eq!(only(&answer), refusal(422, "body", "data", json!("No JSON object could be decoded")), "{body:?}");
    }
    for body in ["[]", "\"data\"", "{\"not_data\":{}}", "{\"data\":[]}", "{\"data\":null}"] {
        let answer = post(&router, &path, "application/json", body).await;
        assert_eq!(only(&answer), refusal(422, "body", "data", json!("Data not available")), "{body}");
    }
}

#[tokio::test]
async fn an_unknown_member_is_rogue_and_a_wrong_one_is_explained() {
    let (router, path) = (fresh(), format!("{ROOT}/tenders"));
    for (data, name, description) in [
        (json!({"colour": "red"}), "colour", json!("Rogue field")),
        (json!({"method": "Secret"}), "method", json!(["Value must be one of ['Open', 'Selective', 'Limited']."])),
        (
            json!({"totalValue": "much"}),
            "totalValue",
            json!(["Please use a mapping for this field or Value instance instead of unicode."]),
        ),
        (
            json!({"tenderPeriod": {"endDate": "soon"}}),
            "tenderPeriod",
            json!({"endDate": ["Could not parse soon. Should be ISO8601."]}),
        ),
        (
            json!({"itemsToBeProcured": [{"quantity": "many"}]}),
            "itemsToBeProcured",
            json!([{"quantity": ["Value \"many\" is not int."]}]),
        ),
    ] {
        let answer = write(&router, "POST", &path, data).await;
        assert_eq!(only(&answer), refusal(422, "body", name, description));
    }
}

#[tokio::test]
async fn a_description_can_be_nested() {
    let (router, path) = (fresh(), format!("{ROOT}/tenders"));
    let identifier = json!({"identifier": {"scheme": "UA-EDR", "id": "1"}, "name": "x"});
    let answer = write(&router, "POST", &path, json!({ "procuringEntity": identifier })).await;
    let description = json!({"identifier": {"scheme": ["Not a well formed URL."]}});
    assert_eq!(only(&answer), refusal(422, "body", "procuringEntity", description));
}

#[tokio::test]
async fn several_members_are_refused_at_once() {
    let answer = write(&fresh(), "POST", &format!("{ROOT}/tenders"), json!({"a": 1, "b": 2})).await;
    assert_eq!(errors(&answer).len(), 2);
}

#[tokio::test]
async fn a_missing_member_has_the_flat_shape_of_the_document() {
    let answer = write(&fresh(), "POST", &format!("{ROOT}/tenders"), json!({"totalValue": {"currency": "UAH"}})).await;
    assert_eq!(answer.status, 400);
    let body = answer.json();
    assert_eq!(body["message"], "totalValue.amount: Missing input");
    let mut names: Vec<&str> = body.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["id", "message", "messageUID"]);
    assert_eq!(body["messageUID"].as_str().unwrap().len(), 36);
}

#[tokio::test]
async fn a_missing_member_was_422_at_the_servers() {
    let path = "/openprocurement@v0.1/api/0/tenders";
    let answer = write(&fresh(), "POST", path, json!({"totalValue": {"currency": "UAH"}})).await;
    let description = json!({"amount": ["This field is required."]});
    assert_eq!(only(&answer), refusal(422, "body", "totalValue", description));
}

#[tokio::test]
async fn the_announced_list_of_errors_can_be_asked_for() {
    let (router, path) = (fresh(), "/openprocurement@errors-list/api/0/tenders");
    let missing = write(&router, "POST", path, json!({"totalValue": {}})).await;
    assert_eq!(missing.status, 400);
    assert_eq!(missing.json()["errors"][0]["message"], "totalValue.amount: Missing input");
    let rogue = write(&router, "POST", path, json!({"colour": "red"})).await;
    assert_eq!((rogue.status.as_u16(), &rogue.json()["errors"][0]["message"]), (422, &json!("colour: Rogue field")));
    assert!(rogue.json().get("status").is_none());
}

#[tokio::test]
async fn what_is_not_there_is_named_by_the_part_of_the_path() {
    let router = fresh();
    let path = tender(&router, ROOT, json!({})).await;
    let none = format!("{ROOT}/tenders/none");
    for (path, name) in [
        (none.clone(), "id"),
        (format!("{none}/documents"), "tender_id"),
        (format!("{none}/bidders/1"), "tender_id"),
        (format!("{none}/auction"), "tender_id"),
        (format!("{path}/documents/1"), "id"),
        (format!("{path}/bidders/1"), "id"),
        (format!("{path}/bidders/1/documents/1"), "bid_id"),
        (format!("{path}/awards/1"), "id"),
    ] {
        assert_eq!(only(&get(&router, &path).await), refusal(404, "url", name, json!("Not Found")), "{path}");
    }
    let answer = write(&router, "PATCH", &none, json!({})).await;
    assert_eq!(only(&answer), refusal(404, "url", "id", json!("Not Found")));
}
