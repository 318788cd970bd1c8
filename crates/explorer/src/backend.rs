//! Everything that fetches, parses and merges. The pages know only these jobs, so that the work can
//! move off the UI thread without them noticing.

#[cfg(target_arch = "wasm32")]
use tenderlens_core::client::Browser as Host;
// The crate is compiled natively for the tests of its pure modules; nothing is fetched there.
use tenderlens_core::calendar::Date;
#[cfg(not(target_arch = "wasm32"))]
use tenderlens_core::client::Native as Host;
use tenderlens_core::client::{Client, Event, Options};
use tenderlens_core::endpoint::{Manners, Publisher};
use tenderlens_core::plan::Question;
use tenderlens_core::process::{self, Loaded};
use tenderlens_core::protocol::error::Failure;
use tenderlens_core::publishers::Registry;
use tenderlens_core::search::{self, Cursor, Found};

use crate::config::Config;

/// The jobs of the explorer.
#[derive(Debug, Clone)]
pub struct Backend {
    client: Client<Host>,
    /// The present, in Unix milliseconds: the host's.
    now_ms: u64,
}

impl Backend {
    pub fn new(config: &Config) -> Self {
        let registry = Registry::builtin();
        let mut options = Options { bases: config.bases.clone(), ..Options::default() };
        if config.is_sandbox() {
            // Nobody else waits for a sandbox.
            let hasty = |manners: Manners| Manners { concurrent: 6, spacing_ms: 0, ..manners };
            options.manners = registry.publishers().iter().map(|it| (it.id.to_owned(), hasty(it.manners))).collect();
        }
        Self { client: Client::new(registry, Default::default(), options), now_ms: config.now_ms() as u64 }
    }

    pub fn publishers(&self) -> &[Publisher] {
        self.client.registry().publishers()
    }

    pub fn publisher(&self, id: &str) -> Option<&Publisher> {
        self.client.registry().publisher(id)
    }

    /// The publisher that can be asked for the process which this text names.
    pub fn names_process(&self, text: &str) -> Option<&Publisher> {
        process::named(self.client.registry(), text)
    }

    /// The start of a publisher's answer to a question.
    ///
    /// # Errors
    /// When the publisher can't be asked that.
    pub fn start(&self, publisher: &str, question: &Question) -> Result<Cursor, Failure> {
        search::first(&self.client, publisher, question, Date::of_unix_ms(self.now_ms))
    }

    /// One page of an answer.
    ///
    /// # Errors
    /// When the publisher gave no usable answer.
    pub async fn page(&self, at: &Cursor, on_event: &dyn Fn(Event)) -> Result<Found, Failure> {
        search::run(&self.client, at, on_event).await
    }

    /// A contracting process, merged; `whole` fetches the releases that its record only links to.
    ///
    /// # Errors
    /// When the publisher gave no usable answer.
    pub async fn process(
        &self,
        publisher: &str,
        ocid: &str,
        locator: Option<&str>,
        whole: bool,
        on_event: &dyn Fn(Event),
    ) -> Result<Loaded, Failure> {
        let call = process::lookup(&self.client, publisher, ocid, locator)?;
        if whole {
            process::load_whole(&self.client, &call, on_event).await
        } else {
            process::load(&self.client, &call, on_event).await
        }
    }
}
