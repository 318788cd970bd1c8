//! What the engine needs from its surroundings. Tests give it a clock that they control.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use futures::StreamExt;

use crate::protocol::http::{Gathering, Request, Response, TransportError};

/// The pieces of a body, as they come. Dropping them aborts the request.
#[cfg(not(target_arch = "wasm32"))]
pub type Chunks = futures::stream::BoxStream<'static, Result<Vec<u8>, TransportError>>;
/// The pieces of a body, as they come. Dropping them aborts the request.
#[cfg(target_arch = "wasm32")]
pub type Chunks = futures::stream::LocalBoxStream<'static, Result<Vec<u8>, TransportError>>;

/// An answer whose body is still to come.
pub struct Opened {
    pub status: u16,
    /// As [`Response::headers`].
    pub headers: Vec<(String, String)>,
    pub chunks: Chunks,
}

impl Opened {
    /// An answer that is here already.
    pub fn whole(response: Response) -> Self {
        let chunk = futures::stream::iter([Ok(response.body)]);
        #[cfg(not(target_arch = "wasm32"))]
        let chunks = chunk.boxed();
        #[cfg(target_arch = "wasm32")]
        let chunks = chunk.boxed_local();
        Self { status: response.status, headers: response.headers, chunks }
    }

    /// Reads the body to its end; that of a failed answer as far as its words may matter.
    ///
    /// # Errors
    /// When a successful answer breaks off or is longer than `longest` bytes.
    pub async fn collect(mut self, longest: usize) -> Result<Response, TransportError> {
        let mut gathering = Gathering::new(self.status, longest);
        while let Some(chunk) = self.chunks.next().await {
            if !gathering.take(chunk)? {
                break;
            }
        }
        Ok(Response { status: self.status, headers: self.headers, body: gathering.into_body() })
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "status {}, body to come", self.status)
    }
}

/// A way to send requests, and a clock.
///
/// A host sends what it is given, once: it repeats nothing. It may follow redirects of a read
/// without credentials; all others it hands out.
pub trait Host {
    /// Sends one request and reads the whole answer, or as much of a failed one as comes. Dropping the
    /// future aborts the request.
    fn send(&self, request: &Request) -> impl Future<Output = Result<Response, TransportError>>;

    /// Sends one request and hands out its body in pieces. This one reads it whole first.
    fn open(&self, request: &Request) -> impl Future<Output = Result<Opened, TransportError>> {
        let sent = self.send(request);
        async move { Ok(Opened::whole(sent.await?)) }
    }

    fn sleep(&self, duration: Duration) -> impl Future<Output = ()>;

    /// Unix time in milliseconds.
    fn now_ms(&self) -> u64;

    /// Between 0 and 1.
    fn random(&self) -> f64;
}
