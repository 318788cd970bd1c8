//! The rows: the feed, the tender and what hangs on it, and the sibling feeds.

use crate::endpoint::{Auth, Endpoint, Kind, PageSize, Paging, Parameter, ResponseKind};

use super::parameters::{
    AGREEMENT_ID, ALL, AWARD_ID, BID_ID, CANCELLATION_ID, COMPLAINT_ID, CONTRACT_ID, DOCUMENT_ID, FEED, FRAMEWORK_ID,
    LOT_ID, PLAN_ID, PRETTY, QUALIFICATION_ID, QUESTION_ID, SUBMISSION_ID, TENDER_ID, TENDERS, VERSION,
};

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
        ..Endpoint::object(
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
    Endpoint {
        quirks: BEFORE_OPENING,
        ..Endpoint::list("bids", "/tenders/{tender_id}/bids", "The bids of a tender.", OF_TENDER)
    },
    Endpoint {
        quirks: BEFORE_OPENING,
        ..Endpoint::object(
            "bid",
            "/tenders/{tender_id}/bids/{bid_id}",
            "One bid.",
            &[VERSION, TENDER_ID, BID_ID, PRETTY],
        )
    },
    Endpoint::list("awards", "/tenders/{tender_id}/awards", "The awards of a tender.", OF_TENDER),
    Endpoint::object(
        "award",
        "/tenders/{tender_id}/awards/{award_id}",
        "One award.",
        &[VERSION, TENDER_ID, AWARD_ID, PRETTY],
    ),
    Endpoint::list("contracts", "/tenders/{tender_id}/contracts", "The contracts of a tender.", OF_TENDER),
    Endpoint::object(
        "contract",
        "/tenders/{tender_id}/contracts/{contract_id}",
        "One contract of a tender.",
        &[VERSION, TENDER_ID, CONTRACT_ID, PRETTY],
    ),
    Endpoint::list("complaints", "/tenders/{tender_id}/complaints", "The complaints about a tender.", OF_TENDER),
    Endpoint::object(
        "complaint",
        "/tenders/{tender_id}/complaints/{complaint_id}",
        "One complaint.",
        &[VERSION, TENDER_ID, COMPLAINT_ID, PRETTY],
    ),
    Endpoint::list("questions", "/tenders/{tender_id}/questions", "The questions about a tender.", OF_TENDER),
    Endpoint::object(
        "question",
        "/tenders/{tender_id}/questions/{question_id}",
        "One question and its answer.",
        &[VERSION, TENDER_ID, QUESTION_ID, PRETTY],
    ),
    Endpoint::list("lots", "/tenders/{tender_id}/lots", "The lots of a tender.", OF_TENDER),
    Endpoint::object("lot", "/tenders/{tender_id}/lots/{lot_id}", "One lot.", &[VERSION, TENDER_ID, LOT_ID, PRETTY]),
    Endpoint::list(
        "cancellations",
        "/tenders/{tender_id}/cancellations",
        "The cancellations of a tender or of its lots.",
        OF_TENDER,
    ),
    Endpoint::object(
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
        ..Endpoint::object(
            "auction",
            "/tenders/{tender_id}/auction",
            "What an auction needs to know of a tender.",
            &[VERSION, TENDER_ID, PRETTY],
        )
    },
    feed("feedPlans", "/plans", "Plans, by time of change.", FEED),
    Endpoint::object("planById", "/plans/{plan_id}", "One plan.", &[VERSION, PLAN_ID, PRETTY]),
    feed("feedContracts", "/contracts", "Contracts, by time of change.", FEED),
    Endpoint::object("contractById", "/contracts/{contract_id}", "One contract.", &[VERSION, CONTRACT_ID, PRETTY]),
    feed("feedFrameworks", "/frameworks", "Frameworks, by time of change.", FEED),
    Endpoint::object("frameworkById", "/frameworks/{framework_id}", "One framework.", &[VERSION, FRAMEWORK_ID, PRETTY]),
    feed("feedSubmissions", "/submissions", "Submissions to frameworks, by time of change.", FEED),
    Endpoint::object(
        "submissionById",
        "/submissions/{submission_id}",
        "One submission.",
        &[VERSION, SUBMISSION_ID, PRETTY],
    ),
    feed("feedQualifications", "/qualifications", "Qualifications of submissions, by time of change.", FEED),
    Endpoint::object(
        "qualificationById",
        "/qualifications/{qualification_id}",
        "One qualification.",
        &[VERSION, QUALIFICATION_ID, PRETTY],
    ),
    feed("feedAgreements", "/agreements", "Agreements, by time of change.", FEED),
    Endpoint::object("agreementById", "/agreements/{agreement_id}", "One agreement.", &[VERSION, AGREEMENT_ID, PRETTY]),
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

/// What a list that hangs on a tender takes.
const OF_TENDER: &[Parameter] = &[VERSION, TENDER_ID, PRETTY];

const fn documents(
    id: &'static str,
    path: &'static str,
    summary: &'static str,
    parameters: &'static [Parameter],
) -> Endpoint {
    Endpoint::get(id, path, summary, parameters, ResponseKind::Documents)
}
