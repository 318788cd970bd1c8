//! Tenders of openprocurement 2.x as OCDS 1.1, with the extensions of Prozorro's own OCDS
//! publication.

use super::lists;
use crate::convert::node::Node;
use crate::convert::shapes::{PERIOD, VALUE};
use crate::convert::table::{Codes, How, Mapping, Row, Table, row};
use crate::convert::{Converted, Converter};
use crate::protocol::error::Error;
use crate::publishers::openprocurement::common;

pub const MAPPING: Mapping = Mapping {
    publisher: "prozorro",
    ocid_prefix: Some("ocds-be6bcu"),
    process_id: "tenderID",
    native_ids: &["id", "_id"],
    modified: &["dateModified"],
    stand_ins: &["dateCreated", "date"],
    zone: common::ZONE,
    language: Some("uk"),
    table: TENDER,
};

/// <https://standard.open-contracting.org/1.1/en/schema/codelists/#method>
pub const METHOD: Codes =
    Codes { known: &[("open", "open"), ("selective", "selective"), ("limited", "limited")], open: false };

/// <https://standard.open-contracting.org/1.1/en/schema/codelists/#procurement-category>
pub const CATEGORY: Codes =
    Codes { known: &[("goods", "goods"), ("services", "services"), ("works", "works")], open: false };

const TENDER: Table = &[common::IDENTITY, common::WORDS, common::SECTIONS, common::AUCTION, IDENTITY, WORDS, SECTIONS];

const IDENTITY: &[Row] = &[
    row("_id", "/tender/id", How::Id),
    row("buyers", "", How::Parties(&["buyer"])),
    row("funders", "", How::Parties(&["funder"])),
    row("plans", "/relatedProcesses", How::List(&lists::PLANS)),
    row("agreements", "/relatedProcesses", How::List(&lists::AGREEMENTS)),
];

const WORDS: &[Row] = &[
    row("procurementMethod", "/tender/procurementMethod", How::Code(&METHOD)),
    row("procurementMethodType", "/tender/procurementMethodDetails", How::Text),
    row("procurementMethodRationale", "/tender/procurementMethodRationale", How::Translated),
    row("causeDescription", "/tender/procurementMethodRationale", How::Translated),
    row("mainProcurementCategory", "/tender/mainProcurementCategory", How::Code(&CATEGORY)),
    row("awardCriteriaDetails", "/tender/awardCriteriaDetails", How::Translated),
    row("submissionMethodDetails", "/tender/submissionMethodDetails", How::Translated),
    row("eligibilityCriteria", "/tender/eligibilityCriteria", How::Translated),
];

const SECTIONS: &[Row] = &[
    row("guarantee", "/tender/guarantee", How::Object(VALUE)),
    row("items", "/tender/items", How::List(&lists::ITEMS)),
    row("lots", "/tender/lots", How::List(&lists::LOTS)),
    row("qualificationPeriod", "/tender/qualificationPeriod", How::Object(PERIOD)),
    row("contractPeriod", "/tender/contractPeriod", How::Object(PERIOD)),
    row("complaintPeriod", "/tender/complaintPeriod", How::Object(PERIOD)),
    row("milestones", "/tender/milestones", How::List(&lists::MILESTONES)),
    row("criteria", "/tender/criteria", How::List(&lists::CRITERIA)),
    row("qualifications", "/tender/qualifications", How::List(&lists::QUALIFICATIONS)),
    row("bids", "/bids/details", How::List(&lists::BIDS)),
    row("awards", "/awards", How::List(&lists::AWARDS)),
    row("contracts", "/contracts", How::List(&lists::CONTRACTS)),
];

/// Takes a tender.
///
/// # Errors
/// When the document is no JSON object.
pub fn convert(document: &str) -> Result<Converted, Error> {
    common::convert(&MAPPING, document, relate_bids_to_lots)
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
