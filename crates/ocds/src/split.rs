//! Reads a package that is too long to be held: its releases and records come out one by one while
//! the bytes come in.
//!
//! Each element is complete JSON text, wherever the pieces of input break. At most one element is in
//! memory; nothing is kept of those before.

use serde::de::IgnoredAny;

use crate::json::ReadError;

/// A member besides the lists is metadata; one longer than this is none.
const LARGEST_MEMBER: usize = 16 * 1024 * 1024;

/// What a package consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// An element of `releases`.
    Release(String),
    /// An element of `records`.
    Record(String),
    /// Any other member of the package, with its value as JSON text.
    Member(String, String),
}

/// Where in the package the scanner stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the package.
    Start,
    /// After `{`.
    FirstName,
    /// After a comma between members.
    Name,
    /// In a member's name.
    InName,
    Colon,
    /// Before a member's value.
    Value,
    /// In a value that is kept: a list's element, or a member.
    InValue,
    /// After `[` of a list.
    FirstElement,
    /// After a comma between elements.
    Element,
    /// After an element.
    NextElement,
    /// After a member.
    NextName,
    /// After the package.
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Releases,
    Records,
}

/// Splits one package. Feed it with [`Splitter::push`] and end with [`Splitter::finish`].
#[derive(Debug)]
pub struct Splitter {
    place: Place,
    /// Bytes taken so far.
    offset: usize,
    /// The name or value being read, from `started`.
    kept: Vec<u8>,
    started: usize,
    name: String,
    /// The list whose elements are read.
    list: Option<List>,
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Default for Splitter {
    fn default() -> Self {
        Self {
            place: Place::Start,
            offset: 0,
            kept: Vec::new(),
            started: 0,
            name: String::new(),
            list: None,
            depth: 0,
            in_string: false,
            escaped: false,
        }
    }
}

impl Splitter {
    /// Takes the next bytes and hands out what they complete.
    ///
    /// # Errors
    /// Where the text stops being a package, with the byte offset. After an error nothing more can
    /// be read.
    pub fn push(&mut self, mut bytes: &[u8], take: &mut dyn FnMut(Part)) -> Result<(), ReadError> {
        while let Some(&byte) = bytes.first() {
            let used = match self.place {
                Place::InValue => self.value(bytes, take)?,
                Place::InName => self.member_name(byte)?,
                _ => self.structure(byte)?,
            };
            self.offset += used;
            bytes = &bytes[used..];
        }
        Ok(())
    }

    /// Bytes of the package taken so far.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// # Errors
    /// When the package is not complete.
    pub fn finish(&self) -> Result<(), ReadError> {
        match self.place {
            Place::End => Ok(()),
            _ => Err(self.error(self.offset, "the text ends in the middle of the package")),
        }
    }

    fn structure(&mut self, byte: u8) -> Result<usize, ReadError> {
        if matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
            return Ok(1);
        }
        self.place = match (self.place, byte) {
            (Place::Start, b'{') => Place::FirstName,
            // A byte order mark.
            (Place::Start, mark) if "\u{feff}".as_bytes().get(self.offset) == Some(&mark) => Place::Start,
            (Place::FirstName | Place::Name, b'"') => {
                self.start_keeping();
                self.kept.push(byte);
                Place::InName
            }
            (Place::FirstName | Place::NextName, b'}') => Place::End,
            (Place::Colon, b':') => Place::Value,
            (Place::NextName, b',') => Place::Name,
            (Place::Value, b'[') if self.named_list().is_some() => {
                self.list = self.named_list();
                Place::FirstElement
            }
            (Place::FirstElement | Place::NextElement, b']') => {
                self.list = None;
                Place::NextName
            }
            (Place::NextElement, b',') => Place::Element,
            (Place::Value | Place::FirstElement | Place::Element, b) if !matches!(b, b']' | b'}' | b',' | b':') => {
                self.start_keeping();
                self.place = Place::InValue;
                return Ok(0);
            }
            _ => return Err(self.unexpected(byte)),
        };
        Ok(1)
    }

