//! What has been loaded from each publisher, kept while the pages come and go.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures::future::{AbortHandle, Abortable};
use leptos::prelude::{GetUntracked, RwSignal, Update, With, WithUntracked};
use leptos::task::spawn_local;
use tenderlens_core::client::Event;
use tenderlens_core::plan::Dates;
use tenderlens_core::protocol::error::{Error, Failure};
use tenderlens_core::protocol::paging::ResumeToken;
use tenderlens_core::search::{Found, Summary};

use crate::backend::{Backend, Position};
use crate::browser;

/// The listing of one publisher, as far as it is loaded.
#[derive(Debug, Clone, Default)]
pub struct Source {
    pub status: Status,
    pub window: Option<Dates>,
    pub summaries: Vec<Arc<Summary>>,
    pub pages: usize,
    /// Releases or records read.
    pub documents: usize,
    pub next: Option<ResumeToken>,
    pub problems: Vec<String>,
    pub url: String,
    /// When the last page came, in Unix milliseconds.
    pub loaded_ms: f64,
    abort: Option<AbortHandle>,
}

/// What a publisher is doing for us.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Status {
    #[default]
    Idle,
    Loading,
    /// The publisher asked for patience until that time (Unix milliseconds).
    Waiting {
        until_ms: f64,
        error: Error,
    },
    Ready,
    Failed(Failure),
}

impl Status {
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Loading | Self::Waiting { .. })
    }

    pub(crate) fn of_event(event: Event) -> Self {
        let Event::Waiting { pause, error, .. } = event;
        Self::Waiting { until_ms: browser::now_ms() + pause.as_secs_f64() * 1000.0, error }
    }
}

impl Source {
    /// Everything in the window has been read.
    pub fn is_complete(&self) -> bool {
        self.status == Status::Ready && self.next.is_none()
    }

    fn add(&mut self, found: Found) {
        self.pages += 1;
        self.documents += found.documents;
        self.next = found.next;
        self.url = found.url;
        self.problems.extend(found.problems);
        self.loaded_ms = browser::now_ms();
        self.status = Status::Ready;
        for summary in found.summaries {
            self.add_summary(summary);
        }
    }

    /// A process whose releases came on two pages stays one row.
    fn add_summary(&mut self, summary: Summary) {
        match self.summaries.iter_mut().find(|known| known.ocid == summary.ocid) {
            Some(known) => {
                let known = Arc::make_mut(known);
                known.releases += summary.releases;
                known.release_ids.extend(summary.release_ids);
            }
            None => self.summaries.push(Arc::new(summary)),
        }
    }
}

/// The listings of all publishers.
#[derive(Clone)]
pub struct Session {
    backend: Arc<Backend>,
    sources: RwSignal<BTreeMap<String, Source>>,
}

impl Session {
    pub fn new(backend: Arc<Backend>) -> Self {
        Self { backend, sources: RwSignal::new(BTreeMap::new()) }
    }

    /// Runs over the source of a publisher, as it is now and whenever it changes.
    pub fn with<T>(&self, publisher: &str, read: impl FnOnce(&Source) -> T) -> T {
        self.sources.with(|sources| match sources.get(publisher) {
            Some(source) => read(source),
            None => read(&Source::default()),
        })
    }

    /// Loads the first page of a window, unless that window is there already.
    pub fn open(&self, publisher: &str, window: Dates) {
        let is_there = self
            .sources
            .with_untracked(|sources| sources.get(publisher).is_some_and(|source| source.window == Some(window)));
        if !is_there {
            self.stop(publisher);
            self.change(publisher, |source| *source = Source { window: Some(window), ..Source::default() });
            self.load(publisher, Position::First(window));
        }
    }

    /// Loads the page after the last one, or the failed one again.
    pub fn go_on(&self, publisher: &str) {
        let at = self.sources.with_untracked(|sources| {
            let source = sources.get(publisher).filter(|source| !source.status.is_busy())?;
            match &source.next {
                Some(token) => Some(Position::After(token.clone())),
                None if source.pages == 0 => source.window.map(Position::First),
                None => None,
            }
        });
        if let Some(at) = at {
            self.load(publisher, at);
        }
    }

    /// Reads the window again from its start.
    pub fn refresh(&self, publisher: &str) {
        let window = self.sources.get_untracked().get(publisher).and_then(|source| source.window);
        self.change(publisher, |source| source.window = None);
        if let Some(window) = window {
            self.open(publisher, window);
        }
    }

    /// Gives up what is under way and keeps what is there.
    pub fn stop(&self, publisher: &str) {
        self.change(publisher, |source| {
            if let Some(abort) = source.abort.take() {
                abort.abort();
            }
            if source.status.is_busy() {
                source.status = if source.pages > 0 { Status::Ready } else { Status::Idle };
            }
        });
    }

    fn change(&self, publisher: &str, change: impl FnOnce(&mut Source)) {
        self.sources.update(|sources| change(sources.entry(publisher.to_owned()).or_default()));
    }

    fn load(&self, publisher: &str, at: Position) {
        let (abort, registration) = AbortHandle::new_pair();
        self.change(publisher, |source| {
            source.status = Status::Loading;
            source.abort = Some(abort);
        });
        let session = self.clone();
        let publisher = publisher.to_owned();
        let job = async move {
            let on_event = |event| session.change(&publisher, |source| source.status = Status::of_event(event));
            let outcome = session.backend.list(&publisher, at, &on_event).await;
            session.change(&publisher, |source| {
                source.abort = None;
                match outcome {
                    Ok(found) => source.add(found),
                    Err(failure) => source.status = Status::Failed(failure),
                }
            });
        };
        spawn_local(async move {
            // Aborted: whoever did it has set the status.
            let _ = Abortable::new(job, registration).await;
        });
    }
}
