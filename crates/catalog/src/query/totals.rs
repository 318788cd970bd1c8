//! Sums of money: of active awards, or of contracts, never of both together, and by currency.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::conditions::Conditions;
use super::question::{Query, QueryError};
use crate::arrange;
use crate::catalog::Catalog;
use crate::coverage::Covered;
use crate::decimal::Decimal;
use crate::identity::PartyRef;
use crate::read::Vat;
use crate::store::dictionary::{NONE, Texts};
use crate::store::rows::Unit;

/// What is summed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Of {
    /// Active ones, and those of publishers that give awards no status.
    #[default]
    Awards,
    /// Active and terminated ones, and those without a status.
    Contracts,
}

/// What the sums are told apart by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum By {
    #[default]
    All,
    /// Of the award's date, or the contract's signature.
    Year,
    Buyer,
    Supplier,
    Category,
}

/// Sums, and what they cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub of: Of,
    pub by: By,
    /// By the sum in [`Summary::currency`], the greatest first; years in their order.
    pub groups: Vec<Group>,
    /// That of the question, else the most frequent one.
    pub currency: String,
    /// What was left out because it is not active.
    pub not_active: usize,
    pub covered: Vec<Covered>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub key: Key,
    pub label: String,
    pub totals: Totals,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Key {
    All,
    Year(i16),
    Party(PartyRef),
    Category(String),
    NotPublished,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Totals {
    /// Awards, or contracts.
    pub count: usize,
    /// By currency.
    pub sums: Vec<Sum>,
    /// Without an amount that can be summed.
    pub without_value: usize,
    /// Counted although no status tells that they are active.
    pub without_status: usize,
    /// Shared by several suppliers (or, by buyer, by several buyers): counted in full for each of
    /// them, and once where the parties are not told apart.
    pub shared: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sum {
    pub currency: String,
    /// None where it is too large to be told exactly.
    pub sum: Option<Decimal>,
    pub count: usize,
    pub shared: usize,
    pub with_vat: usize,
    pub without_vat: usize,
    pub vat_not_stated: usize,
}

/// A sum while it grows.
#[derive(Default)]
struct Growing {
    totals: Totals,
    sums: BTreeMap<u32, Sum>,
}

impl Growing {
    fn add(&mut self, entry: &Entry<'_>, is_shared: bool) {
        self.totals.count += 1;
        self.totals.without_status += usize::from(entry.has_no_status);
        self.totals.shared += usize::from(is_shared);
        let Some((exact, currency, vat)) = entry.value else {
            self.totals.without_value += 1;
            return;
        };
        let sum = self.sums.entry(currency).or_insert_with(|| Sum {
            currency: entry.currency.to_owned(),
            sum: Some(Decimal::ZERO),
            count: 0,
            shared: 0,
            with_vat: 0,
            without_vat: 0,
            vat_not_stated: 0,
        });
        sum.sum = sum.sum.and_then(|sum| sum.checked_add(exact));
        sum.count += 1;
        sum.shared += usize::from(is_shared);
        match vat {
            Vat::Included => sum.with_vat += 1,
            Vat::Excluded => sum.without_vat += 1,
            Vat::NotStated => sum.vat_not_stated += 1,
        }
    }

    fn totals(self) -> Totals {
        let mut sums: Vec<Sum> = self.sums.into_values().collect();
        arrange::list(&mut sums, &mut |a, b| b.count.cmp(&a.count).then_with(|| a.currency.cmp(&b.currency)));
        Totals { sums, ..self.totals }
    }
}

/// An award or a contract.
struct Entry<'c> {
    has_no_status: bool,
    value: Option<(Decimal, u32, Vat)>,
    currency: &'c str,
}

impl Catalog {
    /// Sums what a question finds. Its unit is that of what is summed, so that the suppliers that it
    /// asks for are those of the single award.
    ///
    /// # Errors
    /// [`QueryError`] for a question that can be none.
    pub fn totals(&self, query: &Query, of: Of, by: By) -> Result<Summary, QueryError> {
        let unit = match of {
            Of::Awards => Unit::Award,
            Of::Contracts => Unit::Contract,
        };
        let query = Query { unit, ..query.clone() };
        let conditions = Conditions::of(self, &query)?;
        let mut groups: BTreeMap<Number, Growing> = BTreeMap::new();
        let mut not_active = 0;
        for unit in conditions.without(None).iter() {
            let Some(entry) = conditions.entry(of, unit) else {
                not_active += 1;
                continue;
            };
            let (numbers, is_shared) = conditions.numbers(by, unit);
            for number in numbers {
                groups.entry(number).or_default().add(&entry, is_shared);
            }
        }
        let groups: Vec<Group> = groups.into_iter().map(|(number, growing)| self.group(number, growing)).collect();
        let currency = currency(&query, &groups);
        let mut summary = Summary { of, by, groups, currency, not_active, covered: self.covered(&query.publishers) };
        summary.sort();
        Ok(summary)
    }

    fn group(&self, number: Number, growing: Growing) -> Group {
        let (key, label) = match number {
            Number::All => (Key::All, String::new()),
            Number::Year(year) => (Key::Year(year), year.to_string()),
            Number::Category(code) => {
                let text = self.rows.words.categories.text(code).to_owned();
                (Key::Category(text.clone()), text)
            }
            Number::Entity(entity) => {
                let identity = self.identity();
                let who = identity.entities.get(entity as usize).map(|entity| entity.who.clone());
                (who.map_or(Key::NotPublished, Key::Party), identity.label(self, entity).to_owned())
            }
            Number::NotPublished => (Key::NotPublished, String::new()),
        };
        Group { key, label, totals: growing.totals() }
    }
}

/// What a group stands for, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Number {
    All,
    Year(i16),
    Category(u32),
    Entity(u32),
    NotPublished,
}

