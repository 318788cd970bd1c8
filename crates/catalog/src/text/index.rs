//! The words of every row: for each word its rows, and for each row its words in order, by which
//! phrases are checked and the field of a match is told.

use serde::{Deserialize, Serialize};

use super::postings::{Pool, Posting};
use super::tokens;
use super::vocabulary::Vocabulary;
use super::words::{Needle, Words};
use crate::arrange;
use crate::set::Set;

/// Where words are looked for, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Field {
    Title,
    /// Names of buyers.
    Buyer,
    Description,
    /// Descriptions of items, titles of lots.
    Items,
    /// Names of the other parties.
    Parties,
    /// The ocid, numbers of notices and contracts, identifiers of parties.
    Identifiers,
    /// Titles of documents.
    Documents,
}

impl Field {
    pub const ALL: [Self; 7] =
        [Self::Title, Self::Buyer, Self::Description, Self::Items, Self::Parties, Self::Identifiers, Self::Documents];
}

/// In a row's sequence: between two texts of a field.
const BREAK: u32 = 0;
/// Then the starts of the fields; what is higher is a word.
const FIRST_WORD: u32 = 1 + Field::ALL.len() as u32;

#[derive(Debug, Default)]
pub(crate) struct Index {
    vocabulary: Vocabulary,
    pool: Pool,
    /// Each row's words.
    rows: Vec<Box<[u8]>>,
    /// Used again for each row.
    sequence: Vec<u8>,
}

/// The rows that were looked for.
pub(crate) struct Found {
    pub rows: Set,
    /// For each condition, the rows that meet it by their title.
    pub titles: Vec<Set>,
}

/// Where a row meets a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub field: Field,
    /// Which text of that field, by its index.
    pub text: usize,
}

