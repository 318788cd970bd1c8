//! The rows: tenders, and what hangs on them, each with its reads before its writes.

use crate::endpoint::{Auth, Body, Endpoint, Kind, Method, PageSize, Paging, Parameter, ResponseKind};

const TENDER_ID: Parameter =
    Parameter::path("tender_id", Kind::Text, None, "64e93250be76435397e8c992ed4214d1", "Id of the tender, 32 digits.");
const DOCUMENT_ID: Parameter = Parameter::path(
    "document_id",
    Kind::Text,
    None,
    "bab5d3c784314800aee9aa7c0b01730c",
    "Id of the document; in version 0.1 the name of its file.",
);
const BID_ID: Parameter =
    Parameter::path("bid_id", Kind::Text, None, "71b6c23ed8944d688e92a31ec8c3f61a", "Id of the bid, 32 digits.");
const AWARD_ID: Parameter =
    Parameter::path("award_id", Kind::Text, None, "7054491a5e514699a56e44d32e23edf7", "Id of the award.");
const DOWNLOAD: Parameter = Parameter::query(
    "download",
    Kind::Opaque,
    None,
    "e0061dc88a16413c805aa14f84554dfc",
    "Key of the file, from the document's address; without it later versions answer what they know of the document.",
);

const LIST: &[Parameter] = &[
    Parameter::query(
        "limit",
        Kind::Integer { min: 1, max: 1000 },
        Some("100"),
        "10",
        "How many tenders one answer holds; from version 0.2.",
    ),
    Parameter::query(
        "offset",
        Kind::Opaque,
        None,
        "2014-11-08T00:09:30.560672",
        "Where to continue, a time of modification; from version 0.2.",
    ),
    Parameter::query("descending", Kind::Flag, None, "1", "Newest first; from version 0.2."),
    Parameter::query("opt_pretty", Kind::Flag, None, "1", "Indent the answer for reading; from version 0.2."),
];

const TENDER: &[Parameter] = &[TENDER_ID];
const DOCUMENT: &[Parameter] = &[TENDER_ID, DOCUMENT_ID];
const BID: &[Parameter] = &[TENDER_ID, BID_ID];
const BID_DOCUMENT: &[Parameter] = &[TENDER_ID, BID_ID, DOCUMENT_ID];
const AWARD: &[Parameter] = &[TENDER_ID, AWARD_ID];

const BIDDERS: &str = "/tenders/{tender_id}/bidders";
const BIDDER: &str = "/tenders/{tender_id}/bidders/{bid_id}";
const BIDS: &str = "/tenders/{tender_id}/bids";
const ONE_BID: &str = "/tenders/{tender_id}/bids/{bid_id}";

const PARTIAL_ANSWER: &[&str] =
    &["The answer may hold only the changed members: read the tender again to know all of it."];
const FILE_NAMES: &[&str] = &[
    "Version 0.1 keys documents by file name and answers them without the data envelope.",
    "The address of the new document stands in Location.",
];
const FROM_0_2: &[&str] = &["Described for version 0.1, served from version 0.2."];
const FROM_0_3: &[&str] = &["Named bidders before version 0.3."];

