//! From a publisher's own documents to OCDS 1.1 releases: the contract that the adapters of
//! [`crate::publishers`] keep, and what they share.
//!
//! A contracting process has one model everywhere behind this point. Nothing is lost on the way:
//! what has no place in OCDS or its extensions, and what had to be rewritten to fit there (a
//! status, a date without a zone), is listed as published in [`Converted::other`].
//!
//! An adapter is mostly a [`table`]: rows that lead from a member of the source to its place. The
//! same rows become `docs/mappings`.

pub mod codelists;
mod converter;
mod date;
mod lists;
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

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use table::Mapping;
use tenderlens_ocds::collect::Groups;
use tenderlens_ocds::json;

use crate::endpoint::Publisher;
use crate::process::describe;
use crate::protocol::error::Error;
use crate::protocol::payload::quoted;
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmapped {
    /// JSON Pointer into the document.
    pub pointer: String,
    /// The value as published, JSON text.
    pub json: String,
}

/// The releases of one document of a publisher: those that are made of it or, where the publisher's
/// documents are OCDS 1.1 already, those that it holds.
///
/// # Errors
/// When the document cannot be read, or is not of one contracting process.
pub fn to_ocds(publisher: &Publisher, document: &str) -> Result<Converted, Error> {
    match publisher.convert {
        Some(convert) => convert(document),
        None => published(document),
    }
}

fn published(document: &str) -> Result<Converted, Error> {
    let mut groups = Groups::default();
    groups.read(document)?;
    let problems = groups.problems.iter().map(describe).collect();
    let [process] = groups.as_met() else {
        let problem = format!("releases of {} contracting processes where those of one belong", groups.as_met().len());
        return Err(Error::Body { offset: 0, problem });
    };
    let url = |link: &&str| json::pointer(link, "/url").map(Cow::into_owned);
    Ok(Converted {
        ocid: process.ocid().to_owned(),
        releases: process.releases().iter().map(|release| (*release).to_owned()).collect(),
        linked: process.links().iter().filter_map(url).collect(),
        other: Vec::new(),
        problems,
    })
}

/// A document with answers of its sub-resources put into it, each under a name that the adapter
/// reads there: a tender of openprocurement 0.1 with its `bidders`, `awards` and `auction`.
///
/// # Errors
/// When the document is no JSON object.
pub fn join(document: &str, parts: &[(&str, &str)]) -> Result<String, Error> {
    let object = json::object(document)?;
    let others = object.iter().filter(|(name, _)| parts.iter().all(|(part, _)| part != name));
    let members = others.chain(parts.iter().copied()).map(|(name, json)| format!("{}:{json}", quoted(name)));
    Ok(format!("{{{}}}", members.collect::<Vec<_>>().join(",")))
}

/// The mapping of every publisher that has one, for documentation and tests.
pub fn mappings() -> [&'static Mapping; 3] {
    [&publishers::eu::MAPPING, &publishers::openprocurement::MAPPING, &publishers::prozorro::MAPPING]
}

#[cfg(test)]
mod tests {
    use super::to_ocds;
    use crate::publishers::Registry;

    #[test]
    fn what_is_ocds_already_stays_as_it_is() {
        let registry = Registry::builtin();
        let uk = registry.publisher("uk").unwrap();
        let release = r#"{"ocid":"a","id":"1","tender":{"value":{"amount":1.10}}}"#;
        let converted = to_ocds(uk, &format!(r#"{{"releases":[{release}]}}"#)).unwrap();
        assert_eq!((converted.ocid.as_str(), converted.releases.as_slice()), ("a", [release.to_owned()].as_slice()));
        let record = r#"{"ocid":"a","releases":[{"url":"https://host/1"}],"compiledRelease":{"ocid":"a"}}"#;
        let converted = to_ocds(uk, record).unwrap();
        assert_eq!((converted.releases.len(), converted.linked), (0, vec!["https://host/1".to_owned()]));
    }

    #[test]
    fn a_document_is_of_one_process() {
        let registry = Registry::builtin();
        let uk = registry.publisher("uk").unwrap();
        for document in [r#"{"releases":[{"ocid":"a"},{"ocid":"b"}]}"#, r#"{"releases":[]}"#, "{", ""] {
            assert!(to_ocds(uk, document).is_err(), "{document}");
        }
    }
}
