//! Sends recorded requests to a sandbox through the client, and keeps what came back.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use serde_json::Value;
use tenderlens_core::client::{CacheLimits, Client, Host, Options};
use tenderlens_core::endpoint::{self, Endpoint, Publisher};
use tenderlens_core::protocol::http::{Payload, Request, Response, TransportError};
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::protocol::payload::Content;
use tenderlens_core::publishers::Registry;
use tenderlens_sandbox::{Recording, Sandbox};
use tower::ServiceExt;

use super::shape::{differences, learn_ids};

const PUBLISHER: &str = "openprocurement";

/// A sandbox in this process, and the last answer that the client got from it.
#[derive(Clone)]
pub struct InProcess {
    pub router: Router,
    pub last: Arc<Mutex<Option<Response>>>,
}

impl Host for InProcess {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        let mut builder = axum::http::Request::builder().method(request.method.name()).uri(request.address());
        builder = builder.header("host", "127.0.0.1:1");
        for (name, value) in request.headers() {
            builder = builder.header(name, value);
        }
        let body = match &request.payload {
            Payload::None => Body::empty(),
            Payload::Bytes { bytes, .. } => Body::from(bytes.clone()),
        };
        let answer = self.router.clone().oneshot(builder.body(body).unwrap()).await.unwrap();
        let (head, body) = answer.into_parts();
        let headers = head.headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
        let response = Response {
            status: head.status.as_u16(),
            headers: headers.collect(),
            body: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
        };
        *self.last.lock().unwrap() = Some(response.clone());
        Ok(response)
    }

    async fn sleep(&self, _: Duration) {}

    fn now_ms(&self) -> u64 {
        1_795_262_400_000
    }

    fn random(&self) -> f64 {
        0.5
    }
}

pub struct Desk {
    client: Client<InProcess>,
    publisher: Publisher,
    base: String,
    /// Ours by the recorded ones.
    pub ids: BTreeMap<String, String>,
}

/// A recorded request and its answer.
#[derive(Debug, Clone)]
pub struct Exchange {
    pub method: String,
    pub path: String,
    pub content_type: Option<String>,
    /// What stands in `data`.
    pub data: Option<Value>,
    pub status: u16,
    pub has_location: bool,
    pub answer: Value,
}

impl Exchange {
    pub fn read(exchange: &Value) -> Self {
        let (request, response) = (&exchange["request"], &exchange["response"]);
        let text = |value: &Value| value.as_str().map(str::to_owned);
        Self {
            method: text(&request["method"]).unwrap(),
            path: text(&request["path"]).unwrap(),
            content_type: text(&request["headers"]["Content-Type"]),
            data: request.get("body").map(|body| body["data"].clone()),
            status: u16::try_from(response["status"].as_u64().unwrap()).unwrap(),
            has_location: response["headers"]["Location"].is_string(),
            answer: response["body"].clone(),
        }
    }
}

impl Desk {
    /// Before a new server of that form, or before one that holds a recording.
    pub async fn new(form: &str, recording: Option<&Path>) -> Self {
        let registry = Registry::builtin();
        let mut sandbox = Sandbox::new(registry.clone(), "2026-11-21T12:00:00Z".parse().unwrap());
        if let Some(folder) = recording {
            sandbox = sandbox.with_recording(PUBLISHER, Recording::read(folder).unwrap()).unwrap();
        }
        let host = InProcess { router: sandbox.router(), last: Arc::default() };
        if recording.is_none() {
            let reset = Request { method: endpoint::Method::Post, ..Request::get("/sandbox/reset?empty", "*/*") };
            host.send(&reset).await.unwrap();
        }
        let base = format!("http://127.0.0.1:1/sandbox/{PUBLISHER}@{form}");
        let bases = [(PUBLISHER.to_owned(), base.clone())].into();
        let cache = CacheLimits { bytes: 0, ..CacheLimits::default() };
        let publisher = *registry.publisher(PUBLISHER).unwrap();
        let client = Client::new(registry, host, Options { bases, cache, ..Options::default() });
        Self { client, publisher, base, ids: BTreeMap::new() }
    }

