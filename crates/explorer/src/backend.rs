//! The one way for the pages to what is fetched, parsed and merged: all of it happens in the worker
//! ([`crate::worker`]), and the pages ask for windows of it.

use js_sys::Uint8Array;
use tenderlens_catalog::{FacetQuery, Query};
use tenderlens_core::calendar::Date;
use tenderlens_core::endpoint::Publisher;
use tenderlens_core::ocds::changes::HistoryEntry;
use tenderlens_core::plan::{self, Depth, Plan, Question};
use tenderlens_core::protocol::error::{Error, Failure};
use tenderlens_core::publishers::Registry;

use crate::config::Config;
use crate::link::{self, Outcome};
use crate::protocol::{
    Answer, Ask, Comparison, Document, Found, Job, JobId, Listing, Opened, Page, ProfileAnswer, ProfileQuestion,
    Progress, Told, Trouble,
};

/// The jobs of the explorer. Dropping the future of one cancels it.
#[derive(Debug, Clone)]
pub struct Backend {
    registry: Registry,
    /// The present day: the host's.
    today: Date,
}

/// A process that is open in the worker, until this is dropped.
#[derive(Debug)]
pub struct Open {
    id: JobId,
    pub opened: Opened,
}

impl Drop for Open {
    fn drop(&mut self) {
        link::close(self.id);
    }
}

impl std::ops::Deref for Open {
    type Target = Opened;

    fn deref(&self) -> &Opened {
        &self.opened
    }
}

/// Which rows are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Window {
    pub query: Query,
    pub facets: Vec<FacetQuery>,
    pub offset: usize,
    pub limit: usize,
}

impl Backend {
    /// Starts the worker.
    pub fn new(config: &Config) -> Self {
        link::configure(config.settings());
        Self { registry: Registry::described(), today: Date::of_unix_ms(config.now_ms() as u64) }
    }

    /// The publishers' tables, without the code that converts: that is the worker's.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    pub fn publishers(&self) -> &[Publisher] {
        self.registry.publishers()
    }

    pub fn publisher(&self, id: &str) -> Option<&Publisher> {
        self.registry.publisher(id)
    }

    /// What a publisher will be asked to answer a question.
    ///
    /// # Errors
    /// When the publisher can't be asked that.
    pub fn plan(&self, publisher: &str, question: &Question, depth: Depth) -> Result<Plan, Failure> {
        let row = self.publisher(publisher).ok_or_else(|| Error::UnknownPublisher(publisher.to_owned()));
        let plan = row.and_then(|row| plan::plan(row, question, depth, self.today));
        plan.map_err(|error| Failure::unsent(error, publisher, ""))
    }

    /// The first page of a publisher's answer to a plan; `fresh` without what was answered before.
    ///
    /// # Errors
    /// When the publisher gave no usable answer.
    pub async fn first_page(
        &self,
        plan: &Plan,
        fresh: bool,
        tell: impl Fn(Progress) + 'static,
    ) -> Result<Listing, Trouble> {
        let question = Box::new(plan.question.clone());
        let page = Page::First { question, depth: plan.depth, today: self.today, fresh };
        listing(link::run(Job::List { publisher: plan.publisher.to_owned(), page }, tell).await)
    }

    /// The page after the last one that came, or the failed one again.
    ///
    /// # Errors
    /// When the publisher gave no usable answer.
    pub async fn next_page(&self, publisher: &str, tell: impl Fn(Progress) + 'static) -> Result<Listing, Trouble> {
        listing(link::run(Job::List { publisher: publisher.to_owned(), page: Page::Next }, tell).await)
    }

    /// Asks the catalog of all that was read.
    ///
    /// # Errors
    /// When there is no worker, or it can't be asked that.
    pub async fn ask(&self, ask: Ask) -> Result<Told, Trouble> {
        match link::run(Job::Ask(ask), |_| ()).await?.0 {
            Answer::Told(told) => Ok(told),
            other => Err(unexpected(&other)),
        }
    }

    /// A window of the rows of a question, with what else could be chosen.
    ///
    /// # Errors
    /// As [`Backend::ask`].
    pub async fn rows(&self, asked: Window) -> Result<Found, Trouble> {
        let Window { query, facets, offset, limit } = asked;
        match self.ask(Ask::Rows { query: Box::new(query), facets, offset, limit }).await? {
            Told::Rows(found) => Ok(*found),
            _ => Err(unexpected_part()),
        }
    }

    /// What is known of a buyer or supplier.
    ///
    /// # Errors
    /// As [`Backend::ask`].
    pub async fn profile(&self, asked: ProfileQuestion) -> Result<ProfileAnswer, Trouble> {
        match self.ask(Ask::Profile(asked)).await? {
            Told::Profile(answer) => Ok(*answer),
            _ => Err(unexpected_part()),
        }
    }

    /// A contracting process, merged; `whole` fetches the releases that its record only links to.
    ///
    /// # Errors
    /// When the publisher gave no usable answer.
    pub async fn process(
        &self,
        publisher: &str,
        ocid: &str,
        locator: &str,
        whole: bool,
        tell: impl Fn(Progress) + 'static,
    ) -> Result<Open, Trouble> {
        let (publisher, ocid, locator) = (publisher.to_owned(), ocid.to_owned(), locator.to_owned());
        let running = link::run(Job::Process { publisher, ocid, locator, whole }, tell);
        let id = running.id;
        match running.await?.0 {
            Answer::Process(opened) => Ok(Open { id, opened: *opened }),
            other => Err(unexpected(&other)),
        }
    }

    /// A document of a process, laid out for people.
    ///
    /// # Errors
    /// When there is no worker, or another one than that which opened the process.
    pub async fn document(&self, of: &Open, which: Document) -> Result<Uint8Array, Trouble> {
        match link::run(Job::Document { of: of.id, which }, |_| ()).await? {
            (Answer::Document, Some(bytes)) => Ok(bytes),
            (other, _) => Err(unexpected(&other)),
        }
    }

    /// What differs between a release of a process and an earlier one, counted in merge order.
    ///
    /// # Errors
    /// As [`Backend::document`].
    pub async fn compare(&self, of: &Open, release: usize, with: usize) -> Result<Comparison, Trouble> {
        match link::run(Job::Compare { of: of.id, release, with }, |_| ()).await?.0 {
            Answer::Comparison(comparison) => Ok(*comparison),
            other => Err(unexpected(&other)),
        }
    }

    /// The values that a place of a process has had.
    ///
    /// # Errors
    /// As [`Backend::document`].
    pub async fn history(&self, of: &Open, pointer: String) -> Result<Vec<HistoryEntry>, Trouble> {
        match link::run(Job::History { of: of.id, pointer }, |_| ()).await?.0 {
            Answer::History(entries) => Ok(entries),
            other => Err(unexpected(&other)),
        }
    }
}

fn listing(outcome: Outcome) -> Result<Listing, Trouble> {
    match outcome?.0 {
        Answer::Listing(listing) => Ok(listing),
        other => Err(unexpected(&other)),
    }
}

fn unexpected(answer: &Answer) -> Trouble {
    let kind = match answer {
        Answer::Listing(_) => "a listing",
        Answer::Told(_) => "of the catalog",
        Answer::Process(_) => "a process",
        Answer::Document => "a document",
        Answer::Comparison(_) => "a comparison",
        Answer::History(_) => "a history",
    };
    Trouble::Ended(format!("it answered {kind} to another question"))
}

fn unexpected_part() -> Trouble {
    Trouble::Ended("its catalog answered another question".to_owned())
}
