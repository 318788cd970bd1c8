//! HTTP: the mount, the fault switch, the reset, and the way of a request through a dialect.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{ConnectInfo, RawQuery, Request, State};
use axum::http::header::{ACCEPT, ALLOW, CONTENT_LENGTH, HOST};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode};
use axum::routing::{any, get};
use tenderlens_core::endpoint::{Paging, Publisher};

use crate::answer;
use crate::call::{Answer, Sent};
use crate::cors::{finish, preflight};
use crate::describe;
use crate::faults::{self, Asked, Kind, Order};
use crate::json::Object;
use crate::sandbox::Sandbox;
use crate::serve::Line;

/// The largest request body: files of any size a test or a demonstration needs.
const LARGEST_BODY: usize = 8 * 1024 * 1024;

pub fn build(sandbox: Arc<Sandbox>) -> Router {
    Router::new()
        .route("/sandbox", get(description))
        .route("/sandbox/", get(description))
        .route("/sandbox/faults", any(switch))
        .route("/sandbox/reset", any(reset))
        .route("/sandbox/{*path}", any(publisher))
        .with_state(sandbox)
}

/// Scheme and host as the client sees them. The sandbox itself never speaks TLS.
fn origin(headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    format!("http://{host}")
}

async fn description(State(sandbox): State<Arc<Sandbox>>, headers: HeaderMap) -> Response<Body> {
    let accept = headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    let base = origin(&headers);
    let answer = match accept.contains("application/json") {
        true => Answer::json(describe::json(&sandbox, &base)),
        false => Answer::new(StatusCode::OK, "text/html; charset=utf-8", describe::html(&sandbox, &base)),
    };
    finish(faults::after(None, answer), true)
}

async fn switch(State(sandbox): State<Arc<Sandbox>>, method: Method, body: Bytes) -> Response<Body> {
    if method == Method::OPTIONS {
        return preflight(true);
    }
    let publishers: Vec<&str> = sandbox.registry.publishers().iter().map(|publisher| publisher.id).collect();
    let refusal = match method {
        Method::GET | Method::HEAD => None,
        Method::DELETE => {
            sandbox.faults.clear();
            None
        }
        Method::POST => match Order::read(&body, &publishers) {
            Ok(fault) => {
                sandbox.faults.add(fault);
                None
            }
            Err(problem) => Some((StatusCode::BAD_REQUEST, problem.to_string())),
        },
        _ => Some((StatusCode::METHOD_NOT_ALLOWED, "use GET, POST or DELETE".to_owned())),
    };
    let answer = match refusal {
        Some((status, problem)) => Answer::error(status, &problem),
        None => Answer::json(faults::list(&sandbox.faults.active())),
    };
    finish(faults::after(None, answer), true)
}

async fn reset(State(sandbox): State<Arc<Sandbox>>, method: Method, RawQuery(query): RawQuery) -> Response<Body> {
    let answer = match method {
        Method::OPTIONS => return preflight(true),
        Method::POST => {
            let empty = query.as_deref() == Some("empty");
            sandbox.dialects.values().for_each(|dialect| dialect.reset(empty));
            Answer::json(Object::new().plain("reset", true).plain("empty", empty).done())
        }
        _ => Answer::error(StatusCode::METHOD_NOT_ALLOWED, "use POST").with_header(ALLOW.as_str(), "POST".to_owned()),
    };
    finish(faults::after(None, answer), true)
}

