//! What every response carries for browsers, and the answer to their preflights.

use axum::body::Body;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ALLOW, CACHE_CONTROL,
};
use axum::http::{HeaderValue, Response, StatusCode};

/// Every method some row has, and OPTIONS itself.
const METHODS: &str = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
/// `*` does not cover Authorization.
const REQUEST_HEADERS: &str = "*, authorization, content-type, x-access-token, x-sandbox-fault, x-sandbox-size";
const RESPONSE_HEADERS: &str = "retry-after, content-disposition, location, allow, last-modified, etag";

pub fn finish(mut response: Response<Body>, cors: bool) -> Response<Body> {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if cors {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(RESPONSE_HEADERS));
    }
    response
}

pub fn preflight(cors: bool) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    headers.insert(ALLOW, HeaderValue::from_static(METHODS));
    if cors {
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(METHODS));
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(REQUEST_HEADERS));
        // Faults come and go: an answer kept by the browser would hide them.
        headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("0"));
    }
    finish(response, cors)
}
