//! openprocurement 0.1 as its document has it: the tutorial's way through a tender, and each quirk.

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use crate::client::{Answer, HOST, fresh, local, send};

pub const ROOT: &str = "/openprocurement/api/0";
pub const EXAMPLE: &str = "64e93250be76435397e8c992ed4214d1";

pub async fn call(router: &Router, method: &str, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
    let mut request = Request::builder().method(method).uri(format!("/sandbox{path}")).header("host", HOST);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(router, request.body(Body::from(body)).unwrap()).await
}

pub async fn get(router: &Router, path: &str) -> Answer {
    call(router, "GET", path, &[], Vec::new()).await
}

pub async fn write(router: &Router, method: &str, path: &str, data: Value) -> Answer {
    let body = json!({ "data": data }).to_string().into_bytes();
    call(router, method, path, &[("content-type", "application/json")], body).await
}

pub async fn upload(router: &Router, method: &str, path: &str, name: &str, content: &str) -> Answer {
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: text/plain\r\n\r\n{content}\r\n--x--\r\n"
    );
    call(router, method, path, &[("content-type", "multipart/form-data; boundary=x")], body.into_bytes()).await
}

/// Creates a tender and answers its path.
pub async fn tender(router: &Router, root: &str, data: Value) -> String {
    let answer = write(router, "POST", &format!("{root}/tenders"), data).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    local(&json!(answer.header("location").unwrap()))
}

/// The errors of an answer as (location, name, description).
pub fn errors(answer: &Answer) -> Vec<(String, String, Value)> {
    let body = answer.json();
    assert_eq!(body["status"], "error", "{body}");
    let text = |error: &Value, name: &str| error[name].as_str().unwrap().to_owned();
    let errors = body["errors"].as_array().unwrap().iter();
    errors.map(|error| (text(error, "location"), text(error, "name"), error["description"].clone())).collect()
}

fn error(location: &str, name: &str, description: Value) -> Vec<(String, String, Value)> {
    vec![(location.to_owned(), name.to_owned(), description)]
}

fn value(amount: i64) -> Value {
    json!({"amount": amount, "currency": "UAH", "valueAddedTaxIncluded": true})
}

#[tokio::test]
async fn a_tender_goes_from_its_creation_to_its_award() {
    let router = fresh();
    let data = json!({"totalValue": value(500), "tenderPeriod": {"endDate": "2014-11-06T10:00:00"}});
    let path = tender(&router, ROOT, data).await;
    let changed = write(&router, "PATCH", &path, json!({"totalValue": {"amount": 600}})).await;
    assert_eq!(changed.status, 200);
    assert_eq!(upload(&router, "POST", &format!("{path}/documents"), "Notice.pdf", "a notice").await.status, 201);
    for amount in [489, 470] {
        let bid = write(&router, "POST", &format!("{path}/bidders"), json!({"totalValue": value(amount)})).await;
        assert_eq!((bid.status.as_u16(), &bid.json()["data"]["status"]), (201, &json!("registration")));
    }
    let results = json!({"bids": [{"amount": 400, "currency": "UAH"}, {"amount": 385, "currency": "UAH"}]});
    assert_eq!(write(&router, "PATCH", &format!("{path}/auction"), results).await.status, 200);
    let award = json!({"awardStatus": "active", "awardValue": value(385)});
    assert_eq!(write(&router, "POST", &format!("{path}/awards"), award).await.status, 201);

    let whole = get(&router, &path).await.json()["data"].clone();
    assert_eq!(whole["totalValue"], value(600), "changed members only");
    assert_eq!(whole["documents"][0]["title"], "Notice.pdf");
    assert_eq!(whole["bids"][1]["totalValue"], value(385), "the auction's result");
    assert_eq!(whole["awards"][0]["awardStatus"], "active");
    let feed = get(&router, &format!("{ROOT}/tenders?descending=1&limit=1")).await.json();
    assert_eq!(feed["data"][0], json!({"id": whole["id"], "modified": whole["modified"]}), "the last one changed");
}

