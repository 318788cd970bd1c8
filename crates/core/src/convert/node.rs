//! The release being built: JSON whose leaves are slices of the source.

use std::borrow::Cow;

use crate::protocol::payload::quoted;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node<'a> {
    /// JSON text.
    Leaf(Cow<'a, str>),
    Object(Members<'a>),
    List(Vec<Node<'a>>),
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Members<'a>(Vec<(Cow<'a, str>, Node<'a>)>);

impl<'a> Node<'a> {
    pub(crate) fn text(text: &str) -> Self {
        Self::Leaf(quoted(text).into())
    }

    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Leaf(_) => false,
            Self::Object(members) => members.is_empty(),
            Self::List(items) => items.is_empty(),
        }
    }

    /// A member of an object.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.get(name),
            _ => None,
        }
    }

    /// JSON of the member `id` of an object.
    pub(crate) fn id(&self) -> Option<&str> {
        match self {
            Self::Object(members) => members.leaf("id"),
            _ => None,
        }
    }

    /// Whether another node says all of this, in the same words.
    fn repeats(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Object(members), Self::Object(known)) => members.repeats(known, &[]),
            _ => self == other,
        }
    }

    fn write(&self, json: &mut String) {
        match self {
            Self::Leaf(text) => json.push_str(text),
            Self::Object(members) => members.write(json),
            Self::List(items) => {
                json.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        json.push(',');
                    }
                    item.write(json);
                }
                json.push(']');
            }
        }
    }
}

impl<'a> Members<'a> {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, node)| node.is_empty())
    }

    pub(crate) fn get(&self, path: &str) -> Option<&Node<'a>> {
        let (name, rest) = path.split_once('/').map_or((path, None), |(name, rest)| (name, Some(rest)));
        let node = self.0.iter().find(|(known, _)| known == name).map(|(_, node)| node)?;
        match (rest, node) {
            (None, node) => Some(node),
            (Some(rest), Node::Object(members)) => members.get(rest),
            _ => None,
        }
    }

    pub(crate) fn get_mut(&mut self, path: &str) -> Option<&mut Node<'a>> {
        let (name, rest) = path.split_once('/').map_or((path, None), |(name, rest)| (name, Some(rest)));
        let node = self.0.iter_mut().find(|(known, _)| known == name).map(|(_, node)| node)?;
        match (rest, node) {
            (None, node) => Some(node),
            (Some(rest), Node::Object(members)) => members.get_mut(rest),
            _ => None,
        }
    }

    /// The JSON text of a leaf.
    pub(crate) fn leaf(&self, path: &str) -> Option<&str> {
        match self.get(path)? {
            Node::Leaf(json) => Some(json),
            _ => None,
        }
    }

    /// The entries of a list; none where there is no list.
    pub(crate) fn list(&self, path: &str) -> &[Node<'a>] {
        match self.get(path) {
            Some(Node::List(items)) => items,
            _ => &[],
        }
    }

    /// Puts a node at a path, making the objects and entries on the way. `entry` is the id that
    /// `[.]` means. False where something else stands there; what says the same may be said again.
    pub(crate) fn put(&mut self, path: &str, entry: &str, node: Node<'a>) -> bool {
        let Some((first, rest)) = path.split_once('/') else {
            return self.put_here(path, node);
        };
        let members = match first.strip_suffix(']').and_then(|first| first.split_once('[')) {
            Some((name, ".")) => self.entry(name, entry),
            Some((name, id)) => self.entry(name, &quoted(id)),
            None => self.object(first),
        };
        members.is_some_and(|members| members.put(rest, entry, node))
    }

    fn put_here(&mut self, name: &str, node: Node<'a>) -> bool {
        if let Some(known) = self.get(name) {
            return node.repeats(known);
        }
        self.0.push((name.to_owned().into(), node));
        true
    }

    /// Whether another object says all of this, but for these members, in the same words.
    pub(crate) fn repeats(&self, other: &Self, but: &[&str]) -> bool {
        let said = |(name, node): &(Cow<'a, str>, Node<'a>)| other.get(name).is_some_and(|known| node.repeats(known));
        self.0.iter().filter(|(name, _)| !but.contains(&name.as_ref())).all(said)
    }

    fn slot(&mut self, name: &str, empty: Node<'a>) -> Option<&mut Node<'a>> {
        if self.get(name).is_none() {
            self.0.push((name.to_owned().into(), empty));
        }
        self.get_mut(name)
    }

    fn object(&mut self, name: &str) -> Option<&mut Members<'a>> {
        match self.slot(name, Node::Object(Members::default()))? {
            Node::Object(members) => Some(members),
            _ => None,
        }
    }

    fn entry(&mut self, name: &str, id: &str) -> Option<&mut Members<'a>> {
        let Node::List(items) = self.slot(name, Node::List(Vec::new()))? else {
            return None;
        };
        let index = items.iter().position(|item| item.id() == Some(id)).unwrap_or_else(|| {
            let mut members = Members::default();
            members.put_here("id", Node::Leaf(id.to_owned().into()));
            items.push(Node::Object(members));
            items.len() - 1
        });
        match items.get_mut(index)? {
            Node::Object(members) => Some(members),
            _ => None,
        }
    }

    /// Adds an entry to the list at a path. False where its id, or itself, stands there already.
    pub(crate) fn append(&mut self, path: &str, entry: &str, node: Node<'a>) -> bool {
        if let Some(Node::List(items)) = self.get_mut(path) {
            let known = items.iter().any(|item| (item.id().is_some() && item.id() == node.id()) || *item == node);
            if !known {
                items.push(node);
            }
            return !known;
        }
        self.put(path, entry, Node::List(vec![node]))
    }

    /// Takes over what is not here yet. False where a member has another value here.
    pub(crate) fn absorb(&mut self, more: Self) -> bool {
        let mut agreed = true;
        for (name, node) in more.0 {
            agreed &= match (self.get_mut(&name), node) {
                (None, node) => {
                    self.0.push((name, node));
                    true
                }
                (Some(Node::Object(known)), Node::Object(members)) => known.absorb(members),
                (Some(known), node) => *known == node,
            };
        }
        agreed
    }

    /// As JSON text; empty objects and lists say nothing and are left out.
    pub(crate) fn write(&self, json: &mut String) {
        json.push('{');
        let mut first = true;
        for (name, node) in self.0.iter().filter(|(_, node)| !node.is_empty()) {
            if !first {
                json.push(',');
            }
            first = false;
            json.push_str(&quoted(name));
            json.push(':');
            node.write(json);
        }
        json.push('}');
    }
}
