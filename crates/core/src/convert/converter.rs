//! Walks a document along the rows of its table.

use std::borrow::Cow;

use tenderlens_ocds::json::{self, Kind, Object};

use super::Unmapped;
use super::node::{Members, Node};
use super::party::Parties;
use super::place::{Fate, Fit, expected, fit, id};
use super::table::{How, Ids, List, Mapping, Row, Table};

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
            let pointer = format!("{}/{}", scope.pointer, name.replace('~', "~0").replace('/', "~1"));
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

    /// Reads the items of an array, each by itself.
    pub(super) fn each(
        &mut self,
        value: &'a str,
        pointer: &str,
        mut read: impl FnMut(&mut Self, &'a str, &str) -> Fate,
    ) -> Fate {
        let Ok(items) = json::array(value) else {
            return self.left(pointer, expected(&How::Parties(&[])));
        };
        for (index, item) in items.into_iter().enumerate() {
            let pointer = format!("{pointer}/{index}");
            if read(self, item, &pointer) != Fate::Kept {
                self.keep(&pointer, item);
            }
        }
        Fate::Kept
    }

    fn list(&mut self, list: &List, value: &'a str, pointer: &str, to: Place<'_>, target: &mut Members<'a>) -> Fate {
        let items = json::array(value).unwrap_or_default().into_iter();
        let ids: Vec<_> = items.map(|item| given_id(list, item).map(|(_, (id, _))| id)).collect();
        let mut index = 0;
        self.each(value, pointer, |converter, item, pointer| {
            let id = ids.get(index).and_then(Option::as_ref);
            index += 1;
            let mut later = ids.iter().skip(index).flatten();
            let comes_again = id.is_some_and(|id| later.any(|it| it == id));
            match (comes_again, list.ids) {
                (true, Ids::Versioned) => Fate::Left,
                (true, _) => converter.left(pointer, "its id comes again; the last one counts"),
                _ => converter.list_entry(list, item, pointer, index, to, target),
            }
        })
    }

    fn single(&mut self, list: &List, value: &'a str, pointer: &str, to: Place<'_>, target: &mut Members<'a>) -> Fate {
        self.list_entry(list, value, pointer, 1, to, target)
    }

    fn list_entry(
        &mut self,
        list: &List,
        item: &'a str,
        pointer: &str,
        number: usize,
        to: Place<'_>,
        target: &mut Members<'a>,
    ) -> Fate {
        let Ok(object) = json::object(item) else {
            return self.left(pointer, expected_object());
        };
        let kept = self.other.len();
        let mut members = Members::default();
        let (key, id) = self.entry_id(list, item, pointer, number);
        if list.ids != Ids::None {
            members.put("id", "", Node::Leaf(id.clone()));
        }
        self.members(Scope { object: &object, pointer, entry: &id }, list.table, key, &mut members);
        for name in list.required {
            if members.get(name).is_none() {
                self.problem(pointer, &format!("has no {name}; the release says \"unknown\""));
                members.put(name, "", Node::text("unknown"));
            }
        }
        for (path, json) in list.defaults {
            members.put(path, &id, Node::Leaf((*json).into()));
        }
        if self.append(to, Node::Object(members), target) {
            return Fate::Kept;
        }
        self.other.truncate(kept);
        self.left(pointer, "an entry of its id stands there already")
    }

    /// The id of an entry, and the member that it was taken from.
    fn entry_id(&mut self, list: &List, item: &'a str, pointer: &str, number: usize) -> (&'static str, Cow<'a, str>) {
        if let Some((key, (id, fate))) = given_id(list, item) {
            // A number that became text is kept as it was.
            return (if fate == Fate::Kept { key } else { "" }, id);
        }
        if let (Ids::Given | Ids::Versioned, Some(key)) = (list.ids, list.keys.first()) {
            self.problem(pointer, &format!("has no usable {key}; its position stands in for it"));
        }
        ("", format!("\"{}{number}\"", list.prefix).into())
    }
}

/// A place in the release.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'p> {
    pub(super) path: &'p str,
    pub(super) entry: &'p str,
}

fn expected_object() -> &'static str {
    "expected an object"
}

/// The id that an entry carries, and the name of its member.
fn given_id<'a>(list: &List, item: &'a str) -> Option<(&'static str, Fit<'a>)> {
    let object = json::object(item).ok()?;
    list.keys.iter().find_map(|key| Some((*key, id(&object, key)?)))
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
