//! A call: which endpoint, with what, as whom.

use crate::endpoint::{Endpoint, Publisher};
use crate::protocol::credentials::Credentials;
use crate::protocol::error::{Error, Failure};
use crate::protocol::http::{Request, Response};
use crate::protocol::parameters::Parameters;

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

    /// The address, without any secret that is sent in it.
    pub fn url(&self) -> &str {
        &self.request.url
    }

    /// The same call as somebody: what these credentials lack is taken from the client's.
    #[must_use]
    pub fn with_credentials(mut self, credentials: Credentials) -> Self {
        self.request.credentials = credentials.or(&self.request.credentials);
        self
    }

    /// The failure of this call: no secret of it is repeated there.
    pub(crate) fn failure(&self, error: Error, attempts: u32) -> Failure {
        let credentials = &self.request.credentials;
        Failure {
            error: error.map_text(&|text| credentials.redact(text)),
            publisher: self.publisher.id.into(),
            endpoint: self.endpoint.id.into(),
            url: Some(credentials.redact(self.request.url.clone()).into()),
            attempts,
        }
    }
}

/// A successful answer, not yet read.
#[derive(Debug, Clone)]
pub struct Reply {
    pub response: Response,
    pub attempts: u32,
}
