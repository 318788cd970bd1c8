//! The finished tree as JSON text.

use super::nodes::{ArrayId, Node, Nodes, ObjectId, VersionId};
use super::{NONE, Tree};
use crate::merge::job::{Job, Mode, push_id_part};
use crate::merge::order::{Head, Shape};
use crate::merge::tree::leaf::LeafKind;
use crate::merge::value::Value;
use crate::merge::write::{push_string, push_value};

pub(super) fn write(tree: &Tree<'_>, job: &Job<'_>) -> String {
    let longest = tree.sources.iter().map(|source| source.len()).max();
    let mut writer = Writer {
        tree,
        openings: Vec::new(),
        // A guess that rarely has to grow: a compiled release is not much longer than the longest
        // release, a versioned one repeats the heads.
        out: String::with_capacity(longest.unwrap_or(0) * 3 / 2 + 256),
    };
    let last = job.order.last().and_then(|&release| job.shapes.get(release));
    let head = last.and_then(Shape::head);
    match job.mode {
        Mode::Compiled => writer.compiled_head(head),
        Mode::Versioned => {
            let shapes = job.order.iter().filter_map(|&at| job.shapes.get(at)?.head());
            writer.openings = shapes.map(opening).collect();
            writer.out.push('{');
            writer.head_member("ocid", head.and_then(|head| head.ocid.as_ref()));
        }
    }
    writer.members(Nodes::ROOT);
    writer.out.push('}');
    writer.out
}

/// A version's text up to its value.
fn opening(head: &Head<'_>) -> String {
    let mut out = String::from("{");
    let fields = [("releaseID", &head.id), ("releaseDate", &head.date), ("releaseTag", &head.tag)];
    for (name, value) in fields {
        push_string(name, &mut out);
        out.push(':');
        push_value(value.as_ref().unwrap_or(&Value::Null), &mut out);
        out.push(',');
    }
    out.push_str("\"value\":");
    out
}

struct Writer<'a, 't> {
    tree: &'t Tree<'a>,
    openings: Vec<String>,
    out: String,
}

impl Writer<'_, '_> {
    fn compiled_head(&mut self, head: Option<&Head<'_>>) {
        self.out.push_str("{\"tag\":[\"compiled\"]");
        let Some(head) = head else {
            return;
        };
        self.out.push_str(",\"id\":\"");
        push_id_part(head.ocid.as_ref(), &mut self.out);
        self.out.push('-');
        push_id_part(head.date.as_ref(), &mut self.out);
        self.out.push('"');
        self.head_member("date", head.date.as_ref());
        self.head_member("ocid", head.ocid.as_ref());
    }

    fn head_member(&mut self, name: &str, value: Option<&Value<'_>>) {
        if let Some(value) = value.filter(|value| !value.is_null()) {
            self.name(name);
            push_value(value, &mut self.out);
        }
    }

    /// A member's name, after a comma unless it is the first.
    #[inline]
    fn name(&mut self, name: &str) {
        if !self.out.ends_with('{') {
            self.out.push(',');
        }
        push_string(name, &mut self.out);
        self.out.push(':');
    }

    fn members(&mut self, object: ObjectId) {
        let mut at = self.tree.nodes.object(object).first;
        while let Some(child) = self.tree.nodes.child(at) {
            at = child.next;
            let unwritten = match child.node {
                Node::Leaf(leaf) => leaf.kind == LeafKind::Null,
                _ => false,
            };
            if unwritten || child.field == NONE {
                continue;
            }
            self.name(self.tree.fields.get(child.field).raw);
            match child.node {
                Node::Leaf(leaf) => leaf.write(self.tree.sources, &mut self.out),
                Node::History { first, .. } => self.history(first),
                Node::Object(object) => {
                    self.out.push('{');
                    self.members(object);
                    self.out.push('}');
                }
                Node::Array(array) => self.array(array),
            }
        }
    }

    fn array(&mut self, array: ArrayId) {
        self.out.push('[');
        let mut at = self.tree.nodes.array(array).first;
        while let Some(item) = self.tree.nodes.item(at) {
            self.out.push('{');
            if let Some(id) = item.id {
                self.name("id");
                id.write(self.tree.sources, &mut self.out);
            }
            self.members(item.object);
            self.out.push('}');
            at = item.next;
            if at != NONE {
                self.out.push(',');
            }
        }
        self.out.push(']');
    }

    fn history(&mut self, first: VersionId) {
        self.out.push('[');
        let mut at = first;
        while let Some(version) = self.tree.nodes.version(at) {
            let opening = self.openings.get(version.leaf.place as usize);
            self.out.push_str(opening.map_or("{", String::as_str));
            version.leaf.write(self.tree.sources, &mut self.out);
            self.out.push('}');
            at = version.next;
            if at != NONE {
                self.out.push(',');
            }
        }
        self.out.push(']');
    }
}
