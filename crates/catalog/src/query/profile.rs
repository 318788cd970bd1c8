//! A buyer or a supplier: what is known of it, and what it bought, won and bid for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::facets::Facet;
use super::question::{Aspect, FacetQuery, Query, QueryError};
use super::totals::{By, Group, Of, Totals};
use crate::arrange;
use crate::catalog::Catalog;
use crate::coverage::Covered;
use crate::identity::{Party, PartyRef};
use crate::set::Set;
use crate::store::dictionary::Texts;
use crate::store::mentions::parts;
use crate::store::rows::Unit;

/// An organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub name: String,
    /// All names it goes by, with the processes that use each, the most frequent first.
    pub names: Vec<(String, usize)>,
    /// Scheme and id.
    pub identifiers: Vec<(String, String)>,
    /// What was joined, and what could be.
    pub joined: Vec<Joined>,
    pub bought: Role,
    pub won: Role,
    pub bid: Bid,
    pub covered: Vec<Covered>,
}

/// Parties of releases that are taken for the organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Joined {
    pub who: PartyRef,
    pub name: String,
    /// Processes that name it in any role.
    pub processes: usize,
    pub basis: JoinBasis,
    /// Whether it counts here.
    pub is_joined: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum JoinBasis {
    /// The same identifier, or the same id at a publisher whose ids are the same in all releases.
    Identifier,
    /// It was asked for by its name, and has no identifier.
    Name,
    /// The same name in the same country: likely, not certain.
    Likely,
}

/// What it did as buyer, or as supplier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    pub processes: usize,
    /// Of active awards.
    pub totals: Totals,
    pub years: Vec<Group>,
    /// Suppliers of a buyer, buyers of a supplier.
    pub counterparties: Vec<Group>,
    pub categories: Facet,
}

/// Where bids are published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bid {
    /// Processes that it bid in.
    pub processes: usize,
    /// Those of them in which an active award is its own.
    pub won: usize,
}

impl Catalog {
    /// What is known of an organization, in what a question finds; `None` where nobody here is it.
    ///
    /// # Errors
    /// [`QueryError`] for a question that can be none.
    pub fn profile(&self, party: &Party, query: &Query) -> Result<Option<Profile>, QueryError> {
        let identity = self.identity();
        let certain = identity.find(self, &party.who);
        if certain.is_empty() {
            return Ok(None);
        }
        let meant = identity.meant(self, party);
        let names = self.names(&meant);
        let name = names.first().map(|(name, _)| name.clone()).unwrap_or_default();
        Ok(Some(Profile {
            name,
            names,
            identifiers: self.identifiers(&meant),
            joined: self.joined(party, &certain, &meant),
            bought: self.role(&Query { buyers: vec![party.clone()], ..query.clone() }, By::Supplier)?,
            won: self.role(&Query { suppliers: vec![party.clone()], ..query.clone() }, By::Buyer)?,
            bid: self.bid(&Query { bidders: vec![party.clone()], ..query.clone() }, party)?,
            covered: self.covered(&query.publishers),
        }))
    }

    /// All organizations of a name, whatever its case and punctuation, in any country: each is one for
    /// certain, and which of them is meant nobody can tell. The one of most processes first.
    pub fn named(&self, name: &str) -> Vec<Joined> {
        let identity = self.identity();
        let mut named: Vec<Joined> = identity.named(self, name).into_iter().filter_map(|it| self.one(it)).collect();
        arrange::list(&mut named, &mut |a, b| b.processes.cmp(&a.processes).then_with(|| a.who.cmp(&b.who)));
        named
    }

    /// A single organization, as somebody that could be joined.
    fn one(&self, entity: u32) -> Option<Joined> {
        let identity = self.identity();
        let mentions: Vec<u32> = self.mentions_of(&[entity]).collect();
        Some(Joined {
            who: identity.entities.get(entity as usize)?.who.clone(),
            name: identity.label(self, entity).to_owned(),
            processes: self.naming(&mentions).count(),
            basis: JoinBasis::Name,
            is_joined: false,
        })
    }

