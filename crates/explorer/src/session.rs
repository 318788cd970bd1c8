//! What has been loaded from each publisher, kept while the pages come and go.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures::future::{AbortHandle, Abortable};
use leptos::prelude::{RwSignal, Update, With, WithUntracked};
use leptos::task::spawn_local;
use tenderlens_core::client::Event;
use tenderlens_core::plan::Question;
use tenderlens_core::protocol::error::{Error, Failure};
use tenderlens_core::search::{Cursor, Found, Summary};

use crate::backend::Backend;
use crate::browser;

/// The listing of one publisher, as far as it is loaded.
#[derive(Debug, Clone, Default)]
pub struct Source {
    pub status: Status,
    /// The start of the answer, with the plan behind it.
    pub start: Option<Cursor>,
    pub summaries: Vec<Arc<Summary>>,
    /// Processes that were read and do not meet the question, or do not say whether they do.
    pub left_out: usize,
    pub pages: usize,
    /// Releases, records or rows of a feed read.
    pub documents: usize,
    pub next: Option<Cursor>,
    /// A page was full and yet named no next one.
    pub maybe_more: bool,
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
        match event {
            Event::Waiting { pause, error, .. } => {
                Self::Waiting { until_ms: browser::now_ms() + pause.as_secs_f64() * 1000.0, error }
            }
            _ => Self::Loading,
        }
    }
}

impl Source {
    /// Everything that was asked for has been read.
    pub fn is_complete(&self) -> bool {
        self.status == Status::Ready && self.next.is_none()
    }

    fn add(&mut self, found: Found) {
        self.pages += 1;
        self.documents += found.documents;
        self.left_out += found.left_out + found.undecided.len();
        self.maybe_more |= found.maybe_more;
        self.next = found.next;
        if !found.url.is_empty() {
            self.url = found.url;
        }
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
                let is_new = |id: &String| !known.release_ids.contains(id);
                // A feed may come to a process again: the same releases are not more of them.
                if summary.release_ids.is_empty() || summary.release_ids.iter().any(is_new) {
                    let known = Arc::make_mut(known);
                    known.releases += summary.releases;
                    known.release_ids.extend(summary.release_ids);
                }
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

    /// Loads the first page of an answer, unless it is there already.
    pub fn open(&self, publisher: &str, question: &Question) {
        let is_there = self.sources.with_untracked(|sources| {
            let start = sources.get(publisher).and_then(|source| source.start.as_ref());
            start.is_some_and(|start| start.plan().question == *question)
        });
        if is_there {
            return;
        }
        self.stop(publisher);
        match self.backend.start(publisher, question) {
            Ok(start) => self.begin(publisher, start),
            Err(failure) => {
                self.change(publisher, |source| {
                    *source = Source { status: Status::Failed(failure), ..Source::default() }
                });
            }
        }
    }

    fn begin(&self, publisher: &str, start: Cursor) {
        self.change(publisher, |source| *source = Source { start: Some(start.clone()), ..Source::default() });
        self.load(publisher, start);
    }

    /// Loads the page after the last one, or the failed one again.
    pub fn go_on(&self, publisher: &str) {
        let at = self.sources.with_untracked(|sources| {
            let source = sources.get(publisher).filter(|source| !source.status.is_busy())?;
            source.next.clone().or_else(|| source.start.clone().filter(|_| source.pages == 0))
        });
        if let Some(at) = at {
            self.load(publisher, at);
        }
    }

    /// Reads the answer again from its start.
    pub fn refresh(&self, publisher: &str) {
        let start = self.sources.with_untracked(|sources| sources.get(publisher)?.start.clone());
        if let Some(start) = start {
            self.stop(publisher);
            self.begin(publisher, start.fresh());
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

    fn load(&self, publisher: &str, at: Cursor) {
        let (abort, registration) = AbortHandle::new_pair();
        self.change(publisher, |source| {
            source.status = Status::Loading;
            source.abort = Some(abort);
        });
        let session = self.clone();
        let publisher = publisher.to_owned();
        let job = async move {
            let on_event = |event| session.change(&publisher, |source| source.status = Status::of_event(event));
            let outcome = session.backend.page(&at, &on_event).await;
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
