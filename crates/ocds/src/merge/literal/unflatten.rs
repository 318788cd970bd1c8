//! From the flat map back to a document.

use std::collections::HashMap;

use super::output::{NodeId, Output};
use super::paths::{Item, ItemHash, Part, Paths, Step, StepId, TextId};
use super::{Entry, ID, Merger, NULL, Slot, TracePart, Version};
use crate::merge::error::{MergeError, MergeErrorKind};
use crate::merge::order::Head;
use crate::merge::value::{Str, Value};

const RELEASE_ID: &Str<'_> = &Str::literal("releaseID");
const RELEASE_DATE: &Str<'_> = &Str::literal("releaseDate");
const RELEASE_TAG: &Str<'_> = &Str::literal("releaseTag");
const VALUE: &Str<'_> = &Str::literal("value");
const COMPILED: &Str<'_> = &Str::literal("compiled");

/// The merged release as JSON text.
pub(super) fn unflatten<'m>(merger: &'m Merger<'_, 'm>) -> Result<String, MergeError> {
    let compiled = Value::Array(vec![Value::String(COMPILED.clone())]);
    let mut builder = Builder::new(merger, &compiled);
    for entry in &merger.entries {
        builder.place(entry).map_err(|kind| merger.entry_error(entry, kind))?;
    }
    let mut json = String::new();
    builder.output.write(Output::ROOT, &mut json);
    Ok(json)
}

impl<'v> Merger<'v, '_> {
    /// In a versioned release being updated, objects that are matched by position can have a
    /// history for an `id` (it was null once). It stays their id, and goes on growing.
    fn id_history(&self, item: TextId, original: &Value<'v>) -> Option<&[Version<'v>]> {
        let Value::Array(entries) = original else {
            return None;
        };
        let place = self.places.get(&self.paths.known_child(item, &ID.text)?)?;
        match &self.entries[*place].slot {
            Slot::History(history) => match history.first() {
                Some(Version::Earlier(first)) if std::ptr::eq(*first, entries.first()?) => Some(history),
                _ => None,
            },
            _ => None,
        }
    }

    /// An error met at an entry, blamed on the release that wrote it first.
    pub(super) fn entry_error(&self, entry: &Entry<'_>, kind: MergeErrorKind) -> MergeError {
        let release = entry.first.map(|place| self.job.order[place]);
        self.job.error_at(release, kind)
    }
}

/// An object in an array.
struct Made<'m> {
    object: NodeId,
    /// Where it is, if that is wanted.
    trail: Vec<TracePart<'m>>,
}

pub(super) struct Builder<'v, 'm> {
    merger: &'m Merger<'v, 'm>,
    paths: &'m Paths<'v>,
    heads: &'v [Head<'v>],
    compiled: &'m Value<'m>,
    output: Output<'m>,
    /// The objects made for identifiers, by the texts before them and their own key.
    made: HashMap<(TextId, ItemHash<'m>), Made<'m>>,
    /// Where in the output the last entry went, if that is wanted. Not quite its path: with 1 and
    /// "1" in one array, what is below the second can go to the first.
    pub(super) trail: Option<Vec<TracePart<'m>>>,
}

