//! The lists of a tender of 2.x as OCDS.

use crate::convert::shapes::{AUCTION_PERIOD, CLASSIFICATION, ITEM, PERIOD, TENDER_DOCUMENTS, VALUE};
use crate::convert::table::{Codes, How, List, Table, row};
use crate::publishers::openprocurement::common;

/// <https://extensions.open-contracting.org/en/extensions/lots/master/codelists/#lotStatus.csv>, a
/// copy of tenderStatus.
pub const LOT_STATUS: Codes = Codes {
    known: &[
        ("active", "active"),
        ("cancelled", "cancelled"),
        ("unsuccessful", "unsuccessful"),
        ("complete", "complete"),
    ],
    open: false,
};

pub const ITEMS: List = List::of(ITEM);

/// <https://extensions.open-contracting.org/en/extensions/lots/master/>
pub const LOTS: List = List::of(&[&[
    row("title", "title", How::Translated),
    row("description", "description", How::Translated),
    row("status", "status", How::Code(&LOT_STATUS)),
    row("value", "value", How::Object(VALUE)),
    row("guarantee", "guarantee", How::Object(VALUE)),
    row("minimalStep", "/tender/auctions[.]/minimalStep", How::Object(VALUE)),
    row("minimalStep", "/tender/auctions[.]/relatedLot", How::EntryId),
    row("auctionPeriod", "/tender/auctions[.]/period", How::Object(AUCTION_PERIOD)),
    row("auctionPeriod", "/tender/auctions[.]/relatedLot", How::EntryId),
    row("auctionUrl", "/tender/auctions[.]/url", How::Text),
]]);

/// <https://standard.open-contracting.org/1.1/en/schema/reference/#milestone>
pub const MILESTONES: List = List::of(&[&[
    row("title", "title", How::Translated),
    row("description", "description", How::Translated),
    row("type", "type", How::Text),
    row("code", "code", How::Text),
    row("dueDate", "dueDate", How::Date),
    row("relatedLot", "relatedLots", How::Listed),
]]);

/// <https://extensions.open-contracting.org/en/extensions/requirements/master/>
pub const CRITERIA: List = List::of(&[&[
    row("title", "title", How::Translated),
    row("description", "description", How::Translated),
    row("source", "source", How::Text),
    row("relatesTo", "relatesTo", How::Text),
    row("relatedItem", "relatedItem", How::Text),
    row("classification", "classification", How::Object(CLASSIFICATION)),
    row("requirementGroups", "requirementGroups", How::List(&REQUIREMENT_GROUPS)),
]]);
const REQUIREMENT_GROUPS: List = List::of(&[&[
    row("description", "description", How::Translated),
    row("requirements", "requirements", How::List(&REQUIREMENTS)),
]]);
const REQUIREMENTS: List = List::of(&[&[
    row("title", "title", How::Translated),
    row("description", "description", How::Translated),
    row("status", "status", How::Text),
    row("datePublished", "datePublished", How::Date),
    row("dataType", "dataType", How::Text),
    row("pattern", "pattern", How::Text),
    row("expectedValue", "expectedValue", How::Any),
    row("minValue", "minValue", How::Any),
    row("maxValue", "maxValue", How::Any),
    row("period", "period", How::Object(PERIOD)),
]]);
const RESPONSES: List = List::of(&[&[
    row("title", "title", How::Translated),
    row("description", "description", How::Translated),
    row("value", "value", How::Any),
    row("period", "period", How::Object(PERIOD)),
    row("requirement", "requirement", How::Object(REQUIREMENT)),
]]);
const REQUIREMENT: Table = &[&[row("id", "id", How::Id), row("title", "title", How::Translated)]];

/// <https://github.com/openprocurement/ocds_qualification_extension>
pub const QUALIFICATIONS: List = List::of(&[&[
    row("bidID", "bidID", How::Text),
    row("lotID", "lotID", How::Text),
    row("status", "status", How::Text),
    row("date", "date", How::Date),
    row("title", "title", How::Translated),
    row("description", "description", How::Translated),
    row("eligible", "eligible", How::Boolean),
    row("qualified", "qualified", How::Boolean),
    row("documents", "documents", How::List(&TENDER_DOCUMENTS)),
]]);

/// <https://extensions.open-contracting.org/en/extensions/bids/master/>
pub const BIDS: List = List {
    prefix: "anonymous-",
    ..List::of(&[
        common::BID,
        &[
            row("lotValues", "lotValues", How::List(&LOT_VALUES)),
            row("items", "items", How::List(&ITEMS)),
            row("financialDocuments", "documents", How::List(&TENDER_DOCUMENTS)),
            row("eligibilityDocuments", "documents", How::List(&TENDER_DOCUMENTS)),
            row("qualificationDocuments", "documents", How::List(&TENDER_DOCUMENTS)),
            row("requirementResponses", "requirementResponses", How::List(&RESPONSES)),
            row("selfEligible", "selfEligible", How::Boolean),
            row("selfQualified", "selfQualified", How::Boolean),
        ],
    ])
};

/// What a bid offers for each lot. No extension has this place.
const LOT_VALUES: List = List {
    keys: &["relatedLot"],
    ..List::of(&[&[
        row("relatedLot", "relatedLot", How::Text),
        row("value", "value", How::Object(VALUE)),
        row("initialValue", "initialValue", How::Object(VALUE)),
        row("date", "date", How::Date),
        row("status", "status", How::Text),
        row("subcontractingDetails", "subcontractingDetails", How::Text),
        row("participationUrl", "participationUrl", How::Text),
    ]])
};

pub const AWARDS: List = List::of(&[
    common::AWARD,
    &[
        row("title", "title", How::Translated),
        row("description", "description", How::Translated),
        row("lotID", "relatedLots", How::Listed),
        row("lotId", "relatedLots", How::Listed),
        row("eligible", "eligible", How::Boolean),
        row("qualified", "qualified", How::Boolean),
        row("items", "items", How::List(&ITEMS)),
        row("contracts", "/contracts", How::List(&CONTRACTS)),
    ],
]);

pub const CONTRACTS: List = List {
    required: &["awardID"],
    ..List::of(&[
        common::CONTRACT,
        &[
            row("contractID", "contractID", How::Text),
            row("contractNumber", "contractNumber", How::Text),
            row("suppliers", "suppliers", How::Parties(&["supplier"])),
            row("items", "items", How::List(&ITEMS)),
        ],
    ])
};

/// <https://standard.open-contracting.org/1.1/en/schema/reference/#relatedprocess>
pub const PLANS: List =
    List { defaults: &[("relationship", "[\"planning\"]")], ..List::of(&[&[row("id", "identifier", How::Text)]]) };
pub const AGREEMENTS: List =
    List { defaults: &[("relationship", "[\"framework\"]")], ..List::of(&[&[row("id", "identifier", How::Text)]]) };
