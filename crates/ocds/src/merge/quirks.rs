//! Odd things in releases that the merge takes in its stride, for people who want to know.
//!
//! Opt-in, and apart from the merge's own warnings: the reference implementation says nothing about
//! any of these.

use std::collections::HashMap;

use serde::Serialize;

use super::Options;
use super::error::MergeError;
use super::job::{self, Reading, names, order_of, read_shapes, syntax_error};
use super::order::Shape;
use super::python::{self, equal};
use super::rules::{Action, RuleNode, RuleTree};
use super::text::to_string;
use super::value::{Members, Value, member};

/// Something odd, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Quirk {
    /// What it is.
    pub code: QuirkCode,
    /// The same in a sentence.
    pub message: String,
    /// Where in the release (RFC 6901).
    pub pointer: String,
    /// The `ocid` of the release.
    pub ocid: Option<String>,
    /// The `id` of the release.
    pub release_id: Option<String>,
    /// The position of the release in the input.
    pub release: usize,
}

/// The kinds of odd things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum QuirkCode {
    /// The objects of one array have ids of different JSON types: `1` and `"1"` are two objects
    /// that share some of their values.
    MixedIdTypes,
    /// An object's `id` is null: all such objects in an array are one.
    NullId,
    /// A value is of another JSON type than before.
    TypeChange,
    /// A null where there is an object or an array of objects, which it does not remove.
    NullOnObject,
    /// Two releases of one date: they are merged in the order in which they come.
    EqualDates,
    /// A party's `id` came with another name or identifier before: their values are mixed.
    PartyIdReused,
    /// Another release has the same `id` and other content.
    ReleaseIdReused,
}

/// The odd things in the releases of a process, release by release in merge order.
///
/// Fails only on texts that are not JSON objects; releases whose dates cannot be ordered are taken
/// in input order.
pub fn quirks(releases: &[&str], options: &Options) -> Result<Vec<Quirk>, MergeError> {
    let shapes = read_shapes(releases, Reading::Whole)?;
    let order = order_of(&shapes).unwrap_or_else(|_| (0..releases.len()).collect());
    let mut values = Vec::with_capacity(order.len());
    for &release in &order {
        let value = Value::parse(releases[release]);
        values.push(value.map_err(|error| syntax_error(&shapes, Some(release), error))?);
    }
    let rules = job::rules(options);
    let mut watcher = Watcher::new(&rules, &shapes);
    for (value, &release) in values.iter().zip(&order) {
        let Value::Object(members) = value else {
            let kind = Shape::not_an_object(value);
            return Err(job::locate(&shapes, Some(release), kind));
        };
        watcher.release = release;
        watcher.whole_release(value, members);
    }
    Ok(watcher.quirks)
}

/// What a path held when it was last seen. Null is not remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Boolean,
    Number,
    Text,
    /// An array that is not of objects, or is replaced as a whole.
    List,
    Object,
    Objects,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Boolean => "a boolean",
            Kind::Number => "a number",
            Kind::Text => "a string",
            Kind::List => "a list",
            Kind::Object => "an object",
            Kind::Objects => "an array of objects",
        }
    }
}

/// What is known of a path over all releases.
#[derive(Debug, Default, Clone, Copy)]
struct Seen {
    kind: Option<Kind>,
    /// For arrays of objects: the type of their ids, and whether mixed types were told already.
    id_kind: Option<Kind>,
    mixed_told: bool,
}

struct Watcher<'v> {
    rules: &'v RuleTree,
    shapes: &'v [Shape<'v>],
    release: usize,
    pointer: Vec<u8>,
    seen: Vec<Seen>,
    paths: HashMap<(usize, Vec<u8>), usize>,
    parties: HashMap<Vec<u8>, (Option<&'v Value<'v>>, Option<&'v Value<'v>>)>,
    release_ids: HashMap<Vec<u8>, &'v Value<'v>>,
    last_date: Option<&'v Value<'v>>,
    quirks: Vec<Quirk>,
}

