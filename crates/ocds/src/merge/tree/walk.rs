//! One pass over a release: every value goes to its place in the tree.
//!
//! The large functions are not inlined into each other: a browser compiles each as a whole, in the
//! background, and runs a slow first version until then. Small ones are ready soon.

use super::fields::{FieldId, Fields, Role, ShapeId};
use super::leaf::{Leaf, LeafKind};
use super::nodes::{ChildId, Node, Nodes, ObjectId};
use super::{Halt, NONE, Tree};
use crate::merge::job::Mode;
use crate::merge::rules::Action;
use crate::scan::{MAX_DEPTH, Scan, Scanner, SyntaxProblem};

pub(super) type Walked<T> = Result<T, Halt>;

/// What the `id` of an object is to the walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IdMeaning {
    /// A field like any other.
    Field,
    /// What the object was found by, or the id that it got first: already stored.
    Stored,
    /// Not there, as far as looking ahead could tell.
    Absent,
}

/// The object being walked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) object: ObjectId,
    pub(super) shape: ShapeId,
    /// The object was made by this visit, so it has no member yet that is not from this visit.
    pub(super) fresh: bool,
    pub(super) id: IdMeaning,
    pub(super) depth: usize,
}

pub(super) struct Walk<'a, 't> {
    pub(super) scanner: Scanner<'a>,
    pub(super) tree: &'t mut Tree<'a>,
    /// Where in merge order this release is.
    pub(super) place: u32,
    /// How many arrays of objects are open.
    pub(super) arrays_open: usize,
}

impl<'a, 't> Walk<'a, 't> {
    pub(super) fn new(tree: &'t mut Tree<'a>, place: usize, source: &'a str) -> Scan<Self> {
        Ok(Self { scanner: Scanner::new(source)?, tree, place: place as u32, arrays_open: 0 })
    }

    /// Walks the whole text, which is one object.
    pub(super) fn release(mut self) -> Walked<()> {
        self.scanner.skip_space();
        if self.scanner.peek() != b'{' {
            return Err(Halt::Odd);
        }
        if self.enter(0, b'}')? {
            self.object(Place {
                object: Nodes::ROOT,
                shape: Fields::ROOT,
                fresh: false,
                id: IdMeaning::Field,
                depth: 1,
            })?;
        }
        self.scanner.expect_end()?;
        Ok(())
    }

    /// Steps into a container; false if it is empty, which is then behind the cursor.
    #[inline]
    pub(super) fn enter(&mut self, depth: usize, close: u8) -> Scan<bool> {
        if depth >= MAX_DEPTH {
            return self.scanner.error(SyntaxProblem::TooDeep);
        }
        self.scanner.advance();
        self.scanner.skip_space();
        if self.scanner.peek() == close {
            self.scanner.advance();
            return Ok(false);
        }
        Ok(true)
    }

    /// Walks an object from its first member's name on. True if there is any leaf in it.
    #[inline(never)]
    pub(super) fn object(&mut self, place: Place) -> Walked<bool> {
        let visit = self.tree.next_visit();
        let mut next_field = self.tree.fields.first(place.shape);
        let mut next_child = self.tree.nodes.object(place.object).first;
        let mut any = false;
        loop {
            let field = self.tree.fields.read(&mut self.scanner, place.shape, next_field)?;
            self.scanner.skip_space();
            self.scanner.expect(b':')?;
            self.scanner.skip_space();
            let known = self.tree.fields.get_mut(field);
            if known.visit == visit {
                return Err(Halt::Odd); // a repeated name: only the last counts
            }
            known.visit = visit;
            next_field = known.next;
            any |= self.member(place, field, &mut next_child)?;
            self.scanner.skip_space();
            match self.scanner.peek() {
                b',' => self.scanner.advance(),
                b'}' => {
                    self.scanner.advance();
                    return Ok(any);
                }
                _ => return Ok(self.scanner.unexpected()?),
            }
            self.scanner.skip_space();
        }
    }

    /// One member, from its value on. True if there is any leaf in it.
    #[inline(never)]
    fn member(&mut self, place: Place, field: FieldId, guess: &mut ChildId) -> Walked<bool> {
        let known = self.tree.fields.get(field);
        let (action, role) = (known.action, known.role);
        if action == Action::Omit || role == Role::ReleaseTag {
            self.scanner.skip_value(place.depth)?;
            return Ok(false);
        }
        if role != Role::Plain {
            if role == Role::ReleaseOcid {
                return self.ocid(place.depth);
            }
            match place.id {
                IdMeaning::Field => {}
                IdMeaning::Stored => {
                    self.scanner.skip_value(place.depth)?;
                    return Ok(true);
                }
                IdMeaning::Absent => return Err(Halt::Odd),
            }
        }
        match self.scanner.peek() {
            b'{' if action == Action::None => {
                if !self.enter(place.depth, b'}')? {
                    return Ok(false);
                }
                self.nested_object(place, field, guess)
            }
            b'[' if action == Action::None => self.array(place, field, guess),
            _ => {
                let leaf = self.read_leaf(place.depth)?;
                self.set_leaf(place, field, guess, leaf)
            }
        }
    }

    /// The release's own `ocid` was read before; here it only has to be ordinary.
    fn ocid(&mut self, depth: usize) -> Walked<bool> {
        if matches!(self.scanner.peek(), b'{' | b'[') {
            return Err(Halt::Odd);
        }
        self.scanner.skip_value(depth)?;
        Ok(true)
    }

