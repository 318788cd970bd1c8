//! Shallow reading of JSON: an object's members and an array's items as slices of the input.
//!
//! A level is scanned when it is looked into, never copied, so numbers keep their source text,
//! unknown members survive and depth costs no stack.

use std::borrow::Cow;

use crate::merge::SyntaxProblem;
use crate::merge::text::decode;
use crate::scan::{Inside, ScanError, Scanner};

/// Text that is not JSON, or not the kind of JSON that was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem} (at byte {offset})")]
pub struct ReadError {
    /// Byte offset in the text that was read.
    pub offset: usize,
    pub problem: String,
}

impl From<ScanError> for ReadError {
    fn from(error: ScanError) -> Self {
        Self { offset: error.offset, problem: error.problem.to_string() }
    }
}

/// What a slice holds, by its first character. Slices of this module are valid JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

pub fn kind(json: &str) -> Kind {
    match json.trim_start().as_bytes().first() {
        Some(b'{') => Kind::Object,
        Some(b'[') => Kind::Array,
        Some(b'"') => Kind::String,
        Some(b't' | b'f') => Kind::Boolean,
        Some(b'-' | b'0'..=b'9') => Kind::Number,
        _ => Kind::Null,
    }
}

/// The members of an object in their order. Of members with the same name the last value counts,
/// at the place of the first.
#[derive(Debug, Clone, Default)]
pub struct Object<'a> {
    members: Vec<(Cow<'a, str>, &'a str)>,
}

impl<'a> Object<'a> {
    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.members.iter().find(|(key, _)| key == name).map(|(_, value)| *value)
    }

    /// Takes a member out, so that what is left is what nobody asked for.
    pub fn take(&mut self, name: &str) -> Option<&'a str> {
        let index = self.members.iter().position(|(key, _)| key == name)?;
        Some(self.members.remove(index).1)
    }

    /// Puts a member back that turned out to be unusable.
    pub fn put_back(&mut self, name: &'static str, value: &'a str) {
        self.members.push((Cow::Borrowed(name), value));
    }

    /// Of members with the same name the last value counts.
    fn set(&mut self, name: Cow<'a, str>, value: &'a str) {
        match self.members.iter_mut().find(|(known, _)| *known == name) {
            Some(member) => member.1 = value,
            None => self.members.push((name, value)),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &'a str)> {
        self.members.iter().map(|(key, value)| (key.as_ref(), *value))
    }

    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }
}

/// The members of the object that `json` holds.
///
/// # Errors
/// When the text is not one complete JSON object.
pub fn object(json: &str) -> Result<Object<'_>, ReadError> {
    open(json, []).map(|(object, [])| object)
}

/// The items of a member; `None` where it is no array, or there is none.
pub type Items<'a> = Option<Vec<&'a str>>;

/// The members of the object that `json` holds, and of those with these names the items, as far as
/// they are arrays: long lists are stepped over once, not once to find their end and once to take
/// them apart.
///
/// # Errors
/// When the text is not one complete JSON object.
pub fn open<'a, const N: usize>(json: &'a str, lists: [&str; N]) -> Result<(Object<'a>, [Items<'a>; N]), ReadError> {
    let mut scanner = start(json, b'{', "a JSON object")?;
    let mut object = Object { members: Vec::with_capacity(16) };
    let mut items = [const { None }; N];
    let mut more = scanner.enter(b'}');
    while more {
        let at = scanner.at();
        let name = text(scanner.name()?).ok_or(ScanError { problem: SyntaxProblem::InvalidEscape, offset: at })?;
        let start = scanner.at();
        match lists.iter().position(|list| *list == name) {
            Some(list) => items[list] = items_or_value(&mut scanner)?,
            None => drop(scanner.value()?),
        }
        object.set(name, scanner.since(start, scanner.at()));
        more = scanner.goes_on(b'}')?;
    }
    scanner.expect_end()?;
    Ok((object, items))
}

