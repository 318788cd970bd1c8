//! The part of a walk that is about objects in arrays: finding the one that each updates.

use std::collections::HashSet;

use super::fields::{FieldId, ShapeId};
use super::leaf::{Leaf, LeafKind};
use super::nodes::{ArrayId, IdKind, ItemId, ItemKey, Mark};
use super::walk::{IdMeaning, Place, Walk, Walked};
use super::{Halt, NONE};
use crate::merge::python::push_string_repr;
use crate::merge::rules::Override;
use crate::merge::text::{Text, decode, to_string};

/// Arrays inside arrays beyond this go to the literal algorithm if an `id` is not the first member:
/// looking ahead for it at every level would read the innermost values that many times.
const MAX_LOOK_AHEAD: usize = 8;

/// The `id` of an object in an array.
struct FoundId<'a> {
    key: ItemKey<'a>,
    leaf: Leaf,
}

/// A visit to an array of objects by one release.
struct ArrayVisit<'a> {
    array: ArrayId,
    shape: ShapeId,
    strategy: Option<Override>,
    number: u32,
    /// The item that comes next if the release lists them in the known order.
    guess: ItemId,
    /// With a strategy: the ids seen in this visit.
    seen: HashSet<Text<'a>>,
    depth: usize,
}

struct VisitedItem {
    id: ItemId,
    mark: Mark,
}

