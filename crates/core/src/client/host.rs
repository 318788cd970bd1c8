//! What the engine needs from its surroundings. Tests give it a clock that they control.

use std::future::Future;
use std::time::Duration;

use crate::protocol::http::{Request, Response, TransportError};

/// A way to send requests, and a clock.
pub trait Host {
    /// Sends one request and reads the whole answer. Dropping the future aborts the request.
    fn send(&self, request: &Request) -> impl Future<Output = Result<Response, TransportError>>;

    fn sleep(&self, duration: Duration) -> impl Future<Output = ()>;

    /// Unix time in milliseconds.
    fn now_ms(&self) -> u64;

    /// Between 0 and 1.
    fn random(&self) -> f64;
}
