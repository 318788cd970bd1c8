//! What each release of a contracting process changed, and the history of any one value.
//!
//! Changes are counted as the merge counts them
//! (<https://standard.open-contracting.org/latest/en/schema/merging/>): a value that a release does
//! not repeat stays as it was, and only an explicit null removes it.
//!
//! ```
//! use tenderlens_ocds::changes::{ChangeType, changes};
//! use tenderlens_ocds::merge::Options;
//! let releases = [
//!     r#"{"ocid": "o", "id": "1", "date": "2024-01-01", "tender": {"status": "planned", "title": "Road"}}"#,
//!     r#"{"ocid": "o", "id": "2", "date": "2024-02-01", "tender": {"status": "active"}}"#,
//! ];
//! let releases = changes(&releases, &Options::default())?;
//! let change = &releases[1].changes[0];
//! assert_eq!(change.change, ChangeType::Changed);
//! assert_eq!(change.pointer, "/tender/status");
//! assert_eq!(change.old.as_deref(), Some("\"planned\""));
//! assert_eq!(releases[1].not_repeated[0].pointer, "/tender/title");
//! # Ok::<(), tenderlens_ocds::merge::MergeError>(())
//! ```

mod account;
mod between;
mod history;
mod places;

use serde::{Deserialize, Serialize};

use crate::merge::{MergeError, Options};

pub use between::between;
pub use history::{HistoryEntry, history};

/// Some releases of a process, by their positions in merge order: those behind `after`, up to `upto`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReleaseRange {
    /// The release that the others are compared with.
    pub after: usize,
    /// The last of them.
    pub upto: usize,
}

/// One release of a process and what it says that the earlier ones did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseChanges {
    /// The position of the release in the input.
    pub release: usize,
    /// Its `ocid`, as text.
    pub ocid: Option<String>,
    /// Its `id`, as text.
    pub release_id: Option<String>,
    /// Its `date`, as text.
    pub date: Option<String>,
    /// Its `tag`s.
    pub tag: Vec<String>,
    /// In the order of the release.
    pub changes: Vec<Change>,
    /// How many values it repeats unchanged.
    pub unchanged: usize,
    /// What it does not mention and what therefore stays as it was: the outermost parts of which it
    /// mentions nothing, at most [`MAX_NOT_REPEATED`] of them.
    pub not_repeated: Vec<NotRepeated>,
    /// How many values it does not mention, all of them counted.
    pub not_repeated_values: usize,
}

/// More parts than this are not listed in [`ReleaseChanges::not_repeated`]: a process whose every
/// release adds one document to thousands would need a list as long as all of it for each.
pub const MAX_NOT_REPEATED: usize = 50;

/// One value that a release added, changed or removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// What happened to it.
    pub change: ChangeType,
    /// What sort of value it is, to choose how to show it.
    pub kind: ValueKind,
    /// Where it is in the compiled release (RFC 6901). A removed value is where it would be.
    pub pointer: String,
    /// The same, step by step, with the ids of the objects on the way.
    pub path: Vec<Segment>,
    /// How many steps lead to the outermost object or array that came with this release: its
    /// values can be shown as one. None if the value is in something that was there before.
    pub new_from: Option<usize>,
    /// The JSON text of the earlier value.
    pub old: Option<String>,
    /// The JSON text of the value in this release.
    pub new: Option<String>,
    /// For an amount: the currency beside it, after this release.
    pub currency: Option<String>,
}

/// What a release does to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ChangeType {
    /// There was none, or it had been removed.
    Added,
    /// It was another one.
    Changed,
    /// It is explicitly null now.
    Removed,
}

/// What sort of value it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ValueKind {
    /// A number in a field named `amount`, `amountGross` or `...Amount`.
    Amount,
    /// Any other number.
    Number,
    /// A string that starts like an ISO 8601 date.
    Date,
    /// Any other string.
    Text,
    /// True or false.
    Boolean,
    /// An array that is merged as a whole.
    List,
    /// An object that is merged as a whole.
    Object,
}

/// A step from an object or array to something in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum Segment {
    /// To a member of an object.
    Field {
        /// Its name.
        name: String,
    },
    /// To an object in an array.
    Item {
        /// Its position in the compiled release.
        index: usize,
        /// Its `id`, as text, unless absent or null.
        id: Option<String>,
    },
}

/// A part of the process that a release does not mention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NotRepeated {
    /// Where it is in the compiled release: a value, an object or an array.
    pub pointer: String,
    /// The same, step by step.
    pub path: Vec<Segment>,
    /// How many values it holds.
    pub values: usize,
}

/// The changes of each release of a process, in merge order.
///
/// `releases` are the JSON texts of all its releases, in any order. The `ocid`, and the releases'
/// own `id`, `date` and `tag`, are not listed among the changes. Fails where
/// [`compiled`](crate::merge::compiled) does.
pub fn changes(releases: &[&str], options: &Options) -> Result<Vec<ReleaseChanges>, MergeError> {
    crate::merge::with_trace(releases, options, account::account)
}
