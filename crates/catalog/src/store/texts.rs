//! The texts of every row, in one piece each.

use crate::read::SEPARATOR;

/// The parts that every row has, in their order; some hold several texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Ocid,
    Locator,
    Title,
    Description,
    Place,
    Due,
    Published,
    Updated,
    Amount,
    /// Lots and items.
    Items,
    Identifiers,
    Documents,
}

const PARTS: usize = Part::Documents as usize + 1;

/// A piece of a row's text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

#[derive(Debug, Default)]
pub(crate) struct Texts {
    rows: Vec<Row>,
    /// The row being written, and where its parts end.
    open: String,
    ends: [u32; PARTS],
}

#[derive(Debug, Default)]
struct Row {
    text: Box<str>,
    ends: [u32; PARTS],
}

impl Texts {
    pub fn start(&mut self) {
        self.open.clear();
    }

    /// Writes the next part.
    pub fn part<'t>(&mut self, part: Part, texts: impl IntoIterator<Item = &'t str>) {
        for (index, text) in texts.into_iter().enumerate() {
            if index > 0 {
                self.open.push(SEPARATOR);
            }
            self.open.push_str(text);
        }
        self.ends[part as usize] = self.open.len() as u32;
    }

    /// Writes a text behind the parts.
    pub fn tail(&mut self, text: &str) -> Span {
        let start = self.open.len() as u32;
        self.open.push_str(text);
        Span { start, end: self.open.len() as u32 }
    }

    /// The place of a text that a part holds, else behind the parts.
    pub fn within(&mut self, part: Part, text: &str) -> Span {
        let whole = range(&self.ends, part);
        let mut start = whole.start;
        for known in self.open.get(whole).unwrap_or_default().split(SEPARATOR) {
            if known == text && !text.is_empty() {
                return Span { start: start as u32, end: (start + text.len()) as u32 };
            }
            start += known.len() + SEPARATOR.len_utf8();
        }
        self.tail(text)
    }

    /// The place of a part of the row being written.
    pub fn span(&self, part: Part) -> Span {
        let range = range(&self.ends, part);
        Span { start: range.start as u32, end: range.end as u32 }
    }

    pub fn finish(&mut self) {
        self.rows.push(Row { text: self.open.as_str().into(), ends: self.ends });
    }

    /// Forgets the texts of a row.
    pub fn remove(&mut self, row: u32) {
        if let Some(row) = self.rows.get_mut(row as usize) {
            *row = Row::default();
        }
    }

    pub fn part_of(&self, row: u32, part: Part) -> &str {
        self.rows.get(row as usize).and_then(|row| row.text.get(range(&row.ends, part))).unwrap_or_default()
    }

    /// The texts of a part that holds several.
    pub fn texts_of(&self, row: u32, part: Part) -> impl Iterator<Item = &str> {
        self.part_of(row, part).split(SEPARATOR).filter(|text| !text.is_empty())
    }

    pub fn get(&self, row: u32, span: Span) -> &str {
        let text = self.rows.get(row as usize).and_then(|row| row.text.get(span.start as usize..span.end as usize));
        text.unwrap_or_default()
    }

    pub fn memory(&self) -> usize {
        self.rows.capacity() * size_of::<Row>() + self.rows.iter().map(|row| row.text.len()).sum::<usize>()
    }
}

fn range(ends: &[u32; PARTS], part: Part) -> std::ops::Range<usize> {
    let index = part as usize;
    let start = if index == 0 { 0 } else { ends[index - 1] };
    start as usize..ends[index] as usize
}
