//! The compiled release as a tree of places, to speak about the parts that values are in.

use std::collections::HashMap;

use super::Segment;
use crate::json;
use crate::merge::{Location, Role, Trace, TracePart, Value, display, text_to_string};

pub(super) type PlaceId = usize;

/// The root of the tree: the release.
pub(super) const ROOT: PlaceId = 0;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Field(Vec<u8>),
    Item(usize),
}

/// A value, or an object or array on the way to values.
#[derive(Debug)]
pub(super) struct Place<'v> {
    pub(super) parent: PlaceId,
    part: Option<TracePart<'v>>,
    pub(super) children: Vec<PlaceId>,
    /// Whether values, and not only what is below, were written here.
    is_leaf: bool,
    /// The value that is there now, if this is a place of values. Null once removed.
    pub(super) value: Option<&'v Value<'v>>,
    /// How many values that are not null are here and below.
    pub(super) live: usize,
    /// The first release that mentioned it, in merge order.
    pub(super) first: Option<usize>,
    /// The last release that mentioned it.
    pub(super) last: Option<usize>,
}

/// What is at a place.
#[derive(Debug, Clone, Copy)]
pub(super) enum State<'v> {
    /// Not mentioned yet, or removed.
    Nothing,
    Value(&'v Value<'v>),
    /// An object or an array of objects.
    Container,
}

#[derive(Debug)]
pub(super) struct Places<'v> {
    places: Vec<Place<'v>>,
    known: HashMap<(PlaceId, Key), PlaceId>,
    /// The place of each entry of the trace; none for what is not part of the account.
    by_entry: Vec<Option<PlaceId>>,
    /// Which places hold the id by which an object is known.
    ids: Vec<bool>,
}

impl<'v> Places<'v> {
    pub(super) fn new(trace: &Trace<'v>) -> Self {
        let mut places = Self { places: Vec::new(), known: HashMap::new(), by_entry: Vec::new(), ids: Vec::new() };
        places.push(ROOT, None);
        for location in &trace.locations {
            let place = places.add_location(location);
            places.by_entry.push(place);
        }
        places
    }

    fn push(&mut self, parent: PlaceId, part: Option<TracePart<'v>>) -> PlaceId {
        self.places.push(Place {
            parent,
            part,
            children: Vec::new(),
            is_leaf: false,
            value: None,
            live: 0,
            first: None,
            last: None,
        });
        self.ids.push(false);
        self.places.len() - 1
    }

    fn add_location(&mut self, location: &Location<'v>) -> Option<PlaceId> {
        if location.role == Role::Shadowed || is_header(&location.parts) {
            return None;
        }
        let place = location.parts.iter().fold(ROOT, |parent, part| self.child(parent, *part));
        self.ids[place] = location.role == Role::Id;
        self.places[place].is_leaf = true;
        Some(place)
    }

    fn child(&mut self, parent: PlaceId, part: TracePart<'v>) -> PlaceId {
        let key = match part {
            TracePart::Field(name) => Key::Field(name.text.to_vec()),
            TracePart::Item(index, _) => Key::Item(index),
        };
        if let Some(known) = self.known.get(&(parent, key.clone())) {
            return *known;
        }
        let place = self.push(parent, Some(part));
        if self.places[parent].is_leaf && self.places[parent].children.is_empty() {
            self.move_to_end(parent);
        }
        self.places[parent].children.push(place);
        self.known.insert((parent, key), place);
        place
    }

    /// An object or array where only nulls were before comes after what came in between.
    fn move_to_end(&mut self, place: PlaceId) {
        let parent = self.places[place].parent;
        let siblings = &mut self.places[parent].children;
        siblings.retain(|&sibling| sibling != place);
        siblings.push(place);
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    pub(super) fn get(&self, place: PlaceId) -> &Place<'v> {
        &self.places[place]
    }

    pub(super) fn of_entry(&self, entry: usize) -> Option<PlaceId> {
        self.by_entry.get(entry).copied().flatten()
    }

    pub(super) fn is_id(&self, place: PlaceId) -> bool {
        self.ids[place]
    }

    /// The member of an object.
    pub(super) fn field(&self, parent: PlaceId, name: &str) -> Option<PlaceId> {
        let key = Key::Field(name.as_bytes().to_vec());
        self.known.get(&(parent, key)).copied()
    }

