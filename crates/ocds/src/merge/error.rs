//! What can go wrong, with the reference's own classes and messages, and where it happened.

use serde::Serialize;
use thiserror::Error;

use crate::scan::SyntaxProblem;

/// Why the releases of a process cannot be merged.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MergeErrorKind {
    /// A release is not JSON.
    #[error("invalid JSON at byte {offset}: {problem}")]
    InvalidJson {
        /// Byte position in the text of that release.
        offset: usize,
        /// What is wrong there.
        problem: SyntaxProblem,
    },
    /// One of several releases has no `date`.
    #[error("The `date` field of at least one release is missing.")]
    MissingDate,
    /// A `date` is null where dates have to be compared.
    #[error("The `date` field of at least one release is null.")]
    NullDate,
    /// A `date` cannot be compared with another.
    #[error("The `date` field of at least one release is not a string.")]
    NonStringDate,
    /// A release is a string.
    #[error("At least one release is a string, not a dict. Use `json.loads` to parse the string as JSON.")]
    StringRelease,
    /// A release is an array.
    #[error("At least one release is a list, not a dict.")]
    ArrayRelease,
    /// A release is null, a boolean or a number; `python_type` is Python's name of that.
    #[error("'{python_type}' object is not subscriptable")]
    ScalarRelease {
        /// `NoneType`, `bool`, `int` or `float`.
        python_type: &'static str,
    },
    /// A path is a literal, an object or an array in different releases.
    #[error("{message}")]
    InconsistentType {
        /// The reference's message, which shows the earlier value.
        message: String,
    },
    /// The `id` of an object in an array is an array or an object.
    #[error("unhashable type: '{python_type}'")]
    UnhashableId {
        /// `list` or `dict`.
        python_type: &'static str,
    },
    /// A versioned release to be updated has something else where a history should be.
    #[error("{message}")]
    NotAHistory {
        /// The class of the error that Python raises there.
        class: &'static str,
        /// Its message.
        message: String,
    },
}

impl MergeErrorKind {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::InvalidJson { .. } => "invalid-json",
            Self::MissingDate => "missing-date",
            Self::NullDate => "null-date",
            Self::NonStringDate => "non-string-date",
            Self::StringRelease | Self::ArrayRelease | Self::ScalarRelease { .. } => "non-object-release",
            Self::InconsistentType { .. } => "inconsistent-type",
            Self::UnhashableId { .. } => "unhashable-id",
            Self::NotAHistory { .. } => "not-a-history",
        }
    }

    /// The class of the exception that the reference implementation raises; `ValueError` for text
    /// that is not JSON, which it never sees.
    pub fn class(&self) -> &'static str {
        match self {
            Self::InvalidJson { .. } => "ValueError",
            Self::MissingDate => "MissingDateKeyError",
            Self::NullDate => "NullDateValueError",
            Self::NonStringDate => "NonStringDateValueError",
            Self::StringRelease | Self::ArrayRelease => "NonObjectReleaseError",
            Self::ScalarRelease { .. } | Self::UnhashableId { .. } => "TypeError",
            Self::InconsistentType { .. } => "InconsistentTypeError",
            Self::NotAHistory { class, .. } => class,
        }
    }
}

/// A failed merge: what, and in which release of which contracting process.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{kind}{}", self.place())]
pub struct MergeError {
    /// What is wrong.
    pub kind: MergeErrorKind,
    /// The `ocid` of the release at fault, where one could be read.
    pub ocid: Option<String>,
    /// The `id` of the release at fault, where one could be read.
    pub release_id: Option<String>,
    /// The position of that release in the input; none when it is the release being updated.
    pub release: Option<usize>,
}

impl MergeError {
    pub(crate) fn new(kind: MergeErrorKind) -> Self {
        Self { kind, ocid: None, release_id: None, release: None }
    }

    /// A stable name for programs, like `missing-date`.
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// The class of the exception that the reference implementation raises.
    pub fn class(&self) -> &'static str {
        self.kind.class()
    }

    /// The message, exactly as the reference words it (`Display` adds the place).
    pub fn message(&self) -> String {
        self.kind.to_string()
    }

    fn place(&self) -> String {
        let ocid = self.ocid.as_ref().map(|ocid| format!("ocid {ocid}"));
        let release = match (&self.release_id, self.release) {
            (Some(id), _) => Some(format!("release {id}")),
            (None, Some(index)) => Some(format!("release number {}", index + 1)),
            (None, None) => None,
        };
        let place: Vec<String> = ocid.into_iter().chain(release).collect();
        if place.is_empty() {
            return String::new();
        }
        format!(" ({})", place.join(", "))
    }
}

/// Something odd that did not stop the merge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Warning {
    /// A stable name for programs: `duplicate-id`.
    pub code: &'static str,
    /// The reference's warning class: `DuplicateIdValueWarning`.
    pub class: &'static str,
    /// The reference's message.
    pub message: String,
    /// The fields that lead to the array, like `awards.items`.
    pub path: String,
    /// The `ocid` of the release.
    pub ocid: Option<String>,
    /// The `id` of the release.
    pub release_id: Option<String>,
    /// The position of the release in the input; none for the release being updated.
    pub release: Option<usize>,
}

/// Why merge rules cannot be read from a schema.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SchemaError {
    /// The schema or an extension's patch is not JSON.
    #[error("the schema is not valid JSON: {0}")]
    InvalidJson(#[from] serde_json::Error),
    /// There is nothing to merge in a schema without an object of properties.
    #[error("the schema has no object `properties`")]
    NoProperties,
    /// A property's schema, or `properties`, is not an object.
    #[error("the schema of `{path}` is not an object")]
    NotAnObject {
        /// The property, like `tender.items`.
        path: String,
    },
    /// A `$ref` that points nowhere in the document.
    #[error("`$ref` {reference:?} points to nothing in this schema")]
    UnknownReference {
        /// The reference as written.
        reference: String,
    },
    /// A `$ref` to another document, which would have to be downloaded.
    #[error("`$ref` {reference:?} points outside this schema: dereference it first")]
    RemoteReference {
        /// The reference as written.
        reference: String,
    },
    /// References that lead to each other without end.
    #[error("`$ref` {reference:?} leads back to itself")]
    CircularReference {
        /// The reference as written.
        reference: String,
    },
}

impl SchemaError {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::InvalidJson(_) => "schema-invalid-json",
            Self::NoProperties => "schema-no-properties",
            Self::NotAnObject { .. } => "schema-not-an-object",
            Self::UnknownReference { .. } => "schema-unknown-reference",
            Self::RemoteReference { .. } => "schema-remote-reference",
            Self::CircularReference { .. } => "schema-circular-reference",
        }
    }
}
