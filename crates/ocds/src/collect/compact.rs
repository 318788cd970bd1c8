//! JSON without white space between its tokens.

use std::borrow::Cow;

/// The same JSON on one line. `json` must be valid.
pub fn compact(json: &str) -> Cow<'_, str> {
    let json = json.trim_ascii();
    let Some(first) = next_space(json, 0) else {
        return Cow::Borrowed(json);
    };
    let mut compacted = String::with_capacity(json.len());
    let (mut start, mut space) = (0, Some(first));
    while let Some(at) = space {
        compacted.push_str(json.get(start..at).unwrap_or_default());
        start = at + 1;
        space = next_space(json, start);
    }
    compacted.push_str(json.get(start..).unwrap_or_default());
    Cow::Owned(compacted)
}

/// The first white space outside of strings, from a position outside of strings.
fn next_space(json: &str, from: usize) -> Option<usize> {
    let bytes = json.as_bytes();
    let (mut at, mut in_string) = (from, false);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => in_string = !in_string,
            b'\\' if in_string => at += 1,
            b' ' | b'\n' | b'\r' | b'\t' if !in_string => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::compact;

    #[test]
    fn only_white_space_between_tokens_goes() {
        let json = " {\"a b\" : [ 1.0,\n\t\"x \\\" \\\\\" , {} ],\r\n\"é\": \" \"} ";
        assert_eq!(compact(json), r#"{"a b":[1.0,"x \" \\",{}],"é":" "}"#);
    }

    #[test]
    fn compact_text_is_not_copied() {
        assert!(matches!(compact("{\"a b\":\" \"}\n"), Cow::Borrowed(_)));
    }
}
