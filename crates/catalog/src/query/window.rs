//! The rows of an answer, a window at a time.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::row::{AwardRow, ContractRow, Hit, ItemRow, Money, Part, PartyRow, ReleaseRow, Row};
use crate::arrange;
use crate::catalog::{Catalog, texts_of};
use crate::store::dictionary::Texts;
use crate::store::rows::{self, UNKNOWN, Unit};
use crate::store::texts::Part as TextPart;
use crate::text::{Field, Sought, Words};
use crate::time::{MISSING, Millis};

/// The rows of the catalog were numbered anew since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("the answer is from before the catalog was compacted: ask the question again")]
pub struct Outdated;

impl Catalog {
    /// Rows of an answer, from `offset` on. Those that were taken out since are passed over.
    ///
    /// # Errors
    /// [`Outdated`] for an answer from before [`Catalog::compact`].
    pub fn window(&self, answer: &Answer, offset: usize, length: usize) -> Result<Vec<Row<&str>>, Outdated> {
        if answer.generation != self.generation {
            return Err(Outdated);
        }
        let units = answer.order.iter().skip(offset).take(length);
        let owners = Owners { catalog: self, unit: answer.unit };
        let words = Words::parse(&answer.query.words);
        let sought = self.index.sought(&words);
        let rows = units.filter_map(|unit| {
            let row = owners.row(*unit)?;
            self.there.contains(row).then(|| self.row(row, (answer.unit, *unit), &words, &sought))
        });
        Ok(rows.collect())
    }

    fn row(&self, row: u32, (unit, number): (Unit, u32), words: &Words, sought: &Sought) -> Row<&str> {
        let (table, at) = (&self.rows, row as usize);
        let text = |part| table.texts.part_of(row, part);
        let known = |at: Millis| (at != MISSING).then_some(at);
        let shared = &table.words;
        let value = money(self, row, &table.value[at]);
        Row {
            publisher: self.publishers.text(self.publisher_number(row)),
            ocid: table.ocid(row),
            locator: text(TextPart::Locator),
            language: shared.languages.text(table.language[at]),
            title: table.title(row),
            description: text(TextPart::Description),
            buyers: self.parties(table.buyers.get(row)),
            suppliers: self.parties(table.suppliers.get(row)),
            place: text(TextPart::Place),
            basis: value.map(|_| table.basis[at]),
            value,
            due: text(TextPart::Due),
            due_ms: known(table.due[at]),
            published: text(TextPart::Published),
            published_ms: known(table.published[at]),
            updated: text(TextPart::Updated),
            updated_ms: known(table.updated[at]),
            stage: table.stage[at],
            status: shared.statuses.text(table.status[at]),
            categories: table.categories.get(row).iter().map(|code| shared.categories.text(*code)).collect(),
            method: shared.methods.text(table.method[at]),
            method_details: shared.method_details.text(table.method_details[at]),
            bids: Some(table.bids[at]).filter(|bids| *bids != UNKNOWN),
            lots: table.lots[at],
            documents: table.documents[at],
            awards: table.awards.get(row).len(),
            contracts: table.contracts.get(row).len(),
            items: table.items.get(row).len(),
            releases: table.release_count[at],
            is_test: table.is_test[at],
            is_partial: table.is_partial[at],
            provenance: self.provenances[table.provenance[at] as usize].clone(),
            handle: table.handle[at],
            part: self.part(row, unit, number),
            marks: words.marks(table.title(row), false),
            hits: self.hits(row, words, sought),
        }
    }

    fn parties(&self, mentions: &[u32]) -> Vec<PartyRow<&str>> {
        let identity = self.identity();
        let entity = |mention: &u32| identity.entities.get(identity.entity_of[*mention as usize] as usize);
        let row = |mention: &u32| {
            Some(PartyRow { name: self.rows.words.mentions.name(*mention), who: entity(mention)?.who.clone() })
        };
        mentions.iter().filter_map(row).collect()
    }

