//! Asks a sandbox in this process.

use std::sync::OnceLock;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::Value;
use tenderlens_core::publishers::Registry;
use tenderlens_sandbox::Sandbox;
use tower::ServiceExt;

pub const NOW: &str = "2026-11-21T12:00:00Z";
pub const HOST: &str = "sandbox.example:8137";

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|problem| panic!("{problem}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

/// A sandbox over the generated world, shared by all tests that switch no fault.
pub fn generated() -> Router {
    static SHARED: OnceLock<Router> = OnceLock::new();
    SHARED.get_or_init(fresh).clone()
}

/// A sandbox of one's own.
pub fn fresh() -> Router {
    at(NOW)
}

pub fn at(now: &str) -> Router {
    Sandbox::new(Registry::builtin(), now.parse().unwrap()).router()
}

pub async fn send(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let (head, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    Answer { status: head.status, headers: head.headers, body }
}

pub fn get(path: &str) -> Request<Body> {
    Request::get(path).header("host", HOST).body(Body::empty()).unwrap()
}

/// GET of a path below `/sandbox`.
pub async fn ask(router: &Router, path: &str) -> Answer {
    send(router, get(&format!("/sandbox{path}"))).await
}

/// GET of a path that must answer 200 with JSON.
pub async fn read(router: &Router, path: &str) -> Value {
    let answer = ask(router, path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.json()
}

/// The part of an absolute link that [`read`] takes; checks that it leads back to this sandbox.
pub fn local(link: &Value) -> String {
    let link = link.as_str().unwrap_or_else(|| panic!("no link: {link}"));
    let start = format!("http://{HOST}/sandbox");
    link.strip_prefix(&start).unwrap_or_else(|| panic!("leads elsewhere: {link}")).to_owned()
}

/// The texts at a JSON Pointer of every entry of a list.
pub fn texts(list: &Value, pointer: &str) -> Vec<String> {
    let list = list.as_array().unwrap_or_else(|| panic!("not a list: {list}"));
    list.iter().filter_map(|entry| Some(entry.pointer(pointer)?.as_str()?.to_owned())).collect()
}

pub fn count(list: &Value) -> usize {
    list.as_array().map_or(0, Vec::len)
}
