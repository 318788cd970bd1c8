//! State of the pages about one contracting process.

use super::query::{Reader, Rest, Writer};

/// State of the page of a contracting process.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Process {
    pub publisher: String,
    pub ocid: String,
    /// The publisher's own id, where the process can't be asked for by its OCID.
    pub locator: String,
    /// Section to go to.
    pub section: String,
    /// Release whose changes are shown, and the one it is compared with (default: the one before).
    pub release: String,
    pub compared: String,
    /// JSON Pointer of the field whose history is open.
    pub field: String,
    /// What the raw view shows: a release id, `source`, or the compiled release (empty).
    pub raw: String,
    pub rest: Rest,
}

impl Process {
    pub(super) fn read(publisher: &str, ocid: &str, mut query: Reader) -> Self {
        Self {
            publisher: publisher.to_owned(),
            ocid: ocid.to_owned(),
            locator: query.text("id"),
            section: query.text("sec"),
            release: query.text("rel"),
            compared: query.text("cmp"),
            field: query.text("f"),
            raw: query.text("raw"),
            rest: query.rest(),
        }
    }

    pub(super) fn write(&self) -> Writer {
        let mut query = Writer::default();
        query
            .text("id", &self.locator)
            .text("sec", &self.section)
            .text("rel", &self.release)
            .text("cmp", &self.compared)
            .text("f", &self.field)
            .text("raw", &self.raw);
        query
    }
}

/// State of the comparison of bids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bids {
    pub publisher: String,
    pub ocid: String,
    /// As in [`Process`].
    pub locator: String,
    pub lot: String,
    pub sort: String,
    pub rest: Rest,
}

impl Bids {
    pub(super) fn read(publisher: &str, ocid: &str, mut query: Reader) -> Self {
        Self {
            publisher: publisher.to_owned(),
            ocid: ocid.to_owned(),
            locator: query.text("id"),
            lot: query.text("lot"),
            sort: query.text("sort"),
            rest: query.rest(),
        }
    }

    pub(super) fn write(&self) -> Writer {
        let mut query = Writer::default();
        query.text("id", &self.locator).text("lot", &self.lot).text("sort", &self.sort);
        query
    }
}
