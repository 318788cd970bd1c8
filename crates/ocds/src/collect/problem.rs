//! What could not be used, or was odd, and where.

use serde::Serialize;

use crate::merge::{MergeError, Warning};

/// Whether something is missing from the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Something was left out: a release, or a whole process.
    Error,
    /// Nothing was left out, but it is worth a look.
    Warning,
}

/// One thing that went wrong, with what is known of its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Whether something is missing from the results.
    pub severity: Severity,
    /// A stable name for programs, like `missing-ocid`.
    pub code: &'static str,
    /// The same in a sentence.
    pub message: String,
    /// The `ocid` of the process.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ocid: Option<String>,
    /// The `id` of the release.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release_id: Option<String>,
    /// In a document: a JSON Pointer. In a merge: the fields that lead there, like `awards.items`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

impl Problem {
    pub(super) fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity, code, message: message.into(), ocid: None, release_id: None, path: None }
    }

    /// A problem at a place in a document.
    pub(super) fn at(code: &'static str, message: impl Into<String>, pointer: &str) -> Self {
        Self { path: Some(pointer.to_owned()), ..Self::new(Severity::Error, code, message) }
    }

    /// A problem of a whole process.
    pub(super) fn of_process(severity: Severity, code: &'static str, message: impl Into<String>, ocid: &str) -> Self {
        Self { ocid: Some(ocid.to_owned()), ..Self::new(severity, code, message) }
    }

    pub(super) fn of_merge(ocid: &str, error: &MergeError) -> Self {
        let release_id = error.release_id.clone();
        Self { release_id, ..Self::of_process(Severity::Error, error.code(), error.message(), ocid) }
    }

    pub(super) fn of_warning(ocid: &str, warning: Warning) -> Self {
        let problem = Self::of_process(Severity::Warning, warning.code, warning.message, ocid);
        Self { release_id: warning.release_id, path: Some(warning.path), ..problem }
    }
}
