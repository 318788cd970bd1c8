//! One contracting process, fetched from its publisher and merged here.

use tenderlens_ocds::changes::{self, HistoryEntry, ReleaseChanges};
use tenderlens_ocds::collect::{self, Form, Groups, Outcome, Problem};
use tenderlens_ocds::{json, merge, package, view};

use crate::client::{Call, Client, Event, Host};
use crate::convert::{Convert, Converted, Unmapped};
use crate::endpoint::{Key, Publisher};
use crate::protocol::error::{Error, Failure};
use crate::protocol::page::Page;
use crate::protocol::parameters::Parameters;
use crate::publishers::Registry;

/// Who compiled the release that is shown.
pub use tenderlens_ocds::collect::Basis;

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
    /// The publisher's own document, as published, where the releases were made of it here.
    pub raw: Option<String>,
    /// Values of that document which do not stand in the releases as published.
    pub other: Vec<Unmapped>,
    pub url: String,
}

impl Loaded {
    /// The releases were made here of the publisher's own document.
    pub fn is_converted(&self) -> bool {
        self.raw.is_some()
    }
}

/// The call that fetches a process: by its OCID or, where the publisher does not know that, by the
/// id of its own that a list gave ([`crate::search::Summary::locator`]).
///
/// # Errors
/// When the publisher is not known, or neither of the two can be asked for there.
pub fn lookup<H: Host>(
    client: &Client<H>,
    publisher: &str,
    ocid: &str,
    locator: Option<&str>,
) -> Result<Call, Failure> {
    let Some(row) = client.registry().publisher(publisher) else {
        return client.call(publisher, "", &Parameters::new());
    };
    let (parameter, value) = match row.lookup.key {
        Key::Ocid(parameter) => (parameter, ocid),
        Key::Native { parameter, hex_digits } => {
            let ids = [locator.unwrap_or_default(), ocid];
            match ids.into_iter().find_map(|id| native(id, hex_digits)) {
                Some(id) => (parameter, id),
                None => return Err(unresolvable(row, ocid, hex_digits)),
            }
        }
    };
    client.call(publisher, row.lookup.endpoint, &Parameters::from([(parameter.to_owned(), value.to_owned())]))
}

/// The publisher that can be asked for the process which a text names: by its OCID's prefix, or by
/// an id of the form that a publisher gives; archives are not meant by that.
pub fn named<'a>(registry: &'a Registry, text: &str) -> Option<&'a Publisher> {
    registry.publishers().iter().find(|publisher| match publisher.lookup.key {
        Key::Ocid(_) => publisher.ocid_prefix.is_some_and(|prefix| text.starts_with(prefix)),
        Key::Native { hex_digits, .. } => {
            publisher.archived.is_none() && text.len() == hex_digits && native(text, hex_digits).is_some()
        }
    })
}

