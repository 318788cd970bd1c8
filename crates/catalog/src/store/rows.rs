//! The columns: one row for each process, and tables of its awards, contracts, items and releases.

use serde::{Deserialize, Serialize};
use tenderlens_ocds::calendar::Zone;
use tenderlens_ocds::view::Stage;

use super::codes::Codes;
use super::dictionary::{Dictionary, Labels, NONE};
use super::lists::Lists;
use super::mentions::Mentions;
use super::order::{KEY, sort_key};
use super::texts::{Part, Span, Texts};
use crate::decimal::Decimal;
use crate::read::draft::{self, Basis, Draft, Vat};
use crate::time::{Millis, year};

/// Where nothing is known.
pub(crate) const UNKNOWN: u32 = u32::MAX;

/// Money in a table. The amount as published stands in the row's text.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Money {
    pub amount: Span,
    /// None where it can't be compared or summed.
    pub exact: Option<Decimal>,
    pub currency: u32,
    pub vat: Vat,
}

impl Money {
    /// As [`draft::Money::comparable`].
    pub fn comparable(&self) -> Option<Decimal> {
        self.exact.filter(|exact| !exact.is_zero() && self.currency != NONE)
    }
}

#[derive(Debug)]
pub(crate) struct Award {
    pub id: Span,
    pub title: Span,
    pub date_text: Span,
    pub date: Millis,
    /// The calendar year of the date.
    pub year: Option<i16>,
    pub status: u32,
    pub value: Money,
}

#[derive(Debug)]
pub(crate) struct Contract {
    pub id: Span,
    pub title: Span,
    pub signed_text: Span,
    pub signed: Millis,
    pub year: Option<i16>,
    pub status: u32,
    pub value: Money,
    /// Its award among all awards.
    pub award: u32,
}

#[derive(Debug)]
pub(crate) struct Item {
    pub id: Span,
    pub description: Span,
}

#[derive(Debug)]
pub(crate) struct Release {
    pub id: Span,
    pub date_text: Span,
    pub date: Millis,
}

/// The tables. Columns that are named in the plural hold a list for each row.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub texts: Texts,
    pub source: Vec<u32>,
    pub provenance: Vec<u32>,
    pub handle: Vec<u64>,
    pub release_count: Vec<u32>,
    pub title_key: Vec<[u8; KEY]>,
    pub stage: Vec<Stage>,
    pub language: Vec<u32>,
    pub status: Vec<u32>,
    pub method: Vec<u32>,
    pub method_details: Vec<u32>,
    pub value: Vec<Money>,
    pub basis: Vec<Basis>,
    pub due: Vec<Millis>,
    pub published: Vec<Millis>,
    pub updated: Vec<Millis>,
    pub bids: Vec<u32>,
    pub lots: Vec<u32>,
    pub documents: Vec<u32>,
    pub is_test: Vec<bool>,
    pub is_partial: Vec<bool>,
    pub categories: Lists<u32>,
    pub regions: Lists<u32>,
    pub codes: Lists<u32>,
    /// Mentions.
    pub buyers: Lists<u32>,
    pub suppliers: Lists<u32>,
    pub bidders: Lists<u32>,
    /// Those that are neither buyers nor any of the above as well.
    pub parties: Lists<u32>,
    pub awards: Lists<Award>,
    /// By award.
    pub award_suppliers: Lists<u32>,
    pub contracts: Lists<Contract>,
    pub items: Lists<Item>,
    /// By item.
    pub item_codes: Lists<u32>,
    pub releases: Lists<Release>,
    pub words: Words,
}

/// What stands for texts that many rows share.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub languages: Dictionary,
    pub statuses: Dictionary,
    pub methods: Dictionary,
    pub method_details: Dictionary,
    pub categories: Dictionary,
    pub currencies: Dictionary,
    pub regions: Labels,
    pub codes: Codes,
    pub mentions: Mentions,
}

impl Words {
    fn memory(&self) -> usize {
        let texts = [&self.languages, &self.statuses, &self.methods, &self.method_details];
        let more = [&self.categories, &self.currencies];
        let texts: usize = texts.iter().chain(&more).map(|texts| texts.memory()).sum();
        texts + self.regions.memory() + self.codes.memory() + self.mentions.memory()
    }
}

