//! JSON text out: compact, with the source's own spelling of strings and numbers.

use super::value::Value;

/// Appends a string whose inside is already JSON.
pub(crate) fn push_string(raw: &str, out: &mut String) {
    out.push('"');
    out.push_str(raw);
    out.push('"');
}

/// Appends a value, without white space.
pub(crate) fn push_value(value: &Value<'_>, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(source) => out.push_str(source),
        Value::String(string) => push_string(string.raw, out),
        Value::Array(items) => push_array(items, out, push_value),
        Value::Object(members) => push_object(members.iter().map(|(key, value)| (key.raw, value)), out, push_value),
    }
}

/// Appends an array of items that `push` knows to write.
pub(crate) fn push_array<T>(items: impl IntoIterator<Item = T>, out: &mut String, push: impl Fn(T, &mut String)) {
    out.push('[');
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        push(item, out);
    }
    out.push(']');
}

/// Appends an object of members, each the inside of its name and a value.
pub(crate) fn push_object<'n, T>(
    members: impl IntoIterator<Item = (&'n str, T)>,
    out: &mut String,
    push: impl Fn(T, &mut String),
) {
    out.push('{');
    for (index, (name, value)) in members.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        push_string(name, out);
        out.push(':');
        push(value, out);
    }
    out.push('}');
}
