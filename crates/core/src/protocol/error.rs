//! What can go wrong with a call, with stable codes and the context of the call.

use serde::Serialize;

/// A failed call: what failed, and on which publisher, endpoint and URL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {error}", self.subject())]
pub struct Failure {
    pub error: Error,
    pub publisher: Box<str>,
    pub endpoint: Box<str>,
    /// Absent when nothing was sent.
    pub url: Option<Box<str>>,
    /// Requests sent, the first included; 0 when nothing was sent.
    pub attempts: u32,
}

impl Failure {
    fn subject(&self) -> String {
        format!("{}.{}", self.publisher, self.endpoint)
    }

    /// The form that crosses into JavaScript and into logs.
    pub fn to_report(&self) -> Report<'_> {
        Report {
            code: self.error.code(),
            message: self.to_string(),
            advice: self.error.advice(),
            publisher: &self.publisher,
            endpoint: &self.endpoint,
            url: self.url.as_deref(),
            attempts: self.attempts,
            parameter: self.error.parameter(),
            status: self.error.status(),
            retry_after_ms: self.error.retry_after_ms(),
            offset: self.error.offset(),
        }
    }
}

/// [`Failure`] as plain data. Absent members are `null`.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report<'a> {
    pub code: &'static str,
    pub message: String,
    pub advice: &'static str,
    pub publisher: &'a str,
    pub endpoint: &'a str,
    pub url: Option<&'a str>,
    pub attempts: u32,
    pub parameter: Option<&'a str>,
    pub status: Option<u16>,
    pub retry_after_ms: Option<u64>,
    pub offset: Option<usize>,
}

/// The cases of failure. [`Error::code`] is stable; messages are for people and may change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error("there is no publisher with the id {0:?}")]
    UnknownPublisher(String),
    #[error("there is no endpoint with that id")]
    UnknownEndpoint,
    #[error("{name:?} {problem}")]
    Parameter { name: String, problem: String },
    #[error("the resume token is not one of ours: {0}")]
    ResumeToken(String),
    #[error("no answer: the connection failed, or the publisher does not let web pages read it ({0})")]
    Unreachable(String),
    #[error("the answer broke off before its end ({0})")]
    Interrupted(String),
    #[error("no answer within {seconds} seconds")]
    Timeout { seconds: u64 },
    #[error("status {status}: {message}")]
    Status {
        status: u16,
        /// The publisher's own words, shortened; empty when it sent none.
        message: String,
        retry_after_ms: Option<u64>,
    },
    #[error("the answer is not what this endpoint promises: {problem} (at byte {offset})")]
    Body { offset: usize, problem: String },
    #[error("the releases could not be merged: {0}")]
    Merge(String),
    #[error("it is not known whether the publisher carried the change out: {0}")]
    Unconfirmed(Box<Error>),
    #[error("the publisher answers from another address, where this request does not follow ({0})")]
    Redirected(String),
}

