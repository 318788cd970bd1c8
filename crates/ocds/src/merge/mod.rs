//! The OCDS merge routine: releases of one contracting process in, one merged release out.
//!
//! See <https://standard.open-contracting.org/latest/en/schema/merging/>. Results, warnings and
//! errors are those of the reference implementation (`ocdsmerge` 0.8.0), corners included; numbers
//! and strings keep the source's spelling.
//!
//! ```
//! use tenderlens_ocds::merge::{Options, compiled};
//! let releases = [
//!     r#"{"ocid": "o", "id": "1", "date": "2024-01-01", "tender": {"value": {"amount": 1.10}}}"#,
//!     r#"{"ocid": "o", "id": "2", "date": "2024-02-01", "tender": {"status": "active"}}"#,
//! ];
//! let merged = compiled(&releases, &Options::default())?;
//! assert_eq!(
//!     merged.json,
//!     r#"{"tag":["compiled"],"id":"o-2024-02-01","date":"2024-02-01","ocid":"o","tender":{"value":{"amount":1.10},"status":"active"}}"#
//! );
//! # Ok::<(), tenderlens_ocds::merge::MergeError>(())
//! ```

mod error;
mod job;
mod literal;
mod number;
mod order;
mod python;
mod quirks;
mod rules;
mod schema;
pub(crate) mod text;
mod tree;
mod update;
mod value;
mod write;

use std::borrow::Cow;

pub use crate::scan::SyntaxProblem;
pub use error::{MergeError, MergeErrorKind, SchemaError, Warning};
pub use quirks::{Quirk, QuirkCode, quirks};
pub use rules::{Override, Overrides, Rules};
pub use update::{CompiledRelease, VersionedRelease};

pub(crate) use job::with_trace;
use job::{Job, Mode, push_id_part};
pub(crate) use literal::{Location, Role, Trace, TracePart, TracedRelease};
pub(crate) use order::Head;
pub(crate) use python::{display, equal as python_equal};
pub(crate) use text::to_string as text_to_string;
pub(crate) use value::Value;
pub(crate) use write::push_value;

/// How to merge. The default: the rules of OCDS 1.1, no overrides.
#[derive(Debug, Clone)]
pub struct Options {
    /// The merge rules of the releases' schema.
    pub rules: Cow<'static, Rules>,
    /// Arrays whose objects are not matched by `id`.
    pub overrides: Overrides,
}

impl Default for Options {
    fn default() -> Self {
        Self::new(Rules::ocds_1_1())
    }
}

impl Options {
    /// The embedded rules of an OCDS version, no overrides.
    pub fn new(rules: &'static Rules) -> Self {
        Self { rules: Cow::Borrowed(rules), overrides: Overrides::new() }
    }

    /// Rules of one's own, no overrides.
    pub fn with_rules(rules: Rules) -> Self {
        Self { rules: Cow::Owned(rules), overrides: Overrides::new() }
    }
}

/// A merged release.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// One JSON object, without white space between its tokens.
    pub json: String,
    /// What was odd, in the order in which the reference warns.
    pub warnings: Vec<Warning>,
}

/// The compiled release of a process: the latest value of every field.
///
/// `releases` are the JSON texts of all its releases, in any order. They are taken to be of one
/// process, which is not checked: the last one by date supplies the `ocid`. No releases at all
/// give `{"tag":["compiled"]}`.
///
/// Fails as the reference does: on releases that are no objects, on dates that cannot be ordered
/// (not looked at when there is one release only), and on a path that is a literal, an object or an
/// array in different releases.
pub fn compiled(releases: &[&str], options: &Options) -> Result<Merged, MergeError> {
    job::run(Mode::Compiled, releases, options)
}

/// The positions of the releases in the order of merging; none if their dates have no order.
pub(crate) fn merge_order(releases: &[&str]) -> Option<Vec<usize>> {
    let shapes = job::read_shapes(releases, job::Reading::Whole).ok()?;
    job::order_of(&shapes).ok()
}

/// The versioned release of a process: for every field, its values over time.
///
/// Each value comes as `{"releaseID", "releaseDate", "releaseTag", "value"}`, where it differs
/// from the one before. Input and errors are those of [`compiled`].
pub fn versioned(releases: &[&str], options: &Options) -> Result<Merged, MergeError> {
    job::run(Mode::Versioned, releases, options)
}
