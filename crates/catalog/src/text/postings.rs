//! The rows of each word: ever longer slices of one pool, written as differences.
//!
//! A row number takes a byte or two where words are frequent, and the many words of a single row
//! take nothing: the latest row stands in the word's own entry.

const PAGE: usize = 1 << 16;
/// Bytes of the slices of one word, each followed by four for the place of the next.
const LENGTHS: [u16; 11] = [4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096];
const LINK: usize = 4;

/// Where a word's rows are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct List {
    /// Rows of the word.
    pub count: u32,
    /// The latest row, twice, and one more if the word stands in its title.
    last: u32,
    /// Where the slices start, and where the next byte goes.
    head: u32,
    next: u32,
    /// Bytes left in the last slice, and its index among the lengths.
    room: u16,
    slice: u8,
}

/// A row of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Posting {
    pub row: u32,
    pub in_title: bool,
}

impl Posting {
    fn code(self) -> u32 {
        self.row << 1 | u32::from(self.in_title)
    }

    fn of(code: u32) -> Self {
        Self { row: code >> 1, in_title: code & 1 == 1 }
    }
}

/// The rows of all words.
#[derive(Debug, Default)]
pub(super) struct Pool {
    pages: Vec<Box<[u8]>>,
    /// The first free byte.
    free: usize,
}

impl Pool {
    /// Adds a row that is higher than the word's others; the same one again says nothing.
    pub fn push(&mut self, list: &mut List, posting: Posting) {
        if list.count > 0 {
            if Posting::of(list.last).row == posting.row {
                return;
            }
            let before = if list.count == 1 { 0 } else { self.before_last(list) };
            self.write(list, list.last - before);
        }
        list.count += 1;
        list.last = posting.code();
    }

    /// The last code that was written: what the next difference is to. Kept at the start of the
    /// slices, so that a word's entry stays small.
    fn before_last(&self, list: &List) -> u32 {
        u32::from_le_bytes(self.bytes(list.head))
    }

    fn bytes(&self, at: u32) -> [u8; LINK] {
        let (page, offset) = (at as usize / PAGE, at as usize % PAGE);
        let bytes = self.pages.get(page).and_then(|page| page.get(offset..offset + LINK));
        bytes.and_then(|bytes| bytes.try_into().ok()).unwrap_or_default()
    }

    fn set_bytes(&mut self, at: u32, bytes: [u8; LINK]) {
        let (page, offset) = (at as usize / PAGE, at as usize % PAGE);
        if let Some(place) = self.pages.get_mut(page).and_then(|page| page.get_mut(offset..offset + LINK)) {
            place.copy_from_slice(&bytes);
        }
    }

    fn write(&mut self, list: &mut List, mut difference: u32) {
        if list.head == 0 {
            list.head = self.slice(LINK + usize::from(LENGTHS[0]) + LINK);
            list.next = list.head + LINK as u32;
            list.room = LENGTHS[0];
        }
        self.set_bytes(list.head, list.last.to_le_bytes());
        while difference >= 0x80 {
            self.put(list, difference as u8 | 0x80);
            difference >>= 7;
        }
        self.put(list, difference as u8);
    }

    fn put(&mut self, list: &mut List, byte: u8) {
        if list.room == 0 {
            list.slice = (list.slice + 1).min(LENGTHS.len() as u8 - 1);
            list.room = LENGTHS[usize::from(list.slice)];
            let start = self.slice(usize::from(list.room) + LINK);
            self.set_bytes(list.next, start.to_le_bytes());
            list.next = start;
        }
        let at = list.next as usize;
        if let Some(place) = self.pages.get_mut(at / PAGE).and_then(|page| page.get_mut(at % PAGE)) {
            *place = byte;
        }
        list.next += 1;
        list.room -= 1;
    }

    /// Takes so many bytes that stand on one page. The first byte of all is nobody's: 0 is no place.
    fn slice(&mut self, length: usize) -> u32 {
        self.free = self.free.max(1);
        if self.free / PAGE != (self.free + length - 1) / PAGE {
            self.free = self.free.next_multiple_of(PAGE);
        }
        if self.free / PAGE >= self.pages.len() {
            self.pages.push(vec![0; PAGE].into_boxed_slice());
        }
        let start = self.free;
        self.free += length;
        start as u32
    }

    /// Hands out a word's rows, rising.
    pub fn each(&self, list: &List, mut take: impl FnMut(Posting)) {
        let mut reader = Reader { pool: self, at: list.head as usize + LINK, room: LENGTHS[0], slice: 0 };
        let mut code = 0;
        for _ in 1..list.count {
            code += reader.number();
            take(Posting::of(code));
        }
        if list.count > 0 {
            take(Posting::of(list.last));
        }
    }

    pub fn memory(&self) -> usize {
        self.pages.len() * PAGE
    }
}

struct Reader<'p> {
    pool: &'p Pool,
    at: usize,
    room: u16,
    slice: usize,
}

impl Reader<'_> {
    fn number(&mut self) -> u32 {
        let (mut number, mut shift) = (0_u32, 0);
        loop {
            let byte = self.byte();
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 || shift >= 28 {
                return number;
            }
            shift += 7;
        }
    }

    fn byte(&mut self) -> u8 {
        if self.room == 0 {
            self.slice = (self.slice + 1).min(LENGTHS.len() - 1);
            self.room = LENGTHS[self.slice];
            self.at = u32::from_le_bytes(self.pool.bytes(self.at as u32)) as usize;
        }
        let byte = self.pool.pages.get(self.at / PAGE).and_then(|page| page.get(self.at % PAGE)).copied();
        self.at += 1;
        self.room -= 1;
        byte.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::{List, Pool, Posting};

    proptest! {
        #[test]
        fn every_row_comes_back_in_order(words in vec(vec((1_u32..200_000, any::<bool>()), 0..300), 1..8)) {
            let mut pool = Pool::default();
            let mut lists = vec![List::default(); words.len()];
            let mut expected = vec![Vec::new(); words.len()];
            // In turns, so that the slices of the words lie between each other.
            for round in 0..300 {
                for (word, steps) in words.iter().enumerate() {
                    let Some(&(step, in_title)) = steps.get(round) else { continue };
                    let row = expected[word].last().map_or(0, |last: &Posting| last.row) + step;
                    let posting = Posting { row, in_title };
                    pool.push(&mut lists[word], posting);
                    pool.push(&mut lists[word], Posting { row, in_title: !in_title });
                    expected[word].push(posting);
                }
            }
            for (list, expected) in lists.iter().zip(expected) {
                let mut found = Vec::new();
                pool.each(list, |posting| found.push(posting));
                prop_assert_eq!(list.count as usize, expected.len());
                prop_assert_eq!(found, expected);
            }
        }
    }
}
