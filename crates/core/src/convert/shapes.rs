//! The tables that several publishers share: OCDS's building blocks, under the names that
//! openprocurement took over from them and those of the drafts before.

use super::codelists::{IDENTIFIER_SCHEME, SCALE};
use super::table::{Codes, How, Ids, List, Row, Table, row};

/// <https://standard.open-contracting.org/1.1/en/schema/reference/#value>; VAT:
/// <https://github.com/openprocurement/ocds_valueAddedTax_extension>
pub const VALUE: Table = &[&[
    row("amount", "amount", How::Number),
    row("currency", "currency", How::Currency),
    row("valueAddedTaxIncluded", "valueAddedTaxIncluded", How::Boolean),
]];

/// <https://standard.open-contracting.org/1.1/en/schema/reference/#period>
pub const PERIOD: Table = &[&[row("startDate", "startDate", How::Date), row("endDate", "endDate", How::Date)]];

/// <https://standard.open-contracting.org/1.1/en/schema/reference/#address>
pub const ADDRESS: Table = &[&[
    row("streetAddress", "streetAddress", How::Translated),
    row("locality", "locality", How::Translated),
    row("region", "region", How::Translated),
    row("postalCode", "postalCode", How::Text),
    row("countryName", "countryName", How::Translated),
    row("country-name", "countryName", How::Text),
]];

const CONTACT: Table = &[&[
    row("name", "name", How::Translated),
    row("email", "email", How::Text),
    row("telephone", "telephone", How::Text),
    row("faxNumber", "faxNumber", How::Text),
    row("url", "url", How::Uri),
]];

const IDENTIFIER: Table = &[&[
    row("scheme", "scheme", How::Code(&IDENTIFIER_SCHEME)),
    row("id", "id", How::Id),
    row("legalName", "legalName", How::Translated),
    row("uri", "uri", How::Uri),
]];

/// The identifier of the drafts before OCDS 1.0, which also held the name.
const DRAFT_IDENTIFIER: Table = &[&[
    row("name", "name", How::Translated),
    row("scheme", "identifier/scheme", How::Code(&IDENTIFIER_SCHEME)),
    row("uid", "identifier/id", How::Id),
    row("uri", "identifier/uri", How::Uri),
]];

/// <https://standard.open-contracting.org/1.1/en/schema/reference/#parties>
pub const ORGANIZATION: Table = &[&[
    row("id", "", How::Object(DRAFT_IDENTIFIER)),
    row("name", "name", How::Translated),
    row("identifier", "identifier", How::Object(IDENTIFIER)),
    row("additionalIdentifiers", "additionalIdentifiers", How::List(&List::whole(IDENTIFIER))),
    row("address", "address", How::Object(ADDRESS)),
    row("contactPoint", "contactPoint", How::Object(CONTACT)),
    row("kind", "details/kind", How::Text),
    row("scale", "details/scale", How::Code(&SCALE)),
]];

/// <https://standard.open-contracting.org/1.1/en/schema/reference/#classification>
pub const CLASSIFICATION: Table = &[&[
    row("scheme", "scheme", How::Text),
    row("id", "id", How::Id),
    row("description", "description", How::Translated),
    row("uri", "uri", How::Uri),
]];

/// <https://standard.open-contracting.org/1.1/en/schema/reference/#unit>
pub const UNIT: Table = &[&[
    row("name", "name", How::Translated),
    row("code", "id", How::Text),
    row("code", "scheme", How::Constant("\"UNCEFACT\"")),
    row("value", "value", How::Object(VALUE)),
]];

/// <https://standard.open-contracting.org/1.1/en/schema/reference/#item>; lots:
/// <https://extensions.open-contracting.org/en/extensions/lots/master/>; delivery:
/// <https://extensions.open-contracting.org/en/extensions/location/master/>,
/// <https://github.com/openprocurement/ocds_deliveryDate_extension>
pub const ITEM: Table = &[&[
    row("description", "description", How::Translated),
    row("classification", "classification", How::Object(CLASSIFICATION)),
    row("additionalClassifications", "additionalClassifications", How::List(&List::whole(CLASSIFICATION))),
    row("quantity", "quantity", How::Number),
    row("unit", "unit", How::Object(UNIT)),
    row("relatedLot", "relatedLot", How::Text),
    row("deliveryDate", "deliveryDate", How::Object(PERIOD)),
    row("deliveryAddress", "deliveryAddress", How::Object(ADDRESS)),
    row("deliveryLocation", "deliveryLocation/geometry", How::Point),
]];

