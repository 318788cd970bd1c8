//! A list for each row, all in one.

/// Lists of values, one for each row.
#[derive(Debug)]
pub(crate) struct Lists<T> {
    /// Where the list of each row ends.
    ends: Vec<u32>,
    values: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), values: Vec::new() }
    }
}

impl<T> Lists<T> {
    pub fn push(&mut self, values: impl IntoIterator<Item = T>) {
        self.values.extend(values);
        self.ends.push(self.values.len() as u32);
    }

    /// Where the list of a row lies among all values.
    pub fn range(&self, row: u32) -> std::ops::Range<usize> {
        let end = |row: usize| self.ends.get(row).map_or(self.values.len(), |end| *end as usize);
        let start = if row == 0 { 0 } else { end(row as usize - 1) };
        start..end(row as usize)
    }

    pub fn get(&self, row: u32) -> &[T] {
        &self.values[self.range(row)]
    }

    pub fn values(&self) -> &[T] {
        &self.values
    }

    /// The row of a value.
    pub fn owner(&self, value: u32) -> Option<u32> {
        let row = self.ends.partition_point(|end| *end <= value);
        (row < self.ends.len()).then_some(row as u32)
    }

    /// The row of each value.
    pub fn owners(&self) -> Vec<u32> {
        let mut owners = Vec::with_capacity(self.values.len());
        for (row, end) in (0..).zip(&self.ends) {
            owners.resize(*end as usize, row);
        }
        owners
    }

    pub fn memory(&self) -> usize {
        self.ends.capacity() * 4 + self.values.capacity() * size_of::<T>()
    }
}

#[cfg(test)]
mod tests {
    use super::Lists;

    #[test]
    fn every_row_has_its_own_list() {
        let mut lists = Lists::default();
        [vec![1, 2], vec![], vec![3]].into_iter().for_each(|list| lists.push(list));
        assert_eq!((lists.get(0), lists.get(1), lists.get(2)), (&[1, 2][..], &[][..], &[3][..]));
        assert_eq!(lists.owners(), [0, 0, 2]);
        assert_eq!((0..4).map(|value| lists.owner(value)).collect::<Vec<_>>(), [Some(0), Some(0), Some(2), None]);
        assert_eq!((lists.range(2), lists.values().len()), (2..3, 3));
    }
}
