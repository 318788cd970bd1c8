//! What can go wrong with a call, with stable codes and the context of the call.

use serde::{Deserialize, Serialize};
use tenderlens_ocds::collect::Unreadable;
use tenderlens_ocds::json::ReadError;

use super::refusal::{Reason, Refusal};

/// A failed call: what failed, and on which publisher, endpoint and URL.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
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
    /// A failure before anything was sent; what is not known is empty.
    pub fn unsent(error: Error, publisher: &str, endpoint: &str) -> Self {
        Self { error, publisher: publisher.into(), endpoint: endpoint.into(), url: None, attempts: 0 }
    }

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
            errors: self.error.reasons(),
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
    /// What the publisher itself says, error by error; empty when it lists none.
    pub errors: &'a [Reason],
}

/// The cases of failure. [`Error::code`] is stable; messages are for people and may change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
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
    #[error("the answer is longer than {longest} bytes, the most that is read at once")]
    TooLong { longest: usize },
    #[error("no answer within {seconds} seconds")]
    Timeout { seconds: u64 },
    #[error("status {status}: {refusal}")]
    Status { status: u16, refusal: Box<Refusal>, retry_after_ms: Option<u64> },
    #[error("the publisher answered an error as if it were a success: {0}")]
    Publisher(Box<Refusal>),
    #[error("the publisher's pages lead in a circle: {0}")]
    PagingLoop(String),
    #[error("the answer is not what this endpoint promises: {problem} (at byte {offset})")]
    Body { offset: usize, problem: String },
    #[error("the releases could not be merged: {0}")]
    Merge(String),
    #[error("it is not known whether the publisher carried the change out: {0}")]
    Unconfirmed(Box<Error>),
    #[error("the publisher answers from another address, where this request does not follow ({0})")]
    Redirected(String),
}

impl From<ReadError> for Error {
    fn from(ReadError { offset, problem }: ReadError) -> Self {
        Self::Body { offset, problem }
    }
}

impl From<Unreadable> for Error {
    fn from(Unreadable { offset, problem, .. }: Unreadable) -> Self {
        Self::Body { offset, problem }
    }
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
            Self::TooLong { .. } => "answer-too-long",
            Self::Timeout { .. } => "timeout",
            Self::Status { status: 400, .. } => "bad-request",
            Self::Status { status: 401 | 403, .. } => "refused",
            Self::Status { status: 404, .. } => "not-found",
            Self::Status { status: 409, .. } => "conflict",
            Self::Status { status: 410, .. } => "gone",
            Self::Status { status: 412, .. } => "precondition-failed",
            Self::Status { status: 415, .. } => "unsupported-media-type",
            Self::Status { status: 422, .. } => "invalid-data",
            Self::Status { status: 429, .. } => "rate-limited",
            Self::Status { status: 500.., .. } => "publisher-error",
            Self::Status { .. } => "unexpected-status",
            Self::Publisher(refusal) if refusal.is_not_found() => "not-found",
            Self::Publisher(_) => "bad-request",
            Self::PagingLoop(_) => "paging-loop",
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
            Self::TooLong { .. } => {
                "Ask for less at once: a smaller page, a shorter period, or a file, which is read in pieces."
            }
            Self::Status { status: 400, .. } => "Correct the request as the publisher's message says.",
            Self::Status { status: 401 | 403, .. } => {
                "The publisher refuses this request: check the key and the token if it takes any, else try later or from another network."
            }
            Self::Status { status: 404, .. } => "Check the id; it may belong to another publisher.",
            Self::Status { status: 409, .. } => "It was changed meanwhile: read it again, then repeat the change.",
            Self::Status { status: 410, .. } => "The publisher has archived it; ask for something newer.",
            Self::Status { status: 412, .. } => {
                "The publisher refuses this kind of client or wants its cookie; try through a proxy."
            }
            Self::Status { status: 415 | 422, .. } => "Correct what was sent as the publisher's errors say.",
            Self::Publisher(refusal) if refusal.is_not_found() => "Check the id; it may belong to another publisher.",
            Self::Publisher(_) => "Correct the request as the publisher's message says.",
            Self::PagingLoop(_) => "Ask for a shorter period, and report it to the publisher if it persists.",
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
            Self::Status { status, refusal, .. } => Self::Status { status, refusal, retry_after_ms: Some(rest) },
            other => other,
        }
    }

    /// The same error with its free texts changed.
    #[must_use]
    pub fn map_text(self, change: &dyn Fn(String) -> String) -> Self {
        match self {
            Self::Unreachable(text) => Self::Unreachable(change(text)),
            Self::Interrupted(text) => Self::Interrupted(change(text)),
            Self::Status { status, refusal, retry_after_ms } => {
                Self::Status { status, refusal: Box::new(refusal.map_text(change)), retry_after_ms }
            }
            Self::Publisher(refusal) => Self::Publisher(Box::new(refusal.map_text(change))),
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

    /// The errors that the publisher lists, in its order.
    pub fn reasons(&self) -> &[Reason] {
        match self {
            Self::Status { refusal, .. } | Self::Publisher(refusal) => &refusal.errors,
            Self::Unconfirmed(inner) => inner.reasons(),
            _ => &[],
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

#[cfg(test)]
mod tests {
    use super::Error;
    use crate::protocol::refusal;

    fn status(status: u16, body: &str) -> Error {
        Error::Status { status, refusal: Box::new(refusal::read(body.as_bytes())), retry_after_ms: None }
    }

    #[test]
    fn a_status_without_words_says_so() {
        assert_eq!(status(412, "").to_string(), "status 412: no explanation was sent");
    }

    #[test]
    fn an_error_on_200_is_told_by_development_gateways_code() {
        let error = |code: u32| {
            let body = format!(r#"{{"errors":[{{"code":{code},"message":"sorry","url":"x"}}]}}"#);
            Error::Publisher(Box::new(refusal::in_success(&body).unwrap()))
        };
        assert_eq!((error(1024).code(), error(1020).code()), ("not-found", "bad-request"));
        assert_eq!(error(1020).reasons()[0].code.as_deref(), Some("1020"));
    }

    #[test]
    fn statuses_have_stable_codes() {
        let code = |status| Error::Status { status, refusal: Box::default(), retry_after_ms: None }.code();
        assert_eq!(
            [400, 401, 403, 404, 409, 410, 412, 415, 418, 422, 429, 500, 503].map(code),
            [
                "bad-request",
                "refused",
                "refused",
                "not-found",
                "conflict",
                "gone",
                "precondition-failed",
                "unsupported-media-type",
                "unexpected-status",
                "invalid-data",
                "rate-limited",
                "publisher-error",
                "publisher-error"
            ]
        );
    }
}
