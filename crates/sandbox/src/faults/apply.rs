//! What each fault does to an answer.

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, Response, StatusCode};
use futures::stream::{StreamExt, iter, once};

use super::{Kind, stream};
use crate::call::{Answer, JSON, TEXT};
use crate::dialect::Dialect;

const HTML: &str = "text/html; charset=utf-8";
const PAGE: &str =
    "<!doctype html><html><head><title>Maintenance</title></head><body><h1>Under maintenance</h1></body></html>";
const REFUSAL: &str =
    "<!doctype html><html><head><title>403 Forbidden</title></head><body><h1>Forbidden</h1></body></html>";

/// A streamed body that breaks off gets this far.
const BROKEN_OFF: usize = 300_000;

/// Marks a response that must not be sent: the server closes the connection instead.
#[derive(Debug, Clone, Copy)]
pub struct Dropped;

/// Waits, or answers in place of the publisher.
pub async fn before(fault: Option<Kind>, dialect: &dyn Dialect) -> Option<Answer> {
    let status = |status: StatusCode, body: &str, wait: Option<u64>| {
        let answer = Answer::new(status, TEXT, body);
        match wait {
            Some(seconds) => answer.with_header(RETRY_AFTER.as_str(), seconds.to_string()),
            None => answer,
        }
    };
    let answer = match fault? {
        Kind::Slow(ms) => {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            return None;
        }
        Kind::RateLimited(wait) => status(StatusCode::TOO_MANY_REQUESTS, dialect.too_many_requests(), wait),
        Kind::Unavailable(wait) => status(StatusCode::SERVICE_UNAVAILABLE, dialect.unavailable(), wait),
        Kind::Html => Answer::new(StatusCode::OK, HTML, PAGE),
        Kind::ServerError => status(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error", None),
        Kind::Forbidden => Answer::new(StatusCode::FORBIDDEN, HTML, REFUSAL),
        Kind::Errors(number) => Answer { status: code(number), ..Answer::json(dialect.error_body(number)) },
        Kind::Empty(number) => status(code(number), "", None),
        Kind::Dead | Kind::Truncated | Kind::NoCors | Kind::BadJson => return None,
        // Of the answer or after it.
        Kind::BadNumbers | Kind::NoNext | Kind::LongWindows | Kind::Loop | Kind::ErrorStatus(_) | Kind::Changing => {
            return None;
        }
    };
    Some(answer)
}

fn code(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap_or(StatusCode::BAD_GATEWAY)
}

/// The response, damaged where the fault says so.
pub fn after(fault: Option<Kind>, answer: Answer) -> Response<Body> {
    match fault {
        Some(Kind::Dead) => dropped(),
        // What is streamed has no half: it breaks off after some bytes.
        fault if answer.streamed.is_some() => {
            let most = if fault == Some(Kind::Truncated) { BROKEN_OFF } else { usize::MAX };
            let body = answer.streamed.map(|streamed| stream::body(streamed, most)).unwrap_or_default();
            head(answer).0.map(|()| body)
        }
        Some(Kind::Truncated) => truncated(answer),
        Some(Kind::BadJson) => response(Answer { status: StatusCode::OK, content_type: JSON.into(), ..broken(answer) }),
        _ => response(answer),
    }
}

fn response(answer: Answer) -> Response<Body> {
    let (head, body) = head(answer);
    head.map(|()| Body::from(body))
}

fn head(answer: Answer) -> (Response<()>, Bytes) {
    let mut head = Response::new(());
    *head.status_mut() = answer.status;
    let content_type = (CONTENT_TYPE.as_str(), answer.content_type.into_owned());
    for (name, value) in std::iter::once(content_type).chain(answer.headers) {
        if let Ok(value) = HeaderValue::from_str(&value) {
            head.headers_mut().insert(name, value);
        }
    }
    (head, Bytes::from(answer.body))
}

/// Where no server reads the mark (a test without a network), reading the body fails.
fn dropped() -> Response<Body> {
    let error =
        io::Error::new(io::ErrorKind::ConnectionReset, "the sandbox dropped this connection, as it was asked to");
    let mut response = Response::new(Body::from_stream(iter([Err::<Bytes, _>(error)])));
    response.extensions_mut().insert(Dropped);
    response
}

/// The first half is sent at once, so that status and headers arrive; then the body breaks off.
fn truncated(answer: Answer) -> Response<Body> {
    let (mut head, body) = head(answer);
    head.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    let half = body.slice(..body.len() / 2);
    let break_off = once(async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the sandbox cut this body, as it was asked to"))
    });
    let body = iter([Ok::<Bytes, io::Error>(half)]);
    head.map(|()| Body::from_stream(body.chain(break_off)))
}

/// Doubles the first colon: long enough to look right, never JSON.
fn broken(mut answer: Answer) -> Answer {
    match answer.body.iter().position(|byte| *byte == b':') {
        Some(index) => answer.body.insert(index, b':'),
        None => answer.body = b"{\"\"::}".to_vec(),
    }
    answer
}
