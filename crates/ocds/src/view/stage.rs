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

/// What the stage of a process is told by.
pub(crate) struct Signs<'s> {
    pub planning: bool,
    /// The tender, with its status.
    pub tender: Option<Option<&'s str>>,
    pub awards: bool,
    pub contracts: bool,
    /// Of any contract.
    pub implementation: bool,
    /// The stage that the tags announce.
    pub announced: Stage,
}

/// The stage of a process by what has been published of it.
pub(crate) fn by_signs(signs: Signs<'_>) -> Stage {
    let tender_status = signs.tender.flatten();
    if signs.implementation {
        Stage::Implementation
    } else if signs.contracts {
        Stage::Contract
    } else if matches!(tender_status, Some("cancelled" | "unsuccessful" | "withdrawn")) {
        Stage::Ended
    } else if signs.awards {
        Stage::Award
    } else if matches!(tender_status, Some("planning" | "planned")) && signs.planning {
        Stage::Planning
    } else if signs.tender.is_some() {
        Stage::Tender
    } else if signs.planning {
        Stage::Planning
    } else {
        signs.announced
    }
}

pub(super) fn of(process: &Process) -> Stage {
    by_signs(Signs {
        planning: process.planning.is_some(),
        tender: process.tender.as_ref().map(|tender| tender.status.as_deref()),
        awards: !process.awards.is_empty(),
        contracts: !process.contracts.is_empty(),
        implementation: process.contracts.iter().any(|contract| contract.implementation),
        announced: Stage::of_tags(process.tags.iter().map(String::as_str)),
    })
}
