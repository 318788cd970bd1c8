//! What has been loaded of a publisher's listing.

use std::collections::HashMap;
use std::rc::Rc;

use tenderlens_core::search::{Cursor, Found, Summary};

use crate::protocol::Listing;

/// The rows of one publisher, and where they go on.
#[derive(Debug, Default)]
pub struct Loaded {
    listing: Listing,
    /// `None` before the first page, and after the last one.
    next: Option<Cursor>,
    rows: Vec<Rc<Summary>>,
    by_ocid: HashMap<String, usize>,
}

impl Loaded {
    /// Nothing yet, of an answer that begins there.
    pub fn of(start: Cursor) -> Self {
        Self { next: Some(start), ..Self::default() }
    }

    pub fn next(&self) -> Option<Cursor> {
        self.next.clone()
    }

    pub fn rows(&self) -> &[Rc<Summary>] {
        &self.rows
    }

    pub fn state(&self) -> Listing {
        self.listing.clone()
    }

    pub fn add(&mut self, found: Found) {
        for summary in found.summaries {
            self.add_row(summary);
        }
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
    }

    /// A process whose releases came on two pages stays one row.
    fn add_row(&mut self, summary: Summary) {
        let Some(known) = self.by_ocid.get(&summary.ocid).and_then(|index| self.rows.get_mut(*index)) else {
            self.by_ocid.insert(summary.ocid.clone(), self.rows.len());
            return self.rows.push(Rc::new(summary));
        };
        let is_new = |id: &String| !known.release_ids.contains(id);
        // A feed may come to a process again: the same releases are not more of them.
        if summary.release_ids.is_empty() || summary.release_ids.iter().any(is_new) {
            let known = Rc::make_mut(known);
            known.releases += summary.releases;
            known.release_ids.extend(summary.release_ids);
        }
    }
}

#[cfg(test)]
mod tests {
    use tenderlens_core::search::{Found, Summary};

    use super::Loaded;

    fn page(rows: &[(&str, &[&str])]) -> Found {
        let row = |(ocid, releases): &(&str, &[&str])| Summary {
            ocid: (*ocid).to_owned(),
            releases: releases.len(),
            release_ids: releases.iter().map(|id| (*id).to_owned()).collect(),
            ..Summary::default()
        };
        Found { summaries: rows.iter().map(row).collect(), documents: rows.len(), ..Found::default() }
    }

    #[test]
    fn a_process_on_two_pages_is_one_row_with_the_releases_of_both() {
        let mut loaded = Loaded::default();
        loaded.add(page(&[("a", &["1"]), ("b", &["2"])]));
        loaded.add(page(&[("a", &["3"]), ("b", &["2"])]));
        let rows: Vec<_> = loaded.rows().iter().map(|row| (row.ocid.as_str(), row.releases)).collect();
        assert_eq!(rows, [("a", 2), ("b", 1)]);
        let state = loaded.state();
        assert_eq!((state.pages, state.documents, state.processes, state.more), (2, 4, 2, false));
    }
}
