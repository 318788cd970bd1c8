//! Ukraine: OpenProcurement 2.x, run by Prozorro. Reads only.
//!
//! Documentation: <https://github.com/ProzorroUKR/openprocurement.api/tree/master/docs/source>.

mod convert;
mod listing;
mod lists;
mod parameters;
mod rows;

pub(crate) use convert::MAPPING;

use crate::endpoint::{Licence, Manners, Publisher, UnknownParameters};

pub(super) const PUBLISHER: Publisher = Publisher {
    id: "prozorro",
    name: "OpenProcurement / Prozorro 2.x",
    short_name: "Prozorro 2.x",
    country: "Ukraine",
    language: "uk",
    base: "https://public-api.prozorro.gov.ua",
    base_path: "/api/{api_version}",
    licence: Licence { name: "CC0 1.0 (its OCDS export)", url: "https://creativecommons.org/publicdomain/zero/1.0/" },
    docs: "https://github.com/ProzorroUKR/openprocurement.api/tree/master/docs/source",
    time_zone: "Europe/Kyiv",
    clock: "EET-2EEST,M3.5.0/3,M10.5.0/4",
    holds: "Tenders since 2015, a feed by time of change",
    data_notes: &[
        "Texts are in Ukrainian; where English ones exist they are kept beside them.",
        "The publisher keeps no history: each tender is its present state.",
    ],
    ocid_prefix: Some("ocds-be6bcu-"),
    opens_bids: true,
    archived: None,
    unknown_parameters: UnknownParameters::Ignored,
    // The feed's advice is one look in five minutes; 140 requests a second are allowed.
    manners: Manners { concurrent: 5, spacing_ms: 50, poll_seconds: 300 },
    convert: Some(convert::convert),
    endpoints: rows::ENDPOINTS,
    listing: listing::LISTING,
    lookup: listing::LOOKUP,
};