impl Index {
    /// Adds the next row. The fields come in their order.
    pub fn add<'t>(&mut self, texts: impl Iterator<Item = (Field, &'t str)>) {
        let row = self.rows.len() as u32;
        self.sequence.clear();
        let mut field = None;
        for (of, text) in texts {
            if field == Some(of) {
                write(&mut self.sequence, BREAK);
            } else {
                write(&mut self.sequence, 1 + of as u32);
                field = Some(of);
            }
            let posting = Posting { row, in_title: of == Field::Title };
            let Self { vocabulary, pool, sequence, .. } = self;
            tokens::each(text, |_, word| {
                let number = vocabulary.number(word);
                write(sequence, FIRST_WORD + number);
                if let Some(list) = vocabulary.list_mut(number) {
                    pool.push(list, posting);
                }
            });
        }
        self.rows.push(self.sequence.as_slice().into());
    }

    /// Forgets the words of a row. Its number stays taken.
    pub fn remove(&mut self, row: u32) {
        if let Some(words) = self.rows.get_mut(row as usize) {
            *words = Box::default();
        }
    }

    /// The rows that meet all conditions, among those that are there.
    pub fn find(&self, words: &Words, there: &Set) -> Found {
        let mut found = Found { rows: there.clone(), titles: Vec::new() };
        for clause in &words.clauses {
            let (mut rows, mut titles) = (Set::none(self.rows.len()), Set::none(self.rows.len()));
            clause.any.iter().for_each(|needle| self.look_for(needle, &mut rows, &mut titles));
            if clause.negated {
                found.rows.take_out(&rows);
            } else {
                found.rows.keep(&rows);
                found.titles.push(titles);
            }
        }
        found
    }

    fn look_for(&self, needle: &Needle, rows: &mut Set, titles: &mut Set) {
        let Some(wanted) = Wanted::of(needle, &self.vocabulary) else {
            return;
        };
        if let ([], false) = (&wanted.words[..], needle.buyer) {
            return self.rows_of(&wanted.last, |posting| {
                rows.insert(posting.row);
                if posting.in_title {
                    titles.insert(posting.row);
                }
            });
        }
        for row in self.candidates(&wanted).iter() {
            let place = self.place(row, &wanted, needle.buyer);
            if let Some(place) = place {
                rows.insert(row);
                if place.field == Field::Title {
                    titles.insert(row);
                }
            }
        }
    }

    fn rows_of(&self, numbers: &[u32], mut take: impl FnMut(Posting)) {
        for number in numbers {
            self.pool.each(&self.vocabulary.list(*number), &mut take);
        }
    }

    /// The rows that hold all the words, wherever.
    fn candidates(&self, wanted: &Wanted) -> Set {
        let of = |numbers: &[u32]| {
            let mut rows = Set::none(self.rows.len());
            self.rows_of(numbers, |posting| rows.insert(posting.row));
            rows
        };
        let mut candidates = of(&wanted.last);
        wanted.words.iter().for_each(|number| candidates.keep(&of(&[*number])));
        candidates
    }

    /// The first place in a row where the words stand side by side.
    fn place(&self, row: u32, wanted: &Wanted, is_buyer: bool) -> Option<Place> {
        let mut place = Place { field: Field::Title, text: 0 };
        let mut before: Vec<u32> = Vec::with_capacity(wanted.words.len() + 1);
        for code in Codes(self.rows.get(row as usize)?) {
            if code == BREAK {
                place.text += 1;
                before.clear();
            } else if code < FIRST_WORD {
                place = Place { field: Field::ALL[code as usize - 1], text: 0 };
                before.clear();
            } else {
                let is_read = !is_buyer || place.field == Field::Buyer;
                let word = code - FIRST_WORD;
                if is_read && before.ends_with(&wanted.words) && wanted.is_last(word) {
                    return Some(place);
                }
                if before.len() > wanted.words.len() {
                    before.remove(0);
                }
                before.push(word);
            }
        }
        None
    }

    /// The conditions that are no exclusions, as [`Index::places`] looks for them.
    pub fn sought(&self, words: &Words) -> Sought {
        let clauses = words.clauses.iter().filter(|clause| !clause.negated);
        let wanted = |needle: &Needle| Some((Wanted::of(needle, &self.vocabulary)?, needle.buyer));
        Sought(clauses.map(|clause| clause.any.iter().filter_map(wanted).collect()).collect())
    }

    /// Where a row meets each condition.
    pub fn places(&self, row: u32, sought: &Sought) -> Vec<Place> {
        let first = |needles: &Vec<(Wanted, bool)>| {
            let places = needles.iter().filter_map(|(wanted, is_buyer)| self.place(row, wanted, *is_buyer));
            places.min_by_key(|place| place.field)
        };
        sought.0.iter().filter_map(first).collect()
    }

    pub fn words(&self) -> usize {
        self.vocabulary.len()
    }

    pub fn memory(&self) -> usize {
        let rows: usize = self.rows.iter().map(|row| row.len() + size_of::<Box<[u8]>>()).sum();
        self.vocabulary.memory() + self.pool.memory() + rows
    }
}

/// For each condition its alternatives, each with whether it is looked for among buyers only. Made once
/// for all rows: the words that start so are many.
pub(crate) struct Sought(Vec<Vec<(Wanted, bool)>>);

/// A needle as the numbers of its words.
struct Wanted {
    words: Vec<u32>,
    /// The numbers that the last word may have, rising.
    last: Vec<u32>,
}

impl Wanted {
    /// `None` where a word is in no row at all.
    fn of(needle: &Needle, vocabulary: &Vocabulary) -> Option<Self> {
        let (last, words) = needle.words.split_last()?;
        let words = words.iter().map(|word| vocabulary.find(word)).collect::<Option<Vec<_>>>()?;
        let mut last: Vec<u32> = match needle.prefix {
            true => vocabulary.starting(last).collect(),
            false => vocabulary.find(last).into_iter().collect(),
        };
        arrange::by(&mut last, &mut |a, b| a.cmp(&b));
        (!last.is_empty()).then_some(Self { words, last })
    }

    fn is_last(&self, word: u32) -> bool {
        match self.last[..] {
            [only] => only == word,
            _ => self.last.binary_search(&word).is_ok(),
        }
    }
}

fn write(sequence: &mut Vec<u8>, mut code: u32) {
    while code >= 0x80 {
        sequence.push(code as u8 | 0x80);
        code >>= 7;
    }
    sequence.push(code as u8);
}

