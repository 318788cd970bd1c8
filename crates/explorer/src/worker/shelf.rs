//! All that was read, in one catalog: the rows of the listings and the processes that were opened. It
//! looks for words, counts, orders and sums.

mod entry;
mod profile;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use tenderlens_catalog::{
    Added, Answer, Arrival, Catalog, Coverage, FacetQuery, Outcome, PartyIds, Provenance, Query, QueryError, Row,
    Source, SourceId,
};
use tenderlens_core::endpoint::Publisher;
use tenderlens_core::ocds::calendar::Zone;
use tenderlens_core::process;
use tenderlens_core::search::{Compiled, Summary};

use crate::protocol::{Ask, Found, Told, Trouble};
use entry::{Entry, listed};

/// With so many rows taken out the catalog is written anew, if they are more than half of all.
const MANY_GONE: usize = 1000;

#[derive(Default)]
pub struct Shelf {
    catalog: Catalog,
    sources: BTreeMap<&'static str, SourceId>,
    /// By the handles that the catalog gives back.
    entries: BTreeMap<u64, Entry>,
    handles: HashMap<(&'static str, String), Handle>,
    last: u64,
    /// The last answer, for as long as nothing changes: whoever scrolls asks the same again.
    answered: Option<Answered>,
}

struct Answered {
    query: Query,
    facets: Vec<FacetQuery>,
    answer: Answer,
}

/// What a process is found by again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Handle(u64);

impl Shelf {
    /// Puts a row of a listing in. Of a process that is there the newer row stays, with the releases of
    /// both; one that was opened stays as it is.
    ///
    /// # Errors
    /// Why it can't be found there.
    pub fn list(
        &mut self,
        publisher: &Publisher,
        row: &Summary,
        compiled: &Compiled,
        url: &str,
    ) -> Result<Handle, String> {
        let source = self.source(publisher)?;
        let handle = self.handle(publisher.id, &row.ocid);
        let mut entry = self.entries.remove(&handle.0).unwrap_or_default();
        entry.list(publisher.id, row, compiled);
        let provenance = Provenance { source: url.to_owned(), ..Provenance::default() };
        let count = u32::try_from(entry.count).unwrap_or(u32::MAX);
        let added = if compiled.json.is_empty() {
            let ids: Vec<&str> = entry.releases.iter().map(|(id, _)| id.as_str()).collect();
            self.catalog.add_listed(source, &listed(row, &ids, count, &provenance, handle.0))
        } else {
            let releases: Vec<(&str, &str)> = entry.releases.iter().map(|(id, date)| (&**id, &**date)).collect();
            let arrival = Arrival {
                ocid: Some(&row.ocid),
                releases: &releases,
                release_count: count,
                handle: handle.0,
                locator: row.locator.as_deref().unwrap_or_default(),
                is_partial: row.partial,
                ..Arrival::of(compiled.json.as_bytes(), &provenance)
            };
            self.catalog.add(source, &arrival)
        };
        self.settle(handle, entry, &added)
    }

    /// Puts a process in that was opened: it stays until the end, whatever the listings hold.
    ///
    /// # Errors
    /// Why it can't be found there.
    pub fn open(&mut self, publisher: &Publisher, loaded: &process::Loaded, locator: &str) -> Result<Handle, String> {
        let source = self.source(publisher)?;
        let ocid = loaded.process.ocid.as_deref().unwrap_or_default();
        let handle = self.handle(publisher.id, ocid);
        let mut entry = self.entries.remove(&handle.0).unwrap_or_default();
        entry.open(publisher.id, loaded);
        let provenance = Provenance { source: loaded.url.clone(), ..Provenance::default() };
        let releases: Vec<(&str, &str)> = entry.releases.iter().map(|(id, date)| (&**id, &**date)).collect();
        let arrival = Arrival {
            releases: &releases,
            release_count: u32::try_from(entry.count).unwrap_or(u32::MAX),
            handle: handle.0,
            locator,
            ..Arrival::of(loaded.compiled.as_bytes(), &provenance)
        };
        let added = self.catalog.add(source, &arrival);
        self.settle(handle, entry, &added)
    }

