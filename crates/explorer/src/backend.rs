//! Everything that fetches, parses and merges. The pages know only these jobs, so that the work can
//! move off the UI thread without them noticing.

#[cfg(target_arch = "wasm32")]
use tenderlens_core::client::Browser as Host;
// The crate is compiled natively for the tests of its pure modules; nothing is fetched there.
#[cfg(not(target_arch = "wasm32"))]
use tenderlens_core::client::Native as Host;
use tenderlens_core::client::{Call, Client, Event, Options};
use tenderlens_core::endpoint::Publisher;
use tenderlens_core::plan::Dates;
use tenderlens_core::process::{self, Loaded};
use tenderlens_core::protocol::error::Failure;
use tenderlens_core::protocol::paging::ResumeToken;
use tenderlens_core::publishers::Registry;
use tenderlens_core::search::{self, Found};

use crate::config::Config;

/// The jobs of the explorer.
#[derive(Debug, Clone)]
pub struct Backend {
    client: Client<Host>,
}

impl Backend {
    pub fn new(config: &Config) -> Self {
        let options = Options { bases: config.bases.clone(), ..Options::default() };
        Self { client: Client::new(Registry::builtin(), Default::default(), options) }
    }

    pub fn publishers(&self) -> &[Publisher] {
        self.client.registry().publishers()
    }

    pub fn publisher(&self, id: &str) -> Option<&Publisher> {
        self.client.registry().publisher(id)
    }

    /// One page of a listing: the first of a window, or the one a token continues with.
    ///
    /// # Errors
    /// When the publisher gave no usable answer.
    pub async fn list(&self, publisher: &str, at: Position, on_event: &dyn Fn(Event)) -> Result<Found, Failure> {
        let call = match &at {
            Position::First(dates) => search::first(&self.client, publisher, *dates)?,
            Position::After(token) => self.client.resume(token)?,
        };
        search::run(&self.client, &call, on_event).await
    }

    /// A contracting process, merged.
    ///
    /// # Errors
    /// When the publisher gave no usable answer.
    pub async fn process(&self, publisher: &str, ocid: &str, on_event: &dyn Fn(Event)) -> Result<Loaded, Failure> {
        let call = process::lookup(&self.client, publisher, ocid)?;
        process::load(&self.client, &call, on_event).await
    }

    /// How the complete releases of a process can be had whose record only links to them.
    pub fn linked_releases(&self, publisher: &str, loaded: &Loaded) -> Option<Call> {
        process::linked_releases(&self.client, publisher, loaded)
    }

    /// A contracting process by such a call.
    ///
    /// # Errors
    /// When the publisher gave no usable answer.
    pub async fn fetch(&self, call: &Call, on_event: &dyn Fn(Event)) -> Result<Loaded, Failure> {
        process::load(&self.client, call, on_event).await
    }
}

/// Where in a listing to read.
#[derive(Debug, Clone)]
pub enum Position {
    First(Dates),
    After(ResumeToken),
}
