//! From the bytes of an archive to the releases and records of the packages in it.

use sha2::{Digest, Sha256};
use tenderlens_ocds::split::{Part, Splitter};

use super::Error;
use super::archive::{Archive, Piece};
use crate::protocol::envelopes::find_checksum;

/// What comes out of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A file begins; one that is not JSON is passed over.
    File { name: String, is_read: bool },
    /// A part of the package in it.
    Part(Part),
}

/// How far the reading is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the archive so far.
    pub received: u64,
    /// Bytes of the archive in all, if that is known.
    pub total: Option<u64>,
    /// Bytes of JSON so far.
    pub unpacked: u64,
    /// Releases and records so far.
    pub documents: u64,
    /// Files read to their end.
    pub files: u64,
}

/// The SHA-256 of a JSON file inside an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checksum(String);

impl Checksum {
    /// The first one in a text: publishers state a sum alone, beside a file name or in JSON.
    pub fn find(text: &str) -> Option<Self> {
        find_checksum(text).map(|digits| Self(digits.to_ascii_lowercase()))
    }
}

/// Reads one archive. Feed it with [`Unpacker::push`] and end with [`Unpacker::finish`].
#[derive(Default)]
pub struct Unpacker {
    archive: Archive,
    files: Files,
    received: u64,
}

/// What is done with the files.
#[derive(Default)]
struct Files {
    expected: Option<Checksum>,
    /// The file being read.
    current: Option<Package>,
    read: u64,
    unpacked: u64,
    documents: u64,
}

struct Package {
    name: String,
    splitter: Splitter,
    sum: Option<Sha256>,
}

impl Unpacker {
    /// With the sum that its one JSON file must have.
    pub fn new(expected: Option<Checksum>) -> Self {
        Self { files: Files { expected, ..Files::default() }, ..Self::default() }
    }

    /// Takes the next bytes and hands out what they complete. One byte can hold a thousand: give few
    /// kilobytes at a time.
    ///
    /// # Errors
    /// When the archive or a package in it cannot be read. Nothing more can be read then.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<Item>, Error> {
        let mut items = Vec::new();
        let files = &mut self.files;
        self.archive.push::<Error>(bytes, &mut |piece| files.take(piece, &mut items))?;
        self.received += bytes.len() as u64;
        Ok(items)
    }

    /// # Errors
    /// When the archive is not complete, or holds no JSON file.
    pub fn finish(&self) -> Result<(), Error> {
        self.archive.finish()?;
        if self.files.read == 0 { Err(Error::Files(0)) } else { Ok(()) }
    }

    pub fn progress(&self) -> Progress {
        Progress {
            received: self.received,
            total: None,
            unpacked: self.files.unpacked,
            documents: self.files.documents,
            files: self.files.read,
        }
    }
}

impl Files {
    fn take(&mut self, piece: Piece<'_>, items: &mut Vec<Item>) -> Result<(), Error> {
        match piece {
            Piece::Start { name } => self.start(name, items),
            Piece::Bytes(bytes) => self.bytes(bytes, items),
            Piece::End => self.end(),
        }
    }

    fn start(&mut self, name: &str, items: &mut Vec<Item>) -> Result<(), Error> {
        let is_read = name.to_ascii_lowercase().ends_with(".json");
        items.push(Item::File { name: name.to_owned(), is_read });
        if !is_read {
            return Ok(());
        }
        if self.expected.is_some() && self.read > 0 {
            // Which of them the sum is of is not known.
            return Err(Error::Files(self.read + 1));
        }
        let sum = self.expected.is_some().then(Sha256::new);
        self.current = Some(Package { name: name.to_owned(), splitter: Splitter::default(), sum });
        Ok(())
    }

    fn bytes(&mut self, bytes: &[u8], items: &mut Vec<Item>) -> Result<(), Error> {
        let Some(package) = &mut self.current else {
            return Ok(());
        };
        self.unpacked += bytes.len() as u64;
        if let Some(sum) = &mut package.sum {
            sum.update(bytes);
        }
        let documents = &mut self.documents;
        let split = package.splitter.push(bytes, &mut |part| {
            *documents += u64::from(!matches!(part, Part::Member(..)));
            items.push(Item::Part(part));
        });
        split.map_err(|error| package.error(error))
    }

    fn end(&mut self) -> Result<(), Error> {
        let Some(mut package) = self.current.take() else {
            return Ok(());
        };
        self.read += 1;
        package.splitter.finish().map_err(|error| package.error(error))?;
        let (Some(sum), Some(Checksum(expected))) = (package.sum.take(), &self.expected) else {
            return Ok(());
        };
        let actual: String = sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        if actual == *expected {
            return Ok(());
        }
        Err(Error::Checksum { file: package.name, expected: expected.clone(), actual })
    }
}

impl Package {
    fn error(&self, error: tenderlens_ocds::json::ReadError) -> Error {
        Error::Package { file: self.name.clone(), offset: error.offset, problem: error.problem }
    }
}
