//! The answer to a question: how many rows, in which order, what else could be chosen, and what all of
//! it covers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::conditions::Conditions;
use super::facets::Facet;
use super::question::{Aspect, FacetQuery, Query, QueryError, SortBy};
use crate::arrange;
use crate::catalog::Catalog;
use crate::coverage::Covered;
use crate::set::Set;
use crate::store::dictionary::{NONE, Texts};
use crate::store::rows::{UNKNOWN, Unit};
use crate::time::{MISSING, Millis};

/// The rows of a question. They are read in windows, with [`Catalog::window`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    pub unit: Unit,
    /// Rows of the unit.
    pub total: usize,
    /// Processes that they belong to.
    pub processes: usize,
    /// Rows of the unit that are loaded.
    pub loaded: usize,
    /// Rows of the answer of which only a list is known.
    pub partial: usize,
    pub facets: Vec<Facet>,
    /// Rows that meet all but the range of values, because their value is in another currency.
    pub other_currencies: Vec<(String, usize)>,
    /// Rows that meet all other conditions and lack what a range asks about.
    pub missing: Vec<Missing>,
    /// Where there are no rows: what would give some.
    pub ways_out: Vec<WayOut>,
    pub covered: Vec<Covered>,
    #[serde(skip)]
    pub(crate) order: Vec<u32>,
    #[serde(skip)]
    pub(crate) query: Query,
    #[serde(skip)]
    pub(crate) generation: u32,
}

/// Rows without what a range asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Missing {
    pub of: Aspect,
    pub not_published: usize,
    /// A list does not show it; the process may.
    pub not_loaded: usize,
}

/// A single change of the question that gives rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayOut {
    pub change: Change,
    pub count: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Change {
    /// Ask nothing of the aspect.
    Remove(Aspect),
    /// Let in what does not publish it.
    LetInUnknown(Aspect),
}

impl Catalog {
    /// Answers a question, with the facets that are asked for.
    ///
    /// # Errors
    /// [`QueryError`] for a question that can be none.
    pub fn ask(&self, query: &Query, facets: &[FacetQuery]) -> Result<Answer, QueryError> {
        let conditions = Conditions::of(self, query)?;
        let rows = conditions.without(None);
        let total = rows.count();
        let ranges = conditions.ranges_left_open(query);
        Ok(Answer {
            unit: query.unit,
            total,
            processes: conditions.processes(&rows),
            loaded: conditions.there.count(),
            partial: rows.iter().filter(|unit| conditions.view.is_partial(*unit)).count(),
            facets: facets.iter().map(|asked| conditions.facet(query, asked)).collect(),
            other_currencies: conditions.other_currencies(query),
            ways_out: if total == 0 { conditions.ways_out(&ranges) } else { Vec::new() },
            missing: ranges,
            covered: self.covered(&query.publishers),
            order: conditions.sorted(query, &rows),
            query: query.clone(),
            generation: self.generation,
        })
    }
}

