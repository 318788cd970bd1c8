//! Reads a file or the standard input in blocks of whole documents, however long they are: long arrays
//! and packages as several, each with some of the entries and all that is around them.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::ops::Range;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use tenderlens_core::ocds::collect::{Document, Documents, PartKind, Problem, Unreadable};

use super::problem::{Place, Report, Stop};
use super::split::{Cut, Entries, Split};

/// Bytes asked for at once: what a pipe holds, and files are read as fast.
const READ: usize = 1 << 16;
/// Text looked at together: long enough that a document cut at its end costs little.
const BLOCK: usize = 1 << 20;
const GZIP: [u8; 2] = [0x1f, 0x8b];
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Whole documents, and what they hold.
#[derive(Debug, Default)]
pub struct Block {
    pub text: String,
    pub parts: Vec<Part>,
    pub problems: Vec<Report>,
}

/// [`collect::Part`](tenderlens_core::ocds::collect::Part) as a range of the block.
#[derive(Debug)]
pub struct Part {
    pub ocid: String,
    pub kind: PartKind,
    pub range: Range<usize>,
}

pub struct Source {
    name: String,
    reader: Box<dyn Read>,
    /// Blocks are what the reader has, not as long as they may be.
    eager: bool,
    /// The start of a document whose end is still to be read.
    rest: Vec<u8>,
    ended: bool,
    /// Of `rest` in the input; of the entries in it, if it starts with a document that was cut.
    offset: u64,
    line: u64,
    /// The document that `rest` starts with, if it is longer than a block.
    long: Option<Long>,
}

/// A document longer than a block.
struct Long {
    split: Split,
    place: Place,
    /// A part is at least this long.
    least: usize,
    /// How many entries were in the parts before.
    before: usize,
}

impl Source {
    pub fn open(file: &Path, eager: bool) -> Result<Self, Stop> {
        let is_stdin = file.as_os_str() == "-";
        let name = if is_stdin { "standard input".to_owned() } else { file.display().to_string() };
        let mut source = Self {
            name,
            reader: Box::new(io::empty()),
            eager: eager && is_stdin,
            rest: Vec::new(),
            ended: false,
            offset: 0,
            line: 1,
            long: None,
        };
        source.reader = reader(file, is_stdin).map_err(|problem| source.unreadable(0, &problem.to_string()))?;
        source.skip_byte_order_mark()?;
        Ok(source)
    }

    fn skip_byte_order_mark(&mut self) -> Result<(), Stop> {
        // Not a byte more: what comes first must not wait for what comes next.
        let start = self.reader.by_ref().take(BYTE_ORDER_MARK.len() as u64).read_to_end(&mut self.rest);
        start.map_err(|problem| self.unreadable(0, &problem.to_string()))?;
        if self.rest.starts_with(BYTE_ORDER_MARK) {
            self.offset = BYTE_ORDER_MARK.len() as u64;
            self.rest.clear();
        }
        Ok(())
    }

    /// The next documents; none at the end.
    ///
    /// # Errors
    /// Where the input is no JSON, no UTF-8 or no gzip: what follows cannot be told apart.
    pub fn next_block(&mut self) -> Result<Option<Block>, Stop> {
        self.fill()?;
        // Reading on in a document that was cut is reading to its next cut, or else to its end.
        let mut is_complete = self.long.is_none();
        loop {
            if !is_complete {
                let part = self.next_part()?;
                if part.is_some() {
                    return Ok(part);
                }
            }
            let mut block = Block::default();
            let End::At(end) = self.read_documents(&mut block)? else {
                is_complete = false;
                continue;
            };
            if end == 0 && self.ended {
                return Ok(None);
            }
            self.long = None;
            block.text = self.cut(end)?;
            return Ok(Some(block));
        }
    }

    /// One read for who waits, else a whole block.
    fn fill(&mut self) -> Result<(), Stop> {
        let enough = if self.eager { self.rest.len() + 1 } else { BLOCK };
        while !self.ended && self.rest.len() < enough {
            self.read_once()?;
        }
        Ok(())
    }