    fn start_keeping(&mut self) {
        self.kept.clear();
        self.started = self.offset;
    }

    fn named_list(&self) -> Option<List> {
        match self.name.as_str() {
            "releases" => Some(List::Releases),
            "records" => Some(List::Records),
            _ => None,
        }
    }

    fn member_name(&mut self, byte: u8) -> Result<usize, ReadError> {
        self.kept.push(byte);
        if self.escaped {
            self.escaped = false;
        } else if byte == b'\\' {
            self.escaped = true;
        } else if byte == b'"' {
            self.name = serde_json::from_slice(&self.kept).map_err(|_| self.error(self.started, "not a name"))?;
            self.place = Place::Colon;
        }
        self.within_limit()?;
        Ok(1)
    }

    /// Takes bytes up to the end of the value; returns how many.
    fn value(&mut self, bytes: &[u8], take: &mut dyn FnMut(Part)) -> Result<usize, ReadError> {
        for (at, &byte) in bytes.iter().enumerate() {
            if self.in_string {
                self.in_string = self.escaped || byte != b'"';
                self.escaped = !self.escaped && byte == b'\\';
                if !self.in_string && self.depth == 0 {
                    return self.end_value(&bytes[..=at], take);
                }
                continue;
            }
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth > 0 => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return self.end_value(&bytes[..=at], take);
                    }
                }
                // A number or a word ends where something else begins.
                b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t' if self.depth == 0 => {
                    return self.end_value(&bytes[..at], take);
                }
                _ => {}
            }
        }
        self.kept.extend_from_slice(bytes);
        self.within_limit()?;
        Ok(bytes.len())
    }

    fn end_value(&mut self, last: &[u8], take: &mut dyn FnMut(Part)) -> Result<usize, ReadError> {
        self.kept.extend_from_slice(last);
        self.within_limit()?;
        let text = String::from_utf8(std::mem::take(&mut self.kept))
            .map_err(|problem| self.error(self.started + problem.utf8_error().valid_up_to(), "not UTF-8"))?;
        serde_json::from_str::<IgnoredAny>(&text).map_err(|problem| {
            let at = self.started + offset_of(&text, &problem);
            let text = problem.to_string();
            self.error(at, text.split(" at line").next().unwrap_or_default())
        })?;
        self.place = if self.list.is_some() { Place::NextElement } else { Place::NextName };
        take(match self.list {
            Some(List::Releases) => Part::Release(text),
            Some(List::Records) => Part::Record(text),
            None => Part::Member(std::mem::take(&mut self.name), text),
        });
        Ok(last.len())
    }

    fn within_limit(&self) -> Result<(), ReadError> {
        if self.list.is_some() || self.kept.len() <= LARGEST_MEMBER {
            return Ok(());
        }
        Err(self.error(self.started, "a member other than releases and records is longer than 16 MB"))
    }

    fn unexpected(&self, byte: u8) -> ReadError {
        let expected = match self.place {
            Place::Start => "a package, which starts with {",
            Place::FirstName | Place::Name => "the name of a member",
            Place::Colon => "a colon",
            Place::NextName => "a comma or }",
            Place::NextElement => "a comma or ]",
            Place::End => "nothing after the package",
            _ => "a value",
        };
        self.error(self.offset, &format!("expected {expected}, found {:?}", char::from(byte)))
    }

    fn error(&self, offset: usize, problem: &str) -> ReadError {
        ReadError { offset, problem: problem.to_owned() }
    }
}

