//! The native host: reqwest and tokio.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::host::Host;
use crate::protocol::http::{Request, Response, TransportError};

/// Sends requests with reqwest; needs a tokio runtime around it.
#[derive(Debug, Clone, Default)]
pub struct Native {
    http: reqwest::Client,
}

impl Host for Native {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        let unreachable = |error: reqwest::Error| TransportError::Unreachable(causes(&error));
        let sent = self.http.get(&request.url).header("accept", request.accept).send().await.map_err(unreachable)?;
        let status = sent.status().as_u16();
        let headers = sent
            .headers()
            .iter()
            .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())))
            .collect();
        let body = sent.bytes().await.map_err(|error| TransportError::Interrupted(causes(&error)))?;
        Ok(Response { status, headers, body: body.into() })
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }

    fn now_ms(&self) -> u64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
    }

    /// Good enough to spread retries: the clock's nanoseconds.
    fn random(&self) -> f64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        f64::from(since.subsec_nanos() % 1_000_000) / 1_000_000.0
    }
}

/// An error with its causes, without the URL: that is in the failure already.
fn causes(error: &reqwest::Error) -> String {
    let mut words = Vec::new();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        words.push(inner.to_string());
        cause = inner.source();
    }
    if words.is_empty() { "the connection failed".to_owned() } else { words.join(": ") }
}
