//! All processes of an input that is in memory.

use std::collections::BTreeMap;

use super::document::Document;
use super::problem::Problem;
use super::process::Process;

/// Processes by ocid, and what could not be used of their documents.
#[derive(Debug, Default)]
pub struct Groups<'a> {
    by_ocid: BTreeMap<String, Process<'a>>,
    /// In the order of the documents.
    pub problems: Vec<Problem>,
}

impl<'a> Groups<'a> {
    /// Adds what a document says.
    pub fn add(&mut self, document: Document<'a>) {
        self.problems.extend(document.problems);
        for part in document.parts {
            match self.by_ocid.get_mut(part.ocid.as_ref()) {
                Some(process) => process.add(part.kind, part.text, part.package),
                None => {
                    let mut process = Process::new(part.ocid.as_ref());
                    process.add(part.kind, part.text, part.package);
                    self.by_ocid.insert(part.ocid.into_owned(), process);
                }
            }
        }
    }

    /// The processes by ascending ocid, in byte order.
    pub fn processes(&self) -> impl Iterator<Item = &Process<'a>> {
        self.by_ocid.values()
    }

    /// The same, to be changed: see [`Process::dedupe`].
    pub fn processes_mut(&mut self) -> impl Iterator<Item = &mut Process<'a>> {
        self.by_ocid.values_mut()
    }
}
