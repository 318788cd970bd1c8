//! What else could be chosen, with how many rows each choice would give. A facet's counts ignore
//! what is chosen in it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use tenderlens_ocds::view::Stage;

use super::conditions::{Conditions, prefix};
use super::question::{Aspect, Classification, FacetQuery, Query};
use crate::arrange;
use crate::identity::PartyRef;
use crate::read::{CPV, UNSPSC, scheme};
use crate::set::Set;
use crate::store::dictionary::{NONE, Texts};
use crate::store::order::compare;
use crate::store::rows::UNKNOWN;
use crate::text::Words;
use crate::time::{MISSING, Millis};

/// The choices of an aspect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Facet {
    pub of: Aspect,
    /// The most frequent first.
    pub choices: Vec<Choice>,
    /// Further choices that would give rows.
    pub more: usize,
    pub not_published: usize,
    /// Rows of which only a list is known, that does not show it.
    pub not_loaded: usize,
    /// Of dates: the earliest and the latest.
    pub span: Option<(Millis, Millis)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub value: Value,
    /// As published; of codes and identifiers what they stand for, where that is known.
    pub label: String,
    pub count: usize,
    pub chosen: bool,
}

/// What a choice adds to the question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    Text(String),
    Flag(bool),
    Party(PartyRef),
    Code(Classification),
}

/// Counts by number, and what the numbers stand for.
struct Counted {
    counts: Vec<u32>,
    without: Without,
}

/// Rows without any number.
#[derive(Default)]
struct Without {
    not_published: usize,
    not_loaded: usize,
}

impl Without {
    fn add(&mut self, is_partial: bool) {
        *(if is_partial { &mut self.not_loaded } else { &mut self.not_published }) += 1;
    }
}

