//! One contracting process: what is known of it, and its merge into any form.

use std::borrow::Cow;
use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::compact::compact;
use super::document::PartKind;
use super::outline::members;
use super::problem::{Problem, Severity};
use super::record::{self, RecordForm};
use super::sampled::Sampled;
use crate::changes::{ReleaseChanges, changes};
use crate::json;
use crate::merge::{MergeError, Options, Warning, compiled, versioned};
use crate::package;

/// What to make of a process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Its compiled release.
    Compiled,
    /// Its versioned release.
    Versioned,
    /// Its record.
    Record(RecordForm),
    /// `{"ocid", "releases"}`: what each release changed ([`ReleaseChanges`]).
    Changes,
}

/// Who made a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Merged here, from whole releases.
    Merged,
    /// The publisher, whose compiled release is passed on: there are no whole releases to merge.
    Publisher,
}

/// What became of a process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// One line of JSON; none if the process failed.
    pub json: Option<String>,
    /// Who made it.
    pub basis: Basis,
    /// Why it failed, and what was odd.
    pub problems: Vec<Problem>,
}

impl Outcome {
    /// A process without a result.
    fn failed(problem: Problem) -> Self {
        Self { json: None, basis: Basis::Merged, problems: vec![problem] }
    }
}

/// What documents said of one process.
#[derive(Debug, Clone, Default)]
pub struct Process<'a> {
    ocid: String,
    releases: Vec<&'a str>,
    /// The `uri` of each release's package.
    packages: Vec<Option<Cow<'a, str>>>,
    links: Vec<&'a str>,
    compiled: Vec<&'a str>,
    records: usize,
}

impl<'a> Process<'a> {
    /// A process of which nothing is known yet.
    pub fn new(ocid: impl Into<String>) -> Self {
        Self { ocid: ocid.into(), ..Self::default() }
    }

    /// Its ocid.
    pub fn ocid(&self) -> &str {
        &self.ocid
    }

    /// Its whole releases, as they came.
    pub fn releases(&self) -> &[&'a str] {
        &self.releases
    }

    /// Adds a part of a document, which must be of this process. `package` is the `uri` of the
    /// release's package, which records with linked releases point to.
    pub fn add(&mut self, kind: PartKind, text: &'a str, package: Option<Cow<'a, str>>) {
        match kind {
            PartKind::Release => {
                self.releases.push(text);
                self.packages.push(package);
            }
            PartKind::Record => self.records += 1,
            PartKind::Link => self.links.push(text),
            PartKind::Compiled => self.compiled.push(text),
        }
    }

    /// Links to releases that may be elsewhere.
    pub fn links(&self) -> &[&'a str] {
        &self.links
    }

    /// How many records there were.
    pub fn records(&self) -> usize {
        self.records
    }

