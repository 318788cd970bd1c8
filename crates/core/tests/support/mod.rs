//! A host whose clock and answers the test controls: no server, no sleeping.

// Not every test file uses everything here.
#![allow(dead_code)]

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::time::Duration;

use tenderlens_core::client::{Host, Options};
use tenderlens_core::protocol::http::{Request, Response, TransportError};
use tenderlens_core::protocol::parameters::Parameters;

pub type Answer = Result<Response, TransportError>;

#[derive(Default)]
pub struct Script {
    pub answers: RefCell<VecDeque<Answer>>,
    pub sent: RefCell<Vec<Request>>,
    pub clock: Cell<Duration>,
    /// The request never ends: only the timeout does.
    pub hangs: bool,
}

impl Script {
    pub fn of(answers: Vec<Answer>) -> Self {
        Self { answers: RefCell::new(answers.into()), ..Self::default() }
    }

    /// The URLs asked for, as they may be shown.
    pub fn urls(&self) -> Vec<String> {
        self.sent.borrow().iter().map(|request| request.url.clone()).collect()
    }
}

impl Host for &Script {
    async fn send(&self, request: &Request) -> Answer {
        self.sent.borrow_mut().push(request.clone());
        if self.hangs {
            futures::future::pending::<()>().await;
        }
        self.answers.borrow_mut().pop_front().expect("an answer for every request")
    }

    async fn sleep(&self, duration: Duration) {
        // While a request is answered its timeout is not slept through.
        if self.hangs || duration != Options::default().timeout {
            self.clock.set(self.clock.get() + duration);
        }
    }

    fn now_ms(&self) -> u64 {
        u64::try_from(self.clock.get().as_millis()).unwrap()
    }

    fn random(&self) -> f64 {
        1.0
    }
}

/// A host that sends nothing.
#[derive(Clone)]
pub struct Nowhere;

impl Host for Nowhere {
    async fn send(&self, _: &Request) -> Answer {
        Err(TransportError::Unreachable("nowhere".to_owned()))
    }

    async fn sleep(&self, _: Duration) {}

    fn now_ms(&self) -> u64 {
        0
    }

    fn random(&self) -> f64 {
        0.0
    }
}

pub fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Answer {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Ok(Response { status, headers, body: body.as_bytes().to_vec() })
}

pub fn run<T>(future: impl Future<Output = T>) -> T {
    futures::executor::block_on(future)
}

pub fn parameters(pairs: &[(&str, &str)]) -> Parameters {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