impl Conditions<'_> {
    /// Each row counts once for every number it has.
    fn each<'n>(&self, size: usize, rows: &Set, mut numbers: impl FnMut(u32, &mut dyn FnMut(u32)) + 'n) -> Counted {
        let mut counted = Counted { counts: vec![0; size], without: Without::default() };
        // The row that a number was last counted for, and one more.
        let mut counted_for = vec![0_u32; size];
        for row in rows.iter() {
            let mut is_published = false;
            numbers(row, &mut |number| {
                is_published = true;
                let (Some(last), Some(count)) =
                    (counted_for.get_mut(number as usize), counted.counts.get_mut(number as usize))
                else {
                    return;
                };
                if *last != row + 1 {
                    *last = row + 1;
                    *count += 1;
                }
            });
            if !is_published {
                counted.without.add(self.view.is_partial(row));
            }
        }
        counted
    }

    pub fn facet(&self, query: &Query, asked: &FacetQuery) -> Facet {
        let rows = &self.without(Some(asked.of));
        match asked.of {
            Aspect::Words | Aspect::Organization => Facet::empty(asked.of),
            Aspect::Due | Aspect::Published | Aspect::Updated => self.dates(asked.of, rows),
            Aspect::Stage => self.stages(query, rows, asked),
            Aspect::Documents => {
                self.flags(query.documents, rows, asked, |row| self.view.rows.documents[row as usize] > 0)
            }
            Aspect::Test => self.flags(query.test, rows, asked, |row| self.view.rows.is_test[row as usize]),
            Aspect::Buyer | Aspect::Supplier | Aspect::Bidder => self.parties(query, rows, asked),
            Aspect::Classification => self.classifications(query, rows, asked),
            _ => self.texts(query, rows, asked),
        }
    }

    fn texts(&self, query: &Query, rows: &Set, asked: &FacetQuery) -> Facet {
        let table = self.view.rows;
        let (words, catalog) = (&table.words, self.view.catalog);
        let row = |unit| self.view.row(unit);
        let currency: Vec<String> = query.value.iter().map(|it| it.currency.trim().to_ascii_uppercase()).collect();
        let one = |code: u32, take: &mut dyn FnMut(u32)| {
            if code != NONE {
                take(code);
            }
        };
        let many = |codes: &[u32], take: &mut dyn FnMut(u32)| codes.iter().for_each(|code| take(*code));
        let (texts, chosen): (&dyn Texts, &[String]) = match asked.of {
            Aspect::Publisher => (&catalog.publishers, &query.publishers),
            Aspect::Category => (&words.categories, &query.categories),
            Aspect::Region => (&words.regions, &query.regions),
            Aspect::Method => (&words.methods, &query.methods),
            Aspect::Status => (&words.statuses, &query.statuses),
            _ => (&words.currencies, &currency),
        };
        let counted = self.each(texts.len(), rows, |unit, take| match asked.of {
            Aspect::Publisher => one(catalog.publisher_number(row(unit)), take),
            Aspect::Category => many(table.categories.get(row(unit)), take),
            Aspect::Region => many(table.regions.get(row(unit)), take),
            Aspect::Method => one(table.method[row(unit) as usize], take),
            Aspect::Status => one(self.view.status(unit), take),
            _ => one(self.view.value(unit).comparable().map_or(NONE, |_| self.view.value(unit).currency), take),
        });
        let chosen: Vec<(&String, Option<u32>)> = chosen.iter().map(|text| (text, texts.find(text))).collect();
        let known = (1..).zip(counted.counts.iter().skip(1));
        let known = known.map(|(code, count)| (code, *count, chosen.iter().any(|(_, known)| *known == Some(code))));
        // What is chosen stays in sight, also where no row has it any more.
        let unknown = chosen.iter().filter(|(text, code)| code.is_none() && !text.is_empty());
        let unknown: Vec<&String> = unknown.map(|(text, _)| *text).collect();
        let more = (texts.len() as u32..).zip(&unknown).map(|(number, _)| (number, 0, true));
        let name = |number: u32| {
            let unknown = (number as usize).checked_sub(texts.len()).and_then(|place| unknown.get(place));
            let text = unknown.map_or_else(|| texts.text(number).to_owned(), |text| (*text).clone());
            (Value::Text(text.clone()), text)
        };
        facet(asked, known.chain(more), name, counted.without)
    }

    fn stages(&self, query: &Query, rows: &Set, asked: &FacetQuery) -> Facet {
        const STAGES: [Stage; 6] =
            [Stage::Planning, Stage::Tender, Stage::Award, Stage::Contract, Stage::Implementation, Stage::Ended];
        let counted = self.each(STAGES.len(), rows, |unit, take| {
            let stage = self.view.rows.stage[self.view.row(unit) as usize];
            if let Some(place) = STAGES.iter().position(|it| *it == stage) {
                take(place as u32);
            }
        });
        let is_chosen = |stage: Stage| query.stages.iter().any(|it| it == stage.id());
        let counts = (0..).zip(STAGES.iter().zip(&counted.counts));
        let counts = counts.map(|(place, (stage, count))| (place, *count, is_chosen(*stage)));
        let name = |place: u32| {
            let id = STAGES.get(place as usize).map_or("", |stage| stage.id()).to_owned();
            (Value::Text(id.clone()), id)
        };
        facet(asked, counts, name, counted.without)
    }

    fn flags(&self, chosen: Option<bool>, rows: &Set, asked: &FacetQuery, flag: impl Fn(u32) -> bool) -> Facet {
        // What a list does not show is not known to be absent.
        let is_known = |unit: u32, flag: bool| flag || asked.of != Aspect::Documents || !self.view.is_partial(unit);
        let counted = self.each(2, rows, |unit, take| {
            let flag = flag(self.view.row(unit));
            if is_known(unit, flag) {
                take(u32::from(flag));
            }
        });
        let counts = [true, false].map(|flag| {
            let number = u32::from(flag);
            (number, counted.counts[number as usize], chosen == Some(flag))
        });
        let name = |number: u32| (Value::Flag(number == 1), (number == 1).to_string());
        facet(asked, counts.into_iter(), name, counted.without)
    }

    fn parties(&self, query: &Query, rows: &Set, asked: &FacetQuery) -> Facet {
        let catalog = self.view.catalog;
        let identity = catalog.identity();
        let table = self.view.rows;
        let counted = self.each(identity.entities.len(), rows, |unit, take| {
            let mentions = match asked.of {
                Aspect::Buyer => table.buyers.get(self.view.row(unit)),
                Aspect::Supplier => self.view.suppliers(unit),
                _ => table.bidders.get(self.view.row(unit)),
            };
            mentions.iter().for_each(|mention| take(identity.entity_of[*mention as usize]));
        });
        let chosen = match asked.of {
            Aspect::Buyer => &query.buyers,
            Aspect::Supplier => &query.suppliers,
            _ => &query.bidders,
        };
        let chosen: Vec<u32> = chosen.iter().flat_map(|party| identity.meant(catalog, party)).collect();
        let counts = (0..).zip(&counted.counts).map(|(entity, count)| (entity, *count, chosen.contains(&entity)));
        let name = |entity: u32| {
            let who = identity.entities[entity as usize].who.clone();
            (Value::Party(who), identity.label(catalog, entity).to_owned())
        };
        facet(asked, counts, name, counted.without)
    }

    fn dates(&self, of: Aspect, rows: &Set) -> Facet {
        let table = self.view.rows;
        let mut span: Option<(Millis, Millis)> = None;
        let mut without = Without::default();
        for unit in rows.iter() {
            let at = match of {
                Aspect::Due => table.due[self.view.row(unit) as usize],
                Aspect::Updated => table.updated[self.view.row(unit) as usize],
                _ => self.view.published(unit),
            };
            if at == MISSING {
                without.add(self.view.is_partial(unit));
            } else {
                span = Some(span.map_or((at, at), |(first, last)| (first.min(at), last.max(at))));
            }
        }
        Facet { span, ..Facet::empty(of).with(&without) }
    }

    /// One level of a scheme: what stands below a code, or the divisions; whole codes where some are
    /// looked for.
    fn classifications(&self, query: &Query, rows: &Set, asked: &FacetQuery) -> Facet {
        let codes = &self.view.rows.words.codes;
        let name = scheme(&asked.scheme);
        let number = codes.schemes.find(&name).unwrap_or(UNKNOWN);
        let above = Classification { scheme: name.to_string(), prefix: asked.under.clone() };
        let above = prefix(&above);
        // Who looks for a code by its words looks on all levels.
        let is_found = !asked.find.trim().is_empty();
        let length = if is_found { usize::MAX } else { next_level(&name, above.len()) };
        let mut places: HashMap<&str, u32> = HashMap::new();
        let mut buckets: Vec<&str> = Vec::new();
        // The bucket of each code; codes of the scheme elsewhere in it have the first, which is none.
        let of_code = codes.entries().iter().map(|entry| {
            if entry.scheme != number {
                return UNKNOWN;
            }
            if !entry.code.starts_with(above) {
                return 0;
            }
            let code = entry.code.get(..length).unwrap_or(&entry.code);
            *places.entry(code).or_insert_with(|| {
                buckets.push(code);
                buckets.len() as u32
            })
        });
        let of_code: Vec<u32> = of_code.collect();
        let counted = self.each(buckets.len() + 1, rows, |unit, take| {
            let numbers = self.view.codes(unit).iter().map(|code| of_code[*code as usize]);
            numbers.filter(|bucket| *bucket != UNKNOWN).for_each(take);
        });
        let is_chosen = |code: &str| {
            let same = |it: &&Classification| scheme(&it.scheme) == name;
            query.classifications.iter().filter(same).any(|it| prefix(it) == code)
        };
        let chosen = query.classifications.iter().filter(|it| scheme(&it.scheme) == name).map(prefix);
        let unknown = chosen.filter(|code| code.len() == length && code.starts_with(above) && !buckets.contains(code));
        let codes_here: Vec<&str> = buckets.iter().copied().chain(unknown).collect();
        let counts = (0..).zip(&codes_here).map(|(place, code)| {
            let count = counted.counts.get(place as usize + 1).copied().unwrap_or_default();
            (place, count, is_chosen(code))
        });
        let named = |place: u32| {
            let code = codes_here[place as usize];
            let value = Classification { scheme: name.to_string(), prefix: code.to_owned() };
            let whole = if code.len() < 8 { format!("{code:0<8}") } else { code.to_owned() };
            let label = codes.description(&name, &whole).or_else(|| codes.description(&name, code));
            (Value::Code(value), label.unwrap_or(code).to_owned())
        };
        facet(asked, counts, named, counted.without)
    }
}

