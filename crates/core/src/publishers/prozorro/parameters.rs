//! The parameters that the rows share.

use crate::endpoint::{Kind, Parameter};

/// In the path, but with a default: a client of the present version need not know it.
pub(super) const VERSION: Parameter = Parameter {
    required: false,
    ..Parameter::path("api_version", Kind::Text, Some("2.5"), "2.5", "Version of the API.")
};

const fn id(name: &'static str, example: &'static str, doc: &'static str) -> Parameter {
    Parameter::path(name, Kind::Text, None, example, doc)
}

pub(super) const TENDER_ID: Parameter =
    id("tender_id", "b74c14bbee6f44a9a0c8408c13a4c1a8", "Id of the tender, 32 digits: not its number UA-….");
pub(super) const DOCUMENT_ID: Parameter = id("document_id", "73edadd66f2a4178917993081ea1be10", "Id of the document.");
pub(super) const BID_ID: Parameter = id("bid_id", "77b0a756628d46829ae889f20beb235e", "Id of the bid.");
pub(super) const AWARD_ID: Parameter = id("award_id", "4d6c14e4bf39434cb637a431367fa9ad", "Id of the award.");
pub(super) const CONTRACT_ID: Parameter = id("contract_id", "7806df6a0ceb42cc9c7fff929ed03024", "Id of the contract.");
pub(super) const COMPLAINT_ID: Parameter =
    id("complaint_id", "04396da5ddf94c86956212086b506a05", "Id of the complaint.");
pub(super) const QUESTION_ID: Parameter = id("question_id", "0c1deab8530d4f638f05c63e8cd39622", "Id of the question.");
pub(super) const LOT_ID: Parameter = id("lot_id", "b5c7f3f41a9d4f0a8c0a7b1d5e3f2a11", "Id of the lot.");
pub(super) const CANCELLATION_ID: Parameter =
    id("cancellation_id", "8c62294d8c5c43fc8cd075143ef772e7", "Id of the cancellation.");
pub(super) const PLAN_ID: Parameter = id("plan_id", "b94b1b6a4d0b4b1ea5a5c6ae8d1ac4a2", "Id of the plan.");
pub(super) const FRAMEWORK_ID: Parameter =
    id("framework_id", "f8f8f8d2c1f84b0c9c52b19a33e6d0b7", "Id of the framework.");
pub(super) const SUBMISSION_ID: Parameter =
    id("submission_id", "0d4c8ee2b3ad4d37a9fd8a2b6b0e5c19", "Id of the submission.");
pub(super) const QUALIFICATION_ID: Parameter =
    id("qualification_id", "5a7e2c90d1b34f4c8e6f9a0b7d3c2e18", "Id of the qualification.");
pub(super) const AGREEMENT_ID: Parameter =
    id("agreement_id", "3e1f5b7d9c2a4d6e8f0a1b3c5d7e9f20", "Id of the agreement.");

pub(super) const PRETTY: Parameter =
    Parameter::query("opt_pretty", Kind::Flag, None, "1", "Indent the answer for reading; it grows by that.");
pub(super) const ALL: Parameter = Parameter::query(
    "all",
    Kind::OneOf { values: &["true", "1"] },
    None,
    "true",
    "Every version of each document, not only the latest.",
);

pub(super) const LIMIT: Parameter = Parameter::query(
    "limit",
    Kind::Integer { min: 1, max: 1000 },
    Some("100"),
    "100",
    "How many rows one answer holds, at most 1,000; version 2.3 takes at most 100 together with opt_fields.",
);
pub(super) const OFFSET: Parameter = Parameter::query(
    "offset",
    Kind::Opaque,
    None,
    "1795288368.899.1.2a1f0c3b5d7e9f8a6b4c2d0e1f3a5b7c",
    "Where to continue: taken from next_page of the previous answer.",
);
pub(super) const DESCENDING: Parameter = Parameter::query("descending", Kind::Flag, None, "1", "Newest first.");
pub(super) const MODE: Parameter = Parameter::query(
    "mode",
    Kind::OneOf { values: &["test", "_all_"] },
    None,
    "_all_",
    "Tests only, or real ones and tests; without it only real ones.",
);
pub(super) const FIELDS: Parameter = Parameter::query(
    "opt_fields",
    Kind::Words,
    Some("id,dateModified"),
    "status,tenderID",
    "Further members of each row, separated by commas; unknown ones are left out silently.",
);

/// `opt_jsonp` is no row's parameter: its answer is a script.
pub(super) const FEED: &[Parameter] = &[VERSION, LIMIT, OFFSET, DESCENDING, MODE, FIELDS, PRETTY];
pub(super) const TENDERS: &[Parameter] = &[
    VERSION,
    LIMIT,
    OFFSET,
    DESCENDING,
    MODE,
    Parameter::query(
        "feed",
        Kind::OneOf { values: &["dateModified", "changes"] },
        Some("dateModified"),
        "dateModified",
        "Order of the feed: by date of modification, or of storing; version 2.3 only.",
    ),
    FIELDS,
    PRETTY,
];