    fn read_once(&mut self) -> Result<(), Stop> {
        let start = self.rest.len();
        self.rest.resize(start + READ, 0);
        let read = loop {
            match self.reader.read(&mut self.rest[start..]) {
                Err(problem) if problem.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.rest.truncate(start + *read.as_ref().unwrap_or(&0));
        match read {
            Ok(0) => self.ended = true,
            Ok(_) => {}
            Err(problem) => return Err(self.unreadable(start, &problem.to_string())),
        }
        Ok(())
    }

    /// Reads on in the document that `rest` starts with: a part of its entries, or none if all that
    /// is left of it is in memory.
    fn next_part(&mut self) -> Result<Option<Block>, Stop> {
        let mut long = match self.long.take() {
            Some(long) => long,
            None => {
                let spaces = self.rest.len() - self.rest.trim_ascii_start().len();
                Long { split: Split::default(), place: self.place(spaces), least: BLOCK, before: 0 }
            }
        };
        loop {
            let ends = long.split.ends_in(&self.rest);
            let part = if ends { None } else { self.part(&mut long)? };
            if part.is_some() || ends || self.ended {
                self.long = Some(long);
                return Ok(part);
            }
            self.read_once()?;
        }
    }

    /// The entries read so far as a document of their own, if they are many.
    fn part(&mut self, long: &mut Long) -> Result<Option<Block>, Stop> {
        let (Some(entries), Some(cut)) = (long.split.entries, long.split.cut) else {
            return Ok(None);
        };
        // What is around the entries is read with each part again, so let that be little of it.
        if cut.end - entries.first < long.least.max(entries.first) {
            return Ok(None);
        }
        let after = self.rest.split_off(cut.end);
        self.rest.extend_from_slice(entries.closing().as_bytes());
        let block = self.read_part(long, entries, cut)?;
        if may_be_record(entries, long.before, &block) {
            long.least *= 2;
            self.rest.truncate(cut.end);
            self.rest.extend_from_slice(&after);
            return Ok(None);
        }
        let (between, after) = after.split_at(cut.next - cut.end);
        let rest = [&self.rest[..entries.first], after].concat();
        self.offset += (cut.next - entries.first) as u64;
        self.line += count_lines(&self.rest[entries.first..]) + count_lines(between);
        let text = String::from_utf8(std::mem::replace(&mut self.rest, rest)).unwrap_or_default();
        long.split.forget(cut.next - entries.first);
        (long.before, long.least) = (cut.index, BLOCK);
        Ok(Some(Block { text, ..block }))
    }

    fn read_part(&self, long: &Long, entries: Entries, cut: Cut) -> Result<Block, Stop> {
        let text = self.valid(&self.rest)?;
        let mut block = Block::default();
        match Documents::new(text).next() {
            Some(Ok(document)) => {
                self.take(text, document, &mut block, Some((entries, long.before)), || long.place.clone());
            }
            Some(Err(problem)) => return Err(self.unreadable(problem.offset.min(cut.end), &problem.problem)),
            None => {}
        }
        Ok(block)
    }

    fn read_documents(&self, block: &mut Block) -> Result<End, Stop> {
        let text = self.text()?;
        let mut documents = Documents::new(text);
        let mut lines = Lines { text, line: self.line, at: 0 };
        let mut long = self.long.as_ref();
        loop {
            let start = documents.offset();
            match documents.next() {
                None => return Ok(End::At(text.len())),
                Some(Ok(document)) => match long.take().filter(|long| long.before > 0) {
                    Some(Long { split, place, before, .. }) => {
                        self.check_repeated(split)?;
                        let before = split.entries.map(|entries| (entries, *before));
                        self.take(text, document, block, before, || place.clone());
                    }
                    None => self.take(text, document, block, None, || lines.place(start, self)),
                },
                Some(Err(Unreadable { incomplete: true, .. })) if !self.ended => {
                    return Ok(if start == 0 { End::InFirst } else { End::At(start) });
                }
                Some(Err(problem)) => return Err(self.unreadable(problem.offset, &problem.problem)),
            }
        }
    }

    fn check_repeated(&self, split: &Split) -> Result<(), Stop> {
        match split.entries {
            Some(Entries { name: Some(name), first, .. }) if split.is_repeated => {
                Err(self.unreadable(first, &format!("a package with two members `{name}`: leave one")))
            }
            _ => Ok(()),
        }
    }

    /// What is valid UTF-8: a character may be cut at the end, until that is the input's.
    fn text(&self) -> Result<&str, Stop> {
        match std::str::from_utf8(&self.rest) {
            Err(problem) if problem.error_len().is_none() && !self.ended => {
                self.valid(&self.rest[..problem.valid_up_to()])
            }
            _ => self.valid(&self.rest),
        }
    }

    /// The start of `rest` as text.
    fn valid<'t>(&self, bytes: &'t [u8]) -> Result<&'t str, Stop> {
        std::str::from_utf8(bytes).map_err(|problem| self.unreadable(problem.valid_up_to(), "not UTF-8"))
    }

