//! Tenders of openprocurement 0.1 as OCDS 1.1, and of the tags up to 0.5, which renamed most of it.

use crate::convert::shapes::{
    ADDRESS, AUCTION_PERIOD, AWARD_DOCUMENTS, AWARD_NOTICE, AWARD_STATUS, BID_STATUS, CANCELLATION, CLASSIFICATION,
    COMPLAINT, CONTRACT_DOCUMENTS, CONTRACT_STATUS, ENQUIRY, PERIOD, TENDER_DOCUMENTS, TENDER_NOTICE, TENDER_STATUS,
    UNIT, VALUE,
};
use crate::convert::table::{Codes, How, Ids, List, Mapping, Row, Table, row};
use crate::convert::{Converted, Converter};
use crate::protocol::error::Error;

pub const MAPPING: Mapping = Mapping {
    publisher: "openprocurement",
    ocid_prefix: Some("openprocurement"),
    process_id: "tenderID",
    native_ids: &["id"],
    modified: &["modified", "dateModified"],
    stand_ins: &[],
    // The servers of 0.1 wrote their local time without a zone; those of the next tags read it as
    // Kyiv's.
    zone: "EET-2EEST,M3.5.0/3,M10.5.0/4",
    language: Some("uk"),
    table: TENDER,
};

/// <https://standard.open-contracting.org/1.1/en/schema/codelists/#method>
pub const METHOD: Codes =
    Codes { known: &[("Open", "open"), ("Selective", "selective"), ("Limited", "limited")], open: false };

const TENDER: Table = &[IDENTITY, WORDS, SECTIONS, AUCTION];

const IDENTITY: &[Row] = &[
    row("id", "/tender/id", How::Id),
    row("tenderID", "/tender/tenderID", How::Text),
    row("modified", "/date", How::Date),
    row("dateModified", "/date", How::Date),
    row("status", "/tender/status", How::Code(&TENDER_STATUS)),
    row("status", "/tender/currentStage", How::Text),
    row("procuringEntity", "/tender/procuringEntity", How::Party(&["procuringEntity"])),
];

const WORDS: &[Row] = &[
    row("title", "/tender/title", How::Translated),
    row("description", "/tender/description", How::Translated),
    row("method", "/tender/procurementMethod", How::Code(&METHOD)),
    row("methodJustification", "/tender/procurementMethodRationale", How::Text),
    row("selectionCriteria", "/tender/awardCriteria", How::Text),
    row("awardCriteria", "/tender/awardCriteria", How::Text),
    row("selectionDetails", "/tender/awardCriteriaDetails", How::Text),
    row("submissionMethod", "/tender/submissionMethod", How::Listed),
    row("submissionDetails", "/tender/submissionMethodDetails", How::Text),
    row("clarifications", "/tender/hasEnquiries", How::Boolean),
    row("numberOfBidders", "/tender/numberOfTenderers", How::Integer),
    row("numberOfBids", "/bids/statistics[bids]/value", How::Integer),
    row("numberOfBids", "/bids/statistics[bids]/measure", How::Constant("\"bids\"")),
];

const SECTIONS: &[Row] = &[
    row("totalValue", "/tender/value", How::Object(VALUE)),
    row("value", "/tender/value", How::Object(VALUE)),
    row("itemsToBeProcured", "/tender/items", How::List(&ITEMS)),
    row("items", "/tender/items", How::List(&ITEMS)),
    row("clarificationPeriod", "/tender/enquiryPeriod", How::Object(PERIOD)),
    row("enquiryPeriod", "/tender/enquiryPeriod", How::Object(PERIOD)),
    row("tenderPeriod", "/tender/tenderPeriod", How::Object(PERIOD)),
    row("awardPeriod", "/tender/awardPeriod", How::Object(PERIOD)),
    row("notice", "/tender/documents", How::Entry(&TENDER_NOTICE)),
    row("attachments", "/tender/documents", How::List(&TENDER_DOCUMENTS)),
    row("documents", "/tender/documents", How::List(&TENDER_DOCUMENTS)),
    row("questions", "/tender/enquiries", How::List(&ENQUIRY)),
    row("complaints", "/tender/complaints", How::List(&COMPLAINT)),
    row("cancellations", "/tender/amendments", How::List(&CANCELLATION)),
    row("bidders", "/bids/details", How::List(&BIDS)),
    row("bids", "/bids/details", How::List(&BIDS)),
    row("awards", "/awards", How::List(&AWARDS)),
    row("contracts", "/contracts", How::List(&CONTRACTS)),
];