impl Error {
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownPublisher(_) => "unknown-publisher",
            Self::UnknownEndpoint => "unknown-endpoint",
            Self::Parameter { .. } => "invalid-parameter",
            Self::ResumeToken(_) => "invalid-resume-token",
            Self::Unreachable(_) => "unreachable",
            Self::Interrupted(_) => "interrupted",
            Self::Timeout { .. } => "timeout",
            Self::Status { status: 400, .. } => "bad-request",
            Self::Status { status: 401 | 403, .. } => "refused",
            Self::Status { status: 404, .. } => "not-found",
            Self::Status { status: 429, .. } => "rate-limited",
            Self::Status { status: 500.., .. } => "publisher-error",
            Self::Status { .. } => "unexpected-status",
            Self::Body { .. } => "invalid-body",
            Self::Merge(_) => "merge-failed",
            Self::Unconfirmed(_) => "unconfirmed-write",
            Self::Redirected(_) => "redirected",
        }
    }

    /// What the caller can do about it, one sentence.
    pub fn advice(&self) -> &'static str {
        match self {
            Self::UnknownPublisher(_) | Self::UnknownEndpoint => "See the list of endpoints.",
            Self::Parameter { .. } => "Correct the parameter; nothing was sent.",
            Self::ResumeToken(_) => "Start again from the first page.",
            Self::Unreachable(_) => {
                "Check the connection; if the publisher refuses web pages, read it through a proxy or open the address in a tab of its own."
            }
            Self::Interrupted(_) | Self::Timeout { .. } => "Try again; a smaller page answers sooner.",
            Self::Status { status: 400, .. } => "Correct the request as the publisher's message says.",
            Self::Status { status: 401 | 403, .. } => {
                "The publisher refuses this request; try later or from another network."
            }
            Self::Status { status: 404, .. } => "Check the id; it may belong to another publisher.",
            Self::Status { status: 429, .. } => "Wait before asking again.",
            Self::Status { .. } => "Try again later.",
            Self::Body { .. } => "Open the address to see what was sent; report it to the publisher if it persists.",
            Self::Merge(_) => "Look at the releases one by one.",
            Self::Unconfirmed(_) => {
                "It was sent once; read the object to see what became of it before sending it again."
            }
            Self::Redirected(_) => "Use the publisher's new address as its base.",
        }
    }

    /// The same error, `rest` milliseconds before the publisher may be asked again.
    #[must_use]
    pub fn with_retry_after(self, rest: u64) -> Self {
        match self {
            Self::Status { status, message, .. } => Self::Status { status, message, retry_after_ms: Some(rest) },
            other => other,
        }
    }

    /// The same error with its free texts changed.
    #[must_use]
    pub fn map_text(self, change: &dyn Fn(String) -> String) -> Self {
        match self {
            Self::Unreachable(text) => Self::Unreachable(change(text)),
            Self::Interrupted(text) => Self::Interrupted(change(text)),
            Self::Status { status, message, retry_after_ms } => {
                Self::Status { status, message: change(message), retry_after_ms }
            }
            Self::Body { offset, problem } => Self::Body { offset, problem: change(problem) },
            Self::Parameter { name, problem } => Self::Parameter { name, problem: change(problem) },
            Self::Unconfirmed(inner) => Self::Unconfirmed(Box::new(inner.map_text(change))),
            Self::Redirected(text) => Self::Redirected(change(text)),
            other => other,
        }
    }

    fn parameter(&self) -> Option<&str> {
        match self {
            Self::Parameter { name, .. } => Some(name),
            _ => None,
        }
    }

    fn status(&self) -> Option<u16> {
        match self {
            Self::Status { status, .. } => Some(*status),
            Self::Unconfirmed(inner) => inner.status(),
            _ => None,
        }
    }

    fn retry_after_ms(&self) -> Option<u64> {
        match self {
            Self::Status { retry_after_ms, .. } => *retry_after_ms,
            Self::Unconfirmed(inner) => inner.retry_after_ms(),
            _ => None,
        }
    }

    fn offset(&self) -> Option<usize> {
        match self {
            Self::Body { offset, .. } => Some(*offset),
            _ => None,
        }
    }
}

/// The publisher's own words in an error body: the known members of a JSON body, or the text.
///
/// Find a Tender answers `{error, message, exception}` for 400 and 404 and plain text for 429 and
/// 503; an HTML page or anything long is shortened, never interpreted.
pub fn message_of_body(body: &[u8]) -> String {
    #[derive(serde::Deserialize)]
    struct Known {
        error: Option<String>,
        message: Option<String>,
        exception: Option<String>,
    }
    let text = String::from_utf8_lossy(body);
    let words = match serde_json::from_str::<Known>(&text) {
        Ok(known) => [known.error, known.message, known.exception]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(": "),
        Err(_) => String::new(),
    };
    let words = if words.is_empty() { text.trim() } else { &words };
    shorten(words, 300)
}

fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::{Error, message_of_body};

    #[test]
    fn json_error_bodies_give_their_known_members() {
        let body = br#"{"status":400,"error":"Bad Request","message":"Request parameters unknown","exception":"'statuses' is not recognised"}"#;
        assert_eq!(message_of_body(body), "Bad Request: Request parameters unknown: 'statuses' is not recognised");
    }

    #[test]
    fn text_and_html_bodies_are_shortened_not_interpreted() {
        assert_eq!(message_of_body(b"Too Many Requests\n"), "Too Many Requests");
        let page = format!("<html>{}</html>", "я".repeat(1000));
        assert_eq!(message_of_body(page.as_bytes()).chars().count(), 301);
        assert_eq!(message_of_body(b"\xff\xfe"), "\u{fffd}\u{fffd}");
    }

    #[test]
    fn statuses_have_stable_codes() {
        let code = |status| Error::Status { status, message: String::new(), retry_after_ms: None }.code();
        assert_eq!(
            [400, 401, 403, 404, 418, 429, 500, 503].map(code),
            [
                "bad-request",
                "refused",
                "refused",
                "not-found",
                "unexpected-status",
                "rate-limited",
                "publisher-error",
                "publisher-error"
            ]
        );
    }
}