    /// Adds what a document holds. Of a part of a long one, the entries are counted from `before`.
    fn take(
        &self,
        text: &str,
        document: Document<'_>,
        block: &mut Block,
        before: Option<(Entries, usize)>,
        place: impl FnOnce() -> Place,
    ) {
        for part in document.parts {
            // Parts are slices of the text, or empty.
            let from = (part.text.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
            let range = if part.text.is_empty() { 0..0 } else { from..from + part.text.len() };
            block.parts.push(Part { ocid: part.ocid.into_owned(), kind: part.kind, range });
        }
        if document.problems.is_empty() {
            return;
        }
        let place = place();
        for problem in document.problems {
            let path = problem.path.map(|path| {
                let of_whole = before.and_then(|(entries, before)| entries.pointer(&path, before));
                of_whole.unwrap_or(path)
            });
            block.problems.push(Report { problem: Problem { path, ..problem }, place: Some(place.clone()) });
        }
    }

    /// Takes the first bytes as a text of their own.
    fn cut(&mut self, end: usize) -> Result<String, Stop> {
        let after = self.rest.split_off(end);
        let text = String::from_utf8(std::mem::replace(&mut self.rest, after));
        let text = text.map_err(|problem| self.unreadable(problem.utf8_error().valid_up_to(), "not UTF-8"))?;
        self.offset += text.len() as u64;
        self.line += count_lines(text.as_bytes());
        Ok(text)
    }

    fn unreadable(&self, at: usize, problem: &str) -> Stop {
        Stop::unreadable(self.place(at), problem.to_owned())
    }

    /// Of a position in `rest`.
    fn place(&self, at: usize) -> Place {
        let before = self.rest.get(..at).unwrap_or(&self.rest);
        let line = self.line + count_lines(before);
        Place { file: self.name.clone(), line, offset: self.offset + at as u64 }
    }
}

/// Whether the releases of one process may turn out to be those of a record: its `ocid` can follow.
fn may_be_record(entries: Entries, before: usize, block: &Block) -> bool {
    let mut ocids = block.parts.iter().map(|part| &part.ocid);
    let first = ocids.next();
    entries.name == Some("releases") && before == 0 && ocids.all(|ocid| Some(ocid) == first)
}

/// Where the documents in memory end.
enum End {
    At(usize),
    /// Not one is complete.
    InFirst,
}

fn reader(file: &Path, is_stdin: bool) -> io::Result<Box<dyn Read>> {
    let mut reader: Box<dyn Read> = if is_stdin { Box::new(io::stdin()) } else { Box::new(File::open(file)?) };
    let mut start = Vec::new();
    reader.by_ref().take(GZIP.len() as u64).read_to_end(&mut start)?;
    let is_gzip = start == GZIP;
    let reader = Cursor::new(start).chain(reader);
    Ok(if is_gzip { Box::new(MultiGzDecoder::new(reader)) } else { Box::new(reader) })
}

/// Line numbers of rising positions.
struct Lines<'a> {
    text: &'a str,
    line: u64,
    at: usize,
}

impl Lines<'_> {
    /// Of the document that starts at or after a position.
    fn place(&mut self, from: usize, source: &Source) -> Place {
        let spaces = self.text.get(from..).map_or(0, |text| text.len() - text.trim_ascii_start().len());
        let start = from + spaces;
        Place { file: source.name.clone(), line: self.of(start), offset: source.offset + start as u64 }
    }

    fn of(&mut self, position: usize) -> u64 {
        self.line += count_lines(self.text.as_bytes().get(self.at..position).unwrap_or_default());
        self.at = self.at.max(position);
        self.line
    }
}

fn count_lines(text: &[u8]) -> u64 {
    text.iter().map(|&byte| u64::from(byte == b'\n')).sum()
}
