//! Ukraine, 2014: openprocurement.api 0.1, with the names that its next versions gave the same things.
//!
//! Its servers are gone; a sandbox or a server of one's own is asked instead.

pub(super) mod common;
mod convert;
mod listing;
mod rows;

pub(crate) use convert::MAPPING;

use crate::endpoint::{Licence, Manners, Publisher, UnknownParameters};

pub(super) const PUBLISHER: Publisher = Publisher {
    id: "openprocurement",
    name: "openprocurement 0.1",
    short_name: "openprocurement",
    country: "Ukraine, 2014",
    language: "uk",
    base: "http://api-sandbox.openprocurement.org",
    base_path: "/api/0",
    licence: Licence {
        name: "not stated",
        url: "https://github.com/openprocurement/openprocurement.api/tree/v0.1/docs/source",
    },
    docs: "https://github.com/openprocurement/openprocurement.api/tree/v0.1/docs/source",
    time_zone: "Europe/Kyiv",
    clock: "EET-2EEST,M3.5.0/3,M10.5.0/4",
    holds: "Tenders, bids, awards and auctions, an archive: reads and writes",
    data_notes: &["Its processes have no Open Contracting ID: the one shown is made of the tender's number."],
    ocid_prefix: None,
    opens_bids: true,
    archived: Some("The service of 2014 is gone: it is read, and written to, on the sandbox or a server of one's own."),
    unknown_parameters: UnknownParameters::Ignored,
    manners: Manners { concurrent: 1, spacing_ms: 1000, poll_seconds: 300 },
    convert: Some(convert::convert),
    endpoints: rows::ENDPOINTS,
    listing: listing::LISTING,
    lookup: listing::LOOKUP,
};
