//! The merged release in the making: objects, arrays and leaves in arenas, linked by number.

use std::collections::HashMap;

use super::NONE;
use super::fields::FieldId;
use super::leaf::Leaf;
use crate::merge::text::Text;

/// Objects and arrays with more entries than this are looked up in a table.
const MANY: u32 = 24;

pub(super) type ObjectId = u32;
pub(super) type ArrayId = u32;
pub(super) type ChildId = u32;
pub(super) type ItemId = u32;
pub(super) type VersionId = u32;

#[derive(Debug, Clone, Copy)]
pub(super) enum Node {
    /// The latest value (compiled release).
    Leaf(Leaf),
    /// All values (versioned release).
    History {
        first: VersionId,
        last: VersionId,
    },
    Object(ObjectId),
    Array(ArrayId),
}

/// A member of an object.
#[derive(Debug)]
pub(super) struct Child {
    /// `NONE` for a null that an object or array has taken the place of.
    pub(super) field: FieldId,
    pub(super) next: ChildId,
    /// A null at this path comes before this object or array.
    pub(super) after_null: bool,
    pub(super) node: Node,
}

#[derive(Debug)]
pub(super) struct Object {
    pub(super) first: ChildId,
    last: ChildId,
    count: u32,
}

#[derive(Debug)]
pub(super) struct Array {
    pub(super) first: ItemId,
    last: ItemId,
    count: u32,
}

/// What JSON type an identifier has: `1` and `"1"` are not the same object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IdKind {
    /// Not found by anything.
    Unique,
    String,
    Integer,
    Position,
}

/// What an object in an array is found by.
#[derive(Debug, Clone)]
pub(super) struct ItemKey<'a> {
    pub(super) kind: IdKind,
    pub(super) text: Text<'a>,
}

impl ItemKey<'_> {
    pub(super) fn unique() -> Self {
        Self { kind: IdKind::Unique, text: Text::from(b"".as_slice()) }
    }
}

/// An object in an array.
#[derive(Debug)]
pub(super) struct Item<'a> {
    pub(super) key: ItemKey<'a>,
    /// Its first `id`, as a place in the source.
    pub(super) id: Option<Leaf>,
    pub(super) object: ObjectId,
    pub(super) next: ItemId,
    /// The last array visit that had it, to notice repeated ids.
    pub(super) visit: u32,
}

#[derive(Debug)]
pub(super) struct Version {
    pub(super) leaf: Leaf,
    pub(super) previous: VersionId,
    pub(super) next: VersionId,
}

#[derive(Debug, Default)]
pub(super) struct Nodes<'a> {
    children: Vec<Child>,
    objects: Vec<Object>,
    arrays: Vec<Array>,
    items: Vec<Item<'a>>,
    versions: Vec<Version>,
    child_table: HashMap<(ObjectId, FieldId), ChildId>,
    item_table: HashMap<(ArrayId, Text<'a>), ItemId>,
}

/// The end of the arenas and of one list, to return to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    children: usize,
    objects: usize,
    arrays: usize,
    items: usize,
    list_last: u32,
}

impl<'a> Nodes<'a> {
    pub(super) const ROOT: ObjectId = 0;

    pub(super) fn new() -> Self {
        let mut nodes = Self { children: Vec::with_capacity(512), objects: Vec::with_capacity(128), ..Self::default() };
        nodes.add_object();
        nodes
    }

    pub(super) fn child(&self, id: ChildId) -> Option<&Child> {
        self.children.get(id as usize)
    }

    pub(super) fn child_mut(&mut self, id: ChildId) -> &mut Child {
        &mut self.children[id as usize]
    }

    pub(super) fn object(&self, id: ObjectId) -> &Object {
        &self.objects[id as usize]
    }

    pub(super) fn array(&self, id: ArrayId) -> &Array {
        &self.arrays[id as usize]
    }

