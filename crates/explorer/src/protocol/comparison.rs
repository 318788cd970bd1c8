//! What differs between two releases, as the page shows it.

use serde::{Deserialize, Serialize};
use tenderlens_core::ocds::changes::{self, ChangeType, ValueKind};

/// What differs between the states of a process after two of its releases.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    pub lines: Vec<Line>,
    /// How many lines there are beyond these.
    pub left_out: usize,
    pub unchanged: usize,
    pub not_repeated: Vec<NotRepeated>,
    pub not_repeated_values: usize,
}

/// A part of the process that a release does not mention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotRepeated {
    pub path: Vec<Segment>,
    pub values: usize,
}

/// A step of a path. That of [`changes`] names its type beside its members, as JSON can; what the
/// pages and the worker speak can't.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Segment {
    Field {
        name: String,
    },
    Item {
        /// Its position in the compiled release.
        index: usize,
        id: Option<String>,
    },
}

impl From<&changes::Segment> for Segment {
    fn from(segment: &changes::Segment) -> Self {
        match segment.clone() {
            changes::Segment::Field { name } => Self::Field { name },
            changes::Segment::Item { index, id } => Self::Item { index, id },
        }
    }
}

impl From<&changes::NotRepeated> for NotRepeated {
    fn from(part: &changes::NotRepeated) -> Self {
        Self { path: part.path.iter().map(Segment::from).collect(), values: part.values }
    }
}

/// A value that differs, or an object that came as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// JSON Pointer into the compiled release.
    pub pointer: String,
    pub path: Vec<Segment>,
    pub change: ChangeType,
    pub what: What,
    /// Of use to machines rather than to readers.
    pub is_technical: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// An object or array with so many values, and what it is called.
    Whole { name: Option<String>, values: usize },
    Value {
        kind: ValueKind,
        currency: Option<String>,
        /// JSON texts.
        old: Option<String>,
        new: Option<String>,
        difference: Option<Difference>,
    },
}

impl Line {
    /// The member of the release that the line stands in.
    pub fn section(&self) -> &str {
        match self.path.first() {
            Some(Segment::Field { name }) => name,
            _ => "",
        }
    }
}

/// How far a value is from the one before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Difference {
    Number {
        by: String,
        /// In thousandths of the value before; none where that was nothing.
        thousandths: Option<i64>,
    },
    Days(i32),
    Words(Vec<Words>),
}

/// Some words of two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Words {
    Kept(String),
    Added(String),
    Removed(String),
}

/// What a release changed, in brief.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Lines of its comparison with the release before.
    pub changes: usize,
    /// The value of the tender, of an award or of a contract that rose or fell.
    pub value: Option<Line>,
}
