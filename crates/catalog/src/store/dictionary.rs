//! Texts that many rows share, each kept once, with a number that stands for it.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

/// The number of the empty text: nothing was published.
pub(crate) const NONE: u32 = 0;

/// Texts by their numbers.
pub(crate) trait Texts {
    fn find(&self, text: &str) -> Option<u32>;
    fn text(&self, code: u32) -> &str;
    /// Numbers that are given, with that of the empty text.
    fn len(&self) -> usize;
}

#[derive(Debug, Clone)]
pub(crate) struct Dictionary {
    texts: Vec<Box<str>>,
    table: HashTable<u32>,
}

impl Default for Dictionary {
    fn default() -> Self {
        let mut dictionary = Self { texts: Vec::new(), table: HashTable::new() };
        dictionary.code("");
        dictionary
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

impl Texts for Dictionary {
    fn find(&self, text: &str) -> Option<u32> {
        self.table.find(hash(text), |code| &*self.texts[*code as usize] == text).copied()
    }

    fn text(&self, code: u32) -> &str {
        self.texts.get(code as usize).map_or("", |text| text)
    }

    fn len(&self) -> usize {
        self.texts.len()
    }
}

impl Dictionary {
    /// The number of a text, new or known.
    pub fn code(&mut self, text: &str) -> u32 {
        if let Some(code) = self.find(text) {
            return code;
        }
        let code = self.texts.len() as u32;
        self.texts.push(text.into());
        let texts = &self.texts;
        self.table.insert_unique(hash(text), code, |code| hash(&texts[*code as usize]));
        code
    }

    pub fn memory(&self) -> usize {
        self.texts.iter().map(|text| text.len() + size_of::<Box<str>>()).sum::<usize>() + self.table.allocation_size()
    }
}

/// Texts that are the same whatever their case and accents, shown as they were first written.
#[derive(Debug, Default, Clone)]
pub(crate) struct Labels {
    folded: Dictionary,
    shown: Vec<Box<str>>,
}

impl Texts for Labels {
    fn find(&self, text: &str) -> Option<u32> {
        self.folded.find(&Self::key(text))
    }

    fn text(&self, code: u32) -> &str {
        if code == NONE { "" } else { self.shown.get(code as usize).map_or("", |text| text) }
    }

    fn len(&self) -> usize {
        self.folded.len()
    }
}

impl Labels {
    fn key(text: &str) -> String {
        let folded = tenderlens_ocds::fold::text(text);
        folded.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn code(&mut self, text: &str) -> u32 {
        let code = self.folded.code(&Self::key(text));
        while self.shown.len() < self.folded.len() {
            self.shown.push(text.into());
        }
        code
    }

    pub fn memory(&self) -> usize {
        2 * self.folded.memory()
    }
}

#[cfg(test)]
mod tests {
    use super::{Dictionary, Labels, NONE, Texts};

    #[test]
    fn a_text_has_one_number() {
        let mut dictionary = Dictionary::default();
        let codes: Vec<_> = ["a", "b", "a", "", "B"].iter().map(|text| dictionary.code(text)).collect();
        assert_eq!(codes, [1, 2, 1, NONE, 3]);
        assert_eq!((dictionary.text(2), dictionary.find("c"), dictionary.len()), ("b", None, 4));
    }

    #[test]
    fn labels_are_the_same_whatever_their_case_and_shown_as_first_written() {
        let mut labels = Labels::default();
        assert_eq!(labels.code("Áncash"), labels.code("ANCASH "));
        assert_eq!(labels.text(labels.find("ancash").unwrap()), "Áncash");
        assert_eq!(labels.text(NONE), "");
    }
}