impl<'a> Walk<'a, '_> {
    /// The objects of an array, from the first one on.
    #[inline(never)]
    pub(super) fn items(&mut self, place: Place, field: FieldId, array: ArrayId) -> Walked<bool> {
        let shape = self.tree.fields.shape_below(place.shape, field);
        let mut visit = ArrayVisit {
            array,
            shape,
            strategy: self.tree.fields.get(field).strategy,
            number: self.tree.next_visit(),
            guess: self.tree.nodes.array(array).first,
            seen: HashSet::new(),
            depth: place.depth + 1,
        };
        self.arrays_open += 1;
        let mut any = false;
        for index in 0.. {
            if self.scanner.peek() != b'{' {
                return Err(Halt::Odd); // a mixed array is a leaf after all
            }
            any |= self.item(&mut visit, index)?;
            self.scanner.skip_space();
            match self.scanner.peek() {
                b',' => self.scanner.advance(),
                b']' => break,
                _ => return Ok(self.scanner.unexpected()?),
            }
            self.scanner.skip_space();
        }
        self.scanner.advance();
        self.arrays_open -= 1;
        Ok(any)
    }

    fn item(&mut self, visit: &mut ArrayVisit<'a>, index: usize) -> Walked<bool> {
        if !self.enter(visit.depth, b'}')? {
            return Ok(false);
        }
        let found = self.find_id(visit.depth + 1)?;
        let found_any = found.is_some();
        let (item, fresh) = match visit.strategy {
            None => self.item_by_id(visit, found)?,
            Some(strategy) => self.item_by_strategy(visit, strategy, index, found),
        };
        let Some(known) = self.tree.nodes.item(item.id) else {
            return Err(Halt::Odd);
        };
        let place = Place {
            object: known.object,
            shape: visit.shape,
            fresh,
            id: match known.id {
                // An `id` met all the same is one spelled with escapes.
                _ if !found_any => IdMeaning::Absent,
                Some(_) => IdMeaning::Stored,
                None => IdMeaning::Field,
            },
            depth: visit.depth + 1,
        };
        let keyed = known.key.kind != IdKind::Unique;
        let any = self.object(place)?;
        if !any && fresh {
            if keyed {
                // It vanishes, but its key has been seen.
                return Err(Halt::Odd);
            }
            self.tree.nodes.undo_item(visit.array, item.mark);
        }
        Ok(any)
    }

    fn item_by_id(&mut self, visit: &mut ArrayVisit<'a>, found: Option<FoundId<'a>>) -> Walked<(VisitedItem, bool)> {
        let nodes = &mut self.tree.nodes;
        let mark = nodes.mark_array(visit.array);
        let Some(found) = found else {
            let id = nodes.add_item(visit.array, ItemKey::unique(), None);
            return Ok((VisitedItem { id, mark }, true));
        };
        let known = nodes.find_item(visit.array, &found.key.text, visit.guess);
        let (id, fresh) = match known {
            Some(id) => (id, false),
            None => (nodes.add_item(visit.array, found.key.clone(), Some(found.leaf)), true),
        };
        let item = nodes.item_mut(id);
        if item.key.kind != found.key.kind {
            return Err(Halt::Odd); // 1 and "1" share paths, and yet are two objects
        }
        let repeated = item.visit == visit.number;
        item.visit = visit.number;
        visit.guess = item.next;
        if repeated {
            self.warn(&found.key.text, visit.shape);
        }
        Ok((VisitedItem { id, mark }, fresh))
    }

    fn item_by_strategy(
        &mut self,
        visit: &mut ArrayVisit<'a>,
        strategy: Override,
        index: usize,
        found: Option<FoundId<'a>>,
    ) -> (VisitedItem, bool) {
        let leaf = found.as_ref().map(|found| found.leaf);
        if let Some(found) = found
            && !visit.seen.insert(found.key.text.clone())
        {
            self.warn(&found.key.text, visit.shape);
        }
        let nodes = &mut self.tree.nodes;
        let mark = nodes.mark_array(visit.array);
        let key = match strategy {
            Override::Append => ItemKey::unique(),
            Override::MergeByPosition => {
                ItemKey { kind: IdKind::Position, text: index.to_string().into_bytes().into() }
            }
        };
        let known = match key.kind {
            IdKind::Position => nodes.find_item(visit.array, &key.text, visit.guess),
            _ => None,
        };
        if let Some(id) = known {
            visit.guess = nodes.item(id).map_or(NONE, |item| item.next);
            return (VisitedItem { id, mark }, false);
        }
        let id = nodes.add_item(visit.array, key, leaf);
        (VisitedItem { id, mark }, true)
    }

    fn warn(&mut self, id: &Text<'a>, shape: ShapeId) {
        let mut shown = String::new();
        push_string_repr(id, &mut shown);
        let path = to_string(&self.tree.fields.path(shape));
        self.tree.duplicates.push((self.place, shown, path));
    }

    /// The `id` of the object whose first name is under the cursor, which stays where it is.
    fn find_id(&mut self, depth: usize) -> Walked<Option<FoundId<'a>>> {
        let start = self.scanner.clone();
        let first = self.scanner.take_string("id");
        let found = first || self.look_ahead(depth)?;
        let id = if found { Some(self.read_id()?) } else { None };
        self.scanner = start;
        Ok(id)
    }

    /// Moves to behind the name `id` of the object; false if it has none.
    fn look_ahead(&mut self, depth: usize) -> Walked<bool> {
        if self.arrays_open > MAX_LOOK_AHEAD {
            return Err(Halt::Odd);
        }
        loop {
            if self.scanner.take_string("id") {
                return Ok(true);
            }
            self.scanner.string()?;
            self.scanner.skip_space();
            self.scanner.expect(b':')?;
            self.scanner.skip_space();
            self.scanner.skip_value(depth)?;
            self.scanner.skip_space();
            if self.scanner.peek() == b'}' {
                return Ok(false);
            }
            self.scanner.expect(b',')?;
            self.scanner.skip_space();
        }
    }

    /// An `id`, from the colon on: a string or an integer; all else is odd.
    fn read_id(&mut self) -> Walked<FoundId<'a>> {
        self.scanner.skip_space();
        self.scanner.expect(b':')?;
        self.scanner.skip_space();
        let start = self.scanner.at();
        let source = self.scanner.text();
        let (key, kind) = match self.scanner.peek() {
            b'"' => {
                let raw = self.scanner.string()?;
                let text = decode(raw.span.of(source), raw.escaped);
                let kind = IdKind::String;
                (ItemKey { kind, text }, LeafKind::String)
            }
            b'-' | b'0'..=b'9' => {
                let digits = self.scanner.number()?.of(source);
                if digits.contains(['.', 'e', 'E']) || digits == "-0" {
                    return Err(Halt::Odd);
                }
                let (kind, text) = (IdKind::Integer, digits.as_bytes().into());
                (ItemKey { kind, text }, LeafKind::Scalar)
            }
            _ => return Err(Halt::Odd),
        };
        let leaf = Leaf { span: self.scanner.span_from(start), place: self.place, kind };
        Ok(FoundId { key, leaf })
    }
}
