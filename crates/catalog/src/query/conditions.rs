//! A question as sets of rows, one for each aspect that it asks about.

use tenderlens_ocds::view::Stage;

use super::question::{Aspect, Classification, DateRange, Query, QueryError, ValueRange};
use super::view::View;
use crate::arrival::Source;
use crate::catalog::Catalog;
use crate::decimal::Decimal;
use crate::identity::Party;
use crate::read::{CPV, scheme, without_check_digit};
use crate::set::Set;
use crate::store::dictionary::{Dictionary, NONE, Texts};
use crate::store::rows::UNKNOWN;
use crate::text::Words;
use crate::time::{Bound, MISSING, Millis};

pub(crate) struct Conditions<'c> {
    pub view: View<'c>,
    pub words: Words,
    /// Rows that are there.
    pub there: Set,
    /// For each aspect that is asked about, the rows that are let in.
    pub of: Vec<(Aspect, Set)>,
    /// For each condition on words, the processes that meet it by their title.
    pub titles: Vec<Set>,
}

impl<'c> Conditions<'c> {
    pub fn of(catalog: &'c Catalog, query: &Query) -> Result<Self, QueryError> {
        let view = View::of(catalog, query.unit);
        let words = Words::parse(&query.words);
        let there = view.spread(&catalog.there);
        let mut conditions = Self { view, words, there, of: Vec::new(), titles: Vec::new() };
        conditions.add_words();
        conditions.add_choices(query);
        conditions.add_parties(query);
        conditions.add_ranges(query)?;
        Ok(conditions)
    }

    /// The rows that meet all conditions but those of an aspect.
    pub fn without(&self, aspect: Option<Aspect>) -> Set {
        let mut rows = self.there.clone();
        self.of.iter().filter(|(of, _)| Some(*of) != aspect).for_each(|(_, set)| rows.keep(set));
        rows
    }

    fn add(&mut self, aspect: Aspect, rows: Set) {
        self.of.push((aspect, rows));
    }

    fn add_words(&mut self) {
        if !self.words.is_empty() {
            let catalog = self.view.catalog;
            let found = catalog.index.find(&self.words, &catalog.there);
            self.titles = found.titles;
            let rows = self.view.spread(&found.rows);
            self.add(Aspect::Words, rows);
        }
    }

    fn add_choices(&mut self, query: &Query) {
        let rows = self.view.rows;
        let words = &rows.words;
        let with_unknown = |aspect: Aspect| query.unknown.contains(&aspect);
        let publishers = Chosen::of(&query.publishers, &self.view.catalog.publishers, false);
        self.add_by_row(Aspect::Publisher, publishers, |catalog, row| Codes::One(catalog.publisher_number(row)));
        self.add_stages(query);
        let categories = Chosen::of(&query.categories, &words.categories, with_unknown(Aspect::Category));
        self.add_by_row(Aspect::Category, categories, |catalog, row| Codes::Many(catalog.rows.categories.get(row)));
        let regions = query.regions.iter().filter_map(|region| words.regions.find(region));
        let regions =
            Chosen::new(words.regions.len(), regions, !query.regions.is_empty(), with_unknown(Aspect::Region));
        self.add_by_row(Aspect::Region, regions, |catalog, row| Codes::Many(catalog.rows.regions.get(row)));
        let methods = Chosen::of(&query.methods, &words.methods, with_unknown(Aspect::Method));
        self.add_by_row(Aspect::Method, methods, |catalog, row| Codes::One(catalog.rows.method[row as usize]));
        if let Some(statuses) = Chosen::of(&query.statuses, &words.statuses, with_unknown(Aspect::Status)) {
            let set = self.view.holding(|unit| statuses.has(Codes::One(self.view.status(unit))));
            self.add(Aspect::Status, set);
        }
        if let Some(chosen) = self.codes(&query.classifications, with_unknown(Aspect::Classification)) {
            let set = self.view.holding(|unit| chosen.has(Codes::Many(self.view.codes(unit))));
            self.add(Aspect::Classification, set);
        }
        if let Some(wanted) = query.documents {
            let is_unknown = |row: usize| rows.is_partial[row] && rows.documents[row] == 0;
            let let_in = with_unknown(Aspect::Documents);
            let set = Set::of(rows.len(), |row| match is_unknown(row) {
                true => let_in,
                false => (rows.documents[row] > 0) == wanted,
            });
            self.add(Aspect::Documents, self.view.spread(&set));
        }
        if let Some(wanted) = query.test {
            let set = Set::of(rows.len(), |row| rows.is_test[row] == wanted);
            self.add(Aspect::Test, self.view.spread(&set));
        }
    }

