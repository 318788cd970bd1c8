//! The tokens of a JSON text: a reader of our own tests, so that no reader is checked by itself.

/// Strings and numbers as they are written; white space is dropped.
pub fn tokens(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let (mut tokens, mut at) = (Vec::new(), 0);
    while let Some(&byte) = bytes.get(at) {
        let end = match byte {
            b' ' | b'\n' | b'\r' | b'\t' => {
                at += 1;
                continue;
            }
            b'"' => string_end(bytes, at),
            b'{' | b'}' | b'[' | b']' | b',' | b':' => at + 1,
            _ => scalar_end(bytes, at),
        };
        tokens.push(&text[at..end]);
        at = end;
    }
    tokens
}

fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}

fn scalar_end(bytes: &[u8], start: usize) -> usize {
    let ends =
        |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b',' | b':' | b'}' | b']' | b'{' | b'[' | b'"');
    bytes[start + 1..].iter().position(ends).map_or(bytes.len(), |length| start + 1 + length)
}

#[test]
fn tokens_keep_digits_and_escapes() {
    assert_eq!(
        tokens(" {\"a\\\"\": [1.50, -0e1,true ,\"{\\\\\"]}\n"),
        ["{", "\"a\\\"\"", ":", "[", "1.50", ",", "-0e1", ",", "true", ",", "\"{\\\\\"", "]", "}"]
    );
}
