//! The native host: reqwest and tokio.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use futures::StreamExt;

use super::host::{Host, Opened};
use crate::endpoint::Method;
use crate::protocol::http::{Payload, Request, Response, TransportError};

/// Two publishers refuse requests that name no browser, so the name begins as browsers' do.
const USER_AGENT: &str = concat!("Mozilla/5.0 (compatible; tenderlens/", env!("CARGO_PKG_VERSION"), ")");

/// Sends requests with reqwest; needs a tokio runtime around it.
#[derive(Debug, Clone)]
pub struct Native {
    reads: Result<reqwest::Client, String>,
    /// Every write gets a connection of its own: on one that was idle, a server's hanging up looks
    /// the same before and after it has read the request, and the layers below would repeat it.
    writes: Result<reqwest::Client, String>,
}

impl Default for Native {
    fn default() -> Self {
        // The engine follows redirects: it knows which credentials may go along.
        let builder = || {
            reqwest::Client::builder()
                .user_agent(USER_AGENT)
                .redirect(reqwest::redirect::Policy::none())
                .retry(reqwest::retry::never())
                .referer(false)
        };
        let built = |builder: reqwest::ClientBuilder| builder.build().map_err(|error| causes(&error));
        Self { reads: built(builder()), writes: built(builder().pool_max_idle_per_host(0)) }
    }
}

impl Native {
    async fn start(&self, request: &Request) -> Result<reqwest::Response, TransportError> {
        let http = if request.is_write() { &self.writes } else { &self.reads };
        let http = http.as_ref().map_err(|problem| TransportError::Unreachable(problem.clone()))?;
        let mut builder = http.request(method(request.method), request.address());
        for (name, value) in request.headers() {
            builder = builder.header(name, value);
        }
        if let Payload::Bytes { bytes, .. } = &request.payload {
            builder = builder.body(bytes.clone());
        }
        builder.send().await.map_err(|error| TransportError::Unreachable(causes(&error)))
    }
}

fn method(method: Method) -> reqwest::Method {
    match method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Patch => reqwest::Method::PATCH,
        Method::Delete => reqwest::Method::DELETE,
    }
}

fn headers(sent: &reqwest::Response) -> Vec<(String, String)> {
    let readable = |(name, value): (&reqwest::header::HeaderName, &reqwest::header::HeaderValue)| {
        Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
    };
    sent.headers().iter().filter_map(readable).collect()
}

fn interrupted(error: reqwest::Error) -> TransportError {
    TransportError::Interrupted(causes(&error))
}

impl Host for Native {
    async fn send(&self, request: &Request) -> Result<Response, TransportError> {
        self.open(request).await?.collect(request.longest_answer).await
    }

    async fn open(&self, request: &Request) -> Result<Opened, TransportError> {
        let sent = self.start(request).await?;
        let (status, headers) = (sent.status().as_u16(), headers(&sent));
        let chunks = sent.bytes_stream().map(|chunk| chunk.map(Vec::from).map_err(interrupted)).boxed();
        Ok(Opened { status, headers, chunks })
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

/// An error with its causes, without the URL: that is in the failure already, and what was sent
/// may hold a secret.
fn causes(error: &reqwest::Error) -> String {
    let mut words = Vec::new();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        words.push(inner.to_string());
        cause = inner.source();
    }
    if words.is_empty() { "the connection failed".to_owned() } else { words.join(": ") }
}
