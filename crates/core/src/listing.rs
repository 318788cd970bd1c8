//! The part of a publisher's row that says how it is asked what is asked of all of them: what it can
//! filter by, what a page of its listing holds, and how a single process is fetched.
//!
//! [`crate::plan`] makes calls of it, [`crate::search`] and [`crate::process`] send them.

use serde::Serialize;

/// What a question can ask about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Aspect {
    Text,
    Stage,
    Category,
    Classification,
    Value,
    Dates,
    Buyer,
    Supplier,
    Status,
    Country,
}

impl Aspect {
    pub const ALL: [Self; 10] = [
        Self::Text,
        Self::Stage,
        Self::Category,
        Self::Classification,
        Self::Value,
        Self::Dates,
        Self::Buyer,
        Self::Supplier,
        Self::Status,
        Self::Country,
    ];

    /// In words, as part of a sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "words",
            Self::Stage => "stage",
            Self::Category => "category",
            Self::Classification => "classification",
            Self::Value => "value",
            Self::Dates => "dates",
            Self::Buyer => "buyer",
            Self::Supplier => "supplier",
            Self::Status => "status",
            Self::Country => "country",
        }
    }
}

/// How a listing is asked for in the publisher-neutral search ([`crate::search`]).
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Listing {
    /// Endpoint id.
    pub endpoint: &'static str,
    /// Parameters that every call carries.
    pub fixed: &'static [(&'static str, &'static str)],
    pub rows: Rows,
    /// What the dates of a question select by, in words for the coverage line.
    pub window_means: &'static str,
    pub filters: &'static [Filter],
    /// The publisher refuses a call with fewer filters.
    pub needs: Option<Needs>,
    /// Another endpoint for more rows than this one gives.
    pub larger: Option<Larger>,
    /// Long windows lose rows here: only short ones are complete.
    pub slices: Option<Slices>,
    /// What can't be known, by the aspect of the question that meets it.
    pub gaps: &'static [Gap],
    /// The one country (ISO 3166-1 alpha-2) whose buyers are listed; `None` where there are several.
    pub country: Option<&'static str>,
    pub pace: Pace,
}

/// What a page of a listing holds.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Rows {
    /// Whole documents.
    Documents,
    /// Ids and the time of the last change: each process is one more call ([`Lookup`]).
    Ids(Ids),
}

/// The members of a feed's rows.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Ids {
    pub id: &'static str,
    /// The time of the last change; the first that is there.
    pub modified: &'static [&'static str],
    pub tells: &'static [Told],
}

/// What a row tells of its process when asked to: a process that it rules out is not fetched.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Told {
    pub aspect: Aspect,
    /// What makes the rows tell it.
    pub parameter: (&'static str, &'static str),
    /// Where it stands in a row (JSON Pointer).
    pub pointer: &'static str,
}

/// A filter of the publisher's own, and what of a question it takes.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Filter {
    pub aspect: Aspect,
    pub sends: Sends,
    /// What comes back is what was asked for; else it is filtered again here.
    pub exact: bool,
    /// The publisher ignores every other filter beside this one.
    pub alone: bool,
}

/// How a condition becomes parameters.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Sends {
    /// First and last day, both included, in the publisher's time.
    Window { from: &'static str, to: &'static str },
    /// The calendar year: one call for each year of the window.
    Year(&'static str),
    /// Where a feed that runs back in time starts: the end of the last day, unless that is still to
    /// come. The walk ends before the first day.
    Start(&'static str),
    /// Some values have a word at the publisher (ours, theirs); the others can't be sent.
    Words { parameter: &'static str, words: &'static [(&'static str, &'static str)] },
    /// Two letters, lower case.
    Country(&'static str),
    /// Words as they are.
    Text(&'static str),
    /// One entry of the publisher's list, as a JSON object of scheme, code and description. Needs
    /// all three.
    Entry { parameter: &'static str, members: [&'static str; 3] },
}

impl Sends {
    /// The parameters that a call may get.
    pub fn parameters(&self) -> impl Iterator<Item = &'static str> {
        let (first, second) = match *self {
            Self::Window { from, to } => (from, Some(to)),
            Self::Year(name) | Self::Start(name) | Self::Country(name) | Self::Text(name) => (name, None),
            Self::Words { parameter, .. } | Self::Entry { parameter, .. } => (parameter, None),
        };
        std::iter::once(first).chain(second)
    }
}

/// The least number of filters, and the lists that the missing ones are tried from, in the order
/// in which they are taken.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Needs {
    pub least: usize,
    pub datasets: &'static [Dataset],
}