impl<'v> Watcher<'v> {
    fn new(rules: &'v RuleTree, shapes: &'v [Shape<'v>]) -> Self {
        Self {
            rules,
            shapes,
            release: 0,
            pointer: Vec::new(),
            seen: vec![Seen::default()],
            paths: HashMap::new(),
            parties: HashMap::new(),
            release_ids: HashMap::new(),
            last_date: None,
            quirks: Vec::new(),
        }
    }

    fn tell(&mut self, code: QuirkCode, message: String) {
        let (ocid, release_id) = names(self.shapes, Some(self.release));
        let pointer = to_string(&self.pointer);
        self.quirks.push(Quirk { code, message, pointer, ocid, release_id, release: self.release });
    }

    /// Does something with one more step on the pointer.
    fn at(&mut self, step: &[u8], then: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        self.pointer.push(b'/');
        for &byte in step {
            match byte {
                b'~' => self.pointer.extend_from_slice(b"~0"),
                b'/' => self.pointer.extend_from_slice(b"~1"),
                other => self.pointer.push(other),
            }
        }
        then(self);
        self.pointer.truncate(length);
    }

    fn path(&mut self, parent: usize, text: &[u8]) -> usize {
        let next = self.seen.len();
        let path = *self.paths.entry((parent, text.to_vec())).or_insert(next);
        if path == next {
            self.seen.push(Seen::default());
        }
        path
    }

    fn whole_release(&mut self, release: &'v Value<'v>, members: &'v Members<'v>) {
        self.date(member(members, "date"));
        self.release_id(release, member(members, "id"));
        for (key, value) in members {
            if !matches!(&*key.text, b"tag" | b"ocid" | b"id" | b"date") {
                self.member(0, RuleNode::ROOT, &key.text, value);
            }
        }
        if let Some(Value::Array(parties)) = member(members, "parties") {
            self.at(b"parties", |watcher| watcher.parties(parties));
        }
    }

    fn date(&mut self, date: Option<&'v Value<'v>>) {
        if let (Some(date), Some(last)) = (date, self.last_date)
            && !date.is_null()
            && equal(date, last)
        {
            let message = format!(
                "Another release has the date {}: input order decides which comes last.",
                python::display(date)
            );
            self.at(b"date", |watcher| watcher.tell(QuirkCode::EqualDates, message));
        }
        self.last_date = date;
    }

    fn release_id(&mut self, release: &'v Value<'v>, id: Option<&'v Value<'v>>) {
        let Some(id) = id.filter(|id| !id.is_null()) else {
            return;
        };
        let known = *self.release_ids.entry(python::text(id).into_owned()).or_insert(release);
        if !equal(known, release) {
            let message = format!("Another release has the id {} and other content.", python::display(id));
            self.at(b"id", |watcher| watcher.tell(QuirkCode::ReleaseIdReused, message));
        }
    }

    fn parties(&mut self, parties: &'v [Value<'v>]) {
        for (index, party) in parties.iter().enumerate() {
            let Value::Object(members) = party else {
                continue;
            };
            let Some(id) = member(members, "id").filter(|id| !id.is_null()) else {
                continue;
            };
            let identifier = match member(members, "identifier") {
                Some(Value::Object(identifier)) => member(identifier, "id"),
                _ => None,
            };
            let now = (present(member(members, "name")), present(identifier));
            let before = *self.parties.entry(python::text(id).into_owned()).or_insert(now);
            for (field, before, now) in [("name", before.0, now.0), ("identifier", before.1, now.1)] {
                if let (Some(before), Some(now)) = (before, now)
                    && !equal(before, now)
                {
                    let (id, before, now) = (python::display(id), python::repr(before), python::repr(now));
                    let message = format!("The party {id} had the {field} {before} and now has {now}.");
                    self.at(index.to_string().as_bytes(), |watcher| watcher.tell(QuirkCode::PartyIdReused, message));
                }
            }
        }
    }

    fn member(&mut self, parent: usize, rule: RuleNode, key: &[u8], value: &'v Value<'v>) {
        let rule = self.rules.child(rule, key);
        let action = self.rules.action(rule);
        if action == Action::Omit {
            return;
        }
        let path = self.path(parent, key);
        self.at(key, |watcher| match value {
            Value::Null => watcher.null(path),
            Value::Object(members) if action == Action::None => {
                if !members.is_empty() {
                    watcher.kind(path, Kind::Object);
                }
                for (key, value) in members {
                    watcher.member(path, rule, &key.text, value);
                }
            }
            Value::Array(items) if action == Action::None && items.iter().all(Value::is_object) => {
                watcher.objects(path, rule, items);
            }
            Value::Object(_) | Value::Array(_) => watcher.kind(path, Kind::List),
            Value::Bool(_) => watcher.kind(path, Kind::Boolean),
            Value::Number(_) => watcher.kind(path, Kind::Number),
            Value::String(_) => watcher.kind(path, Kind::Text),
        });
    }

    fn null(&mut self, path: usize) {
        if let Some(kind @ (Kind::Object | Kind::Objects)) = self.seen[path].kind {
            let message = format!("A null does not remove {}: it stays as it was.", kind.name());
            self.tell(QuirkCode::NullOnObject, message);
        }
    }

    fn kind(&mut self, path: usize, kind: Kind) {
        if let Some(before) = self.seen[path].kind.replace(kind)
            && before != kind
        {
            let message = format!("It was {} before and is {} here.", before.name(), kind.name());
            self.tell(QuirkCode::TypeChange, message);
        }
    }

