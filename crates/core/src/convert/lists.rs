//! Entries of arrays: each by itself, with an id of its own.

use std::borrow::Cow;

use tenderlens_ocds::json;

use super::converter::{Converter, Place, Scope, expected_object};
use super::node::{Members, Node};
use super::place::{Fate, Fit, expected, id};
use super::table::{How, Ids, List};

impl<'a> Converter<'a> {
    /// Reads the items of an array, each by itself.
    pub(super) fn each(
        &mut self,
        value: &'a str,
        pointer: &str,
        mut read: impl FnMut(&mut Self, &'a str, &str) -> Fate,
    ) -> Fate {
        let Ok(items) = json::array(value) else {
            return self.left(pointer, expected(&How::Parties(&[])));
        };
        for (index, item) in items.into_iter().enumerate() {
            let pointer = format!("{pointer}/{index}");
            if read(self, item, &pointer) != Fate::Kept {
                self.keep(&pointer, item);
            }
        }
        Fate::Kept
    }

    /// An array whose entries have ids.
    pub(super) fn list(
        &mut self,
        list: &List,
        value: &'a str,
        pointer: &str,
        to: Place<'_>,
        target: &mut Members<'a>,
    ) -> Fate {
        let items = json::array(value).unwrap_or_default().into_iter();
        let ids: Vec<_> = items.map(|item| given_id(list, item).map(|(_, (id, _))| id)).collect();
        let mut index = 0;
        self.each(value, pointer, |converter, item, pointer| {
            let id = ids.get(index).and_then(Option::as_ref);
            index += 1;
            let mut later = ids.iter().skip(index).flatten();
            let comes_again = id.is_some_and(|id| later.any(|it| it == id));
            match (comes_again, list.ids) {
                (true, Ids::Versioned) => Fate::Left,
                (true, _) => converter.left(pointer, "its id comes again; the last one counts"),
                _ => converter.list_entry(list, item, pointer, index, to, target),
            }
        })
    }

    /// An object that becomes an entry of a list.
    pub(super) fn single(
        &mut self,
        list: &List,
        value: &'a str,
        pointer: &str,
        to: Place<'_>,
        target: &mut Members<'a>,
    ) -> Fate {
        self.list_entry(list, value, pointer, 1, to, target)
    }

    fn list_entry(
        &mut self,
        list: &List,
        item: &'a str,
        pointer: &str,
        number: usize,
        to: Place<'_>,
        target: &mut Members<'a>,
    ) -> Fate {
        let Ok(object) = json::object(item) else {
            return self.left(pointer, expected_object());
        };
        let kept = self.other.len();
        let mut members = Members::default();
        let (key, id) = self.entry_id(list, item, pointer, number);
        if list.ids != Ids::None {
            members.put("id", "", Node::Leaf(id.clone()));
        }
        self.members(Scope { object: &object, pointer, entry: &id }, list.table, key, &mut members);
        for name in list.required {
            if members.get(name).is_none() {
                self.problem(pointer, &format!("has no {name}; the release says \"unknown\""));
                members.put(name, "", Node::text("unknown"));
            }
        }
        for (path, json) in list.defaults {
            members.put(path, &id, Node::Leaf((*json).into()));
        }
        if self.append(to, Node::Object(members), target) {
            return Fate::Kept;
        }
        self.other.truncate(kept);
        self.left(pointer, "an entry of its id stands there already")
    }

    /// The id of an entry, and the member that it was taken from.
    fn entry_id(&mut self, list: &List, item: &'a str, pointer: &str, number: usize) -> (&'static str, Cow<'a, str>) {
        if let Some((key, (id, fate))) = given_id(list, item) {
            // A number that became text is kept as it was.
            return (if fate == Fate::Kept { key } else { "" }, id);
        }
        if let (Ids::Given | Ids::Versioned, Some(key)) = (list.ids, list.keys.first()) {
            self.problem(pointer, &format!("has no usable {key}; its position stands in for it"));
        }
        ("", format!("\"{}{number}\"", list.prefix).into())
    }
}

/// The id that an entry carries, and the name of its member.
fn given_id<'a>(list: &List, item: &'a str) -> Option<(&'static str, Fit<'a>)> {
    let object = json::object(item).ok()?;
    list.keys.iter().find_map(|key| Some((*key, id(&object, key)?)))
}