impl<'v: 'm, 'm> Builder<'v, 'm> {
    pub(super) fn new(merger: &'m Merger<'v, 'm>, compiled: &'m Value<'m>) -> Self {
        Self {
            merger,
            paths: &merger.paths,
            heads: merger.heads,
            compiled,
            output: Output::new(),
            made: HashMap::new(),
            trail: None,
        }
    }

    /// Writes one leaf at the end of its path, making what is missing on the way. False if there is
    /// something at that path already, which stays.
    pub(super) fn place(&mut self, entry: &'m Entry<'v>) -> Result<bool, MergeErrorKind> {
        self.trail.iter_mut().for_each(Vec::clear);
        let walk = self.paths.walk(entry.step);
        let mut node = Output::ROOT;
        for (index, &id) in walk.iter().enumerate() {
            let Some(step) = self.paths.step(id) else {
                continue;
            };
            node = match &step.part {
                Part::Item(item) => self.item(node, step, item)?,
                Part::Field(_) if !self.output.is_object(node) => {
                    return Err(self.not_an_object(node, step.parent, &step.text));
                }
                Part::Field(key) => {
                    self.trail.iter_mut().for_each(|trail| trail.push(TracePart::Field(key)));
                    match (self.output.field(node, key), walk.get(index + 1)) {
                        (Some(known), _) => known,
                        (None, Some(next)) => self.container(node, key, *next),
                        (None, None) => {
                            self.leaf(node, key, &entry.slot);
                            return Ok(true);
                        }
                    }
                }
            };
        }
        Ok(false)
    }

    fn item(&mut self, array: NodeId, step: &'m Step<'v>, item: &'m Item<'v>) -> Result<NodeId, MergeErrorKind> {
        let parent = step.parent;
        let hash = item.key.hash().map_err(|python_type| MergeErrorKind::UnhashableId { python_type })?;
        let key = (self.paths.texts(parent), hash);
        if let Some(made) = self.made.get(&key) {
            self.trail.iter_mut().for_each(|trail| trail.clone_from(&made.trail));
            return Ok(made.object);
        }
        let object = self.output.object();
        if let Some(original) = item.original {
            let id = match self.merger.id_history(step.texts, original) {
                Some(history) => self.history(history),
                None => self.output.leaf(original),
            };
            self.output.set_field(object, ID, id);
        }
        let Some(position) = self.output.append(array, object) else {
            return Err(self.not_an_array(array, parent));
        };
        self.trail.iter_mut().for_each(|trail| trail.push(TracePart::Item(position, item.original)));
        let trail = self.trail.clone().unwrap_or_default();
        self.made.insert(key, Made { object, trail });
        Ok(object)
    }

    /// An empty array or object, depending on what the next part of the path is.
    fn container(&mut self, node: NodeId, key: &'m Str<'v>, next: StepId) -> NodeId {
        let is_item = self.paths.step(next).is_some_and(|step| matches!(step.part, Part::Item(_)));
        let made = if is_item { self.output.array() } else { self.output.object() };
        self.output.set_field(node, key, made);
        made
    }

    fn leaf(&mut self, node: NodeId, key: &'m Str<'v>, slot: &'m Slot<'v>) {
        let leaf = match slot {
            Slot::Value(Value::Null) => return,
            Slot::Value(value) => self.output.leaf(value),
            Slot::Id(raw) => self.output.text(raw),
            Slot::Compiled => self.output.leaf(self.compiled),
            Slot::History(history) => self.history(history),
        };
        self.output.set_field(node, key, leaf);
    }

    fn history(&mut self, history: &'m [Version<'v>]) -> NodeId {
        let array = self.output.array();
        for version in history {
            let entry = match version {
                Version::Earlier(value) => self.output.leaf(value),
                Version::New { release, value } => self.version(&self.heads[*release], value),
            };
            self.output.append(array, entry);
        }
        array
    }

    fn version(&mut self, head: &'m Head<'v>, value: &'m Value<'v>) -> NodeId {
        let entry = self.output.object();
        let fields = [(RELEASE_ID, &head.id), (RELEASE_DATE, &head.date), (RELEASE_TAG, &head.tag)];
        for (name, field) in fields {
            let leaf = self.output.leaf(field.as_ref().unwrap_or(NULL));
            self.output.set_field(entry, name, leaf);
        }
        let value = self.output.leaf(value);
        self.output.set_field(entry, VALUE, value);
        entry
    }

    fn shown(&self, node: NodeId) -> String {
        let mut shown = String::new();
        self.output.push_repr(node, &mut shown);
        shown
    }

    fn not_an_object(&self, node: NodeId, parent: StepId, part: &[u8]) -> MergeErrorKind {
        let mut key = String::new();
        crate::merge::python::push_string_repr(part, &mut key);
        let message = format!(
            "An earlier release had the value {} for /{}, but the current release has an object \
             with a {key} key",
            self.shown(node),
            self.paths.describe(parent),
        );
        MergeErrorKind::InconsistentType { message }
    }

    fn not_an_array(&self, node: NodeId, parent: StepId) -> MergeErrorKind {
        let message = format!(
            "An earlier release had the object {} for /{}, but the current release has an array",
            self.shown(node),
            self.paths.describe(parent),
        );
        MergeErrorKind::InconsistentType { message }
    }
}