    pub(super) fn item(&self, id: ItemId) -> Option<&Item<'a>> {
        self.items.get(id as usize)
    }

    pub(super) fn item_mut(&mut self, id: ItemId) -> &mut Item<'a> {
        &mut self.items[id as usize]
    }

    pub(super) fn version(&self, id: VersionId) -> Option<&Version> {
        self.versions.get(id as usize)
    }

    pub(super) fn add_object(&mut self) -> ObjectId {
        self.objects.push(Object { first: NONE, last: NONE, count: 0 });
        (self.objects.len() - 1) as ObjectId
    }

    pub(super) fn add_array(&mut self) -> ArrayId {
        self.arrays.push(Array { first: NONE, last: NONE, count: 0 });
        (self.arrays.len() - 1) as ArrayId
    }

    /// The member of an object with this field; `guess` is looked at first.
    #[inline]
    pub(super) fn find_child(&self, object: ObjectId, field: FieldId, guess: ChildId) -> Option<ChildId> {
        if self.child(guess).is_some_and(|child| child.field == field) {
            return Some(guess);
        }
        let object_node = self.object(object);
        if object_node.count > MANY {
            return self.child_table.get(&(object, field)).copied();
        }
        let mut at = object_node.first;
        while let Some(child) = self.child(at) {
            if child.field == field {
                return Some(at);
            }
            at = child.next;
        }
        None
    }

    /// Appends a member whose field the object does not have.
    pub(super) fn add_child(&mut self, object_id: ObjectId, field: FieldId, node: Node) -> ChildId {
        let id = self.children.len() as ChildId;
        self.children.push(Child { field, next: NONE, after_null: false, node });
        let object = &mut self.objects[object_id as usize];
        if object.first == NONE {
            object.first = id;
        } else {
            self.children[object.last as usize].next = id;
        }
        object.last = id;
        object.count += 1;
        if object.count > MANY {
            let from = if object.count == MANY + 1 { object.first } else { id };
            self.index_children(object_id, from);
        }
        id
    }

    fn index_children(&mut self, object: ObjectId, from: ChildId) {
        let mut at = from;
        while let Some(child) = self.children.get(at as usize) {
            if child.field != NONE {
                self.child_table.insert((object, child.field), at);
            }
            at = child.next;
        }
    }

    /// Before something is added to an object that may turn out to hold nothing.
    pub(super) fn mark_object(&self, object: ObjectId) -> Mark {
        self.mark(self.object(object).last)
    }

    /// The same for an array.
    pub(super) fn mark_array(&self, array: ArrayId) -> Mark {
        self.mark(self.array(array).last)
    }

    fn mark(&self, list_last: u32) -> Mark {
        Mark {
            children: self.children.len(),
            objects: self.objects.len(),
            arrays: self.arrays.len(),
            items: self.items.len(),
            list_last,
        }
    }

    /// Forgets the member that was added last, and all below it.
    pub(super) fn undo_child(&mut self, object_id: ObjectId, field: FieldId, mark: Mark) {
        self.truncate(mark);
        let object = &mut self.objects[object_id as usize];
        if object.count > MANY {
            self.child_table.remove(&(object_id, field));
        }
        object.count -= 1;
        object.last = mark.list_last;
        match self.children.get_mut(mark.list_last as usize) {
            Some(last) => last.next = NONE,
            None => object.first = NONE,
        }
    }

    /// Forgets the item that was added last, which had no key, and all below it.
    pub(super) fn undo_item(&mut self, array: ArrayId, mark: Mark) {
        self.truncate(mark);
        let array = &mut self.arrays[array as usize];
        array.count -= 1;
        array.last = mark.list_last;
        match self.items.get_mut(mark.list_last as usize) {
            Some(last) => last.next = NONE,
            None => array.first = NONE,
        }
    }

    fn truncate(&mut self, mark: Mark) {
        // Nothing below it, so no versions either.
        self.children.truncate(mark.children);
        self.objects.truncate(mark.objects);
        self.arrays.truncate(mark.arrays);
        self.items.truncate(mark.items);
    }

    /// The item with this text, whatever its kind; `guess` is looked at first.
    pub(super) fn find_item(&self, array: ArrayId, text: &Text<'a>, guess: ItemId) -> Option<ItemId> {
        if self.item(guess).is_some_and(|item| item.is(text)) {
            return Some(guess);
        }
        let array_node = self.array(array);
        if array_node.count > MANY {
            return self.item_table.get(&(array, text.clone())).copied();
        }
        let mut at = array_node.first;
        while let Some(item) = self.item(at) {
            if item.is(text) {
                return Some(at);
            }
            at = item.next;
        }
        None
    }

    /// Appends an item with a new object.
    pub(super) fn add_item(&mut self, array_id: ArrayId, key: ItemKey<'a>, id: Option<Leaf>) -> ItemId {
        let item = self.items.len() as ItemId;
        let object = self.add_object();
        self.items.push(Item { key, id, object, next: NONE, visit: 0 });
        let array = &mut self.arrays[array_id as usize];
        if array.first == NONE {
            array.first = item;
        } else {
            self.items[array.last as usize].next = item;
        }
        array.last = item;
        array.count += 1;
        if array.count > MANY {
            let from = if array.count == MANY + 1 { array.first } else { item };
            self.index_items(array_id, from);
        }
        item
    }

    fn index_items(&mut self, array: ArrayId, from: ItemId) {
        let mut at = from;
        while let Some(item) = self.items.get(at as usize) {
            if item.key.kind != IdKind::Unique {
                self.item_table.insert((array, item.key.text.clone()), at);
            }
            at = item.next;
        }
    }

    pub(super) fn add_history(&mut self, leaf: Leaf) -> Node {
        let id = self.add_version(leaf, NONE);
        Node::History { first: id, last: id }
    }

    fn add_version(&mut self, leaf: Leaf, previous: VersionId) -> VersionId {
        let id = self.versions.len() as VersionId;
        self.versions.push(Version { leaf, previous, next: NONE });
        if let Some(previous) = self.versions.get_mut(previous as usize) {
            previous.next = id;
        }
        id
    }

    /// Adds a value to a history whose last entry is `last`, unless nothing changed. Returns the
    /// last entry of the history then.
    pub(super) fn record(&mut self, last: VersionId, leaf: Leaf, sources: &[&str]) -> VersionId {
        let Version { leaf: known, previous, .. } = self.versions[last as usize];
        let mut compared = last;
        if known.place == leaf.place {
            // The same path twice in one release (objects with one id): only the last value counts,
            // and it counts against what was there before the release.
            if previous == NONE {
                self.versions[last as usize].leaf = leaf;
                return last;
            }
            self.versions[previous as usize].next = NONE;
            compared = previous;
        }
        if leaf.equals(self.versions[compared as usize].leaf, sources) {
            return compared;
        }
        self.add_version(leaf, compared)
    }
}

impl Item<'_> {
    fn is(&self, text: &[u8]) -> bool {
        self.key.kind != IdKind::Unique && *self.key.text == *text
    }
}