/// The codes of a row.
struct Codes<'r>(&'r [u8]);

impl Iterator for Codes<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let (mut code, mut shift) = (0_u32, 0);
        loop {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            code |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 || shift >= 28 {
                return Some(code);
            }
            shift += 7;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, Index, Place};
    use crate::set::Set;
    use crate::text::Words;

    fn index() -> Index {
        let mut index = Index::default();
        let rows: [&[(Field, &str)]; 4] = [
            &[
                (Field::Title, "Leeds Ring Road bridge"),
                (Field::Buyer, "Leeds City Council"),
                (Field::Items, "Steel beams"),
                (Field::Items, "Concrete road slabs"),
                (Field::Identifiers, "ocds-h6vhtk-0001b4"),
            ],
            &[(Field::Title, "Road repairs"), (Field::Buyer, "York Council"), (Field::Documents, "Ring binder, Leeds")],
            &[(Field::Title, "Капітальний ремонт об’єкта"), (Field::Description, "Школа № 10: дах")],
            &[(Field::Title, "Compra de año"), (Field::Parties, "Ñandú S.A.")],
        ];
        rows.iter().for_each(|row| index.add(row.iter().copied()));
        index
    }

    fn rows(words: &str) -> Vec<u32> {
        index().find(&Words::parse(words), &Set::all(4)).rows.iter().collect()
    }

    #[test]
    fn rows_are_found_by_what_was_asked() {
        for (words, expected) in [
            ("", vec![0, 1, 2, 3]),
            ("road", vec![0, 1]),
            ("ROAD leeds", vec![0, 1]),
            ("ro", vec![0, 1]),
            ("ro leeds", vec![]),
            ("ro* leeds", vec![0, 1]),
            ("\"ring road\"", vec![0]),
            ("\"beams concrete\"", vec![]),
            ("\"road bridge leeds\"", vec![]),
            ("road -ring", vec![]),
            ("road -bridge", vec![1]),
            ("-road", vec![2, 3]),
            ("bridge | repairs", vec![0, 1]),
            ("buyer:leeds", vec![0]),
            ("buyer:\"city council\"", vec![0]),
            ("buyer:coun", vec![0, 1]),
            ("-buyer:york", vec![0, 2, 3]),
            ("ocds-h6vhtk-0001b4", vec![0]),
            ("0001b4", vec![0]),
            ("обєкт", vec![2]),
            ("об'єкта школа", vec![2]),
            ("ano nandu", vec![3]),
            ("york leeds \"ring binder\"", vec![1]),
            ("nothing", vec![]),
            ("-nothing", vec![0, 1, 2, 3]),
        ] {
            assert_eq!(rows(words), expected, "{words}");
        }
    }

    #[test]
    fn a_match_tells_its_field_and_text() {
        let index = index();
        let places = |row, words: &str| index.places(row, &index.sought(&Words::parse(words)));
        let place = |field, text| Place { field, text };
        assert_eq!(places(0, "leeds slabs"), [place(Field::Title, 0), place(Field::Items, 1)]);
        assert_eq!(places(0, "buyer:leeds"), [place(Field::Buyer, 0)]);
        assert_eq!(places(0, "beams | bridge -york"), [place(Field::Title, 0)]);
        assert_eq!(places(1, "leeds"), [place(Field::Documents, 0)]);
    }

    #[test]
    fn matches_in_the_title_are_told_apart() {
        let found = index().find(&Words::parse("\"leeds\" road"), &Set::all(4));
        let titles: Vec<Vec<u32>> = found.titles.iter().map(|rows| rows.iter().collect()).collect();
        assert_eq!(titles, [vec![0], vec![0, 1]]);
    }

    #[test]
    fn removed_rows_are_found_no_more() {
        let mut index = index();
        let mut there = Set::all(4);
        index.remove(0);
        let mut gone = Set::none(4);
        gone.insert(0);
        there.take_out(&gone);
        assert_eq!(index.find(&Words::parse("road"), &there).rows.iter().collect::<Vec<_>>(), [1]);
        assert!(index.find(&Words::parse("\"ring road\""), &there).rows.is_empty());
    }
}
