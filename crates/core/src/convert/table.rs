//! The model of a mapping: rows of data that lead from a member of the source to its OCDS place.

/// How one publisher's documents become releases.
#[derive(Debug, Clone, Copy)]
pub struct Mapping {
    /// Publisher id.
    pub publisher: &'static str,
    /// What stands before the publisher's own number in an ocid; `None` where the documents carry
    /// ocids.
    pub ocid_prefix: Option<&'static str>,
    /// The member that numbers the process.
    pub process_id: &'static str,
    /// Members that number the document, best first.
    pub native_ids: &'static [&'static str],
    /// Members that tell the time of the modification; then those that stand in for it.
    pub modified: &'static [&'static str],
    pub stand_ins: &'static [&'static str],
    /// Zone of times that carry none, as a POSIX rule.
    pub zone: &'static str,
    /// Language of the text, where the documents do not tell.
    pub language: Option<&'static str>,
    pub table: Table,
}

/// The rows for one object, in groups that several objects share.
pub type Table = &'static [&'static [Row]];

/// Where a member goes.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Name of the member.
    pub from: &'static str,
    /// Names of OCDS, joined by `/`: below the object that the table fills, or, after a leading
    /// `/`, below the release. Empty: the same object. `list[id]` is the entry of that id, made
    /// where there is none; `list[.]` that of the id of the entry the member stands in.
    pub to: &'static str,
    pub how: How,
}

/// What the value becomes.
#[derive(Debug, Clone, Copy)]
pub enum How {
    Text,
    /// Text with translations beside it: `title`, `title_en`.
    Translated,
    /// Text that is not empty, or a whole number.
    Id,
    Number,
    Integer,
    Boolean,
    /// ISO 8601, made RFC 3339.
    Date,
    Uri,
    Currency,
    Code(&'static Codes),
    /// A code that becomes a list of one.
    ListedCode(&'static Codes),
    /// Any JSON, as it is.
    Any,
    Object(Table),
    List(&'static List),
    /// An object that becomes one entry of a list.
    Entry(&'static List),
    /// Text that becomes a list of one.
    Listed,
    /// Text where a member beside it has this value.
    TextIf(&'static str, &'static str),
    /// The same, as a list of one.
    ListedIf(&'static str, &'static str),
    /// An organization: a party with these roles, and a reference to it.
    Party(&'static [&'static str]),
    Parties(&'static [&'static str]),
    /// `{latitude, longitude}` as a GeoJSON point.
    Point,
    /// This JSON text, wherever the member is present.
    Constant(&'static str),
    /// The id of the entry that the member stands in.
    EntryId,
}

/// A list of objects.
#[derive(Debug, Clone, Copy)]
pub struct List {
    pub table: Table,
    /// Members that may be the id of an entry, best first.
    pub keys: &'static [&'static str],
    pub ids: Ids,
    /// What stands before a position that is used as an id.
    pub prefix: &'static str,
    /// What every entry gets that has none from its rows: place and JSON text.
    pub defaults: &'static [(&'static str, &'static str)],
    /// Members that OCDS requires: without one, the entry says `"unknown"`.
    pub required: &'static [&'static str],
}

impl List {
    /// A list whose entries carry an `id`.
    pub const fn of(table: Table) -> Self {
        Self { table, keys: &["id"], ids: Ids::Given, prefix: "", defaults: &[], required: &[] }
    }

    /// A list that is replaced as a whole, so that its entries need no id.
    pub const fn whole(table: Table) -> Self {
        Self { table, keys: &[], ids: Ids::None, prefix: "", defaults: &[], required: &[] }
    }
}

/// What keeps the entries of a list together when releases are merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ids {
    /// An id of the publisher's.
    Given,
    /// The same; an id that comes again is a newer version, and the last one counts.
    Versioned,
    /// The position, where the publisher gives no id.
    Numbered,
    None,
}

/// A codelist.
#[derive(Debug, Clone, Copy)]
pub struct Codes {
    /// The publisher's code (`active.*`: every one that starts so) and OCDS's.
    pub known: &'static [(&'static str, &'static str)],
    /// Whether OCDS allows codes of one's own.
    pub open: bool,
}

impl Codes {
    pub fn find(&self, code: &str) -> Option<&'static str> {
        let matches = |known: &str| match known.strip_suffix('*') {
            Some(start) => code.starts_with(start),
            None => code == known,
        };
        self.known.iter().find(|(known, _)| matches(known)).map(|(_, ocds)| *ocds)
    }
}

/// A row, in one line.
pub const fn row(from: &'static str, to: &'static str, how: How) -> Row {
    Row { from, to, how }
}
