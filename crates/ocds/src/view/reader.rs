//! Takes known members out of an object and remembers what is left, so that nothing is dropped.

use crate::json::{self, Kind, Object};

use super::parts::Field;

/// Objects nested deeper than this are shown as text rather than walked into.
const DEEPEST: usize = 64;

/// One object being read; what nobody takes ends up in [`Reader::finish`].
pub(super) struct Reader<'a> {
    object: Object<'a>,
    pointer: String,
    left: Vec<Field>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(object: Object<'a>, pointer: String) -> Self {
        Self { object, pointer, left: Vec::new() }
    }

    fn pointer_to(&self, name: &str) -> String {
        json::child(&self.pointer, name)
    }

    /// A scalar as text. A value of another type stays where it is.
    pub(super) fn text(&mut self, name: &'static str) -> Option<String> {
        let value = self.object.get(name)?;
        let text = json::scalar(value)?.into_owned();
        self.object.take(name);
        Some(text)
    }

    /// Whether a scalar is that text.
    pub(super) fn text_is(&self, name: &str, text: Option<&str>) -> bool {
        self.object.get(name).and_then(json::scalar).as_deref() == text
    }

    /// True or false. A value of another type stays where it is.
    pub(super) fn flag(&mut self, name: &'static str) -> Option<bool> {
        let flag = match self.object.get(name)?.trim() {
            "true" => true,
            "false" => false,
            _ => return None,
        };
        self.object.take(name);
        Some(flag)
    }

    /// A list of scalars as texts; a lone scalar counts as a list of one.
    pub(super) fn texts(&mut self, name: &'static str) -> Vec<String> {
        let Some(value) = self.object.get(name) else {
            return Vec::new();
        };
        let items = match json::kind(value) {
            Kind::Array => json::array(value).unwrap_or_default(),
            _ => vec![value],
        };
        let texts: Option<Vec<_>> =
            items.into_iter().map(|item| json::scalar(item).map(|text| text.into_owned())).collect();
        if texts.is_some() {
            self.object.take(name);
        }
        texts.unwrap_or_default()
    }

    /// Reads a member that is an object.
    pub(super) fn object<T>(&mut self, name: &'static str, read: impl FnOnce(&mut Reader<'a>) -> T) -> Option<T> {
        let object = json::object(self.object.get(name)?).ok()?;
        self.object.take(name);
        Some(self.child(object, self.pointer_to(name), read))
    }

    /// Reads the objects of a member that is an array; its other items are left over.
    pub(super) fn objects<T>(&mut self, name: &'static str, mut read: impl FnMut(&mut Reader<'a>) -> T) -> Vec<T> {
        let Some(items) = self.object.get(name).and_then(|value| json::array(value).ok()) else {
            return Vec::new();
        };
        self.object.take(name);
        let mut read_items = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            let pointer = format!("{}/{index}", self.pointer_to(name));
            match json::object(item) {
                Ok(object) => read_items.push(self.child(object, pointer, &mut read)),
                Err(_) => self.left.push(Field { pointer, value: item.to_owned() }),
            }
        }
        read_items
    }

    fn child<T>(&mut self, object: Object<'a>, pointer: String, read: impl FnOnce(&mut Reader<'a>) -> T) -> T {
        let mut child = Reader::new(object, pointer);
        let value = read(&mut child);
        self.left.append(&mut child.finish());
        value
    }

    /// Every leaf that was not taken, with its pointer.
    pub(super) fn finish(mut self) -> Vec<Field> {
        for (name, value) in self.object.iter() {
            leaves(self.pointer_to(name), value, 0, &mut self.left);
        }
        self.left
    }
}

fn leaves(pointer: String, value: &str, depth: usize, left: &mut Vec<Field>) {
    match json::kind(value) {
        Kind::Object if depth < DEEPEST => match json::object(value) {
            Ok(object) if !object.is_empty() => {
                for (name, value) in object.iter() {
                    leaves(json::child(&pointer, name), value, depth + 1, left);
                }
                return;
            }
            _ => {}
        },
        Kind::Array if depth < DEEPEST => match json::array(value) {
            Ok(items) if items.iter().any(|item| json::kind(item) == Kind::Object) => {
                for (index, value) in items.into_iter().enumerate() {
                    leaves(format!("{pointer}/{index}"), value, depth + 1, left);
                }
                return;
            }
            _ => {}
        },
        _ => {}
    }
    left.push(Field { pointer, value: value.to_owned() });
}