    fn part(&self, row: u32, unit: Unit, number: u32) -> Option<Part<&str>> {
        let table = &self.rows;
        let text = |span| table.texts.get(row, span);
        let status = |code| table.words.statuses.text(code);
        Some(match unit {
            Unit::Process => return None,
            Unit::Award => {
                let award = &table.awards.values()[number as usize];
                Part::Award(AwardRow {
                    id: text(award.id),
                    title: text(award.title),
                    status: status(award.status),
                    date: text(award.date_text),
                    value: money(self, row, &award.value),
                    suppliers: self.parties(table.award_suppliers.get(number)),
                })
            }
            Unit::Contract => {
                let contract = &table.contracts.values()[number as usize];
                let award = table.awards.values().get(contract.award as usize);
                let suppliers = award.map_or(&[][..], |_| table.award_suppliers.get(contract.award));
                Part::Contract(ContractRow {
                    id: text(contract.id),
                    title: text(contract.title),
                    status: status(contract.status),
                    signed: text(contract.signed_text),
                    value: money(self, row, &contract.value),
                    award: award.map_or("", |award| text(award.id)),
                    suppliers: self.parties(suppliers),
                })
            }
            Unit::Item => {
                let item = &table.items.values()[number as usize];
                let codes = table.item_codes.get(number).iter().filter_map(|code| table.words.codes.entry(*code));
                Part::Item(ItemRow {
                    id: text(item.id),
                    description: text(item.description),
                    codes: codes.map(|it| (table.words.codes.schemes.text(it.scheme), &*it.code)).collect(),
                })
            }
            Unit::Release => {
                let release = &table.releases.values()[number as usize];
                Part::Release(ReleaseRow { id: text(release.id), date: text(release.date_text) })
            }
        })
    }

    /// The texts beside the title that meet a condition which the title does not.
    fn hits(&self, row: u32, words: &Words, sought: &Sought) -> Vec<Hit> {
        let mut places = self.index.places(row, sought);
        places.retain(|place| place.field != Field::Title);
        arrange::list(&mut places, &mut |a, b| (a.field, a.text).cmp(&(b.field, b.text)));
        places.dedup();
        let hit = |(field, index): (Field, usize)| {
            let text = texts_of(&self.rows, row, field).nth(index)?;
            Some(snippet(field, text, words.marks(text, field == Field::Buyer)))
        };
        places.into_iter().filter_map(|place| hit((place.field, place.text))).collect()
    }
}

fn money<'c>(catalog: &'c Catalog, row: u32, money: &rows::Money) -> Option<Money<&'c str>> {
    let amount = catalog.rows.texts.get(row, money.amount);
    let currency = catalog.rows.words.currencies.text(money.currency);
    (!amount.is_empty()).then_some(Money { amount, currency, vat: money.vat })
}

/// The process of a row of a unit.
struct Owners<'c> {
    catalog: &'c Catalog,
    unit: Unit,
}

impl Owners<'_> {
    fn row(&self, unit: u32) -> Option<u32> {
        let rows = &self.catalog.rows;
        match self.unit {
            Unit::Process => Some(unit),
            Unit::Release => rows.releases.owner(unit),
            Unit::Award => rows.awards.owner(unit),
            Unit::Contract => rows.contracts.owner(unit),
            Unit::Item => rows.items.owner(unit),
        }
    }
}

/// So much is shown before the first match and after it, in bytes.
const BEFORE: usize = 60;
const AFTER: usize = 140;

fn snippet(field: Field, text: &str, marks: Vec<Range<usize>>) -> Hit {
    let first = marks.first().cloned().unwrap_or(0..0);
    let is_boundary = |at: &usize| text.is_char_boundary(*at);
    let start = (0..=first.start.saturating_sub(BEFORE)).rev().find(is_boundary).unwrap_or(0);
    let end = (first.end + AFTER..text.len()).find(is_boundary).unwrap_or(text.len());
    // Words are not cut where there is a space nearby.
    let start =
        if start == 0 { 0 } else { text[start..first.start].find(' ').map_or(start, |space| start + space + 1) };
    let end =
        if end == text.len() { end } else { text[first.end..end].rfind(' ').map_or(end, |space| first.end + space) };
    let marks = marks.into_iter().filter(|mark| mark.start >= start && mark.end <= end);
    Hit {
        field,
        text: text[start..end].to_owned(),
        marks: marks.map(|mark| mark.start - start..mark.end - start).collect(),
        cut: (start > 0, end < text.len()),
    }
}
