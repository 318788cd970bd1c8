//! What the pages and the worker tell each other: small control messages as JSON text. A document
//! crosses beside its message, as bytes that are handed over, never as a tree.
//!
//! Every message names the build that its sender is of. A host may be renewed, or a cache be stale,
//! between the loading of the two: messages of another build are not read.

mod ask;
mod comparison;
mod job;
mod profile;

use std::borrow::Cow;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

pub use ask::{Ask, Found, ListRow, Told};
pub use comparison::{Comparison, Difference, Line, Step, What, Words};
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

#[derive(Serialize, Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    build: Cow<'a, str>,
    #[serde(borrow)]
    message: &'a RawValue,
}

/// A message as text.
///
/// # Errors
/// When it has no text; no message of these has none.
pub fn encode(message: &impl Serialize) -> Result<String, String> {
    encode_as(BUILD, message).map_err(|error| error.to_string())
}

fn encode_as(build: &str, message: &impl Serialize) -> serde_json::Result<String> {
    let message = serde_json::value::to_raw_value(message)?;
    serde_json::to_string(&Envelope { build: build.into(), message: &message })
}

/// The message of a text.
///
/// # Errors
/// When its sender is of another build, or it is no message of this one.
pub fn decode<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    let malformed = |error: serde_json::Error| Unreadable::Malformed(error.to_string());
    let envelope: Envelope<'_> = serde_json::from_str(text).map_err(malformed)?;
    if envelope.build != BUILD {
        return Err(Unreadable::OtherBuild(envelope.build.into_owned()));
    }
    serde_json::from_str(envelope.message.get()).map_err(malformed)
}

#[cfg(test)]
mod tests;
