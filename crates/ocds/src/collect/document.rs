//! Reads documents into parts: which release, record or link belongs to which process.
//!
//! Shapes: <https://standard.open-contracting.org/latest/en/schema/release_package/>,
//! <https://standard.open-contracting.org/latest/en/schema/record_package/>.

use std::borrow::Cow;

use super::outline::{self, Checked, Item, List, Members, Outline};
use super::problem::{Problem, Severity};
use crate::json::{self, Kind};
use crate::merge::SyntaxProblem;
use crate::scan::ScanError;

/// What a document says of processes, in its order.
#[derive(Debug, Default)]
pub struct Document<'a> {
    /// Each with the process it is of.
    pub parts: Vec<Part<'a>>,
    /// Entries that could not be used, with a JSON Pointer into the document.
    pub problems: Vec<Problem>,
}

/// One thing that a document says of a process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<'a> {
    /// The process.
    pub ocid: Cow<'a, str>,
    /// What `text` holds.
    pub kind: PartKind,
    /// A slice of the document; empty for [`PartKind::Record`].
    pub text: &'a str,
    /// The `uri` of the package around it.
    pub package: Option<Cow<'a, str>>,
}

/// What a part holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// A whole release.
    Release,
    /// A mark: there was a record, whose contents are the parts after it.
    Record,
    /// A record's link to a release that is elsewhere.
    Link,
    /// The publisher's compiled release, from a record without whole releases.
    Compiled,
}

/// Text that is not JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem} (at byte {offset})")]
pub struct Unreadable {
    /// Byte offset in the text that was read.
    pub offset: usize,
    /// What is wrong there.
    pub problem: String,
    /// The text ends inside the document: more of it may set it right.
    pub incomplete: bool,
}

/// Reads JSON documents that follow each other in a text, with or without white space between: one
/// to a line, over many lines, or a single one.
///
/// A text that is no JSON ends it, as nothing tells where the next document starts.
#[derive(Debug)]
pub struct Documents<'a> {
    text: &'a str,
    offset: usize,
    checked: Checked,
    failed: bool,
}

impl<'a> Documents<'a> {
    /// The documents of a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, offset: 0, checked: Checked::All, failed: false }
    }

    /// The same, without a look inside of the releases of packages.
    pub(super) fn glance(text: &'a str) -> Self {
        Self { checked: Checked::ButReleases, ..Self::new(text) }
    }

    /// The byte after the last document that was read.
    pub fn offset(&self) -> usize {
        self.offset
    }
}

impl<'a> Iterator for Documents<'a> {
    type Item = Result<Document<'a>, Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.offset..).unwrap_or_default();
        if self.failed || rest.trim_ascii_start().is_empty() {
            return None;
        }
        match outline::read(self.text, self.offset, self.checked) {
            Ok((value, end)) => {
                let text = self.text.get(self.offset..end).unwrap_or_default().trim_ascii();
                self.offset = end;
                let mut reader = Reader { document: Document::default(), package: None };
                reader.value("", text, value);
                Some(Ok(reader.document))
            }
            Err(error) => {
                self.failed = true;
                Some(Err(unreadable(self.text, error)))
            }
        }
    }
}

fn unreadable(text: &str, ScanError { problem, offset }: ScanError) -> Unreadable {
    let rest = text.get(offset..).unwrap_or_default();
    let incomplete = match problem {
        SyntaxProblem::UnexpectedEnd => true,
        // A token that is cut is taken for a wrong one.
        SyntaxProblem::UnexpectedCharacter => ["true", "false", "null"].iter().any(|word| word.starts_with(rest)),
        SyntaxProblem::InvalidNumber => rest.is_empty(),
        SyntaxProblem::InvalidEscape => rest.len() < "\\u0000".len(),
        _ => false,
    };
    Unreadable { offset, problem: problem.to_string(), incomplete }
}

struct Reader<'a> {
    document: Document<'a>,
    package: Option<Cow<'a, str>>,
}

