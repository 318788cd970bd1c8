//! The document that unflattening builds: nodes in an arena, source values inside until they have
//! to be opened.

use std::collections::HashMap;

use crate::merge::python::{push_dict, push_list, push_repr, push_string_repr};
use crate::merge::text::Text;
use crate::merge::value::{Str, Value};
use crate::merge::write::{push_array, push_object, push_string, push_value};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct NodeId(usize);

#[derive(Debug)]
enum Node<'v> {
    Leaf(&'v Value<'v>),
    /// A string made here: the inside of a JSON string.
    Text(String),
    Object(Vec<(&'v Str<'v>, NodeId)>),
    Array(Vec<NodeId>),
}

#[derive(Debug)]
pub(super) struct Output<'v> {
    nodes: Vec<Node<'v>>,
    fields: HashMap<(NodeId, Text<'v>), NodeId>,
}

impl<'v> Output<'v> {
    pub(super) const ROOT: NodeId = NodeId(0);

    pub(super) fn new() -> Self {
        Self { nodes: vec![Node::Object(Vec::new())], fields: HashMap::new() }
    }

    fn add(&mut self, node: Node<'v>) -> NodeId {
        self.nodes.push(node);
        NodeId(self.nodes.len() - 1)
    }

    pub(super) fn leaf(&mut self, value: &'v Value<'v>) -> NodeId {
        self.add(Node::Leaf(value))
    }

    pub(super) fn text(&mut self, raw: &str) -> NodeId {
        self.add(Node::Text(raw.to_owned()))
    }

    pub(super) fn object(&mut self) -> NodeId {
        self.add(Node::Object(Vec::new()))
    }

    pub(super) fn array(&mut self) -> NodeId {
        self.add(Node::Array(Vec::new()))
    }

    /// Turns a source array or object into nodes, one level deep.
    fn open(&mut self, id: NodeId) {
        match self.nodes[id.0] {
            Node::Leaf(Value::Array(items)) => {
                let items = items.iter().map(|item| self.leaf(item)).collect();
                self.nodes[id.0] = Node::Array(items);
            }
            Node::Leaf(Value::Object(members)) => {
                self.nodes[id.0] = Node::Object(Vec::new());
                for (key, value) in members {
                    let value = self.leaf(value);
                    self.set_field(id, key, value);
                }
            }
            _ => {}
        }
    }

    pub(super) fn is_object(&self, id: NodeId) -> bool {
        matches!(self.nodes[id.0], Node::Object(_) | Node::Leaf(Value::Object(_)))
    }

    /// The member of an object called `key`.
    pub(super) fn field(&mut self, id: NodeId, key: &Str<'v>) -> Option<NodeId> {
        self.open(id);
        self.fields.get(&(id, key.text.clone())).copied()
    }

    /// Adds a member that the object does not have yet.
    pub(super) fn set_field(&mut self, id: NodeId, key: &'v Str<'v>, value: NodeId) {
        if let Node::Object(members) = &mut self.nodes[id.0] {
            members.push((key, value));
            self.fields.insert((id, key.text.clone()), value);
        }
    }

    /// Appends to an array and says at which position; none if the node is no array.
    pub(super) fn append(&mut self, id: NodeId, value: NodeId) -> Option<usize> {
        self.open(id);
        match &mut self.nodes[id.0] {
            Node::Array(items) => {
                items.push(value);
                Some(items.len() - 1)
            }
            _ => None,
        }
    }

    /// Python's `repr` of a node.
    pub(super) fn push_repr(&self, id: NodeId, out: &mut String) {
        match &self.nodes[id.0] {
            Node::Leaf(value) => push_repr(value, out),
            // Only the computed id, whose text needs no decoding to be shown in an error.
            Node::Text(raw) => push_string_repr(raw.as_bytes(), out),
            Node::Array(items) => push_list(items.iter(), out, |id, out| self.push_repr(*id, out)),
            Node::Object(members) => {
                let members = members.iter().map(|(key, id)| (&*key.text, id));
                push_dict(members, out, |id, out| self.push_repr(*id, out));
            }
        }
    }

    pub(super) fn write(&self, id: NodeId, out: &mut String) {
        match &self.nodes[id.0] {
            Node::Leaf(value) => push_value(value, out),
            Node::Text(raw) => push_string(raw, out),
            Node::Array(items) => push_array(items, out, |item, out| self.write(*item, out)),
            Node::Object(members) => {
                let members = members.iter().map(|(key, value)| (key.raw, *value));
                push_object(members, out, |value, out| self.write(value, out));
            }
        }
    }
}
