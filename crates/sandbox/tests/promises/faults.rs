//! Faults on demand.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use serde_json::json;
use tower::ServiceExt;

use crate::client::{Answer, ask, fresh, generated, get, send};

const RECORD: &str = "/peru/api/v1/record/ocds-dgv273-seacev3-2024-2407-110";

async fn with_fault(router: &Router, fault: &str) -> Answer {
    let mut request = get(&format!("/sandbox{RECORD}"));
    request.headers_mut().insert("x-sandbox-fault", fault.parse().unwrap());
    send(router, request).await
}

async fn switch(router: &Router, method: &str, body: &str) -> Answer {
    let request = Request::builder().method(method).uri("/sandbox/faults").body(Body::from(body.to_owned())).unwrap();
    send(router, request).await
}

#[tokio::test]
async fn a_request_can_ask_for_a_status() {
    let router = generated();
    for (fault, status, retry_after) in [
        ("rate-limited", 429, None),
        ("rate-limited:2", 429, Some("2")),
        ("unavailable:7", 503, Some("7")),
        ("server-error", 500, None),
        ("forbidden", 403, None),
    ] {
        let answer = with_fault(&router, fault).await;
        assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (status, retry_after), "{fault}");
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"), "{fault}");
        assert!(answer.header("access-control-expose-headers").unwrap().contains("retry-after"));
    }
    assert_eq!(with_fault(&router, "earthquake").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_request_can_ask_for_a_wrong_body() {
    let router = generated();
    let whole = ask(&router, RECORD).await;
    let html = with_fault(&router, "html").await;
    assert_eq!((html.status, html.header("content-type")), (StatusCode::OK, Some("text/html; charset=utf-8")));
    let bad = with_fault(&router, "bad-json").await;
    assert_eq!((bad.status, bad.header("content-type")), (StatusCode::OK, Some("application/json")));
    assert!(serde_json::from_slice::<serde_json::Value>(&bad.body).is_err());
    assert_eq!(bad.body.len(), whole.body.len() + 1);
}

const UK: &str = "/uk/api/1.0/ocdsReleasePackages";

async fn faulty(router: &Router, path: &str, fault: &str) -> Answer {
    let mut request = get(&format!("/sandbox{path}"));
    request.headers_mut().insert("x-sandbox-fault", fault.parse().unwrap());
    send(router, request).await
}

#[tokio::test]
async fn amounts_can_be_no_numbers_as_find_a_tenders_once_were() {
    let router = generated();
    let path = format!("{UK}?stages=award&limit=20");
    let answer = faulty(&router, &path, "bad-numbers").await;
    let text = answer.text();
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!((text.matches("\"amount\": 000").count(), text.matches("\"amount\":1e9999").count()), (1, 1));
    assert!(serde_json::from_str::<serde_json::Value>(&text).is_err());
    assert!(serde_json::from_str::<serde_json::Value>(&ask(&router, &path).await.text()).is_ok());
}

#[tokio::test]
async fn the_next_page_can_be_unnamed() {
    let router = generated();
    for path in [format!("{UK}?limit=5"), "/peru/api/v1/records".to_owned(), "/peru/api/v1/releasesAfter".to_owned()] {
        assert!(ask(&router, &path).await.json()["links"]["next"].is_string(), "{path}");
        let page = faulty(&router, &path, "no-next").await.json();
        assert!(page["links"].get("next").is_none() && page["links"].is_object(), "{path}");
    }
}

#[tokio::test]
async fn paging_can_loop() {
    let router = generated();
    let peru = faulty(&router, "/peru/api/v1/records?page=3", "loop").await.json();
    assert!(peru["links"]["next"].as_str().unwrap().ends_with("/records?page=2"), "{}", peru["links"]);
    let first = faulty(&router, &format!("{UK}?limit=5"), "loop").await.json();
    let second = crate::client::local(&first["links"]["next"]);
    let again = faulty(&router, &second, "loop").await.json();
    assert_eq!(crate::client::local(&again["links"]["next"]), second, "the second page leads to itself");
}

#[tokio::test]
async fn long_windows_silently_miss_notices_that_quarter_days_have() {
    let router = generated();
    let ids = async |window: &str, fault: Option<&str>| {
        let path = format!("{UK}?{window}&limit=100");
        let page = match fault {
            Some(fault) => faulty(&router, &path, fault).await.json(),
            None => ask(&router, &path).await.json(),
        };
        crate::client::texts(&page["releases"], "/id")
    };
    let day = "updatedFrom=2026-11-18T00:00:00&updatedTo=2026-11-18T23:59:59";
    let (whole, gaps) = (ids(day, None).await, ids(day, Some("long-windows")).await);
    assert!(gaps.len() < whole.len(), "{} of {}", gaps.len(), whole.len());
    let mut quarters = Vec::new();
    for (from, to) in
        [("00:00:00", "05:59:59"), ("06:00:00", "11:59:59"), ("12:00:00", "17:59:59"), ("18:00:00", "23:59:59")]
    {
        let quarter = format!("updatedFrom=2026-11-18T{from}&updatedTo=2026-11-18T{to}");
        quarters.extend(ids(&quarter, Some("long-windows")).await);
    }
    quarters.sort();
    let mut whole = whole;
    whole.sort();
    assert_eq!(quarters, whole, "quarters of a day are safe");
}

/// Every name of a fault stands in the documentation, too.
#[tokio::test]
async fn every_fault_is_documented() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/sandbox.md")).unwrap();
    let problem = with_fault(&generated(), "earthquake").await.text();
    let names = problem.split("known are ").nth(1).unwrap().split('"').next().unwrap();
    assert!(names.split(", ").count() > 15, "{names}");
    for name in names.split(", ") {
        assert!(page.contains(&format!("| `{name}`")), "{name} is not in docs/sandbox.md");
    }
}