fn items_or_value<'a>(scanner: &mut Scanner<'a>) -> Result<Items<'a>, ScanError> {
    match scanner.peek() {
        b'[' => scanner.items().map(Some),
        _ => scanner.value().map(|_| None),
    }
}

/// The items of the array that `json` holds.
///
/// # Errors
/// When the text is not one complete JSON array.
pub fn array(json: &str) -> Result<Vec<&str>, ReadError> {
    let mut scanner = start(json, b'[', "a JSON array")?;
    let items = scanner.items()?;
    scanner.expect_end()?;
    Ok(items)
}

/// A scanner at the container that is expected.
fn start<'a>(json: &'a str, first: u8, expected: &str) -> Result<Scanner<'a>, ReadError> {
    let mut scanner = Scanner::from(json, 0);
    scanner.skip_space();
    if scanner.peek() == first {
        return Ok(scanner);
    }
    let offset = scanner.at();
    // What is no JSON at all says so first.
    scanner.value()?;
    let found = json.get(offset..).map_or("nothing", |rest| kind(rest).name());
    Err(ReadError { offset, problem: format!("expected {expected}, found {found}") })
}

/// `None` for a lone surrogate, which no Rust string can hold.
fn text(inside: Inside<'_>) -> Option<Cow<'_, str>> {
    match decode(inside.raw, inside.escaped) {
        Cow::Borrowed(_) => Some(Cow::Borrowed(inside.raw)),
        Cow::Owned(text) => String::from_utf8(text).ok().map(Cow::Owned),
    }
}

/// The text of a JSON string; `None` for any other value (and for text with lone surrogates, which
/// no Rust string can hold).
pub fn string(json: &str) -> Option<Cow<'_, str>> {
    if kind(json) != Kind::String {
        return None;
    }
    let mut scanner = Scanner::from(json, 0);
    scanner.skip_space();
    let string = scanner.text_inside().ok()?;
    scanner.expect_end().ok()?;
    text(string)
}

/// A short text of any scalar: strings without quotes, numbers as written; `None` for the rest.
pub fn scalar(json: &str) -> Option<Cow<'_, str>> {
    match kind(json) {
        Kind::String => string(json),
        Kind::Number | Kind::Boolean => Some(Cow::Borrowed(json)),
        Kind::Null | Kind::Array | Kind::Object => None,
    }
}

/// The scalar at a JSON Pointer (RFC 6901), as text.
pub fn pointer<'a>(json: &'a str, pointer: &str) -> Option<Cow<'a, str>> {
    let mut value = json;
    for part in pointer.split('/').skip(1) {
        let name = member_name(part);
        value = match kind(value) {
            Kind::Array => array(value).ok()?.get(name.parse::<usize>().ok()?).copied()?,
            _ => object(value).ok()?.get(&name)?,
        };
    }
    scalar(value)
}

/// The JSON Pointer to a member of what another one points to.
pub fn child(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// The member's name that a part of a JSON Pointer stands for.
pub(crate) fn member_name(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}

/// The same JSON with a line per member and two spaces per level; every token stays as it was.
pub fn pretty(json: &str) -> String {
    let mut pretty = String::with_capacity(json.len() * 2);
    let mut depth = 0_usize;
    let mut characters = json.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => {
                pretty.push('"');
                copy_string(&mut characters, &mut pretty);
            }
            '{' | '[' => {
                pretty.push(character);
                while characters.next_if(|next| next.is_ascii_whitespace()).is_some() {}
                if let Some(end) = characters.next_if(|next| matches!(next, '}' | ']')) {
                    pretty.push(end);
                } else {
                    depth += 1;
                    new_line(&mut pretty, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut pretty, depth);
                pretty.push(character);
            }
            ',' => {
                pretty.push(',');
                new_line(&mut pretty, depth);
            }
            ':' => pretty.push_str(": "),
            _ if character.is_ascii_whitespace() => {}
            _ => pretty.push(character),
        }
    }
    pretty
}

fn copy_string(characters: &mut impl Iterator<Item = char>, pretty: &mut String) {
    let mut escaped = false;
    for character in characters {
        pretty.push(character);
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return,
            _ => {}
        }
    }
}

