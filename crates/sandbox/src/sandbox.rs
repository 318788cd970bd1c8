//! What a sandbox consists of, and how it is put together.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;
use tenderlens_core::publishers::Registry;

use crate::dialect::{self, Dialect};
use crate::faults::Faults;
use crate::recording::Recording;
use crate::router;
use crate::store::Store;
use crate::world::{self, Extent};

/// A server of the publishers' APIs, ready to be mounted.
///
/// ```
/// use tenderlens_core::publishers::Registry;
/// use tenderlens_sandbox::Sandbox;
///
/// let now = "2026-11-21T12:00:00Z".parse()?;
/// let router: axum::Router = Sandbox::new(Registry::builtin(), now).router();
/// # drop(router);
/// # Ok::<(), jiff::Error>(())
/// ```
#[derive(Debug)]
pub struct Sandbox {
    pub(crate) registry: Registry,
    pub(crate) now: Timestamp,
    extent: Extent,
    /// A generated store is made when it is first asked for.
    stores: HashMap<&'static str, OnceLock<Store>>,
    pub(crate) dialects: HashMap<&'static str, Box<dyn Dialect>>,
    pub(crate) fixtures: HashMap<(String, String), Vec<u8>>,
    pub(crate) faults: Faults,
}

/// Where a publisher's answers come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    Generated,
    Recorded,
    /// Only fixtures: there is no generator for this publisher.
    Fixtures,
}

impl Source {
    /// The word used in `config.json` and in the description.
    pub fn name(self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::Recorded => "recorded",
            Self::Fixtures => "fixtures",
        }
    }
}

#[derive(Debug, thiserror::Error)]
#[error("there is no publisher {publisher:?} to replay {folder} for; known are {known}")]
pub struct UnknownPublisher {
    publisher: String,
    folder: String,
    known: String,
}

impl Sandbox {
    /// Every publisher of the registry, over a world generated for the clock's time.
    pub fn new(registry: Registry, now: Timestamp) -> Self {
        Self::with_world(registry, now, Extent::Full)
    }

    pub(crate) fn with_world(registry: Registry, now: Timestamp, extent: Extent) -> Self {
        let ids = || registry.publishers().iter().map(|publisher| publisher.id);
        let stores = ids().filter(|id| world::is_known(id)).map(|id| (id, OnceLock::new())).collect();
        let dialects = ids().map(|id| (id, dialect::of(id))).collect();
        Self { registry, now, extent, stores, dialects, fixtures: HashMap::new(), faults: Faults::default() }
    }

    /// Answers a publisher's endpoints from a recording instead.
    ///
    /// # Errors
    /// When the registry has no such publisher.
    pub fn with_recording(mut self, publisher: &str, recording: Recording) -> Result<Self, UnknownPublisher> {
        let Some(known) = self.registry.publisher(publisher) else {
            let known: Vec<_> = self.registry.publishers().iter().map(|publisher| publisher.id).collect();
            return Err(UnknownPublisher {
                publisher: publisher.to_owned(),
                folder: recording.folder.display().to_string(),
                known: known.join(", "),
            });
        };
        self.stores.insert(known.id, OnceLock::from(recording.store));
        Ok(self)
    }

    /// The answer of an endpoint that the publisher's dialect has no code for.
    pub fn with_fixture(mut self, publisher: &str, endpoint: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.fixtures.insert((publisher.to_owned(), endpoint.to_owned()), bytes.into());
        self
    }

    /// The sandbox's clock.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Each publisher's id and where its answers come from, in the order of the registry.
    pub fn sources(&self) -> Vec<(&'static str, Source)> {
        self.registry.publishers().iter().map(|publisher| (publisher.id, self.source(publisher.id))).collect()
    }

    pub(crate) fn source(&self, publisher: &str) -> Source {
        match self.stores.get(publisher).map(OnceLock::get) {
            Some(Some(store)) if store.is_recorded() => Source::Recorded,
            Some(_) => Source::Generated,
            None => Source::Fixtures,
        }
    }

    /// Generates now what would be generated at the first request.
    pub fn prepare(&self) {
        for publisher in self.registry.publishers() {
            self.store(publisher.id);
        }
    }

    /// What a publisher holds; `None` for one that only has fixtures.
    pub(crate) fn store(&self, publisher: &str) -> Option<&Store> {
        let store = self.stores.get(publisher)?;
        Some(store.get_or_init(|| Store::generated(world::generate(publisher, self.now, self.extent))))
    }

    /// What the publisher lists changes a little, as if someone worked with it.
    pub(crate) fn change(&self, publisher: &str) {
        if let (Some(dialect), Some(store)) = (self.dialects.get(publisher), self.store(publisher)) {
            dialect.change(store);
        }
    }

    /// The routes, below `/sandbox`.
    pub fn router(self) -> axum::Router {
        router::build(Arc::new(self))
    }
}
