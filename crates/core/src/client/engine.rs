//! One call from parameters to page.

use std::collections::BTreeMap;
use std::pin::pin;
use std::time::Duration;

use futures::future::{Either, select};

use super::host::Host;
use crate::endpoint::{Endpoint, Publisher};
use crate::protocol::error::{Error, Failure, message_of_body};
use crate::protocol::http::{Request, Response, TransportError};
use crate::protocol::page::{self, Asked, Page};
use crate::protocol::paging::ResumeToken;
use crate::protocol::parameters::{self, Parameters};
use crate::protocol::request;
use crate::protocol::retry::{self, Decision, Policy};
use crate::publishers::Registry;

/// How a client behaves.
#[derive(Debug, Clone)]
pub struct Options {
    /// Per publisher id: scheme, host and prefix to use instead of the live service's.
    pub bases: BTreeMap<String, String>,
    /// For one request, from sending to the last byte.
    pub timeout: Duration,
    pub retry: Policy,
}

impl Default for Options {
    fn default() -> Self {
        Self { bases: BTreeMap::new(), timeout: Duration::from_secs(60), retry: Policy::default() }
    }
}

/// What happens while a call is under way.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The request failed and is sent again after a pause.
    Waiting { pause: Duration, attempt: u32, error: Error },
}

/// A checked call, ready to be sent any number of times.
#[derive(Debug, Clone)]
pub struct Call {
    publisher: Publisher,
    endpoint: &'static Endpoint,
    /// As they are sent: completed by the endpoint's rules.
    parameters: Parameters,
    request: Request,
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

    pub fn url(&self) -> &str {
        &self.request.url
    }

    pub(crate) fn failure(&self, error: Error, attempts: u32) -> Failure {
        Failure {
            error,
            publisher: self.publisher.id.into(),
            endpoint: self.endpoint.id.into(),
            url: Some(self.request.url.as_str().into()),
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

/// Calls endpoints of a registry over a [`Host`].
#[derive(Debug, Clone)]
pub struct Client<H> {
    registry: Registry,
    host: H,
    options: Options,
}

impl<H: Host> Client<H> {
    pub fn new(registry: Registry, host: H, options: Options) -> Self {
        Self { registry, host, options }
    }

    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    pub fn host(&self) -> &H {
        &self.host
    }

    /// Checks a call. Nothing is sent.
    ///
    /// # Errors
    /// When the publisher, the endpoint or a parameter is not known, or a value is not allowed.
    pub fn call(&self, publisher: &str, endpoint: &str, given: &Parameters) -> Result<Call, Failure> {
        self.check(publisher, endpoint, given).map_err(|error| Failure {
            error,
            publisher: publisher.into(),
            endpoint: endpoint.into(),
            url: None,
            attempts: 0,
        })
    }

    fn check(&self, publisher: &str, endpoint: &str, given: &Parameters) -> Result<Call, Error> {
        if self.registry.publisher(publisher).is_none() {
            return Err(Error::UnknownPublisher(publisher.to_owned()));
        }
        let (publisher, endpoint) = self.registry.endpoint(publisher, endpoint).ok_or(Error::UnknownEndpoint)?;
        let parameters = parameters::check(endpoint, given)?;
        let base = self.options.bases.get(publisher.id).map_or(publisher.base, String::as_str);
        let request = request::build(base, publisher, endpoint, &parameters)?;
        Ok(Call { publisher: *publisher, endpoint, parameters, request })
    }

    /// The call that a resume token continues.
    ///
    /// # Errors
    /// As [`Client::call`].
    pub fn resume(&self, token: &ResumeToken) -> Result<Call, Failure> {
        self.call(&token.publisher, &token.endpoint, &token.parameters)
    }

    /// Sends a call and reads its page.
    ///
    /// # Errors
    /// When no usable answer came, after the retries that the policy allows.
    pub async fn page(&self, call: &Call, on_event: &dyn Fn(Event)) -> Result<Page, Failure> {
        let reply = self.fetch(call, on_event).await?;
        let asked = Asked { publisher: &call.publisher, endpoint: call.endpoint, parameters: &call.parameters };
        page::read(asked, reply.response.body).map_err(|error| call.failure(error, reply.attempts))
    }

    /// Sends a call and returns the bytes of its answer.
    ///
    /// # Errors
    /// When no successful answer came, after the retries that the policy allows.
    pub async fn fetch(&self, call: &Call, on_event: &dyn Fn(Event)) -> Result<Reply, Failure> {
        let mut attempt = 1;
        loop {
            let error = match self.attempt(&call.request).await {
                Ok(response) => return Ok(Reply { response, attempts: attempt }),
                Err(error) => error,
            };
            match retry::decide(&self.options.retry, attempt, &error, self.host.random()) {
                Decision::GiveUp => return Err(call.failure(error, attempt)),
                Decision::RetryAfter(pause) => {
                    on_event(Event::Waiting { pause, attempt, error });
                    self.host.sleep(pause).await;
                    attempt += 1;
                }
            }
        }
    }

    async fn attempt(&self, request: &Request) -> Result<Response, Error> {
        let timeout = self.options.timeout;
        let response = match select(pin!(self.host.send(request)), pin!(self.host.sleep(timeout))).await {
            Either::Left((sent, _)) => sent.map_err(|error| match error {
                TransportError::Unreachable(reason) => Error::Unreachable(reason),
                TransportError::Interrupted(reason) => Error::Interrupted(reason),
            })?,
            Either::Right(_) => return Err(Error::Timeout { seconds: timeout.as_secs() }),
        };
        if (200..300).contains(&response.status) {
            return Ok(response);
        }
        let now_ms = self.host.now_ms();
        Err(Error::Status {
            status: response.status,
            message: message_of_body(&response.body),
            retry_after_ms: response.header("retry-after").and_then(|it| retry::retry_after_ms(it, now_ms)),
        })
    }
}