    /// The publisher's own compiled release, the latest by date.
    pub fn publishers_compiled(&self) -> Option<&'a str> {
        self.compiled.iter().copied().max_by_key(|text| members(text).date.and_then(json::string))
    }

    /// The whole releases, of which everything but the publisher's own compiled release is made.
    ///
    /// # Errors
    /// The problem that there are none: `needs-releases` where there are links to them.
    pub fn whole_releases(&self) -> Result<&[&'a str], Problem> {
        match self {
            _ if !self.releases.is_empty() => Ok(&self.releases),
            _ if self.links.is_empty() && self.compiled.is_empty() => {
                Err(self.problem(Severity::Error, "no-releases", "a record without releases"))
            }
            _ => {
                let message = "needs the linked releases: the record has no whole ones";
                Err(self.problem(Severity::Error, "needs-releases", message))
            }
        }
    }

    /// Keeps the first of releases with the same id and the same content, white space aside, and
    /// tells how many others there were. Releases without an id stay.
    pub fn dedupe(&mut self) -> usize {
        let mut seen = HashSet::with_capacity(self.releases.len());
        let fresh: Vec<bool> = self
            .releases
            .iter()
            .map(|&release| seen.insert(Sampled(release)) || members(release).id.is_none())
            .collect();
        let mut kept = fresh.iter();
        self.releases.retain(|_| kept.next().is_none_or(|&fresh| fresh));
        let mut kept = fresh.iter();
        self.packages.retain(|_| kept.next().is_none_or(|&fresh| fresh));
        fresh.len() - self.releases.len()
    }

    /// Merges it. Never fails as a whole: see [`Outcome`].
    ///
    /// A process whose releases are only linked has a compiled release, its publisher's, and
    /// nothing else: for other forms its problem is `needs-releases`.
    // Not inlined, for the same reason as the functions of the merge's walk.
    #[inline(never)]
    pub fn merge(&self, form: &Form, options: &Options) -> Outcome {
        let mut outcome = match (form, self.passed_on()) {
            (Form::Compiled, Some((compiled, message))) => self.publishers(compiled, message),
            _ => match self.whole_releases() {
                Ok(_) => self.merge_releases(form, options),
                Err(problem) => Outcome::failed(problem),
            },
        };
        if self.records > 1 {
            let message = format!("{} records for one ocid: merged as one", self.records);
            outcome.problems.push(self.problem(Severity::Warning, "several-records", message));
        }
        outcome
    }

    fn merge_releases(&self, form: &Form, options: &Options) -> Outcome {
        let mut outcome = match self.form(form, options) {
            Ok((json, warnings)) => Outcome {
                json: Some(json),
                basis: Basis::Merged,
                problems: warnings.into_iter().map(|warning| Problem::of_warning(&self.ocid, warning)).collect(),
            },
            Err(error) => Outcome::failed(Problem::of_merge(&self.ocid, &error)),
        };
        let missing = self.missing_links();
        if missing > 0 {
            let message = format!("{missing} releases are only linked and were left out");
            outcome.problems.push(self.problem(Severity::Warning, "linked-releases", message));
        }
        outcome
    }

    fn form(&self, form: &Form, options: &Options) -> Result<(String, Vec<Warning>), MergeError> {
        let merged = match form {
            Form::Compiled => compiled(&self.releases, options)?,
            Form::Versioned => versioned(&self.releases, options)?,
            Form::Record(form) => {
                return record::record(&self.ocid, &self.releases, &self.packages, form, options);
            }
            Form::Changes => return Ok((self.changes(options)?, Vec::new())),
        };
        Ok((merged.json, merged.warnings))
    }

    fn changes(&self, options: &Options) -> Result<String, MergeError> {
        #[derive(Serialize)]
        struct Line<'l> {
            ocid: &'l str,
            releases: Vec<ReleaseChanges>,
        }
        let line = Line { ocid: &self.ocid, releases: changes(&self.releases, options)? };
        // Plain structures with string keys always have a JSON text.
        Ok(serde_json::to_string(&line).unwrap_or_default())
    }

    /// The publisher's compiled release, where there is nothing to make one of, and why.
    fn passed_on(&self) -> Option<(&'a str, &'static str)> {
        if let Some(compiled) = self.only_compiled() {
            return Some((compiled, "the publisher's compiled release: the record has no other"));
        }
        let compiled = if self.releases.is_empty() { self.publishers_compiled() } else { None };
        compiled.map(|compiled| (compiled, "the publisher's compiled release: its releases are only linked"))
    }

    /// The release of a record whose one release is tagged `compiled`: it is one already.
    fn only_compiled(&self) -> Option<&'a str> {
        let [release] = self.releases[..] else {
            return None;
        };
        let tags = if self.records > 0 { members(release).tag.map(package::tags) } else { None };
        tags.is_some_and(|tags| tags == ["compiled"]).then_some(release)
    }

    fn publishers(&self, compiled: &str, message: &str) -> Outcome {
        Outcome {
            json: Some(compact(compiled).into_owned()),
            basis: Basis::Publisher,
            problems: vec![self.problem(Severity::Warning, "publisher-compiled", message)],
        }
    }

    /// How many links lead to releases that are not here. A link names its release after a `#`.
    pub fn missing_links(&self) -> usize {
        if self.links.is_empty() {
            return 0;
        }
        let here: HashSet<Cow<'_, str>> = self.releases.iter().filter_map(|release| members(release).id()).collect();
        let is_missing = |link: &&&str| {
            let url = members(link).url.and_then(json::string).unwrap_or_default();
            !url.rsplit_once('#').is_some_and(|(_, id)| here.contains(id))
        };
        self.links.iter().filter(is_missing).count()
    }

    fn problem(&self, severity: Severity, code: &'static str, message: impl Into<String>) -> Problem {
        Problem::of_process(severity, code, message, &self.ocid)
    }
}
