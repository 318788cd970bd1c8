//! Bulk files: archives of packages too long to be held, read while they come in.
//!
//! [`Unpacker`] is the machine without I/O; [`crate::client::Client::unpack`] feeds it from a
//! publisher. In memory are, at most, one release or record and a few blocks.

mod archive;
mod driver;
mod header;
mod unpacker;

pub use archive::{Archive, Piece};
pub use driver::Unpacking;
pub use unpacker::{Checksum, Item, Progress, Unpacker};

use crate::protocol::error::Error as ProtocolError;

/// Bytes that are not a ZIP archive, or none that can be read from its start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem} (at byte {offset} of the archive)")]
pub struct ArchiveError {
    /// In the archive.
    pub offset: u64,
    pub problem: String,
}

/// Why a bulk file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// `offset` is in the unpacked file.
    #[error("{file}: {problem} (at byte {offset})")]
    Package { file: String, offset: usize, problem: String },
    #[error("{file} is not the file that the publisher states: its SHA-256 is {actual}, stated is {expected}")]
    Checksum { file: String, expected: String, actual: String },
    #[error("the archive holds {0} JSON files where one is expected")]
    Files(u64),
}

impl From<Error> for ProtocolError {
    fn from(error: Error) -> Self {
        let (offset, problem) = match error {
            Error::Archive(ArchiveError { offset, problem }) => {
                (usize::try_from(offset).unwrap_or(usize::MAX), problem)
            }
            Error::Package { file, offset, problem } => (offset, format!("{file} in the archive: {problem}")),
            other => (0, other.to_string()),
        };
        Self::Body { offset, problem }
    }
}
