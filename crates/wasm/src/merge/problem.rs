//! What did not become part of a process.

use serde::Serialize;
use tenderlens_core::ocds::merge::MergeError;

/// Something that did not become part of a process.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    pub code: &'static str,
    pub message: String,
    pub ocid: Option<String>,
    pub release_id: Option<String>,
    /// Position of the document in the input, from 0.
    pub document: Option<usize>,
}

impl Problem {
    pub(super) fn new(code: &'static str, message: String) -> Self {
        Self { code, message, ocid: None, release_id: None, document: None }
    }

    /// A document that is not what can be merged at all.
    pub fn unreadable(document: usize, offset: usize, problem: &str) -> Self {
        let message = format!("document {} cannot be read: {problem} (at byte {offset})", document + 1);
        Self { document: Some(document), ..Self::new("unreadable-document", message) }
    }

    /// More input than was agreed to hold.
    pub fn too_large(limit: usize) -> Self {
        let message = format!(
            "the documents are larger than {limit} bytes of text, the most that is merged here; \
             give fewer processes at a time, or merge files with the program `tenderlens merge`"
        );
        Self::new("too-large", message)
    }

    /// A record whose releases are elsewhere, where the publisher's own compiled release is no answer.
    pub(super) fn needs_releases(ocid: &str, what: &str) -> Self {
        let message = format!("process {ocid}: {what} need the linked releases; give them too");
        Self { ocid: Some(ocid.to_owned()), ..Self::new("needs-releases", message) }
    }

    pub(super) fn of_merge(ocid: &str, error: &MergeError) -> Self {
        Self {
            ocid: Some(ocid.to_owned()),
            release_id: error.release_id.clone(),
            ..Self::new(error.code(), error.to_string())
        }
    }
}
