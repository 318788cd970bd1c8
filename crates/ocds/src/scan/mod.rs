//! A strict, non-recursive JSON scanner over borrowed text.
//!
//! It answers *where* things are, never *what* they are worth: strings and numbers stay slices of
//! the source. Nesting is limited, so nothing built on it can exhaust the stack.

mod level;
mod pass;
mod special;

use thiserror::Error;

pub(crate) use level::Inside;
use special::next_special;

/// Containers inside containers: the reference implementation gives up near this depth too
/// (Python's recursion limit), and a thousand small frames fit every stack we run on.
pub(crate) const MAX_DEPTH: usize = 1000;

/// What is wrong with a text that is not JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SyntaxProblem {
    /// The text ends inside a value.
    #[error("the text ends before the value does")]
    UnexpectedEnd,
    /// Something else was expected here.
    #[error("unexpected character")]
    UnexpectedCharacter,
    /// A number that JSON does not have, like `01`, `1.` or `.5`.
    #[error("invalid number")]
    InvalidNumber,
    /// A backslash followed by something that JSON does not have.
    #[error("invalid escape sequence")]
    InvalidEscape,
    /// A raw control character inside a string.
    #[error("control character in a string")]
    ControlCharacter,
    /// More than a thousand containers inside each other.
    #[error("nested deeper than 1000 levels")]
    TooDeep,
    /// Something follows the value.
    #[error("text after the end of the value")]
    TrailingText,
    /// One document of 4 GiB or more.
    #[error("longer than 4 GiB")]
    TooLong,
}

/// A problem and the byte where it was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ScanError {
    pub(crate) problem: SyntaxProblem,
    pub(crate) offset: usize,
}

pub(crate) type Scan<T> = Result<T, ScanError>;

/// A part of the source text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    pub(crate) fn of(self, text: &str) -> &str {
        // Spans start and end at ASCII bytes of the text they came from, so this never misses.
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// The inside of a string, quotes excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct RawString {
    pub(crate) span: Span,
    pub(crate) escaped: bool,
}

/// A value that was stepped over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Skipped {
    pub(crate) span: Span,
    /// White space between its tokens, so that copying it out would not be compact.
    pub(crate) spaced: bool,
}

