//! The sandbox describes itself.

use axum::http::StatusCode;

use crate::client::{ask, generated, get, send};

#[tokio::test]
async fn the_description_is_json_for_programs() {
    let router = generated();
    let mut request = get("/sandbox/");
    request.headers_mut().insert("accept", "application/json".parse().unwrap());
    let description = send(&router, request).await.json();
    assert_eq!(description["now"], "2026-11-21T12:00:00Z");
    assert_eq!(description["publishers"][1]["id"], "uk");
    assert_eq!(description["publishers"][1]["data"], "generated");
    assert!(description["writes"].as_str().unwrap().contains("/sandbox/reset"));
    assert!(description["faults"]["how"].as_str().unwrap().contains("x-sandbox-fault"));
    for publisher in description["publishers"].as_array().unwrap() {
        if publisher["data"] == "fixtures" {
            continue;
        }
        for endpoint in publisher["endpoints"].as_array().unwrap() {
            if endpoint["method"] != "GET" {
                continue;
            }
            let example = endpoint["example"].as_str().unwrap();
            let answer = send(&router, get(example)).await;
            assert_eq!(answer.status, StatusCode::OK, "{example}");
        }
    }
}

#[tokio::test]
async fn the_description_is_a_page_for_people() {
    let router = generated();
    for path in ["", "/"] {
        let answer = ask(&router, path).await;
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
        let page = answer.text();
        assert!(
            page.contains("UK Find a Tender") && page.contains("2026-11-21T12:00:00Z") && page.contains("rate-limited")
        );
    }
}

#[tokio::test]
async fn an_unknown_publisher_is_told_the_known_ones() {
    let answer = ask(&generated(), "/atlantis/api").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text().contains("known are peru, uk"), "{}", answer.text());
}
