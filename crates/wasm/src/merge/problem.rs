//! What did not become part of a process, and what was odd about one.

use serde::Serialize;
use tenderlens_core::ocds::collect;
use tenderlens_core::ocds::merge::MergeError;
use tenderlens_core::protocol::error::Error;

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

/// Something odd that did not stop the merge.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Warning {
    pub code: &'static str,
    pub message: String,
    /// The fields that lead to it; none where it is of the process as a whole.
    pub path: Option<String>,
    pub release_id: Option<String>,
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

    /// A document that is not what its publisher's adapter reads.
    pub fn not_converted(error: &Error) -> Self {
        let message = match error {
            Error::Body { offset, problem } => format!("the document cannot be read: {problem} (at byte {offset})"),
            other => other.to_string(),
        };
        Self::new("unreadable-document", message)
    }

    pub(super) fn of_merge(ocid: &str, error: &MergeError) -> Self {
        Self {
            ocid: Some(ocid.to_owned()),
            release_id: error.release_id.clone(),
            ..Self::new(error.code(), error.to_string())
        }
    }

    /// A problem of a process, or of an entry of a document, which its message then names.
    pub(super) fn found(problem: collect::Problem, document: Option<usize>) -> Self {
        let collect::Problem { code, message, ocid, release_id, path, .. } = problem;
        let message = match path {
            Some(path) if !path.is_empty() => format!("{path}: {message}"),
            _ => message,
        };
        Self { code, message, ocid, release_id, document }
    }
}

impl From<collect::Problem> for Warning {
    fn from(problem: collect::Problem) -> Self {
        let collect::Problem { code, message, release_id, path, .. } = problem;
        Self { code, message, path, release_id }
    }
}
