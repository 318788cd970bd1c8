//! The rows of all listings in one catalog: it looks for words, counts and orders.

use std::collections::BTreeMap;
use std::rc::Rc;

use tenderlens_catalog::{
    Basis, Catalog, Listed, ListedMoney, Outcome, PartyIds, Provenance, Query, Sort, SortBy, Source, SourceId, Vat,
};
use tenderlens_core::endpoint::Publisher;
use tenderlens_core::ocds::calendar::Zone;
use tenderlens_core::ocds::view::{Amount, ValueBasis};
use tenderlens_core::search::Summary;

use crate::protocol::{Rows, Trouble};

/// With so many rows taken out the catalog is written anew, if they are more than half of all.
const MANY_GONE: usize = 1000;

#[derive(Default)]
pub struct Shelf {
    catalog: Catalog,
    sources: BTreeMap<&'static str, SourceId>,
    /// By the handles that the catalog gives back.
    rows: BTreeMap<u64, Rc<Summary>>,
    last: u64,
}

/// What a row is found by again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handle(u64);

impl Shelf {
    /// Puts a row in, in the place of an earlier one of the process.
    ///
    /// # Errors
    /// Why it can't be found there.
    pub fn put(&mut self, publisher: &Publisher, row: Rc<Summary>, url: &str) -> Result<Handle, String> {
        let source = self.source(publisher)?;
        self.last += 1;
        let handle = self.last;
        // The row is complete as far as it is loaded: whatever its date, it is what counts.
        self.catalog.remove(publisher.id, &row.ocid);
        let provenance = Provenance { source: url.to_owned(), ..Provenance::default() };
        let releases: Vec<&str> = row.release_ids.iter().map(String::as_str).collect();
        let added = self.catalog.add_listed(source, &listed(&row, &releases, &provenance, handle));
        match added.outcome {
            Outcome::Refused => {
                let problems: Vec<String> = added.problems.iter().map(ToString::to_string).collect();
                Err(problems.join("; "))
            }
            _ => {
                self.rows.insert(handle, row);
                Ok(Handle(handle))
            }
        }
    }

    /// Takes a row out.
    pub fn take(&mut self, handle: Handle) -> Option<Rc<Summary>> {
        let row = self.rows.remove(&handle.0)?;
        self.catalog.remove(&row.publisher, &row.ocid);
        Some(row)
    }

    pub fn row(&self, handle: Handle) -> Option<&Rc<Summary>> {
        self.rows.get(&handle.0)
    }

    /// Gives the memory of what was taken out back.
    pub fn tidy(&mut self) {
        let size = self.catalog.size();
        if size.gone > MANY_GONE.max(size.processes) {
            self.catalog.compact();
        }
    }

    /// A window of the rows that meet the words, newest first; rows without a date last.
    ///
    /// # Errors
    /// When nobody can be asked that.
    pub fn window(&self, publishers: &[String], words: &str, offset: usize, limit: usize) -> Result<Rows, Trouble> {
        // Without publishers a catalog is asked for all of them.
        if publishers.is_empty() {
            return Ok(Rows::default());
        }
        let sort = Sort { by: SortBy::Updated, reverse: false };
        let query = Query { words: words.to_owned(), publishers: publishers.to_vec(), sort, ..Query::default() };
        let refused = |problem: String| Trouble::Ended(problem);
        let answer = self.catalog.ask(&query, &[]).map_err(|error| refused(error.to_string()))?;
        let loaded = self.rows.values().filter(|row| publishers.iter().any(|id| *id == row.publisher)).count();
        // A window behind the end is the last one.
        let limit = limit.max(1);
        let offset = offset.min(answer.total.saturating_sub(1) / limit * limit);
        let window = self.catalog.window(&answer, offset, limit).map_err(|error| refused(error.to_string()))?;
        let rows = window.iter().filter_map(|row| self.row(Handle(row.handle))).map(|row| (**row).clone());
        Ok(Rows { loaded, matching: answer.total, offset, rows: rows.collect() })
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

fn listed<'a>(row: &'a Summary, releases: &'a [&'a str], provenance: &'a Provenance, handle: u64) -> Listed<'a> {
    let text = |text: &'a Option<String>| text.as_deref().unwrap_or_default();
    Listed {
        ocid: &row.ocid,
        locator: text(&row.locator),
        language: &row.language,
        title: text(&row.title),
        description: text(&row.description),
        buyer: text(&row.buyer),
        stage: row.stage,
        value: row.value.as_ref().and_then(|value| Some((money(value)?, basis(row.basis)?))),
        due: text(&row.deadline),
        updated: text(&row.date),
        method: text(&row.method),
        releases,
        release_count: u32::try_from(row.releases).unwrap_or(u32::MAX),
        provenance,
        handle,
    }
}

fn money(value: &Amount) -> Option<ListedMoney<'_>> {
    let (amount, vat) = match (&value.amount, &value.gross) {
        (Some(net), Some(_)) => (net, Vat::Excluded),
        (Some(amount), None) => (amount, Vat::NotStated),
        (None, Some(gross)) => (gross, Vat::Included),
        (None, None) => return None,
    };
    Some(ListedMoney { amount, currency: value.currency.as_deref().unwrap_or_default(), vat })
}

