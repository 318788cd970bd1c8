//! What is loaded of each publisher, as the worker tells it: the rows themselves stay there.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures::future::{AbortHandle, Abortable};
use leptos::prelude::{Get, GetValue, RwSignal, SetValue, StoredValue, Update, With, WithUntracked};
use leptos::task::spawn_local;
use tenderlens_core::plan::{Dates, Depth, Plan, Question};
use tenderlens_core::protocol::error::Error;

use crate::backend::Backend;
use crate::browser;
use crate::link;
use crate::protocol::{Listing, Progress, Trouble};

/// The listing of one publisher, as far as it is loaded.
#[derive(Debug, Clone, Default)]
pub struct Source {
    pub status: Status,
    /// How the publisher is asked.
    pub plan: Option<Arc<Plan>>,
    pub listing: Listing,
    /// When the last page came, in Unix milliseconds.
    pub loaded_ms: f64,
    /// Page after page is read without being asked for each.
    pub reads_on: bool,
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
    Failed(Trouble),
}

impl Status {
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Loading | Self::Waiting { .. })
    }

    pub(crate) fn of_progress(progress: Progress) -> Self {
        match progress {
            Progress::Waiting { pause, error } => {
                Self::Waiting { until_ms: browser::now_ms() + pause.as_secs_f64() * 1000.0, error }
            }
            Progress::Working => Self::Loading,
        }
    }
}

impl Source {
    /// Everything that was asked for has been read.
    pub fn is_complete(&self) -> bool {
        self.status == Status::Ready && !self.listing.more
    }
}

/// While page after page is read, what is shown is brought up to date so often, in milliseconds.
const PACE_MS: f64 = 700.0;

/// Which page is to be loaded.
enum Next {
    First { fresh: bool },
    Further,
}

/// The listings of all publishers.
#[derive(Clone)]
pub struct Session {
    backend: Arc<Backend>,
    sources: RwSignal<BTreeMap<String, Source>>,
    /// Counts the changes of the rows.
    revision: RwSignal<u64>,
    /// When that was told last.
    shown_ms: StoredValue<f64>,
}

impl Session {
    pub fn new(backend: Arc<Backend>) -> Self {
        let session =
            Self { backend, sources: RwSignal::default(), revision: RwSignal::new(0), shown_ms: StoredValue::new(0.0) };
        let ending = session.clone();
        link::on_end(move |trouble| ending.lose(&trouble));
        session
    }

    /// Runs over the source of a publisher, as it is now and whenever it changes.
    pub fn with<T>(&self, publisher: &str, read: impl FnOnce(&Source) -> T) -> T {
        self.sources.with(|sources| match sources.get(publisher) {
            Some(source) => read(source),
            None => read(&Source::default()),
        })
    }

    /// The windows that were asked for, of each publisher that was asked.
    pub fn windows(&self) -> Vec<(String, Dates)> {
        self.sources.with(windows)
    }

    /// As they are now.
    pub fn windows_untracked(&self) -> Vec<(String, Dates)> {
        self.sources.with_untracked(windows)
    }

    /// A number that is another one whenever the rows may be.
    pub fn revision(&self) -> u64 {
        self.revision.get()
    }

    /// Loads the first page of an answer, unless it is there already.
    pub fn open(&self, publisher: &str, question: &Question) {
        let is_there = self.sources.with_untracked(|sources| {
            let plan = sources.get(publisher).and_then(|source| source.plan.as_ref());
            plan.is_some_and(|plan| plan.question == *question)
        });
        if is_there {
            return;
        }
        self.ask(publisher, question, Depth::Quick);
    }

    fn ask(&self, publisher: &str, question: &Question, depth: Depth) {
        self.stop(publisher);
        match self.backend.plan(publisher, question, depth) {
            Ok(plan) => self.begin(publisher, Arc::new(plan), false),
            Err(failure) => self.change(publisher, |source| {
                *source = Source { status: Status::Failed(failure.into()), ..Source::default() };
            }),
        }
    }

    fn begin(&self, publisher: &str, plan: Arc<Plan>, fresh: bool) {
        self.change(publisher, |source| *source = Source { plan: Some(plan), ..Source::default() });
        self.load(publisher, Next::First { fresh });
    }

    /// Loads the page after the last one, or the failed one again.
    pub fn go_on(&self, publisher: &str) {
        let next = self.sources.with_untracked(|sources| {
            let source = sources.get(publisher).filter(|source| !source.status.is_busy())?;
            match source.listing.pages {
                0 => source.plan.is_some().then_some(Next::First { fresh: false }),
                _ => source.listing.more.then_some(Next::Further),
            }
        });
        if let Some(next) = next {
            self.load(publisher, next);
        }
    }

