//! One level of a JSON value: the members that matter here, as slices.
//!
//! Unlike [`json::object`](crate::json::object) it keeps nothing else, so that reading a document
//! does not allocate for members nobody asks for.

use std::borrow::Cow;

use crate::json;
use crate::merge::scan::{Scan, Scanner};
use crate::merge::text::decode;

/// A value's outermost level.
#[derive(Debug)]
pub(super) enum Outline<'a> {
    Object(Members<'a>),
    Array(Vec<&'a str>),
    Scalar,
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
    pub(super) releases: Option<&'a str>,
    pub(super) records: Option<&'a str>,
    pub(super) compiled: Option<&'a str>,
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
            b"releases" => &mut self.releases,
            b"records" => &mut self.records,
            b"compiledRelease" => &mut self.compiled,
            _ => return None,
        })
    }

    pub(super) fn ocid(&self) -> Option<Cow<'a, str>> {
        self.ocid.and_then(json::string)
    }

    /// As text, where it is a scalar.
    pub(super) fn id(&self) -> Option<Cow<'a, str>> {
        self.id.and_then(json::scalar)
    }
}

/// The outline of a slice of a document that was read before.
pub(super) fn outline(json: &str) -> Outline<'_> {
    read(json, 0).map_or(Outline::Scalar, |(outline, _)| outline)
}

/// The members of an object; none of anything else.
pub(super) fn members(json: &str) -> Members<'_> {
    match outline(json) {
        Outline::Object(members) => members,
        Outline::Array(_) | Outline::Scalar => Members::default(),
    }
}

/// The outline of the value that starts at a byte of a text, and the byte after the value.
pub(super) fn read(text: &str, at: usize) -> Scan<(Outline<'_>, usize)> {
    let mut scanner = Scanner::from(text, at);
    scanner.skip_space();
    let outline = match scanner.peek() {
        b'{' => Outline::Object(object(&mut scanner)?),
        b'[' => Outline::Array(array(&mut scanner)?),
        _ => {
            value(&mut scanner)?;
            Outline::Scalar
        }
    };
    Ok((outline, scanner.at()))
}

fn object<'a>(scanner: &mut Scanner<'a>) -> Scan<Members<'a>> {
    let mut members = Members::default();
    let mut more = enter(scanner, b'}');
    while more {
        let start = scanner.at() + 1;
        let escaped = scanner.string()?.escaped;
        let name = decode(slice(scanner, start, scanner.at() - 1), escaped);
        scanner.skip_space();
        scanner.expect(b':')?;
        scanner.skip_space();
        let value = value(scanner)?;
        if let Some(slot) = members.slot(&name) {
            *slot = Some(value);
        }
        more = goes_on(scanner, b'}')?;
    }
    Ok(members)
}

fn array<'a>(scanner: &mut Scanner<'a>) -> Scan<Vec<&'a str>> {
    let mut items = Vec::new();
    let mut more = enter(scanner, b']');
    while more {
        items.push(value(scanner)?);
        more = goes_on(scanner, b']')?;
    }
    Ok(items)
}

/// Steps into a container; false if it is empty, which is then behind the cursor.
fn enter(scanner: &mut Scanner<'_>, close: u8) -> bool {
    scanner.advance();
    scanner.skip_space();
    let empty = scanner.peek() == close;
    if empty {
        scanner.advance();
    }
    !empty
}

/// Steps over what follows a value; false at the end of its container.
fn goes_on(scanner: &mut Scanner<'_>, close: u8) -> Scan<bool> {
    scanner.skip_space();
    if scanner.peek() == close {
        scanner.advance();
        return Ok(false);
    }
    scanner.expect(b',')?;
    scanner.skip_space();
    Ok(true)
}

/// A value of any depth: what is too deep to be merged is a problem of its process only.
fn value<'a>(scanner: &mut Scanner<'a>) -> Scan<&'a str> {
    let start = scanner.at();
    scanner.skip_nested(usize::MAX)?;
    Ok(slice(scanner, start, scanner.at()))
}

fn slice<'a>(scanner: &Scanner<'a>, start: usize, end: usize) -> &'a str {
    // Values start and end at ASCII bytes, so this never misses.
    scanner.text().get(start..end).unwrap_or_default()
}
