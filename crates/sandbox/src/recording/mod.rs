//! Reads a folder of recorded answers, to be replayed through a publisher's dialect: OCDS packages, or
//! exchanges with APIs that have documents of their own.

mod archive;
mod assembly;
mod envelope;
mod exchanges;
mod read;

use std::path::{Path, PathBuf};

pub use envelope::Package;

use crate::store::Store;

/// What one folder holds.
#[derive(Debug)]
pub struct Recording {
    pub(crate) store: Store,
    /// Files that were skipped and entries that were left out, one sentence each.
    pub notes: Vec<String>,
    pub folder: PathBuf,
}

#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    #[error("cannot read the recording {path}: {problem}; name a folder of OCDS packages or exchanges (*.json)")]
    Folder { path: PathBuf, problem: std::io::Error },
    #[error("the recording {path} holds neither OCDS packages nor exchanges; its files: {skipped}")]
    Empty { path: PathBuf, skipped: String },
}

impl Recording {
    /// Reads every `*.json` of the folder, and of its subfolders those that hold exchanges or documents;
    /// or a single file.
    ///
    /// # Errors
    /// When the folder cannot be read or holds nothing to replay.
    pub fn read(folder: &Path) -> Result<Self, RecordingError> {
        read::folder(folder)
    }

    /// How many releases and records it holds.
    pub fn summary(&self) -> String {
        let releases: usize = self.store.processes.iter().map(|process| process.releases.len()).sum();
        let records = self.store.processes.iter().filter(|process| process.record.is_some()).count();
        let documents = self.store.documents.len();
        if documents > 0 && releases + records == 0 {
            return format!("{documents} documents");
        }
        format!("{releases} releases and {records} records of {} processes", self.store.processes.len())
    }
}
