//! One contracting process, fetched from its publisher and merged here.

use tenderlens_ocds::changes::{self, HistoryEntry, ReleaseChanges};
use tenderlens_ocds::merge::{self, MergeError};
use tenderlens_ocds::package::{self, Package};
use tenderlens_ocds::{json, view};

use crate::client::{Call, Client, Event, Host};
use crate::endpoint::Key;
use crate::protocol::error::{Error, Failure};
use crate::protocol::page::Page;
use crate::protocol::parameters::Parameters;

/// Who compiled the release that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Merged here from the complete releases.
    Merged,
    /// The publisher's own compiled release: the releases themselves are only linked.
    Publisher,
}

/// A contracting process with its evidence.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub basis: Basis,
    /// The compiled release, as JSON text.
    pub compiled: String,
    pub process: view::Process,
    pub timeline: Vec<view::Entry>,
    /// The complete releases, as published, in merge order; empty when they are only linked.
    pub releases: Vec<String>,
    /// What each of them changed, in the same order.
    pub changes: Vec<ReleaseChanges>,
    /// What a reader should know about the data: where and what.
    pub notes: Vec<String>,
    pub url: String,
}

/// The call that fetches a process.
///
/// # Errors
/// When the publisher is not known, or the ocid cannot be one.
pub fn lookup<H: Host>(client: &Client<H>, publisher: &str, ocid: &str) -> Result<Call, Failure> {
    let Some(lookup) = client.registry().publisher(publisher).map(|row| row.lookup) else {
        return client.call(publisher, "", &Parameters::new());
    };
    let parameter = match lookup.key {
        Key::Ocid(parameter) | Key::Native { parameter, .. } => parameter,
    };
    client.call(publisher, lookup.endpoint, &Parameters::from([(parameter.to_owned(), ocid.to_owned())]))
}

/// Fetches a process and merges its releases.
///
/// # Errors
/// As [`Client::page`]; and when the answer holds nothing of the process.
pub async fn load<H: Host>(client: &Client<H>, call: &Call, on_event: &dyn Fn(Event)) -> Result<Loaded, Failure> {
    let page = client.page(call, on_event).await?;
    read(&page, call.url()).map_err(|error| call.failure(error, 1))
}

/// The call that fetches the complete releases of a process whose record only links to them;
/// `None` when the publisher offers none or the compiled release does not say which.
pub fn linked_releases<H: Host>(client: &Client<H>, publisher: &str, loaded: &Loaded) -> Option<Call> {
    let linked = client.registry().publisher(publisher)?.lookup.releases?;
    let mut parameters = Parameters::new();
    for (name, pointer) in linked.parameters {
        parameters.insert((*name).to_owned(), json::pointer(&loaded.compiled, pointer)?.into_owned());
    }
    client.call(publisher, linked.endpoint, &parameters).ok()
}

/// The values that a place in the compiled release has had: one entry per release that changed it.
/// Empty when the releases are only linked, and for a pointer that leads nowhere.
pub fn history(loaded: &Loaded, pointer: &str) -> Vec<HistoryEntry> {
    let releases: Vec<&str> = loaded.releases.iter().map(String::as_str).collect();
    // These releases have been merged before, so this cannot fail where that did not.
    changes::history(&releases, pointer, &merge::Options::default()).unwrap_or_default()
}

fn read(page: &Page, url: &str) -> Result<Loaded, Error> {
    let package = page.package()?;
    let mut notes: Vec<_> = package.problems.iter().map(|it| format!("{}: {}", it.pointer, it.problem)).collect();
    let (releases, repeated) = complete_releases(&package);
    if repeated > 0 {
        notes.push(format!("{repeated} releases came twice with equal content and count once."));
    }
    let mut loaded = if releases.is_empty() { publishers_own(&package, url)? } else { merged(&releases, url)? };
    notes.append(&mut loaded.notes);
    Ok(Loaded { notes, ..loaded })
}

fn merged(releases: &[&str], url: &str) -> Result<Loaded, Error> {
    let releases = package::in_date_order(releases);
    let options = merge::Options::default();
    let merged = merge::compiled(&releases, &options).map_err(|error| merge_error(&error))?;
    Ok(Loaded {
        basis: Basis::Merged,
        process: view_of(&merged.json)?,
        compiled: merged.json,
        timeline: releases.iter().map(|release| view::release_entry(release)).collect(),
        changes: changes::changes(&releases, &options).map_err(|error| merge_error(&error))?,
        releases: releases.into_iter().map(str::to_owned).collect(),
        notes: merged.warnings.into_iter().map(|warning| warning.message).collect(),
        url: url.to_owned(),
    })
}

fn publishers_own(package: &Package<'_>, url: &str) -> Result<Loaded, Error> {
    let (compiled, timeline) = publisher_compiled(package)?;
    Ok(Loaded {
        basis: Basis::Publisher,
        process: view_of(&compiled)?,
        compiled,
        timeline,
        changes: Vec::new(),
        releases: Vec::new(),
        notes: Vec::new(),
        url: url.to_owned(),
    })
}

fn view_of(compiled: &str) -> Result<view::Process, Error> {
    view::read(compiled).map_err(|error| Error::Body { offset: error.offset, problem: error.problem })
}

/// All complete releases of the answer; one that stands there twice with equal bytes counts once.
fn complete_releases<'a>(package: &Package<'a>) -> (Vec<&'a str>, usize) {
    let embedded = package.records.iter().flat_map(|record| record.embedded.iter());
    let all: Vec<&str> = package.releases.iter().chain(embedded).copied().collect();
    let mut seen = std::collections::HashSet::new();
    let unique: Vec<&str> = all.iter().copied().filter(|release| seen.insert(*release)).collect();
    let repeated = all.len() - unique.len();
    (unique, repeated)
}

fn publisher_compiled(package: &Package<'_>) -> Result<(String, Vec<view::Entry>), Error> {
    let record = package.records.iter().find_map(|record| Some((record.compiled?, record)));
    let (compiled, record): (&str, &package::Record<'_>) = record.ok_or_else(|| Error::Body {
        offset: 0,
        problem: "the answer holds no release and no compiled release of this process".to_owned(),
    })?;
    Ok((compiled.to_owned(), view::linked_entries(&record.linked)))
}

pub(crate) fn merge_error(error: &MergeError) -> Error {
    Error::Merge(error.to_string())
}
