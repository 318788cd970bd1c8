//! One call from parameters to page.

use std::sync::Arc;

use super::call::{Call, Reply};
use super::host::Host;
use super::options::{Event, Options};
use crate::endpoint::Auth;
use crate::protocol::error::{Error, Failure};
use crate::protocol::page::{self, Asked, Page};
use crate::protocol::paging::ResumeToken;
use crate::protocol::parameters::{self, Parameters};
use crate::protocol::request;
use crate::protocol::retry::{self, Decision};
use crate::publishers::Registry;

/// Calls endpoints of a registry over a [`Host`]. Clones are cheap and share what a client knows.
#[derive(Debug, Clone)]
pub struct Client<H> {
    pub(super) host: H,
    pub(super) shared: Arc<Shared>,
}

#[derive(Debug)]
pub(super) struct Shared {
    pub registry: Registry,
    pub options: Options,
}

impl<H: Host> Client<H> {
    pub fn new(registry: Registry, host: H, options: Options) -> Self {
        Self { host, shared: Arc::new(Shared { registry, options }) }
    }

    pub fn registry(&self) -> &Registry {
        &self.shared.registry
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
        let Shared { registry, options } = &*self.shared;
        if registry.publisher(publisher).is_none() {
            return Err(Error::UnknownPublisher(publisher.to_owned()));
        }
        let (publisher, endpoint) = registry.endpoint(publisher, endpoint).ok_or(Error::UnknownEndpoint)?;
        let parameters = parameters::check(endpoint, given)?;
        let base = options.bases.get(publisher.id).map_or(publisher.base, String::as_str);
        let mut request = request::build(base, publisher, endpoint, &parameters)?;
        if endpoint.auth != Auth::None {
            request.credentials = options.credentials.get(publisher.id).cloned().unwrap_or_default();
        }
        Ok(Call { publisher: *publisher, endpoint, parameters, request, base: base.to_owned() })
    }

    /// The call that a resume token continues.
    ///
    /// # Errors
    /// As [`Client::call`].
    pub fn resume(&self, token: &ResumeToken) -> Result<Call, Failure> {
        self.call(&token.publisher, &token.endpoint, &token.parameters)
    }

    /// Sends a read and reads its page.
    ///
    /// # Errors
    /// When no usable answer came, after the retries that the policy allows.
    pub async fn page(&self, call: &Call, on_event: &dyn Fn(Event)) -> Result<Page, Failure> {
        let reply = self.fetch(call, on_event).await?;
        let asked = Asked { publisher: &call.publisher, endpoint: call.endpoint, parameters: &call.parameters };
        page::read(asked, reply.response.body).map_err(|error| call.failure(error, reply.attempts))
    }

    /// Sends a read and returns the bytes of its answer.
    ///
    /// # Errors
    /// When no successful answer came, after the retries that the policy allows; when the call is a
    /// write, which is not for repeating: see [`Client::write`].
    pub async fn fetch(&self, call: &Call, on_event: &dyn Fn(Event)) -> Result<Reply, Failure> {
        refuse_write(call)?;
        let mut attempt = 1;
        loop {
            match self.read(&call.request).await {
                Ok(response) => return Ok(Reply { response, attempts: attempt }),
                Err(error) => self.pause(call, attempt, error, on_event).await?,
            }
            attempt += 1;
        }
    }

    /// Waits as long as the policy says after a failed attempt.
    pub(super) async fn pause(
        &self,
        call: &Call,
        attempt: u32,
        error: Error,
        on_event: &dyn Fn(Event),
    ) -> Result<(), Failure> {
        match retry::decide(&self.shared.options.retry, attempt, &error, self.host.random()) {
            Decision::GiveUp => Err(call.failure(error, attempt)),
            Decision::RetryAfter(pause) => {
                let error = call.failure(error, attempt).error;
                on_event(Event::Waiting { pause, attempt, error });
                self.host.sleep(pause).await;
                Ok(())
            }
        }
    }
}

pub(super) fn refuse_write(call: &Call) -> Result<(), Failure> {
    if !call.request.is_write() {
        return Ok(());
    }
    let problem = "changes something at the publisher: send it as a write".to_owned();
    Err(call.failure(Error::Parameter { name: call.endpoint.id.to_owned(), problem }, 0))
}
