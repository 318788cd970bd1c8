//! What a row takes: its parameters, their values, and what holds between them.

use serde::Serialize;

#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Parameter {
    pub name: &'static str,
    pub place: Place,
    pub kind: Kind,
    pub required: bool,
    /// What the service assumes when the parameter is absent.
    pub default: Option<&'static str>,
    /// A value that works when sent.
    pub example: &'static str,
    /// One sentence a procurement officer understands.
    pub doc: &'static str,
    /// Id of the publisher's endpoint that lists the values which find anything.
    pub choices: Option<&'static str>,
}

impl Parameter {
    /// A required part of the path.
    pub const fn path(
        name: &'static str,
        kind: Kind,
        default: Option<&'static str>,
        example: &'static str,
        doc: &'static str,
    ) -> Self {
        Self { name, place: Place::Path, kind, required: true, default, example, doc, choices: None }
    }

    /// An optional filter in the query.
    pub const fn query(
        name: &'static str,
        kind: Kind,
        default: Option<&'static str>,
        example: &'static str,
        doc: &'static str,
    ) -> Self {
        Self { name, place: Place::Query, kind, required: false, default, example, doc, choices: None }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Place {
    Path,
    Query,
}

/// What a value may be. Checked before a request is sent ([`crate::protocol::parameters`]).
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase", tag = "type")]
pub enum Kind {
    Text,
    /// A position handed out by the service: sent back as it came, never checked.
    Opaque,
    Integer {
        min: i64,
        max: i64,
    },
    OneOf {
        values: &'static [&'static str],
    },
    /// Comma-separated choices.
    ListOf {
        values: &'static [&'static str],
    },
    /// `YYYY-MM-DD`
    Date,
    /// `YYYY-MM`
    Month,
    /// `YYYY-MM-DDTHH:MM:SS`, with or without a zone; sent as given.
    DateTime,
    /// An Open Contracting ID: `ocds-` + six alphanumerics + the publisher's own part.
    Ocid,
    /// Comma-separated names of the caller's choice.
    Words,
    /// A JSON object, as text.
    JsonObject,
    /// Two letters (ISO 3166-1 alpha-2).
    Country,
    /// Present (`1`) or absent.
    Flag,
}

/// What holds between the parameters of one row. Checked before a request is sent
/// ([`crate::protocol::parameters`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", tag = "rule")]
pub enum Rule {
    /// Names of one and the same thing: their values must not differ.
    Same { names: &'static [&'static str] },
    /// Fewer of these are refused by the service, unless one of `unless` is sent.
    AtLeast { count: usize, of: &'static [&'static str], unless: &'static [&'static str] },
    /// With one of `by`, the service ignores these: allowed, with a warning.
    Ignored { names: &'static [&'static str], by: &'static [&'static str] },
    /// More than one choice of a list is allowed, with a warning.
    BestAlone { name: &'static str, because: &'static str },
}

/// A pair of date parameters that must travel together, because the service silently invents the
/// missing one.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Window {
    pub from: &'static str,
    pub to: &'static str,
    /// How far the service puts the missing end from the given one.
    pub days: i32,
    /// What is sent when the caller gives neither: no narrowing.
    pub widest: (&'static str, &'static str),
    /// Beside one of these neither is sent unless it is given: they find what has no date, which every
    /// window hides.
    pub unless: &'static [&'static str],
}
