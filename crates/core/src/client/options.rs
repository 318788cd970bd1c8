//! How a client behaves, and what it tells while it works.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::endpoint::{Manners, Publisher};
use crate::protocol::credentials::Credentials;
use crate::protocol::error::Error;
use crate::protocol::http::{LONGEST_ANSWER, PROXIED};
use crate::protocol::retry::Policy;

/// How a client behaves.
#[derive(Debug, Clone)]
pub struct Options {
    /// Per publisher id: scheme, host and prefix to use instead of the live service's; or the address
    /// of a proxy, in which `{url}` stands for the live service's whole address, percent-encoded.
    pub bases: BTreeMap<String, String>,
    /// Per publisher id: sent to its endpoints that ask for credentials, and to no other.
    pub credentials: BTreeMap<String, Credentials>,
    /// For one request, from sending to the last byte; of a streamed answer, between two pieces.
    pub timeout: Duration,
    pub retry: Policy,
    /// Per publisher id: how often it may be asked, instead of what its row says. A service on this
    /// machine is asked without a pause.
    pub manners: BTreeMap<String, Manners>,
    pub cache: CacheLimits,
    /// Bytes of an answer that are read whole, at most. Files, which come in pieces, may be longer.
    pub longest_answer: usize,
}

/// How much of what publishers answered is kept, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CacheLimits {
    /// 0 keeps nothing.
    pub bytes: usize,
    pub max_age: Duration,
}

impl Default for CacheLimits {
    fn default() -> Self {
        Self { bytes: 16 * 1024 * 1024, max_age: Duration::from_secs(300) }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            bases: BTreeMap::new(),
            credentials: BTreeMap::new(),
            timeout: Duration::from_secs(60),
            retry: Policy::default(),
            manners: BTreeMap::new(),
            cache: CacheLimits::default(),
            longest_answer: LONGEST_ANSWER,
        }
    }
}

impl Options {
    /// Scheme, host and prefix of a publisher's addresses, and the proxy that reads them.
    pub(super) fn base_of<'a>(&'a self, publisher: &Publisher) -> (&'a str, Option<&'a str>) {
        match self.bases.get(publisher.id) {
            Some(proxy) if proxy.contains(PROXIED) => (publisher.base, Some(proxy)),
            Some(base) => (base, None),
            None => (publisher.base, None),
        }
    }
}

/// What happens while a call is under way.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// The request failed and is sent again after a pause; with `attempt` 0 it is not sent before
    /// the end of a pause that the publisher asked another request for.
    Waiting { pause: Duration, attempt: u32, error: Error },
    /// A request goes out, the first as attempt 1. Its address holds no secret.
    Sending { endpoint: &'static str, url: String, attempt: u32 },
    /// It was answered, well or badly. One that is not answered has no such event.
    Answered { endpoint: &'static str, url: String, attempt: u32, status: u16, elapsed: Duration },
    /// Of several calls that are made together, so many have ended, well or badly.
    Progress { ended: usize, of: usize },
}
