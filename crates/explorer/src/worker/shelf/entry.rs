//! What is known of a process beside what the catalog keeps.

use tenderlens_catalog::{Basis, Listed, ListedMoney, Provenance, Row, Vat};
use tenderlens_core::ocds::view::{Amount, ValueBasis};
use tenderlens_core::process;
use tenderlens_core::search::{Compiled, Summary};

use crate::protocol::ListRow;

#[derive(Debug, Default)]
pub struct Entry {
    pub publisher: &'static str,
    pub ocid: String,
    /// Ids and dates of the releases that were seen.
    pub releases: Vec<(String, String)>,
    /// How many releases there are, as far as that is told.
    pub count: usize,
    /// There may be more releases than were counted.
    may_have_more: bool,
    /// The value of its only award, where nothing else tells what it is worth.
    awarded: Option<Amount>,
    is_listed: bool,
    is_open: bool,
}

impl Entry {
    /// A listing shows it, maybe with releases of other pages than before.
    pub fn list(&mut self, publisher: &'static str, row: &Summary, compiled: &Compiled) {
        self.publisher = publisher;
        self.ocid.clone_from(&row.ocid);
        let was_known = self.is_listed || self.is_open;
        self.is_listed = true;
        if self.is_open {
            return;
        }
        let dates = compiled.dates.iter().map(String::as_str).chain(std::iter::repeat(""));
        let seen = row.release_ids.iter().zip(dates).map(|(id, date)| (id.clone(), date.to_owned()));
        let new: Vec<(String, String)> =
            seen.filter(|(id, _)| !self.releases.iter().any(|(known, _)| known == id)).collect();
        // A feed may come to a process again: the same releases are not more of them.
        if !was_known || row.release_ids.is_empty() || !new.is_empty() {
            self.count += row.releases;
        }
        self.releases.extend(new);
        self.may_have_more = row.partial;
        self.awarded = row.value.clone().filter(|_| row.basis == Some(ValueBasis::Award));
    }

    /// All of it was read.
    pub fn open(&mut self, publisher: &'static str, loaded: &process::Loaded) {
        self.publisher = publisher;
        self.ocid = loaded.process.ocid.clone().unwrap_or_default();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        self.releases = loaded.timeline.iter().map(|entry| (text(&entry.id), text(&entry.date))).collect();
        self.count = self.releases.len();
        self.may_have_more = false;
        let value = loaded.process.value().filter(|(_, basis)| *basis == ValueBasis::Award);
        self.awarded = value.map(|(value, _)| value.clone());
        self.is_open = true;
    }

    /// No listing shows it any more; whether it was opened.
    pub fn unlist(&mut self) -> bool {
        self.is_listed = false;
        self.is_open
    }

    pub fn row(&self, row: &Row<&str>) -> ListRow {
        ListRow {
            row: row.owned(),
            awarded: self.awarded.clone(),
            releases: self.count,
            may_have_more: self.may_have_more,
        }
    }
}

/// A row of which the list tells no release.
pub fn listed<'a>(
    row: &'a Summary,
    releases: &'a [&'a str],
    release_count: u32,
    provenance: &'a Provenance,
    handle: u64,
) -> Listed<'a> {
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
        release_count,
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
