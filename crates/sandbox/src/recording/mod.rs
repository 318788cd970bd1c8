//! Reads a folder of recorded OCDS packages, to be replayed through a publisher's dialect.

mod envelope;
mod read;

use std::path::{Path, PathBuf};

pub use envelope::Package;

use crate::store::Store;

/// The packages of one folder.
#[derive(Debug)]
pub struct Recording {
    pub(crate) store: Store,
    /// Files that were skipped and entries that were left out, one sentence each.
    pub notes: Vec<String>,
    pub folder: PathBuf,
}

#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    #[error("cannot read the recording {path}: {problem}; name a folder of OCDS packages (*.json)")]
    Folder { path: PathBuf, problem: std::io::Error },
    #[error("the recording {path} holds no OCDS package; its files: {skipped}")]
    Empty { path: PathBuf, skipped: String },
}

impl Recording {
    /// Reads every `*.json` of the folder, not of its subfolders.
    ///
    /// # Errors
    /// When the folder cannot be read or holds no OCDS package at all.
    pub fn read(folder: &Path) -> Result<Self, RecordingError> {
        read::folder(folder)
    }

    /// How many releases and records it holds.
    pub fn summary(&self) -> String {
        let releases: usize = self.store.processes.iter().map(|process| process.releases.len()).sum();
        let records = self.store.processes.iter().filter(|process| process.record.is_some()).count();
        format!("{releases} releases and {records} records of {} processes", self.store.processes.len())
    }
}
