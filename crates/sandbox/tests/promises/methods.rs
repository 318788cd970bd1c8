//! What holds for every method: routes by method, HEAD, bodies with a limit, preflights, the reset.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use crate::client::{Answer, HOST, ask, generated, send};

const RECORD: &str = "/sandbox/peru/api/v1/record/ocds-dgv273-seacev3-2024-2407-110";

async fn with_method(method: &str, path: &str, body: impl Into<Body>) -> Answer {
    let request = Request::builder().method(method).uri(path).header("host", HOST).body(body.into()).unwrap();
    send(&generated(), request).await
}

#[tokio::test]
async fn a_method_no_row_has_is_refused_with_those_that_are_allowed() {
    let answer = with_method("DELETE", RECORD, "").await;
    assert_eq!((answer.status, answer.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, Some("GET")));
    assert!(answer.header("access-control-expose-headers").unwrap().contains("allow"));
    assert_eq!(with_method("POST", "/sandbox/peru/nowhere", "").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn head_answers_the_headers_of_get_without_its_body() {
    let whole = ask(&generated(), RECORD.strip_prefix("/sandbox").unwrap()).await;
    let head = with_method("HEAD", RECORD, "").await;
    assert_eq!((head.status, head.header("content-type")), (StatusCode::OK, whole.header("content-type")));
    assert_eq!(head.header("content-length"), Some(whole.body.len().to_string().as_str()));
    assert!(head.body.is_empty());
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused() {
    let answer = with_method("POST", RECORD, vec![b' '; 8 * 1024 * 1024 + 1]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", answer.text());
}

#[tokio::test]
async fn a_preflight_allows_what_writes_send() {
    let answer = with_method("OPTIONS", RECORD, "").await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let allowed = |header, values: &[&str]| {
        let header = answer.header(header).unwrap();
        assert!(values.iter().all(|value| header.split(", ").any(|known| known == *value)), "{header}");
    };
    allowed("access-control-allow-methods", &["PUT", "PATCH", "DELETE", "POST", "GET"]);
    allowed("access-control-allow-headers", &["authorization", "content-type", "x-access-token"]);
    let answer = with_method("HEAD", RECORD, "").await;
    assert!(answer.header("access-control-expose-headers").unwrap().contains("location"));
}

#[tokio::test]
async fn the_reset_takes_a_post() {
    assert_eq!(with_method("POST", "/sandbox/reset", "").await.status, StatusCode::OK);
    let answer = with_method("GET", "/sandbox/reset", "").await;
    assert_eq!((answer.status, answer.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, Some("POST")));
}