/// An award's value is not what a process is compared by.
fn basis(basis: Option<ValueBasis>) -> Option<Basis> {
    match basis? {
        ValueBasis::Tender => Some(Basis::Tender),
        ValueBasis::Budget => Some(Basis::Planning),
        ValueBasis::Award => None,
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use tenderlens_core::publishers::Registry;
    use tenderlens_core::search::Summary;

    use super::Shelf;

    fn row(publisher: &'static str, ocid: &str, date: Option<&str>, title: &str) -> Rc<Summary> {
        let (date, title) = (date.map(str::to_owned), Some(title.to_owned()));
        Rc::new(Summary { publisher: publisher.into(), ocid: ocid.to_owned(), date, title, ..Summary::default() })
    }

    fn shelf(rows: &[Rc<Summary>]) -> Shelf {
        let registry = Registry::builtin();
        let mut shelf = Shelf::default();
        for row in rows {
            shelf.put(registry.publisher(&row.publisher).unwrap(), row.clone(), "https://example.org/").unwrap();
        }
        shelf
    }

    fn ocids(shelf: &Shelf, publishers: &[&str], words: &str) -> (usize, Vec<String>) {
        let publishers: Vec<String> = publishers.iter().map(|id| (*id).to_owned()).collect();
        let found = shelf.window(&publishers, words, 0, 50).unwrap();
        assert_eq!(found.matching, found.rows.len());
        (found.loaded, found.rows.into_iter().map(|row| row.ocid).collect())
    }

    #[test]
    fn rows_of_the_chosen_publishers_come_newest_first_and_without_a_date_last() {
        let shelf = shelf(&[
            row("uk", "a", Some("2026-11-01T10:00:00Z"), "Puente"),
            row("uk", "b", None, "Bridge"),
            row("peru", "c", Some("2026-11-03T10:00:00-05:00"), "Año"),
            row("eu", "d", Some("2010-01-01"), "Road"),
        ]);
        assert_eq!(ocids(&shelf, &["uk", "peru"], ""), (3, vec!["c".into(), "a".into(), "b".into()]));
        assert_eq!(ocids(&shelf, &["uk", "peru"], "ano"), (3, vec!["c".into()]));
        assert_eq!(ocids(&shelf, &[], ""), (0, Vec::new()));
    }

    #[test]
    fn a_row_takes_the_place_of_the_earlier_one_and_what_is_taken_out_is_gone() {
        let mut shelf = shelf(&[row("uk", "a", Some("2026-11-02"), "Old"), row("uk", "b", None, "Bridge")]);
        let uk = *Registry::builtin().publisher("uk").unwrap();
        let before = shelf.take(super::Handle(1)).unwrap();
        let handle = shelf.put(&uk, row("uk", "a", Some("2026-11-01"), "New"), "").unwrap();
        assert_eq!(before.title.as_deref(), Some("Old"));
        assert_eq!(shelf.row(handle).unwrap().title.as_deref(), Some("New"));
        assert_eq!(ocids(&shelf, &["uk"], "old"), (2, Vec::new()));
        shelf.take(handle).unwrap();
        assert_eq!(ocids(&shelf, &["uk"], ""), (1, vec!["b".into()]));
    }

    #[test]
    fn a_row_without_an_ocid_is_told() {
        let uk = *Registry::builtin().publisher("uk").unwrap();
        let refused = Shelf::default().put(&uk, row("uk", "", None, "Nobody's"), "").unwrap_err();
        assert!(refused.contains("ocid"), "{refused}");
    }

    #[test]
    fn a_window_behind_the_end_is_the_last_one() {
        let shelf = shelf(&[row("uk", "a", None, ""), row("uk", "b", None, ""), row("uk", "c", None, "")]);
        let found = shelf.window(&["uk".to_owned()], "", 100, 2).unwrap();
        assert_eq!((found.offset, found.rows.len(), found.matching), (2, 1, 3));
    }
}