fn new_line(pretty: &mut String, depth: usize) {
    // Deeper levels than anyone reads are not worth megabytes of spaces.
    const DEEPEST_INDENT: usize = 40;
    pretty.push('\n');
    for _ in 0..depth.min(DEEPEST_INDENT) {
        pretty.push_str("  ");
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, array, kind, object, scalar, string};

    #[test]
    fn members_are_slices_of_the_input() {
        let object = object(r#" {"amount": 1.10, "big": 1e400, "é\n": [1, {"a": null}]} "#).unwrap();
        assert_eq!(object.get("amount"), Some("1.10"));
        assert_eq!(object.get("big"), Some("1e400"));
        assert_eq!(object.get("é\n"), Some(r#"[1, {"a": null}]"#));
        assert_eq!(object.get("absent"), None);
    }

    #[test]
    fn the_last_of_equal_names_counts_at_the_place_of_the_first() {
        let object = object(r#"{"a":1,"b":2,"a":3}"#).unwrap();
        assert_eq!(object.iter().collect::<Vec<_>>(), [("a", "3"), ("b", "2")]);
    }

    #[test]
    fn what_is_not_the_expected_json_says_where() {
        let error = object("{\"a\": 1,\n \"b\": tru}").unwrap_err();
        assert_eq!((error.offset, error.problem.as_str()), (15, "unexpected character"));
        assert_eq!(object("[]").unwrap_err().problem, "expected a JSON object, found an array");
        assert_eq!(object("<html>").unwrap_err().problem, "unexpected character");
        assert_eq!(object(" ").unwrap_err().problem, "the text ends before the value does");
        assert!(object("{} x").unwrap_err().problem.contains("text after the end"));
        assert!(array("[1,").unwrap_err().problem.contains("ends before"));
    }

    #[test]
    fn lists_are_taken_apart_on_the_way() {
        let (object, [a, b, c]) = super::open(r#"{"a":[1, {"x":2}],"b":{},"a":[3]}"#, ["a", "b", "c"]).unwrap();
        assert_eq!((a.unwrap(), b, c), (vec!["3"], None, None));
        assert_eq!((object.get("a"), object.get("b")), (Some("[3]"), Some("{}")));
    }

    #[test]
    fn a_name_that_no_text_can_hold_is_an_error() {
        assert_eq!(object(r#"{"a":1,"\ud800":2}"#).unwrap_err().offset, 7);
    }

    #[test]
    fn depth_costs_no_stack() {
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(object(&deep).unwrap().get("a").map(str::len), Some(200_000));
    }

    #[test]
    fn pointers_reach_into_arrays_and_escaped_names() {
        let json = r#"{"a/b":[{"~":1.0},"x"]}"#;
        assert_eq!(super::pointer(json, "/a~1b/0/~0").as_deref(), Some("1.0"));
        assert_eq!(super::pointer(json, "/a~1b/1").as_deref(), Some("x"));
        assert_eq!(super::pointer(json, "/a~1b/2"), None);
        assert_eq!(super::pointer(json, "/a~1b"), None);
    }

    #[test]
    fn pretty_text_keeps_every_token() {
        let json = r#"{"a":[1.10,{"b":"x, \\\" {y}"}],"c":{ },"d":[]}"#;
        let expected = "{\n  \"a\": [\n    1.10,\n    {\n      \"b\": \"x, \\\\\\\" {y}\"\n    }\n  ],\n  \"c\": {},\n  \"d\": []\n}";
        assert_eq!(super::pretty(json), expected);
    }

    #[test]
    fn scalars_have_a_short_text() {
        assert_eq!(scalar("\"a\\u0041\"").as_deref(), Some("aA"));
        assert_eq!(scalar("1.50").as_deref(), Some("1.50"));
        assert_eq!(scalar("{}"), None);
        assert_eq!(string("\"\\ud800\""), None);
        assert_eq!(kind(" null"), Kind::Null);
    }
}