/// The publisher's own id, alone or at the end of an OCID that is made of it.
fn native(id: &str, hex_digits: usize) -> Option<&str> {
    let tail = id.get(id.len().checked_sub(hex_digits)?..)?;
    let starts = id.len() == hex_digits || id.ends_with(&format!("-{tail}"));
    (starts && tail.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(tail)
}

fn unresolvable(publisher: &Publisher, ocid: &str, hex_digits: usize) -> Failure {
    let problem = format!(
        "can't be asked for at {}: the publisher finds processes only by an id of its own, {hex_digits} hexadecimal \
         digits, which can't be made of this one. Open the process from a list, or give that id",
        publisher.name
    );
    Failure {
        error: Error::Parameter { name: ocid.to_owned(), problem },
        publisher: publisher.id.into(),
        endpoint: publisher.lookup.endpoint.into(),
        url: None,
        attempts: 0,
    }
}

/// Fetches a process and merges its releases.
///
/// # Errors
/// As [`Client::page`]; and when the answer holds nothing of the process.
pub async fn load<H: Host>(client: &Client<H>, call: &Call, on_event: &dyn Fn(Event)) -> Result<Loaded, Failure> {
    let page = client.page(call, on_event).await?;
    let loaded = match call.publisher().convert {
        Some(convert) => converted(&page, convert, call.url()),
        None => read(&page, call.url()),
    };
    loaded.map_err(|error| call.failure(error, 1))
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
    let mut groups = Groups::default();
    groups.read(&page.text).map_err(|error| Error::Body { offset: error.offset, problem: error.problem })?;
    let repeated = groups.dedupe();
    let mut notes: Vec<_> = page.notes().chain(groups.problems.iter().map(describe)).collect();
    if repeated > 0 {
        notes.push(format!("{repeated} releases came twice with equal content and count once."));
    }
    let [process, others @ ..] = groups.as_met() else {
        return Err(nothing_of_it());
    };
    if !others.is_empty() {
        notes.push(format!("The answer also holds releases of {} other processes.", others.len()));
    }
    let mut loaded = load_process(process, url)?;
    notes.append(&mut loaded.notes);
    Ok(Loaded { notes, ..loaded })
}

/// The publisher's own document, made OCDS releases and merged.
fn converted(page: &Page, convert: Convert, url: &str) -> Result<Loaded, Error> {
    let document = page
        .items()
        .next()
        .ok_or_else(|| Error::Body { offset: 0, problem: "the answer holds no document of this process".to_owned() })?;
    let Converted { releases, linked, other, problems, .. } = convert(document)?;
    let groups = group(&releases)?;
    let loaded = load_process(groups.as_met().first().ok_or_else(nothing_of_it)?, url)?;
    let links = (!linked.is_empty())
        .then(|| format!("{} releases are only linked by the publisher: {}", linked.len(), linked.join(", ")));
    let notes = loaded.notes.into_iter().chain(page.notes()).chain(problems).chain(links).collect();
    Ok(Loaded { notes, raw: Some(document.to_owned()), other, ..loaded })
}

/// The releases that were made of one document.
pub(crate) fn group(releases: &[String]) -> Result<Groups<'_>, Error> {
    let mut groups = Groups::default();
    for release in releases {
        groups.read(release).map_err(|error| Error::Body { offset: error.offset, problem: error.problem })?;
    }
    Ok(groups)
}

fn nothing_of_it() -> Error {
    let problem = "the answer holds no release and no compiled release of this process".to_owned();
    Error::Body { offset: 0, problem }
}

fn load_process(process: &collect::Process<'_>, url: &str) -> Result<Loaded, Error> {
    let options = merge::Options::default();
    let Outcome { json, basis, problems } = process.merge(&Form::Compiled, &options);
    let Some(compiled) = json else {
        let problem = problems.first().filter(|_| !process.releases().is_empty());
        return Err(problem.map_or_else(nothing_of_it, |problem| Error::Merge(describe(problem))));
    };
    // Only what was merged here has releases to show; the rest are links.
    let whole = if basis == Basis::Merged { process.releases() } else { &[] };
    let releases = package::in_date_order(whole);
    Ok(Loaded {
        process: view_of(&compiled)?,
        compiled,
        timeline: match basis {
            Basis::Merged => releases.iter().map(|release| view::release_entry(release)).collect(),
            Basis::Publisher => view::linked_entries(process.links()),
        },
        changes: changes::changes(&releases, &options).map_err(|error| Error::Merge(error.to_string()))?,
        releases: releases.into_iter().map(str::to_owned).collect(),
        // That it is the publisher's stands in `basis`.
        notes: problems.iter().filter(|it| it.code != "publisher-compiled").map(describe).collect(),
        basis,
        raw: None,
        other: Vec::new(),
        url: url.to_owned(),
    })
}

fn view_of(compiled: &str) -> Result<view::Process, Error> {
    view::read(compiled).map_err(|error| Error::Body { offset: error.offset, problem: error.problem })
}

/// A problem in a sentence, with its place in the answer.
pub(crate) fn describe(problem: &Problem) -> String {
    match problem.path.as_deref().filter(|path| !path.is_empty()) {
        Some(path) => format!("{path}: {}", problem.message),
        None => problem.message.clone(),
    }
}
