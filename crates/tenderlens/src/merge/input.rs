//! Reads a file or the standard input in blocks of whole documents, however long they are.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::ops::Range;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use tenderlens_core::ocds::collect::{Document, Documents, PartKind, Unreadable};

use super::problem::{Place, Report, Stop};

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
    /// Of `rest` in the input.
    offset: u64,
    line: u64,
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
        loop {
            let mut block = Block::default();
            let end = match self.read_documents(&mut block)? {
                End::At(end) => end,
                End::InFirst => {
                    self.complete_document()?;
                    continue;
                }
            };
            if end == 0 && self.ended {
                return Ok(None);
            }
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

    /// Reads on to the end of the document that `rest` starts with, looking at each byte once.
    fn complete_document(&mut self) -> Result<(), Stop> {
        let mut nesting = Nesting::default();
        let mut seen = 0;
        while !nesting.ends_in(&self.rest[seen..]) && !self.ended {
            seen = self.rest.len();
            self.read_once()?;
        }
        Ok(())
    }

    fn read_documents(&self, block: &mut Block) -> Result<End, Stop> {
        let text = self.text()?;
        let mut documents = Documents::new(text);
        let mut lines = Lines { text, line: self.line, at: 0 };
        loop {
            let start = documents.offset();
            match documents.next() {
                None => return Ok(End::At(text.len())),
                Some(Ok(document)) => self.take(text, start, document, block, &mut lines),
                Some(Err(Unreadable { incomplete: true, .. })) if !self.ended => {
                    return Ok(if start == 0 { End::InFirst } else { End::At(start) });
                }
                Some(Err(problem)) => return Err(self.unreadable(problem.offset, &problem.problem)),
            }
        }
    }

    /// What is valid UTF-8: a character may be cut at the end, until that is the input's.
    fn text(&self) -> Result<&str, Stop> {
        match std::str::from_utf8(&self.rest) {
            Ok(text) => Ok(text),
            Err(problem) if problem.error_len().is_none() && !self.ended => {
                Ok(std::str::from_utf8(&self.rest[..problem.valid_up_to()]).unwrap_or_default())
            }
            Err(problem) => Err(self.unreadable(problem.valid_up_to(), "not UTF-8")),
        }
    }

    fn take(&self, text: &str, start: usize, document: Document<'_>, block: &mut Block, lines: &mut Lines<'_>) {
        for part in document.parts {
            // Parts are slices of the text, or empty.
            let from = (part.text.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
            let range = if part.text.is_empty() { 0..0 } else { from..from + part.text.len() };
            block.parts.push(Part { ocid: part.ocid.into_owned(), kind: part.kind, range });
        }
        for problem in document.problems {
            let spaces = text.get(start..).map_or(0, |text| text.len() - text.trim_ascii_start().len());
            let place = Place {
                file: self.name.clone(),
                line: lines.of(start + spaces),
                offset: self.offset + (start + spaces) as u64,
            };
            block.problems.push(Report { problem, place: Some(place) });
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
        let line = self.line + count_lines(self.rest.get(..at).unwrap_or(&self.rest));
        Stop::unreadable(Place { file: self.name.clone(), line, offset: self.offset + at as u64 }, problem.to_owned())
    }
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
    fn of(&mut self, position: usize) -> u64 {
        self.line += count_lines(self.text.as_bytes().get(self.at..position).unwrap_or_default());
        self.at = self.at.max(position);
        self.line
    }
}

fn count_lines(text: &[u8]) -> u64 {
    text.iter().map(|&byte| u64::from(byte == b'\n')).sum()
}

/// Finds the end of an object or array without reading it twice.
#[derive(Debug, Default)]
struct Nesting {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Nesting {
    /// Whether the outermost container ends in the next bytes.
    fn ends_in(&mut self, bytes: &[u8]) -> bool {
        bytes.iter().any(|&byte| self.ends_at(byte))
    }

    fn ends_at(&mut self, byte: u8) -> bool {
        if self.in_string {
            self.in_string = self.escaped || byte != b'"';
            self.escaped = !self.escaped && byte == b'\\';
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}
