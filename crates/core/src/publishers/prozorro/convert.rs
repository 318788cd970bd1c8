//! Tenders of openprocurement 2.x as OCDS 1.1, with the extensions of Prozorro's own OCDS
//! publication.

use crate::convert::node::Node;
use crate::convert::shapes::{
    AUCTION_PERIOD, AWARD_DOCUMENTS, AWARD_STATUS, BID_STATUS, CANCELLATION, CLASSIFICATION, COMPLAINT,
    CONTRACT_DOCUMENTS, CONTRACT_STATUS, ENQUIRY, ITEM, PERIOD, TENDER_DOCUMENTS, TENDER_STATUS, VALUE,
};
use crate::convert::table::{Codes, How, List, Mapping, Row, Table, row};
use crate::convert::{Converted, Converter};
use crate::protocol::error::Error;

pub const MAPPING: Mapping = Mapping {
    publisher: "prozorro",
    ocid_prefix: Some("ocds-be6bcu"),
    process_id: "tenderID",
    native_ids: &["id", "_id"],
    modified: &["dateModified"],
    stand_ins: &["dateCreated", "date"],
    zone: "EET-2EEST,M3.5.0/3,M10.5.0/4",
    language: Some("uk"),
    table: TENDER,
};

/// <https://standard.open-contracting.org/1.1/en/schema/codelists/#method>
pub const METHOD: Codes =
    Codes { known: &[("open", "open"), ("selective", "selective"), ("limited", "limited")], open: false };

/// <https://standard.open-contracting.org/1.1/en/schema/codelists/#procurement-category>
pub const CATEGORY: Codes =
    Codes { known: &[("goods", "goods"), ("services", "services"), ("works", "works")], open: false };

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

const TENDER: Table = &[IDENTITY, WORDS, SECTIONS, AUCTION];

const IDENTITY: &[Row] = &[
    row("id", "/tender/id", How::Id),
    row("_id", "/tender/id", How::Id),
    row("tenderID", "/tender/tenderID", How::Text),
    row("dateModified", "/date", How::Date),
    row("status", "/tender/status", How::Code(&TENDER_STATUS)),
    row("status", "/tender/currentStage", How::Text),
    row("procuringEntity", "/tender/procuringEntity", How::Party(&["procuringEntity"])),
    row("buyers", "", How::Parties(&["buyer"])),
    row("funders", "", How::Parties(&["funder"])),
    row("plans", "/relatedProcesses", How::List(&PLANS)),
    row("agreements", "/relatedProcesses", How::List(&AGREEMENTS)),
];

const WORDS: &[Row] = &[
    row("title", "/tender/title", How::Translated),
    row("description", "/tender/description", How::Translated),
    row("procurementMethod", "/tender/procurementMethod", How::Code(&METHOD)),
    row("procurementMethodType", "/tender/procurementMethodDetails", How::Text),
    row("procurementMethodRationale", "/tender/procurementMethodRationale", How::Translated),
    row("causeDescription", "/tender/procurementMethodRationale", How::Translated),
    row("mainProcurementCategory", "/tender/mainProcurementCategory", How::Code(&CATEGORY)),
    row("awardCriteria", "/tender/awardCriteria", How::Text),
    row("awardCriteriaDetails", "/tender/awardCriteriaDetails", How::Translated),
    row("submissionMethod", "/tender/submissionMethod", How::Listed),
    row("submissionMethodDetails", "/tender/submissionMethodDetails", How::Translated),
    row("eligibilityCriteria", "/tender/eligibilityCriteria", How::Translated),
    row("numberOfBids", "/bids/statistics[bids]/value", How::Integer),
    row("numberOfBids", "/bids/statistics[bids]/measure", How::Constant("\"bids\"")),
];

const SECTIONS: &[Row] = &[
    row("value", "/tender/value", How::Object(VALUE)),
    row("guarantee", "/tender/guarantee", How::Object(VALUE)),
    row("items", "/tender/items", How::List(&ITEMS)),
    row("lots", "/tender/lots", How::List(&LOTS)),
    row("enquiryPeriod", "/tender/enquiryPeriod", How::Object(PERIOD)),
    row("tenderPeriod", "/tender/tenderPeriod", How::Object(PERIOD)),
    row("qualificationPeriod", "/tender/qualificationPeriod", How::Object(PERIOD)),
    row("awardPeriod", "/tender/awardPeriod", How::Object(PERIOD)),
    row("contractPeriod", "/tender/contractPeriod", How::Object(PERIOD)),
    row("complaintPeriod", "/tender/complaintPeriod", How::Object(PERIOD)),
    row("documents", "/tender/documents", How::List(&TENDER_DOCUMENTS)),
    row("milestones", "/tender/milestones", How::List(&MILESTONES)),
    row("criteria", "/tender/criteria", How::List(&CRITERIA)),
    row("questions", "/tender/enquiries", How::List(&ENQUIRY)),
    row("complaints", "/tender/complaints", How::List(&COMPLAINT)),
    row("cancellations", "/tender/amendments", How::List(&CANCELLATION)),
    row("qualifications", "/tender/qualifications", How::List(&QUALIFICATIONS)),
    row("bids", "/bids/details", How::List(&BIDS)),
    row("awards", "/awards", How::List(&AWARDS)),
    row("contracts", "/contracts", How::List(&CONTRACTS)),
];

