//! HTTP: the mount, CORS, the fault switch, and the way of a request through a dialect.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{
    ACCEPT, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ALLOW, CACHE_CONTROL, HOST,
};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode};
use axum::routing::{any, get};

use crate::answer;
use crate::call::{Answer, JSON};
use crate::describe;
use crate::faults::{self, Kind, Order};
use crate::json::Object;
use crate::sandbox::Sandbox;
use crate::serve::Line;

pub fn build(sandbox: Arc<Sandbox>) -> Router {
    Router::new()
        .route("/sandbox", get(description))
        .route("/sandbox/", get(description))
        .route("/sandbox/faults", any(switch))
        .route("/sandbox/{*path}", any(publisher))
        .with_state(sandbox)
}

/// Scheme and host as the client sees them. The sandbox itself never speaks TLS.
fn origin(headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    format!("http://{host}")
}

fn finish(mut response: Response<Body>, cors: bool) -> Response<Body> {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if cors {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after, content-disposition"));
    }
    response
}

fn preflight(cors: bool) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    headers.insert(ALLOW, HeaderValue::from_static("GET, OPTIONS"));
    if cors {
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, DELETE, OPTIONS"));
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("*, x-sandbox-fault, content-type"));
        // Faults come and go: an answer kept by the browser would hide them.
        headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("0"));
    }
    finish(response, cors)
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
        Some((status, problem)) => error(status, &problem),
        None => Answer::json(faults::list(&sandbox.faults.active())),
    };
    finish(faults::after(None, answer), true)
}

/// An error of the sandbox itself, not of a publisher.
fn error(status: StatusCode, problem: &str) -> Answer {
    Answer::new(status, JSON, Object::new().text("error", problem).done())
}

async fn publisher(State(sandbox): State<Arc<Sandbox>>, request: Request) -> Response<Body> {
    let path = request.uri().path();
    let below = path.strip_prefix("/sandbox/").unwrap_or_default();
    let (id, rest) = below.split_at(below.find('/').unwrap_or(below.len()));
    let Some(publisher) = sandbox.registry.publisher(id) else {
        let known: Vec<_> = sandbox.registry.publishers().iter().map(|publisher| publisher.id).collect();
        let problem = format!("there is no publisher {id:?} here; known are {}; see /sandbox/", known.join(", "));
        return finish(faults::after(None, error(StatusCode::NOT_FOUND, &problem)), true);
    };
    if request.method() == Method::OPTIONS {
        let no_cors =
            sandbox.faults.active().iter().any(|fault| {
                fault.kind == Kind::NoCors && fault.publisher.as_deref().is_none_or(|wanted| wanted == id)
            });
        return preflight(!no_cors);
    }
    let fault = match fault_of(&sandbox, &request, id) {
        Ok(fault) => fault,
        Err(problem) => return finish(faults::after(None, error(StatusCode::BAD_REQUEST, &problem)), true),
    };
    let answer = match faults::before(fault, sandbox.dialects[publisher.id].as_ref()).await {
        Some(answer) => answer,
        None if !matches!(*request.method(), Method::GET | Method::HEAD) => {
            error(StatusCode::METHOD_NOT_ALLOWED, "use GET")
        }
        None => {
            let base = format!("{}/sandbox/{id}", origin(request.headers()));
            let query = request.uri().query().unwrap_or_default();
            answer::answer(&sandbox, publisher, rest, query, &base)
        }
    };
    finish(faults::after(fault, answer), fault != Some(Kind::NoCors))
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
