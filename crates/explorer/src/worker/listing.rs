//! How far a publisher's listing is loaded. Its rows stand on the [`Shelf`].

use std::collections::BTreeSet;

use tenderlens_catalog::{Completeness, Coverage};
use tenderlens_core::endpoint::Publisher;
use tenderlens_core::listing::Aspect;
use tenderlens_core::search::{Cursor, Found};

use super::shelf::{Handle, Shelf};
use crate::protocol::Listing;

#[derive(Debug, Default)]
pub struct Loaded {
    listing: Listing,
    /// `None` before the first page, and after the last one.
    next: Option<Cursor>,
    rows: BTreeSet<Handle>,
}

impl Loaded {
    /// Nothing yet, of an answer that begins there.
    pub fn of(start: Cursor) -> Self {
        Self { next: Some(start), ..Self::default() }
    }

    pub fn next(&self) -> Option<Cursor> {
        self.next.clone()
    }

    pub fn state(&self) -> Listing {
        self.listing.clone()
    }

    /// Takes its rows from the shelf.
    pub fn clear(self, publisher: &str, shelf: &mut Shelf) {
        for handle in self.rows {
            shelf.unlist(handle);
        }
        shelf.cover(publisher, None);
        shelf.tidy();
    }

    /// Adds a page that was read at that time.
    pub fn add(&mut self, publisher: &Publisher, found: Found, shelf: &mut Shelf, read: String) {
        let newest = found.summaries.iter().filter_map(|row| row.date.clone()).max();
        self.listing.newest = self.listing.newest.take().max(newest);
        let oldest = found.summaries.iter().filter_map(|row| row.date.clone()).min();
        self.listing.oldest = self.listing.oldest.take().into_iter().chain(oldest).min();
        for (row, compiled) in found.summaries.iter().zip(&found.compiled) {
            match shelf.list(publisher, row, compiled, &found.url) {
                Ok(handle) => drop(self.rows.insert(handle)),
                Err(problem) => self.listing.problems.push(problem),
            }
        }
        let coverage = self.next.take().map(|cursor| coverage(publisher, &cursor, &found, read));
        let listing = &mut self.listing;
        listing.pages += 1;
        listing.documents += found.documents;
        listing.processes = self.rows.len();
        listing.left_out += found.left_out + found.undecided.len();
        listing.maybe_more |= found.maybe_more;
        listing.more = found.next.is_some();
        listing.problems.extend(found.problems);
        if !found.url.is_empty() {
            listing.url = found.url;
        }
        self.next = found.next;
        shelf.cover(publisher.id, coverage);
    }
}

fn coverage(publisher: &Publisher, cursor: &Cursor, found: &Found, read: String) -> Coverage {
    let plan = cursor.plan();
    // Of a window that was read through a filter the rest is still to be read.
    let is_narrowed = plan.question.aspects().any(|aspect| aspect != Aspect::Dates);
    let completeness = match (&found.next, plan.may_miss) {
        _ if is_narrowed => Completeness::Partial,
        (Some(_), _) => Completeness::Partial,
        (None, Some(_)) => Completeness::MayMiss,
        (None, None) => Completeness::Complete,
    };
    Coverage {
        publisher: publisher.id.to_owned(),
        of: publisher.listing.window_means.to_owned(),
        from: plan.dates.from,
        to: plan.dates.to,
        completeness,
        read,
    }
}

#[cfg(test)]
mod tests {
    use tenderlens_catalog::Completeness;
    use tenderlens_core::ocds::view::Stage;
    use tenderlens_core::plan::{Dates, Depth, Question, plan};
    use tenderlens_core::publishers::Registry;
    use tenderlens_core::search::{Compiled, Cursor, Found, Summary};

    use super::{Loaded, Shelf};

    fn page(rows: &[(&str, &[&str])]) -> Found {
        let row = |(ocid, releases): &(&str, &[&str])| Summary {
            publisher: "uk".into(),
            date: Some(format!("2026-11-0{}", releases.len())),
            ocid: (*ocid).to_owned(),
            releases: releases.len(),
            release_ids: releases.iter().map(|id| (*id).to_owned()).collect(),
            ..Summary::default()
        };
        let compiled = vec![Compiled::default(); rows.len()];
        Found { summaries: rows.iter().map(row).collect(), compiled, documents: rows.len(), ..Found::default() }
    }

    #[test]
    fn what_was_read_through_a_filter_is_not_all_of_its_window() {
        let uk = *Registry::builtin().publisher("uk").unwrap();
        let complete = |question: &Question| {
            let start = plan(&uk, question, Depth::Thorough, "2026-11-21".parse().unwrap()).unwrap();
            let (mut loaded, mut shelf) = (Loaded::of(Cursor::new(start)), Shelf::default());
            loaded.add(&uk, page(&[("a", &["1"])]), &mut shelf, String::new());
            shelf.covered()[0].coverages[0].completeness
        };
        let dates = Dates::last_days(1, 1_700_000_000_000);
        let all = Question { dates, ..Question::default() };
        assert_eq!(complete(&all), Completeness::Complete);
        assert_eq!(complete(&Question { stage: Some(Stage::Tender), ..all }), Completeness::Partial);
    }

    #[test]
    fn a_process_on_two_pages_is_one_row() {
        let uk = *Registry::builtin().publisher("uk").unwrap();
        let start = plan(&uk, &Question::default(), Depth::Quick, "2026-11-21".parse().unwrap()).unwrap();
        let (mut loaded, mut shelf) = (Loaded::of(Cursor::new(start)), Shelf::default());
        loaded.add(&uk, page(&[("a", &["1"]), ("b", &["2"])]), &mut shelf, String::new());
        loaded.add(&uk, page(&[("a", &["3"]), ("b", &["2"])]), &mut shelf, String::new());
        let state = loaded.state();
        assert_eq!((state.pages, state.documents, state.processes, state.more), (2, 4, 2, false));
        assert_eq!(shelf.covered().len(), 1);
        assert_eq!((state.newest.as_deref(), state.oldest.as_deref()), (Some("2026-11-01"), Some("2026-11-01")));
        loaded.clear("uk", &mut shelf);
        assert_eq!(shelf.covered().len(), 0);
    }
}