/// In 0.1 the tender's `/auction` answers this, and [`join`](crate::convert::join) puts it under
/// `auction`; in later tags it stands in the tender.
const AUCTION: &[Row] = &[
    row("minimalStep", "/tender/auctions[tender]/minimalStep", How::Object(VALUE)),
    row("auctionPeriod", "/tender/auctions[tender]/period", How::Object(AUCTION_PERIOD)),
    row("period", "/tender/auctions[tender]/period", How::Object(AUCTION_PERIOD)),
    row("auctionUrl", "/tender/auctions[tender]/url", How::Text),
    row("auction", "", How::Object(AUCTION_ANSWER)),
];

const AUCTION_ANSWER: Table = &[&[
    row("minimalStep", "/tender/auctions[tender]/minimalStep", How::Object(VALUE)),
    row("period", "/tender/auctions[tender]/period", How::Object(AUCTION_PERIOD)),
    row("tenderPeriod", "/tender/auctions[tender]/period", How::Object(PERIOD)),
    row("bids", "/bids/details", How::List(&List { prefix: "auction-", ..BIDS })),
]];

const ITEMS: List = List {
    ids: Ids::Numbered,
    ..List::of(&[&[
        row("description", "description", How::Translated),
        row("primaryClassification", "classification", How::Object(CLASSIFICATION)),
        row("classification", "classification", How::Object(CLASSIFICATION)),
        row("additionalClassification", "additionalClassifications", How::List(&List::whole(CLASSIFICATION))),
        row("additionalClassifications", "additionalClassifications", How::List(&List::whole(CLASSIFICATION))),
        row("quantity", "quantity", How::Number),
        row("unitOfMeasure", "unit/name", How::Text),
        row("unit", "unit", How::Object(UNIT)),
        row("valuePerUnit", "unit/value", How::Object(VALUE)),
        row("deliveryDate", "deliveryDate", How::Object(PERIOD)),
        row("deliveryAddress", "deliveryAddress", How::Object(ADDRESS)),
    ]])
};

/// While an auction runs its bids have neither ids nor names, and get ids of their own.
const BIDS: List = List {
    prefix: "anonymous-",
    ..List::of(&[&[
        row("date", "date", How::Date),
        row("status", "status", How::Code(&BID_STATUS)),
        row("bidders", "tenderers", How::Parties(&["tenderer"])),
        row("tenderers", "tenderers", How::Parties(&["tenderer"])),
        row("totalValue", "value", How::Object(VALUE)),
        row("value", "value", How::Object(VALUE)),
        // The auction tells no more of a bid than its amount.
        row("amount", "value/amount", How::Number),
        row("currency", "value/currency", How::Currency),
        row("valueAddedTaxIncluded", "value/valueAddedTaxIncluded", How::Boolean),
        row("documents", "documents", How::List(&TENDER_DOCUMENTS)),
        row("participationUrl", "participationUrl", How::Text),
    ]])
};

const AWARDS: List = List {
    keys: &["awardID", "id"],
    ..List::of(&[&[
        row("awardDate", "date", How::Date),
        row("date", "date", How::Date),
        row("awardStatus", "status", How::Code(&AWARD_STATUS)),
        row("status", "status", How::Code(&AWARD_STATUS)),
        row("awardValue", "value", How::Object(VALUE)),
        row("value", "value", How::Object(VALUE)),
        row("suppliers", "suppliers", How::Parties(&["supplier"])),
        row("itemsAwarded", "items", How::List(&ITEMS)),
        row("bid_id", "relatedBid", How::Text),
        row("notice", "documents", How::Entry(&AWARD_NOTICE)),
        row("documents", "documents", How::List(&AWARD_DOCUMENTS)),
        row("complaintPeriod", "complaintPeriod", How::Object(PERIOD)),
        row("complaints", "complaints", How::List(&COMPLAINT)),
        row("contracts", "/contracts", How::List(&CONTRACTS)),
    ]])
};

const CONTRACTS: List = List {
    required: &["awardID"],
    keys: &["id", "contractID"],
    ..List::of(&[&[
        row("awardID", "awardID", How::Id),
        row("title", "title", How::Translated),
        row("description", "description", How::Translated),
        row("status", "status", How::Code(&CONTRACT_STATUS)),
        row("value", "value", How::Object(VALUE)),
        row("period", "period", How::Object(PERIOD)),
        row("dateSigned", "dateSigned", How::Date),
        row("items", "items", How::List(&ITEMS)),
        row("documents", "documents", How::List(&CONTRACT_DOCUMENTS)),
    ]])
};

/// Takes a tender.
///
/// # Errors
/// When the document is no JSON object.
pub fn convert(document: &str) -> Result<Converted, Error> {
    let mut converted = Converted::default();
    let mut converter = Converter::read(&MAPPING, document, ("", None))?;
    converter.name_buyer();
    converter.gather_tenderers();
    converter.finish(&mut converted);
    Ok(converted)
}
