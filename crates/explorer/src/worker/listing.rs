//! How far a publisher's listing is loaded. Its rows stand on the [`Shelf`].

use std::collections::HashMap;
use std::rc::Rc;

use tenderlens_core::endpoint::Publisher;
use tenderlens_core::search::{Cursor, Found, Summary};

use super::shelf::{Handle, Shelf};
use crate::protocol::Listing;

#[derive(Debug, Default)]
pub struct Loaded {
    listing: Listing,
    /// `None` before the first page, and after the last one.
    next: Option<Cursor>,
    by_ocid: HashMap<String, Handle>,
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
    pub fn clear(self, shelf: &mut Shelf) {
        for handle in self.by_ocid.into_values() {
            shelf.take(handle);
        }
        shelf.tidy();
    }

    pub fn add(&mut self, publisher: &Publisher, found: Found, shelf: &mut Shelf) {
        for summary in found.summaries {
            let ocid = summary.ocid.clone();
            let row = self.joined(summary, shelf);
            match shelf.put(publisher, row, &found.url) {
                Ok(handle) => drop(self.by_ocid.insert(ocid, handle)),
                Err(problem) => self.listing.problems.push(problem),
            }
        }
        let listing = &mut self.listing;
        listing.pages += 1;
        listing.documents += found.documents;
        listing.processes = self.by_ocid.len();
        listing.left_out += found.left_out + found.undecided.len();
        listing.maybe_more |= found.maybe_more;
        listing.more = found.next.is_some();
        listing.problems.extend(found.problems);
        if !found.url.is_empty() {
            listing.url = found.url;
        }
        self.next = found.next;
    }

    /// A process whose releases came on two pages stays one row, with the releases of both.
    fn joined(&mut self, summary: Summary, shelf: &mut Shelf) -> Rc<Summary> {
        let Some(mut row) = self.by_ocid.remove(&summary.ocid).and_then(|handle| shelf.take(handle)) else {
            return Rc::new(summary);
        };
        let is_new = |id: &String| !row.release_ids.contains(id);
        // A feed may come to a process again: the same releases are not more of them.
        if summary.release_ids.is_empty() || summary.release_ids.iter().any(is_new) {
            let known = Rc::make_mut(&mut row);
            known.releases += summary.releases;
            known.release_ids.extend(summary.release_ids);
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use tenderlens_core::publishers::Registry;
    use tenderlens_core::search::{Found, Summary};

    use super::{Loaded, Shelf};

    fn page(rows: &[(&str, &[&str])]) -> Found {
        let row = |(ocid, releases): &(&str, &[&str])| Summary {
            publisher: "uk".into(),
            ocid: (*ocid).to_owned(),
            releases: releases.len(),
            release_ids: releases.iter().map(|id| (*id).to_owned()).collect(),
            ..Summary::default()
        };
        Found { summaries: rows.iter().map(row).collect(), documents: rows.len(), ..Found::default() }
    }

    #[test]
    fn a_process_on_two_pages_is_one_row_with_the_releases_of_both() {
        let uk = *Registry::builtin().publisher("uk").unwrap();
        let (mut loaded, mut shelf) = (Loaded::default(), Shelf::default());
        loaded.add(&uk, page(&[("a", &["1"]), ("b", &["2"])]), &mut shelf);
        loaded.add(&uk, page(&[("a", &["3"]), ("b", &["2"])]), &mut shelf);
        let found = shelf.window(&["uk".to_owned()], "", 0, 50).unwrap();
        let rows: Vec<_> = found.rows.iter().map(|row| (row.ocid.as_str(), row.releases)).collect();
        assert_eq!(rows, [("a", 2), ("b", 1)]);
        let state = loaded.state();
        assert_eq!((state.pages, state.documents, state.processes, state.more), (2, 4, 2, false));
        loaded.clear(&mut shelf);
        assert_eq!(shelf.window(&["uk".to_owned()], "", 0, 50).unwrap().loaded, 0);
    }
}
