//! What a row of a list holds.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use tenderlens_ocds::view::Stage;

use crate::arrival::Provenance;
use crate::identity::PartyRef;
use crate::read::{Basis, Vat};
use crate::text::Field;
use crate::time::Millis;

/// A row of a list. Texts are as published, and empty where nothing is. The catalog gives
/// `Row<&str>`; who is sent it as JSON reads `Row<String>`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Row<T> {
    pub publisher: T,
    pub ocid: T,
    /// The publisher's own id of it, where it can't be asked for by its ocid.
    pub locator: T,
    /// Of the published texts (BCP 47).
    pub language: T,
    pub title: T,
    /// Empty where it is the title.
    pub description: T,
    pub buyers: Vec<PartyRow<T>>,
    pub suppliers: Vec<PartyRow<T>>,
    pub place: T,
    pub value: Option<Money<T>>,
    /// Where the value stands.
    pub basis: Option<Basis>,
    pub due: T,
    pub due_ms: Option<Millis>,
    pub published: T,
    pub published_ms: Option<Millis>,
    pub updated: T,
    pub updated_ms: Option<Millis>,
    pub stage: Stage,
    pub status: T,
    pub categories: Vec<T>,
    pub method: T,
    pub method_details: T,
    pub bids: Option<u32>,
    pub lots: u32,
    pub documents: u32,
    pub awards: usize,
    pub contracts: usize,
    pub items: usize,
    pub releases: u32,
    pub is_test: bool,
    /// Known only from a list: what is missing here may be published all the same.
    pub is_partial: bool,
    pub provenance: Provenance,
    /// What the caller finds the JSON by.
    pub handle: u64,
    /// What of the process the row is, where it is not the whole.
    pub part: Option<Part<T>>,
    /// Places to mark in the title.
    pub marks: Vec<Range<usize>>,
    /// Where the words are that the title does not show.
    pub hits: Vec<Hit>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartyRow<T> {
    pub name: T,
    pub who: PartyRef,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Money<T> {
    /// As published.
    pub amount: T,
    pub currency: T,
    pub vat: Vat,
}

/// Part of a process.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Part<T> {
    Award(AwardRow<T>),
    Contract(ContractRow<T>),
    Item(ItemRow<T>),
    Release(ReleaseRow<T>),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AwardRow<T> {
    pub id: T,
    pub title: T,
    pub status: T,
    pub date: T,
    pub value: Option<Money<T>>,
    pub suppliers: Vec<PartyRow<T>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContractRow<T> {
    pub id: T,
    pub title: T,
    pub status: T,
    pub signed: T,
    pub value: Option<Money<T>>,
    /// Id of its award.
    pub award: T,
    pub suppliers: Vec<PartyRow<T>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemRow<T> {
    pub id: T,
    pub description: T,
    /// Scheme and code.
    pub codes: Vec<(T, T)>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReleaseRow<T> {
    pub id: T,
    pub date: T,
}

/// Why a row was found: a text of it with what to mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    pub field: Field,
    /// Of a long text what stands around the match.
    pub text: String,
    pub marks: Vec<Range<usize>>,
    /// Whether text was left out before and after.
    pub cut: (bool, bool),
}

impl PartyRow<&str> {
    fn owned(&self) -> PartyRow<String> {
        PartyRow { name: self.name.to_owned(), who: self.who.clone() }
    }
}

fn owned(parties: &[PartyRow<&str>]) -> Vec<PartyRow<String>> {
    parties.iter().map(PartyRow::owned).collect()
}

impl Money<&str> {
    fn owned(&self) -> Money<String> {
        Money { amount: self.amount.to_owned(), currency: self.currency.to_owned(), vat: self.vat }
    }
}

impl Part<&str> {
    fn owned(&self) -> Part<String> {
        let money = |money: &Option<Money<&str>>| money.as_ref().map(Money::owned);
        match self {
            Self::Award(award) => Part::Award(AwardRow {
                id: award.id.to_owned(),
                title: award.title.to_owned(),
                status: award.status.to_owned(),
                date: award.date.to_owned(),
                value: money(&award.value),
                suppliers: owned(&award.suppliers),
            }),
            Self::Contract(contract) => Part::Contract(ContractRow {
                id: contract.id.to_owned(),
                title: contract.title.to_owned(),
                status: contract.status.to_owned(),
                signed: contract.signed.to_owned(),
                value: money(&contract.value),
                award: contract.award.to_owned(),
                suppliers: owned(&contract.suppliers),
            }),
            Self::Item(item) => Part::Item(ItemRow {
                id: item.id.to_owned(),
                description: item.description.to_owned(),
                codes: item.codes.iter().map(|(scheme, code)| ((*scheme).to_owned(), (*code).to_owned())).collect(),
            }),
            Self::Release(release) => {
                Part::Release(ReleaseRow { id: release.id.to_owned(), date: release.date.to_owned() })
            }
        }
    }
}

impl Row<&str> {
    /// The same, apart from the catalog.
    pub fn owned(&self) -> Row<String> {
        let text = |text: &str| text.to_owned();
        Row {
            publisher: text(self.publisher),
            ocid: text(self.ocid),
            locator: text(self.locator),
            language: text(self.language),
            title: text(self.title),
            description: text(self.description),
            buyers: owned(&self.buyers),
            suppliers: owned(&self.suppliers),
            place: text(self.place),
            value: self.value.as_ref().map(Money::owned),
            basis: self.basis,
            due: text(self.due),
            due_ms: self.due_ms,
            published: text(self.published),
            published_ms: self.published_ms,
            updated: text(self.updated),
            updated_ms: self.updated_ms,
            stage: self.stage,
            status: text(self.status),
            categories: self.categories.iter().map(|category| text(category)).collect(),
            method: text(self.method),
            method_details: text(self.method_details),
            bids: self.bids,
            lots: self.lots,
            documents: self.documents,
            awards: self.awards,
            contracts: self.contracts,
            items: self.items,
            releases: self.releases,
            is_test: self.is_test,
            is_partial: self.is_partial,
            provenance: self.provenance.clone(),
            handle: self.handle,
            part: self.part.as_ref().map(Part::owned),
            marks: self.marks.clone(),
            hits: self.hits.clone(),
        }
    }
}
