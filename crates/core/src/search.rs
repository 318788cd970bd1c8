//! A question that is the same for every publisher: what was published in a window of time.
//!
//! The answer is one page of summaries, a line per contracting process. The rows of
//! [`crate::endpoint::Listing`] say how each publisher is asked.

use tenderlens_ocds::{merge, package, view};

use crate::client::{Call, Client, Event, Host};
use crate::endpoint::Publisher;
use crate::plan::{self, Dates, Depth, Question};
use crate::process::merge_error;
use crate::protocol::error::{Error, Failure};
use crate::protocol::page::Page;
use crate::protocol::paging::ResumeToken;
use crate::protocol::parameters::Parameters;

/// One contracting process as a line of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    pub publisher: &'static str,
    pub ocid: String,
    /// Language of the published text (BCP 47).
    pub language: String,
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
    pub summaries: Vec<Summary>,
    /// Releases or records on the page.
    pub documents: usize,
    pub next: Option<ResumeToken>,
    /// What could not be used: where and why.
    pub problems: Vec<String>,
    pub url: String,
}

/// The first call of a listing.
///
/// # Errors
/// When the publisher is not known, or refuses the window.
pub fn first<H: Host>(client: &Client<H>, publisher: &str, dates: Dates) -> Result<Call, Failure> {
    let Some(row) = client.registry().publisher(publisher) else {
        return client.call(publisher, "", &Parameters::new());
    };
    let question = Question { dates, ..Question::default() };
    let today = plan::day(client.host().now_ms());
    let failure = |error| Failure {
        error,
        publisher: publisher.into(),
        endpoint: row.listing.endpoint.into(),
        url: None,
        attempts: 0,
    };
    let plan = plan::plan(row, &question, Depth::Quick, today).map_err(failure)?;
    match plan.calls.first() {
        Some(call) => client.call(publisher, call.endpoint, &call.parameters),
        None => client.call(publisher, row.listing.endpoint, &Parameters::new()),
    }
}

/// Sends a listing call and summarises its page.
///
/// # Errors
/// As [`Client::page`].
pub async fn run<H: Host>(client: &Client<H>, call: &Call, on_event: &dyn Fn(Event)) -> Result<Found, Failure> {
    let page = client.page(call, on_event).await?;
    Ok(summarise(call.publisher(), call.url(), page))
}

fn summarise(publisher: &Publisher, url: &str, page: Page) -> Found {
    let mut found = Found { url: url.to_owned(), documents: page.items().len(), ..Found::default() };
    found.problems = page.problems.iter().map(|it| format!("{}: {}", it.pointer, it.problem)).collect();
    match page.package() {
        Ok(package) => summarise_package(publisher, &package, &mut found),
        Err(error) => found.problems.push(error.to_string()),
    }
    found.next = page.next;
    found
}

fn summarise_package(publisher: &Publisher, package: &package::Package<'_>, found: &mut Found) {
    for record in &package.records {
        let releases = record.embedded.len() + record.linked.len();
        let compiled = match record.compiled {
            Some(compiled) => Ok(compiled.to_owned()),
            None => compile(&record.embedded),
        };
        add(publisher, compiled, Releases { count: releases, ids: Vec::new(), partial: false }, found);
    }
    for releases in group_by_ocid(&package.releases, &mut found.problems) {
        let ids = releases.iter().filter_map(|release| view::release_entry(release).id).collect();
        add(publisher, compile(&releases), Releases { count: releases.len(), ids, partial: true }, found);
    }
}

fn compile(releases: &[&str]) -> Result<String, Error> {
    merge::compiled(releases, &merge::Options::default()).map(|merged| merged.json).map_err(|error| merge_error(&error))
}

struct Releases {
    count: usize,
    partial: bool,
    ids: Vec<String>,
}

fn add(publisher: &Publisher, compiled: Result<String, Error>, releases: Releases, found: &mut Found) {
    let read = compiled.and_then(|compiled| {
        view::read(&compiled).map_err(|error| Error::Body { offset: error.offset, problem: error.problem })
    });
    match read {
        Ok(process) => found.summaries.push(summary(publisher, process, releases)),
        Err(error) => found.problems.push(error.to_string()),
    }
}

fn summary(publisher: &Publisher, process: view::Process, releases: Releases) -> Summary {
    let (value, basis) = process.value().map(|(value, basis)| (value.clone(), basis)).unzip();
    Summary {
        publisher: publisher.id,
        buyer: process.buyer_name().map(str::to_owned),
        deadline: process.deadline().map(str::to_owned),
        stage: process.stage,
        method: process
            .tender
            .as_ref()
            .and_then(|tender| tender.method_details.clone().or_else(|| tender.method.clone())),
        value,
        basis,
        language: process.language.unwrap_or_else(|| publisher.language.to_owned()),
        ocid: process.ocid.unwrap_or_default(),
        title: process.title,
        description: process.description,
        date: process.date,
        releases: releases.count,
        partial: releases.partial,
        release_ids: releases.ids,
    }
}

/// Groups releases by ocid, in the order in which the ocids come.
fn group_by_ocid<'a>(releases: &[&'a str], problems: &mut Vec<String>) -> Vec<Vec<&'a str>> {
    let mut order: Vec<Vec<&'a str>> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for release in releases {
        match package::ocid(release) {
            Some(ocid) => {
                let place = *places.entry(ocid).or_insert_with(|| {
                    order.push(Vec::new());
                    order.len() - 1
                });
                order[place].push(release);
            }
            None => problems.push("a release has no ocid; it belongs to no process".to_owned()),
        }
    }
    order
}