#[tokio::test]
async fn a_creation_answers_where_the_tender_is_and_its_owners_token() {
    let router = fresh();
    let answer = write(&router, "POST", &format!("{ROOT}/tenders"), json!({"title": "x"})).await;
    let body = answer.json();
    let id = body["data"]["id"].as_str().unwrap();
    assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    let location = answer.header("location").unwrap();
    assert_eq!(location, format!("http://{HOST}/sandbox{ROOT}/tenders/{id}"));
    assert_eq!(body["data"]["tenderID"], format!("UA-{id}"));
    assert_eq!(body["data"]["status"], "active.enquiries", "published at once");
    assert_eq!(body["access"]["token"].as_str().unwrap().len(), 32);
    let bid = write(&router, "POST", &format!("{ROOT}/tenders/{id}/bidders"), json!({})).await;
    assert!(bid.json().get("access").is_none(), "a bid answers no token");
    let again = write(&fresh(), "POST", &format!("{ROOT}/tenders"), json!({})).await;
    assert_eq!(again.json()["data"]["id"], id, "the same ids for the same writes");
}

#[tokio::test]
async fn a_wrong_token_is_refused_and_none_is_not_missed() {
    let router = fresh();
    let created = write(&router, "POST", &format!("{ROOT}/tenders"), json!({})).await.json();
    let path = format!("{ROOT}/tenders/{}", created["data"]["id"].as_str().unwrap());
    let token = created["access"]["token"].as_str().unwrap();
    assert_eq!(write(&router, "PATCH", &path, json!({"title": "no token"})).await.status, 200);
    let json_type = ("content-type", "application/json");
    let body = || br#"{"data":{"title":"y"}}"#.to_vec();
    for (token, status) in [(token, 200), ("another", 403)] {
        let by_query = call(&router, "PATCH", &format!("{path}?acc_token={token}"), &[json_type], body()).await;
        let by_header = call(&router, "PATCH", &path, &[json_type, ("x-access-token", token)], body()).await;
        let in_body = json!({"data": {"title": "z"}, "access": {"token": token}}).to_string().into_bytes();
        let in_body = call(&router, "PATCH", &path, &[json_type], in_body).await;
        assert_eq!([by_query, by_header, in_body].map(|answer| answer.status.as_u16()), [status; 3]);
    }
    let refused = write(&router, "PATCH", &format!("{path}?acc_token=x"), json!({})).await;
    assert_eq!(errors(&refused), error("url", "permission", json!("Forbidden")));
}

#[tokio::test]
async fn what_only_the_server_sets_is_ignored_on_input() {
    let router = fresh();
    let data = json!({"id": "1", "doc_id": "2", "tenderID": "3", "modified": "2000-01-01T00:00:00", "title": "kept"});
    let path = tender(&router, ROOT, data).await;
    let read = get(&router, &path).await.json()["data"].clone();
    assert!(path.ends_with(read["id"].as_str().unwrap()) && read.get("doc_id").is_none());
    assert!(read["tenderID"].as_str().unwrap().starts_with("UA-"));
    assert!(read["modified"].as_str().unwrap().starts_with("2026-"));
    assert_eq!(read["title"], "kept");
}

#[tokio::test]
async fn a_patch_answers_only_what_it_changed() {
    let router = fresh();
    let path = tender(&router, ROOT, json!({"title": "x", "totalValue": value(500)})).await;
    let changes = json!({"totalValue": {"amount": 600}, "itemsToBeProcured": [{"quantity": 6}]});
    let answer = write(&router, "PATCH", &path, changes.clone()).await.json()["data"].clone();
    let mut names: Vec<&str> = answer.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["id", "itemsToBeProcured", "modified", "tenderID", "totalValue"]);
    assert_eq!(answer["totalValue"], changes["totalValue"], "not even the whole of a changed member");
    let read = get(&router, &path).await.json()["data"].clone();
    assert_eq!(read["itemsToBeProcured"][0], json!({"quantity": 6, "valuePerUnit": null}), "absent: null");
}

