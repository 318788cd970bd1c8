//! A ZIP archive that is read from its start to its end while it comes in.
//!
//! The libraries want to read the directory at an archive's end first, and the one that does not
//! (rc-zip) brings code pages, a calendar and a guesser of encodings into the browser. What is left
//! without the directory is a header of 30 bytes per file, read here, and inflate, which is
//! flate2's. Format: APPNOTE.TXT of PKWARE, sections 4.3.7, 4.3.9 and 4.5.3.

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::ArchiveError;
use super::header::{self, Header, Method};

/// Bytes handed out at once, at most.
const PIECE: usize = 64 * 1024;

/// What comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A file begins.
    Start {
        name: &'a str,
    },
    Bytes(&'a [u8]),
    /// The file is complete and its check sum is right.
    End,
}

/// Receives the pieces; what it refuses ends the reading.
pub type Take<'t, E> = dyn FnMut(Piece<'_>) -> Result<(), E> + 't;

enum State {
    /// At the start of a record.
    Record,
    File(Box<File>),
    /// Behind a file whose sizes were not known before.
    Descriptor(Box<File>),
    /// In the directory, so many bytes of which are of no interest.
    Skip(u64),
    /// Behind the end of the directory.
    End,
}

struct File {
    header: Header,
    inflate: Decompress,
    crc: Crc,
    packed: u64,
    unpacked: u64,
}

/// What became of some input.
struct Made {
    used: usize,
    made: usize,
    at_end: bool,
}

impl File {
    /// `None` when the data is damaged.
    fn unpack(&mut self, input: &[u8], left: u64, buffer: &mut [u8]) -> Option<Made> {
        let made = match self.header.method {
            Method::Stored => {
                let made = input.len().min(buffer.len());
                buffer[..made].copy_from_slice(&input[..made]);
                Made { used: made, made, at_end: made as u64 == left }
            }
            Method::Deflated => self.inflate(input, buffer)?,
        };
        self.packed += made.used as u64;
        self.unpacked += made.made as u64;
        self.crc.update(&buffer[..made.made]);
        Some(made)
    }

    fn inflate(&mut self, input: &[u8], buffer: &mut [u8]) -> Option<Made> {
        let before = (self.inflate.total_in(), self.inflate.total_out());
        let status = self.inflate.decompress(input, buffer, FlushDecompress::None).ok()?;
        let used = usize::try_from(self.inflate.total_in() - before.0).ok()?;
        let made = usize::try_from(self.inflate.total_out() - before.1).ok()?;
        let at_end = status == Status::StreamEnd;
        let is_stuck = used == 0 && made == 0 && !at_end && !input.is_empty();
        (!is_stuck).then_some(Made { used, made, at_end })
    }
}

/// Reads one archive. Feed it with [`Archive::push`] and end with [`Archive::finish`].
pub struct Archive {
    state: State,
    /// The start of a record that is not complete yet.
    rest: Vec<u8>,
    /// Bytes taken so far, without `rest`.
    offset: u64,
    buffer: Vec<u8>,
    files: u64,
}

impl Default for Archive {
    fn default() -> Self {
        Self { state: State::Record, rest: Vec::new(), offset: 0, buffer: vec![0; PIECE], files: 0 }
    }
}

impl Archive {
    /// Takes the next bytes and hands out what they hold.
    ///
    /// # Errors
    /// Where the bytes stop being a ZIP archive, or a kind that can be read from its start; and what
    /// `take` answers.
    pub fn push<E: From<ArchiveError>>(&mut self, bytes: &[u8], take: &mut Take<'_, E>) -> Result<(), E> {
        let mut joined = std::mem::take(&mut self.rest);
        let mut input = bytes;
        if !joined.is_empty() {
            joined.extend_from_slice(bytes);
            input = &joined;
        }
        while let Some(used) = self.step(input, take)? {
            self.offset += used as u64;
            input = &input[used..];
        }
        self.rest = input.to_vec();
        Ok(())
    }

    /// Takes some of the bytes and returns how many; `None` when it needs more of them.
    fn step<E: From<ArchiveError>>(&mut self, input: &[u8], take: &mut Take<'_, E>) -> Result<Option<usize>, E> {
        match &mut self.state {
            State::Record => self.record(input, take),
            State::File(_) => self.file(input, take),
            State::Descriptor(_) => self.descriptor(input, take),
            State::Skip(0) => {
                self.state = State::Record;
                Ok(Some(0))
            }
            State::Skip(left) => {
                let used = input.len().min(usize::try_from(*left).unwrap_or(usize::MAX));
                *left -= used as u64;
                Ok((used > 0).then_some(used))
            }
            State::End => Ok((!input.is_empty()).then_some(input.len())),
        }
    }

