//! Merges whatever releases some documents hold, process by process. No JavaScript here.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use serde::Serialize;
use tenderlens_core::ocds::merge::{self, MergeError};
use tenderlens_core::ocds::package::{self, Package, Record};

/// What was merged, and what could not be: one bad process does not hide the others.
#[derive(Debug, Default)]
pub struct Merged {
    /// By ocid, ascending.
    pub processes: Vec<Process>,
    pub problems: Vec<Problem>,
}

/// One contracting process.
#[derive(Debug)]
pub struct Process {
    pub ocid: String,
    /// `merged` here from complete releases, or the `publisher`'s own compiled release, because the
    /// releases are only linked.
    pub basis: &'static str,
    /// The compiled release, as JSON text.
    pub text: String,
    pub warnings: Vec<merge::Warning>,
}

/// Something that did not become part of a process.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    pub code: &'static str,
    pub message: String,
    pub ocid: Option<String>,
    pub release_id: Option<String>,
    /// Position of the document in the input, from 0.
    pub document: Option<usize>,
}

impl Problem {
    fn new(code: &'static str, message: String) -> Self {
        Self { code, message, ocid: None, release_id: None, document: None }
    }

    /// A document that is not what can be merged at all.
    pub fn unreadable(document: usize, offset: usize, problem: &str) -> Self {
        let message = format!("document {} cannot be read: {problem} (at byte {offset})", document + 1);
        Self { document: Some(document), ..Self::new("unreadable-document", message) }
    }

    fn of_merge(ocid: &str, error: &MergeError) -> Self {
        Self {
            ocid: Some(ocid.to_owned()),
            release_id: error.release_id.clone(),
            ..Self::new(error.code(), error.to_string())
        }
    }
}

/// Merges the releases of release packages, record packages, lone releases and lone records.
///
/// # Errors
/// [`Problem::unreadable`] for a document that is none of these: with it missing, every result
/// could be incomplete.
pub fn merge(documents: &[String]) -> Result<Merged, Problem> {
    let mut groups = Groups::default();
    for (index, document) in documents.iter().enumerate() {
        let package = package::read(document);
        let package = package.map_err(|error| Problem::unreadable(index, error.offset, &error.problem))?;
        groups.add(index, &package);
    }
    Ok(groups.merge())
}

#[derive(Default)]
struct Groups<'a> {
    by_ocid: BTreeMap<Cow<'a, str>, Group<'a>>,
    problems: Vec<Problem>,
}

#[derive(Default)]
struct Group<'a> {
    releases: Vec<&'a str>,
    /// A release that comes again with equal bytes counts once.
    seen: HashSet<&'a str>,
    /// The publisher's own, for a record that only links to its releases.
    compiled: Option<&'a str>,
}

impl<'a> Groups<'a> {
    fn add(&mut self, document: usize, package: &Package<'a>) {
        for entry in &package.problems {
            self.report(document, "unusable-entry", format!("{}: {}", entry.pointer, entry.problem));
        }
        for release in &package.releases {
            self.add_release(document, release);
        }
        for record in &package.records {
            self.add_record(document, record);
        }
    }

    fn add_release(&mut self, document: usize, release: &'a str) {
        let Some(ocid) = package::ocid(release) else {
            return self.report(document, "missing-ocid", "a release has no ocid".to_owned());
        };
        let group = self.by_ocid.entry(ocid).or_default();
        if group.seen.insert(release) {
            group.releases.push(release);
        }
    }

    fn add_record(&mut self, document: usize, record: &Record<'a>) {
        for release in &record.embedded {
            self.add_release(document, release);
        }
        let linked = record.linked.len();
        let name = record.ocid.as_deref().unwrap_or("without ocid");
        match record.compiled {
            _ if !record.embedded.is_empty() => {
                if linked > 0 {
                    let message = format!("record {name}: {linked} releases are only linked and were left out");
                    self.report(document, "linked-releases", message);
                }
            }
            Some(compiled) => match record.ocid.clone().or_else(|| package::ocid(compiled)) {
                Some(ocid) => self.by_ocid.entry(ocid).or_default().compiled = Some(compiled),
                None => self.report(document, "missing-ocid", "a record has no ocid".to_owned()),
            },
            None => {
                let message = format!("record {name}: neither a complete release nor a compiled one");
                self.report(document, "no-releases", message);
            }
        }
    }