/// The digits of the level below a code of so many: CPV has divisions, groups, classes, categories
/// and codes, UNSPSC two digits a level, and of others no levels are known.
fn next_level(scheme: &str, digits: usize) -> usize {
    match (scheme, digits) {
        (CPV, 0..2) => 2,
        (CPV, 2..5) => digits + 1,
        (UNSPSC, 0..6) => digits / 2 * 2 + 2,
        (CPV | UNSPSC, _) => 8,
        _ => usize::MAX,
    }
}

impl Facet {
    /// Without any choice.
    pub(super) fn empty(of: Aspect) -> Self {
        Self { of, choices: Vec::new(), more: 0, not_published: 0, not_loaded: 0, span: None }
    }

    fn with(self, without: &Without) -> Self {
        Self { not_published: without.not_published, not_loaded: without.not_loaded, ..self }
    }
}

/// The choices that are asked for, the most frequent first. They come as numbers with their counts, and
/// whether they are chosen; only those that may be shown are named.
fn facet(
    asked: &FacetQuery,
    all: impl Iterator<Item = (u32, u32, bool)>,
    name: impl Fn(u32) -> (Value, String),
    without: Without,
) -> Facet {
    let find = Words::parse(&asked.find);
    let mut found: Vec<(u32, u32, bool)> = all.filter(|(_, count, chosen)| *count > 0 || *chosen).collect();
    if !find.is_empty() {
        found.retain(|(number, ..)| {
            let (value, label) = name(*number);
            find.are_met_by(&label) || is_code(&value, &asked.find)
        });
    }
    let total = found.len();
    let shown = if asked.top == 0 { total } else { asked.top };
    if total > shown {
        let mut counts: Vec<u32> = found.iter().map(|(_, count, _)| *count).collect();
        let least = *counts.select_nth_unstable_by(shown - 1, |a, b| b.cmp(a)).1;
        found.retain(|(_, count, chosen)| *count >= least || *chosen);
    }
    let named = found.into_iter().map(|(number, count, chosen)| {
        let (value, label) = name(number);
        Choice { value, label, count: count as usize, chosen }
    });
    let mut choices: Vec<Choice> = named.collect();
    let by_count = |a: &Choice, b: &Choice| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label));
    arrange::list(&mut choices, &mut |a, b| by_count(a, b).then_with(|| compare(&a.label, &b.label)));
    let mut place = 0;
    choices.retain(|choice| {
        place += 1;
        place <= shown || choice.chosen
    });
    Facet { more: total - choices.len(), choices, ..Facet::empty(asked.of).with(&without) }
}

fn is_code(value: &Value, find: &str) -> bool {
    matches!(value, Value::Code(code) if code.prefix.starts_with(find.trim()))
}
