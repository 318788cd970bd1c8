//! What is asked of a catalog. The names of the members are those that links use.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::identity::Party;
use crate::store::rows::Unit;

/// What can be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Aspect {
    #[serde(rename = "q")]
    Words,
    #[serde(rename = "src")]
    Publisher,
    #[serde(rename = "stage")]
    Stage,
    #[serde(rename = "cat")]
    Category,
    #[serde(rename = "cpv")]
    Classification,
    #[serde(rename = "val")]
    Value,
    #[serde(rename = "due")]
    Due,
    #[serde(rename = "pub")]
    Published,
    #[serde(rename = "upd")]
    Updated,
    #[serde(rename = "buyer")]
    Buyer,
    #[serde(rename = "sup")]
    Supplier,
    #[serde(rename = "bidder")]
    Bidder,
    /// Whatever its role.
    #[serde(rename = "org")]
    Organization,
    #[serde(rename = "region")]
    Region,
    #[serde(rename = "method")]
    Method,
    #[serde(rename = "status")]
    Status,
    #[serde(rename = "doc")]
    Documents,
    #[serde(rename = "test")]
    Test,
}

/// A question. Conditions of one aspect are alternatives, those of different aspects must all hold;
/// what is left empty asks nothing.
///
/// Listed by awards, contracts, items or releases, a row is judged by its own value, suppliers,
/// status, codes and date (of award, signature, release), as far as it has these; by its process's
/// otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Query {
    /// As [`crate::Words`] takes them.
    #[serde(rename = "q")]
    pub words: String,
    #[serde(rename = "src")]
    pub publishers: Vec<String>,
    /// Ids of [`tenderlens_ocds::view::Stage`].
    #[serde(rename = "stage")]
    pub stages: Vec<String>,
    #[serde(rename = "cat")]
    pub categories: Vec<String>,
    #[serde(rename = "cpv")]
    pub classifications: Vec<Classification>,
    #[serde(rename = "val")]
    pub value: Option<ValueRange>,
    pub due: DateRange,
    #[serde(rename = "pub")]
    pub published: DateRange,
    #[serde(rename = "upd")]
    pub updated: DateRange,
    #[serde(rename = "buyer")]
    pub buyers: Vec<Party>,
    #[serde(rename = "sup")]
    pub suppliers: Vec<Party>,
    #[serde(rename = "bidder")]
    pub bidders: Vec<Party>,
    /// In any role.
    #[serde(rename = "org")]
    pub organizations: Vec<Party>,
    #[serde(rename = "region")]
    pub regions: Vec<String>,
    #[serde(rename = "method")]
    pub methods: Vec<String>,
    #[serde(rename = "status")]
    pub statuses: Vec<String>,
    #[serde(rename = "doc")]
    pub documents: Option<bool>,
    pub test: Option<bool>,
    /// Aspects of which rows that do not publish them are let in as well. Where nothing else of a
    /// list's aspect is chosen, only those are.
    #[serde(rename = "unk")]
    pub unknown: Vec<Aspect>,
    #[serde(rename = "by")]
    pub unit: Unit,
    pub sort: Sort,
}

/// Everything whose code in the scheme starts so: CPV `45` is all construction work.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Classification {
    /// [`crate::CPV`], [`crate::UNSPSC`] or another one as it is published.
    pub scheme: String,
    pub prefix: String,
}

/// Decimal text, both ends included. Amounts in another currency are not compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ValueRange {
    pub min: Option<String>,
    pub max: Option<String>,
    /// ISO 4217 code.
    pub currency: String,
}

/// From a point in time until before another one. A day stands for its start or, as an end, for
/// all of it, in the publisher's zone; a time without a zone is in that as well.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DateRange {
    pub from: Option<String>,
    pub to: Option<String>,
}

impl DateRange {
    pub fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }
}

/// The order of the rows. What is not published comes last either way; equal rows are in the order
/// of their ocids.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Sort {
    pub by: SortBy,
    /// The other way round.
    pub reverse: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SortBy {
    /// Most words in the title, then the latest update; without words the latest update alone.
    #[default]
    Relevance,
    /// The soonest first.
    Due,
    /// The latest first.
    Published,
    /// The latest first.
    Updated,
    /// The greatest first; by currency, that of the question before the others.
    Value,
    Title,
    /// The fewest first.
    Bids,
}

/// What of an aspect to count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FacetQuery {
    pub of: Aspect,
    /// So many choices, those that are chosen among them; 0 is all.
    pub top: usize,
    /// Only choices whose names meet this, which is searched as [`Query::words`] are. Of
    /// classifications these are whole codes.
    pub find: String,
    /// Of classifications: the scheme, and the code below which to count.
    pub scheme: String,
    pub under: String,
}

impl Default for FacetQuery {
    fn default() -> Self {
        let scheme = crate::read::CPV.to_owned();
        Self { of: Aspect::Stage, top: 8, find: String::new(), scheme, under: String::new() }
    }
}

impl FacetQuery {
    pub fn of(aspect: Aspect) -> Self {
        Self { of: aspect, ..Self::default() }
    }
}

/// A question that can be none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{parameter} {problem}")]
pub struct QueryError {
    /// The member's name, as links use it.
    pub parameter: Cow<'static, str>,
    pub problem: String,
}
