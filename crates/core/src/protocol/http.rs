//! Requests and responses as plain data, so that everything but the transport is testable.

/// A request ready to be sent. Every request of this crate so far is an idempotent GET.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub url: String,
    /// Value of the `Accept` header.
    pub accept: &'static str,
}

/// What came back, whatever its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    pub status: u16,
    /// Readable headers, names in lower case. Across origins a browser hides most of them.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Response {
    /// The first header of that (lower-case) name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Why no response came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TransportError {
    /// The connection failed or, in a browser, cross-origin reading was refused: the two cannot be
    /// told apart there.
    Unreachable(String),
    /// The body ended before it was complete.
    Interrupted(String),
}
