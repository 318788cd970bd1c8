//! Rows in the order of a text, kept while rows are added.

use std::cmp::Ordering;

use tenderlens_ocds::fold;

use crate::arrange;
use crate::set::Set;

/// So many rows may wait until they are sorted in.
const WAITING: usize = 4096;

/// Rows in order. The newest may be missing until [`Order::complete`].
#[derive(Debug, Default, Clone)]
pub(crate) struct Order {
    rows: Vec<u32>,
}

impl Order {
    /// Sorts the rows below `end` in, if many are waiting.
    pub fn keep_up(&mut self, end: usize, compare: impl Fn(u32, u32) -> Ordering) {
        if end >= self.rows.len() + WAITING {
            self.complete(end, compare);
        }
    }

    /// Sorts all rows below `end` in.
    pub fn complete(&mut self, end: usize, compare: impl Fn(u32, u32) -> Ordering) {
        if self.rows.len() >= end {
            return;
        }
        let mut new: Vec<u32> = (self.rows.len() as u32..end as u32).collect();
        arrange::by(&mut new, &mut |a, b| compare(a, b));
        let mut merged = Vec::with_capacity(end);
        let mut new = new.into_iter().peekable();
        for &known in &self.rows {
            while let Some(before) = new.next_if(|new| compare(*new, known).is_lt()) {
                merged.push(before);
            }
            merged.push(known);
        }
        merged.extend(new);
        self.rows = merged;
    }

    /// The rank of each row that is there; rows that are equal share one.
    pub fn ranks(&self, there: &Set, is_equal: impl Fn(u32, u32) -> bool) -> Vec<u32> {
        let mut ranks = vec![0; self.rows.len()];
        let (mut rank, mut before) = (0, None);
        for &row in self.rows.iter().filter(|row| there.contains(**row)) {
            if before.is_some_and(|before| !is_equal(before, row)) {
                rank += 1;
            }
            ranks[row as usize] = rank;
            before = Some(row);
        }
        ranks
    }

    pub fn memory(&self) -> usize {
        self.rows.capacity() * 4
    }
}

/// How much of a title is kept to sort by.
pub(crate) const KEY: usize = 32;

/// The start of what a text is sorted by.
pub(crate) fn sort_key(text: &str) -> [u8; KEY] {
    let mut key = [0; KEY];
    let mut at = 0;
    weights(text, |weight| {
        if let Some(place) = key.get_mut(at) {
            *place = weight;
        }
        at += 1;
    });
    key
}

/// Compares texts as a reader sorts them: whatever their case, accents and punctuation, digits
/// before Latin before Cyrillic letters, each alphabet in its order.
pub(crate) fn compare(a: &str, b: &str) -> Ordering {
    let all = |text: &str| {
        let mut all = Vec::with_capacity(text.len());
        weights(text, |weight| all.push(weight));
        all
    };
    all(a).cmp(&all(b))
}

/// Cyrillic letters in the order of the Ukrainian alphabet, with those of its neighbours.
const CYRILLIC: &str = "абвгдеєжзиіїйклмнопрстуўфхцчшщъыьэюя";

fn weights(text: &str, mut take: impl FnMut(u8)) {
    let (mut is_started, mut is_parted) = (false, false);
    fold::each(text, |_, character| {
        if character == '\'' {
            return;
        }
        if !character.is_alphanumeric() {
            is_parted = is_started;
            return;
        }
        if is_parted {
            take(1);
        }
        (is_started, is_parted) = (true, false);
        match character {
            '0'..='9' => take(2 + (character as u8 - b'0')),
            'a'..='z' => take(12 + (character as u8 - b'a')),
            _ => match CYRILLIC.chars().position(|letter| letter == character) {
                Some(place) => take(38 + place as u8),
                None => {
                    take(u8::MAX);
                    (character as u32).to_be_bytes().into_iter().for_each(&mut take);
                }
            },
        }
    });
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::{Order, compare, sort_key};
    use crate::set::Set;

    #[test]
    fn texts_are_sorted_as_a_reader_does() {
        let sorted = [
            "",
            "«10 шкіл»",
            "2 bridges",
            "Año",
            "ano nuevo",
            "Bridge",
            "bridge: phase 2",
            "Ñandú",
            "Zebra",
            "Дах",
            "єдиний",
            "Жито",
            "ім’я",
            "їжак",
            "Йод",
            "Капремонт",
            "Ωmega",
        ];
        for pair in sorted.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
            assert!(sort_key(pair[0]) <= sort_key(pair[1]), "{pair:?}");
        }
        assert_eq!(compare("  «Дах»", "дах!"), Ordering::Equal);
    }

    #[test]
    fn rows_are_in_order_however_they_came() {
        let value = |row: u32| u64::from(row) * 7919 % 1000;
        let compare = |a: u32, b: u32| value(a).cmp(&value(b)).then(a.cmp(&b));
        let mut order = Order::default();
        for end in [1, 5000, 5001, 20_000] {
            order.keep_up(end, compare);
            assert!(end - order.rows.len() < 4096);
        }
        order.complete(20_000, compare);
        assert!(order.rows.is_sorted_by(|a, b| compare(*a, *b).is_lt()) && order.rows.len() == 20_000);
        let ranks = order.ranks(&Set::all(20_000), |a, b| value(a) == value(b));
        assert_eq!((ranks[0], ranks[1000], *ranks.iter().max().unwrap()), (0, 0, 999));
    }
}