    fn report(&mut self, document: usize, code: &'static str, message: String) {
        self.problems.push(Problem { document: Some(document), ..Problem::new(code, message) });
    }

    fn merge(self) -> Merged {
        let mut merged = Merged { processes: Vec::new(), problems: self.problems };
        for (ocid, group) in self.by_ocid {
            match group.merge(&ocid) {
                Ok(process) => merged.processes.push(process),
                Err(error) => merged.problems.push(Problem::of_merge(&ocid, &error)),
            }
        }
        merged
    }
}

impl Group<'_> {
    fn merge(&self, ocid: &str) -> Result<Process, MergeError> {
        let ocid = ocid.to_owned();
        if let (true, Some(compiled)) = (self.releases.is_empty(), self.compiled) {
            return Ok(Process { ocid, basis: "publisher", text: compiled.to_owned(), warnings: Vec::new() });
        }
        let merged = merge::compiled(&self.releases, &merge::Options::default())?;
        Ok(Process { ocid, basis: "merged", text: merged.json, warnings: merged.warnings })
    }
}

#[cfg(test)]
mod tests {
    use super::{Merged, merge};

    fn merged(documents: &[&str]) -> Merged {
        let documents: Vec<_> = documents.iter().map(|&document| document.to_owned()).collect();
        merge(&documents).unwrap()
    }

    fn codes(merged: &Merged) -> Vec<&str> {
        merged.problems.iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn releases_are_grouped_by_ocid_over_all_documents() {
        let first = r#"{"releases":[
            {"ocid":"b","id":"1","date":"2024-01-01","tender":{"status":"planned","value":{"amount":1.10}}},
            {"ocid":"a","id":"2","date":"2024-01-01"}]}"#;
        let second = r#"{"ocid":"b","id":"3","date":"2024-02-01","tender":{"status":"active"}}"#;
        let merged = merged(&[first, second, second]);
        let ocids: Vec<_> = merged.processes.iter().map(|process| process.ocid.as_str()).collect();
        assert_eq!(ocids, ["a", "b"]);
        let text = &merged.processes[1].text;
        assert!(text.contains(r#""status":"active""#) && text.contains(r#""amount":1.10"#), "{text}");
        assert!(merged.problems.is_empty());
    }

    #[test]
    fn a_bad_process_stands_beside_the_good_ones() {
        let merged = merged(&[r#"{"releases":[{"ocid":"good"},{"ocid":"bad","id":"7"},{"ocid":"bad"},{"id":"8"},1]}"#]);
        assert_eq!(merged.processes.len(), 1);
        assert_eq!(codes(&merged), ["unusable-entry", "missing-ocid", "missing-date"]);
        assert_eq!(merged.problems[2].ocid.as_deref(), Some("bad"));
    }

    #[test]
    fn a_record_of_links_passes_the_compiled_release_on() {
        let merged = merged(&[r#"{"records":[
            {"ocid":"a","compiledRelease":{"ocid":"a","x":1.0},"releases":[{"url":"https://host/1"}]},
            {"ocid":"b","releases":[{"url":"https://host/2"}]},
            {"ocid":"c","releases":[{"url":"https://host/3"},{"ocid":"c","date":"2024-01-01"}]}]}"#]);
        assert_eq!(
            (merged.processes[0].basis, merged.processes[0].text.as_str()),
            ("publisher", r#"{"ocid":"a","x":1.0}"#)
        );
        assert_eq!(merged.processes[1].basis, "merged");
        assert_eq!(codes(&merged), ["no-releases", "linked-releases"]);
    }

    #[test]
    fn a_document_that_cannot_be_read_is_named() {
        let problem = merge(&[r#"{"ocid":"a"}"#.to_owned(), "<html>".to_owned()]).unwrap_err();
        assert_eq!((problem.code, problem.document), ("unreadable-document", Some(1)));
    }
}
