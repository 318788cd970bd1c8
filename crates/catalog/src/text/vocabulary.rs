//! All words of a collection, each with a number, found as a whole or by their start.

use std::hash::Hasher;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use super::postings::List;
use crate::arrange;

const PAGE: usize = 1 << 16;
/// So many words may be out of order before they are sorted in; of many words an eighth, as each of
/// these is compared for every start that is looked for.
const UNSORTED: usize = 4096;

#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    entries: Vec<Vec<Entry>>,
    /// The words' letters; no word lies on two pages.
    letters: Vec<String>,
    table: HashTable<u32>,
    /// Numbers by word; those of the newest words are missing at the end.
    sorted: Vec<u32>,
    length: usize,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    at: u32,
    length: u8,
    list: List,
}

/// Words by their number.
const ENTRIES: usize = 4096;

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

fn entry(entries: &[Vec<Entry>], number: u32) -> Option<&Entry> {
    entries.get(number as usize / ENTRIES)?.get(number as usize % ENTRIES)
}

fn word<'l>(entries: &[Vec<Entry>], letters: &'l [String], number: u32) -> &'l str {
    let word = entry(entries, number).and_then(|entry| {
        let (page, start) = (entry.at as usize / PAGE, entry.at as usize % PAGE);
        letters.get(page)?.get(start..start + usize::from(entry.length))
    });
    word.unwrap_or_default()
}

impl Vocabulary {
    pub fn word(&self, number: u32) -> &str {
        word(&self.entries, &self.letters, number)
    }

    pub fn list(&self, number: u32) -> List {
        entry(&self.entries, number).map(|entry| entry.list).unwrap_or_default()
    }

    pub fn list_mut(&mut self, number: u32) -> Option<&mut List> {
        let entry = self.entries.get_mut(number as usize / ENTRIES)?.get_mut(number as usize % ENTRIES)?;
        Some(&mut entry.list)
    }

    pub fn find(&self, word: &str) -> Option<u32> {
        self.table.find(hash(word), |number| self.word(*number) == word).copied()
    }

    /// The number of a word, new or known.
    pub fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.find(word) {
            return number;
        }
        let number = self.length as u32;
        self.push(word);
        let Self { table, entries, letters, .. } = self;
        table.insert_unique(hash(word), number, |number| hash(self::word(entries, letters, *number)));
        if self.length - self.sorted.len() > UNSORTED.max(self.sorted.len() / 8) {
            self.sort();
        }
        number
    }

    fn push(&mut self, word: &str) {
        if self.letters.last().is_none_or(|page| page.len() + word.len() > PAGE) {
            self.letters.push(String::with_capacity(PAGE));
        }
        let page = self.letters.len() - 1;
        let at = page * PAGE + self.letters[page].len();
        self.letters[page].push_str(word);
        if self.length.is_multiple_of(ENTRIES) {
            self.entries.push(Vec::with_capacity(ENTRIES));
        }
        let entry = Entry { at: at as u32, length: word.len() as u8, list: List::default() };
        if let Some(last) = self.entries.last_mut() {
            last.push(entry);
        }
        self.length += 1;
    }

    fn sort(&mut self) {
        let mut new: Vec<u32> = (self.sorted.len() as u32..self.length as u32).collect();
        arrange::by(&mut new, &mut |a, b| self.word(a).cmp(self.word(b)));
        let mut merged = Vec::with_capacity(self.length);
        let mut new = new.into_iter().peekable();
        for &known in &self.sorted {
            while let Some(before) = new.next_if(|new| self.word(*new) < self.word(known)) {
                merged.push(before);
            }
            merged.push(known);
        }
        merged.extend(new);
        self.sorted = merged;
    }

    /// The words that start so.
    pub fn starting(&self, start: &str) -> impl Iterator<Item = u32> {
        let from = self.sorted.partition_point(|number| self.word(*number) < start);
        let sorted =
            self.sorted[from..].iter().copied().take_while(move |number| self.word(*number).starts_with(start));
        let new = self.sorted.len() as u32..self.length as u32;
        sorted.chain(new.filter(move |number| self.word(*number).starts_with(start)))
    }

    pub fn len(&self) -> usize {
        self.length
    }

    pub fn memory(&self) -> usize {
        self.entries.len() * ENTRIES * size_of::<Entry>()
            + self.letters.len() * PAGE
            + self.sorted.capacity() * 4
            + self.table.allocation_size()
    }
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;

    #[test]
    fn words_are_found_whole_and_by_their_start_sorted_or_not() {
        let mut vocabulary = Vocabulary::default();
        for number in 0..10_000_u32 {
            assert_eq!(vocabulary.number(&format!("w{}", number * 7 % 10_000)), number);
        }
        assert!(vocabulary.sorted.len() < 10_000 && !vocabulary.sorted.is_empty());
        let mut found: Vec<_> = vocabulary.starting("w12").map(|it| vocabulary.word(it).to_owned()).collect();
        found.sort();
        let mut expected: Vec<_> = (0..10_000).map(|it| format!("w{it}")).filter(|it| it.starts_with("w12")).collect();
        expected.sort();
        assert_eq!(found, expected);
        assert_eq!(vocabulary.number("w70"), 10);
        assert_eq!((vocabulary.find("w70"), vocabulary.find("w")), (Some(10), None));
        assert_eq!(vocabulary.starting("x").count(), 0);
    }
}