/// <https://standard.open-contracting.org/1.1/en/schema/reference/#document>; what it belongs to:
/// <https://github.com/openprocurement/ocds_linkedDocument_extension>
const DOCUMENT: &[Row] = &[
    row("title", "title", How::Translated),
    row("description", "description", How::Translated),
    row("url", "url", How::Uri),
    row("datePublished", "datePublished", How::Date),
    row("dateModified", "dateModified", How::Date),
    row("modified", "dateModified", How::Date),
    row("format", "format", How::Text),
    row("language", "language", How::Text),
    row("documentOf", "documentScope", How::Text),
    row("relatedItem", "relatedItem", How::Text),
    row("relatedItem", "relatedLots", How::ListedIf("documentOf", "lot")),
];

/// A kind of document, with the code that the word `notice` stands for in its section.
macro_rules! documents {
    ($(#[$doc:meta])* $list:ident, $codes:ident, $notice:literal) => {
        pub const $codes: Codes = Codes {
            known: &[("notice", $notice), ("contractProforma", "contractDraft"), ("proposal", "submissionDocuments")],
            open: true,
        };
        $(#[$doc])*
        pub const $list: List = List {
            ids: Ids::Versioned,
            ..List::of(&[DOCUMENT, &[row("documentType", "documentType", How::Code(&$codes))]])
        };
    };
}

documents!(
    /// Documents of a tender and of the bids for it.
    TENDER_DOCUMENTS, TENDER_DOCUMENT_TYPE, "tenderNotice");
documents!(AWARD_DOCUMENTS, AWARD_DOCUMENT_TYPE, "awardNotice");
documents!(CONTRACT_DOCUMENTS, CONTRACT_DOCUMENT_TYPE, "contractNotice");

/// A notice of the drafts before OCDS 1.0, which is a document now.
const NOTICE: Table = &[&[row("uri", "url", How::Uri), row("publishedDate", "datePublished", How::Date)]];

pub const TENDER_NOTICE: List = List { defaults: &[("documentType", "\"tenderNotice\"")], ..List::of(NOTICE) };
pub const AWARD_NOTICE: List = List { defaults: &[("documentType", "\"awardNotice\"")], ..List::of(NOTICE) };
pub const HEARING_NOTICE: List = List { defaults: &[("documentType", "\"hearingNotice\"")], ..List::of(NOTICE) };

/// <https://github.com/openprocurement/ocds_auction_extension>
pub const AUCTION_PERIOD: Table = &[PERIOD_ROWS, &[row("shouldStartAfter", "shouldStartAfter", How::Date)]];
const PERIOD_ROWS: &[Row] = PERIOD[0];

/// Questions and answers: <https://extensions.open-contracting.org/en/extensions/enquiries/master/>
pub const ENQUIRY: List = List::of(&[&[
    row("date", "date", How::Date),
    row("author", "author", How::Party(&["enquirer"])),
    row("title", "title", How::Translated),
    row("description", "description", How::Translated),
    row("answer", "answer", How::Translated),
    row("dateAnswered", "dateAnswered", How::Date),
    row("relatedItem", "relatedItem", How::Text),
    row("relatedItem", "relatedLot", How::TextIf("questionOf", "lot")),
]]);

/// <https://github.com/openprocurement/ocds_complaint_extension>
pub const COMPLAINT: List = List::of(&[&[
    row("title", "title", How::Translated),
    row("description", "description", How::Translated),
    row("type", "type", How::Text),
    row("status", "status", How::Text),
    row("date", "date", How::Date),
    row("dateSubmitted", "dateSubmitted", How::Date),
    row("dateAnswered", "dateAnswered", How::Date),
    row("dateEscalated", "dateEscalated", How::Date),
    row("dateDecision", "dateDecision", How::Date),
    row("dateCanceled", "dateCancelled", How::Date),
    row("author", "author", How::Party(&["interestedParty"])),
    row("relatedLot", "relatedLot", How::Text),
    row("resolution", "resolution", How::Translated),
    row("resolutionType", "resolutionType", How::Text),
    row("satisfied", "satisfied", How::Boolean),
    row("decision", "decision", How::Translated),
    row("acceptance", "acceptance", How::Boolean),
    row("tendererAction", "tendererAction", How::Text),
    row("tendererActionDate", "tendererActionDate", How::Date),
    row("rejectReason", "rejectReason", How::Text),
    row("rejectReasonDescription", "rejectReasonDescription", How::Text),
    row("reviewDate", "reviewDate", How::Date),
    row("reviewPlace", "reviewPlace", How::Text),
    row("cancellationReason", "cancellationReason", How::Text),
    row("documents", "documents", How::List(&TENDER_DOCUMENTS)),
]]);

/// A cancellation explains a change of the tender; its papers are the tender's.
/// <https://standard.open-contracting.org/1.1/en/schema/reference/#amendment>
pub const CANCELLATION: List = List::of(&[&[
    row("reason", "rationale", How::Translated),
    row("date", "date", How::Date),
    row(
        "documents",
        "/tender/documents",
        How::List(&List { defaults: &[("documentType", "\"cancellationDetails\"")], ..TENDER_DOCUMENTS }),
    ),
]]);
