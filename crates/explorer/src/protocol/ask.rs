//! What the catalog of all that was read is asked, and what it tells.

use serde::{Deserialize, Serialize};
use tenderlens_catalog::{Answer, By, FacetQuery, Of, Query, Row, Summary};
use tenderlens_core::ocds::view::Amount;

use super::{ProfileAnswer, ProfileQuestion};

/// A question to the catalog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// How many rows, what else could be chosen, and a window of the rows. Its publishers must be
    /// named.
    Rows { query: Box<Query>, facets: Vec<FacetQuery>, offset: usize, limit: usize },
    /// Sums of money.
    Totals { query: Box<Query>, of: Of, by: By },
    /// A buyer or a supplier.
    Profile(ProfileQuestion),
}

/// What the catalog tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Told {
    Rows(Box<Found>),
    Totals(Box<Summary>),
    Profile(Box<ProfileAnswer>),
}

/// The rows of a question.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    pub answer: Answer,
    /// Processes of the publishers that are loaded, whatever else is asked.
    pub loaded: usize,
    /// Where the window begins: a window behind the end is the last one.
    pub offset: usize,
    pub rows: Vec<ListRow>,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListRow {
    pub row: Row<String>,
    /// The value of its only award, where nothing else tells what it is worth.
    pub awarded: Option<Amount>,
    /// Releases of the process, as far as they are told.
    pub releases: usize,
    /// There may be more releases than these.
    pub may_have_more: bool,
}
