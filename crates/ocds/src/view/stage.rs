//! How far a contracting process has come.

use serde::{Deserialize, Serialize};

use super::Process;

/// The stages of contracting, and the early ends.
/// <https://standard.open-contracting.org/latest/en/primer/how/#the-contracting-process>
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    #[default]
    Unknown,
    Planning,
    Tender,
    Award,
    Contract,
    Implementation,
    /// Cancelled, unsuccessful or withdrawn.
    Ended,
}

impl Stage {
    /// The name used in markup and links.
    pub fn id(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Planning => "planning",
            Self::Tender => "tender",
            Self::Award => "award",
            Self::Contract => "contract",
            Self::Implementation => "implementation",
            Self::Ended => "ended",
        }
    }

    /// The stage that a release tag announces; the furthest of several.
    /// <https://standard.open-contracting.org/latest/en/schema/codelists/#release-tag>
    pub fn of_tags<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        tags.into_iter().map(Self::of_tag).max().unwrap_or_default()
    }

    fn of_tag(tag: &str) -> Self {
        match tag {
            "tenderCancellation" | "awardCancellation" | "contractTermination" => Self::Ended,
            _ if tag.starts_with("planning") => Self::Planning,
            _ if tag.starts_with("tender") => Self::Tender,
            _ if tag.starts_with("award") => Self::Award,
            _ if tag.starts_with("contract") => Self::Contract,
            _ if tag.starts_with("implementation") => Self::Implementation,
            _ => Self::Unknown,
        }
    }
}

/// The stage of a process by what has been published of it.
pub(super) fn of(process: &Process) -> Stage {
    let tender_status = process.tender.as_ref().and_then(|tender| tender.status.as_deref());
    if process.contracts.iter().any(|contract| contract.implementation) {
        Stage::Implementation
    } else if !process.contracts.is_empty() {
        Stage::Contract
    } else if matches!(tender_status, Some("cancelled" | "unsuccessful" | "withdrawn")) {
        Stage::Ended
    } else if !process.awards.is_empty() {
        Stage::Award
    } else if matches!(tender_status, Some("planning" | "planned")) && process.planning.is_some() {
        Stage::Planning
    } else if process.tender.is_some() {
        Stage::Tender
    } else if process.planning.is_some() {
        Stage::Planning
    } else {
        Stage::of_tags(process.tags.iter().map(String::as_str))
    }
}
