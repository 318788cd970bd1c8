//! From a publisher's own documents to OCDS 1.1 releases: the contract that the adapters of
//! [`crate::publishers`] keep.
//!
//! A contracting process has one model everywhere behind this point. Nothing is lost on the way: what
//! has no place in OCDS or its extensions is listed in [`Converted::other`].

use crate::protocol::error::Error;

/// One adapter. Takes one document (a record, a release or a tender, without its envelope) as
/// published.
pub type Convert = fn(&str) -> Result<Converted, Error>;

/// What became of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Converted {
    pub ocid: String,
    /// OCDS 1.1 releases, as JSON text.
    pub releases: Vec<String>,
    /// Members of the document that have no place in the releases.
    pub other: Vec<Unmapped>,
    /// What could not be used as published: where and why.
    pub problems: Vec<String>,
}

/// A member that was not mapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmapped {
    /// JSON Pointer into the document.
    pub pointer: String,
    /// The value as published, JSON text.
    pub json: String,
}