#[tokio::test]
async fn a_front_proxy_answers_a_status_and_nothing_else() {
    let router = generated();
    for (fault, status) in [("empty", 502), ("empty:412", 412), ("empty:504", 504)] {
        let answer = faulty(&router, UK, fault).await;
        assert_eq!((answer.status.as_u16(), answer.body.len()), (status, 0), "{fault}");
    }
    assert_eq!(faulty(&router, UK, "empty:42").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn errors_can_come_with_200_or_any_status() {
    let router = generated();
    for (fault, status) in [("errors", 200), ("errors:404", 404)] {
        let answer = faulty(&router, UK, fault).await;
        assert_eq!(answer.status.as_u16(), status);
        assert!(answer.json()["errors"][0]["message"].is_string());
    }
    let router = fresh();
    switch(&router, "POST", r#"{"publisher":"uk","fault":"errors","status":410,"times":1}"#).await;
    assert_eq!(switch(&router, "GET", "").await.json()[0]["status"], 410);
    assert_eq!(ask(&router, UK).await.status.as_u16(), 410);
}

#[tokio::test]
async fn cors_can_be_missing() {
    let answer = with_fault(&generated(), "no-cors").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.headers.keys().all(|name| !name.as_str().starts_with("access-control")));
}

#[tokio::test]
async fn a_truncated_body_breaks_off_half_way_with_the_right_head() {
    let router = generated();
    let length = ask(&router, RECORD).await.body.len();
    let mut request = get(&format!("/sandbox{RECORD}"));
    request.headers_mut().insert("x-sandbox-fault", "truncated".parse().unwrap());
    let response = router.oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-length"], length.to_string());
    assert!(to_bytes(response.into_body(), usize::MAX).await.is_err());
}

#[tokio::test]
async fn a_slow_answer_takes_its_time() {
    let start = std::time::Instant::now();
    assert_eq!(with_fault(&generated(), "slow:120").await.status, StatusCode::OK);
    assert!(start.elapsed().as_millis() >= 120);
}

#[tokio::test]
async fn a_fault_is_switched_on_for_a_publisher_and_counts_down() {
    let router = fresh();
    let order = r#"{"publisher":"uk","fault":"rate-limited","times":2,"retryAfter":2}"#;
    assert_eq!(switch(&router, "POST", order).await.status, StatusCode::OK);
    let list = "/uk/api/1.0/ocdsReleasePackages?limit=1";
    assert_eq!(ask(&router, RECORD).await.status, StatusCode::OK, "another publisher");
    assert_eq!(ask(&router, list).await.header("retry-after"), Some("2"));
    assert_eq!(
        switch(&router, "GET", "").await.json(),
        json!([{"publisher": "uk", "fault": "rate-limited", "retryAfter": 2, "times": 1}])
    );
    assert_eq!(ask(&router, list).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(ask(&router, list).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_fault_without_times_stays_until_it_is_cleared() {
    let router = fresh();
    switch(&router, "POST", r#"{"fault":"server-error","urlContains":"record/"}"#).await;
    for _ in 0..3 {
        assert_eq!(ask(&router, RECORD).await.status, StatusCode::INTERNAL_SERVER_ERROR);
    }
    assert_eq!(ask(&router, "/peru/api/v1/records").await.status, StatusCode::OK, "another address");
    assert_eq!(switch(&router, "DELETE", "").await.json(), json!([]));
    assert_eq!(ask(&router, RECORD).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_wrong_order_is_explained() {
    let router = fresh();
    let answer = switch(&router, "POST", r#"{"publisher":"uk","fault":"flood"}"#).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.json()["error"].as_str().unwrap().contains("known are rate-limited"));
    assert_eq!(switch(&router, "PUT", "").await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn preflights_are_answered_and_use_up_no_fault() {
    let router = fresh();
    switch(&router, "POST", r#"{"publisher":"peru","fault":"server-error","times":1}"#).await;
    let request = Request::options(format!("/sandbox{RECORD}")).body(Body::empty()).unwrap();
    let answer = send(&router, request).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert!(answer.header("access-control-allow-headers").unwrap().contains("x-sandbox-fault"));
    assert_eq!(ask(&router, RECORD).await.status, StatusCode::INTERNAL_SERVER_ERROR);
}

/// Over a real connection: only there can one be closed without a response.
#[tokio::test]
async fn a_dead_publisher_closes_the_connection_without_a_response() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(tenderlens_sandbox::serve(listener, generated(), std::future::pending()));
    for (fault, expected) in [("dead", ""), ("server-error", "HTTP/1.1 500")] {
        let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
        let request = format!(
            "GET /sandbox{RECORD} HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-sandbox-fault: {fault}\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        // A reset is as good as an end.
        let _ = stream.read_to_end(&mut answer).await;
        let answer = String::from_utf8(answer).unwrap();
        assert_eq!(answer.get(..expected.len()), Some(expected));
        assert_eq!(answer.is_empty(), expected.is_empty(), "{fault}: {answer}");
    }
    server.abort();
}
