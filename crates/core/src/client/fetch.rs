//! The browser's host (and Node's): `fetch`, `AbortController` and timers.

use std::time::Duration;

use gloo_timers::future::TimeoutFuture;
use web_sys::{AbortController, AbortSignal, RequestCredentials, RequestInit};

use super::host::Host;
use crate::protocol::http::{Request, Response, TransportError};

/// Sends requests with the global `fetch`.
#[derive(Debug, Clone, Default)]
pub struct Browser;

/// Aborts the request when the future that waits for it is dropped.
///
/// Aborted without a reason: gloo-net does not survive a rejection that is not an `Error`.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Built by hand: gloo-net's builder ends every query with a stray `&`, which a publisher that
/// refuses unknown parameters may take for one.
fn get(request: &Request, signal: &AbortSignal) -> Result<gloo_net::http::Request, TransportError> {
    let headers = gloo_net::http::Headers::new();
    headers.set("accept", request.accept);
    let init = RequestInit::new();
    init.set_method("GET");
    init.set_headers(&headers.into_raw());
    init.set_signal(Some(signal));
    // No cookies, and above no header that would need a preflight.
    init.set_credentials(RequestCredentials::Omit);
    web_sys::Request::new_with_str_and_init(&request.url, &init)
        .map(gloo_net::http::Request::from)
        .map_err(|_| TransportError::Unreachable(format!("{:?} is not an address", request.url)))
}

impl Host for Browser {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        let unreachable = |error: gloo_net::Error| TransportError::Unreachable(error.to_string());
        let controller = AbortController::new()
            .map_err(|_| TransportError::Unreachable("this environment has no AbortController".to_owned()))?;
        let guard = AbortOnDrop(controller);
        let sent = get(request, &guard.0.signal())?.send().await.map_err(unreachable)?;
        let status = sent.status();
        let headers = sent.headers().entries().collect();
        let body = sent.binary().await.map_err(|error| TransportError::Interrupted(error.to_string()))?;
        Ok(Response { status, headers, body })
    }

    async fn sleep(&self, duration: Duration) {
        let milliseconds = u32::try_from(duration.as_millis()).unwrap_or(u32::MAX);
        TimeoutFuture::new(milliseconds).await;
    }

    fn now_ms(&self) -> u64 {
        js_sys::Date::now() as u64
    }

    fn random(&self) -> f64 {
        js_sys::Math::random()
    }
}
