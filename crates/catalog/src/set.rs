//! A set of rows, as bits: a hundred thousand rows are 12.5 kB, and joining two sets is reading them.

/// Rows of a collection of a fixed size.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Set {
    bits: Vec<u64>,
    size: usize,
}

impl Set {
    pub fn none(size: usize) -> Self {
        Self { bits: vec![0; size.div_ceil(64)], size }
    }

    #[cfg(test)]
    pub fn all(size: usize) -> Self {
        let mut set = Self { bits: vec![u64::MAX; size.div_ceil(64)], size };
        if let Some(last) = set.bits.last_mut()
            && !size.is_multiple_of(64)
        {
            *last = (1 << (size % 64)) - 1;
        }
        set
    }

    /// The rows for which it holds.
    pub fn of(size: usize, mut holds: impl FnMut(usize) -> bool) -> Self {
        let mut set = Self::none(size);
        for (index, word) in set.bits.iter_mut().enumerate() {
            let start = index * 64;
            for bit in 0..(size - start).min(64) {
                *word |= u64::from(holds(start + bit)) << bit;
            }
        }
        set
    }

    /// Rows beyond the size are no rows.
    pub fn insert(&mut self, row: u32) {
        if (row as usize) < self.size {
            self.bits[row as usize / 64] |= 1 << (row % 64);
        }
    }

    /// Adds a row at the end, in the set or not.
    pub fn push(&mut self, is_in: bool) {
        if self.size.is_multiple_of(64) {
            self.bits.push(0);
        }
        self.size += 1;
        if is_in {
            self.insert(self.size as u32 - 1);
        }
    }

    pub fn remove(&mut self, row: u32) {
        if let Some(word) = self.bits.get_mut(row as usize / 64) {
            *word &= !(1 << (row % 64));
        }
    }

    /// Rows in the set and out of it.
    pub fn size(&self) -> usize {
        self.size
    }

    pub fn contains(&self, row: u32) -> bool {
        self.bits.get(row as usize / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    pub fn keep(&mut self, other: &Self) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(word, other)| *word &= other);
    }

    pub fn take_out(&mut self, other: &Self) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(word, other)| *word &= !other);
    }

    pub fn count(&self) -> usize {
        self.bits.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|word| *word == 0)
    }

    pub fn iter(&self) -> impl Iterator<Item = u32> {
        self.bits.iter().zip(0_u32..).flat_map(|(&word, index)| Bits { word, start: index * 64 })
    }
}

/// The bits of one word, lowest first.
struct Bits {
    word: u64,
    start: u32,
}

impl Iterator for Bits {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if self.word == 0 {
            return None;
        }
        let row = self.start + self.word.trailing_zeros();
        self.word &= self.word - 1;
        Some(row)
    }
}

#[cfg(test)]
mod tests {
    use super::Set;

    #[test]
    fn sets_of_any_size_hold_what_was_put_in() {
        for size in [0, 1, 63, 64, 65, 200] {
            let odd = Set::of(size, |row| row % 2 == 1);
            assert_eq!(odd.iter().collect::<Vec<_>>(), (0..size as u32).filter(|row| row % 2 == 1).collect::<Vec<_>>());
            assert_eq!(Set::all(size).count(), size);
            let mut even = Set::all(size);
            even.take_out(&odd);
            assert!((0..size as u32).all(|row| even.contains(row) == (row % 2 == 0)));
            even.keep(&odd);
            assert!(even.is_empty());
            even.insert(size as u32);
            assert!(even.is_empty() && !even.contains(size as u32));
            even.push(true);
            even.push(false);
            assert_eq!((even.size(), even.iter().collect::<Vec<_>>()), (size + 2, vec![size as u32]));
            even.remove(size as u32);
            assert!(even.is_empty());
        }
    }
}