    fn mentions_of(&self, entities: &[u32]) -> impl Iterator<Item = u32> {
        let identity = self.identity();
        let entities = entities.iter().filter_map(|entity| identity.entities.get(*entity as usize));
        entities.flat_map(|entity| entity.mentions.iter().copied())
    }

    /// The processes that name any of the mentions.
    fn naming(&self, mentions: &[u32]) -> Set {
        let rows = &self.rows;
        let mut is_meant = vec![false; rows.words.mentions.list.len()];
        mentions.iter().for_each(|mention| is_meant[*mention as usize] = true);
        let mut set = Set::of(rows.len(), |row| {
            let named = rows.buyers.get(row as u32).iter().chain(rows.parties.get(row as u32));
            named.copied().any(|mention| is_meant[mention as usize])
        });
        set.keep(&self.there);
        set
    }

    fn names(&self, meant: &[u32]) -> Vec<(String, usize)> {
        let mut by_name: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for mention in self.mentions_of(meant) {
            let name = self.rows.words.mentions.name(mention);
            if !name.is_empty() {
                by_name.entry(name).or_default().push(mention);
            }
        }
        let counted = by_name.into_iter().map(|(name, mentions)| (name.to_owned(), self.naming(&mentions).count()));
        let mut names: Vec<(String, usize)> = counted.collect();
        arrange::list(&mut names, &mut |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        names
    }

    fn identifiers(&self, meant: &[u32]) -> Vec<(String, String)> {
        let all = &self.rows.words.mentions;
        let codes = self.mentions_of(meant).filter_map(|mention| all.list.get(mention as usize));
        let pairs = codes.flat_map(|mention| &mention.identifiers).map(|code| parts(all.identifiers.text(*code)));
        let mut identifiers: Vec<_> = pairs.map(|(scheme, id)| (scheme.to_owned(), id.to_owned())).collect();
        arrange::list(&mut identifiers, &mut Ord::cmp);
        identifiers.dedup();
        identifiers
    }

    fn joined(&self, party: &Party, certain: &[u32], meant: &[u32]) -> Vec<Joined> {
        let identity = self.identity();
        let mut likely: Vec<u32> = certain.iter().flat_map(|entity| identity.likely(self, *entity)).collect();
        arrange::unique(&mut likely);
        likely.retain(|entity| !certain.contains(entity));
        let own = if matches!(party.who, PartyRef::Name { .. }) { JoinBasis::Name } else { JoinBasis::Identifier };
        let all = certain.iter().map(|entity| (*entity, own));
        let all = all.chain(likely.into_iter().map(|entity| (entity, JoinBasis::Likely)));
        let joined = all.filter_map(|(entity, basis)| {
            Some(Joined { basis, is_joined: meant.contains(&entity), ..self.one(entity)? })
        });
        joined.collect()
    }

    fn role(&self, query: &Query, counterparty: By) -> Result<Role, QueryError> {
        let processes = self.ask(&Query { unit: Unit::Process, ..query.clone() }, &[])?.total;
        let sums = |by| self.totals(query, Of::Awards, by);
        let categories = FacetQuery { top: 0, ..FacetQuery::of(Aspect::Category) };
        let facets = self.ask(&of_active_awards(query), &[categories])?.facets;
        Ok(Role {
            processes,
            totals: sums(By::All)?.groups.into_iter().next().map(|group| group.totals).unwrap_or_default(),
            years: sums(By::Year)?.groups,
            counterparties: sums(counterparty)?.groups,
            categories: facets.into_iter().next().unwrap_or_else(|| Facet::empty(Aspect::Category)),
        })
    }

    fn bid(&self, query: &Query, party: &Party) -> Result<Bid, QueryError> {
        let processes = self.ask(&Query { unit: Unit::Process, ..query.clone() }, &[])?.total;
        let won = of_active_awards(&Query { suppliers: vec![party.clone()], ..query.clone() });
        Ok(Bid { processes, won: self.ask(&won, &[])?.processes })
    }
}

/// The same of the awards that count: active ones, and those without a status.
fn of_active_awards(query: &Query) -> Query {
    let mut query = Query { unit: Unit::Award, statuses: vec!["active".to_owned()], ..query.clone() };
    query.unknown.push(Aspect::Status);
    query
}