/// An endpoint that lists the values of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Dataset {
    pub parameter: &'static str,
    /// Endpoint id.
    pub endpoint: &'static str,
    /// About how many values it lists.
    pub values: u32,
}

/// Beyond so many rows the listing's endpoint answers no more; this one does.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Larger {
    pub rows: u32,
    pub endpoint: &'static str,
    pub fixed: &'static [(&'static str, &'static str)],
    pub page_rows: u32,
}

/// The longest window whose answer can be trusted to hold everything.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Slices {
    /// A divisor of 24.
    pub hours: u32,
    /// What is said of a longer window.
    pub why: &'static str,
}

/// What a question about an aspect can't learn here, one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Gap {
    pub aspect: Aspect,
    pub why: &'static str,
}

/// Figures for estimates. They are rough, and say where they come from.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Pace {
    /// Rows on a page, with the listing's fixed parameters.
    pub page_rows: u32,
    /// Bytes of a row on a page.
    pub row_bytes: u32,
    /// Bytes of a process where it is fetched by itself; else 0.
    pub process_bytes: u32,
    /// Rows that a day brings; `None` where nobody says.
    pub rows_per_day: Option<u32>,
    /// It is the least: the real number is larger, and not said.
    pub or_more: bool,
    /// Requests in so many seconds, at most, where the service counts them.
    pub limit: Option<(u32, u32)>,
    /// Where the figures are from.
    pub source: &'static str,
}

/// How one contracting process is fetched ([`crate::process`]).
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Lookup {
    /// Endpoint id.
    pub endpoint: &'static str,
    /// The parameter that selects the process.
    pub key: Key,
    /// How the releases are had that the lookup only links to; `None` where it holds them.
    pub releases: Option<LinkedReleases>,
    /// Endpoint and parameter that find a process by the number of one of its notices.
    #[serde(skip)]
    pub notice: Option<(&'static str, &'static str)>,
    /// What is of the process and may stand at addresses of its own.
    pub parts: &'static [Part],
}

/// A part of a process that the lookup's answer may lack ([`crate::process`]).
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// What people call it.
    pub name: &'static str,
    /// The names it may have in the document: where one of them holds something, it is not asked for.
    pub members: &'static [&'static str],
    /// Endpoint ids, and the member that each one's answer becomes: the next is asked where the
    /// publisher does not serve the one before.
    pub endpoints: &'static [(&'static str, &'static str)],
}

/// What a process is asked for by.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Key {
    /// Its OCID, in this parameter.
    Ocid(&'static str),
    /// An id of the publisher's own that can't be made of the OCID: so many hexadecimal digits.
    Native { parameter: &'static str, hex_digits: usize },
}

impl Key {
    /// The parameter that it is sent in.
    pub const fn parameter(self) -> &'static str {
        match self {
            Self::Ocid(parameter) | Self::Native { parameter, .. } => parameter,
        }
    }
}

/// How releases are had to which a record only links ([`crate::linked`]).
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LinkedReleases {
    /// Endpoint id: what the links lead to answers as this endpoint does.
    pub endpoint: &'static str,
    /// One call for all of them.
    pub together: Option<Together>,
}

/// The endpoint that answers all releases of a process, and where its parameters stand in the
/// record (JSON Pointers).
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Together {
    pub endpoint: &'static str,
    pub parameters: &'static [(&'static str, &'static str)],
}
