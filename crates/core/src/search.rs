//! A question that is the same for every publisher, answered page by page with summaries: a line per
//! contracting process.
//!
//! [`crate::plan`] says what a publisher is asked; what it can't be asked is decided here.

mod cursor;
mod feed;
mod local;
mod reading;
mod token;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use tenderlens_ocds::view;

use crate::calendar::Date;
use crate::client::{Client, Event, Host};
use crate::listing::{Aspect, Rows};
use crate::plan::{self, Depth, Question};
use crate::protocol::error::{Error, Failure};
use cursor::At;
pub use cursor::Cursor;
use feed::Row;
use local::Local;
use reading::read;

/// One contracting process as a line of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Publisher id.
    pub publisher: Cow<'static, str>,
    pub ocid: String,
    /// The publisher's own id, where the process can't be asked for by its OCID.
    pub locator: Option<String>,
    /// Language of the published text (BCP 47).
    pub language: String,
    /// Its headline: where there is no title, what says best what it is about.
    pub title: Option<String>,
    pub description: Option<String>,
    pub buyer: Option<String>,
    pub stage: view::Stage,
    pub value: Option<view::Amount>,
    /// Where the value stands.
    pub basis: Option<view::ValueBasis>,
    pub deadline: Option<String>,
    pub method: Option<String>,
    /// Date of the newest release on the page.
    pub date: Option<String>,
    /// Releases of the process: all of them if a record says so, else those seen so far.
    pub releases: usize,
    /// The process may have releases that are not counted.
    pub partial: bool,
    /// Ids of the releases on the page (a notice number, at some publishers).
    pub release_ids: Vec<String>,
}

impl Summary {
    /// The texts that words are looked for in.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = [&self.title, &self.description, &self.buyer].into_iter().flatten();
        texts.chain([&self.ocid]).chain(&self.release_ids).map(String::as_str)
    }
}

/// What a summary was made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compiled {
    /// The compiled release; empty where the page holds none.
    pub json: String,
    /// When the releases of [`Summary::release_ids`] were published, in their order; empty texts
    /// where that is not told.
    pub dates: Vec<String>,
}

/// One page of summaries and what it covers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The processes that meet every condition of the question.
    pub summaries: Vec<Summary>,
    /// What each of them was made of, in their order.
    pub compiled: Vec<Compiled>,
    /// Those of which what is published does not say whether they do, and as to what.
    pub undecided: Vec<(Summary, Vec<Aspect>)>,
    /// Releases, records or rows of a feed that were read.
    pub documents: usize,
    /// Processes that were read and do not meet the question.
    pub left_out: usize,
    /// The page was full and yet named no next one: what follows may be missing.
    pub maybe_more: bool,
    pub next: Option<Cursor>,
    /// What could not be used: where and why.
    pub problems: Vec<String>,
    /// The request; empty where nothing had to be asked.
    pub url: String,
}

/// The start of the quick answer to a question; `today` is the present day. A thorough one starts
/// with its plan: [`Cursor::new`] of [`plan::plan`].
///
/// # Errors
/// When the publisher is not known, or can't be asked that.
pub fn first<H: Host>(
    client: &Client<H>,
    publisher: &str,
    question: &Question,
    today: Date,
) -> Result<Cursor, Failure> {
    let failure = |error| Failure::unsent(error, publisher, "");
    let row = client.registry().publisher(publisher);
    let row = row.ok_or_else(|| failure(Error::UnknownPublisher(publisher.to_owned())))?;
    plan::plan(row, question, Depth::Quick, today).map(Cursor::new).map_err(failure)
}

/// Reads the page at a place, filters it by what the plan leaves to filter here, and says where it
/// goes on.
///
/// # Errors
/// As [`Client::page`]. The place can be read again.
pub async fn run<H: Host>(client: &Client<H>, cursor: &Cursor, on_event: &dyn Fn(Event)) -> Result<Found, Failure> {
    let mut cursor = cursor.clone();
    let mut found = Found { problems: cursor.prepare(client, on_event).await?, ..Found::default() };
    let plan = cursor.plan();
    let local = Local::new(&plan.question, &plan.local);
    let mut after = None;
    if let Some(call) = cursor.call(client)? {
        let page = client.page(&call, on_event).await?;
        found.url = call.url().to_owned();
        found.documents = page.items().len();
        found.maybe_more = page.maybe_more;
        found.problems.extend(page.notes());
        match call.publisher().listing.rows {
            Rows::Documents => {
                read(call.publisher(), &page, &local, None, &mut found);
                after = cursor.after(page.next);
            }
            Rows::Ids(ids) => {
                let chosen = feed::choose(&page, &ids, plan.question.dates, &local);
                found.left_out = chosen.passed_over;
                found.problems.extend(chosen.problems);
                let then = if chosen.is_past { None } else { cursor.after(page.next) };
                cursor.at = At::Rows(chosen.rows, then.map(Box::new));
            }
        }
    }
    if let At::Rows(rows, then) = &cursor.at {
        after = fetch_some(client, &cursor, rows, then.as_deref(), &mut found, on_event).await?;
    }
    found.next = after.map(|at| cursor.moved(at));
    Ok(found)
}

/// Fetches as many processes as a page has; what is left of a longer one is a place of its own.
async fn fetch_some<H: Host>(
    client: &Client<H>,
    cursor: &Cursor,
    rows: &[Row],
    then: Option<&At>,
    found: &mut Found,
    on_event: &dyn Fn(Event),
) -> Result<Option<At>, Failure> {
    let plan = cursor.plan();
    let Some(publisher) = client.registry().publisher(plan.publisher) else {
        return Ok(None);
    };
    let count = rows.len().min(publisher.listing.pace.page_rows.max(1) as usize);
    let (now, later) = rows.split_at(count);
    feed::fetch(client, publisher, now, cursor, found, on_event).await?;
    let then = then.cloned().map(Box::new);
    Ok(if later.is_empty() { then.map(|at| *at) } else { Some(At::Rows(later.to_vec(), then)) })
}
