//! The field names met so far, by where in a release they occur.
//!
//! All objects at one field path (all `awards.items`, say) share a *shape*: the names seen in them,
//! each with its merge rule, looked up once. Objects of one publisher list their fields in nearly
//! the same order, so a walk guesses the next name and usually has to compare it only once.

use std::collections::HashMap;

use super::walk::Walked;
use super::{Halt, NONE};
use crate::merge::rules::{Action, Override, RuleNode, RuleTree};
use crate::merge::text::{Text, decode};
use crate::scan::Scanner;

/// Shapes with more fields than this are looked up in a table.
const MANY_FIELDS: u32 = 32;

pub(super) type FieldId = u32;
pub(super) type ShapeId = u32;

/// Fields that do not merge as their rule says, in some places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Plain,
    /// `id`, which identifies objects in arrays.
    Id,
    /// The release's own `tag`, which is never merged.
    ReleaseTag,
    /// The release's `ocid`, which is set outside the merge.
    ReleaseOcid,
}

#[derive(Debug)]
pub(super) struct Field<'a> {
    /// The name as first spelled, without quotes.
    pub(super) raw: &'a str,
    text: Text<'a>,
    /// The next field of the same shape, in order of first appearance.
    pub(super) next: FieldId,
    /// The last object visit that had this field, to notice repeated names.
    pub(super) visit: u32,
    /// The shape of objects below, if any were met.
    pub(super) shape: ShapeId,
    rule: RuleNode,
    pub(super) action: Action,
    pub(super) role: Role,
    pub(super) strategy: Option<Override>,
}

#[derive(Debug)]
struct Shape {
    /// The field that leads here.
    field: FieldId,
    parent: ShapeId,
    rule: RuleNode,
    first: FieldId,
    last: FieldId,
    count: u32,
}

#[derive(Debug)]
pub(super) struct Fields<'a> {
    rules: &'a RuleTree,
    fields: Vec<Field<'a>>,
    shapes: Vec<Shape>,
    table: HashMap<(ShapeId, Text<'a>), FieldId>,
}

impl<'a> Fields<'a> {
    /// The shape of releases themselves.
    pub(super) const ROOT: ShapeId = 0;

    pub(super) fn new(rules: &'a RuleTree) -> Self {
        let mut fields =
            Self { rules, fields: Vec::with_capacity(256), shapes: Vec::with_capacity(64), table: HashMap::new() };
        fields.add_shape(NONE, NONE, RuleNode::ROOT);
        fields
    }

    pub(super) fn get(&self, id: FieldId) -> &Field<'a> {
        &self.fields[id as usize]
    }

    pub(super) fn get_mut(&mut self, id: FieldId) -> &mut Field<'a> {
        &mut self.fields[id as usize]
    }

    pub(super) fn first(&self, shape: ShapeId) -> FieldId {
        self.shapes[shape as usize].first
    }

    fn add_shape(&mut self, parent: ShapeId, field: FieldId, rule: RuleNode) -> ShapeId {
        self.shapes.push(Shape { field, parent, rule, first: NONE, last: NONE, count: 0 });
        (self.shapes.len() - 1) as ShapeId
    }

    /// The shape of the objects that `field` of `parent` leads to.
    pub(super) fn shape_below(&mut self, parent: ShapeId, field: FieldId) -> ShapeId {
        let known = &self.fields[field as usize];
        if known.shape != NONE {
            return known.shape;
        }
        let shape = self.add_shape(parent, field, known.rule);
        self.fields[field as usize].shape = shape;
        shape
    }

    /// Reads a member's name: `guess` if that is it, else whatever it is.
    ///
    /// A name that was spelled with other escapes before is odd: output repeats the spelling that
    /// each object had first, and a shape knows only one.
    #[inline]
    pub(super) fn read(&mut self, scanner: &mut Scanner<'a>, shape: ShapeId, guess: FieldId) -> Walked<FieldId> {
        if let Some(field) = self.fields.get(guess as usize)
            && scanner.take_string(field.raw)
        {
            return Ok(guess);
        }
        let raw = scanner.string()?;
        let name = raw.span.of(scanner.text());
        let known = self.look_up(shape, name, decode(name, raw.escaped));
        if self.get(known).raw != name {
            return Err(Halt::Odd);
        }
        Ok(known)
    }

    fn look_up(&mut self, shape: ShapeId, raw: &'a str, text: Text<'a>) -> FieldId {
        let Shape { count, first, .. } = self.shapes[shape as usize];
        if count > MANY_FIELDS {
            if let Some(known) = self.table.get(&(shape, text.clone())) {
                return *known;
            }
        } else {
            let mut at = first;
            while let Some(field) = self.fields.get(at as usize) {
                if field.text == text {
                    return at;
                }
                at = field.next;
            }
        }
        self.add(shape, raw, text)
    }

    fn add(&mut self, shape_id: ShapeId, raw: &'a str, text: Text<'a>) -> FieldId {
        let id = self.fields.len() as FieldId;
        let shape = &mut self.shapes[shape_id as usize];
        if shape.first == NONE {
            shape.first = id;
        } else {
            self.fields[shape.last as usize].next = id;
        }
        shape.last = id;
        shape.count += 1;
        let (rule, count, first) = (self.rules.child(shape.rule, &text), shape.count, shape.first);
        self.fields.push(Field {
            raw,
            role: role(shape_id, &text),
            text,
            next: NONE,
            visit: 0,
            shape: NONE,
            rule,
            action: self.rules.action(rule),
            strategy: self.rules.strategy(rule),
        });
        if count > MANY_FIELDS {
            // The first time, all; later, the new one.
            let from = if count == MANY_FIELDS + 1 { first } else { id };
            self.index(shape_id, from);
        }
        id
    }

    fn index(&mut self, shape: ShapeId, from: FieldId) {
        let mut at = from;
        while let Some(field) = self.fields.get(at as usize) {
            self.table.insert((shape, field.text.clone()), at);
            at = field.next;
        }
    }

    /// The field path of a shape, dotted.
    pub(super) fn path(&self, shape: ShapeId) -> Vec<u8> {
        let mut names = Vec::new();
        let mut at = &self.shapes[shape as usize];
        while let Some(field) = self.fields.get(at.field as usize) {
            names.push(&*field.text);
            at = &self.shapes[at.parent as usize];
        }
        names.reverse();
        names.join(b".".as_slice())
    }
}

fn role(shape: ShapeId, text: &[u8]) -> Role {
    match text {
        b"tag" if shape == Fields::ROOT => Role::ReleaseTag,
        b"ocid" if shape == Fields::ROOT => Role::ReleaseOcid,
        b"id" if shape != Fields::ROOT => Role::Id,
        _ => Role::Plain,
    }
}
