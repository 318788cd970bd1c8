//! A process on its way into the catalog: what its row will hold, by name.

use std::borrow::Cow;

use tenderlens_ocds::view::Stage;

use crate::decimal::Decimal;
use crate::time::{MISSING, Millis};

/// A date as published, and the point in time that it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Moment<'a> {
    pub text: Cow<'a, str>,
    /// None where nothing is published, or no date.
    pub at: Option<Millis>,
}

impl Moment<'_> {
    pub fn millis(&self) -> Millis {
        self.at.unwrap_or(MISSING)
    }
}

/// Whether an amount includes value added tax.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Vat {
    #[default]
    NotStated,
    Included,
    Excluded,
}

/// Money as published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Money<'a> {
    pub amount: Cow<'a, str>,
    pub currency: Cow<'a, str>,
    pub vat: Vat,
    /// None where it can't be compared or summed.
    pub exact: Option<Decimal>,
}

impl Money<'_> {
    /// What can be compared. Zero is what publishers write who do not publish an amount, and
    /// without a currency there is nothing to compare with.
    pub fn comparable(&self) -> Option<Decimal> {
        self.exact.filter(|exact| !exact.is_zero() && !self.currency.is_empty())
    }
}

/// Where the value of a process stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Basis {
    #[default]
    Tender,
    /// The sum of its lots.
    Lots,
    /// The sum of those lots that have a value; others have none.
    SomeLots,
    /// An estimate from planning.
    Planning,
}

/// Who an organization is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Party<'a> {
    /// The id by which the release refers to it.
    pub reference: Cow<'a, str>,
    pub name: Cow<'a, str>,
    pub country: Cow<'a, str>,
    /// Scheme and id of each identifier.
    pub identifiers: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

/// A code of a classification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Code<'a> {
    pub scheme: Cow<'a, str>,
    pub code: Cow<'a, str>,
    pub description: Cow<'a, str>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Award<'a> {
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    pub status: Cow<'a, str>,
    pub date: Moment<'a>,
    pub value: Option<Money<'a>>,
    /// Indices of parties.
    pub suppliers: Vec<usize>,
}

impl Award<'_> {
    /// Nobody won it.
    pub fn is_lost(&self) -> bool {
        matches!(&*self.status, "unsuccessful" | "cancelled")
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Contract<'a> {
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    pub status: Cow<'a, str>,
    pub signed: Moment<'a>,
    pub value: Option<Money<'a>>,
    /// Index of its award.
    pub award: Option<usize>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Item<'a> {
    pub id: Cow<'a, str>,
    pub description: Cow<'a, str>,
    /// Indices of codes.
    pub codes: Vec<usize>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Release<'a> {
    pub id: Cow<'a, str>,
    pub date: Moment<'a>,
}

/// What the row of a process will hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Draft<'a> {
    pub ocid: Cow<'a, str>,
    pub locator: Cow<'a, str>,
    pub language: Cow<'a, str>,
    pub title: Cow<'a, str>,
    pub description: Cow<'a, str>,
    pub place: Cow<'a, str>,
    pub status: Cow<'a, str>,
    pub method: Cow<'a, str>,
    pub method_details: Cow<'a, str>,
    pub stage: Stage,
    pub value: Option<(Money<'a>, Basis)>,
    pub due: Moment<'a>,
    pub published: Moment<'a>,
    pub updated: Moment<'a>,
    pub categories: Vec<Cow<'a, str>>,
    pub regions: Vec<Cow<'a, str>>,
    pub codes: Vec<Code<'a>>,
    pub parties: Vec<Party<'a>>,
    /// Indices of parties, as those of suppliers and bidders.
    pub buyers: Vec<usize>,
    pub suppliers: Vec<usize>,
    pub bidders: Vec<usize>,
    pub bids: Option<u32>,
    pub lots: u32,
    pub documents: u32,
    pub awards: Vec<Award<'a>>,
    pub contracts: Vec<Contract<'a>>,
    pub items: Vec<Item<'a>>,
    pub releases: Vec<Release<'a>>,
    pub lot_texts: Vec<Cow<'a, str>>,
    pub document_titles: Vec<Cow<'a, str>>,
    pub identifiers: Vec<Cow<'a, str>>,
    pub is_test: bool,
}
