//! Runs the jobs, and keeps what they loaded and opened.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use tenderlens_core::calendar::Date;
#[cfg(target_arch = "wasm32")]
use tenderlens_core::client::Browser as Host;
// The crate is compiled natively for the tests of its pure modules; nothing is fetched there.
#[cfg(not(target_arch = "wasm32"))]
use tenderlens_core::client::Native as Host;
use tenderlens_core::client::{Call, Client, Event, Options};
use tenderlens_core::endpoint::Manners;
use tenderlens_core::ocds::json;
use tenderlens_core::plan::{self, Depth, Question};
use tenderlens_core::process::{self, Loaded};
use tenderlens_core::protocol::error::{Error, Failure};
use tenderlens_core::publishers::Registry;
use tenderlens_core::search::{self, Cursor};

use super::shelf::Shelf;
use super::{compare, listing};
use crate::browser;
use crate::protocol::{
    Answer, Comparison, Document, Job, JobId, Listing, Opened, Page, Progress, Settings, Step, Trouble,
};

type Done = Result<(Answer, Option<String>), Trouble>;

pub struct Desk {
    client: Client<Host>,
    kept: Rc<RefCell<Kept>>,
}

/// What outlasts a change of the settings.
#[derive(Default)]
struct Kept {
    shelf: Shelf,
    listings: BTreeMap<String, listing::Loaded>,
    opened: BTreeMap<JobId, Rc<Loaded>>,
}

impl Desk {
    pub fn new(settings: &Settings) -> Self {
        Self { client: client(settings), kept: Rc::default() }
    }

    /// The same desk, with publishers reached otherwise.
    pub fn with(&self, settings: &Settings) -> Self {
        Self { client: client(settings), kept: self.kept.clone() }
    }

    pub fn close(&self, id: JobId) {
        self.kept.borrow_mut().opened.remove(&id);
    }

    pub async fn run(&self, id: JobId, job: Job, tell: &dyn Fn(Progress)) -> Done {
        let on_event = |event: Event| tell(event.into());
        let answer = match job {
            Job::List { publisher, page } => Answer::Listing(self.list(&publisher, page, &on_event).await?),
            Job::Ask(ask) => Answer::Told(self.kept.borrow_mut().shelf.ask(ask)?),
            Job::Process { publisher, ocid, locator, whole } => {
                let call = process::lookup(&self.client, &publisher, &ocid, Some(&locator))?;
                self.open(id, &call, &locator, whole, &on_event).await?
            }
            Job::Document { of, which } => {
                let open = self.opened(of)?;
                let text = document(&open, which).ok_or(Trouble::Closed)?;
                return Ok((Answer::Document, Some(json::pretty(text))));
            }
            Job::Compare { of, release, with } => {
                let comparison = compared(&*self.opened(of)?, release, with).ok_or(Trouble::Closed)?;
                Answer::Comparison(Box::new(comparison))
            }
            Job::History { of, pointer } => Answer::History(process::history(&*self.opened(of)?, &pointer)),
        };
        Ok((answer, None))
    }

    async fn list(&self, publisher: &str, page: Page, on_event: &dyn Fn(Event)) -> Result<Listing, Trouble> {
        if let Page::First { question, depth, today, fresh } = page {
            let start = self.start(publisher, &question, depth, today)?;
            let start = if fresh { start.fresh() } else { start };
            let Kept { shelf, listings, .. } = &mut *self.kept.borrow_mut();
            if let Some(before) = listings.insert(publisher.to_owned(), listing::Loaded::of(start)) {
                before.clear(publisher, shelf);
            }
        }
        let at = self.kept.borrow().listings.get(publisher).and_then(listing::Loaded::next);
        let found = match at {
            Some(at) => Some(search::run(&self.client, &at, on_event).await?),
            None => None,
        };
        let Kept { shelf, listings, .. } = &mut *self.kept.borrow_mut();
        let listing = listings.get_mut(publisher).ok_or(Trouble::Closed)?;
        if let Some((found, row)) = found.zip(self.client.registry().publisher(publisher)) {
            listing.add(row, found, shelf, browser::time());
        }
        Ok(listing.state())
    }

    fn start(&self, publisher: &str, question: &Question, depth: Depth, today: Date) -> Result<Cursor, Trouble> {
        let row = self.client.registry().publisher(publisher);
        let row = row.ok_or_else(|| Error::UnknownPublisher(publisher.to_owned()));
        let plan = row.and_then(|row| plan::plan(row, question, depth, today));
        Ok(plan.map(Cursor::new).map_err(|error| Failure::unsent(error, publisher, ""))?)
    }

    async fn open(
        &self,
        id: JobId,
        call: &Call,
        locator: &str,
        whole: bool,
        on_event: &dyn Fn(Event),
    ) -> Result<Answer, Trouble> {
        let loaded = if whole {
            process::load_whole(&self.client, call, on_event).await?
        } else {
            process::load(&self.client, call, on_event).await?
        };
        let mut shown = shown(&loaded);
        let Kept { shelf, opened, .. } = &mut *self.kept.borrow_mut();
        shown.notes.extend(shelf.open(call.publisher(), &loaded, locator).err());
        opened.insert(id, Rc::new(loaded));
        Ok(Answer::Process(Box::new(shown)))
    }

    fn opened(&self, id: JobId) -> Result<Rc<Loaded>, Trouble> {
        self.kept.borrow().opened.get(&id).cloned().ok_or(Trouble::Closed)
    }
}

fn client(settings: &Settings) -> Client<Host> {
    let registry = Registry::builtin();
    let mut options = Options { bases: settings.bases.clone(), ..Options::default() };
    if settings.sandbox {
        // Nobody else waits for a sandbox.
        let hasty = |manners: Manners| Manners { concurrent: 6, spacing_ms: 0, ..manners };
        options.manners = registry.publishers().iter().map(|it| (it.id.to_owned(), hasty(it.manners))).collect();
    }
    Client::new(registry, Default::default(), options)
}

fn document(loaded: &Loaded, which: Document) -> Option<&str> {
    match which {
        Document::Compiled => Some(&loaded.compiled),
        Document::Source => loaded.raw.as_deref(),
        Document::Release(index) => loaded.releases.get(index).map(String::as_str),
    }
}

/// `None` for releases that are not there, or not one after the other.
fn compared(loaded: &Loaded, release: usize, with: usize) -> Option<Comparison> {
    let one = loaded.changes.get(release)?;
    if with.checked_add(1) == Some(release) {
        return Some(compare::comparison(one));
    }
    process::changes_between(loaded, release, with).map(|changes| compare::comparison(&changes))
}

fn shown(loaded: &Loaded) -> Opened {
    let steps = loaded.changes.iter().skip(1).map(compare::step);
    Opened {
        basis: loaded.basis,
        process: loaded.process.clone(),
        timeline: loaded.timeline.clone(),
        steps: loaded.changes.first().map(|_| Step::default()).into_iter().chain(steps).collect(),
        first_values: loaded.changes.first().map_or(0, |first| first.changes.len()),
        releases: loaded.releases.len(),
        converted: loaded.is_converted(),
        only_linked: loaded.only_linked,
        notes: loaded.notes.clone(),
        other: loaded.other.clone(),
        url: loaded.url.clone(),
    }
}