    /// The row that a recorded path belongs to, and the values in it, as ours.
    fn row(&self, method: &str, path: &str) -> Option<(&'static Endpoint, Parameters)> {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let segments: Vec<&str> = path.strip_prefix(self.publisher.base_path)?.trim_matches('/').split('/').collect();
        let ours = |text: &str| self.ids.get(text).map_or(text, String::as_str).to_owned();
        let rows = self.publisher.endpoints.iter().filter(|row| row.method.name() == method);
        let mut found = rows.filter_map(|row| {
            let template: Vec<&str> = row.path.trim_matches('/').split('/').collect();
            let mut values = Parameters::new();
            for (part, segment) in template.iter().zip(&segments) {
                match part.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
                    Some(name) => drop(values.insert(name.to_owned(), ours(segment))),
                    None if part == segment => {}
                    None => return None,
                }
            }
            (template.len() == segments.len()).then_some((row, values))
        });
        let (row, mut values) = found.next()?;
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        values.extend(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        Some((row, values))
    }

    /// Sends what was sent; `Err` says why the client cannot.
    pub async fn send(&self, exchange: &Exchange) -> Result<Response, String> {
        let (row, values) = self.row(&exchange.method, &exchange.path).ok_or("no row of the table has this path")?;
        if row.is_write() && !row.body_is_file() && exchange.data.is_none() {
            self.send_what_the_client_never_sends(exchange).await;
        } else {
            let call = self.client.call(PUBLISHER, row.id, &values).map_err(|failure| failure.to_string())?;
            match &exchange.data {
                // The status is compared below: a refusal is an answer, too.
                None if !row.is_write() => drop(self.client.fetch(&call, &|_| {}).await),
                None => {
                    let name = exchange.answer["data"]["title"].as_str().unwrap();
                    let file = Content::File { name, media_type: "text/plain", bytes: b"a file" };
                    drop(self.client.write(&call, file, &|_| {}).await);
                }
                Some(data) => drop(self.client.write(&call, Content::Data(&data.to_string()), &|_| {}).await),
            }
        }
        let answered = self.client.host().last.lock().unwrap().take();
        answered.ok_or_else(|| "the client sent nothing".to_owned())
    }

    /// A write without a type or without a body: below the client, by its host.
    async fn send_what_the_client_never_sends(&self, exchange: &Exchange) {
        assert_eq!(exchange.method, "POST", "no other write was recorded without a body");
        let payload = match &exchange.content_type {
            Some(content_type) => Payload::Bytes { content_type: content_type.clone(), bytes: Vec::new() },
            None => Payload::None,
        };
        let url = format!("{}{}", self.base, exchange.path);
        let request = Request { method: endpoint::Method::Post, payload, ..Request::get(url, "application/json") };
        self.client.host().send(&request).await.unwrap();
    }

    /// Sends what was sent and compares what comes back; the differences, in words.
    pub async fn replay(&mut self, exchange: &Exchange) -> Vec<String> {
        let response = match self.send(exchange).await {
            Ok(response) => response,
            Err(reason) => return vec![reason],
        };
        let answer: Value = serde_json::from_slice(&response.body).unwrap_or_default();
        learn_ids(&exchange.answer, &answer, &mut self.ids);
        let mut found = differences(&exchange.answer, &answer);
        if response.status != exchange.status {
            found.push(format!("status {}, not {}: {answer}", response.status, exchange.status));
        }
        if response.header("location").is_some() != exchange.has_location {
            found.push(format!("Location is {:?}", response.header("location")));
        }
        found
    }

    /// Does what happened between two recorded exchanges; it must succeed.
    pub async fn stage(&mut self, method: &str, path: &str, data: Value) -> Value {
        let exchange = Exchange {
            method: method.to_owned(),
            path: path.to_owned(),
            content_type: None,
            data: Some(data),
            status: 200,
            has_location: false,
            answer: Value::Null,
        };
        let response = self.send(&exchange).await.unwrap();
        assert!(response.status < 300, "{method} {path}: {}", String::from_utf8_lossy(&response.body));
        serde_json::from_slice(&response.body).unwrap()
    }
}

trait IsFile {
    fn body_is_file(&self) -> bool;
}

impl IsFile for Endpoint {
    fn body_is_file(&self) -> bool {
        self.body == endpoint::Body::File
    }
}