impl<'a> Reader<'a> {
    fn value(&mut self, pointer: &str, text: &'a str, value: Outline<'a>) {
        match value {
            Outline::Object(members) => self.object(pointer, text, members),
            Outline::Array(items) if pointer.is_empty() => {
                for (index, item) in items.into_iter().enumerate() {
                    self.value(&format!("/{index}"), item.text, item.outline);
                }
            }
            Outline::Array(_) | Outline::Other => self.not_an_object(pointer, text),
        }
    }

    fn object(&mut self, pointer: &str, text: &'a str, members: Members<'a>) {
        match members {
            // A record has `releases` too; only its `ocid` tells it from a release package.
            Members { ocid: Some(_), records: None, releases: Some(_), .. }
            | Members { ocid: Some(_), records: None, compiled: Some(_), .. } => self.record(pointer, members),
            Members { releases: None, records: None, .. } => self.release(pointer, text, &members, None),
            Members { releases, records, uri, .. } => {
                self.package = uri.and_then(json::string);
                self.entries(&format!("{pointer}/releases"), releases, |reader, pointer, text, members| {
                    reader.release(pointer, text, &members, None);
                });
                self.entries(&format!("{pointer}/records"), records, |reader, pointer, _, members| {
                    reader.record(pointer, members);
                });
                self.package = None;
            }
        }
    }

    /// The objects of an array.
    fn entries(
        &mut self,
        pointer: &str,
        list: Option<List<'a>>,
        mut entry: impl FnMut(&mut Self, &str, &'a str, Members<'a>),
    ) {
        let items = match list {
            Some(List::Items(items)) => items,
            None | Some(List::Null) => return,
            Some(List::Other) => return self.report("not-an-array", "is not an array", pointer),
        };
        for (index, Item { text, outline }) in items.into_iter().enumerate() {
            let pointer = format!("{pointer}/{index}");
            match outline {
                Outline::Object(members) => entry(self, &pointer, text, members),
                Outline::Array(_) | Outline::Other => self.not_an_object(&pointer, text),
            }
        }
    }

    /// A release; in a record it may leave its ocid to the record.
    fn release(&mut self, pointer: &str, text: &'a str, members: &Members<'a>, record: Option<&Cow<'a, str>>) {
        match members.ocid().or_else(|| record.cloned()) {
            Some(ocid) => self.part(ocid, PartKind::Release, text),
            None => {
                let problem = Problem::at("missing-ocid", "a release has no `ocid` that is a string", pointer);
                let release_id = members.id().map(Cow::into_owned);
                self.document.problems.push(Problem { release_id, ..problem });
            }
        }
    }

    fn record(&mut self, pointer: &str, members: Members<'a>) {
        let compiled = members.compiled.filter(|compiled| json::kind(compiled) == Kind::Object);
        let Some(ocid) = members.ocid().or_else(|| compiled.and_then(|text| outline::members(text).ocid())) else {
            return self.report("missing-ocid", "a record has no `ocid` that is a string", pointer);
        };
        self.part(ocid.clone(), PartKind::Record, "");
        let mut whole = false;
        self.entries(&format!("{pointer}/releases"), members.releases, |reader, pointer, text, members| {
            // A link may carry extra members (Peru's `details`), but never an `ocid`.
            if members.url.is_some() && members.ocid.is_none() {
                reader.part(ocid.clone(), PartKind::Link, text);
            } else {
                whole = true;
                reader.release(pointer, text, &members, Some(&ocid));
            }
        });
        if let (false, Some(compiled)) = (whole, compiled) {
            self.part(ocid, PartKind::Compiled, compiled);
        }
    }

    fn part(&mut self, ocid: Cow<'a, str>, kind: PartKind, text: &'a str) {
        self.document.parts.push(Part { ocid, kind, text, package: self.package.clone() });
    }

    fn not_an_object(&mut self, pointer: &str, text: &str) {
        // Publishers leave nulls behind; nothing is lost with them.
        let severity = if json::kind(text) == Kind::Null { Severity::Warning } else { Severity::Error };
        let message = "is neither a package, a release nor a record: not an object";
        let problem = Problem::at("not-an-object", message, pointer);
        self.document.problems.push(Problem { severity, ..problem });
    }

    fn report(&mut self, code: &'static str, message: &str, pointer: &str) {
        self.document.problems.push(Problem::at(code, message, pointer));
    }
}