/// What a row holds besides its draft.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrived<'a> {
    pub source: u32,
    /// The publisher's id where its ids of parties are the same in all releases.
    pub shared_ids: Option<&'a str>,
    pub zone: &'a Zone,
    pub provenance: u32,
    pub handle: u64,
    pub release_count: u32,
    pub is_partial: bool,
}

/// What rows can be counted and listed by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Unit {
    #[default]
    Process,
    Release,
    Award,
    Contract,
    Item,
}

impl Rows {
    pub fn len(&self) -> usize {
        self.source.len()
    }

    /// Adds a row; its number is the number of rows before.
    pub fn push(&mut self, draft: &Draft<'_>, arrived: Arrived<'_>) {
        self.texts.start();
        self.push_texts(draft);
        self.push_columns(draft, arrived);
        self.push_lists(draft, arrived);
        self.push_awards(draft, arrived);
        for item in &draft.items {
            let codes: Vec<u32> = item.codes.iter().map(|code| self.words.codes.number(&draft.codes[*code])).collect();
            self.item_codes.push(codes);
        }
        let Self { texts, items, releases, .. } = self;
        items.push(draft.items.iter().map(|item| Item {
            id: texts.tail(&item.id),
            // Most descriptions are among the texts already.
            description: texts.within(Part::Items, &item.description),
        }));
        releases.push(draft.releases.iter().map(|release| Release {
            id: texts.tail(&release.id),
            date_text: texts.tail(&release.date.text),
            date: release.date.millis(),
        }));
        self.texts.finish();
    }

    fn push_texts(&mut self, draft: &Draft<'_>) {
        let texts = &mut self.texts;
        texts.part(Part::Ocid, [&*draft.ocid]);
        texts.part(Part::Locator, [&*draft.locator]);
        texts.part(Part::Title, [&*draft.title]);
        // The headline may be the description itself.
        let description = if draft.description == draft.title { "" } else { &draft.description };
        texts.part(Part::Description, [description]);
        texts.part(Part::Place, [&*draft.place]);
        texts.part(Part::Due, [&*draft.due.text]);
        texts.part(Part::Published, [&*draft.published.text]);
        texts.part(Part::Updated, [&*draft.updated.text]);
        texts.part(Part::Amount, [draft.value.as_ref().map_or("", |(value, _)| &*value.amount)]);
        let items = draft.items.iter().map(|item| &*item.description).filter(|text| !text.is_empty());
        texts.part(Part::Items, draft.lot_texts.iter().map(|text| &**text).chain(items));
        texts.part(Part::Identifiers, draft.identifiers.iter().map(|text| &**text));
        texts.part(Part::Documents, draft.document_titles.iter().map(|text| &**text));
    }

    fn push_columns(&mut self, draft: &Draft<'_>, arrived: Arrived<'_>) {
        self.source.push(arrived.source);
        self.provenance.push(arrived.provenance);
        self.handle.push(arrived.handle);
        self.release_count.push(arrived.release_count);
        self.title_key.push(sort_key(&draft.title));
        self.stage.push(draft.stage);
        self.language.push(self.words.languages.code(&draft.language));
        self.status.push(self.words.statuses.code(&draft.status));
        self.method.push(self.words.methods.code(&draft.method));
        self.method_details.push(self.words.method_details.code(&draft.method_details));
        let (value, basis) = draft.value.clone().unwrap_or_default();
        let amount = self.texts.span(Part::Amount);
        let currency = self.words.currencies.code(&value.currency);
        self.value.push(Money { amount, exact: value.exact, currency, vat: value.vat });
        self.basis.push(basis);
        self.due.push(draft.due.millis());
        self.published.push(draft.published.millis());
        self.updated.push(draft.updated.millis());
        self.bids.push(draft.bids.unwrap_or(UNKNOWN));
        self.lots.push(draft.lots);
        self.documents.push(draft.documents);
        self.is_test.push(draft.is_test);
        self.is_partial.push(arrived.is_partial);
    }