    /// Reads page after page, to the end of the answer.
    pub fn read_on(&self, publisher: &str) {
        self.change(publisher, |source| source.reads_on = true);
        self.go_on(publisher);
    }

    /// Reads the answer again, to its end and in windows so short that the publisher loses nothing.
    pub fn verify(&self, publisher: &str) {
        let plan = self.sources.with_untracked(|sources| sources.get(publisher)?.plan.clone());
        if let Some(plan) = plan {
            self.ask(publisher, &plan.question, Depth::Thorough);
            self.change(publisher, |source| source.reads_on = true);
        }
    }

    /// What verifying would take.
    pub fn verification(&self, publisher: &str) -> Option<Plan> {
        let plan = self.sources.with(|sources| sources.get(publisher)?.plan.clone())?;
        self.backend.plan(publisher, &plan.question, Depth::Thorough).ok()
    }

    /// Reads the answer again from its start.
    pub fn refresh(&self, publisher: &str) {
        let plan = self.sources.with_untracked(|sources| sources.get(publisher)?.plan.clone());
        if let Some(plan) = plan {
            self.stop(publisher);
            self.begin(publisher, plan, true);
        }
    }

    /// Gives up what is under way and keeps what is there.
    pub fn stop(&self, publisher: &str) {
        self.change(publisher, |source| {
            if let Some(abort) = source.abort.take() {
                abort.abort();
            }
            source.reads_on = false;
            if source.status.is_busy() {
                source.status = if source.listing.pages > 0 { Status::Ready } else { Status::Idle };
            }
        });
    }

    /// The worker has ended, and with it all rows.
    fn lose(&self, trouble: &Trouble) {
        self.sources.update(|sources| {
            for source in sources.values_mut().filter(|source| source.plan.is_some()) {
                let plan = source.plan.take();
                *source = Source { plan, status: Status::Failed(trouble.clone()), ..Source::default() };
            }
        });
        self.revision.update(|revision| *revision += 1);
    }

    fn change(&self, publisher: &str, change: impl FnOnce(&mut Source)) {
        self.sources.update(|sources| change(sources.entry(publisher.to_owned()).or_default()));
    }

    fn load(&self, publisher: &str, next: Next) {
        let (abort, registration) = AbortHandle::new_pair();
        self.change(publisher, |source| {
            source.status = Status::Loading;
            source.abort = Some(abort);
        });
        let session = self.clone();
        let publisher = publisher.to_owned();
        let job = async move {
            let outcome = session.page(&publisher, next).await;
            session.change(&publisher, |source| {
                source.abort = None;
                match outcome {
                    Ok(listing) => {
                        source.listing = listing;
                        source.loaded_ms = browser::now_ms();
                        source.status = Status::Ready;
                    }
                    Err(trouble) => source.status = Status::Failed(trouble),
                }
            });
            session.after_page(&publisher);
        };
        spawn_local(async move {
            // Aborted: whoever did it has set the status.
            let _ = Abortable::new(job, registration).await;
        });
    }

    /// The rows have changed, and there may be a page to read on.
    fn after_page(&self, publisher: &str) {
        let reads_on = self.sources.with_untracked(|sources| {
            sources.get(publisher).is_some_and(|it| it.reads_on && it.status == Status::Ready && it.listing.more)
        });
        let now = browser::now_ms();
        if !reads_on || now - self.shown_ms.get_value() > PACE_MS {
            self.shown_ms.set_value(now);
            self.revision.update(|revision| *revision += 1);
        }
        if reads_on {
            self.load(publisher, Next::Further);
        } else {
            self.change(publisher, |source| source.reads_on = false);
        }
    }

    async fn page(&self, publisher: &str, next: Next) -> Result<Listing, Trouble> {
        let (session, telling) = (self.clone(), publisher.to_owned());
        let tell = move |progress| session.change(&telling, |source| source.status = Status::of_progress(progress));
        let plan = self.sources.with_untracked(|sources| sources.get(publisher)?.plan.clone());
        match (next, plan) {
            (Next::First { fresh }, Some(plan)) => self.backend.first_page(&plan, fresh, tell).await,
            _ => self.backend.next_page(publisher, tell).await,
        }
    }
}

fn windows(sources: &BTreeMap<String, Source>) -> Vec<(String, Dates)> {
    sources.iter().filter_map(|(id, source)| Some((id.clone(), source.plan.as_ref()?.question.dates))).collect()
}
