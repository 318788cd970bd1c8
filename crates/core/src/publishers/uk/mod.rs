//! United Kingdom: Find a Tender service.
//!
//! Documentation: <https://www.find-tender.service.gov.uk/Developer/Documentation>.

mod listing;

use crate::endpoint::{
    Endpoint, Kind, Licence, Manners, PageSize, Paging, Parameter, Publisher, ResponseKind, Rule, UnknownParameters,
};

pub(super) const PUBLISHER: Publisher = Publisher {
    id: "uk",
    name: "UK Find a Tender",
    short_name: "Find a Tender",
    country: "United Kingdom",
    language: "en",
    base: "https://www.find-tender.service.gov.uk",
    base_path: "",
    licence: Licence {
        name: "Open Government Licence v3.0",
        url: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    },
    docs: "https://www.find-tender.service.gov.uk/Developer/Documentation",
    time_zone: "Europe/London",
    clock: "GMT0BST,M3.5.0/1,M10.5.0",
    holds: "Notices since 2021, by date of update",
    data_notes: &["Party ids are unique only within one notice: the same id may be another organisation in the next."],
    ocid_prefix: Some("ocds-h6vhtk-"),
    opens_bids: false,
    archived: None,
    unknown_parameters: UnknownParameters::Rejected,
    manners: Manners { concurrent: 1, spacing_ms: 1000, poll_seconds: 300 },
    convert: None,
    endpoints: ENDPOINTS,
    listing: listing::LISTING,
    lookup: listing::LOOKUP,
};

/// In the path, but with a default: a client of the present version need not know it.
const VERSION: Parameter =
    Parameter { required: false, ..Parameter::path("version", Kind::Text, Some("1.0"), "1.0", "Version of the API.") };

const OCID: Parameter =
    Parameter::path("ocid", Kind::Ocid, None, "ocds-h6vhtk-0001b4", "Open Contracting ID of the procurement.");

const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        paging: Paging::Cursor("cursor"),
        page_size: Some(PageSize { parameter: Some("limit"), default: 100 }),
        rules: &[Rule::BestAlone { name: "stages", because: "can drop notices, and the next page keeps only one" }],
        quirks: &[
            "A long window of dates can miss notices: a quarter of a day is safe.",
            "A window's second page has lacked its link to the next one though there were more notices.",
            "Bodies have contained numbers that are none, such as 1e9999 and 000.",
            "More than about twelve requests in two minutes are refused with 429.",
            "A parameter other than the five documented ones answers 400.",
            "429 and 503 are plain text and say in Retry-After how many seconds to wait.",
        ],
        ..Endpoint::get(
            "releasePackages",
            "/api/{version}/ocdsReleasePackages",
            "Search notices by the time of their last update.",
            &[
                VERSION,
                Parameter::query(
                    "limit",
                    Kind::Integer { min: 1, max: 100 },
                    Some("100"),
                    "10",
                    "How many notices one answer holds, at most 100.",
                ),
                Parameter::query(
                    "cursor",
                    Kind::Opaque,
                    None,
                    "MTAwM==",
                    "Where to continue: taken from the previous answer's link to the next one.",
                ),
                Parameter::query(
                    "updatedFrom",
                    Kind::DateTime,
                    None,
                    "2024-09-05T12:27:32",
                    "Earliest update, read as United Kingdom local time.",
                ),
                Parameter::query(
                    "updatedTo",
                    Kind::DateTime,
                    None,
                    "2024-09-15T12:27:32",
                    "Latest update, read as United Kingdom local time.",
                ),
                Parameter::query(
                    "stages",
                    Kind::ListOf { values: &["planning", "tender", "award"] },
                    None,
                    "tender",
                    "Stages of procurement, separated by commas; more than one can drop notices.",
                ),
            ],
            ResponseKind::ReleasePackage,
        )
    },
    Endpoint::get(
        "releasePackageByNotice",
        "/api/{version}/ocdsReleasePackages/{noticeId}",
        "One notice, by its number.",
        &[
            VERSION,
            Parameter::path(
                "noticeId",
                Kind::Text,
                None,
                "000001-2021",
                "Notice number: six digits, a hyphen and the year.",
            ),
        ],
        ResponseKind::ReleasePackage,
    ),
    Endpoint::get(
        "releasePackageByOcid",
        "/api/{version}/ocdsReleasePackages/{ocid}",
        "All notices of one procurement.",
        &[VERSION, OCID],
        ResponseKind::ReleasePackage,
    ),
    Endpoint::get(
        "recordPackage",
        "/api/{version}/ocdsRecordPackages/{ocid}",
        "The record of one procurement: its notices, compiled and with history.",
        &[VERSION, OCID],
        ResponseKind::RecordPackage,
    ),
];
