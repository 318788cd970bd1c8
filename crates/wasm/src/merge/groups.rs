//! Whatever releases some documents hold, process by process.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::hash::{Hash, Hasher};

use tenderlens_core::ocds::package::{self, Package, Record};

use super::problem::Problem;

/// The processes of some documents.
#[derive(Default)]
pub struct Groups<'a> {
    by_ocid: BTreeMap<Cow<'a, str>, Group<'a>>,
    problems: Vec<Problem>,
}

/// One process.
#[derive(Default)]
pub struct Group<'a> {
    pub releases: Vec<&'a str>,
    /// A release that comes again with equal bytes counts once.
    seen: HashSet<Sampled<'a>>,
    /// The publisher's own, for a record that only links to its releases.
    pub compiled: Option<&'a str>,
}

impl<'a> Groups<'a> {
    /// Groups the releases of release packages, record packages, lone releases and lone records.
    ///
    /// # Errors
    /// [`Problem::unreadable`] for a document that is none of these: with it missing, every result
    /// could be incomplete.
    pub fn of(documents: &[&'a str]) -> Result<Self, Problem> {
        let mut groups = Self::default();
        for (index, &document) in documents.iter().enumerate() {
            let package = package::read(document);
            let package = package.map_err(|error| Problem::unreadable(index, error.offset, &error.problem))?;
            groups.add(index, &package);
        }
        Ok(groups)
    }

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
        if group.seen.insert(Sampled(release)) {
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

    /// What `make` makes of each process, by ocid, and everything that could not be used.
    pub fn each<T>(self, make: impl Fn(&str, &Group<'a>) -> Result<T, Problem>) -> (Vec<T>, Vec<Problem>) {
        let (mut made, mut problems) = (Vec::with_capacity(self.by_ocid.len()), self.problems);
        for (ocid, group) in self.by_ocid {
            match make(&ocid, &group) {
                Ok(one) => made.push(one),
                Err(problem) => problems.push(problem),
            }
        }
        (made, problems)
    }
}

impl<'a> Group<'a> {
    /// The complete releases, or the problem that there are none but links to them.
    pub fn complete(&self, ocid: &str, what: &str) -> Result<&[&'a str], Problem> {
        if self.releases.is_empty() {
            return Err(Problem::needs_releases(ocid, what));
        }
        Ok(&self.releases)
    }
}

/// A text that is found by its length and a few pieces of it: hashing all of every release would
/// take longer than merging them. Equal is only what is equal as a whole.
#[derive(PartialEq, Eq)]
struct Sampled<'a>(&'a str);

impl Hash for Sampled<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let bytes = self.0.as_bytes();
        bytes.len().hash(state);
        for piece in 0..8 {
            let start = bytes.len() / 8 * piece;
            bytes[start..bytes.len().min(start + 32)].hash(state);
        }
    }
}