    fn settle(&mut self, handle: Handle, entry: Entry, added: &Added) -> Result<Handle, String> {
        self.answered = None;
        if added.outcome == Outcome::Refused {
            let problems: Vec<String> = added.problems.iter().map(ToString::to_string).collect();
            return Err(problems.join("; "));
        }
        self.entries.insert(handle.0, entry);
        Ok(handle)
    }

    /// Takes a row of a listing out, unless its process was opened.
    pub fn unlist(&mut self, handle: Handle) {
        let is_open = self.entries.get_mut(&handle.0).is_some_and(Entry::unlist);
        if is_open {
            return;
        }
        self.answered = None;
        if let Some(entry) = self.entries.remove(&handle.0) {
            self.catalog.remove(entry.publisher, &entry.ocid);
            self.handles.remove(&(entry.publisher, entry.ocid));
        }
    }

    /// Tells what the rows of a publisher cover, in the place of what was told before.
    pub fn cover(&mut self, publisher: &str, coverage: Option<Coverage>) {
        self.answered = None;
        self.catalog.uncover(publisher);
        if let Some(coverage) = coverage {
            self.catalog.cover(coverage);
        }
    }

    #[cfg(test)]
    pub fn covered(&self) -> Vec<tenderlens_catalog::Covered> {
        self.catalog.covered(&[])
    }

    /// Gives the memory of what was taken out back.
    pub fn tidy(&mut self) {
        let size = self.catalog.size();
        if size.gone > MANY_GONE.max(size.processes) {
            self.answered = None;
            self.catalog.compact();
        }
    }

    /// Answers what is asked of the catalog.
    ///
    /// # Errors
    /// When nobody can be asked that.
    pub fn ask(&mut self, ask: Ask) -> Result<Told, Trouble> {
        Ok(match ask {
            Ask::Rows { query, facets, offset, limit } => {
                Told::Rows(Box::new(self.rows(&query, &facets, offset, limit)?))
            }
            Ask::Totals { query, of, by } => Told::Totals(Box::new(self.catalog.totals(&query, of, by)?)),
            Ask::Profile(asked) => Told::Profile(Box::new(self.profile(&asked)?)),
        })
    }

    /// A window of the rows that meet a question. Behind the end it is the last one.
    fn rows(&mut self, query: &Query, facets: &[FacetQuery], offset: usize, limit: usize) -> Result<Found, QueryError> {
        // Without publishers a catalog is asked for all of them.
        if query.publishers.is_empty() {
            return Ok(Found::default());
        }
        let known = self.answered.take().filter(|it| it.query == *query && it.facets == facets);
        let answer = match known {
            Some(known) => known.answer,
            None => self.catalog.ask(query, facets)?,
        };
        let limit = limit.max(1);
        let offset = offset.min(answer.total.saturating_sub(1) / limit * limit);
        // An answer does not outlast a change, so none is from before the catalog was written anew.
        let window = self.catalog.window(&answer, offset, limit).unwrap_or_default();
        let row = |row: &Row<&str>| Some(self.entries.get(&row.handle)?.row(row));
        let found = Found {
            rows: window.iter().filter_map(row).collect(),
            loaded: answer.covered.iter().map(|covered| covered.processes).sum(),
            offset,
            answer: answer.clone(),
        };
        self.answered = Some(Answered { query: query.clone(), facets: facets.to_vec(), answer });
        Ok(found)
    }

    fn handle(&mut self, publisher: &'static str, ocid: &str) -> Handle {
        let last = &mut self.last;
        *self.handles.entry((publisher, ocid.to_owned())).or_insert_with(|| {
            *last += 1;
            Handle(*last)
        })
    }

    fn source(&mut self, publisher: &Publisher) -> Result<SourceId, String> {
        if let Some(source) = self.sources.get(publisher.id) {
            return Ok(*source);
        }
        let zone = Zone::posix(publisher.clock).ok_or_else(|| format!("{} has no clock", publisher.id))?;
        let source = self.catalog.source(Source {
            publisher: publisher.id.to_owned(),
            zone,
            language: publisher.language.to_owned(),
            country: publisher.listing.country.unwrap_or_default().to_owned(),
            party_ids: PartyIds::PerRelease,
        });
        self.sources.insert(publisher.id, source);
        Ok(source)
    }
}
