//! One level of a value: what an object or array holds, as slices.

use super::{Scan, Scanner};

/// The inside of a member's name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name<'a> {
    pub(crate) raw: &'a str,
    pub(crate) escaped: bool,
}

impl<'a> Scanner<'a> {
    /// Steps into the container under the cursor; false if it is empty, which is then behind the cursor.
    pub(crate) fn enter(&mut self, close: u8) -> bool {
        self.advance();
        self.skip_space();
        let empty = self.peek() == close;
        if empty {
            self.advance();
        }
        !empty
    }

    /// Steps over what follows a value; false at the end of its container.
    pub(crate) fn goes_on(&mut self, close: u8) -> Scan<bool> {
        self.skip_space();
        if self.peek() == close {
            self.advance();
            return Ok(false);
        }
        self.expect(b',')?;
        self.skip_space();
        Ok(true)
    }

    /// Steps over a member's name and the colon, to its value.
    pub(crate) fn name(&mut self) -> Scan<Name<'a>> {
        let start = self.at() + 1;
        let escaped = self.string()?.escaped;
        let raw = self.since(start, self.at() - 1);
        self.skip_space();
        self.expect(b':')?;
        self.skip_space();
        Ok(Name { raw, escaped })
    }

    /// Steps over a value of any depth: what is too deep to be merged is a problem of its process only.
    pub(crate) fn value(&mut self) -> Scan<&'a str> {
        let start = self.at();
        self.skip_nested(usize::MAX)?;
        Ok(self.since(start, self.at()))
    }

    /// The values of the array under the cursor.
    pub(crate) fn items(&mut self) -> Scan<Vec<&'a str>> {
        let mut items = Vec::new();
        let mut more = self.enter(b']');
        while more {
            items.push(self.value()?);
            more = self.goes_on(b']')?;
        }
        Ok(items)
    }

    pub(crate) fn since(&self, start: usize, end: usize) -> &'a str {
        // Values start and end at ASCII bytes, so this never misses.
        self.text().get(start..end).unwrap_or_default()
    }
}