pub(super) const ENDPOINTS: &[Endpoint] = &[
    Endpoint::get("spore", "/spore", "What the service itself says it can do.", &[], ResponseKind::Description),
    Endpoint {
        paging: Paging::Feed("offset"),
        page_size: Some(PageSize { parameter: Some("limit"), default: 100 }),
        quirks: &[
            "Version 0.1 answers all tenders at once; pages come from version 0.2.",
            "At its end the feed names the present time as the place to continue.",
            "A row holds only the tender's id and when it was modified.",
        ],
        ..Endpoint::get("tenders", "/tenders", "The tenders, by time of modification.", LIST, ResponseKind::Feed)
    },
    Endpoint {
        quirks: &[
            "Id, number and time of modification are set by the service; sent values are ignored.",
            "Members that the service does not know are refused with 422.",
            "Later versions answer an access token, which every change of the tender needs.",
        ],
        ..write(Method::Post, "createTender", "/tenders", "Create a tender.", &[], Auth::Broker)
    },
    Endpoint::object("tender", "/tenders/{tender_id}", "One tender.", TENDER),
    write(Method::Put, "replaceTender", "/tenders/{tender_id}", "Replace a tender.", TENDER, Auth::Owner),
    Endpoint {
        quirks: PARTIAL_ANSWER,
        ..write(Method::Patch, "updateTender", "/tenders/{tender_id}", "Change a tender.", TENDER, Auth::Owner)
    },
    documents("documents", "/tenders/{tender_id}/documents", "The documents of a tender.", TENDER),
    upload(Method::Post, "uploadDocument", "/tenders/{tender_id}/documents", "Add a document to a tender.", TENDER),
    file("document", "/tenders/{tender_id}/documents/{document_id}", &[TENDER_ID, DOCUMENT_ID, DOWNLOAD]),
    upload(
        Method::Put,
        "replaceDocument",
        "/tenders/{tender_id}/documents/{document_id}",
        "Add a new version of a document.",
        DOCUMENT,
    ),
    Endpoint { quirks: FROM_0_2, ..Endpoint::list("bidders", BIDDERS, "The bids of a tender.", TENDER) },
    write(Method::Post, "createBidder", BIDDERS, "Register a bid.", TENDER, Auth::Broker),
    Endpoint { quirks: FROM_0_2, ..Endpoint::object("bidder", BIDDER, "One bid.", BID) },
    Endpoint {
        quirks: &["Described for version 0.1 but never served: change a bid with updateBidder."],
        ..write(Method::Put, "replaceBidder", BIDDER, "Replace a bid.", BID, Auth::Owner)
    },
    Endpoint { quirks: FROM_0_2, ..write(Method::Patch, "updateBidder", BIDDER, "Change a bid.", BID, Auth::Owner) },
    Endpoint { quirks: FROM_0_2, ..cancel("cancelBidder", BIDDER) },
    upload(
        Method::Post,
        "uploadBidderDocument",
        "/tenders/{tender_id}/bidders/{bid_id}/documents",
        "Add a document to a bid.",
        BID,
    ),
    file(
        "bidderDocument",
        "/tenders/{tender_id}/bidders/{bid_id}/documents/{document_id}",
        &[TENDER_ID, BID_ID, DOCUMENT_ID, DOWNLOAD],
    ),
    upload(
        Method::Put,
        "replaceBidderDocument",
        "/tenders/{tender_id}/bidders/{bid_id}/documents/{document_id}",
        "Add a new version of a bid's document.",
        BID_DOCUMENT,
    ),
    Endpoint { quirks: FROM_0_3, ..Endpoint::list("bids", BIDS, "The bids of a tender.", TENDER) },
    Endpoint { quirks: FROM_0_3, ..write(Method::Post, "createBid", BIDS, "Register a bid.", TENDER, Auth::Broker) },
    Endpoint { quirks: FROM_0_3, ..Endpoint::object("bid", ONE_BID, "One bid.", BID) },
    Endpoint { quirks: FROM_0_3, ..write(Method::Patch, "updateBid", ONE_BID, "Change a bid.", BID, Auth::Owner) },
    Endpoint { quirks: FROM_0_3, ..cancel("cancelBid", ONE_BID) },
    upload(
        Method::Post,
        "uploadBidDocument",
        "/tenders/{tender_id}/bids/{bid_id}/documents",
        "Add a document to a bid.",
        BID,
    ),
    file(
        "bidDocument",
        "/tenders/{tender_id}/bids/{bid_id}/documents/{document_id}",
        &[TENDER_ID, BID_ID, DOCUMENT_ID, DOWNLOAD],
    ),
    upload(
        Method::Put,
        "replaceBidDocument",
        "/tenders/{tender_id}/bids/{bid_id}/documents/{document_id}",
        "Add a new version of a bid's document.",
        BID_DOCUMENT,
    ),
    Endpoint {
        quirks: &["Served from version 0.2."],
        ..Endpoint::list("awards", "/tenders/{tender_id}/awards", "The awards of a tender.", TENDER)
    },
    Endpoint {
        quirks: &[
            "The status pending or active awards, unsuccessful disqualifies.",
            "Location is printed with a stray HTTP/1.1 behind the address in the service's description.",
        ],
        ..write(
            Method::Post,
            "createAward",
            "/tenders/{tender_id}/awards",
            "Award a tender to a bidder, or disqualify one.",
            TENDER,
            Auth::Owner,
        )
    },
    Endpoint {
        quirks: &["Described for version 0.1, served from version 0.4."],
        ..Endpoint::object("award", "/tenders/{tender_id}/awards/{award_id}", "One award.", AWARD)
    },
    Endpoint {
        quirks: &["Described for version 0.1, served from version 0.4."],
        ..write(
            Method::Patch,
            "updateAward",
            "/tenders/{tender_id}/awards/{award_id}",
            "Change an award.",
            AWARD,
            Auth::Owner,
        )
    },
    Endpoint {
        quirks: &["Bids are described as amounts and were answered with a totalValue."],
        ..Endpoint::object(
            "auction",
            "/tenders/{tender_id}/auction",
            "What an auction needs to know of a tender.",
            TENDER,
        )
    },
    Endpoint {
        quirks: PARTIAL_ANSWER,
        ..write(
            Method::Patch,
            "reportAuction",
            "/tenders/{tender_id}/auction",
            "Report the results of an auction.",
            TENDER,
            Auth::Broker,
        )
    },
];

const fn documents(
    id: &'static str,
    path: &'static str,
    summary: &'static str,
    parameters: &'static [Parameter],
) -> Endpoint {
    Endpoint { quirks: FILE_NAMES, ..Endpoint::get(id, path, summary, parameters, ResponseKind::Documents) }
}

const fn file(id: &'static str, path: &'static str, parameters: &'static [Parameter]) -> Endpoint {
    Endpoint {
        quirks: &["Version 0.1 always answers the file; later versions need its key for that."],
        ..Endpoint::get(id, path, "The file of one document.", parameters, ResponseKind::File)
    }
}

const fn write(
    method: Method,
    id: &'static str,
    path: &'static str,
    summary: &'static str,
    parameters: &'static [Parameter],
    auth: Auth,
) -> Endpoint {
    Endpoint::write(method, id, path, summary, parameters, Body::Data, auth)
}

const fn upload(
    method: Method,
    id: &'static str,
    path: &'static str,
    summary: &'static str,
    parameters: &'static [Parameter],
) -> Endpoint {
    Endpoint {
        response: ResponseKind::Documents,
        quirks: FILE_NAMES,
        ..Endpoint::write(method, id, path, summary, parameters, Body::File, Auth::Owner)
    }
}

const fn cancel(id: &'static str, path: &'static str) -> Endpoint {
    Endpoint::write(Method::Delete, id, path, "Cancel a bid.", BID, Body::None, Auth::Owner)
}