    fn add_by_row(&mut self, aspect: Aspect, chosen: Option<Chosen>, codes: impl Fn(&'c Catalog, u32) -> Codes<'c>) {
        if let Some(chosen) = chosen {
            let catalog = self.view.catalog;
            let set = Set::of(self.view.rows.len(), |row| chosen.has(codes(catalog, row as u32)));
            let set = self.view.spread(&set);
            self.add(aspect, set);
        }
    }

    fn add_stages(&mut self, query: &Query) {
        let with_unknown = query.unknown.contains(&Aspect::Stage);
        if query.stages.is_empty() && !with_unknown {
            return;
        }
        let is_chosen = |stage: Stage| match stage {
            Stage::Unknown => with_unknown || query.stages.iter().any(|it| it == stage.id()),
            _ => query.stages.iter().any(|it| it == stage.id()),
        };
        let rows = self.view.rows;
        let set = Set::of(rows.len(), |row| is_chosen(rows.stage[row]));
        self.add(Aspect::Stage, self.view.spread(&set));
    }

    /// Codes of other schemes than those asked for say nothing.
    fn codes(&self, asked: &[Classification], with_unknown: bool) -> Option<Chosen> {
        let codes = &self.view.rows.words.codes;
        let asked: Vec<(u32, &str)> = asked
            .iter()
            .map(|asked| (codes.schemes.find(&scheme(&asked.scheme)).unwrap_or(UNKNOWN), prefix(asked)))
            .collect();
        let entries = codes.entries().iter().enumerate().skip(1);
        let matching = entries.filter(|(_, entry)| {
            asked.iter().any(|(scheme, prefix)| entry.scheme == *scheme && entry.code.starts_with(prefix))
        });
        let matching = matching.map(|(number, _)| number as u32);
        Chosen::new(codes.entries().len(), matching, !asked.is_empty(), with_unknown)
    }

    fn add_parties(&mut self, query: &Query) {
        let catalog = self.view.catalog;
        let rows = self.view.rows;
        let with_unknown = |aspect: Aspect| query.unknown.contains(&aspect);
        if let Some(buyers) = mentions(catalog, &query.buyers, with_unknown(Aspect::Buyer)) {
            let set = Set::of(rows.len(), |row| buyers.has(Codes::Many(rows.buyers.get(row as u32))));
            self.add(Aspect::Buyer, self.view.spread(&set));
        }
        if let Some(suppliers) = mentions(catalog, &query.suppliers, with_unknown(Aspect::Supplier)) {
            let set = self.view.holding(|unit| suppliers.has(Codes::Many(self.view.suppliers(unit))));
            self.add(Aspect::Supplier, set);
        }
        if let Some(bidders) = mentions(catalog, &query.bidders, with_unknown(Aspect::Bidder)) {
            let set = Set::of(rows.len(), |row| bidders.has(Codes::Many(rows.bidders.get(row as u32))));
            self.add(Aspect::Bidder, self.view.spread(&set));
        }
        if let Some(named) = mentions(catalog, &query.organizations, with_unknown(Aspect::Organization)) {
            let set = Set::of(rows.len(), |row| {
                let all = [rows.buyers.get(row as u32), rows.parties.get(row as u32)];
                all.into_iter().any(|mentions| named.has(Codes::Many(mentions)))
            });
            self.add(Aspect::Organization, self.view.spread(&set));
        }
    }

    fn add_ranges(&mut self, query: &Query) -> Result<(), QueryError> {
        if let Some(range) = &query.value {
            let range = Amounts::of(self.view.catalog, range)?;
            let with_unknown = query.unknown.contains(&Aspect::Value);
            let set = self.view.holding(|unit| {
                let value = self.view.value(unit);
                match value.comparable() {
                    Some(exact) => value.currency == range.currency && range.has(exact),
                    None => with_unknown,
                }
            });
            self.add(Aspect::Value, set);
        }
        let rows = self.view.rows;
        self.add_dates(query, Aspect::Due, "due", &query.due, |view, unit| rows.due[view.row(unit) as usize])?;
        self.add_dates(query, Aspect::Published, "pub", &query.published, |view, unit| view.published(unit))?;
        self.add_dates(query, Aspect::Updated, "upd", &query.updated, |view, unit| {
            rows.updated[view.row(unit) as usize]
        })
    }

    fn add_dates(
        &mut self,
        query: &Query,
        aspect: Aspect,
        name: &'static str,
        range: &DateRange,
        date: impl Fn(&View<'c>, u32) -> Millis,
    ) -> Result<(), QueryError> {
        if range.is_open() {
            return Ok(());
        }
        let windows =
            windows(self.view.catalog, range).map_err(|problem| QueryError { parameter: name.into(), problem })?;
        let with_unknown = query.unknown.contains(&aspect);
        let set = self.view.holding(|unit| {
            let at = date(&self.view, unit);
            let source = self.view.rows.source[self.view.row(unit) as usize];
            let (from, to) = windows[source as usize];
            if at == MISSING { with_unknown } else { from <= at && at < to }
        });
        self.add(aspect, set);
        Ok(())
    }
}

/// The codes of a row.
#[derive(Clone, Copy)]
enum Codes<'c> {
    One(u32),
    Many(&'c [u32]),
}

/// The codes that are let in.
struct Chosen {
    codes: Vec<bool>,
    with_unknown: bool,
}

impl Chosen {
    /// `None` where nothing is asked.
    fn new(size: usize, codes: impl Iterator<Item = u32>, is_asked: bool, with_unknown: bool) -> Option<Self> {
        if !is_asked && !with_unknown {
            return None;
        }
        let mut chosen = vec![false; size];
        codes.for_each(|code| {
            if let Some(place) = chosen.get_mut(code as usize) {
                *place = true;
            }
        });
        Some(Self { codes: chosen, with_unknown })
    }

    fn of(texts: &[String], dictionary: &Dictionary, with_unknown: bool) -> Option<Self> {
        let codes = texts.iter().filter(|text| !text.is_empty()).filter_map(|text| dictionary.find(text));
        Self::new(dictionary.len(), codes, !texts.is_empty(), with_unknown)
    }

    fn has(&self, codes: Codes<'_>) -> bool {
        match codes {
            Codes::One(NONE) | Codes::Many([]) => self.with_unknown,
            Codes::One(code) => self.codes[code as usize],
            Codes::Many(codes) => codes.iter().any(|code| self.codes[*code as usize]),
        }
    }
}

/// The mentions of the organizations that are meant.
fn mentions(catalog: &Catalog, parties: &[Party], with_unknown: bool) -> Option<Chosen> {
    if parties.is_empty() && !with_unknown {
        return None;
    }
    let identity = catalog.identity();
    let meant: Vec<u32> = parties.iter().flat_map(|party| identity.meant(catalog, party)).collect();
    let numbers = meant.iter().filter_map(|entity| identity.entities.get(*entity as usize));
    let numbers = numbers.flat_map(|entity| entity.mentions.iter().copied());
    Chosen::new(identity.entity_of.len(), numbers, !parties.is_empty(), with_unknown)
}

/// What codes must start with: the check digit says nothing, and a complete code of CPV stands for
/// all below it.
pub(crate) fn prefix(asked: &Classification) -> &str {
    let code = without_check_digit(asked.prefix.trim());
    if scheme(&asked.scheme) != CPV || code.len() < 8 {
        return code;
    }
    let significant = code.trim_end_matches('0').len().max(2);
    &code[..significant.min(code.len())]
}

/// The amounts of one currency that are let in.
struct Amounts {
    currency: u32,
    min: Option<Decimal>,
    max: Option<Decimal>,
}

impl Amounts {
    fn of(catalog: &Catalog, range: &ValueRange) -> Result<Self, QueryError> {
        let refuse = |problem: String| QueryError { parameter: "val".into(), problem };
        let currency = range.currency.trim().to_ascii_uppercase();
        if currency.is_empty() {
            return Err(refuse("needs a currency: amounts of different currencies are not compared".to_owned()));
        }
        let bound = |text: &Option<String>| match text.as_deref().map(str::trim) {
            None | Some("") => Ok(None),
            Some(text) => match Decimal::parse(text) {
                Some(bound) => Ok(Some(bound)),
                None => Err(refuse(format!("must be decimal numbers, got {text:?}"))),
            },
        };
        let currency = catalog.rows.words.currencies.find(&currency).unwrap_or(UNKNOWN);
        Ok(Self { currency, min: bound(&range.min)?, max: bound(&range.max)? })
    }

    fn has(&self, amount: Decimal) -> bool {
        self.min.is_none_or(|min| amount >= min) && self.max.is_none_or(|max| amount <= max)
    }
}

/// The window for each source: from, until before.
fn windows(catalog: &Catalog, range: &DateRange) -> Result<Vec<(Millis, Millis)>, String> {
    fn bound(text: &Option<String>) -> Result<Option<Bound<'_>>, String> {
        let Some(text) = text.as_deref().map(str::trim) else {
            return Ok(None);
        };
        let problem = || format!("must be dates like 2026-11-21 or 2026-11-21T12:00, got {text:?}");
        Bound::read(text).map(Some).ok_or_else(problem)
    }
    let (from, to) = (bound(&range.from)?, bound(&range.to)?);
    let window = |source: &Source| {
        let from = from.map_or(MISSING, |from| from.start(&source.zone));
        let to = to.map_or(Millis::MAX, |to| to.end(&source.zone));
        (from, to)
    };
    Ok(catalog.sources.iter().map(window).collect())
}
