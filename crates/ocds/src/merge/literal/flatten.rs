//! One release as a flat map from path to value.

use std::collections::{HashMap, HashSet};

use super::paths::{Item, ItemKey, Part, Paths, StepId, TextId};
use crate::merge::python;
use crate::merge::rules::{Action, Override, RuleNode, RuleTree};
use crate::merge::text::{Text, to_string};
use crate::merge::value::{Members, Str, Value, member};

/// The members of a versioned value.
const VERSION_KEYS: [&str; 4] = ["releaseID", "releaseDate", "releaseTag", "value"];

/// An insertion-ordered map: a path written again keeps its place and its first path object.
#[derive(Debug, Default)]
pub(super) struct Flat<'v> {
    pub(super) entries: Vec<(StepId, &'v Value<'v>)>,
    places: HashMap<TextId, usize>,
}

/// Several objects in one array of one release have the same id.
#[derive(Debug)]
pub(super) struct Duplicate {
    pub(super) id: String,
    pub(super) path: String,
}

pub(super) struct Flattener<'v, 'p> {
    pub(super) rules: &'v RuleTree,
    pub(super) paths: &'p mut Paths<'v>,
    /// Whether arrays of versioned values are leaves: only in a versioned release to be updated.
    pub(super) histories: bool,
    pub(super) flat: Flat<'v>,
    pub(super) duplicates: Vec<Duplicate>,
    /// The fields walked so far.
    pub(super) fields: Vec<&'v [u8]>,
}

/// An array of objects and the rules that hold for it.
struct Place {
    step: StepId,
    rule: RuleNode,
}

impl<'v> Flattener<'v, '_> {
    pub(super) fn release(&mut self, members: &'v Members<'v>, skip_tag: bool) {
        for (key, value) in members {
            if !(skip_tag && *key.text == *b"tag") {
                self.member(Paths::ROOT, RuleNode::ROOT, key, value);
            }
        }
    }

    fn member(&mut self, parent: StepId, rule: RuleNode, key: &'v Str<'v>, value: &'v Value<'v>) {
        let rule = self.rules.child(rule, &key.text);
        let action = self.rules.action(rule);
        if action == Action::Omit {
            return;
        }
        self.fields.push(&key.text);
        let step = self.paths.push(parent, Some(key.text.clone()), Part::Field(key));
        let place = Place { step, rule };
        match value {
            _ if action == Action::WholeList => self.leaf(step, value),
            Value::Object(members) => self.object(place, members),
            Value::Array(items) if self.is_array_of_objects(items) => self.array(place, items),
            _ => self.leaf(step, value),
        }
        self.fields.pop();
    }

    fn is_array_of_objects(&self, items: &[Value<'v>]) -> bool {
        items.iter().all(Value::is_object) && !(self.histories && !items.is_empty() && items.iter().all(is_version))
    }

    fn leaf(&mut self, step: StepId, value: &'v Value<'v>) {
        let texts = self.paths.texts(step);
        match self.flat.places.get(&texts) {
            Some(&place) => self.flat.entries[place].1 = value,
            None => {
                self.flat.places.insert(texts, self.flat.entries.len());
                self.flat.entries.push((step, value));
            }
        }
    }

    fn object(&mut self, place: Place, members: &'v Members<'v>) {
        for (key, value) in members {
            self.member(place.step, place.rule, key, value);
        }
    }

    fn array(&mut self, place: Place, items: &'v [Value<'v>]) {
        let mut seen = HashSet::new();
        for (index, item) in items.iter().enumerate() {
            let Value::Object(members) = item else {
                continue;
            };
            let id = member(members, "id");
            if let Some(id) = id {
                self.check_duplicate(id, &mut seen);
            }
            let (text, key) = self.identify(&place, index, id);
            let original = id.filter(|id| !id.is_null());
            let part = Part::Item(Item { key, original });
            let step = self.paths.push(place.step, text, part);
            let rule = place.rule;
            self.object(Place { step, rule }, members);
        }
    }

    /// An object's part of the path: its text (none if unlike all others) and its key.
    fn identify(&mut self, place: &Place, index: usize, id: Option<&'v Value<'v>>) -> (Option<Text<'v>>, ItemKey<'v>) {
        match (self.rules.strategy(place.rule), id) {
            (Some(Override::MergeByPosition), _) => {
                let text = index.to_string().into_bytes().into();
                (Some(text), ItemKey::Position(index))
            }
            (None, Some(id)) => (Some(python::text(id)), ItemKey::Id(id)),
            _ => (None, ItemKey::Unique(self.paths.next_unique())),
        }
    }

    /// Duplicates are found by text, whatever the strategy.
    fn check_duplicate(&mut self, id: &'v Value<'v>, seen: &mut HashSet<Text<'v>>) {
        let text = python::text(id);
        if seen.contains(&text) {
            let mut shown = String::new();
            python::push_string_repr(&text, &mut shown);
            let path = self.fields.join(b".".as_slice());
            self.duplicates.push(Duplicate { id: shown, path: to_string(&path) });
        }
        seen.insert(text);
    }
}

fn is_version(value: &Value<'_>) -> bool {
    let Value::Object(members) = value else {
        return false;
    };
    members.len() == 4 && VERSION_KEYS.iter().all(|key| member(members, key).is_some())
}
