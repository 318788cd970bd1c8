//! One request and what came of it, before anybody thinks about sending it again.

use std::borrow::Cow;
use std::future::Future;
use std::pin::pin;

use futures::future::{Either, select};

use super::engine::Client;
use super::host::{Host, Opened};
use crate::protocol::error::Error;
use crate::protocol::http::{Request, Response, TransportError, header, is_success};
use crate::protocol::refusal;
use crate::protocol::request::redirected;
use crate::protocol::retry;

/// Redirects followed at most, as browsers do it by the dozen and publishers once.
const HOPS: usize = 5;

impl<H: Host> Client<H> {
    /// A read with its redirects, whole.
    pub(super) async fn read(&self, asked: &Request) -> Result<Response, Error> {
        let mut request = Cow::Borrowed(asked);
        for _ in 0..=HOPS {
            let response = self.timed(self.host.send(&request)).await?;
            self.shared.cookies.keep(&request, &response.headers);
            match location_of(response.status, &response.headers) {
                Some(location) => request = Cow::Owned(redirected(&request, location)),
                None => return self.settle(asked, response),
            }
        }
        Err(Error::Redirected("too often".to_owned()))
    }

    /// A read with its redirects; the body is still to come.
    pub(super) async fn open_read(&self, asked: &Request) -> Result<Opened, Error> {
        let mut request = Cow::Borrowed(asked);
        for _ in 0..=HOPS {
            let opened = self.timed(self.host.open(&request)).await?;
            if let Some(location) = location_of(opened.status, &opened.headers) {
                request = Cow::Owned(redirected(&request, location));
            } else if is_success(opened.status) {
                return Ok(opened);
            } else {
                let response = self.timed(opened.collect(asked.longest_answer)).await?;
                return self.settle(asked, response).map(Opened::whole);
            }
        }
        Err(Error::Redirected("too often".to_owned()))
    }

    /// A request that is sent once and goes nowhere else.
    pub(super) async fn send_once(&self, request: &Request) -> Result<Response, Error> {
        let response = self.timed(self.host.send(request)).await?;
        self.shared.cookies.keep(request, &response.headers);
        match location_of(response.status, &response.headers) {
            Some(location) => Err(Error::Redirected(location.to_owned())),
            None => self.settle(request, response),
        }
    }

    pub(super) async fn timed<T>(&self, sent: impl Future<Output = Result<T, TransportError>>) -> Result<T, Error> {
        let timeout = self.shared.options.timeout;
        match select(pin!(sent), pin!(self.host.sleep(timeout))).await {
            Either::Left((sent, _)) => sent.map_err(|error| match error {
                TransportError::Unreachable(reason) => Error::Unreachable(reason),
                TransportError::Interrupted(reason) => Error::Interrupted(reason),
                TransportError::TooLong(longest) => Error::TooLong { longest },
            }),
            Either::Right(_) => Err(Error::Timeout { seconds: timeout.as_secs() }),
        }
    }

    fn settle(&self, asked: &Request, response: Response) -> Result<Response, Error> {
        if is_success(response.status) {
            let (bytes, longest) = (response.body.len(), asked.longest_answer);
            // Not every host looks at it before.
            return if bytes > longest { Err(Error::TooLong { longest }) } else { Ok(response) };
        }
        let now_ms = self.host.now_ms();
        // Before it is shortened: of a secret that is cut in two, a half would not be known again.
        let words = asked.credentials.redact(String::from_utf8_lossy(&response.body).into_owned());
        Err(Error::Status {
            status: response.status,
            refusal: Box::new(refusal::read(words.as_bytes())),
            retry_after_ms: response.header("retry-after").and_then(|it| retry::retry_after_ms(it, now_ms)),
        })
    }
}

fn location_of(status: u16, headers: &[(String, String)]) -> Option<&str> {
    header(headers, "location").filter(|_| matches!(status, 301 | 302 | 303 | 307 | 308))
}
