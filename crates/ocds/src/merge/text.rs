//! Strings: from JSON escapes to text and back.
//!
//! Text is held as bytes: UTF-8, except that a lone surrogate (`"\ud800"`, which JSON allows and
//! Python keeps) is encoded in three bytes like any other code point. Comparing such bytes
//! compares code points.

use std::borrow::Cow;

/// A decoded string.
pub(crate) type Text<'a> = Cow<'a, [u8]>;

/// The text of the inside of a JSON string that the scanner has accepted.
pub(crate) fn decode(raw: &str, escaped: bool) -> Text<'_> {
    if !escaped {
        return Cow::Borrowed(raw.as_bytes());
    }
    let bytes = raw.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte != b'\\' {
            out.push(byte);
            at += 1;
            continue;
        }
        let escape = bytes.get(at + 1).copied().unwrap_or(b'\\');
        at += 2;
        match escape {
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'u' => at = decode_unicode(bytes, at, &mut out),
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}

/// Decodes the four digits at `at` and the second half of a surrogate pair if there is one.
fn decode_unicode(bytes: &[u8], at: usize, out: &mut Vec<u8>) -> usize {
    let high = hex4(bytes, at).unwrap_or(0xfffd);
    let after = at + 4;
    if (0xd800..0xdc00).contains(&high)
        && bytes.get(after..after + 2) == Some(b"\\u")
        && let Some(low) = hex4(bytes, after + 2).filter(|low| (0xdc00..0xe000).contains(low))
    {
        push_code_point(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00), out);
        return after + 6;
    }
    push_code_point(high, out);
    after
}

fn hex4(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 4)?;
    digits.iter().try_fold(0, |value, &digit| Some(value * 16 + char::from(digit).to_digit(16)?))
}

fn push_code_point(code: u32, out: &mut Vec<u8>) {
    match char::from_u32(code) {
        Some(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        // A lone surrogate, in the three-byte form that UTF-8 would have for it.
        None => out.extend_from_slice(&[
            0xe0 | (code >> 12) as u8,
            0x80 | (code >> 6 & 0x3f) as u8,
            0x80 | (code & 0x3f) as u8,
        ]),
    }
}

/// One character of a text: a `char`, or the code of a lone surrogate.
pub(crate) enum Unit {
    Char(char),
    Surrogate(u32),
}

/// Walks a text by characters.
pub(crate) struct Units<'a> {
    rest: &'a [u8],
}

pub(crate) fn units(text: &[u8]) -> Units<'_> {
    Units { rest: text }
}

impl Iterator for Units<'_> {
    type Item = Unit;

    fn next(&mut self) -> Option<Unit> {
        let (&first, _) = self.rest.split_first()?;
        let (length, bits) = match first {
            0..0x80 => (1, u32::from(first)),
            0x80..0xe0 => (2, u32::from(first & 0x1f)),
            0xe0..0xf0 => (3, u32::from(first & 0x0f)),
            _ => (4, u32::from(first & 0x07)),
        };
        let (unit, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.rest = rest;
        let code = unit.iter().skip(1).fold(bits, |code, &byte| code << 6 | u32::from(byte & 0x3f));
        Some(char::from_u32(code).map_or(Unit::Surrogate(code), Unit::Char))
    }
}

/// The text as a `String`; lone surrogates, which a `String` cannot hold, as `\udXXX`.
pub(crate) fn to_string(text: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(text) {
        return text.to_owned();
    }
    let mut out = String::new();
    for unit in units(text) {
        match unit {
            Unit::Char(c) => out.push(c),
            Unit::Surrogate(code) => out.push_str(&format!("\\u{code:04x}")),
        }
    }
    out
}

/// Appends the inside of a JSON string with this text.
pub(crate) fn push_json_inside(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
}
