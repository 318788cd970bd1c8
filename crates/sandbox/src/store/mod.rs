//! What one publisher holds: processes with their releases and records, indexed, and in the order
//! they are listed.

mod facts;

use std::collections::HashMap;

pub use facts::Facts;

use crate::recording::Package;
use crate::time;
use crate::world::World;

/// Where the answers come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Generated,
    Recorded,
}

#[derive(Debug)]
pub struct Store {
    pub origin: Origin,
    pub processes: Vec<Process>,
    by_ocid: HashMap<String, usize>,
    /// (process, release) in the order of lists.
    pub listed_releases: Vec<(usize, usize)>,
    /// Processes in the order of lists.
    pub listed_records: Vec<usize>,
    /// Recorded packages; empty for a generated world.
    pub packages: Vec<Package>,
    /// Recorded pages, in the order their entries are listed.
    pub pages: Vec<Page>,
    /// In the order they were added.
    pub documents: Vec<Document>,
}

/// A document in the publisher's own form, where that has no releases: a tender, a plan.
#[derive(Debug, Clone)]
pub struct Document {
    /// The list it belongs to, as its path says: `tenders`.
    pub list: String,
    pub id: String,
    /// JSON, in the envelope that its dialect expects; as answered where it was recorded.
    pub text: String,
}

/// One contracting process.
#[derive(Debug, Default)]
pub struct Process {
    pub ocid: String,
    /// Complete releases, oldest first.
    pub releases: Vec<Release>,
    /// As recorded: (package, record text). The first one found outside lists, else in a list.
    pub record: Option<(usize, String)>,
    /// As recorded in a list.
    pub listed_record: Option<(usize, String)>,
    pub facts: Facts,
}

#[derive(Debug)]
pub struct Release {
    pub id: String,
    /// Seconds since 1970; `None` when the date cannot be read.
    pub date: Option<i64>,
    pub date_text: String,
    pub tags: Vec<String>,
    pub text: String,
    /// The recorded package it came in.
    pub package: Option<usize>,
}

/// A recorded page of a list: which entries of the listing it held.
#[derive(Debug)]
pub struct Page {
    pub package: usize,
    pub kind: PageKind,
    pub start: usize,
    pub end: usize,
    /// `links.next`
    pub next: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageKind {
    Releases,
    Records,
}

impl Store {
    /// A generated world: everything is listed, newest releases first.
    pub fn generated(world: World) -> Self {
        let mut store = Self::empty(Origin::Generated);
        store.documents = world.documents;
        for process in world.processes {
            for text in process.releases {
                if let Some((ocid, release)) = Release::read(text, None) {
                    store.add_release(&ocid, release);
                }
            }
        }
        store.finish();
        store.list_everything();
        store
    }

    pub fn empty(origin: Origin) -> Self {
        Self {
            origin,
            processes: Vec::new(),
            by_ocid: HashMap::new(),
            listed_releases: Vec::new(),
            listed_records: Vec::new(),
            packages: Vec::new(),
            pages: Vec::new(),
            documents: Vec::new(),
        }
    }

    pub fn is_recorded(&self) -> bool {
        self.origin == Origin::Recorded
    }

    pub fn find(&self, ocid: &str) -> Option<&Process> {
        self.by_ocid.get(ocid).map(|&index| &self.processes[index])
    }

    pub fn position(&self, ocid: &str) -> Option<usize> {
        self.by_ocid.get(ocid).copied()
    }

    /// The release of that id, whatever its process.
    pub fn release(&self, id: &str) -> Option<&Release> {
        self.processes.iter().flat_map(|process| &process.releases).find(|release| release.id == id)
    }

    pub fn release_at(&self, (process, release): (usize, usize)) -> &Release {
        &self.processes[process].releases[release]
    }

    /// The recorded package whose envelope goes around a page without entries.
    pub fn list_package(&self) -> usize {
        self.pages.first().map_or(0, |page| page.package)
    }

    /// The process of that ocid, made when it is new.
    pub fn process_mut(&mut self, ocid: &str) -> &mut Process {
        let next = self.processes.len();
        let index = *self.by_ocid.entry(ocid.to_owned()).or_insert(next);
        if index == next {
            self.processes.push(Process { ocid: ocid.to_owned(), ..Process::default() });
        }
        &mut self.processes[index]
    }

    pub fn add_release(&mut self, ocid: &str, release: Release) {
        self.process_mut(ocid).releases.push(release);
    }

    /// Sorts each history (releases without a readable date keep their place at the start) and reads
    /// what the filters select by.
    pub fn finish(&mut self) {
        self.processes.iter_mut().for_each(Process::finish);
    }

    /// Lists every release, newest first, and every process that has any.
    pub fn list_everything(&mut self) {
        let mut all: Vec<(usize, usize)> = Vec::new();
        for (index, process) in self.processes.iter().enumerate() {
            all.extend((0..process.releases.len()).map(|release| (index, release)));
        }
        let key = |&(process, release): &(usize, usize)| {
            let release = &self.processes[process].releases[release];
            (release.date, release.id.clone())
        };
        all.sort_by_cached_key(|entry| std::cmp::Reverse(key(entry)));
        self.listed_releases = all;
        self.listed_records = (0..self.processes.len()).collect();
    }
}

impl Process {
    pub fn texts(&self) -> Vec<&str> {
        self.releases.iter().map(|release| release.text.as_str()).collect()
    }

    pub fn finish(&mut self) {
        self.releases.sort_by_key(|release| release.date);
        self.facts = self.read_facts();
    }

    fn read_facts(&self) -> Facts {
        let record = self.listed_record.as_ref().or(self.record.as_ref()).map(|(_, text)| text.as_str());
        let compiled = record.and_then(facts::compiled_release);
        match compiled.or_else(|| self.releases.last().map(|release| release.text.as_str())) {
            Some(text) => Facts::read(text),
            None => Facts::default(),
        }
    }
}

impl Release {
    /// A release and the ocid it belongs to; `None` for a release without an ocid or an id, which no
    /// request could ask for.
    pub fn read(text: String, package: Option<usize>) -> Option<(String, Self)> {
        let head = facts::Head::read(&text)?;
        let date = time::read(&head.date);
        let release = Self { id: head.id, date, date_text: head.date, tags: head.tags, text, package };
        Some((head.ocid, release))
    }
}
