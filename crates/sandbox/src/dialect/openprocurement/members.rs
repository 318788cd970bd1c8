//! The members of each object, in the names of every version.

#[derive(Debug)]
pub struct Model {
    pub name: &'static str,
    pub members: &'static [Member],
}

#[derive(Debug)]
pub struct Member {
    pub name: &'static str,
    pub kind: Kind,
    pub required: bool,
    /// A member of another version that stands for it.
    pub or: Option<&'static str>,
    /// The servers wrote `null` for it where it was not sent.
    pub shown_as_null: bool,
}

#[derive(Debug)]
pub enum Kind {
    Any,
    Text,
    Number,
    Integer,
    Boolean,
    Date,
    Url,
    Currency,
    OneOf(&'static [&'static str]),
    Object(&'static Model),
    List(&'static Model),
}

const fn may(name: &'static str, kind: Kind) -> Member {
    Member { name, kind, required: false, or: None, shown_as_null: false }
}

const fn must(name: &'static str, kind: Kind) -> Member {
    Member { required: true, ..may(name, kind) }
}

const fn null(name: &'static str, kind: Kind) -> Member {
    Member { shown_as_null: true, ..may(name, kind) }
}

const TENDER_STATUSES: &[&str] = &[
    "active.enquiries",
    "active.tendering",
    "active.auction",
    "active.qualification",
    "active.awarded",
    "complete",
    "cancelled",
    "unsuccessful",
    // As 0.2 called them.
    "enquiries",
    "tendering",
    "auction",
    "qualification",
    "awarded",
];
const AWARD_STATUSES: &[&str] = &["pending", "active", "cancelled", "unsuccessful"];

static VALUE: Model = Model {
    name: "Value",
    members: &[
        must("amount", Kind::Number),
        may("currency", Kind::Currency),
        may("valueAddedTaxIncluded", Kind::Boolean),
    ],
};

static PERIOD: Model = Model { name: "Period", members: &[null("startDate", Kind::Date), null("endDate", Kind::Date)] };

static CLASSIFICATION: Model = Model {
    name: "Classification",
    members: &[
        must("scheme", Kind::Text),
        must("id", Kind::Text),
        must("description", Kind::Text),
        null("uri", Kind::Url),
    ],
};

static UNIT: Model = Model { name: "Unit", members: &[may("name", Kind::Text), may("code", Kind::Text)] };

static ITEM: Model = Model {
    name: "Item",
    members: &[
        may("description", Kind::Text),
        may("primaryClassification", Kind::Object(&CLASSIFICATION)),
        may("classification", Kind::Object(&CLASSIFICATION)),
        may("additionalClassification", Kind::List(&CLASSIFICATION)),
        may("additionalClassifications", Kind::List(&CLASSIFICATION)),
        may("unitOfMeasure", Kind::Text),
        may("unit", Kind::Object(&UNIT)),
        may("quantity", Kind::Integer),
        may("id", Kind::Text),
        null("valuePerUnit", Kind::Object(&VALUE)),
        may("deliveryDate", Kind::Object(&PERIOD)),
        may("deliveryAddress", Kind::Object(&ADDRESS)),
    ],
};

/// Of 0.1, where an organisation's identifier is its `id`.
static ID: Model = Model {
    name: "Identifier",
    members: &[must("name", Kind::Text), must("scheme", Kind::Url), may("uid", Kind::Text), may("uri", Kind::Url)],
};

/// Of 0.5.
static IDENTIFIER: Model = Model {
    name: "Identifier",
    members: &[must("scheme", Kind::Url), must("id", Kind::Text), may("legalName", Kind::Text), may("uri", Kind::Url)],
};

static ADDRESS: Model = Model {
    name: "Address",
    members: &[
        may("streetAddress", Kind::Text),
        may("locality", Kind::Text),
        may("region", Kind::Text),
        may("postalCode", Kind::Text),
        may("countryName", Kind::Text),
    ],
};

static CONTACT: Model = Model {
    name: "ContactPoint",
    members: &[
        may("name", Kind::Text),
        may("email", Kind::Text),
        may("telephone", Kind::Text),
        may("faxNumber", Kind::Text),
        may("url", Kind::Url),
    ],
};

static ORGANISATION: Model = Model {
    name: "Organization",
    members: &[
        Member { or: Some("identifier"), ..must("id", Kind::Object(&ID)) },
        may("identifier", Kind::Object(&IDENTIFIER)),
        may("name", Kind::Text),
        may("address", Kind::Object(&ADDRESS)),
        may("contactPoint", Kind::Object(&CONTACT)),
    ],
};

pub static BID: Model = Model {
    name: "Bid",
    members: &[
        may("id", Kind::Text),
        may("date", Kind::Date),
        may("documents", Kind::Any),
        may("status", Kind::OneOf(&["registration", "validBid", "invalidBid"])),
        may("bidders", Kind::List(&ORGANISATION)),
        may("tenderers", Kind::List(&ORGANISATION)),
        may("totalValue", Kind::Object(&VALUE)),
        may("value", Kind::Object(&VALUE)),
    ],
};

pub static AWARD: Model = Model {
    name: "Award",
    members: &[
        Member { or: Some("status"), ..must("awardStatus", Kind::OneOf(AWARD_STATUSES)) },
        may("status", Kind::OneOf(AWARD_STATUSES)),
        may("id", Kind::Text),
        may("awardID", Kind::Text),
        may("awardDate", Kind::Date),
        may("date", Kind::Date),
        may("bid_id", Kind::Text),
        may("awardValue", Kind::Object(&VALUE)),
        may("value", Kind::Object(&VALUE)),
        may("suppliers", Kind::List(&ORGANISATION)),
        may("notice", Kind::Any),
        may("itemsAwarded", Kind::List(&ITEM)),
    ],
};

/// A result of an auction: the document's amounts, or the server's values.
static RESULT: Model = Model {
    name: "Bid",
    members: &[
        may("id", Kind::Text),
        may("date", Kind::Date),
        may("amount", Kind::Number),
        may("currency", Kind::Currency),
        may("totalValue", Kind::Object(&VALUE)),
        may("value", Kind::Object(&VALUE)),
        may("bidders", Kind::List(&ORGANISATION)),
        may("tenderers", Kind::List(&ORGANISATION)),
    ],
};

pub static AUCTION: Model = Model {
    name: "Auction",
    members: &[
        may("bids", Kind::List(&RESULT)),
        may("minimalStep", Kind::Object(&VALUE)),
        may("period", Kind::Object(&PERIOD)),
        may("auctionUrl", Kind::Url),
        may("auctionPeriod", Kind::Object(&PERIOD)),
    ],
};

pub static TENDER: Model = Model {
    name: "Tender",
    members: &[
        may("title", Kind::Text),
        may("title_en", Kind::Text),
        may("description", Kind::Text),
        may("description_en", Kind::Text),
        may("status", Kind::OneOf(TENDER_STATUSES)),
        may("procuringEntity", Kind::Object(&ORGANISATION)),
        may("totalValue", Kind::Object(&VALUE)),
        may("value", Kind::Object(&VALUE)),
        may("minimalStep", Kind::Object(&VALUE)),
        may("itemsToBeProcured", Kind::List(&ITEM)),
        may("items", Kind::List(&ITEM)),
        may("clarificationPeriod", Kind::Object(&PERIOD)),
        may("enquiryPeriod", Kind::Object(&PERIOD)),
        may("tenderPeriod", Kind::Object(&PERIOD)),
        may("auctionPeriod", Kind::Object(&PERIOD)),
        may("auctionUrl", Kind::Url),
        may("awardPeriod", Kind::Object(&PERIOD)),
        may("deliveryDate", Kind::Object(&PERIOD)),
        may("method", Kind::OneOf(&["Open", "Selective", "Limited"])),
        may("methodJustification", Kind::Text),
        may("selectionCriteria", Kind::Text),
        may("selectionDetails", Kind::Text),
        may("awardCriteria", Kind::Text),
        may("submissionMethod", Kind::Any),
        may("submissionDetails", Kind::Text),
        may("clarifications", Kind::Any),
        may("numberOfBidders", Kind::Integer),
        may("numberOfBids", Kind::Integer),
        may("bids", Kind::List(&BID)),
        may("awards", Kind::List(&AWARD)),
        may("attachments", Kind::Any),
        may("documents", Kind::Any),
        may("notice", Kind::Any),
    ],
};
