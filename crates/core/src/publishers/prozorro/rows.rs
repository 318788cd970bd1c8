//! The rows: the feed, the tender and what hangs on it, and the sibling feeds.

use crate::endpoint::{Auth, Endpoint, Kind, PageSize, Paging, Parameter, ResponseKind};

/// In the path, but with a default: a client of the present version need not know it.
const VERSION: Parameter = Parameter {
    required: false,
    ..Parameter::path("api_version", Kind::Text, Some("2.5"), "2.5", "Version of the API.")
};

const fn id(name: &'static str, example: &'static str, doc: &'static str) -> Parameter {
    Parameter::path(name, Kind::Text, None, example, doc)
}

const TENDER_ID: Parameter =
    id("tender_id", "b74c14bbee6f44a9a0c8408c13a4c1a8", "Id of the tender, 32 digits: not its number UA-….");
const DOCUMENT_ID: Parameter = id("document_id", "73edadd66f2a4178917993081ea1be10", "Id of the document.");
const BID_ID: Parameter = id("bid_id", "77b0a756628d46829ae889f20beb235e", "Id of the bid.");
const AWARD_ID: Parameter = id("award_id", "4d6c14e4bf39434cb637a431367fa9ad", "Id of the award.");
const CONTRACT_ID: Parameter = id("contract_id", "7806df6a0ceb42cc9c7fff929ed03024", "Id of the contract.");
const COMPLAINT_ID: Parameter = id("complaint_id", "04396da5ddf94c86956212086b506a05", "Id of the complaint.");
const QUESTION_ID: Parameter = id("question_id", "0c1deab8530d4f638f05c63e8cd39622", "Id of the question.");
const LOT_ID: Parameter = id("lot_id", "b5c7f3f41a9d4f0a8c0a7b1d5e3f2a11", "Id of the lot.");
const CANCELLATION_ID: Parameter = id("cancellation_id", "8c62294d8c5c43fc8cd075143ef772e7", "Id of the cancellation.");
const PLAN_ID: Parameter = id("plan_id", "b94b1b6a4d0b4b1ea5a5c6ae8d1ac4a2", "Id of the plan.");
const FRAMEWORK_ID: Parameter = id("framework_id", "f8f8f8d2c1f84b0c9c52b19a33e6d0b7", "Id of the framework.");
const SUBMISSION_ID: Parameter = id("submission_id", "0d4c8ee2b3ad4d37a9fd8a2b6b0e5c19", "Id of the submission.");
const QUALIFICATION_ID: Parameter =
    id("qualification_id", "5a7e2c90d1b34f4c8e6f9a0b7d3c2e18", "Id of the qualification.");
const AGREEMENT_ID: Parameter = id("agreement_id", "3e1f5b7d9c2a4d6e8f0a1b3c5d7e9f20", "Id of the agreement.");

const PRETTY: Parameter =
    Parameter::query("opt_pretty", Kind::Flag, None, "1", "Indent the answer for reading; it grows by that.");
const ALL: Parameter = Parameter::query(
    "all",
    Kind::OneOf { values: &["true", "1"] },
    None,
    "true",
    "Every version of each document, not only the latest.",
);

const LIMIT: Parameter = Parameter::query(
    "limit",
    Kind::Integer { min: 1, max: 1000 },
    Some("100"),
    "100",
    "How many rows one answer holds, at most 1,000; version 2.3 takes at most 100 together with opt_fields.",
);
const OFFSET: Parameter = Parameter::query(
    "offset",
    Kind::Opaque,
    None,
    "1795288368.899.1.2a1f0c3b5d7e9f8a6b4c2d0e1f3a5b7c",
    "Where to continue: taken from next_page of the previous answer.",
);
const DESCENDING: Parameter = Parameter::query("descending", Kind::Flag, None, "1", "Newest first.");
const MODE: Parameter = Parameter::query(
    "mode",
    Kind::OneOf { values: &["test", "_all_"] },
    None,
    "_all_",
    "Tests only, or real ones and tests; without it only real ones.",
);
const FIELDS: Parameter = Parameter::query(
    "opt_fields",
    Kind::Words,
    Some("id,dateModified"),
    "status,tenderID",
    "Further members of each row, separated by commas; unknown ones are left out silently.",
);

