//! A question that is the same for every publisher, answered page by page with summaries: a line per
//! contracting process.
//!
//! [`crate::plan`] says what a publisher is asked; what it can't be asked is decided here.

mod cursor;
mod feed;
mod local;
mod token;

use tenderlens_ocds::collect::{self, Form, Groups};
use tenderlens_ocds::{merge, view};

use crate::calendar::Date;
use crate::client::{Client, Event, Host};
use crate::convert::Converted;
use crate::endpoint::Publisher;
use crate::listing::{Aspect, Rows};
use crate::plan::{self, Depth, Question};
use crate::process::{describe, group};
use crate::protocol::error::{Error, Failure};
use crate::protocol::page::Page;
use cursor::At;
pub use cursor::Cursor;
use feed::Row;
use local::{Local, Verdict};

/// One contracting process as a line of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    pub publisher: &'static str,
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

/// One page of summaries and what it covers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The processes that meet every condition of the question.
    pub summaries: Vec<Summary>,
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

/// The start of the answer to a question; `today` is the present day.
///
/// # Errors
/// When the publisher is not known, or can't be asked that.
pub fn first<H: Host>(
    client: &Client<H>,
    publisher: &str,
    question: &Question,
    today: Date,
) -> Result<Cursor, Failure> {
    let failure = |error| Failure { error, publisher: publisher.into(), endpoint: "".into(), url: None, attempts: 0 };
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

/// Adds the processes of a page. `locator` is the id that the page was asked for by.
fn read(publisher: &Publisher, page: &Page, local: &Local<'_>, locator: Option<&str>, found: &mut Found) {
    let mut reading = Reading { publisher, local, locator, found };
    match publisher.convert {
        Some(convert) => page.items().for_each(|document| reading.converted(convert(document))),
        None => reading.text(&page.text),
    }
}

/// What is made of a page's documents.
struct Reading<'a> {
    publisher: &'a Publisher,
    local: &'a Local<'a>,
    locator: Option<&'a str>,
    found: &'a mut Found,
}

impl Reading<'_> {
    fn text(&mut self, text: &str) {
        let mut groups = Groups::default();
        if let Err(error) = groups.read(text) {
            self.problem(&error);
        }
        groups.dedupe();
        self.found.problems.extend(groups.problems.iter().map(describe));
        // A record tells of all releases; lone ones are those that the page happens to hold.
        groups.as_met().iter().for_each(|process| self.add(process, process.records() == 0));
    }

    /// A document holds all that the publisher tells of its process. What of it could not be used as
    /// published is told where the process is shown ([`crate::process::Loaded::notes`]).
    fn converted(&mut self, converted: Result<Converted, Error>) {
        let converted = match converted {
            Ok(converted) => converted,
            Err(error) => return self.problem(&error),
        };
        match group(&converted.releases) {
            Ok(groups) => groups.as_met().iter().for_each(|process| self.add(process, false)),
            Err(error) => self.problem(&error),
        }
    }

    fn add(&mut self, process: &collect::Process<'_>, partial: bool) {
        let outcome = process.merge(&Form::Compiled, &merge::Options::default());
        let Some(compiled) = outcome.json else {
            return self.found.problems.extend(outcome.problems.iter().map(describe));
        };
        match view::read(&compiled) {
            Ok(read) => self.decide(read, Releases::of(process, partial)),
            Err(error) => self.problem(&format!("{}: {error}", process.ocid())),
        }
    }

    fn decide(&mut self, process: view::Process, releases: Releases) {
        let summary = summary(self.publisher, &process, releases, self.locator);
        match self.local.decide(&process, &summary) {
            Verdict::Yes => self.found.summaries.push(summary),
            Verdict::No => self.found.left_out += 1,
            Verdict::Unknown(aspects) => self.found.undecided.push((summary, aspects)),
        }
    }

    fn problem(&mut self, error: &impl std::fmt::Display) {
        self.found.problems.push(match self.locator {
            Some(id) => format!("{id}: {error}"),
            None => error.to_string(),
        });
    }
}

struct Releases {
    count: usize,
    partial: bool,
    ids: Vec<String>,
}

impl Releases {
    fn of(process: &collect::Process<'_>, partial: bool) -> Self {
        // The releases of a record have no place of their own in a list.
        let listed = if process.records() == 0 { process.releases() } else { &[] };
        Self {
            count: process.releases().len() + process.links().len(),
            partial,
            ids: listed.iter().filter_map(|release| view::release_entry(release).id).collect(),
        }
    }
}

fn summary(publisher: &Publisher, process: &view::Process, releases: Releases, locator: Option<&str>) -> Summary {
    let (value, basis) = process.value().map(|(value, basis)| (value.clone(), basis)).unzip();
    let tender = process.tender.as_ref();
    Summary {
        publisher: publisher.id,
        ocid: process.ocid.clone().unwrap_or_default(),
        locator: locator.map(str::to_owned),
        language: process.language.clone().unwrap_or_else(|| publisher.language.to_owned()),
        title: process.headline().map(str::to_owned),
        description: process.description.clone(),
        buyer: process.buyer_name().map(str::to_owned),
        stage: process.stage,
        value,
        basis,
        deadline: process.deadline().map(str::to_owned),
        method: tender.and_then(|tender| tender.method_details.clone().or_else(|| tender.method.clone())),
        date: process.date.clone(),
        releases: releases.count,
        partial: releases.partial,
        release_ids: releases.ids,
    }
}