    fn objects(&mut self, path: usize, rule: RuleNode, items: &'v [Value<'v>]) {
        if items.is_empty() {
            return;
        }
        self.kind(path, Kind::Objects);
        for (index, item) in items.iter().enumerate() {
            let Value::Object(members) = item else {
                continue;
            };
            let id = member(members, "id");
            // Without an id, every object is its own.
            let text = match id {
                Some(id) => python::text(id).into_owned(),
                None => format!("\0{} {index}", self.release).into_bytes(),
            };
            let item_path = self.path(path, &text);
            self.at(index.to_string().as_bytes(), |watcher| {
                watcher.id(path, id);
                for (key, value) in members.iter().filter(|(key, _)| *key.text != *b"id") {
                    watcher.member(item_path, rule, &key.text, value);
                }
            });
        }
    }

    fn id(&mut self, array: usize, id: Option<&'v Value<'v>>) {
        let kind = match id {
            None => return,
            Some(Value::Null) => {
                let message = "The id is null: all objects with a null id in an array are merged into one.";
                return self.tell(QuirkCode::NullId, message.to_owned());
            }
            Some(Value::String(_)) => Kind::Text,
            Some(Value::Number(_)) => Kind::Number,
            Some(Value::Bool(_)) => Kind::Boolean,
            Some(Value::Array(_) | Value::Object(_)) => Kind::List,
        };
        let seen = &mut self.seen[array];
        let before = *seen.id_kind.get_or_insert(kind);
        if before != kind && !seen.mixed_told {
            seen.mixed_told = true;
            let message =
                format!("The id is {}, and other ids in this array are {}s.", kind.name(), &before.name()[2..]);
            self.tell(QuirkCode::MixedIdTypes, message);
        }
    }
}

fn present<'v>(value: Option<&'v Value<'v>>) -> Option<&'v Value<'v>> {
    value.filter(|value| !value.is_null())
}

#[cfg(test)]
mod tests {
    use super::{QuirkCode, quirks};
    use crate::merge::Options;

    fn told(releases: &[&str]) -> Vec<(QuirkCode, String, usize)> {
        let quirks = quirks(releases, &Options::default()).expect("quirks");
        quirks.into_iter().map(|quirk| (quirk.code, quirk.pointer, quirk.release)).collect()
    }

    #[test]
    fn ordinary_releases_have_none() {
        let first =
            r#"{"ocid":"o","id":"1","date":"1","parties":[{"id":"P","name":"A","roles":["buyer"]}],"tender":{"id":1}}"#;
        let second = r#"{"ocid":"o","id":"2","date":"2","parties":[{"id":"P","name":"A"},{"name":"B"}],"tender":{"id":2,"title":null}}"#;
        assert_eq!(told(&[second, first]), []);
        assert_eq!(told(&[first, first]), [(QuirkCode::EqualDates, "/date".to_owned(), 1)], "the same release twice");
    }

    #[test]
    fn each_kind_is_told_where_it_is() {
        let first = r#"{"ocid":"o","id":"1","date":"1","parties":[{"id":"P","name":"A","identifier":{"id":"7"}}],
            "tender":{"title":"t","items":[{"id":"1"}]},"a/b":[{"id":"x"}]}"#;
        let second = r#"{"ocid":"o","id":"1","date":"1","parties":[{"id":"Q"},{"id":"P","name":"B","identifier":{"id":"8"}}],
            "tender":{"title":5,"items":[{"id":"1"},{"id":1},{"id":2}]},"a/b":null,"awards":[{"id":null}]}"#;
        use QuirkCode::{EqualDates, MixedIdTypes, NullId, NullOnObject, PartyIdReused, ReleaseIdReused, TypeChange};
        let expected = [
            (EqualDates, "/date"),
            (ReleaseIdReused, "/id"),
            (TypeChange, "/tender/title"),
            (MixedIdTypes, "/tender/items/1"),
            (NullOnObject, "/a~1b"),
            (NullId, "/awards/0"),
            (PartyIdReused, "/parties/1"),
            (PartyIdReused, "/parties/1"),
        ];
        let expected = expected.map(|(code, pointer)| (code, pointer.to_owned(), 1));
        assert_eq!(told(&[first, second]), expected);
    }

    #[test]
    fn dates_that_cannot_be_ordered_do_not_stop_it() {
        assert_eq!(told(&[r#"{"a":1}"#, r#"{"a":"1"}"#]), [(QuirkCode::TypeChange, "/a".to_owned(), 1)]);
        assert!(quirks(&["[]", "{}"], &Options::default()).is_err());
        assert!(quirks(&["{", "{}"], &Options::default()).is_err());
    }
}