    fn read_leaf(&mut self, depth: usize) -> Scan<Leaf> {
        let start = self.scanner.at();
        let kind = match self.scanner.peek() {
            b'"' if self.scanner.string()?.escaped => LeafKind::Escaped,
            b'"' => LeafKind::String,
            b'-' | b'0'..=b'9' => {
                self.scanner.number()?;
                LeafKind::Scalar
            }
            b'n' => {
                self.scanner.word("null")?;
                LeafKind::Null
            }
            _ => {
                let word = matches!(self.scanner.peek(), b't' | b'f');
                match (self.scanner.skip_value(depth)?.spaced, word) {
                    (_, true) => LeafKind::Scalar,
                    (true, false) => LeafKind::Spaced,
                    (false, false) => LeafKind::Compact,
                }
            }
        };
        Ok(Leaf { span: self.scanner.span_from(start), place: self.place, kind })
    }

    /// The child of the object with this field, if it can have one already.
    #[inline]
    fn known_child(&self, place: Place, field: FieldId, guess: &mut ChildId) -> Option<ChildId> {
        if place.fresh {
            return None;
        }
        let nodes = &self.tree.nodes;
        let found = nodes.find_child(place.object, field, *guess)?;
        *guess = nodes.child(found).map_or(NONE, |child| child.next);
        Some(found)
    }

    fn set_leaf(&mut self, place: Place, field: FieldId, guess: &mut ChildId, leaf: Leaf) -> Walked<bool> {
        let Some(known) = self.known_child(place, field, guess) else {
            let node = match self.tree.mode {
                Mode::Compiled => Node::Leaf(leaf),
                Mode::Versioned => self.tree.nodes.add_history(leaf),
            };
            self.tree.nodes.add_child(place.object, field, node);
            return Ok(true);
        };
        let child = self.tree.nodes.child_mut(known);
        match child.node {
            Node::Leaf(_) => child.node = Node::Leaf(leaf),
            Node::History { first, last } => {
                let last = self.tree.nodes.record(last, leaf, self.tree.sources);
                self.tree.nodes.child_mut(known).node = Node::History { first, last };
            }
            // A leaf does not replace an object or an array of objects, not even a null does,
            // unless there was a null before it.
            Node::Object(_) | Node::Array(_) => {
                if child.after_null && leaf.kind != LeafKind::Null {
                    return Err(Halt::Odd);
                }
            }
        }
        Ok(true)
    }

    /// A null that an object or an array of objects now takes the place of. Only in compiled
    /// releases, where a null writes nothing; its place in the order is lost with it.
    fn displace_null(&mut self, known: Option<ChildId>) -> Walked<()> {
        let Some(known) = known else {
            return Ok(());
        };
        let child = self.tree.nodes.child_mut(known);
        match child.node {
            Node::Leaf(leaf) if leaf.kind == LeafKind::Null => {
                child.field = NONE;
                Ok(())
            }
            _ => Err(Halt::Odd),
        }
    }

    /// Adds an object or array for a field that has none; `fill` says whether it holds anything.
    fn add_container(
        &mut self,
        place: Place,
        field: FieldId,
        displaced: Option<ChildId>,
        node: impl FnOnce(&mut Nodes<'a>) -> Node,
        fill: impl FnOnce(&mut Self, Node) -> Walked<bool>,
    ) -> Walked<bool> {
        self.displace_null(displaced)?;
        let mark = self.tree.nodes.mark_object(place.object);
        let node = node(&mut self.tree.nodes);
        let added = self.tree.nodes.add_child(place.object, field, node);
        self.tree.nodes.child_mut(added).after_null = displaced.is_some();
        let any = fill(self, node)?;
        if !any {
            if displaced.is_some() {
                return Err(Halt::Odd);
            }
            self.tree.nodes.undo_child(place.object, field, mark);
        }
        Ok(any)
    }

    /// An object that is not empty, from its first member's name on.
    fn nested_object(&mut self, place: Place, field: FieldId, guess: &mut ChildId) -> Walked<bool> {
        let shape = self.tree.fields.shape_below(place.shape, field);
        let below = |object, fresh| Place { object, shape, fresh, id: IdMeaning::Field, depth: place.depth + 1 };
        let known = self.known_child(place, field, guess);
        if let Some(Node::Object(object)) = self.node(known) {
            return self.object(below(object, false));
        }
        self.add_container(
            place,
            field,
            known,
            |nodes| Node::Object(nodes.add_object()),
            |walk, node| match node {
                Node::Object(object) => walk.object(below(object, true)),
                _ => Err(Halt::Odd),
            },
        )
    }

    fn node(&self, child: Option<ChildId>) -> Option<Node> {
        child.and_then(|child| self.tree.nodes.child(child)).map(|child| child.node)
    }

    /// An array without a rule: of objects, or else a leaf.
    fn array(&mut self, place: Place, field: FieldId, guess: &mut ChildId) -> Walked<bool> {
        let start = self.scanner.clone();
        if !self.enter(place.depth, b']')? {
            return Ok(false);
        }
        if self.scanner.peek() != b'{' {
            self.scanner = start;
            let leaf = self.read_leaf(place.depth)?;
            return self.set_leaf(place, field, guess, leaf);
        }
        let known = self.known_child(place, field, guess);
        if let Some(Node::Array(array)) = self.node(known) {
            return self.items(place, field, array);
        }
        self.add_container(
            place,
            field,
            known,
            |nodes| Node::Array(nodes.add_array()),
            |walk, node| match node {
                Node::Array(array) => walk.items(place, field, array),
                _ => Err(Halt::Odd),
            },
        )
    }
}
