//! What of a process could not be used: where it stands, and why.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Something in a release that could not be used as it should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// JSON Pointer into the release.
    pub pointer: String,
    pub problem: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() { "the release" } else { &self.pointer };
        write!(formatter, "{place}: {}", self.problem)
    }
}

/// A place in a release, spelt out only if something is to be said of it.
#[derive(Clone, Copy)]
pub(crate) enum Path<'p> {
    Release,
    Member(&'p Path<'p>, &'static str),
    Item(&'p Path<'p>, usize),
}

impl<'p> Path<'p> {
    pub fn member(&'p self, name: &'static str) -> Self {
        Self::Member(self, name)
    }

    pub fn item(&'p self, index: usize) -> Self {
        Self::Item(self, index)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Release => Ok(()),
            Self::Member(parent, name) => write!(formatter, "{parent}/{name}"),
            Self::Item(parent, index) => write!(formatter, "{parent}/{index}"),
        }
    }
}

/// The problems of one release.
#[derive(Default)]
pub(crate) struct Notes(pub Vec<Problem>);

impl Notes {
    pub fn add(&mut self, path: &Path<'_>, problem: impl Into<String>) {
        self.0.push(Problem { pointer: path.to_string(), problem: problem.into() });
    }
}