const AUCTION: &[Row] = &[
    row("minimalStep", "/tender/auctions[tender]/minimalStep", How::Object(VALUE)),
    row("auctionPeriod", "/tender/auctions[tender]/period", How::Object(AUCTION_PERIOD)),
    row("auctionUrl", "/tender/auctions[tender]/url", How::Text),
];

const ITEMS: List = List::of(ITEM);

/// <https://extensions.open-contracting.org/en/extensions/lots/master/>
const LOTS: List = List::of(&[&[
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
const MILESTONES: List = List::of(&[&[
    row("title", "title", How::Translated),
    row("description", "description", How::Translated),
    row("type", "type", How::Text),
    row("code", "code", How::Text),
    row("dueDate", "dueDate", How::Date),
    row("relatedLot", "relatedLots", How::Listed),
]]);

/// <https://extensions.open-contracting.org/en/extensions/requirements/master/>
const CRITERIA: List = List::of(&[&[
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
const QUALIFICATIONS: List = List::of(&[&[
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
const BIDS: List = List {
    prefix: "anonymous-",
    ..List::of(&[&[
        row("date", "date", How::Date),
        row("status", "status", How::Code(&BID_STATUS)),
        row("tenderers", "tenderers", How::Parties(&["tenderer"])),
        row("value", "value", How::Object(VALUE)),
        row("lotValues", "lotValues", How::List(&LOT_VALUES)),
        row("items", "items", How::List(&ITEMS)),
        row("documents", "documents", How::List(&TENDER_DOCUMENTS)),
        row("financialDocuments", "documents", How::List(&TENDER_DOCUMENTS)),
        row("eligibilityDocuments", "documents", How::List(&TENDER_DOCUMENTS)),
        row("qualificationDocuments", "documents", How::List(&TENDER_DOCUMENTS)),
        row("requirementResponses", "requirementResponses", How::List(&RESPONSES)),
        row("selfEligible", "selfEligible", How::Boolean),
        row("selfQualified", "selfQualified", How::Boolean),
        row("participationUrl", "participationUrl", How::Text),
    ]])
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

const AWARDS: List = List::of(&[&[
    row("title", "title", How::Translated),
    row("description", "description", How::Translated),
    row("status", "status", How::Code(&AWARD_STATUS)),
    row("date", "date", How::Date),
    row("value", "value", How::Object(VALUE)),
    row("suppliers", "suppliers", How::Parties(&["supplier"])),
    row("bid_id", "relatedBid", How::Text),
    row("lotID", "relatedLots", How::Listed),
    row("lotId", "relatedLots", How::Listed),
    row("eligible", "eligible", How::Boolean),
    row("qualified", "qualified", How::Boolean),
    row("items", "items", How::List(&ITEMS)),
    row("documents", "documents", How::List(&AWARD_DOCUMENTS)),
    row("complaintPeriod", "complaintPeriod", How::Object(PERIOD)),
    row("complaints", "complaints", How::List(&COMPLAINT)),
    row("contracts", "/contracts", How::List(&CONTRACTS)),
]]);

const CONTRACTS: List = List {
    required: &["awardID"],
    ..List::of(&[&[
        row("awardID", "awardID", How::Id),
        row("contractID", "contractID", How::Text),
        row("contractNumber", "contractNumber", How::Text),
        row("title", "title", How::Translated),
        row("description", "description", How::Translated),
        row("status", "status", How::Code(&CONTRACT_STATUS)),
        row("value", "value", How::Object(VALUE)),
        row("period", "period", How::Object(PERIOD)),
        row("dateSigned", "dateSigned", How::Date),
        row("suppliers", "suppliers", How::Parties(&["supplier"])),
        row("items", "items", How::List(&ITEMS)),
        row("documents", "documents", How::List(&CONTRACT_DOCUMENTS)),
    ]])
};

/// <https://standard.open-contracting.org/1.1/en/schema/reference/#relatedprocess>
const PLANS: List =
    List { defaults: &[("relationship", "[\"planning\"]")], ..List::of(&[&[row("id", "identifier", How::Text)]]) };
const AGREEMENTS: List =
    List { defaults: &[("relationship", "[\"framework\"]")], ..List::of(&[&[row("id", "identifier", How::Text)]]) };

/// Takes a tender.
///
/// # Errors
/// When the document is no JSON object.
pub fn convert(document: &str) -> Result<Converted, Error> {
    let mut converted = Converted::default();
    let mut converter = Converter::read(&MAPPING, document, ("", None))?;
    converter.name_buyer();
    converter.gather_tenderers();
    relate_bids_to_lots(&mut converter);
    converter.finish(&mut converted);
    Ok(converted)
}

/// A bid names its lots. One for a single lot is worth what it offers for that lot; sums over lots
/// are not made up here.
fn relate_bids_to_lots(converter: &mut Converter<'_>) {
    let Some(Node::List(bids)) = converter.release.get_mut("bids/details") else {
        return;
    };
    for bid in bids {
        let Node::Object(bid) = bid else { continue };
        let lots: Vec<_> = bid.list("lotValues").iter().filter_map(|lot| lot.get("relatedLot").cloned()).collect();
        let value = match bid.list("lotValues") {
            [only] => only.get("value").cloned(),
            _ => None,
        };
        bid.put("relatedLots", "", Node::List(lots));
        if let Some(value) = value {
            bid.put("value", "", value);
        }
    }
}
