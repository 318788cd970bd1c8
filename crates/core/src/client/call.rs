//! A call: which endpoint, with what, as whom.

use std::sync::Arc;

use super::cache::Cache;
use crate::endpoint::{Endpoint, Paging, Publisher};
use crate::protocol::credentials::Credentials;
use crate::protocol::error::{Error, Failure};
use crate::protocol::http::{Request, Response};
use crate::protocol::page::Asked;
use crate::protocol::parameters::Parameters;
use crate::protocol::warnings;

/// A checked call, ready to be sent; a read any number of times.
#[derive(Debug, Clone)]
pub struct Call {
    pub(super) publisher: Publisher,
    pub(super) endpoint: &'static Endpoint,
    /// As they are sent: completed by the endpoint's rules.
    pub(super) parameters: Parameters,
    pub(super) request: Request,
    /// Scheme, host and prefix in front of the publisher's base path.
    pub(super) base: String,
    pub(super) fresh: bool,
}

/// What makes two reads the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub publisher: &'static str,
    pub endpoint: &'static str,
    pub url: String,
    /// How many writes to the publisher had ended before: a read that began earlier may not tell
    /// what they changed.
    pub writes: u64,
}

impl Call {
    pub fn publisher(&self) -> &Publisher {
        &self.publisher
    }

    pub fn endpoint(&self) -> &'static Endpoint {
        self.endpoint
    }

    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// What may not do what was meant, one sentence each; the call can be sent all the same.
    pub fn warnings(&self) -> Vec<String> {
        warnings::of(&self.publisher, self.endpoint, &self.parameters)
    }

    /// Whether the answer is a file, to be fetched and not read as a page.
    pub fn answers_file(&self) -> bool {
        self.asked().answers_file()
    }

    pub(super) fn asked(&self) -> Asked<'_> {
        Asked { publisher: &self.publisher, endpoint: self.endpoint, parameters: &self.parameters }
    }

    /// The address, without any secret that is sent in it.
    pub fn url(&self) -> &str {
        &self.request.url
    }

    /// The same, whatever a parameter repeats of what is secret.
    pub(super) fn shown_url(&self) -> String {
        self.request.credentials.redact(self.request.url.clone())
    }

    /// The same call as somebody: what these credentials lack is taken from the client's.
    #[must_use]
    pub fn with_credentials(mut self, credentials: Credentials) -> Self {
        self.request.credentials = credentials.or(&self.request.credentials);
        self
    }

    /// The same call, answered by the publisher itself and not from what it answered before.
    #[must_use]
    pub fn fresh(mut self) -> Self {
        self.fresh = true;
        self
    }

    /// The same call, as whom and as fresh as another one.
    pub(crate) fn like(mut self, other: &Self) -> Self {
        self.request.credentials = other.request.credentials.clone();
        self.fresh = other.fresh;
        self
    }

    /// Reads that may share an answer have equal keys; one with credentials shares nothing.
    pub(super) fn key(&self, cache: &Cache) -> Option<Key> {
        let Publisher { id, .. } = self.publisher;
        self.request.credentials.is_empty().then(|| Key {
            publisher: id,
            endpoint: self.endpoint.id,
            url: self.request.url.clone(),
            writes: cache.writes(id),
        })
    }

    /// A feed is asked for what is new: its answers are never kept.
    pub(super) fn may_be_kept(&self) -> bool {
        !matches!(self.endpoint.paging, Paging::Feed(_))
    }

    /// The failure of this call: no secret of it is repeated there.
    pub(crate) fn failure(&self, error: Error, attempts: u32) -> Failure {
        let credentials = &self.request.credentials;
        Failure {
            error: error.map_text(&|text| credentials.redact(text)),
            publisher: self.publisher.id.into(),
            endpoint: self.endpoint.id.into(),
            url: Some(self.shown_url().into()),
            attempts,
        }
    }
}

/// A successful answer, not yet read.
#[derive(Debug, Clone)]
pub struct Reply {
    pub response: Arc<Response>,
    /// Requests sent; 0 when the answer was kept from before.
    pub attempts: u32,
    /// When the answer came, in Unix milliseconds.
    pub received_ms: u64,
}
