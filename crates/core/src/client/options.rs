//! How a client behaves, and what it tells while it works.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::protocol::credentials::Credentials;
use crate::protocol::error::Error;
use crate::protocol::retry::Policy;

/// How a client behaves.
#[derive(Debug, Clone)]
pub struct Options {
    /// Per publisher id: scheme, host and prefix to use instead of the live service's.
    pub bases: BTreeMap<String, String>,
    /// Per publisher id: sent to its endpoints that ask for credentials, and to no other.
    pub credentials: BTreeMap<String, Credentials>,
    /// For one request, from sending to the last byte; of a streamed answer, between two pieces.
    pub timeout: Duration,
    pub retry: Policy,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            bases: BTreeMap::new(),
            credentials: BTreeMap::new(),
            timeout: Duration::from_secs(60),
            retry: Policy::default(),
        }
    }
}

/// What happens while a call is under way.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The request failed and is sent again after a pause.
    Waiting { pause: Duration, attempt: u32, error: Error },
}
