//! One level of a value: what an object or array holds, as slices.

use super::{Scan, Scanner};

/// The inside of a string.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Inside<'a> {
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
    pub(crate) fn name(&mut self) -> Scan<Inside<'a>> {
        let name = self.text_inside()?;
        self.skip_space();
        self.expect(b':')?;
        self.skip_space();
        Ok(name)
    }

    /// Steps over a string, in a text of any length.
    pub(crate) fn text_inside(&mut self) -> Scan<Inside<'a>> {
        let start = self.at() + 1;
        let escaped = self.string()?.escaped;
        Ok(Inside { raw: self.since(start, self.at() - 1), escaped })
    }

    /// Steps over a value of any depth: what is too deep to be merged is a problem of its process only.
    pub(crate) fn value(&mut self) -> Scan<&'a str> {
        let start = self.at();
        self.skip_nested(usize::MAX)?;
        Ok(self.since(start, self.at()))
    }

    /// The values of the array under the cursor.
    pub(crate) fn items(&mut self) -> Scan<Vec<&'a str>> {
        self.each_item(Self::value)
    }

    /// What `read` makes of each value of the array under the cursor.
    pub(crate) fn each_item<T>(&mut self, mut read: impl FnMut(&mut Self) -> Scan<T>) -> Scan<Vec<T>> {
        let mut items = Vec::new();
        let mut more = self.enter(b']');
        while more {
            items.push(read(self)?);
            more = self.goes_on(b']')?;
        }
        Ok(items)
    }

    pub(crate) fn since(&self, start: usize, end: usize) -> &'a str {
        // Values start and end at ASCII bytes, so this never misses.
        self.text().get(start..end).unwrap_or_default()
    }
}
