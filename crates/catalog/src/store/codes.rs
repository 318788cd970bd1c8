//! The codes of classifications, each kept once.

use super::dictionary::{Dictionary, NONE, Texts};
use super::mentions::pair;
use crate::read::draft::Code;

#[derive(Debug, Default)]
pub(crate) struct Codes {
    pub schemes: Dictionary,
    /// Scheme and code.
    keys: Dictionary,
    /// By the number of the key.
    list: Vec<Entry>,
}

#[derive(Debug)]
pub(crate) struct Entry {
    pub scheme: u32,
    pub code: Box<str>,
    /// As some release describes it.
    pub description: Box<str>,
}

impl Codes {
    pub fn number(&mut self, code: &Code<'_>) -> u32 {
        let number = self.keys.code(&pair(&code.scheme, &code.code));
        if self.list.is_empty() {
            self.list.push(Entry { scheme: NONE, code: "".into(), description: "".into() });
        }
        if number as usize == self.list.len() {
            let scheme = self.schemes.code(&code.scheme);
            self.list.push(Entry { scheme, code: (&*code.code).into(), description: "".into() });
        }
        if let Some(entry) = self.list.get_mut(number as usize)
            && entry.description.is_empty()
        {
            entry.description = (&*code.description).into();
        }
        number
    }

    pub fn entry(&self, number: u32) -> Option<&Entry> {
        self.list.get(number as usize)
    }

    /// All codes by their numbers; the first is none.
    pub fn entries(&self) -> &[Entry] {
        &self.list
    }

    pub fn description(&self, scheme: &str, code: &str) -> Option<&str> {
        let entry = self.entry(self.keys.find(&pair(scheme, code))?)?;
        Some(&*entry.description).filter(|it| !it.is_empty())
    }

    pub fn memory(&self) -> usize {
        let texts: usize = self.list.iter().map(|it| it.code.len() + it.description.len() + size_of::<Entry>()).sum();
        texts + self.keys.memory() + self.schemes.memory()
    }
}
