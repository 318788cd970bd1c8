//! The corners where the reference's results show that it is written in Python: `str()`, `repr()`
//! and `==` over JSON values.

use std::collections::HashMap;

use super::number::{Number, NumberKey};
use super::text::{Text, Unit, to_string, units};
use super::value::{Members, Value};

/// `str(value)`, as text.
pub(crate) fn text<'a>(value: &Value<'a>) -> Text<'a> {
    match value {
        Value::String(string) => string.text.clone(),
        other => repr(other).into_bytes().into(),
    }
}

/// `str(value)`, for people.
pub(crate) fn display(value: &Value<'_>) -> String {
    to_string(&text(value))
}

/// `repr(value)`.
pub(crate) fn repr(value: &Value<'_>) -> String {
    let mut out = String::new();
    push_repr(value, &mut out);
    out
}

pub(crate) fn push_repr(value: &Value<'_>, out: &mut String) {
    match value {
        Value::Null => out.push_str("None"),
        Value::Bool(true) => out.push_str("True"),
        Value::Bool(false) => out.push_str("False"),
        Value::Number(source) => out.push_str(&Number::parse(source).to_python()),
        Value::String(string) => push_string_repr(&string.text, out),
        Value::Array(items) => push_list(items.iter(), out, push_repr),
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| (&*key.text, value));
            push_dict(members, out, push_repr);
        }
    }
}

pub(crate) fn push_list<T>(items: impl Iterator<Item = T>, out: &mut String, mut push: impl FnMut(T, &mut String)) {
    out.push('[');
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        push(item, out);
    }
    out.push(']');
}

pub(crate) fn push_dict<'k, T>(
    members: impl Iterator<Item = (&'k [u8], T)>,
    out: &mut String,
    mut push: impl FnMut(T, &mut String),
) {
    out.push('{');
    for (index, (key, value)) in members.enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        push_string_repr(key, out);
        out.push_str(": ");
        push(value, out);
    }
    out.push('}');
}

/// `repr` of a string: single quotes, unless there is a single quote and no double one in it.
pub(crate) fn push_string_repr(text: &[u8], out: &mut String) {
    let quote = if text.contains(&b'\'') && !text.contains(&b'"') { '"' } else { '\'' };
    out.push(quote);
    for unit in units(text) {
        match unit {
            Unit::Surrogate(code) => out.push_str(&format!("\\u{code:04x}")),
            Unit::Char('\n') => out.push_str("\\n"),
            Unit::Char('\r') => out.push_str("\\r"),
            Unit::Char('\t') => out.push_str("\\t"),
            Unit::Char(c) if c == quote || c == '\\' => out.extend(['\\', c]),
            Unit::Char(c) if is_printable(c) => out.push(c),
            Unit::Char(c) => push_escape(u32::from(c), out),
        }
    }
    out.push(quote);
}

fn push_escape(code: u32, out: &mut String) {
    out.push_str(&match code {
        0..0x100 => format!("\\x{code:02x}"),
        0x100..0x1_0000 => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    });
}

/// Python's `str.isprintable` for one character.
///
/// Rust's debug escapes follow the same rule (categories Cc, Cf, Cs, Co, Cn, Zl, Zp and Zs but for
/// the space) from its own, newer, Unicode tables. A letter goes before the character because
/// a combining mark at the start of a string is escaped for another reason.
fn is_printable(c: char) -> bool {
    if c.is_ascii() {
        return (' '..='~').contains(&c);
    }
    let mut buffer = [b'a'; 5];
    let length = 1 + c.encode_utf8(&mut buffer[1..]).len();
    let text = std::str::from_utf8(&buffer[..length]).unwrap_or("");
    text.escape_debug().nth(1) == Some(c)
}

/// The number that a value is in Python, where booleans are numbers.
pub(crate) fn number<'a>(value: &Value<'a>) -> Option<Number<'a>> {
    match value {
        Value::Bool(value) => Some(Number::of_bool(*value)),
        Value::Number(source) => Some(Number::parse(source)),
        _ => None,
    }
}

/// `a == b`, deeply.
pub(crate) fn equal(a: &Value<'_>, b: &Value<'_>) -> bool {
    match (a, b) {
        (Value::Null, Value::Null) => true,
        (Value::String(a), Value::String(b)) => a.text == b.text,
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b)),
        (Value::Object(a), Value::Object(b)) => equal_objects(a, b),
        _ => match (number(a), number(b)) {
            (Some(a), Some(b)) => a.key() == b.key(),
            _ => false,
        },
    }
}

/// Member names are unique, so equal sizes and every member found mean equality.
fn equal_objects(a: &Members<'_>, b: &Members<'_>) -> bool {
    if a.len() != b.len() {
        return false;
    }
    if a.len() <= 8 {
        return a.iter().all(|(key, value)| {
            let other = b.iter().find(|(name, _)| name.text == key.text);
            other.is_some_and(|(_, other)| equal(value, other))
        });
    }
    let table: HashMap<&[u8], &Value<'_>> = b.iter().map(|(k, v)| (&*k.text, v)).collect();
    a.iter().all(|(key, value)| table.get(&*key.text).is_some_and(|v| equal(value, v)))
}

/// A value's hash key in Python.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum HashKey<'a> {
    Null,
    Text(Text<'a>),
    Number(NumberKey),
}

/// The key, or Python's name of the type that has none.
pub(crate) fn hash_key<'a>(value: &Value<'a>) -> Result<HashKey<'a>, &'static str> {
    match value {
        Value::Null => Ok(HashKey::Null),
        Value::String(string) => Ok(HashKey::Text(string.text.clone())),
        Value::Bool(value) => Ok(HashKey::Number(Number::of_bool(*value).key())),
        Value::Number(source) => Ok(HashKey::Number(Number::parse(source).key())),
        Value::Array(_) => Err("list"),
        Value::Object(_) => Err("dict"),
    }
}
