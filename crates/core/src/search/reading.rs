//! From the documents of a page to its summaries.

use tenderlens_ocds::collect::{self, Form, Groups};
use tenderlens_ocds::{merge, view};

use super::local::{Local, Verdict};
use super::{Compiled, Found, Summary};
use crate::convert::Converted;
use crate::endpoint::Publisher;
use crate::process::{describe, group};
use crate::protocol::error::Error;
use crate::protocol::page::Page;

/// Adds the processes of a page. `locator` is the id that the page was asked for by.
pub(super) fn read(publisher: &Publisher, page: &Page, local: &Local<'_>, locator: Option<&str>, found: &mut Found) {
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
        if converted.releases.is_empty() && !converted.linked.is_empty() {
            return self.only_linked(&converted.ocid, converted.linked.len());
        }
        match group(&converted.releases) {
            Ok(groups) => groups.as_met().iter().for_each(|process| self.add(process, false)),
            Err(error) => self.problem(&error),
        }
    }

    fn add(&mut self, process: &collect::Process<'_>, partial: bool) {
        let outcome = process.merge(&Form::Compiled, &merge::Options::default());
        let Some(compiled) = outcome.json else {
            if process.releases().is_empty() && !process.links().is_empty() {
                return self.only_linked(process.ocid(), process.links().len());
            }
            return self.found.problems.extend(outcome.problems.iter().map(describe));
        };
        match view::read(&compiled) {
            Ok(read) => self.decide(&read, compiled, Releases::of(process, partial)),
            Err(error) => self.problem(&format!("{}: {error}", process.ocid())),
        }
    }

    fn decide(&mut self, process: &view::Process, compiled: String, releases: Releases) {
        let compiled = Compiled { json: compiled, dates: releases.dates.clone() };
        let summary = summary(self.publisher, process, releases, self.locator);
        let verdict = self.local.decide(process, &summary);
        self.sort(summary, compiled, verdict);
    }

    fn sort(&mut self, summary: Summary, compiled: Compiled, verdict: Verdict) {
        match verdict {
            Verdict::Yes => {
                self.found.summaries.push(summary);
                self.found.compiled.push(compiled);
            }
            Verdict::No => self.found.left_out += 1,
            Verdict::Unknown(aspects) => self.found.undecided.push((summary, aspects)),
        }
    }

    /// A process of which the list tells nothing but where its releases are.
    fn only_linked(&mut self, ocid: &str, releases: usize) {
        self.problem(&format!("{ocid} is listed with the addresses of its releases only; opening it fetches them"));
        let summary = Summary {
            publisher: self.publisher.id.into(),
            ocid: ocid.to_owned(),
            locator: self.locator.map(str::to_owned),
            language: self.publisher.language.to_owned(),
            releases,
            partial: true,
            ..Summary::default()
        };
        self.sort(summary, Compiled::default(), self.local.unknown());
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
    dates: Vec<String>,
}

impl Releases {
    fn of(process: &collect::Process<'_>, partial: bool) -> Self {
        // The releases of a record have no place of their own in a list.
        let listed = if process.records() == 0 { process.releases() } else { &[] };
        let entries = listed.iter().map(|release| view::release_entry(release));
        let (ids, dates) = entries.filter_map(|it| Some((it.id?, it.date.unwrap_or_default()))).unzip();
        Self { count: process.releases().len() + process.links().len(), partial, ids, dates }
    }
}

fn summary(publisher: &Publisher, process: &view::Process, releases: Releases, locator: Option<&str>) -> Summary {
    let (value, basis) = process.value().map(|(value, basis)| (value.clone(), basis)).unzip();
    let tender = process.tender.as_ref();
    Summary {
        publisher: publisher.id.into(),
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
