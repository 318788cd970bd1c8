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
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                push_value(item, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (index, (key, value)) in members.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                push_string(key.raw, out);
                out.push(':');
                push_value(value, out);
            }
            out.push('}');
        }
    }
}
