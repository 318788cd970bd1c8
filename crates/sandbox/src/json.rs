//! Writes JSON text with members in the order they are added and numbers with the digits given.

use std::fmt::{Display, Write};

/// An object being written.
#[derive(Debug, Clone)]
pub struct Object(String);

impl Object {
    pub fn new() -> Self {
        Self("{".to_owned())
    }

    /// A value that is JSON text already.
    pub fn raw(mut self, name: &str, json: &str) -> Self {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        self.0.push_str(&quoted(name));
        self.0.push(':');
        self.0.push_str(json);
        self
    }

    pub fn text(self, name: &str, text: &str) -> Self {
        self.raw(name, &quoted(text))
    }

    /// A number or a boolean, as it displays itself.
    pub fn plain(self, name: &str, value: impl Display) -> Self {
        self.raw(name, &value.to_string())
    }

    pub fn null(self, name: &str) -> Self {
        self.raw(name, "null")
    }

    pub fn object(self, name: &str, object: Object) -> Self {
        self.raw(name, &object.done())
    }

    pub fn list(self, name: &str, objects: impl IntoIterator<Item = Object>) -> Self {
        let items: Vec<String> = objects.into_iter().map(Object::done).collect();
        self.raw(name, &array(items.iter().map(String::as_str)))
    }

    pub fn texts<'a>(self, name: &str, texts: impl IntoIterator<Item = &'a str>) -> Self {
        let items: Vec<String> = texts.into_iter().map(quoted).collect();
        self.raw(name, &array(items.iter().map(String::as_str)))
    }

    /// The members of another object, after these.
    pub fn raw_members(mut self, other: Object) -> Self {
        let members = &other.0[1..];
        if self.0.len() > 1 && !members.is_empty() {
            self.0.push(',');
        }
        self.0.push_str(members);
        self
    }

    /// Adds members only under a condition, so that an object stays one expression.
    pub fn when(self, condition: bool, add: impl FnOnce(Self) -> Self) -> Self {
        if condition { add(self) } else { self }
    }

    pub fn done(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

impl Default for Object {
    fn default() -> Self {
        Self::new()
    }
}

/// An array of values that are JSON text already.
pub fn array<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = "[".to_owned();
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push_str(item);
    }
    text.push(']');
    text
}

/// A JSON string.
pub fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    // Most texts need no escape: they are copied whole.
    if text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        text.chars().for_each(|character| push_escaped(&mut json, character));
    } else {
        json.push_str(text);
    }
    json.push('"');
    json
}

fn push_escaped(json: &mut String, character: char) {
    match character {
        '"' => json.push_str("\\\""),
        '\\' => json.push_str("\\\\"),
        '\n' => json.push_str("\\n"),
        '\r' => json.push_str("\\r"),
        '\t' => json.push_str("\\t"),
        control if control < ' ' => {
            // Writing to a String cannot fail.
            let _ = write!(json, "\\u{:04x}", u32::from(control));
        }
        other => json.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::{Object, quoted};

    #[test]
    fn members_keep_their_order_and_numbers_their_digits() {
        let text = Object::new()
            .text("z", "a \"b\"\n\u{1}ñ")
            .plain("amount", "10.50")
            .when(false, |object| object.null("absent"))
            .list("items", [Object::new().null("a"), Object::new()])
            .texts("tags", ["x", "y"])
            .done();
        assert_eq!(
            text,
            "{\"z\":\"a \\\"b\\\"\\n\\u0001ñ\",\"amount\":10.50,\"items\":[{\"a\":null},{}],\"tags\":[\"x\",\"y\"]}"
        );
    }

    #[test]
    fn strings_are_read_back_as_they_were() {
        let text = "tab\t slash\\ quote\" bell\u{7} ñ 漢";
        assert_eq!(serde_json::from_str::<String>(&quoted(text)).unwrap(), text);
    }
}
