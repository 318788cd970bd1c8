//! What openprocurement kept through all its generations, from 0.1 to 2.x: members that become OCDS in
//! the same way.

use crate::convert::codelists::{AWARD_STATUS, BID_STATUS, CONTRACT_STATUS, TENDER_STATUS};
use crate::convert::shapes::{
    AUCTION_PERIOD, AWARD_DOCUMENTS, CANCELLATION, COMPLAINT, CONTRACT_DOCUMENTS, ENQUIRY, PERIOD, TENDER_DOCUMENTS,
    VALUE,
};
use crate::convert::table::{How, Mapping, Row, row};
use crate::convert::{Converted, Converter};
use crate::protocol::error::Error;

/// Kyiv's time, as POSIX writes it: that of dates without a zone.
pub const ZONE: &str = "EET-2EEST,M3.5.0/3,M10.5.0/4";

pub const IDENTITY: &[Row] = &[
    row("id", "/tender/id", How::Id),
    row("tenderID", "/tender/tenderID", How::Text),
    row("dateModified", "/date", How::Date),
    row("status", "/tender/status", How::Code(&TENDER_STATUS)),
    row("status", "/tender/currentStage", How::Text),
    row("procuringEntity", "/tender/procuringEntity", How::Party(&["procuringEntity"])),
];

pub const WORDS: &[Row] = &[
    row("title", "/tender/title", How::Translated),
    row("description", "/tender/description", How::Translated),
    row("awardCriteria", "/tender/awardCriteria", How::Text),
    row("submissionMethod", "/tender/submissionMethod", How::Listed),
    row("numberOfBids", "/bids/statistics[bids]/value", How::Integer),
    row("numberOfBids", "/bids/statistics[bids]/measure", How::Constant("\"bids\"")),
];

pub const SECTIONS: &[Row] = &[
    row("value", "/tender/value", How::Object(VALUE)),
    row("enquiryPeriod", "/tender/enquiryPeriod", How::Object(PERIOD)),
    row("tenderPeriod", "/tender/tenderPeriod", How::Object(PERIOD)),
    row("awardPeriod", "/tender/awardPeriod", How::Object(PERIOD)),
    row("documents", "/tender/documents", How::List(&TENDER_DOCUMENTS)),
    row("questions", "/tender/enquiries", How::List(&ENQUIRY)),
    row("complaints", "/tender/complaints", How::List(&COMPLAINT)),
    row("cancellations", "/tender/amendments", How::List(&CANCELLATION)),
];

pub const AUCTION: &[Row] = &[
    row("minimalStep", "/tender/auctions[tender]/minimalStep", How::Object(VALUE)),
    row("auctionPeriod", "/tender/auctions[tender]/period", How::Object(AUCTION_PERIOD)),
    row("auctionUrl", "/tender/auctions[tender]/url", How::Text),
];

pub const BID: &[Row] = &[
    row("date", "date", How::Date),
    row("status", "status", How::Code(&BID_STATUS)),
    row("tenderers", "tenderers", How::Parties(&["tenderer"])),
    row("value", "value", How::Object(VALUE)),
    row("documents", "documents", How::List(&TENDER_DOCUMENTS)),
    row("participationUrl", "participationUrl", How::Text),
];

pub const AWARD: &[Row] = &[
    row("status", "status", How::Code(&AWARD_STATUS)),
    row("date", "date", How::Date),
    row("value", "value", How::Object(VALUE)),
    row("suppliers", "suppliers", How::Parties(&["supplier"])),
    row("bid_id", "relatedBid", How::Text),
    row("documents", "documents", How::List(&AWARD_DOCUMENTS)),
    row("complaintPeriod", "complaintPeriod", How::Object(PERIOD)),
    row("complaints", "complaints", How::List(&COMPLAINT)),
];

pub const CONTRACT: &[Row] = &[
    row("awardID", "awardID", How::Id),
    row("title", "title", How::Translated),
    row("description", "description", How::Translated),
    row("status", "status", How::Code(&CONTRACT_STATUS)),
    row("value", "value", How::Object(VALUE)),
    row("period", "period", How::Object(PERIOD)),
    row("dateSigned", "dateSigned", How::Date),
    row("documents", "documents", How::List(&CONTRACT_DOCUMENTS)),
];

/// Converts a tender; `own` is what its generation needs besides.
///
/// # Errors
/// When the document is no JSON object.
pub fn convert(mapping: &'static Mapping, document: &str, own: fn(&mut Converter<'_>)) -> Result<Converted, Error> {
    let mut converted = Converted::default();
    let mut converter = Converter::read(mapping, document, ("", None))?;
    converter.name_buyer();
    converter.gather_tenderers();
    own(&mut converter);
    converter.finish(&mut converted);
    Ok(converted)
}