    fn push_lists(&mut self, draft: &Draft<'_>, arrived: Arrived<'_>) {
        let words = &mut self.words;
        self.categories.push(draft.categories.iter().map(|category| words.categories.code(category)));
        self.codes.push(draft.codes.iter().map(|code| words.codes.number(code)));
        let mut regions: Vec<u32> = Vec::with_capacity(draft.regions.len());
        for region in &draft.regions {
            let code = words.regions.code(region);
            if !regions.contains(&code) {
                regions.push(code);
            }
        }
        self.regions.push(regions);
        let numbers = self.mentions(draft, arrived);
        let of = |parties: &[usize]| parties.iter().map(|party| numbers[*party]).collect::<Vec<_>>();
        self.buyers.push(of(&draft.buyers));
        self.suppliers.push(of(&draft.suppliers));
        self.bidders.push(of(&draft.bidders));
        let is_buyer = |party: &usize| draft.buyers.contains(party);
        self.parties.push(of(&(0..numbers.len()).filter(|party| !is_buyer(party)).collect::<Vec<_>>()));
        for award in &draft.awards {
            self.award_suppliers.push(of(&award.suppliers));
        }
    }

    fn mentions(&mut self, draft: &Draft<'_>, arrived: Arrived<'_>) -> Vec<u32> {
        let mentions = &mut self.words.mentions;
        let number = |party| mentions.number(party, arrived.shared_ids);
        draft.parties.iter().map(number).collect()
    }

    fn push_awards(&mut self, draft: &Draft<'_>, arrived: Arrived<'_>) {
        let first = self.awards.values().len() as u32;
        let Self { texts, words, awards, contracts, .. } = self;
        awards.push(draft.awards.iter().map(|award| Award {
            id: texts.tail(&award.id),
            title: texts.tail(&award.title),
            date_text: texts.tail(&award.date.text),
            date: award.date.millis(),
            year: year(award.date.millis(), arrived.zone),
            status: words.statuses.code(&award.status),
            value: money(award.value.as_ref(), texts, words),
        }));
        contracts.push(draft.contracts.iter().map(|contract| Contract {
            id: texts.tail(&contract.id),
            title: texts.tail(&contract.title),
            signed_text: texts.tail(&contract.signed.text),
            signed: contract.signed.millis(),
            year: year(contract.signed.millis(), arrived.zone),
            status: words.statuses.code(&contract.status),
            value: money(contract.value.as_ref(), texts, words),
            award: contract.award.map_or(UNKNOWN, |award| first + award as u32),
        }));
    }

    /// The row of each unit; `None` where the units are the rows themselves.
    pub fn owners(&self, unit: Unit) -> Option<Vec<u32>> {
        match unit {
            Unit::Process => None,
            Unit::Release => Some(self.releases.owners()),
            Unit::Award => Some(self.awards.owners()),
            Unit::Contract => Some(self.contracts.owners()),
            Unit::Item => Some(self.items.owners()),
        }
    }

    /// Bytes of the columns, and of what they share.
    pub fn memory(&self) -> usize {
        // All columns of one value grow alike.
        let row = size_of::<(Money, [u8; KEY], [Millis; 3], [u32; 9], [u64; 1], Stage, Basis, [bool; 2])>();
        let lists = [&self.categories, &self.regions, &self.codes, &self.buyers, &self.suppliers, &self.bidders];
        let more = [&self.parties, &self.award_suppliers, &self.item_codes];
        let lists: usize = lists.iter().chain(&more).map(|list| list.memory()).sum();
        let parts = self.awards.memory() + self.contracts.memory() + self.items.memory() + self.releases.memory();
        self.source.capacity() * row + lists + parts + self.words.memory()
    }

    /// Title, or the description if that is what heads it.
    pub fn title(&self, row: u32) -> &str {
        self.texts.part_of(row, Part::Title)
    }

    pub fn ocid(&self, row: u32) -> &str {
        self.texts.part_of(row, Part::Ocid)
    }
}

fn money(value: Option<&draft::Money<'_>>, texts: &mut Texts, words: &mut Words) -> Money {
    value.map_or_else(Money::default, |value| Money {
        amount: texts.tail(&value.amount),
        exact: value.exact,
        currency: words.currencies.code(&value.currency),
        vat: value.vat,
    })
}
