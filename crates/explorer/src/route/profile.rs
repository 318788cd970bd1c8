//! State of the page of a buyer or supplier.

use super::query::{Reader, encode_step};
use super::search::Search;

/// Whose page it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Party {
    /// By an identifier of a scheme: certain.
    Identifier { scheme: String, id: String },
    /// By name only: likely.
    Name(String),
}

/// State of the page of a buyer or supplier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    pub party: Party,
    /// `buyer`, `supplier`; empty for all it has been.
    pub role: String,
    /// Those that are only likely the same and count all the same: `GB-COH:01234567`, `name:ACME`.
    pub joined: Vec<String>,
    /// Filters of its list.
    pub search: Search,
}

impl Profile {
    pub(super) fn read(scheme: &str, id: &str, mut query: Reader) -> Self {
        let party = match scheme {
            "name" => Party::Name(id.to_owned()),
            scheme => Party::Identifier { scheme: scheme.to_owned(), id: id.to_owned() },
        };
        Self { party, role: query.text("role"), joined: query.list("join"), search: Search::read(query) }
    }

    pub(super) fn format(&self) -> String {
        let (scheme, id) = match &self.party {
            Party::Identifier { scheme, id } => (scheme.as_str(), id),
            Party::Name(name) => ("name", name),
        };
        let mut query = self.search.write();
        let query = query.text("role", &self.role).list("join", &self.joined).finish(&self.search.rest);
        format!("#/o/{}/{}{query}", encode_step(scheme), encode_step(id))
    }
}