impl Conditions<'_> {
    fn processes(&self, rows: &Set) -> usize {
        let mut last = UNKNOWN;
        // Rows of one process stand together.
        rows.iter().filter(|unit| std::mem::replace(&mut last, self.view.row(*unit)) != self.view.row(*unit)).count()
    }

    /// The ranges that are asked for, with the rows that they miss for want of a value.
    fn ranges_left_open(&self, query: &Query) -> Vec<Missing> {
        let asked = self.of.iter().map(|(aspect, _)| *aspect).filter(|aspect| !query.unknown.contains(aspect));
        let ranges = asked.filter_map(|aspect| {
            let table = self.view.rows;
            let is_missing: Box<dyn Fn(u32) -> bool> = match aspect {
                Aspect::Value => Box::new(|unit| self.view.value(unit).comparable().is_none()),
                Aspect::Due => Box::new(|unit| table.due[self.view.row(unit) as usize] == MISSING),
                Aspect::Published => Box::new(|unit| self.view.published(unit) == MISSING),
                Aspect::Updated => Box::new(|unit| table.updated[self.view.row(unit) as usize] == MISSING),
                _ => return None,
            };
            let mut missing = Missing { of: aspect, not_published: 0, not_loaded: 0 };
            for unit in self.without(Some(aspect)).iter().filter(|unit| is_missing(*unit)) {
                let is_partial = self.view.is_partial(unit);
                *(if is_partial { &mut missing.not_loaded } else { &mut missing.not_published }) += 1;
            }
            Some(missing)
        });
        ranges.collect()
    }

    fn other_currencies(&self, query: &Query) -> Vec<(String, usize)> {
        let Some(range) = &query.value else {
            return Vec::new();
        };
        let currencies = &self.view.rows.words.currencies;
        let own = currencies.find(&range.currency.trim().to_ascii_uppercase());
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for unit in self.without(Some(Aspect::Value)).iter() {
            let value = self.view.value(unit);
            if value.comparable().is_some() && value.currency != NONE && Some(value.currency) != own {
                *counts.entry(value.currency).or_default() += 1;
            }
        }
        let mut counts: Vec<_> =
            counts.into_iter().map(|(code, count)| (currencies.text(code).to_owned(), count)).collect();
        arrange::list(&mut counts, &mut |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counts
    }

    fn ways_out(&self, ranges: &[Missing]) -> Vec<WayOut> {
        let removed = self
            .of
            .iter()
            .map(|(aspect, _)| WayOut { change: Change::Remove(*aspect), count: self.without(Some(*aspect)).count() });
        let let_in = ranges.iter().map(|missing| WayOut {
            change: Change::LetInUnknown(missing.of),
            count: missing.not_published + missing.not_loaded,
        });
        let mut ways: Vec<WayOut> = removed.chain(let_in).filter(|way| way.count > 0).collect();
        arrange::list(&mut ways, &mut |a, b| b.count.cmp(&a.count));
        ways
    }

    fn sorted(&self, query: &Query, rows: &Set) -> Vec<u32> {
        let table = self.view.rows;
        let row = |unit: u32| self.view.row(unit) as usize;
        let known = |at: Millis| (at != MISSING).then_some(at);
        let reverse = query.sort.reverse;
        match query.sort.by {
            SortBy::Due => self.by(rows, reverse, &|unit| known(table.due[row(unit)])),
            SortBy::Published => self.by(rows, !reverse, &|unit| known(self.view.published(unit))),
            SortBy::Updated => self.by(rows, !reverse, &|unit| known(table.updated[row(unit)])),
            SortBy::Bids => {
                self.by(rows, reverse, &|unit| Some(table.bids[row(unit)]).filter(|it| *it != UNKNOWN).map(i64::from))
            }
            SortBy::Title => {
                let ranks = self.view.catalog.title_ranks();
                let is_there = |unit: u32| !table.title(row(unit) as u32).is_empty();
                self.by(rows, reverse, &|unit| is_there(unit).then(|| i64::from(ranks[row(unit)])))
            }
            SortBy::Value => self.by_value(query, rows),
            SortBy::Relevance => self.by_relevance(rows, reverse),
        }
    }

    /// By a key; what has none comes last, and equal rows are in the order of their ocids.
    fn by(&self, rows: &Set, reverse: bool, key: &dyn Fn(u32) -> Option<i64>) -> Vec<u32> {
        let ranks = self.view.catalog.ocid_ranks();
        let (mut keyed, mut without) = (Vec::new(), Vec::new());
        for unit in rows.iter() {
            let rank = ranks[self.view.row(unit) as usize];
            match key(unit) {
                // Every bit turned over is the opposite order.
                Some(key) => keyed.push((if reverse { !key } else { key }, rank, unit)),
                None => without.push((0, rank, unit)),
            }
        }
        for part in [&mut keyed, &mut without] {
            part.sort_unstable();
        }
        keyed.into_iter().chain(without).map(|(.., unit)| unit).collect()
    }

    /// Amounts of different currencies are not compared: that of the question comes first, then the
    /// others by their codes.
    fn by_value(&self, query: &Query, rows: &Set) -> Vec<u32> {
        let currencies = &self.view.rows.words.currencies;
        let own = query.value.as_ref().map(|range| range.currency.trim().to_ascii_uppercase());
        let mut codes: Vec<u32> = (0..currencies.len() as u32).collect();
        let key = |code: u32| (Some(currencies.text(code)) != own.as_deref(), currencies.text(code));
        arrange::by(&mut codes, &mut |a, b| key(a).cmp(&key(b)));
        let mut places = vec![0; codes.len()];
        (0_u32..).zip(&codes).for_each(|(place, code)| places[*code as usize] = place);
        let ranks = self.view.catalog.ocid_ranks();
        let (mut valued, mut without) = (Vec::new(), Vec::new());
        for unit in rows.iter() {
            let (value, rank) = (self.view.value(unit), ranks[self.view.row(unit) as usize]);
            match value.comparable() {
                Some(amount) => valued.push((places[value.currency as usize], amount, (rank, unit))),
                None => without.push((0, rank, unit)),
            }
        }
        without.sort_unstable();
        let order = arrange::places(valued.len(), &mut |a, b| {
            let (a, b) = (valued[a], valued[b]);
            let by_amount = if query.sort.reverse { a.1.cmp(&b.1) } else { b.1.cmp(&a.1) };
            a.0.cmp(&b.0).then(by_amount).then_with(|| a.2.cmp(&b.2))
        });
        let valued = order.into_iter().map(|place| valued[place as usize].2.1);
        valued.chain(without.into_iter().map(|(.., unit)| unit)).collect()
    }

    fn by_relevance(&self, rows: &Set, reverse: bool) -> Vec<u32> {
        let updated = |unit: u32| {
            let at = self.view.rows.updated[self.view.row(unit) as usize];
            (at != MISSING).then_some(at)
        };
        if self.titles.is_empty() {
            return self.by(rows, !reverse, &updated);
        }
        self.by(rows, !reverse, &|unit| {
            let row = self.view.row(unit);
            let in_title = self.titles.iter().filter(|titles| titles.contains(row)).count();
            Some(relevance(in_title, updated(unit)))
        })
    }
}

/// Matches in the title, then the date, as one number: a list of all rows is sorted with every key.
fn relevance(in_title: usize, updated: Option<Millis>) -> i64 {
    const DATE: u32 = 52;
    const MIDDLE: i64 = 1 << (DATE - 1);
    // Without a date before all others. Dates of four digits are far from the ends.
    let date = updated.map_or(0, |at| at.saturating_add(MIDDLE).clamp(1, 2 * MIDDLE - 1));
    (in_title as i64).min(0x7ff) << DATE | date
}
