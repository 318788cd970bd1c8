//! The outline of a JSON value: the members that matter here, as slices, down to single releases.
//!
//! Unlike [`json::object`](crate::json::object) it keeps nothing else, so that reading a document
//! does not allocate for members nobody asks for; and it steps over each byte once.

use std::borrow::Cow;

use crate::json;
use crate::merge::text::decode;
use crate::scan::{Scan, Scanner};

/// Containers inside each other that are looked into: the array of packages, a package, its `records`,
/// a record, its `releases`, a release.
const DEEPEST: usize = 6;

/// A value, down to the depth that matters.
#[derive(Debug)]
pub(super) enum Outline<'a> {
    Object(Members<'a>),
    Array(Vec<Item<'a>>),
    /// No container, or one that stands too deep to be looked into.
    Other,
}

/// A value of an array.
#[derive(Debug)]
pub(super) struct Item<'a> {
    pub(super) text: &'a str,
    pub(super) outline: Outline<'a>,
}

/// What a member holds that should be an array.
#[derive(Debug)]
pub(super) enum List<'a> {
    Items(Vec<Item<'a>>),
    Null,
    Other,
}

/// Members of packages, releases, records and links. Of several with one name the last counts.
#[derive(Debug, Default)]
pub(super) struct Members<'a> {
    pub(super) ocid: Option<&'a str>,
    pub(super) id: Option<&'a str>,
    pub(super) date: Option<&'a str>,
    pub(super) tag: Option<&'a str>,
    pub(super) uri: Option<&'a str>,
    pub(super) url: Option<&'a str>,
    pub(super) compiled: Option<&'a str>,
    pub(super) releases: Option<List<'a>>,
    pub(super) records: Option<List<'a>>,
}

impl<'a> Members<'a> {
    fn slot(&mut self, name: &[u8]) -> Option<&mut Option<&'a str>> {
        Some(match name {
            b"ocid" => &mut self.ocid,
            b"id" => &mut self.id,
            b"date" => &mut self.date,
            b"tag" => &mut self.tag,
            b"uri" => &mut self.uri,
            b"url" => &mut self.url,
            b"compiledRelease" => &mut self.compiled,
            _ => return None,
        })
    }

    fn list(&mut self, name: &[u8]) -> Option<&mut Option<List<'a>>> {
        match name {
            b"releases" => Some(&mut self.releases),
            b"records" => Some(&mut self.records),
            _ => None,
        }
    }

    pub(super) fn ocid(&self) -> Option<Cow<'a, str>> {
        self.ocid.and_then(json::string)
    }

    /// As text, where it is a scalar.
    pub(super) fn id(&self) -> Option<Cow<'a, str>> {
        self.id.and_then(json::scalar)
    }
}

/// How much of a text is checked to be JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Checked {
    All,
    /// All but what is inside of the members of releases.
    ButReleases,
}

/// The members of an object that was read before; none of anything else.
pub(super) fn members(json: &str) -> Members<'_> {
    match read(json, 0, Checked::All) {
        Ok((Outline::Object(members), _)) => members,
        _ => Members::default(),
    }
}

/// The outline of the value that starts at a byte of a text, and the byte after the value.
pub(super) fn read(text: &str, at: usize, checked: Checked) -> Scan<(Outline<'_>, usize)> {
    let mut scanner = Scanner::from(text, at);
    scanner.skip_space();
    let outline = Reader { checked, in_releases: false }.value(&mut scanner, DEEPEST)?;
    Ok((outline, scanner.at()))
}

#[derive(Clone, Copy)]
struct Reader {
    checked: Checked,
    /// What is read is an element of `releases`.
    in_releases: bool,
}

impl Reader {
    /// `depth` is how many containers inside each other may still be looked into.
    fn value<'a>(self, scanner: &mut Scanner<'a>, depth: usize) -> Scan<Outline<'a>> {
        match scanner.peek() {
            b'{' if depth > 0 => self.object(scanner, depth - 1).map(Outline::Object),
            b'[' if depth > 0 => self.array(scanner, depth - 1).map(Outline::Array),
            _ => scanner.value().map(|_| Outline::Other),
        }
    }

    fn object<'a>(self, scanner: &mut Scanner<'a>, depth: usize) -> Scan<Members<'a>> {
        let mut members = Members::default();
        let mut more = scanner.enter(b'}');
        while more {
            let name = scanner.name()?;
            let name = decode(name.raw, name.escaped);
            if let Some(list) = members.list(&name) {
                // What is in records is not always merged.
                let checked = if *name == *b"records" { Checked::All } else { self.checked };
                *list = Some(Self { checked, in_releases: true }.list(scanner, depth)?);
            } else {
                let value = self.member(scanner)?;
                if let Some(slot) = members.slot(&name) {
                    *slot = Some(value);
                }
            }
            more = scanner.goes_on(b'}')?;
        }
        Ok(members)
    }

    fn member<'a>(self, scanner: &mut Scanner<'a>) -> Scan<&'a str> {
        if !self.in_releases || self.checked == Checked::All || !matches!(scanner.peek(), b'{' | b'[') {
            return scanner.value();
        }
        let start = scanner.at();
        scanner.pass_over()?;
        Ok(scanner.since(start, scanner.at()))
    }

    fn list<'a>(self, scanner: &mut Scanner<'a>, depth: usize) -> Scan<List<'a>> {
        Ok(match scanner.peek() {
            b'[' if depth > 0 => List::Items(self.array(scanner, depth - 1)?),
            first => {
                scanner.value()?;
                if first == b'n' { List::Null } else { List::Other }
            }
        })
    }

    fn array<'a>(self, scanner: &mut Scanner<'a>, depth: usize) -> Scan<Vec<Item<'a>>> {
        scanner.each_item(|scanner| {
            let start = scanner.at();
            let outline = self.value(scanner, depth)?;
            Ok(Item { text: scanner.since(start, scanner.at()), outline })
        })
    }
}