#[tokio::test]
async fn the_location_of_an_award_is_followed_by_stray_text() {
    let router = fresh();
    let path = tender(&router, ROOT, json!({})).await;
    let answer = write(&router, "POST", &format!("{path}/awards"), json!({"awardStatus": "pending"})).await;
    let id = answer.json()["data"]["awardID"].as_str().unwrap().to_owned();
    let location = answer.header("location").unwrap();
    assert_eq!(location, format!("http://{HOST}/sandbox{path}/awards/{id} HTTP/1.1"));
    let read = get(&router, &local(&json!(location.trim_end_matches(" HTTP/1.1")))).await.json();
    assert_eq!(read["data"]["awardStatus"], "pending");
    let changed = write(&router, "PATCH", &format!("{path}/awards/{id}"), json!({"awardStatus": "active"})).await;
    assert_eq!(changed.json()["data"]["awardStatus"], "active");
}

#[tokio::test]
async fn the_auction_tells_bare_amounts_a_step_and_a_start() {
    let router = fresh();
    let data = json!({"totalValue": value(500), "tenderPeriod": {"endDate": "2014-11-06T10:00:00"}});
    let path = tender(&router, ROOT, data).await;
    for amount in [500, 485] {
        write(&router, "POST", &format!("{path}/bidders"), json!({"totalValue": value(amount)})).await;
    }
    let auction = get(&router, &format!("{path}/auction")).await.json()["data"].clone();
    assert_eq!(auction["bids"], json!([{"amount": 500, "currency": "UAH"}, {"amount": 485, "currency": "UAH"}]));
    assert_eq!(auction["minimalStep"], json!({"amount": 35, "currency": "UAH"}));
    assert_eq!(auction["period"], json!({"startDate": "2014-11-06T12:00:00"}));
    let one = json!({"bids": [{"amount": 400, "currency": "UAH"}]});
    let refused = write(&router, "PATCH", &format!("{path}/auction"), one).await;
    assert_eq!((refused.status.as_u16(), errors(&refused)[0].1.as_str()), (422, "bids"), "one result for two bids");
    assert_eq!(write(&router, "POST", &format!("{path}/auction"), json!({})).await.status, 405, "results are a PATCH");
}

#[tokio::test]
async fn documents_are_uploaded_versioned_and_downloaded() {
    let router = fresh();
    let path = tender(&router, ROOT, json!({})).await;
    let first = upload(&router, "POST", &format!("{path}/documents"), "Criteria.pdf", "one").await;
    let document = local(&json!(first.header("location").unwrap()));
    let data = first.json()["data"].clone();
    assert_eq!((data["title"].as_str(), data["format"].as_str()), (Some("Criteria.pdf"), Some("text/plain")));
    assert!(document.ends_with(data["id"].as_str().unwrap()));
    let second = upload(&router, "PUT", &document, "Criteria-v2.pdf", "two").await;
    assert_eq!((second.status.as_u16(), &second.json()["data"]["id"]), (200, &data["id"]));
    assert_eq!(second.json()["data"]["datePublished"], data["datePublished"]);
    let list = get(&router, &format!("{path}/documents")).await.json();
    assert_eq!(list["data"].as_array().unwrap().len(), 1, "the latest version only");
    assert_eq!(list["data"][0]["title"], "Criteria-v2.pdf");
    assert_eq!(get(&router, &document).await.text(), "two", "without a key the latest file");
    let old = get(&router, &local(&data["url"])).await;
    assert_eq!((old.text().as_str(), old.header("content-type")), ("one", Some("text/plain")));
    assert_eq!(old.header("content-disposition"), Some("attachment; filename=Criteria.pdf"));
    let wrong = get(&router, &format!("{document}?download=x")).await;
    assert_eq!(errors(&wrong), error("url", "download", json!("Not Found")));
}

#[tokio::test]
async fn an_upload_without_a_file_is_not_found() {
    let router = fresh();
    let path = tender(&router, ROOT, json!({})).await;
    let answer = write(&router, "POST", &format!("{path}/documents"), json!({})).await;
    assert_eq!((answer.status.as_u16(), errors(&answer)), (404, error("body", "file", json!("Not Found"))));
}