async fn publisher(State(sandbox): State<Arc<Sandbox>>, request: Request) -> Response<Body> {
    let path = request.uri().path().to_owned();
    let below = path.strip_prefix("/sandbox/").unwrap_or_default();
    let (mount, rest) = below.split_at(below.find('/').unwrap_or(below.len()));
    let (id, form) = mount.split_once('@').unwrap_or((mount, ""));
    let Some(publisher) = sandbox.registry.publisher(id) else {
        let known: Vec<_> = sandbox.registry.publishers().iter().map(|publisher| publisher.id).collect();
        let problem = format!("there is no publisher {id:?} here; known are {}; see /sandbox/", known.join(", "));
        return finish(faults::after(None, Answer::error(StatusCode::NOT_FOUND, &problem)), true);
    };
    let dialect = sandbox.dialects[publisher.id].as_ref();
    if !form.is_empty() && !dialect.forms().iter().any(|(known, _)| *known == form) {
        let problem = format!("{id} has no form {form:?}; see /sandbox/ for those it has");
        return finish(faults::after(None, Answer::error(StatusCode::NOT_FOUND, &problem)), true);
    }
    if request.method() == Method::OPTIONS {
        let no_cors =
            sandbox.faults.active().iter().any(|fault| {
                fault.kind == Kind::NoCors && fault.publisher.as_deref().is_none_or(|wanted| wanted == id)
            });
        return preflight(!no_cors);
    }
    let fault = match fault_of(&sandbox, &request, id) {
        Ok(fault) => fault,
        Err(problem) => return finish(faults::after(None, Answer::error(StatusCode::BAD_REQUEST, &problem)), true),
    };
    let (head, body) = request.into_parts();
    let answer = match faults::before(fault, dialect).await {
        Some(answer) => answer,
        None => match to_bytes(body, LARGEST_BODY).await {
            Ok(body) => dispatch(&sandbox, publisher, (mount, rest), &head, &body, fault),
            Err(problem) => {
                Answer::error(StatusCode::PAYLOAD_TOO_LARGE, &format!("{problem} (at most {LARGEST_BODY} bytes)"))
            }
        },
    };
    let response = finish(faults::after(fault, answer), fault != Some(Kind::NoCors));
    if head.method == Method::HEAD { without_body(response) } else { response }
}

/// `mount` is the publisher's id, with the form where one is asked for; `path` is below it.
fn dispatch(
    sandbox: &Sandbox,
    publisher: &Publisher,
    (mount, path): (&str, &str),
    head: &Parts,
    body: &[u8],
    fault: Option<Kind>,
) -> Answer {
    let (base, headers) = (format!("{}/sandbox/{mount}", origin(&head.headers)), &head.headers);
    let method = if head.method == Method::HEAD { &Method::GET } else { &head.method };
    let form = mount.split_once('@').map_or("", |(_, form)| form);
    let asked = Asked::new(&base, path, head.uri.query().unwrap_or_default());
    let numbered = publisher.endpoints.iter().find_map(|row| match row.paging {
        Paging::PageSize { page, .. } => Some(page),
        _ => None,
    });
    let query = match numbered.filter(|_| fault == Some(Kind::Loop)) {
        Some(page) => faults::first_page(asked.query, page),
        None => asked.query.to_owned(),
    };
    let sent = Sent { method, path, query: &query, headers, body, base: &base, form };
    let answer = answer::answer(sandbox, publisher, sent);
    if fault == Some(Kind::Changing) {
        sandbox.change(publisher.id);
    }
    faults::rewrite(fault, answer, &asked)
}

/// Keeps the length of the body that a GET would have had.
fn without_body(response: Response<Body>) -> Response<Body> {
    let (mut head, body) = response.into_parts();
    if let Some(length) = body.size_hint().exact() {
        head.headers.entry(CONTENT_LENGTH).or_insert(HeaderValue::from(length));
    }
    Response::from_parts(head, Body::empty())
}

/// The fault the request asks for itself, else one that waits for it.
fn fault_of(sandbox: &Sandbox, request: &Request, publisher: &str) -> Result<Option<Kind>, String> {
    if let Some(header) = request.headers().get("x-sandbox-fault") {
        let value = header.to_str().unwrap_or_default();
        return faults::from_header(value).map(Some).map_err(|problem| problem.to_string());
    }
    let url = request.uri().path_and_query().map_or("", |url| url.as_str());
    let reused = request.extensions().get::<ConnectInfo<Line>>().is_some_and(|line| line.0.is_reused());
    Ok(sandbox.faults.take(publisher, url, reused))
}