    /// The place that a JSON Pointer into the compiled release leads to.
    pub(super) fn find(&self, pointer: &str) -> Option<PlaceId> {
        if pointer.is_empty() {
            return Some(ROOT);
        }
        let mut at = ROOT;
        for token in pointer.strip_prefix('/')?.split('/') {
            let name = json::member_name(token);
            let index = name.parse().ok().map(Key::Item);
            let item = index.and_then(|key| self.known.get(&(at, key)).copied());
            at = self.field(at, &name).or(item)?;
        }
        Some(at)
    }

    /// What is at a place now.
    pub(super) fn state(&self, place: PlaceId) -> State<'v> {
        let here = &self.places[place];
        match here.value.filter(|value| !value.is_null()) {
            Some(value) => State::Value(value),
            // A null may have been there before the object was.
            None if here.children.iter().any(|&child| self.places[child].first.is_some()) => State::Container,
            None => State::Nothing,
        }
    }

    /// Notes that a release mentions a place, and everything it is in.
    pub(super) fn mention(&mut self, place: PlaceId, release: usize) {
        let mut at = place;
        loop {
            let here = &mut self.places[at];
            if here.last == Some(release) {
                break;
            }
            here.first.get_or_insert(release);
            here.last = Some(release);
            if at == ROOT {
                break;
            }
            at = here.parent;
        }
    }

    /// Puts a value into its place and returns the one before.
    pub(super) fn replace(&mut self, place: PlaceId, value: &'v Value<'v>) -> Option<&'v Value<'v>> {
        let old = self.places[place].value.replace(value);
        let was_live = old.is_some_and(|old| !old.is_null());
        let mut at = place;
        while was_live == value.is_null() {
            let here = &mut self.places[at];
            // Everything here was added when it came, so this never goes below zero.
            here.live = if was_live { here.live.saturating_sub(1) } else { here.live + 1 };
            if at == ROOT {
                break;
            }
            at = here.parent;
        }
        old
    }

    fn ancestry(&self, place: PlaceId) -> Vec<PlaceId> {
        let mut ancestry = Vec::new();
        let mut at = place;
        while at != ROOT {
            ancestry.push(at);
            at = self.places[at].parent;
        }
        ancestry.reverse();
        ancestry
    }

    /// How many steps lead to the outermost part that the release was first to mention.
    pub(super) fn new_from(&self, place: PlaceId, release: usize) -> Option<usize> {
        let ancestry = self.ancestry(place);
        let containers = &ancestry[..ancestry.len().saturating_sub(1)];
        let new = containers.iter().position(|&at| self.places[at].first == Some(release))?;
        Some(new + 1)
    }

    pub(super) fn path(&self, place: PlaceId) -> Vec<Segment> {
        let ancestry = self.ancestry(place);
        let parts = ancestry.iter().filter_map(|&at| self.places[at].part);
        parts
            .map(|part| match part {
                TracePart::Field(name) => Segment::Field { name: text_to_string(&name.text) },
                TracePart::Item(index, id) => Segment::Item { index, id: id.map(display) },
            })
            .collect()
    }

    /// The name of a place that is a member of an object.
    pub(super) fn name(&self, place: PlaceId) -> &[u8] {
        match self.places[place].part {
            Some(TracePart::Field(name)) => &name.text,
            _ => b"",
        }
    }

    /// The `id` of an object in an array, unless absent or null.
    pub(super) fn item_id(&self, place: PlaceId) -> Option<&'v Value<'v>> {
        match self.places[place].part {
            Some(TracePart::Item(_, id)) => id,
            _ => None,
        }
    }

    /// For the place of such an `id`: how it was spelled first, which is how it stays.
    pub(super) fn first_id(&self, place: PlaceId) -> Option<&'v Value<'v>> {
        if self.ids[place] { self.item_id(self.places[place].parent) } else { None }
    }

    /// The member's name as spelled in the source; none for an object in an array.
    pub(super) fn raw_name(&self, place: PlaceId) -> Option<&'v str> {
        match self.places[place].part {
            Some(TracePart::Field(name)) => Some(name.raw),
            _ => None,
        }
    }
}

/// The JSON Pointer of a path.
pub(super) fn pointer(path: &[Segment]) -> String {
    path.iter().fold(String::new(), |pointer, segment| match segment {
        Segment::Field { name } => json::child(&pointer, name),
        Segment::Item { index, .. } => format!("{pointer}/{index}"),
    })
}

/// What a release says about itself and the process: not a change when it differs.
fn is_header(parts: &[TracePart<'_>]) -> bool {
    match parts {
        [TracePart::Field(name), ..] => matches!(&*name.text, b"ocid" | b"id" | b"date" | b"tag"),
        _ => false,
    }
}