#[tokio::test]
async fn bids_of_both_names_have_documents_and_can_be_changed_and_cancelled() {
    let router = fresh();
    let path = tender(&router, ROOT, json!({})).await;
    for name in ["bidders", "bids"] {
        let bid = write(&router, "POST", &format!("{path}/{name}/"), json!({"totalValue": value(9)})).await;
        let bid = local(&json!(bid.header("location").unwrap()));
        assert!(bid.starts_with(&format!("{path}/{name}/")));
        let document = upload(&router, "POST", &format!("{bid}/documents"), "Proposal.pdf", "an offer").await;
        let document = local(&json!(document.header("location").unwrap()));
        assert_eq!(get(&router, &document).await.text(), "an offer");
        let changed = write(&router, "PATCH", &bid, json!({"totalValue": {"amount": 8}})).await.json();
        assert_eq!(changed["data"]["totalValue"], value(8));
        assert_eq!(call(&router, "DELETE", &bid, &[], Vec::new()).await.status, 200);
        assert_eq!(errors(&get(&router, &bid).await), error("url", "id", json!("Not Found")));
    }
    let list = get(&router, &format!("{path}/bidders")).await.json();
    assert_eq!(list["data"], json!([]));
}

#[tokio::test]
async fn what_is_over_takes_no_more_writes() {
    let router = fresh();
    let path = tender(&router, ROOT, json!({})).await;
    assert_eq!(write(&router, "PATCH", &path, json!({"status": "cancelled"})).await.status, 200);
    for (method, path) in [
        ("PATCH", path.clone()),
        ("PUT", path.clone()),
        ("POST", format!("{path}/bidders")),
        ("POST", format!("{path}/awards")),
    ] {
        let data = if path.ends_with("awards") { json!({"awardStatus": "active"}) } else { json!({}) };
        let answer = write(&router, method, &path, data).await;
        assert_eq!(answer.status, 403, "{method} {path}");
        let (location, name, description) = errors(&answer).remove(0);
        assert_eq!((location.as_str(), name.as_str()), ("body", "data"));
        assert!(description.as_str().unwrap().ends_with("in current tender status"), "{description}");
    }
}

#[tokio::test]
async fn a_put_replaces_the_tender_and_keeps_what_hangs_on_it() {
    let router = fresh();
    let path = tender(&router, ROOT, json!({"title": "x", "description": "d"})).await;
    write(&router, "POST", &format!("{path}/bidders"), json!({})).await;
    let answer = write(&router, "PUT", &path, json!({"title": "y", "bids": []})).await.json();
    assert_eq!((answer["data"]["title"].as_str(), answer["data"].get("description")), (Some("y"), None));
    assert_eq!(answer["data"]["bids"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn trailing_slashes_are_tolerated() {
    let router = fresh();
    for path in [format!("{ROOT}/tenders/"), format!("{ROOT}/tenders/{EXAMPLE}/"), format!("{ROOT}/spore/")] {
        assert_eq!(get(&router, &path).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn the_service_describes_itself_without_an_envelope() {
    let spore = get(&fresh(), &format!("{ROOT}/spore")).await.json();
    assert!(spore.get("data").is_none());
    assert_eq!(spore["base_url"], format!("http://{HOST}/sandbox{ROOT}"));
    assert_eq!(spore["methods"]["tender"]["path"], "/tenders/:tender_id");
}

#[tokio::test]
async fn a_reset_forgets_what_was_written() {
    let router = fresh();
    let path = tender(&router, ROOT, json!({})).await;
    let before = format!("{ROOT}/tenders/{EXAMPLE}");
    assert_eq!(call(&router, "POST", "/reset", &[], Vec::new()).await.status, 200);
    assert_eq!((get(&router, &path).await.status.as_u16(), get(&router, &before).await.status.as_u16()), (404, 200));
    assert_eq!(call(&router, "POST", "/reset?empty", &[], Vec::new()).await.status, 200);
    let feed = get(&router, &format!("{ROOT}/tenders")).await.json();
    assert_eq!(feed["data"], json!([]));
}
