//! One call from parameters to page.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::cache::Cache;
use super::call::{Call, Reply};
use super::cookies::Cookies;
use super::flights::{Flights, Role};
use super::gate::{Gate, Place};
use super::host::Host;
use super::options::{Event, Options};
use crate::endpoint::{Auth, Endpoint, Manners, Publisher};
use crate::protocol::address;
use crate::protocol::error::{Error, Failure};
use crate::protocol::http::Request;
use crate::protocol::page::{self, Page};
use crate::protocol::paging::ResumeToken;
use crate::protocol::parameters::{self, Parameters};
use crate::protocol::request;
use crate::protocol::retry::{self, Decision};
use crate::protocol::traffic;
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
    gates: Mutex<BTreeMap<&'static str, Arc<Gate>>>,
    flights: Flights,
    pub cache: Cache,
    pub cookies: Cookies,
}

impl<H: Host> Client<H> {
    pub fn new(registry: Registry, host: H, options: Options) -> Self {
        let cache = Cache::new(options.cache);
        let (gates, flights, cookies) = (Mutex::default(), Flights::default(), Cookies::default());
        let shared = Shared { registry, options, gates, flights, cache, cookies };
        Self { host, shared: Arc::new(shared) }
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
        self.check(publisher, endpoint, given).map_err(|error| Failure::unsent(error, publisher, endpoint))
    }

    fn check(&self, publisher: &str, endpoint: &str, given: &Parameters) -> Result<Call, Error> {
        let (publisher, endpoint) = self.row(publisher, endpoint)?;
        let parameters = parameters::check(endpoint, given)?;
        let request = request::build(self.base(publisher), publisher, endpoint, &parameters)?;
        Ok(self.ready(publisher, endpoint, parameters, request))
    }

    fn row(&self, publisher: &str, endpoint: &str) -> Result<(&Publisher, &'static Endpoint), Error> {
        let registry = &self.shared.registry;
        if registry.publisher(publisher).is_none() {
            return Err(Error::UnknownPublisher(publisher.to_owned()));
        }
        registry.endpoint(publisher, endpoint).ok_or(Error::UnknownEndpoint)
    }

    /// Scheme, host and prefix that requests to a publisher go to.
    fn base(&self, publisher: &Publisher) -> &str {
        self.shared.options.base_of(publisher).0
    }

    fn ready(
        &self,
        publisher: &Publisher,
        endpoint: &'static Endpoint,
        parameters: Parameters,
        mut request: Request,
    ) -> Call {
        let (base, via) = self.shared.options.base_of(publisher);
        request.via = via.map(str::to_owned);
        request.longest_answer = self.shared.options.longest_answer;
        if endpoint.auth != Auth::None {
            request.credentials = self.shared.options.credentials.get(publisher.id).cloned().unwrap_or_default();
        }
        let base = base.to_owned();
        Call { publisher: *publisher, endpoint, parameters, request, base, fresh: false }
    }

    /// The call that an address in a publisher's answer leads to, which answers as this endpoint
    /// does. It goes where all calls to the publisher go, whatever host the address names.
    ///
    /// # Errors
    /// As [`Client::call`]; and when the address is none of the publisher's.
    pub fn call_at(&self, publisher: &str, endpoint: &str, address: &str) -> Result<Call, Failure> {
        self.check_at(publisher, endpoint, address).map_err(|error| Failure::unsent(error, publisher, endpoint))
    }

    fn check_at(&self, publisher: &str, endpoint: &str, address: &str) -> Result<Call, Error> {
        let (publisher, endpoint) = self.row(publisher, endpoint)?;
        let base = self.base(publisher);
        let Some(url) = address::below(base, publisher.base_path, address) else {
            let problem = format!("is no address of {}: it is not below {}", publisher.name, publisher.base_path);
            return Err(Error::Parameter { name: address.to_owned(), problem });
        };
        let request = Request::get(url, request::accept(endpoint.response));
        Ok(self.ready(publisher, endpoint, Parameters::new(), request))
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
        let Reply { response, attempts, .. } = self.fetch(call, on_event).await?;
        page::read(call.asked(), &response.body).map_err(|error| {
            // What cannot be read is not kept, so that asking again helps.
            call.key(&self.shared.cache).iter().for_each(|key| self.shared.cache.forget(key));
            call.failure(error, attempts)
        })
    }

