//! A request as a dialect sees it, and its answer.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use axum::http::{HeaderMap, Method, StatusCode};
use percent_encoding::percent_decode_str;
use tenderlens_core::endpoint::{Endpoint, Publisher};

use crate::json::Object;

/// A request below a publisher's mount, as sent.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'a> {
    /// GET for a HEAD: the router leaves the body away.
    pub method: &'a Method,
    pub path: &'a str,
    /// Without `?`.
    pub query: &'a str,
    pub headers: &'a HeaderMap,
    pub body: &'a [u8],
    /// Scheme, host and mount of the publisher: `http://127.0.0.1:8137/sandbox/uk`.
    pub base: &'a str,
    /// One of the dialect's forms ([`crate::dialect::Dialect::forms`]); empty for the usual one.
    pub form: &'a str,
}

/// A request that found its row.
#[derive(Debug)]
pub struct Call<'a> {
    pub publisher: &'a Publisher,
    pub row: &'static Endpoint,
    pub path: BTreeMap<&'static str, String>,
    pub query: Query,
    /// Path below the publisher's mount, as sent.
    pub raw_path: &'a str,
    /// Scheme, host and mount of the publisher.
    pub base: &'a str,
    pub form: &'a str,
    pub headers: &'a HeaderMap,
    pub body: &'a [u8],
    /// The sandbox's clock, in seconds since 1970.
    pub now: i64,
}

impl Call<'_> {
    /// The value of a path or query parameter; an empty one counts as absent.
    pub fn value(&self, name: &str) -> Option<&str> {
        let value = self.path.get(name).map(String::as_str).or_else(|| self.query.get(name));
        value.filter(|value| !value.is_empty())
    }

    /// A header that is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The address as it was asked for.
    pub fn uri(&self) -> String {
        let separator = if self.query.raw.is_empty() { "" } else { "?" };
        format!("{}{}{separator}{}", self.base, self.raw_path, self.query.raw)
    }

    /// The same address with one query parameter set to a value, which is written as given.
    pub fn uri_with(&self, name: &str, value: &str) -> String {
        let others = self.query.raw.split('&').filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(name));
        let mut query = others.collect::<Vec<_>>().join("&");
        if !query.is_empty() {
            query.push('&');
        }
        format!("{}{}?{query}{name}={value}", self.base, self.raw_path)
    }
}

/// The query of a request.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// As sent, without `?`.
    pub raw: String,
    pairs: Vec<(String, String)>,
}

impl Query {
    pub fn read(raw: &str) -> Self {
        let pairs = raw.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        });
        Self { raw: raw.to_owned(), pairs: pairs.collect() }
    }

    /// The first value of that name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.pairs.iter().map(|(name, _)| name.as_str())
    }
}

/// `+` stays: cursors in base64 contain it, and no other value needs it for a space.
fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// What is sent back, before faults and CORS.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: StatusCode,
    pub content_type: Cow<'static, str>,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// Instead of `body`.
    pub streamed: Option<Streamed>,
}

/// A body that is too large to be held: written while it is sent.
#[derive(Debug, Clone, Copy)]
pub struct Streamed {
    pub write: fn(&mut dyn Write, u64) -> io::Result<()>,
    /// How much is wanted, in the writer's own measure.
    pub size: u64,
}

pub const JSON: &str = "application/json";
pub const TEXT: &str = "text/plain";

impl Answer {
    pub fn new(status: StatusCode, content_type: impl Into<Cow<'static, str>>, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type: content_type.into(), headers: Vec::new(), body: body.into(), streamed: None }
    }

    pub fn streamed(content_type: &'static str, streamed: Streamed) -> Self {
        Self { streamed: Some(streamed), ..Self::new(StatusCode::OK, content_type, Vec::new()) }
    }

    pub fn json(body: impl Into<Vec<u8>>) -> Self {
        Self::new(StatusCode::OK, JSON, body)
    }

    /// The body handed to a JavaScript function (JSON-P), where one is named; a name that is none is
    /// overlooked.
    pub fn in_callback(mut self, name: Option<&str>) -> Self {
        let is_part = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '$' | '.');
        if let Some(name) = name.filter(|name| !name.is_empty() && name.chars().all(is_part)) {
            self.body = [name.as_bytes(), b"(", &self.body, b");"].concat();
            self.content_type = "application/javascript; charset=utf-8".into();
        }
        self
    }

    /// An error of the sandbox itself, not of a publisher.
    pub fn error(status: StatusCode, problem: &str) -> Self {
        Self::new(status, JSON, Object::new().text("error", problem).done())
    }

    pub fn with_header(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn queries_are_decoded_once() {
        let query = Query::read("a=1%2C2&b=x+y==&&flag&a=3");
        assert_eq!(query.get("a"), Some("1,2"));
        assert_eq!(query.get("b"), Some("x+y=="));
        assert_eq!(query.get("flag"), Some(""));
        assert_eq!(query.names().count(), 4);
    }
}