/// A cursor over one JSON text.
#[derive(Debug, Clone)]
pub(crate) struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scanner<'a> {
    /// Fails on texts whose positions do not fit 32 bits.
    pub(crate) fn new(text: &'a str) -> Scan<Self> {
        if u32::try_from(text.len()).is_err() {
            return Err(ScanError { problem: SyntaxProblem::TooLong, offset: 0 });
        }
        Ok(Self { text, bytes: text.as_bytes(), at: 0 })
    }

    /// From a position on, in a text of any length: spans are of no use beyond 4 GiB, where
    /// [`Scanner::at`] still is.
    pub(crate) fn from(text: &'a str, at: usize) -> Self {
        Self { text, bytes: text.as_bytes(), at }
    }

    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    pub(crate) fn error<T>(&self, problem: SyntaxProblem) -> Scan<T> {
        Err(ScanError { problem, offset: self.at })
    }

    /// Past the end of the text this is an end-of-text error, else an unexpected character.
    #[cold]
    pub(crate) fn unexpected<T>(&self) -> Scan<T> {
        if self.at >= self.bytes.len() {
            self.error(SyntaxProblem::UnexpectedEnd)
        } else {
            self.error(SyntaxProblem::UnexpectedCharacter)
        }
    }

    /// The byte under the cursor; 0 at the end, which starts no token.
    #[inline]
    pub(crate) fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    #[inline]
    pub(crate) fn advance(&mut self) {
        self.at += 1;
    }

    /// Mostly there is none: then no call is made, whatever the code is optimised for.
    #[inline(always)]
    pub(crate) fn skip_space(&mut self) {
        if self.peek() <= b' ' {
            self.skip_spaces();
        }
    }

    #[cold]
    fn skip_spaces(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    /// Steps over `byte` or fails.
    #[inline]
    pub(crate) fn expect(&mut self, byte: u8) -> Scan<()> {
        if self.peek() == byte {
            self.at += 1;
            Ok(())
        } else {
            self.unexpected()
        }
    }

    pub(crate) fn expect_end(&mut self) -> Scan<()> {
        self.skip_space();
        if self.at < self.bytes.len() {
            return self.error(SyntaxProblem::TrailingText);
        }
        Ok(())
    }

    #[inline]
    pub(crate) fn span_from(&self, start: usize) -> Span {
        // `new` has checked that every position fits.
        Span { start: start as u32, end: self.at as u32 }
    }

    /// Reads a string whose opening quote is under the cursor.
    #[inline]
    pub(crate) fn string(&mut self) -> Scan<RawString> {
        self.expect(b'"')?;
        let start = self.at;
        let mut escaped = false;
        loop {
            self.at = next_special(self.bytes, self.at);
            match self.bytes.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.escape()?;
                }
                Some(_) => return self.error(SyntaxProblem::ControlCharacter),
                None => return self.error(SyntaxProblem::UnexpectedEnd),
            }
        }
        let span = self.span_from(start);
        self.at += 1;
        Ok(RawString { span, escaped })
    }

    /// Steps over the string with exactly this inside, if it is the one under the cursor.
    #[inline]
    pub(crate) fn take_string(&mut self, raw: &str) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let taken = rest.first() == Some(&b'"')
            && rest[1..].starts_with(raw.as_bytes())
            && rest.get(raw.len() + 1) == Some(&b'"');
        if taken {
            self.at += raw.len() + 2;
        }
        taken
    }

    fn escape(&mut self) -> Scan<()> {
        match self.bytes.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 2,
            Some(b'u') => {
                let digits = self.bytes.get(self.at + 2..self.at + 6);
                if !digits.is_some_and(|d| d.iter().all(u8::is_ascii_hexdigit)) {
                    return self.error(SyntaxProblem::InvalidEscape);
                }
                self.at += 6;
            }
            Some(_) => return self.error(SyntaxProblem::InvalidEscape),
            None => return self.error(SyntaxProblem::UnexpectedEnd),
        }
        Ok(())
    }

    /// Steps over `null`, `true` or `false`.
    #[inline]
    pub(crate) fn word(&mut self, word: &'static str) -> Scan<Span> {
        let start = self.at;
        if !self.bytes[self.at..].starts_with(word.as_bytes()) {
            return self.unexpected();
        }
        self.at += word.len();
        Ok(self.span_from(start))
    }

    #[inline]
    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        self.at - start
    }

    /// Steps over a number whose first character is under the cursor.
    #[inline]
    pub(crate) fn number(&mut self) -> Scan<Span> {
        let start = self.at;
        if self.peek() == b'-' {
            self.at += 1;
        }
        let leading_zero = self.peek() == b'0';
        let whole = self.digits();
        if whole == 0 || (leading_zero && whole > 1) {
            return self.error(SyntaxProblem::InvalidNumber);
        }
        if self.peek() == b'.' {
            self.at += 1;
            if self.digits() == 0 {
                return self.error(SyntaxProblem::InvalidNumber);
            }
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            if matches!(self.peek(), b'+' | b'-') {
                self.at += 1;
            }
            if self.digits() == 0 {
                return self.error(SyntaxProblem::InvalidNumber);
            }
        }
        Ok(self.span_from(start))
    }

    /// Steps over a string, number, boolean or null.
    #[inline]
    fn skip_scalar(&mut self) -> Scan<()> {
        match self.peek() {
            b'"' => self.string().map(drop),
            b'-' | b'0'..=b'9' => self.number().map(drop),
            b't' => self.word("true").map(drop),
            b'f' => self.word("false").map(drop),
            b'n' => self.word("null").map(drop),
            _ => self.unexpected(),
        }
    }

    #[inline(always)]
    fn skip_counting(&mut self, spaced: &mut bool) {
        let start = self.at;
        self.skip_space();
        *spaced |= self.at != start;
    }

    /// Steps over any value, checking all of its grammar. `depth` counts the containers around it.
    pub(crate) fn skip_value(&mut self, depth: usize) -> Scan<Skipped> {
        self.skip_nested(MAX_DEPTH.saturating_sub(depth))
    }

    /// Steps over any value with at most so many containers inside each other.
    pub(crate) fn skip_nested(&mut self, most: usize) -> Scan<Skipped> {
        let start = self.at;
        let mut spaced = false;
        let mut open = OpenContainers::default();
        loop {
            match self.peek() {
                byte @ (b'{' | b'[') => {
                    if open.depth >= most {
                        return self.error(SyntaxProblem::TooDeep);
                    }
                    self.at += 1;
                    self.skip_counting(&mut spaced);
                    if self.peek() == closing(byte) {
                        self.at += 1;
                    } else {
                        open.push(byte == b'{');
                        if byte == b'{' {
                            self.skip_key(&mut spaced)?;
                        }
                        continue;
                    }
                }
                _ => self.skip_scalar()?,
            }
            if self.skip_after_value(&mut open, &mut spaced)? {
                break;
            }
        }
        Ok(Skipped { span: self.span_from(start), spaced })
    }

    /// A value has ended: closes what ends with it and stops before the next one. True at the end.
    fn skip_after_value(&mut self, open: &mut OpenContainers, spaced: &mut bool) -> Scan<bool> {
        while open.depth > 0 {
            let object = open.top();
            self.skip_counting(spaced);
            match self.peek() {
                b',' => {
                    self.at += 1;
                    self.skip_counting(spaced);
                    if object {
                        self.skip_key(spaced)?;
                    }
                    return Ok(false);
                }
                b'}' if object => self.at += 1,
                b']' if !object => self.at += 1,
                _ => return self.unexpected(),
            }
            open.pop();
        }
        Ok(true)
    }

    #[inline(always)]
    fn skip_key(&mut self, spaced: &mut bool) -> Scan<()> {
        self.string()?;
        self.skip_counting(spaced);
        self.expect(b':')?;
        self.skip_counting(spaced);
        Ok(())
    }
}

const fn closing(open: u8) -> u8 {
    if open == b'{' { b'}' } else { b']' }
}

/// Which of the open containers are objects, a bit each, innermost last.
#[derive(Default)]
struct OpenContainers {
    /// Of the innermost 64 or fewer.
    inner: u64,
    /// Full words of those around them.
    outer: Vec<u64>,
    depth: usize,
}

impl OpenContainers {
    fn push(&mut self, object: bool) {
        if self.depth > 0 && self.depth.is_multiple_of(64) {
            self.outer.push(self.inner);
        }
        self.inner = self.inner << 1 | u64::from(object);
        self.depth += 1;
    }

    fn pop(&mut self) {
        self.depth -= 1;
        self.inner >>= 1;
        if self.depth.is_multiple_of(64) {
            self.inner = self.outer.pop().unwrap_or(0);
        }
    }

    fn top(&self) -> bool {
        self.inner & 1 == 1
    }
}
