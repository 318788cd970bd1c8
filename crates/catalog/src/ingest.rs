//! Taking processes in, and out.

use tenderlens_ocds::facts;

use crate::arrival::{Added, Arrival, Listed, Outcome, PartyIds, Provenance, Source, SourceId};
use crate::catalog::{Catalog, key};
use crate::problem::{Notes, Problem};
use crate::read::draft::Draft;
use crate::read::{self, Context};
use crate::store::dictionary::Texts;
use crate::store::rows::Arrived;
use crate::time::MISSING;

/// What is told of a process beside its draft.
struct Beside<'a> {
    provenance: &'a Provenance,
    handle: u64,
    release_count: u32,
    is_partial: bool,
}

impl Catalog {
    /// Adds a process, or replaces what is there of it by something newer.
    pub fn add(&mut self, source: SourceId, arrival: &Arrival<'_>) -> Added {
        let mut notes = Notes::default();
        let outcome = self.try_add(source, arrival, &mut notes);
        added(outcome, notes)
    }

    /// Adds what a list shows of a process, unless more is known of it.
    pub fn add_listed(&mut self, source: SourceId, listed: &Listed<'_>) -> Added {
        let mut notes = Notes::default();
        let outcome = self.try_add_listed(source, listed, &mut notes);
        added(outcome, notes)
    }

    fn try_add(&mut self, id: SourceId, arrival: &Arrival<'_>, notes: &mut Notes) -> Result<Outcome, Problem> {
        let source = self.told(id)?;
        let text = std::str::from_utf8(arrival.compiled)
            .map_err(|problem| refusal(format!("is not UTF-8 at byte {}", problem.valid_up_to())))?;
        let release = facts::read(text).map_err(|problem| refusal(problem.to_string()))?;
        let context = Context {
            zone: &source.zone,
            language: &source.language,
            country: &source.country,
            releases: arrival.releases,
            release_count: arrival.release_count,
        };
        let mut draft = read::draft(&release, &context, notes);
        draft.is_test |= arrival.is_test;
        draft.locator = arrival.locator.into();
        if draft.ocid.is_empty() {
            draft.ocid = arrival.ocid.map(str::trim).unwrap_or_default().into();
        }
        let beside = Beside {
            provenance: arrival.provenance,
            handle: arrival.handle,
            release_count: arrival.release_count.max(arrival.releases.len() as u32),
            is_partial: arrival.is_partial,
        };
        self.settle(id, &source, &draft, &beside)
    }

    fn try_add_listed(&mut self, id: SourceId, listed: &Listed<'_>, notes: &mut Notes) -> Result<Outcome, Problem> {
        let source = self.told(id)?;
        let draft = read::listed(listed, &source, notes);
        let beside = Beside {
            provenance: listed.provenance,
            handle: listed.handle,
            release_count: listed.release_count,
            is_partial: true,
        };
        self.settle(id, &source, &draft, &beside)
    }

    fn told(&self, id: SourceId) -> Result<Source, Problem> {
        let source = self.sources.get(id.0 as usize).cloned();
        source.ok_or_else(|| refusal("comes from a source that this catalog was not told of".to_owned()))
    }

    /// Gives a draft its row, unless what is there is better.
    fn settle(
        &mut self,
        id: SourceId,
        source: &Source,
        draft: &Draft<'_>,
        beside: &Beside<'_>,
    ) -> Result<Outcome, Problem> {
        if draft.ocid.is_empty() {
            let problem = "is missing: nothing tells which process this is".to_owned();
            return Err(Problem { pointer: "/ocid".to_owned(), problem });
        }
        let publisher = self.publisher_of[id.0 as usize];
        let known = self.find_row(publisher, &draft.ocid);
        if let Some(row) = known {
            if let Some(outcome) = self.stays(row, draft.updated.millis(), beside) {
                return Ok(outcome);
            }
            self.forget(row, publisher, &draft.ocid);
        }
        let arrived = Arrived {
            source: id.0,
            shared_ids: (source.party_ids == PartyIds::PerPublisher).then_some(&source.publisher),
            zone: &source.zone,
            provenance: self.provenance(beside.provenance),
            handle: beside.handle,
            release_count: beside.release_count,
            is_partial: beside.is_partial,
        };
        self.rows.push(draft, arrived);
        self.take_up(publisher, &draft.ocid);
        Ok(if known.is_some() { Outcome::Replaced } else { Outcome::Added })
    }

    /// Whether a row stays although something arrives. What arrives without a date counts as newer;
    /// of the same date, what is made of more releases.
    fn stays(&self, row: u32, updated: i64, beside: &Beside<'_>) -> Option<Outcome> {
        let at = row as usize;
        let known = (self.rows.updated[at], self.rows.release_count[at]);
        match (self.rows.is_partial[at], beside.is_partial) {
            (true, false) => None,
            (false, true) if known.0 != MISSING && updated > known.0 => Some(Outcome::Behind),
            (false, true) => Some(Outcome::Kept),
            _ => (updated != MISSING && known > (updated, beside.release_count)).then_some(Outcome::Kept),
        }
    }

    fn provenance(&mut self, provenance: &Provenance) -> u32 {
        if let Some(number) = self.provenance_numbers.get(provenance) {
            return *number;
        }
        let number = self.provenances.len() as u32;
        self.provenances.push(provenance.clone());
        self.provenance_numbers.insert(provenance.clone(), number);
        number
    }

    /// Takes a process out. Whether it was there.
    pub fn remove(&mut self, publisher: &str, ocid: &str) -> bool {
        let publisher = self.publishers.find(publisher);
        let row = publisher.and_then(|publisher| Some((publisher, self.find_row(publisher, ocid)?)));
        if let Some((publisher, row)) = row {
            self.forget(row, publisher, ocid);
        }
        row.is_some()
    }

    fn forget(&mut self, row: u32, publisher: u32, ocid: &str) {
        if let Ok(entry) = self.keys.find_entry(key(publisher, ocid), |known| *known == row) {
            entry.remove();
        }
        self.there.remove(row);
        self.rows.texts.remove(row);
        self.index.remove(row);
        self.changed();
    }
}

fn added(outcome: Result<Outcome, Problem>, mut notes: Notes) -> Added {
    let outcome = outcome.unwrap_or_else(|problem| {
        notes.0.push(problem);
        Outcome::Refused
    });
    Added { outcome, problems: notes.0 }
}

fn refusal(problem: String) -> Problem {
    Problem { pointer: String::new(), problem }
}