    /// Sends a read and returns the bytes of its answer, or those that it answered a moment ago.
    ///
    /// # Errors
    /// When no successful answer came, after the retries that the policy allows; when the call is a
    /// write, which is not for repeating: see [`Client::write`].
    pub async fn fetch(&self, call: &Call, on_event: &dyn Fn(Event)) -> Result<Reply, Failure> {
        refuse_write(call)?;
        let Shared { flights, cache, .. } = &*self.shared;
        let Some(key) = call.key(cache) else {
            return self.ask(call, on_event).await;
        };
        loop {
            let kept = if call.fresh { None } else { cache.get(&key, self.host.now_ms()) };
            if let Some(reply) = kept {
                return Ok(reply);
            }
            match flights.join(&key) {
                Role::Lead(flight) => {
                    let outcome = self.ask(call, on_event).await;
                    if let (Ok(reply), true) = (&outcome, call.may_be_kept()) {
                        cache.put(key, reply);
                    }
                    flight.land(&outcome);
                    return outcome;
                }
                Role::Follow(outcome) => {
                    if let Ok(outcome) = outcome.await {
                        return outcome;
                    }
                }
            }
        }
    }

    async fn ask(&self, call: &Call, on_event: &dyn Fn(Event)) -> Result<Reply, Failure> {
        let mut attempt = 1;
        loop {
            let place = self.enter(call, attempt, on_event).await?;
            let sent = self.read(&call.request);
            let read = self.told(call, attempt, on_event, sent, |response| response.status).await;
            drop(place);
            match read {
                Ok(response) => {
                    let received_ms = self.host.now_ms();
                    return Ok(Reply { response: Arc::new(response), attempts: attempt, received_ms });
                }
                Err(error) => self.pause(call, attempt, error, on_event).await?,
            }
            attempt += 1;
        }
    }

    /// Waits until the publisher's manners let the call go out.
    pub(super) async fn enter(&self, call: &Call, attempt: u32, on_event: &dyn Fn(Event)) -> Result<Place, Failure> {
        let patience = u64::try_from(self.shared.options.retry.longest_pause.as_millis()).unwrap_or(u64::MAX);
        let tell = |rest, error| on_event(Event::Waiting { pause: Duration::from_millis(rest), attempt: 0, error });
        let entered = self.gate(call).enter(&self.host, patience, &tell).await;
        entered.map_err(|error| call.failure(error, attempt - 1))
    }

    /// How often a publisher is asked.
    pub fn manners(&self, publisher: &str) -> Option<Manners> {
        let Shared { registry, options, .. } = &*self.shared;
        let row = registry.publisher(publisher)?;
        let own = options.manners.get(row.id).copied();
        Some(own.unwrap_or_else(|| traffic::manners_at(self.base(row), row.manners)))
    }

    /// Tells of a request and of what came of it.
    pub(super) async fn told<T>(
        &self,
        call: &Call,
        attempt: u32,
        on_event: &dyn Fn(Event),
        sent: impl Future<Output = Result<T, Error>>,
        status: fn(&T) -> u16,
    ) -> Result<T, Error> {
        let (endpoint, url) = (call.endpoint.id, call.shown_url());
        on_event(Event::Sending { endpoint, url: url.clone(), attempt });
        let start = self.host.now_ms();
        let outcome = sent.await;
        let status = match &outcome {
            Ok(answer) => status(answer),
            Err(Error::Status { status, .. }) => *status,
            Err(_) => return outcome,
        };
        let elapsed = Duration::from_millis(self.host.now_ms().saturating_sub(start));
        on_event(Event::Answered { endpoint, url, attempt, status, elapsed });
        outcome
    }

    fn gate(&self, call: &Call) -> Arc<Gate> {
        let publisher = call.publisher();
        let manners = || self.manners(publisher.id).unwrap_or(publisher.manners);
        let mut gates = self.shared.gates.lock().unwrap_or_else(PoisonError::into_inner);
        gates.entry(publisher.id).or_insert_with(|| Gate::new(manners())).clone()
    }

    /// Keeps everybody from a publisher that asked for a pause.
    pub(super) fn hold(&self, call: &Call, error: &Error, pause: Option<Duration>) {
        let Error::Status { status: 429 | 503, retry_after_ms, .. } = error else {
            return;
        };
        let pause = pause.map(|pause| u64::try_from(pause.as_millis()).unwrap_or(u64::MAX));
        if let Some(pause) = pause.or(*retry_after_ms) {
            // Others are told of it: without this call's secrets.
            let error = call.failure(error.clone(), 0).error;
            self.gate(call).hold(self.host.now_ms().saturating_add(pause), error);
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
        let error = call.failure(error, attempt).error;
        match retry::decide(&self.shared.options.retry, attempt, &error, self.host.random()) {
            Decision::GiveUp => {
                self.hold(call, &error, None);
                Err(call.failure(error, attempt))
            }
            Decision::RetryAfter(pause) => {
                self.hold(call, &error, Some(pause));
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