/// `opt_jsonp` is no row's parameter: its answer is a script.
const FEED: &[Parameter] = &[VERSION, LIMIT, OFFSET, DESCENDING, MODE, FIELDS, PRETTY];
const TENDERS: &[Parameter] = &[
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

const FEED_QUIRKS: &[&str] = &[
    "The rows are ordered by a time of change of their own: dateModified may look unsorted.",
    "A row moves forward when it changes, so its id can come again: the last one counts.",
    "At the end the answer has no rows and its offset repeats the sent one or is empty; next_page may be missing.",
    "A row that has just changed is hidden for about a second.",
    "An offset that has expired answers 404.",
    "Asking for the end more often than every five minutes is discouraged.",
];
const BEFORE_OPENING: &[&str] = &["Before the bids are opened the answer is 403."];

pub(super) const ENDPOINTS: &[Endpoint] = &[
    feed("tenders", "/tenders", "Tenders, by time of change.", TENDERS),
    Endpoint {
        quirks: &[
            "With opt_schema=ocds the answer is an OCDS release package with one release per lot and fewer fields.",
            "The uri of that package is malformed.",
        ],
        ..object(
            "tender",
            "/tenders/{tender_id}",
            "One tender.",
            &[
                VERSION,
                TENDER_ID,
                Parameter::query(
                    "opt_schema",
                    Kind::OneOf { values: &["ocds"] },
                    None,
                    "ocds",
                    "Answer an OCDS release package instead of the service's own form; from version 2.5.",
                ),
                PRETTY,
            ],
        )
    },
    documents(
        "documents",
        "/tenders/{tender_id}/documents",
        "The documents of a tender.",
        &[VERSION, TENDER_ID, ALL, PRETTY],
    ),
    Endpoint {
        quirks: &[
            "With download the answer is the file, often after a redirect to another host.",
            "The address of a file is signed, sometimes with doubly encoded characters: follow it untouched.",
        ],
        ..Endpoint::get(
            "document",
            "/tenders/{tender_id}/documents/{document_id}",
            "One document and its previous versions, or its file.",
            &[
                VERSION,
                TENDER_ID,
                DOCUMENT_ID,
                Parameter::query(
                    "download",
                    Kind::Opaque,
                    None,
                    "e0061dc88a16413c805aa14f84554dfc",
                    "Key of the file, from the document's address: answers the file itself.",
                ),
                PRETTY,
            ],
            ResponseKind::DocumentOrFile,
        )
    },
    Endpoint { quirks: BEFORE_OPENING, ..list("bids", "/tenders/{tender_id}/bids", "The bids of a tender.") },
    Endpoint {
        quirks: BEFORE_OPENING,
        ..object("bid", "/tenders/{tender_id}/bids/{bid_id}", "One bid.", &[VERSION, TENDER_ID, BID_ID, PRETTY])
    },
    list("awards", "/tenders/{tender_id}/awards", "The awards of a tender."),
    object("award", "/tenders/{tender_id}/awards/{award_id}", "One award.", &[VERSION, TENDER_ID, AWARD_ID, PRETTY]),
    list("contracts", "/tenders/{tender_id}/contracts", "The contracts of a tender."),
    object(
        "contract",
        "/tenders/{tender_id}/contracts/{contract_id}",
        "One contract of a tender.",
        &[VERSION, TENDER_ID, CONTRACT_ID, PRETTY],
    ),
    list("complaints", "/tenders/{tender_id}/complaints", "The complaints about a tender."),
    object(
        "complaint",
        "/tenders/{tender_id}/complaints/{complaint_id}",
        "One complaint.",
        &[VERSION, TENDER_ID, COMPLAINT_ID, PRETTY],
    ),
    list("questions", "/tenders/{tender_id}/questions", "The questions about a tender."),
    object(
        "question",
        "/tenders/{tender_id}/questions/{question_id}",
        "One question and its answer.",
        &[VERSION, TENDER_ID, QUESTION_ID, PRETTY],
    ),
    list("lots", "/tenders/{tender_id}/lots", "The lots of a tender."),
    object("lot", "/tenders/{tender_id}/lots/{lot_id}", "One lot.", &[VERSION, TENDER_ID, LOT_ID, PRETTY]),
    list("cancellations", "/tenders/{tender_id}/cancellations", "The cancellations of a tender or of its lots."),
    object(
        "cancellation",
        "/tenders/{tender_id}/cancellations/{cancellation_id}",
        "One cancellation.",
        &[VERSION, TENDER_ID, CANCELLATION_ID, PRETTY],
    ),
    Endpoint {
        quirks: BEFORE_OPENING,
        ..documents(
            "bidDocuments",
            "/tenders/{tender_id}/bids/{bid_id}/documents",
            "The documents of a bid.",
            &[VERSION, TENDER_ID, BID_ID, ALL, PRETTY],
        )
    },
    documents(
        "awardDocuments",
        "/tenders/{tender_id}/awards/{award_id}/documents",
        "The documents of an award.",
        &[VERSION, TENDER_ID, AWARD_ID, ALL, PRETTY],
    ),
    documents(
        "contractDocuments",
        "/tenders/{tender_id}/contracts/{contract_id}/documents",
        "The documents of a tender's contract.",
        &[VERSION, TENDER_ID, CONTRACT_ID, ALL, PRETTY],
    ),
    documents(
        "cancellationDocuments",
        "/tenders/{tender_id}/cancellations/{cancellation_id}/documents",
        "The documents of a cancellation.",
        &[VERSION, TENDER_ID, CANCELLATION_ID, ALL, PRETTY],
    ),
    Endpoint {
        auth: Auth::Broker,
        quirks: &["Only the auction itself may read this, and only while it runs: everybody else gets 403."],
        ..object(
            "auction",
            "/tenders/{tender_id}/auction",
            "What an auction needs to know of a tender.",
            &[VERSION, TENDER_ID, PRETTY],
        )
    },
    feed("feedPlans", "/plans", "Plans, by time of change.", FEED),
    object("planById", "/plans/{plan_id}", "One plan.", &[VERSION, PLAN_ID, PRETTY]),
    feed("feedContracts", "/contracts", "Contracts, by time of change.", FEED),
    object("contractById", "/contracts/{contract_id}", "One contract.", &[VERSION, CONTRACT_ID, PRETTY]),
    feed("feedFrameworks", "/frameworks", "Frameworks, by time of change.", FEED),
    object("frameworkById", "/frameworks/{framework_id}", "One framework.", &[VERSION, FRAMEWORK_ID, PRETTY]),
    feed("feedSubmissions", "/submissions", "Submissions to frameworks, by time of change.", FEED),
    object("submissionById", "/submissions/{submission_id}", "One submission.", &[VERSION, SUBMISSION_ID, PRETTY]),
    feed("feedQualifications", "/qualifications", "Qualifications of submissions, by time of change.", FEED),
    object(
        "qualificationById",
        "/qualifications/{qualification_id}",
        "One qualification.",
        &[VERSION, QUALIFICATION_ID, PRETTY],
    ),
    feed("feedAgreements", "/agreements", "Agreements, by time of change.", FEED),
    object("agreementById", "/agreements/{agreement_id}", "One agreement.", &[VERSION, AGREEMENT_ID, PRETTY]),
    Endpoint::get("spore", "/spore", "What the service itself says it can do.", &[VERSION], ResponseKind::Description),
];

const fn feed(
    id: &'static str,
    path: &'static str,
    summary: &'static str,
    parameters: &'static [Parameter],
) -> Endpoint {
    Endpoint {
        paging: Paging::Feed("offset"),
        page_size: Some(PageSize { parameter: Some("limit"), default: 100 }),
        quirks: FEED_QUIRKS,
        ..Endpoint::get(id, path, summary, parameters, ResponseKind::Feed)
    }
}

const fn object(
    id: &'static str,
    path: &'static str,
    summary: &'static str,
    parameters: &'static [Parameter],
) -> Endpoint {
    Endpoint::get(id, path, summary, parameters, ResponseKind::Object)
}

/// A list that hangs on a tender.
const fn list(id: &'static str, path: &'static str, summary: &'static str) -> Endpoint {
    Endpoint::get(id, path, summary, &[VERSION, TENDER_ID, PRETTY], ResponseKind::List)
}

const fn documents(
    id: &'static str,
    path: &'static str,
    summary: &'static str,
    parameters: &'static [Parameter],
) -> Endpoint {
    Endpoint::get(id, path, summary, parameters, ResponseKind::Documents)
}