    /// # Errors
    /// When the archive is not complete.
    pub fn finish(&self) -> Result<(), ArchiveError> {
        match self.state {
            State::End => Ok(()),
            _ => Err(self.error("the archive ends before its directory does")),
        }
    }

    /// Files handed out whole.
    pub fn files(&self) -> u64 {
        self.files
    }

    fn error(&self, problem: impl Into<String>) -> ArchiveError {
        ArchiveError { offset: self.offset + self.rest.len() as u64, problem: problem.into() }
    }

    fn record<E: From<ArchiveError>>(&mut self, input: &[u8], take: &mut Take<'_, E>) -> Result<Option<usize>, E> {
        let Some(signature) = input.first_chunk::<4>() else {
            return Ok(None);
        };
        if signature != b"PK\x03\x04" {
            return Ok(self.directory(*signature, input)?);
        }
        let Some(header) = header::read(input).map_err(|problem| self.error(problem))? else {
            return Ok(None);
        };
        let used = header.length;
        take(Piece::Start { name: &header.name })?;
        let (inflate, crc) = (Decompress::new(false), Crc::new());
        self.state = State::File(Box::new(File { header, inflate, crc, packed: 0, unpacked: 0 }));
        Ok(Some(used))
    }

    /// The directory repeats what the files' headers said: it is skipped, but has to be there.
    fn directory(&mut self, signature: [u8; 4], input: &[u8]) -> Result<Option<usize>, ArchiveError> {
        match header::length_in_directory(signature, input) {
            Some(Ok(length)) if signature == *b"PK\x05\x06" => {
                let length = usize::try_from(length).unwrap_or(usize::MAX);
                if input.len() < length {
                    return Ok(None);
                }
                self.state = State::End;
                Ok(Some(length))
            }
            Some(Ok(length)) => {
                self.state = State::Skip(length);
                Ok(Some(0))
            }
            Some(Err(header::Incomplete)) => Ok(None),
            None if self.offset == 0 => Err(self.error("this is not a ZIP archive")),
            None => Err(self.error("there is no file and no directory of the archive here")),
        }
    }

    fn file<E: From<ArchiveError>>(&mut self, input: &[u8], take: &mut Take<'_, E>) -> Result<Option<usize>, E> {
        let State::File(file) = &mut self.state else {
            return Ok(None);
        };
        let left = file.header.sizes.map_or(u64::MAX, |sizes| sizes.packed.saturating_sub(file.packed));
        let input = &input[..input.len().min(usize::try_from(left).unwrap_or(usize::MAX))];
        let Some(Made { used, made, at_end }) = file.unpack(input, left, &mut self.buffer) else {
            return Err(self.error("the compressed data is damaged").into());
        };
        self.offset += used as u64;
        if made > 0 {
            take(Piece::Bytes(&self.buffer[..made]))?;
        }
        if at_end {
            self.end_of_data(take)?;
        } else if used as u64 == left && made < PIECE {
            return Err(self.error("the compressed data is longer than its header says").into());
        }
        self.offset -= used as u64;
        Ok((used > 0 || made > 0 || at_end).then_some(used))
    }

    fn end_of_data<E: From<ArchiveError>>(&mut self, take: &mut Take<'_, E>) -> Result<(), E> {
        let State::File(file) = std::mem::replace(&mut self.state, State::Record) else {
            return Ok(());
        };
        match file.header.sizes {
            None => {
                self.state = State::Descriptor(file);
                Ok(())
            }
            Some(sizes) if (sizes.packed, sizes.unpacked) != (file.packed, file.unpacked) => {
                Err(self.error("a file is shorter or longer than its header says").into())
            }
            Some(_) if file.header.crc != file.crc.sum() => Err(self.error(WRONG_SUM).into()),
            Some(_) => self.end_file(take),
        }
    }

    /// Compares what stands behind a file with what came; its form depends on who wrote it.
    fn descriptor<E: From<ArchiveError>>(&mut self, input: &[u8], take: &mut Take<'_, E>) -> Result<Option<usize>, E> {
        let State::Descriptor(file) = &self.state else {
            return Ok(None);
        };
        let forms = header::descriptors(file.crc.sum(), file.packed, file.unpacked, file.header.is_large);
        if let Some(found) = forms.iter().find(|form| input.starts_with(form)) {
            return self.end_file(take).map(|()| Some(found.len()));
        }
        let may_follow = forms.iter().any(|form| form.starts_with(input));
        if may_follow { Ok(None) } else { Err(self.error(WRONG_SUM).into()) }
    }

    fn end_file<E: From<ArchiveError>>(&mut self, take: &mut Take<'_, E>) -> Result<(), E> {
        self.state = State::Record;
        self.files += 1;
        take(Piece::End)
    }
}

const WRONG_SUM: &str = "a file is damaged: its check sum (CRC-32) is wrong";
