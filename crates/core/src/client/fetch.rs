//! The browser's host (and Node's): `fetch`, `AbortController` and timers.

use std::time::Duration;

use gloo_timers::future::TimeoutFuture;
use web_sys::AbortController;

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

impl Host for Browser {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        let unreachable = |error: gloo_net::Error| TransportError::Unreachable(error.to_string());
        let controller = AbortController::new()
            .map_err(|_| TransportError::Unreachable("this environment has no AbortController".to_owned()))?;
        let guard = AbortOnDrop(controller);
        // No cookies and no header that would need a preflight.
        let sent = gloo_net::http::Request::get(&request.url)
            .header("accept", request.accept)
            .abort_signal(Some(&guard.0.signal()))
            .credentials(web_sys::RequestCredentials::Omit)
            .send()
            .await
            .map_err(unreachable)?;
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
