//! From a publisher's own documents to OCDS 1.1 releases: the contract that the adapters of
//! [`crate::publishers`] keep, and what they share.
//!
//! A contracting process has one model everywhere behind this point. Nothing is lost on the way:
//! what has no place in OCDS or its extensions, and what had to be rewritten to fit there (a
//! status, a date without a zone), is listed as published in [`Converted::other`].
//!
//! An adapter is mostly a [`table`]: rows that lead from a member of the source to its place. The
//! same rows become `docs/mappings`.

mod converter;
mod date;
pub(crate) mod node;
mod party;
mod place;
mod release;
pub mod shapes;
pub mod table;
mod uri;

pub(crate) use converter::Converter;
pub use place::CURRENCIES;
pub use release::{STATUS_TAGS, TAGS};

use table::Mapping;
use tenderlens_ocds::json;

use crate::protocol::error::Error;
use crate::publishers;

/// One adapter. Takes one document (a record, a release or a tender, without its envelope) as
/// published.
pub type Convert = fn(&str) -> Result<Converted, Error>;

/// What became of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Converted {
    pub ocid: String,
    /// OCDS 1.1 releases, as JSON text.
    pub releases: Vec<String>,
    /// Addresses of releases that the document only points to.
    pub linked: Vec<String>,
    /// Values of the document that do not stand in the releases as published.
    pub other: Vec<Unmapped>,
    /// What could not be used as published: where and why.
    pub problems: Vec<String>,
}

/// A value that was not mapped, or not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmapped {
    /// JSON Pointer into the document.
    pub pointer: String,
    /// The value as published, JSON text.
    pub json: String,
}

/// A document with answers of its sub-resources put into it, each under a name that the adapter
/// reads there: a tender of openprocurement 0.1 with its `bidders`, `awards` and `auction`.
///
/// # Errors
/// When the document is no JSON object.
pub fn join(document: &str, parts: &[(&str, &str)]) -> Result<String, Error> {
    let object =
        json::object(document).map_err(|error| Error::Body { offset: error.offset, problem: error.problem })?;
    let others = object.iter().filter(|(name, _)| parts.iter().all(|(part, _)| part != name));
    let members = others.chain(parts.iter().copied()).map(|(name, json)| format!("{}:{json}", node::quoted(name)));
    Ok(format!("{{{}}}", members.collect::<Vec<_>>().join(",")))
}

/// The mapping of every publisher that has one, for documentation and tests.
pub fn mappings() -> [&'static Mapping; 3] {
    [&publishers::eu::MAPPING, &publishers::openprocurement::MAPPING, &publishers::prozorro::MAPPING]
}
