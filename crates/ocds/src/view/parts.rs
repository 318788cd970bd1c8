//! The pieces of a contracting process, as text: amounts and dates stay as published.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A member that no section shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// JSON Pointer into the compiled release.
    pub pointer: String,
    /// The value as JSON.
    pub value: String,
}

/// Money, as decimal text. Never a float: amounts keep every digit.
/// <https://standard.open-contracting.org/latest/en/schema/reference/#value>
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    pub amount: Option<String>,
    /// Find a Tender's amount with VAT.
    pub gross: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// What Ukraine's publishers say of VAT: whether the amount holds it.
    pub tax_included: Option<bool>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub start: Option<String>,
    pub end: Option<String>,
    /// Latest end if every extension is used.
    pub max_extent: Option<String>,
    pub days: Option<String>,
}

/// A reference to one of the parties.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    pub id: Option<String>,
    pub name: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifier {
    pub scheme: Option<String>,
    pub id: Option<String>,
    pub legal_name: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    pub id: Option<String>,
    pub name: Option<String>,
    pub roles: Vec<String>,
    pub identifiers: Vec<Identifier>,
    /// Street, locality, region, postal code, country: those that are published.
    pub address: Vec<String>,
    /// Name, e-mail, telephone, address on the web: those that are published.
    pub contact: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classification {
    pub scheme: Option<String>,
    pub id: Option<String>,
    pub description: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub id: Option<String>,
    pub description: Option<String>,
    pub classifications: Vec<Classification>,
    pub quantity: Option<String>,
    pub unit: Option<String>,
    pub unit_value: Option<Amount>,
    pub total_value: Option<Amount>,
    pub status: Option<String>,
    pub related_lot: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    pub id: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub status: Option<String>,
    pub value: Option<Amount>,
    pub contract_period: Option<Period>,
}

/// The electronic auction of a tender, or of one of its lots.
/// <https://github.com/openprocurement/ocds_auction_extension>
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Auction {
    pub id: Option<String>,
    pub related_lot: Option<String>,
    /// A bid must be lower than the one before by so much.
    pub minimal_step: Option<Amount>,
    pub period: Option<Period>,
    pub should_start_after: Option<String>,
    pub url: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The section that publishes it: planning, tender, award, contract …
    pub section: Cow<'static, str>,
    pub id: Option<String>,
    pub kind: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub url: Option<String>,
    pub format: Option<String>,
    pub language: Option<String>,
    pub published: Option<String>,
    pub modified: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    pub id: Option<String>,
    pub title: Option<String>,
    pub kind: Option<String>,
    pub description: Option<String>,
    pub status: Option<String>,
    pub due: Option<String>,
    pub met: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planning {
    pub rationale: Option<String>,
    pub budget_description: Option<String>,
    pub budget: Option<Amount>,
    pub project: Option<String>,
    pub milestones: Vec<Milestone>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tender {
    pub id: Option<String>,
    pub status: Option<String>,
    pub category: Option<String>,
    pub additional_categories: Vec<String>,
    pub method: Option<String>,
    pub method_details: Option<String>,
    pub method_rationale: Option<String>,
    pub award_criteria: Option<String>,
    pub award_criteria_details: Option<String>,
    pub submission_methods: Vec<String>,
    pub submission_details: Option<String>,
    pub eligibility: Option<String>,
    pub value: Option<Amount>,
    pub min_value: Option<Amount>,
    pub classification: Option<Classification>,
    pub tender_period: Option<Period>,
    pub enquiry_period: Option<Period>,
    pub award_period: Option<Period>,
    pub contract_period: Option<Period>,
    pub procuring_entity: Option<Organization>,
    pub number_of_tenderers: Option<String>,
    pub tenderers: Vec<Organization>,
    pub items: Vec<Item>,
    pub lots: Vec<Lot>,
    pub auctions: Vec<Auction>,
    pub milestones: Vec<Milestone>,
    pub amendments: Vec<Amendment>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    pub id: Option<String>,
    pub date: Option<String>,
    pub rationale: Option<String>,
    pub description: Option<String>,
}

/// A count the publisher gives instead of, or beside, the bids themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidStatistic {
    pub id: Option<String>,
    pub measure: Option<String>,
    pub value: Option<String>,
    pub related_lot: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bid {
    pub id: Option<String>,
    pub date: Option<String>,
    pub status: Option<String>,
    pub tenderers: Vec<Organization>,
    pub value: Option<Amount>,
    /// What is bid for each lot, where that is not one value for all of them.
    pub lot_values: Vec<LotValue>,
    pub related_lots: Vec<String>,
    pub documents: Vec<Document>,
}

/// A bid for one lot.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotValue {
    pub lot: Option<String>,
    pub value: Option<Amount>,
    /// Before the auction.
    pub initial: Option<Amount>,
    pub date: Option<String>,
    pub status: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Award {
    pub id: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub status: Option<String>,
    pub date: Option<String>,
    pub value: Option<Amount>,
    pub suppliers: Vec<Organization>,
    pub contract_period: Option<Period>,
    pub items: Vec<Item>,
    pub milestones: Vec<Milestone>,
    pub related_lots: Vec<String>,
    /// The bids that it accepts or refuses.
    pub related_bids: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    pub id: Option<String>,
    pub award_id: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub status: Option<String>,
    pub value: Option<Amount>,
    pub period: Option<Period>,
    pub signed: Option<String>,
    pub items: Vec<Item>,
    pub milestones: Vec<Milestone>,
    pub transactions: Vec<Transaction>,
    pub final_value: Option<Amount>,
    /// Whether the publisher says anything of the contract's implementation.
    pub implementation: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transaction {
    pub id: Option<String>,
    pub date: Option<String>,
    pub value: Option<Amount>,
    pub payer: Option<Organization>,
    pub payee: Option<Organization>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelatedProcess {
    pub id: Option<String>,
    pub relationship: Vec<String>,
    pub title: Option<String>,
    pub scheme: Option<String>,
    pub identifier: Option<String>,
    pub uri: Option<String>,
}
