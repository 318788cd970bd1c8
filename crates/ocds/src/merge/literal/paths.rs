//! Paths of a flat map, shared where they have the same beginning.

use std::collections::HashMap;

use crate::merge::number::Number;
use crate::merge::python::{HashKey, hash_key};
use crate::merge::text::{Text, to_string};
use crate::merge::value::{Str, Value};

/// A path by its texts alone: what a flat map compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct TextId(u32);

/// A path as it was walked, with its identifiers' own values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StepId(u32);

/// One part of a path.
#[derive(Debug, Clone)]
pub(super) enum Part<'v> {
    Field(&'v Str<'v>),
    Item(Item<'v>),
}

/// An object in an array.
#[derive(Debug, Clone)]
pub(super) struct Item<'v> {
    pub(super) key: ItemKey<'v>,
    /// Its `id`, unless absent or null.
    pub(super) original: Option<&'v Value<'v>>,
}

/// What tells the objects of one output array apart.
#[derive(Debug, Clone)]
pub(super) enum ItemKey<'v> {
    /// Never equal to another.
    Unique(u32),
    Position(usize),
    Id(&'v Value<'v>),
}

/// [`ItemKey`] with Python's equality.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum ItemHash<'v> {
    Unique(u32),
    Id(HashKey<'v>),
}

impl<'v> ItemKey<'v> {
    /// The key, or Python's name of a type that cannot be one.
    pub(super) fn hash(&self) -> Result<ItemHash<'v>, &'static str> {
        Ok(match self {
            ItemKey::Unique(number) => ItemHash::Unique(*number),
            ItemKey::Position(index) => {
                let digits = index.to_string();
                let number = Number::parse(&digits).key();
                ItemHash::Id(HashKey::Number(number))
            }
            ItemKey::Id(value) => ItemHash::Id(hash_key(value)?),
        })
    }
}

#[derive(Debug)]
pub(super) struct Step<'v> {
    pub(super) parent: StepId,
    pub(super) texts: TextId,
    pub(super) text: Text<'v>,
    pub(super) part: Part<'v>,
}

/// All paths of one merge.
#[derive(Debug, Default)]
pub(super) struct Paths<'v> {
    steps: Vec<Step<'v>>,
    known: HashMap<(TextId, Text<'v>), TextId>,
    text_count: u32,
    unique_count: u32,
}

impl<'v> Paths<'v> {
    /// The empty path.
    pub(super) const ROOT: StepId = StepId(u32::MAX);
    const ROOT_TEXTS: TextId = TextId(u32::MAX);

    pub(super) fn step(&self, id: StepId) -> Option<&Step<'v>> {
        self.steps.get(id.0 as usize)
    }

    pub(super) fn texts(&self, id: StepId) -> TextId {
        self.step(id).map_or(Self::ROOT_TEXTS, |step| step.texts)
    }

    fn new_texts(&mut self) -> TextId {
        self.text_count += 1;
        TextId(self.text_count)
    }

    pub(super) fn known_child(&self, parent: TextId, text: &Text<'v>) -> Option<TextId> {
        self.known.get(&(parent, text.clone())).copied()
    }

    pub(super) fn child_texts(&mut self, parent: TextId, text: &Text<'v>) -> TextId {
        if let Some(known) = self.known_child(parent, text) {
            return known;
        }
        let id = self.new_texts();
        self.known.insert((parent, text.clone()), id);
        id
    }

    pub(super) fn next_unique(&mut self) -> u32 {
        self.unique_count += 1;
        self.unique_count
    }

    /// The path one part longer. `text` is none for a part that equals no other.
    pub(super) fn push(&mut self, parent: StepId, text: Option<Text<'v>>, part: Part<'v>) -> StepId {
        let (texts, text) = match text {
            Some(text) => (self.child_texts(self.texts(parent), &text), text),
            None => (self.new_texts(), Text::from(b"(no id)".as_slice())),
        };
        let id = StepId(self.steps.len() as u32);
        self.steps.push(Step { parent, texts, text, part });
        id
    }

    /// The steps from the root to this one.
    pub(super) fn walk(&self, id: StepId) -> Vec<StepId> {
        let mut walk = Vec::new();
        let mut at = id;
        while let Some(step) = self.step(at) {
            walk.push(at);
            at = step.parent;
        }
        walk.reverse();
        walk
    }

    /// The texts of the path up to and with this step, as in the reference's messages.
    pub(super) fn describe(&self, id: StepId) -> String {
        let texts = self.walk(id).into_iter().filter_map(|at| self.step(at));
        let texts: Vec<String> = texts.map(|step| to_string(&step.text)).collect();
        texts.join("/")
    }
}
