//! Cursors in the form of the service: base64 of `updatedFrom=…|updatedTo=…|nextCursor=<number>`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

pub fn write(from: Option<&str>, to: Option<&str>, next: usize) -> String {
    let text =
        format!("updatedFrom={}|updatedTo={}|nextCursor={next}", from.unwrap_or_default(), to.unwrap_or_default());
    let mut cursor = STANDARD_NO_PAD.encode(text);
    while cursor.len() % 4 != 0 {
        cursor.push('=');
    }
    cursor
}

/// What a cursor asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cursor {
    pub from: Option<String>,
    pub to: Option<String>,
    pub next: usize,
}

/// `None` when no number can be found in it. The documentation's own example (`MTAwM==`) is not
/// valid base64, so a broken tail is cut off.
pub fn read(cursor: &str) -> Option<Cursor> {
    let mut text = cursor.trim_end_matches('=').to_owned();
    if text.len() % 4 == 1 {
        text.pop();
    }
    let text = String::from_utf8(STANDARD_NO_PAD.decode(text).ok()?).ok()?;
    if let Ok(next) = text.parse() {
        return Some(Cursor { next, ..Cursor::default() });
    }
    let part = |name: &str| {
        let value = text.split('|').find_map(|part| part.strip_prefix(name)?.strip_prefix('='))?;
        (!value.is_empty()).then(|| value.to_owned())
    };
    Some(Cursor { from: part("updatedFrom"), to: part("updatedTo"), next: part("nextCursor")?.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::{Cursor, read, write};

    #[test]
    fn cursors_are_read_back() {
        let cursor = write(Some("2026-10-06T15:44:10"), None, 74_697);
        assert_eq!(cursor.len() % 4, 0);
        let expected = Cursor { from: Some("2026-10-06T15:44:10".into()), to: None, next: 74_697 };
        assert_eq!(read(&cursor), Some(expected));
    }

    #[test]
    fn the_documented_example_is_accepted() {
        assert_eq!(read("MTAwM==").map(|cursor| cursor.next), Some(100));
        assert_eq!(read("%%"), None);
        assert_eq!(read(""), None);
    }
}
