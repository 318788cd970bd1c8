//! Problems as they are written: one JSON object a line, on the standard error.

use serde::Serialize;
use tenderlens_core::ocds::collect::{Problem, Severity};

/// A problem, and the document that it was met in.
#[derive(Debug, Serialize)]
pub struct Report {
    #[serde(flatten)]
    pub problem: Problem,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// A place in the input. In a compressed file it counts the uncompressed text.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    pub file: String,
    /// From 1.
    pub line: u64,
    /// In bytes, from 0.
    pub offset: u64,
}

/// Why no more is written.
#[derive(Debug)]
pub enum Stop {
    /// Nobody reads the output any more.
    OutputClosed,
    Failed(Box<Report>),
}

impl Stop {
    /// Without a place in the input.
    pub fn failed(code: &'static str, message: String) -> Self {
        Self::Failed(Box::new(Report { problem: problem(code, message), place: None }))
    }

    pub fn unreadable(place: Place, message: String) -> Self {
        let message = format!("{} cannot be read: {message} (line {}, byte {})", place.file, place.line, place.offset);
        Self::Failed(Box::new(Report { problem: problem("unreadable-input", message), place: Some(place) }))
    }
}

fn problem(code: &'static str, message: String) -> Problem {
    Problem { severity: Severity::Error, code, message, ocid: None, release_id: None, path: None }
}

impl From<Problem> for Report {
    fn from(problem: Problem) -> Self {
        Self { problem, place: None }
    }
}
