//! A parsed document, borrowed from its source text.
//!
//! Only the literal algorithm and the comparison of unequal texts build these; the usual merge
//! works on the source text itself.

use std::borrow::Cow;
use std::collections::HashMap;

use super::text::{Text, decode};
use crate::scan::{MAX_DEPTH, RawString, Scan, Scanner, SyntaxProblem};

/// Members beyond this many are looked up in a table while parsing.
const SMALL_OBJECT: usize = 16;

/// A string: its source (quotes excluded) and what it says.
#[derive(Debug, Clone)]
pub(crate) struct Str<'a> {
    pub(crate) raw: &'a str,
    pub(crate) text: Text<'a>,
}

impl<'a> Str<'a> {
    pub(crate) fn new(raw: RawString, source: &'a str) -> Self {
        let span = raw.span.of(source);
        Self { raw: span, text: decode(span, raw.escaped) }
    }

    pub(crate) const fn literal(text: &'static str) -> Str<'static> {
        Str { raw: text, text: Cow::Borrowed(text.as_bytes()) }
    }
}

/// An object's members, each name once.
pub(crate) type Members<'a> = Vec<(Str<'a>, Value<'a>)>;

#[derive(Debug, Clone)]
pub(crate) enum Value<'a> {
    Null,
    Bool(bool),
    /// The source text.
    Number(&'a str),
    String(Str<'a>),
    Array(Vec<Value<'a>>),
    Object(Members<'a>),
}

/// The member called `name`.
pub(crate) fn member<'v, 'a>(members: &'v Members<'a>, name: &str) -> Option<&'v Value<'a>> {
    members.iter().find(|(key, _)| key.text == name.as_bytes()).map(|(_, value)| value)
}

impl<'a> Value<'a> {
    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    pub(crate) fn is_object(&self) -> bool {
        matches!(self, Value::Object(_))
    }

    /// Parses one whole text. A repeated member name keeps its first place and its last value.
    pub(crate) fn parse(source: &'a str) -> Scan<Self> {
        let mut scanner = Scanner::new(source)?;
        scanner.skip_space();
        let value = parse(&mut scanner, 0)?;
        scanner.expect_end()?;
        Ok(value)
    }
}

fn parse<'a>(scanner: &mut Scanner<'a>, depth: usize) -> Scan<Value<'a>> {
    let source = scanner.text();
    match scanner.peek() {
        b'{' => object(scanner, depth),
        b'[' => array(scanner, depth),
        b'"' => Ok(Value::String(Str::new(scanner.string()?, source))),
        b't' => scanner.word("true").map(|_| Value::Bool(true)),
        b'f' => scanner.word("false").map(|_| Value::Bool(false)),
        b'n' => scanner.word("null").map(|_| Value::Null),
        b'-' | b'0'..=b'9' => Ok(Value::Number(scanner.number()?.of(source))),
        _ => scanner.unexpected(),
    }
}

/// Enters a container; true when it is empty and already closed.
fn open(scanner: &mut Scanner<'_>, depth: usize, close: u8) -> Scan<bool> {
    if depth >= MAX_DEPTH {
        return scanner.error(SyntaxProblem::TooDeep);
    }
    scanner.advance();
    scanner.skip_space();
    if scanner.peek() == close {
        scanner.advance();
        return Ok(true);
    }
    Ok(false)
}

/// After an element: true when the container goes on, with the cursor on the next element.
fn goes_on(scanner: &mut Scanner<'_>, close: u8) -> Scan<bool> {
    scanner.skip_space();
    if scanner.peek() == close {
        scanner.advance();
        return Ok(false);
    }
    scanner.expect(b',')?;
    scanner.skip_space();
    Ok(true)
}

fn array<'a>(scanner: &mut Scanner<'a>, depth: usize) -> Scan<Value<'a>> {
    let mut items = Vec::new();
    let mut more = !open(scanner, depth, b']')?;
    while more {
        items.push(parse(scanner, depth + 1)?);
        more = goes_on(scanner, b']')?;
    }
    Ok(Value::Array(items))
}

fn object<'a>(scanner: &mut Scanner<'a>, depth: usize) -> Scan<Value<'a>> {
    let mut builder = ObjectBuilder::default();
    let mut more = !open(scanner, depth, b'}')?;
    while more {
        let key = Str::new(scanner.string()?, scanner.text());
        scanner.skip_space();
        scanner.expect(b':')?;
        scanner.skip_space();
        let value = parse(scanner, depth + 1)?;
        builder.set(key, value);
        more = goes_on(scanner, b'}')?;
    }
    Ok(Value::Object(builder.members))
}

#[derive(Default)]
struct ObjectBuilder<'a> {
    members: Members<'a>,
    places: HashMap<Text<'a>, usize>,
}

impl<'a> ObjectBuilder<'a> {
    fn set(&mut self, key: Str<'a>, value: Value<'a>) {
        match self.place(&key.text) {
            Some(place) => self.members[place].1 = value,
            None => {
                if self.members.len() >= SMALL_OBJECT {
                    self.places.insert(key.text.clone(), self.members.len());
                }
                self.members.push((key, value));
            }
        }
    }

    fn place(&self, key: &Text<'a>) -> Option<usize> {
        let head = self.members.iter().take(SMALL_OBJECT);
        head.enumerate()
            .find(|(_, (name, _))| name.text == *key)
            .map(|(place, _)| place)
            .or_else(|| self.places.get(key).copied())
    }
}