impl<'c> Conditions<'c> {
    /// An award or a contract if it counts.
    fn entry(&self, of: Of, unit: u32) -> Option<Entry<'c>> {
        let words = &self.view.rows.words;
        let status = self.view.status(unit);
        let counts = match words.statuses.text(status) {
            "" | "active" => true,
            other => of == Of::Contracts && other == "terminated",
        };
        let value = self.view.value(unit);
        let exact = value.exact.filter(|_| value.currency != NONE);
        counts.then(|| Entry {
            has_no_status: status == NONE,
            value: exact.map(|exact| (exact, value.currency, value.vat)),
            currency: words.currencies.text(value.currency),
        })
    }

    /// The groups that it belongs to, and whether it is shared.
    fn numbers(&self, by: By, unit: u32) -> (Vec<Number>, bool) {
        let row = self.view.row(unit);
        let rows = self.view.rows;
        let suppliers = self.entities(self.view.suppliers(unit));
        let is_shared = suppliers.len() > 1;
        let or_none = |numbers: Vec<Number>| if numbers.is_empty() { vec![Number::NotPublished] } else { numbers };
        let entities = |entities: Vec<u32>| or_none(entities.into_iter().map(Number::Entity).collect());
        match by {
            By::All => (vec![Number::All], is_shared),
            By::Year => {
                let year = match self.view.unit {
                    Unit::Contract => rows.contracts.values()[unit as usize].year,
                    _ => rows.awards.values()[unit as usize].year,
                };
                (vec![year.map_or(Number::NotPublished, Number::Year)], is_shared)
            }
            By::Category => {
                let categories = rows.categories.get(row);
                // The first is the main one.
                (vec![categories.first().map_or(Number::NotPublished, |code| Number::Category(*code))], is_shared)
            }
            By::Supplier => (entities(suppliers), is_shared),
            By::Buyer => {
                let buyers = self.entities(rows.buyers.get(row));
                let is_shared = buyers.len() > 1;
                (entities(buyers), is_shared)
            }
        }
    }

    fn entities(&self, mentions: &[u32]) -> Vec<u32> {
        let identity = self.view.catalog.identity();
        let mut entities: Vec<u32> = mentions.iter().map(|mention| identity.entity_of[*mention as usize]).collect();
        arrange::unique(&mut entities);
        entities
    }
}

fn currency(query: &Query, groups: &[Group]) -> String {
    if let Some(range) = &query.value {
        return range.currency.trim().to_ascii_uppercase();
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for sum in groups.iter().flat_map(|group| &group.totals.sums) {
        *counts.entry(&sum.currency).or_default() += sum.count;
    }
    // Of equal ones the first by its code.
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map(|(currency, _)| currency.to_owned()).unwrap_or_default()
}

impl Summary {
    fn sort(&mut self) {
        let currency = &self.currency;
        let sum = |group: &Group| {
            let own = group.totals.sums.iter().find(|sum| sum.currency == *currency);
            // What is too large to be told is not small.
            own.map(|sum| (sum.sum.is_none(), sum.sum))
        };
        match self.by {
            By::Year => arrange::list(&mut self.groups, &mut |a, b| a.key.cmp(&b.key)),
            _ => arrange::list(&mut self.groups, &mut |a, b| {
                let by_sum = sum(b).cmp(&sum(a));
                by_sum.then_with(|| b.totals.count.cmp(&a.totals.count)).then_with(|| a.label.cmp(&b.label))
            }),
        }
    }
}
