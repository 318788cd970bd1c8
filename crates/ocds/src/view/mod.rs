//! What a person wants to see of a compiled release: typed sections, and everything else beside
//! them.
//!
//! Reading is tolerant. A member of an unexpected type is not an error: it is shown among
//! [`Process::other`], as is every member no section knows, so nothing published is lost.

mod parts;
mod read;
mod reader;
pub(crate) mod stage;
#[cfg(test)]
mod tests;
mod timeline;

pub use parts::{
    Amendment, Amount, Auction, Award, Bid, BidStatistic, Classification, Contract, Document, Field, Identifier, Item,
    Lot, LotValue, Milestone, Organization, Party, Period, Planning, RelatedProcess, Tender, Transaction,
};
pub use stage::Stage;
pub use timeline::{Entry, linked_entries, release_entry};

use serde::{Deserialize, Serialize};

use crate::json::{self, ReadError};
use reader::Reader;

/// One contracting process, as compiled.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    pub ocid: Option<String>,
    pub date: Option<String>,
    pub tags: Vec<String>,
    pub language: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub stage: Stage,
    pub buyer: Option<Organization>,
    pub planning: Option<Planning>,
    pub tender: Option<Tender>,
    pub bid_statistics: Vec<BidStatistic>,
    pub bids: Vec<Bid>,
    pub awards: Vec<Award>,
    pub contracts: Vec<Contract>,
    pub parties: Vec<Party>,
    pub documents: Vec<Document>,
    pub related: Vec<RelatedProcess>,
    /// Every leaf that no section above shows.
    pub other: Vec<Field>,
}

/// Where the value of a process stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ValueBasis {
    Tender,
    /// The process has one award; sums over awards are not made up here.
    Award,
    /// An estimate from planning.
    Budget,
}

impl Process {
    /// What the process is worth: the tender's value, else the only award's, else the budget.
    pub fn value(&self) -> Option<(&Amount, ValueBasis)> {
        let has_number = |amount: &&Amount| amount.amount.is_some() || amount.gross.is_some();
        let tender = self.tender.as_ref().and_then(|tender| tender.value.as_ref()).filter(has_number);
        let award = match &self.awards[..] {
            [award] => award.value.as_ref().filter(has_number),
            _ => None,
        };
        let budget = self.planning.as_ref().and_then(|planning| planning.budget.as_ref()).filter(has_number);
        let bases = [(tender, ValueBasis::Tender), (award, ValueBasis::Award), (budget, ValueBasis::Budget)];
        bases.into_iter().find_map(|(value, basis)| Some((value?, basis)))
    }

    /// What the process is about: its title, else its description, else its first item's.
    pub fn headline(&self) -> Option<&str> {
        let item = || self.tender.as_ref()?.items.first()?.description.as_deref();
        let awarded = || self.awards.iter().find_map(|award| award.items.first()?.description.as_deref());
        self.title.as_deref().or(self.description.as_deref()).or_else(item).or_else(awarded)
    }

    /// When bidding ends.
    pub fn deadline(&self) -> Option<&str> {
        self.tender.as_ref()?.tender_period.as_ref()?.end.as_deref()
    }

    /// The buyer, else the procuring entity, else the party with one of these roles.
    pub fn buyer_name(&self) -> Option<&str> {
        let buyer = self.buyer.as_ref().and_then(|buyer| buyer.name.as_deref());
        let entity = || self.tender.as_ref()?.procuring_entity.as_ref()?.name.as_deref();
        let by_role = |role: &str| {
            let party = self.parties.iter().find(|party| party.roles.iter().any(|it| it == role))?;
            party.name.as_deref()
        };
        buyer.or_else(entity).or_else(|| by_role("buyer")).or_else(|| by_role("procuringEntity"))
    }

    /// The identifier of the party that an organization refers to, by its id or, without one, by its
    /// name. Ids of parties hold only inside their process.
    pub fn identifier_of(&self, id: Option<&str>, name: Option<&str>) -> Option<&Identifier> {
        let is_it = |party: &&Party| match id {
            Some(id) => party.id.as_deref() == Some(id),
            None => name.is_some() && party.name.as_deref() == name,
        };
        let parties = || self.parties.iter().filter(is_it);
        // Some publishers give several parties one id: then the name decides.
        let named = parties().find(|party| name.is_none() || party.name.as_deref() == name);
        let party = named.or_else(|| parties().next())?;
        party.identifiers.iter().find(|it| it.scheme.is_some() && it.id.is_some())
    }
}

/// Reads a compiled release.
///
/// # Errors
/// When the text is not one JSON object.
pub fn read(compiled: &str) -> Result<Process, ReadError> {
    let object = json::object(compiled)?;
    let id = object.get("id").and_then(json::scalar).map(|id| id.into_owned());
    let mut reader = Reader::new(object, String::new());
    let mut documents = Vec::new();
    let mut process = Process {
        ocid: reader.text("ocid"),
        date: reader.text("date"),
        tags: reader.texts("tag"),
        language: reader.text("language"),
        buyer: reader.object("buyer", read::organization),
        planning: reader.object("planning", |reader| read::planning(reader, &mut documents)),
        ..Process::default()
    };
    // The id of a compiled release repeats ocid and date; one that does not is shown as it is.
    let repeated = [&process.ocid, &process.date].map(|part| part.as_deref().unwrap_or_default()).join("-");
    if id.is_some_and(|id| id == repeated) {
        reader.text("id");
    }
    let tender = reader.object("tender", |reader| {
        let words = (reader.text("title"), reader.text("description"));
        (words, read::tender(reader, &mut documents))
    });
    if let Some(((title, description), tender)) = tender {
        process.title = title;
        process.description = description;
        process.tender = Some(tender);
    }
    let bids = reader.object("bids", |reader| {
        let statistics = reader.objects("statistics", read::statistic);
        (statistics, reader.objects("details", |reader| read::bid(reader, &mut documents)))
    });
    (process.bid_statistics, process.bids) = bids.unwrap_or_default();
    process.awards = reader.objects("awards", |reader| read::award(reader, &mut documents));
    process.contracts = reader.objects("contracts", |reader| read::contract(reader, &mut documents));
    process.parties = reader.objects("parties", read::party);
    process.related = reader.objects("relatedProcesses", read::related_process);
    process.documents = documents;
    process.other = reader.finish();
    process.stage = stage::of(&process);
    Ok(process)
}
