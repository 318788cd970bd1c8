//! Tenders of openprocurement 0.1 as OCDS 1.1, and of the tags up to 0.5, which renamed most of it.

use super::common;
use crate::convert::codelists::AWARD_STATUS;
use crate::convert::node::Node;
use crate::convert::shapes::{
    ADDRESS, AUCTION_PERIOD, AWARD_NOTICE, CLASSIFICATION, PERIOD, TENDER_DOCUMENTS, TENDER_NOTICE, UNIT, VALUE,
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
    zone: common::ZONE,
    language: Some("uk"),
    table: TENDER,
};

/// <https://standard.open-contracting.org/1.1/en/schema/codelists/#method>
pub const METHOD: Codes =
    Codes { known: &[("Open", "open"), ("Selective", "selective"), ("Limited", "limited")], open: false };

const TENDER: Table =
    &[common::IDENTITY, common::WORDS, common::SECTIONS, common::AUCTION, IDENTITY, WORDS, SECTIONS, AUCTION];

const IDENTITY: &[Row] = &[row("modified", "/date", How::Date)];

const WORDS: &[Row] = &[
    row("method", "/tender/procurementMethod", How::Code(&METHOD)),
    row("methodJustification", "/tender/procurementMethodRationale", How::Text),
    row("selectionCriteria", "/tender/awardCriteria", How::Text),
    row("selectionDetails", "/tender/awardCriteriaDetails", How::Text),
    row("submissionDetails", "/tender/submissionMethodDetails", How::Text),
    row("clarifications", "/tender/hasEnquiries", How::Boolean),
    row("numberOfBidders", "/tender/numberOfTenderers", How::Integer),
];

const SECTIONS: &[Row] = &[
    row("totalValue", "/tender/value", How::Object(VALUE)),
    row("itemsToBeProcured", "/tender/items", How::List(&ITEMS)),
    row("items", "/tender/items", How::List(&ITEMS)),
    row("clarificationPeriod", "/tender/enquiryPeriod", How::Object(PERIOD)),
    row("notice", "/tender/documents", How::Entry(&TENDER_NOTICE)),
    row("attachments", "/tender/documents", How::List(&TENDER_DOCUMENTS)),
    row("bidders", "/bids/details", How::List(&BIDS)),
    row("bids", "/bids/details", How::List(&BIDS)),
    row("awards", "/awards", How::List(&AWARDS)),
    row("contracts", "/contracts", How::List(&CONTRACTS)),
];

/// In 0.1 the tender's `/auction` answers this, and [`join`](crate::convert::join) puts it under
/// `auction`; in later tags it stands in the tender.
const AUCTION: &[Row] = &[
    row("period", "/tender/auctions[tender]/period", How::Object(AUCTION_PERIOD)),
    row("auction", "", How::Object(AUCTION_ANSWER)),
];

/// How the ids begin that bids get of which only the auction tells.
const AUCTION_BID: &str = "auction-";

const AUCTION_ANSWER: Table = &[&[
    row("minimalStep", "/tender/auctions[tender]/minimalStep", How::Object(VALUE)),
    row("period", "/tender/auctions[tender]/period", How::Object(AUCTION_PERIOD)),
    row("tenderPeriod", "/tender/auctions[tender]/period", How::Object(PERIOD)),
    row("bids", "/bids/details", How::List(&List { prefix: AUCTION_BID, ..BIDS })),
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
    ..List::of(&[
        common::BID,
        &[
            row("bidders", "tenderers", How::Parties(&["tenderer"])),
            row("totalValue", "value", How::Object(VALUE)),
            // The auction tells no more of a bid than its amount.
            row("amount", "value/amount", How::Number),
            row("currency", "value/currency", How::Currency),
            row("valueAddedTaxIncluded", "value/valueAddedTaxIncluded", How::Boolean),
        ],
    ])
};

const AWARDS: List = List {
    keys: &["awardID", "id"],
    ..List::of(&[
        common::AWARD,
        &[
            row("awardDate", "date", How::Date),
            row("awardStatus", "status", How::Code(&AWARD_STATUS)),
            row("awardValue", "value", How::Object(VALUE)),
            row("itemsAwarded", "items", How::List(&ITEMS)),
            row("notice", "documents", How::Entry(&AWARD_NOTICE)),
            row("contracts", "/contracts", How::List(&CONTRACTS)),
        ],
    ])
};

const CONTRACTS: List = List {
    required: &["awardID"],
    keys: &["id", "contractID"],
    ..List::of(&[common::CONTRACT, &[row("items", "items", How::List(&ITEMS))]])
};

/// Takes a tender.
///
/// # Errors
/// When the document is no JSON object.
pub fn convert(document: &str) -> Result<Converted, Error> {
    common::convert(&MAPPING, document, leave_out_repeated_bids)
}

/// The auction tells amounts in the order of the tender's bids, without names: one that says no more
/// than the bid in its place is that bid.
fn leave_out_repeated_bids(converter: &mut Converter<'_>) {
    let Some(Node::List(bids)) = converter.release.get_mut("bids/details") else {
        return;
    };
    let place = |bid: &Node<'_>| bid.id()?.trim_matches('"').strip_prefix(AUCTION_BID)?.parse::<usize>().ok();
    let (of_auction, named): (Vec<_>, Vec<_>) = std::mem::take(bids).into_iter().partition(|bid| place(bid).is_some());
    let is_known = |bid: &Node<'_>| {
        let known = place(bid).and_then(|place| named.get(place.checked_sub(1)?));
        match (bid, known) {
            (Node::Object(bid), Some(Node::Object(known))) => bid.repeats(known, &["id"]),
            _ => false,
        }
    };
    let others: Vec<_> = of_auction.into_iter().filter(|bid| !is_known(bid)).collect();
    *bids = named.into_iter().chain(others).collect();
}
