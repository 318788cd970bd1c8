//! What the pages and the worker tell each other: small control messages in postcard's format, whose
//! readers are a third of the size of JSON's. A document crosses beside its message, as bytes that are
//! handed over, never as a tree.
//!
//! Every message names the build that its sender is of. A host may be renewed, or a cache be stale,
//! between the loading of the two: messages of another build are not read.

mod ask;
mod comparison;
mod job;
mod profile;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub use ask::{Ask, Found, ListRow, Told};
pub use comparison::{Comparison, Difference, Line, NotRepeated, Segment, Step, What, Words};
pub use job::{Answer, Document, Job, Listing, Opened, Page, Progress, Settings, Trouble};
pub use profile::{ProfileAnswer, ProfileQuestion, party, party_text};

/// The build of this program.
pub const BUILD: &str = env!("TENDERLENS_BUILD");

/// Counts the jobs of a page; it also names what a job has opened.
pub type JobId = u64;

/// What the pages tell the worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// How to reach the publishers; comes first, and again when it changes.
    Configure(Settings),
    Run {
        id: JobId,
        job: Job,
    },
    /// Nobody waits for the job any more.
    Cancel {
        id: JobId,
    },
    /// Nobody looks at what the job has opened any more.
    Close {
        id: JobId,
    },
}

/// What the worker tells the pages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The worker is there.
    Up,
    Progress {
        id: JobId,
        progress: Progress,
    },
    Done {
        id: JobId,
        outcome: Result<Answer, Trouble>,
    },
}

/// Why a message was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Its sender is of that build.
    OtherBuild(String),
    Malformed(String),
}

/// A message as bytes: the build, then the message itself.
///
/// # Errors
/// When it can't be written; every message of these can.
pub fn encode(message: &impl Serialize) -> Result<Vec<u8>, String> {
    encode_as(BUILD, message).map_err(|error| error.to_string())
}

fn encode_as(build: &str, message: &impl Serialize) -> postcard::Result<Vec<u8>> {
    postcard::to_allocvec(&(build, message))
}

/// The message of bytes.
///
/// # Errors
/// When its sender is of another build, or it is no message of this one.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    let malformed = |error: postcard::Error| Unreadable::Malformed(error.to_string());
    // The build comes first, so that it can be told whatever another build writes after it.
    let (build, message) = postcard::take_from_bytes::<&str>(bytes).map_err(malformed)?;
    if build != BUILD {
        return Err(Unreadable::OtherBuild(build.to_owned()));
    }
    postcard::from_bytes(message).map_err(malformed)
}

#[cfg(test)]
mod tests;
