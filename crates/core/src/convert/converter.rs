//! Walks a document along the rows of its table.

use tenderlens_ocds::json::{self, Kind, Object};

use super::Unmapped;
use super::node::{Members, Node};
use super::party::Parties;
use super::place::{Fate, expected, fit};
use super::table::{How, Mapping, Row, Table};

/// One release in the making.
#[derive(Debug)]
pub(crate) struct Converter<'a> {
    pub(super) mapping: &'static Mapping,
    pub(crate) release: Members<'a>,
    pub(super) parties: Parties<'a>,
    pub(crate) other: Vec<Unmapped>,
    pub(crate) problems: Vec<String>,
}

/// Where a member stands: its object, that object's pointer, and the id (JSON) of the list entry
/// around it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'a, 's> {
    pub(super) object: &'s Object<'a>,
    pub(super) pointer: &'s str,
    pub(super) entry: &'s str,
}

impl<'a> Converter<'a> {
    pub(crate) fn new(mapping: &'static Mapping) -> Self {
        Self {
            mapping,
            release: Members::default(),
            parties: Parties::default(),
            other: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Keeps a value as published.
    pub(crate) fn keep(&mut self, pointer: &str, json: &str) {
        self.other.push(Unmapped { pointer: pointer.to_owned(), json: json.to_owned() });
    }

    pub(crate) fn problem(&mut self, pointer: &str, problem: &str) {
        let pointer = if pointer.is_empty() { "/" } else { pointer };
        self.problems.push(format!("{pointer}: {problem}"));
    }

    /// Leads every member of an object along its rows; what has none, or does not arrive as
    /// published, is kept.
    pub(super) fn members(&mut self, scope: Scope<'a, '_>, table: Table, key: &str, target: &mut Members<'a>) {
        for (name, value) in scope.object.iter() {
            let pointer = json::child(scope.pointer, name);
            let rows = table.iter().flat_map(|group| group.iter());
            let fates = rows.filter_map(|row| {
                let suffix = matching(row, name)?;
                Some(if json::kind(value) == Kind::Null {
                    Fate::Left
                } else {
                    self.row(row, suffix, value, &pointer, scope, target)
                })
            });
            // The id of an entry is in its place already.
            if fates.max() != Some(Fate::Kept) && name != key {
                self.keep(&pointer, value);
            }
        }
    }

    fn row(
        &mut self,
        row: &Row,
        suffix: &str,
        value: &'a str,
        pointer: &str,
        scope: Scope<'a, '_>,
        target: &mut Members<'a>,
    ) -> Fate {
        let to = Place { path: &format!("{}{suffix}", row.to), entry: scope.entry };
        match row.how {
            How::Object(table) => self.object(value, pointer, scope, table, to, target),
            How::List(list) => self.list(list, value, pointer, to, target),
            How::Entry(list) => self.single(list, value, pointer, to, target),
            How::Party(roles) => self.party(roles, (value, pointer), (to, false), target),
            How::Parties(roles) => self.each(value, pointer, |converter, value, pointer| {
                converter.party(roles, (value, pointer), (to, true), target)
            }),
            How::Constant(json) => self.remark(to, Node::Leaf(json.into()), target),
            How::EntryId => self.remark(to, Node::Leaf(scope.entry.to_owned().into()), target),
            how => self.value(&how, value, pointer, scope, to, target),
        }
    }

    /// A value that is not the member's own, so that the member still needs its place.
    fn remark(&mut self, to: Place<'_>, node: Node<'a>, target: &mut Members<'a>) -> Fate {
        self.put(to, node, target);
        Fate::Left
    }

    fn value(
        &mut self,
        how: &How,
        value: &'a str,
        pointer: &str,
        scope: Scope<'a, '_>,
        to: Place<'_>,
        target: &mut Members<'a>,
    ) -> Fate {
        match fit(how, value, scope.object, self.mapping.zone) {
            Some((_, Fate::Left)) => Fate::Left,
            Some((json, fate)) => {
                if self.put(to, Node::Leaf(json), target) {
                    fate
                } else {
                    self.left(pointer, "its place is taken by another member")
                }
            }
            // An empty text says as little as null.
            None if value == "\"\"" => Fate::Left,
            None => self.left(pointer, &format!("expected {}", expected(how))),
        }
    }

    pub(super) fn left(&mut self, pointer: &str, problem: &str) -> Fate {
        self.problem(pointer, problem);
        Fate::Left
    }

    /// Puts a node below the release or the target, as its path says.
    pub(super) fn put(&mut self, to: Place<'_>, node: Node<'a>, target: &mut Members<'a>) -> bool {
        match to.path.strip_prefix('/') {
            Some(path) => self.release.put(path, to.entry, node),
            None => target.put(to.path, to.entry, node),
        }
    }

    pub(super) fn append(&mut self, to: Place<'_>, node: Node<'a>, target: &mut Members<'a>) -> bool {
        match to.path.strip_prefix('/') {
            Some(path) => self.release.append(path, to.entry, node),
            None => target.append(to.path, to.entry, node),
        }
    }

    fn object(
        &mut self,
        value: &'a str,
        pointer: &str,
        scope: Scope<'a, '_>,
        table: Table,
        to: Place<'_>,
        target: &mut Members<'a>,
    ) -> Fate {
        let Ok(object) = json::object(value) else {
            return self.left(pointer, expected_object());
        };
        let scope = Scope { object: &object, pointer, entry: scope.entry };
        if to.path.is_empty() {
            self.members(scope, table, "", target);
            return Fate::Kept;
        }
        let kept = self.other.len();
        let mut members = Members::default();
        self.members(scope, table, "", &mut members);
        if members.is_empty() || self.put(to, Node::Object(members), target) {
            return Fate::Kept;
        }
        self.other.truncate(kept);
        self.left(pointer, "its place is taken by another member")
    }
}

/// A place in the release.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'p> {
    pub(super) path: &'p str,
    pub(super) entry: &'p str,
}

pub(super) fn expected_object() -> &'static str {
    "expected an object"
}

/// The language suffix of a member that the row is for: empty for the member itself.
fn matching<'n>(row: &Row, name: &'n str) -> Option<&'n str> {
    let suffix = name.strip_prefix(row.from)?;
    let is_language = |suffix: &str| {
        let tag = suffix.strip_prefix('_').unwrap_or_default();
        (2..=3).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    let is_translated = matches!(row.how, How::Translated) && is_language(suffix);
    (suffix.is_empty() || is_translated).then_some(suffix)
}
