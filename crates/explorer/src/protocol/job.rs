//! The jobs of the worker, and what comes of them.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tenderlens_catalog::QueryError;
use tenderlens_core::calendar::Date;
use tenderlens_core::client::Event;
use tenderlens_core::convert::Unmapped;
use tenderlens_core::ocds::changes::HistoryEntry;
use tenderlens_core::ocds::view;
use tenderlens_core::plan::{Depth, Question};
use tenderlens_core::process::Basis;
use tenderlens_core::protocol::error::{Error, Failure};

use super::{Ask, Comparison, JobId, Step, Told};

/// How the publishers are reached.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Per publisher id: scheme, host and prefix instead of its own.
    pub bases: BTreeMap<String, String>,
    /// They are a sandbox: nobody else waits for it.
    pub sandbox: bool,
}

/// What the worker is asked to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Job {
    /// Load a page of a publisher's listing.
    List { publisher: String, page: Page },
    /// Ask the catalog of all that was read.
    Ask(Ask),
    /// Fetch a process and merge it. It stays opened until it is closed.
    Process {
        publisher: String,
        ocid: String,
        locator: String,
        /// With the releases that its record only links to.
        whole: bool,
    },
    /// A document of an opened process, as bytes.
    Document { of: JobId, which: Document },
    /// What differs between two releases of an opened process, counted in merge order.
    Compare { of: JobId, release: usize, with: usize },
    /// The values that a place of an opened process has had.
    History { of: JobId, pointer: String },
}

/// Which page of a listing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Page {
    /// The first one of the answer to a question; what was loaded of another answer is dropped.
    First { question: Box<Question>, depth: Depth, today: Date, fresh: bool },
    /// The one after the last that was loaded.
    Next,
}

/// A document of a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Document {
    Compiled,
    /// The publisher's own, where the releases are made of it.
    Source,
    /// A release, counted in merge order.
    Release(usize),
}

/// What happens while a job is under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    Working,
    /// The publisher is asked again after a pause.
    Waiting {
        pause: Duration,
        error: Error,
    },
}

impl From<Event> for Progress {
    fn from(event: Event) -> Self {
        match event {
            Event::Waiting { pause, error, .. } => Self::Waiting { pause, error },
            _ => Self::Working,
        }
    }
}

/// What comes of a job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    Listing(Listing),
    Told(Told),
    Process(Box<Opened>),
    /// The bytes stand beside the message.
    Document,
    Comparison(Box<Comparison>),
    History(Vec<HistoryEntry>),
}

/// How far a publisher's listing is loaded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    pub pages: usize,
    /// Releases, records or rows of a feed read.
    pub documents: usize,
    pub processes: usize,
    /// Processes that were read and do not meet the question, or do not say whether they do.
    pub left_out: usize,
    /// Date of the newest release, as published.
    pub newest: Option<String>,
    /// Date of the oldest one: a feed is walked back in time so far.
    pub oldest: Option<String>,
    /// There is a further page.
    pub more: bool,
    /// A page was full and yet named no next one.
    pub maybe_more: bool,
    /// What could not be used: where and why.
    pub problems: Vec<String>,
    /// The last request.
    pub url: String,
}

/// A process as the page shows it; its documents stay in the worker until they are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    pub basis: Basis,
    pub process: view::Process,
    pub timeline: Vec<view::Entry>,
    /// What each release changed; of the first one, in which all is new, only the number of values.
    pub steps: Vec<Step>,
    pub first_values: usize,
    /// Complete releases.
    pub releases: usize,
    /// The releases were made here of the publisher's own document.
    pub converted: bool,
    /// Releases that are only linked and were not fetched.
    pub only_linked: usize,
    pub notes: Vec<String>,
    pub other: Vec<Unmapped>,
    pub url: String,
}

/// Why a job came to nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// The publisher gave no usable answer, or can't be asked that.
    Failed(Failure),
    /// The catalog can't be asked that.
    Question(QueryError),
    /// The worker ended before it answered, or could not be started.
    Ended(String),
    /// The worker at the host is of another build.
    OtherBuild(String),
    /// What the job is about was opened in a worker that has ended since.
    Closed,
}

impl From<QueryError> for Trouble {
    fn from(error: QueryError) -> Self {
        Self::Question(error)
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}
