//! Values that are copied whole, as places in the source.

use super::super::python::equal;
use super::super::value::Value;
use crate::scan::Span;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeafKind {
    Null,
    /// A boolean or a number: comparable with each other in Python.
    Scalar,
    /// A string without escapes.
    String,
    /// A string with escapes.
    Escaped,
    /// An array or an object.
    Compact,
    /// An array or an object with white space between its tokens.
    Spaced,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Leaf {
    pub(super) span: Span,
    /// Where in merge order its release is.
    pub(super) place: u32,
    pub(super) kind: LeafKind,
}

impl Leaf {
    pub(super) fn text<'a>(self, sources: &[&'a str]) -> &'a str {
        let source = sources.get(self.place as usize);
        source.map_or("", |source| self.span.of(source))
    }

    /// Whether Python finds the two values equal.
    pub(super) fn equals(self, other: Leaf, sources: &[&str]) -> bool {
        let (a, b) = (self.text(sources), other.text(sources));
        if a == b {
            return true;
        }
        use LeafKind::{Compact, Escaped, Null, Scalar, Spaced, String};
        match (self.kind, other.kind) {
            (Null, _) | (_, Null) | (String, String) => false,
            (String | Escaped, String | Escaped) | (Scalar, Scalar) | (Compact | Spaced, Compact | Spaced) => {
                match (Value::parse(a), Value::parse(b)) {
                    (Ok(a), Ok(b)) => equal(&a, &b),
                    _ => false,
                }
            }
            _ => false,
        }
    }

    /// Appends the value without white space between tokens.
    pub(super) fn write(self, sources: &[&str], out: &mut std::string::String) {
        let text = self.text(sources);
        if self.kind == LeafKind::Spaced {
            push_compact(text, out);
        } else {
            out.push_str(text);
        }
    }
}

/// Copies valid JSON without the white space outside its strings.
fn push_compact(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let mut copied = 0;
    let mut at = 0;
    let mut inside = false;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => inside = !inside,
            b'\\' if inside => at += 1,
            b' ' | b'\n' | b'\r' | b'\t' if !inside => {
                out.push_str(text.get(copied..at).unwrap_or(""));
                copied = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    out.push_str(text.get(copied..).unwrap_or(""));
}
