//! All processes of an input that is in memory.

use std::collections::BTreeMap;

use super::document::{Document, Documents, Unreadable};
use super::problem::Problem;
use super::process::Process;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Processes by ocid, and what could not be used of their documents.
#[derive(Debug, Default)]
pub struct Groups<'a> {
    /// In the order in which they were met.
    met: Vec<Process<'a>>,
    by_ocid: BTreeMap<String, usize>,
    /// In the order of the documents.
    pub problems: Vec<Problem>,
}

impl<'a> Groups<'a> {
    /// Adds what a text says, and tells how many documents it holds. It may start with a byte order
    /// mark.
    ///
    /// # Errors
    /// Where the text is no JSON; the documents before that are added.
    pub fn read(&mut self, text: &'a str) -> Result<usize, Unreadable> {
        self.read_with(text, Documents::new)
    }

    /// The same in less time: what is inside of the releases of packages is not checked. A text that turns
    /// out to be no JSON when they are merged has to be [read](Self::read) for where it is wrong; and so
    /// has any text of whose releases some are not merged.
    ///
    /// # Errors
    /// Where the text is no JSON, as far as can be seen.
    pub fn glance(&mut self, text: &'a str) -> Result<usize, Unreadable> {
        self.read_with(text, Documents::glance)
    }

    fn read_with(&mut self, text: &'a str, documents: fn(&'a str) -> Documents<'a>) -> Result<usize, Unreadable> {
        let start = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
        let mark = text.len() - start.len();
        let mut count = 0;
        for document in documents(start) {
            self.add(document.map_err(|error| Unreadable { offset: error.offset + mark, ..error })?);
            count += 1;
        }
        Ok(count)
    }

    /// Adds what a document says.
    pub fn add(&mut self, document: Document<'a>) {
        self.problems.extend(document.problems);
        for part in document.parts {
            let at = match self.by_ocid.get(part.ocid.as_ref()) {
                Some(&at) => at,
                None => self.meet(part.ocid.into_owned()),
            };
            self.met[at].add(part.kind, part.text, part.package);
        }
    }

    fn meet(&mut self, ocid: String) -> usize {
        self.met.push(Process::new(ocid.as_str()));
        self.by_ocid.insert(ocid, self.met.len() - 1);
        self.met.len() - 1
    }

    /// The processes by ascending ocid, in byte order.
    pub fn processes(&self) -> impl Iterator<Item = &Process<'a>> {
        self.by_ocid.values().map(|&at| &self.met[at])
    }

    /// The processes in the order in which the documents name them.
    pub fn as_met(&self) -> &[Process<'a>] {
        &self.met
    }

    /// Keeps the first of equal releases of each process, and tells how many others there were:
    /// see [`Process::dedupe`].
    pub fn dedupe(&mut self) -> usize {
        self.met.iter_mut().map(Process::dedupe).sum()
    }
}
