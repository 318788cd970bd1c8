//! The forms one thing has had: in the document of 2014, and at each later tag of the server.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::time::read_micros;

/// Names for `/sandbox/openprocurement@{form}`, and what each is.
pub const NAMES: &[(&str, &str)] = &[
    ("v0.1", "the server of tag 0.1: files keyed by name, no paging, no status, whole answers to PATCH"),
    ("v0.2", "the server of tag 0.2: paging, generated document ids, bidders"),
    ("v0.5", "the server of tag 0.5: dateModified, bids, and a status that decides what may be written"),
    ("document", "the document to the letter: no status, no paging, no token"),
    ("errors-list", "the document, with the list of errors its prose announces"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As the document prints it, with the status, the paging and the tokens that came later.
    Usual,
    /// As the document prints it.
    Document,
    /// The document with `{"errors":[{message,messageUID,id}]}`.
    ErrorsList,
    V01,
    V02,
    V05,
}

impl Form {
    pub fn named(name: &str) -> Self {
        match name {
            "v0.1" => Self::V01,
            "v0.2" => Self::V02,
            "v0.5" => Self::V05,
            "document" => Self::Document,
            "errors-list" => Self::ErrorsList,
            _ => Self::Usual,
        }
    }

    /// Whether it is the document's rather than a server's.
    pub fn is_documented(self) -> bool {
        matches!(self, Self::Usual | Self::Document | Self::ErrorsList)
    }

    /// Whether the list of tenders comes in pages.
    pub fn has_pages(self) -> bool {
        matches!(self, Self::Usual | Self::V02 | Self::V05)
    }

    /// Whether the creation of a tender answers a token for its owner.
    pub fn has_tokens(self) -> bool {
        matches!(self, Self::Usual | Self::V05)
    }

    /// The name of the time of modification.
    pub fn modified(self) -> &'static str {
        if self == Self::V05 { "dateModified" } else { "modified" }
    }

    /// Microseconds since 1970 as this form writes them.
    pub fn time(self, micros: i64) -> String {
        let time = Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH);
        let (zone, pattern) = match self {
            Self::Usual | Self::Document | Self::ErrorsList => (TimeZone::UTC, "%Y-%m-%dT%H:%M:%S.%3fZ"),
            Self::V01 | Self::V02 => (TimeZone::UTC, "%Y-%m-%dT%H:%M:%S.%6f"),
            Self::V05 => (kyiv(), "%Y-%m-%dT%H:%M:%S.%6f%:z"),
        };
        time.to_zoned(zone).strftime(pattern).to_string()
    }

    /// A status as this form calls it; the document and its server had none.
    pub fn status(self, status: &str) -> Option<&str> {
        match self {
            Self::V01 | Self::Document | Self::ErrorsList => None,
            Self::V02 => Some(status.strip_prefix("active.").unwrap_or(status)),
            _ => Some(status),
        }
    }

    /// For a row that this form does not serve: the other methods its path had.
    pub fn refuses(self, row: &str) -> Option<&'static [&'static str]> {
        let of_bidders = row.contains("idder");
        let of_bids = !of_bidders && (row.starts_with("bid") || row.contains("Bid"));
        match (self, row) {
            _ if self.is_documented() => None,
            (Self::V01, "createBidder" | "uploadBidderDocument") => None,
            (Self::V01, "bidders" | "awards") => Some(&["POST"]),
            (Self::V01 | Self::V02, "award" | "updateAward") => Some(&[]),
            (Self::V01, _) if of_bids || of_bidders => Some(&[]),
            (Self::V02, "replaceBidder") => Some(&["DELETE", "GET", "PATCH"]),
            (Self::V02, _) if of_bids => Some(&[]),
            (Self::V05, _) if of_bidders => Some(&[]),
            _ => None,
        }
    }
}

/// The rule itself instead of a time zone database.
fn kyiv() -> TimeZone {
    TimeZone::posix("EET-2EEST,M3.5.0/3,M10.5.0/4").unwrap_or(TimeZone::UTC)
}

/// A time, or a date alone.
pub fn read_date(text: &str) -> Option<i64> {
    read_micros(text).or_else(|| read_micros(&format!("{text}T00:00:00")))
}

#[cfg(test)]
mod tests {
    use super::{Form, read_micros};

    #[test]
    fn each_form_writes_and_reads_its_times() {
        let micros = 1_414_397_218_158_000;
        for (form, text) in [
            (Form::Document, "2014-10-27T08:06:58.158Z"),
            (Form::V02, "2014-10-27T08:06:58.158000"),
            (Form::V05, "2014-10-27T10:06:58.158000+02:00"),
        ] {
            assert_eq!(form.time(micros), text);
            assert_eq!(read_micros(text), Some(micros));
        }
    }

    #[test]
    fn each_tag_serves_what_it_had() {
        assert_eq!(Form::V01.refuses("bidders"), Some(&["POST"][..]));
        assert_eq!(Form::V01.refuses("createBidder"), None);
        assert_eq!(Form::V01.refuses("bidDocument"), Some(&[][..]));
        assert_eq!(Form::V02.refuses("replaceBidder"), Some(&["DELETE", "GET", "PATCH"][..]));
        assert_eq!(Form::V02.refuses("bidderDocument"), None);
        assert_eq!(Form::V02.refuses("createBid"), Some(&[][..]));
        assert_eq!(Form::V05.refuses("createBid"), None);
        assert_eq!(Form::V05.refuses("uploadBidderDocument"), Some(&[][..]));
        assert_eq!(Form::Document.refuses("replaceBidder"), None);
    }
}