/// serde_json counts lines and columns from 1.
fn offset_of(text: &str, problem: &serde_json::Error) -> usize {
    let lines: usize = text.split_inclusive('\n').take(problem.line().saturating_sub(1)).map(str::len).sum();
    lines + problem.column().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::{Part, Splitter};
    use crate::json::ReadError;

    /// In pieces of so many bytes.
    fn split(text: &[u8], size: usize) -> Result<Vec<Part>, ReadError> {
        let mut parts = Vec::new();
        let mut splitter = Splitter::default();
        for piece in text.chunks(size) {
            splitter.push(piece, &mut |part| parts.push(part))?;
        }
        splitter.finish()?;
        Ok(parts)
    }

    const PACKAGE: &str = "\u{feff} {\"uri\" : \"x\\\"]\", \"n\":1.10,\"releases\":[ {\"a\":\"}]\\\\\",\"b\":[1,{}]} , \"я\\u0022\", 12 ,null],\
        \"records\":[],\"links\":{\"next\":null},\"rec\\u006frds\":[{\"é\":\"日本\"}] , \"last\":true}\n ";

    fn expected() -> Vec<Part> {
        let member = |name: &str, text: &str| Part::Member(name.to_owned(), text.to_owned());
        vec![
            member("uri", "\"x\\\"]\""),
            member("n", "1.10"),
            Part::Release("{\"a\":\"}]\\\\\",\"b\":[1,{}]}".to_owned()),
            Part::Release("\"я\\u0022\"".to_owned()),
            Part::Release("12".to_owned()),
            Part::Release("null".to_owned()),
            member("links", "{\"next\":null}"),
            Part::Record("{\"é\":\"日本\"}".to_owned()),
            member("last", "true"),
        ]
    }

    #[test]
    fn elements_come_out_whole_wherever_the_pieces_break() {
        for size in 1..=PACKAGE.len() {
            assert_eq!(split(PACKAGE.as_bytes(), size), Ok(expected()), "pieces of {size}");
        }
    }

    #[test]
    fn every_cut_short_package_is_told_with_its_end() {
        let end = PACKAGE.trim_end().len();
        for cut in 0..end {
            let error = split(&PACKAGE.as_bytes()[..cut], 7).unwrap_err();
            assert!(error.offset <= cut, "{cut}: {error:?}");
        }
        let error = split(b"{\"releases\":[{\"a\":", 100).unwrap_err();
        assert_eq!((error.offset, error.problem.as_str()), (18, "the text ends in the middle of the package"));
    }

    #[test]
    fn what_is_no_package_is_told_with_its_place() {
        for (text, offset) in [
            ("<html>", 0),
            (" [1]", 1),
            ("{\"releases\":[{\"a\":01}]}", 19),
            ("{\"releases\":[{\"a\":1}{\"b\":2}]}", 20),
            ("{\"releases\":[,]}", 13),
            ("{\"releases\":[1,]}", 15),
            ("{\"a\":1,}", 7),
            ("{\"a\" 1}", 5),
            ("{\"a\":}", 5),
            ("{\"a\":nul}", 7),
            ("{} x", 3),
            ("{\"releases\":[\n{\"a\":\n x}]}", 21),
        ] {
            for size in [1, 100] {
                let error = split(text.as_bytes(), size).unwrap_err();
                assert_eq!(error.offset, offset, "{text}: {error:?}");
            }
        }
        assert_eq!(split(b"{\"a\":\"\xff\"}", 3).unwrap_err().offset, 6);
        assert!(split(b"", 1).is_err());
    }

    #[test]
    fn a_list_that_is_none_is_a_member() {
        let parts = split(b"{\"releases\":null,\"records\":{\"a\":[]}}", 4).unwrap();
        assert_eq!(
            parts,
            [
                Part::Member("releases".to_owned(), "null".to_owned()),
                Part::Member("records".to_owned(), "{\"a\":[]}".to_owned())
            ]
        );
    }

    #[test]
    fn a_member_without_end_does_not_fill_the_memory() {
        let mut splitter = Splitter::default();
        splitter.push(b"{\"a\":\"", &mut |_| {}).unwrap();
        let piece = vec![b'x'; 1 << 20];
        let error = (0..20).find_map(|_| splitter.push(&piece, &mut |_| {}).err());
        assert_eq!(error.map(|error| error.offset), Some(5));
    }
}
