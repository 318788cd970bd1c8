//! From an answer to a process: its releases merged, and what should be known of them.

use tenderlens_ocds::changes;
use tenderlens_ocds::collect::{self, Form, Groups, Outcome, Problem};
use tenderlens_ocds::{merge, package, view};

use super::{Basis, Loaded};
use crate::convert::{Convert, Converted};
use crate::protocol::error::Error;

/// A package of OCDS, merged.
pub fn published(text: &str) -> Result<Loaded, Error> {
    let mut groups = Groups::default();
    groups.read(text)?;
    let repeated = groups.dedupe();
    let mut notes: Vec<_> = groups.problems.iter().map(describe).collect();
    if repeated > 0 {
        notes.push(format!("{repeated} releases came twice with equal content and count once."));
    }
    let [process, others @ ..] = groups.as_met() else {
        return Err(nothing_of_it());
    };
    if !others.is_empty() {
        notes.push(format!("The answer also holds releases of {} other processes.", others.len()));
    }
    let mut loaded = load_process(process)?;
    notes.append(&mut loaded.notes);
    Ok(Loaded { notes, ..loaded })
}

/// The publisher's own document, made OCDS releases and merged.
pub fn converted(document: &str, convert: Convert) -> Result<Loaded, Error> {
    let Converted { releases, linked, other, problems, .. } = convert(document)?;
    let groups = group(&releases)?;
    let loaded = load_process(groups.as_met().first().ok_or_else(nothing_of_it)?)?;
    let links = (!linked.is_empty())
        .then(|| format!("{} releases are only linked by the publisher: {}", linked.len(), linked.join(", ")));
    let notes = loaded.notes.into_iter().chain(problems).chain(links).collect();
    Ok(Loaded { notes, raw: Some(document.to_owned()), other, only_linked: linked.len(), ..loaded })
}

/// The releases that were made of one document.
pub fn group(releases: &[String]) -> Result<Groups<'_>, Error> {
    let mut groups = Groups::default();
    for release in releases {
        groups.read(release)?;
    }
    Ok(groups)
}

pub fn nothing_of_it() -> Error {
    let problem = "the answer holds no release and no compiled release of this process".to_owned();
    Error::Body { offset: 0, problem }
}

fn load_process(process: &collect::Process<'_>) -> Result<Loaded, Error> {
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
        only_linked: process.missing_links(),
        // That it is the publisher's stands in `basis`.
        notes: problems.iter().filter(|it| it.code != "publisher-compiled").map(describe).collect(),
        basis,
        raw: None,
        other: Vec::new(),
        url: String::new(),
    })
}

fn view_of(compiled: &str) -> Result<view::Process, Error> {
    Ok(view::read(compiled)?)
}

/// A problem in a sentence, with its place in the answer.
pub fn describe(problem: &Problem) -> String {
    match problem.path.as_deref().filter(|path| !path.is_empty()) {
        Some(path) => format!("{path}: {}", problem.message),
        None => problem.message.clone(),
    }
}
