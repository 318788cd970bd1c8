//! The answers, by plain loops.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use tenderlens_catalog::{Aspect, By, Change, Part, Row, SortBy, Unit};

use super::generate::{Ask, CURRENCIES, Clause, ORGANIZATIONS, PUBLISHERS, Phrase, REGIONS, Spec, WORDS};

pub const FACETS: [Aspect; 8] = [
    Aspect::Publisher,
    Aspect::Status,
    Aspect::Category,
    Aspect::Classification,
    Aspect::Value,
    Aspect::Region,
    Aspect::Buyer,
    Aspect::Supplier,
];

/// A row as it is compared: publisher, ocid, and which of its awards.
pub type Shown = (String, String, Option<usize>);

pub fn shown(row: &Row<&str>) -> Shown {
    let award = row.part.as_ref().map(|part| match part {
        Part::Award(award) => award.id.parse().unwrap_or(usize::MAX),
        _ => usize::MAX,
    });
    (row.publisher.to_owned(), row.ocid.to_owned(), award)
}

/// A process, or one of its awards.
#[derive(Clone, Copy)]
struct Unitary<'s> {
    spec: &'s Spec,
    award: Option<usize>,
}

/// What is left of the specs: the newest of each process.
fn newest(specs: &[Spec]) -> Vec<&Spec> {
    let mut kept: Vec<&Spec> = Vec::new();
    for spec in specs {
        let known = kept.iter().position(|it| (it.publisher, it.number) == (spec.publisher, spec.number));
        match known {
            Some(known) if spec.date.is_some() && kept[known].date > spec.date => {}
            Some(known) => kept[known] = spec,
            None => kept.push(spec),
        }
    }
    kept
}

fn units<'s>(specs: &'s [Spec], unit: Unit) -> Vec<Unitary<'s>> {
    let mut units = Vec::new();
    for spec in newest(specs) {
        if unit == Unit::Process {
            units.push(Unitary { spec, award: None });
        } else {
            units.extend((0..spec.awards.len()).map(|award| Unitary { spec, award: Some(award) }));
        }
    }
    units
}

impl Unitary<'_> {
    fn value(&self) -> Option<(u32, usize)> {
        let value = self.award.map_or(self.spec.value, |award| self.spec.awards[award].value);
        value.filter(|(cents, _)| *cents > 0)
    }

    fn status(&self) -> Option<&'static str> {
        self.award.map_or(self.spec.status, |award| self.spec.awards[award].status)
    }

    fn suppliers(&self) -> BTreeSet<usize> {
        match self.award {
            Some(award) => self.spec.awards[award].suppliers.iter().copied().collect(),
            None => {
                let won = self.spec.awards.iter().filter(|award| award.status != Some("unsuccessful"));
                won.flat_map(|award| award.suppliers.iter().copied()).collect()
            }
        }
    }

    /// Milliseconds of the deadline.
    fn due(&self) -> Option<i64> {
        let (day, hour) = self.spec.due?;
        let hours = i64::from(day) * 24;
        Some(match hour {
            Some(hour) => (hours + i64::from(hour) - 3) * 3_600_000,
            None => (hours + 24 - offset(self.spec)) * 3_600_000 - 1,
        })
    }

    fn has_words(&self, words: &[Clause]) -> bool {
        let folded = |words: &[usize]| words.iter().map(|word| WORDS[*word].1).collect::<Vec<_>>();
        let mut texts = vec![folded(&self.spec.title), folded(&self.spec.description)];
        let names = self.spec.buyer.iter().chain(self.spec.awards.iter().flat_map(|award| &award.suppliers));
        for index in names {
            texts.push(match ORGANIZATIONS[*index].0 {
                "Школа № 10" => vec!["школа", "10"],
                _ => vec!["-"],
            });
        }
        let occurs = |(phrase, start): &Phrase| {
            texts.iter().any(|text| {
                text.windows(phrase.len()).any(|window| {
                    window.iter().zip(phrase).enumerate().all(|(index, (word, wanted))| {
                        let may_start = *start && index + 1 == phrase.len();
                        word == wanted || may_start && word.starts_with(wanted)
                    })
                })
            })
        };
        words.iter().all(|(excludes, any)| any.iter().any(occurs) != *excludes)
    }

    /// Whether it meets a question's condition on an aspect; `None` where that asks nothing.
    fn meets(&self, ask: &Ask, aspect: Aspect) -> Option<bool> {
        let lets_in = ask.unknown.contains(&aspect);
        let any = |is_asked: bool, own: Vec<bool>| {
            (is_asked || lets_in).then(|| if own.is_empty() { lets_in } else { own.contains(&true) })
        };
        let spec = self.spec;
        match aspect {
            Aspect::Words => (!ask.words.is_empty()).then(|| self.has_words(&ask.words)),
            Aspect::Publisher => any(!ask.publishers.is_empty(), vec![ask.publishers.contains(&spec.publisher)]),
            Aspect::Status => {
                let own = self.status().into_iter().map(|status| ask.statuses.contains(&status)).collect();
                any(!ask.statuses.is_empty(), own)
            }
            Aspect::Category => {
                let own = spec.categories.iter().map(|category| ask.categories.contains(category)).collect();
                any(!ask.categories.is_empty(), own)
            }
            Aspect::Classification => {
                let own = spec.codes.iter().map(|code| ask.codes.iter().any(|asked| code.starts_with(prefix(asked))));
                any(!ask.codes.is_empty(), own.collect())
            }
            Aspect::Value => ask.value.map(|(min, max, currency)| match self.value() {
                Some((cents, own)) => {
                    own == currency && min.is_none_or(|min| cents >= min) && max.is_none_or(|max| cents <= max)
                }
                None => lets_in,
            }),
            Aspect::Due => ask.due.map(|(from, to)| match self.due() {
                Some(due) => {
                    let start = |day: u8| (i64::from(day) * 24 - offset(spec)) * 3_600_000;
                    start(from) <= due && due < start(to + 1)
                }
                None => lets_in,
            }),
            Aspect::Buyer => {
                any(!ask.buyers.is_empty(), spec.buyer.into_iter().map(|buyer| ask.buyers.contains(&buyer)).collect())
            }
            Aspect::Supplier => {
                let own = self.suppliers().iter().map(|supplier| ask.suppliers.contains(supplier)).collect();
                any(!ask.suppliers.is_empty(), own)
            }
            Aspect::Region => {
                let same = |a: usize, b: usize| (a < 2) == (b < 2);
                let own = spec.region.into_iter().map(|own| ask.region.is_some_and(|asked| same(asked, own)));
                any(ask.region.is_some(), own.collect())
            }
            Aspect::Documents => ask.document.map(|wanted| spec.document == wanted),
            _ => None,
        }
    }

    fn meets_all_but(&self, ask: &Ask, but: Option<Aspect>) -> bool {
        ASPECTS.iter().filter(|aspect| Some(**aspect) != but).all(|aspect| self.meets(ask, *aspect) != Some(false))
    }

    /// The choices of a facet that it has.
    fn choices(&self, aspect: Aspect) -> BTreeSet<String> {
        let text = |text: &str| text.to_owned();
        match aspect {
            Aspect::Publisher => [text(self.spec.publisher)].into(),
            Aspect::Status => self.status().into_iter().map(text).collect(),
            Aspect::Category => self.spec.categories.iter().copied().map(text).collect(),
            Aspect::Classification => self.spec.codes.iter().map(|code| text(&code[..2])).collect(),
            Aspect::Value => self.value().into_iter().map(|(_, currency)| text(CURRENCIES[currency])).collect(),
            Aspect::Region => self
                .spec
                .region
                .into_iter()
                .map(|region| text(REGIONS[region]).to_uppercase().replace('Á', "A"))
                .collect(),
            Aspect::Buyer => self.spec.buyer.into_iter().map(|buyer| text(ORGANIZATIONS[buyer].0)).collect(),
            _ => self.suppliers().into_iter().map(|supplier| text(ORGANIZATIONS[supplier].0)).collect(),
        }
    }
}

const ASPECTS: [Aspect; 11] = [
    Aspect::Words,
    Aspect::Publisher,
    Aspect::Status,
    Aspect::Category,
    Aspect::Classification,
    Aspect::Value,
    Aspect::Due,
    Aspect::Buyer,
    Aspect::Supplier,
    Aspect::Region,
    Aspect::Documents,
];

/// Hours that the publisher's clock is ahead, in November.
fn offset(spec: &Spec) -> i64 {
    if spec.publisher == PUBLISHERS[0].0 { 2 } else { 0 }
}

fn prefix(asked: &str) -> &str {
    match asked {
        "33600000-6" => "336",
        other => other,
    }
}

pub fn rows(specs: &[Spec], ask: &Ask) -> Vec<Shown> {
    let mut found: Vec<Unitary<'_>> =
        units(specs, ask.unit).into_iter().filter(|it| it.meets_all_but(ask, None)).collect();
    found.sort_by(|a, b| compare(a, b, ask));
    found.into_iter().map(|it| (it.spec.publisher.to_owned(), it.spec.ocid(), it.award)).collect()
}

fn compare(a: &Unitary<'_>, b: &Unitary<'_>, ask: &Ask) -> Ordering {
    let reverse = ask.sort.reverse;
    let order = match ask.sort.by {
        SortBy::Due => missing_last(a.due(), b.due(), reverse),
        SortBy::Updated => missing_last(a.spec.date, b.spec.date, !reverse),
        SortBy::Value => {
            let own = ask.value.map(|(.., currency)| currency);
            let key = |it: &Unitary<'_>| it.value().map(|(cents, currency)| ((Some(currency) != own, currency), cents));
            match (key(a), key(b)) {
                (Some((a, cents_a)), Some((b, cents_b))) => {
                    a.cmp(&b).then(missing_last(Some(cents_a), Some(cents_b), !reverse))
                }
                (a, b) => a.is_none().cmp(&b.is_none()),
            }
        }
        _ => missing_last(title(a.spec), title(b.spec), reverse),
    };
    let place = |it: &Unitary<'_>| (it.spec.ocid(), publisher_order(it.spec), it.award);
    order.then_with(|| place(a).cmp(&place(b)))
}

/// In the order in which the sources were told.
fn publisher_order(spec: &Spec) -> usize {
    PUBLISHERS.iter().position(|(publisher, _)| *publisher == spec.publisher).unwrap()
}

fn missing_last<K: Ord>(a: Option<K>, b: Option<K>, reverse: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if reverse => b.cmp(&a),
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}

/// The headline, by the places of its words in the order of a dictionary.
fn title(spec: &Spec) -> Option<Vec<usize>> {
    const SORTED: [&str; 8] = ["ano", "lodz", "road", "roads", "x2", "ганок", "обєкт", "школа"];
    let words = if spec.title.is_empty() { &spec.description } else { &spec.title };
    let place = |word: &usize| SORTED.iter().position(|it| *it == WORDS[*word].1).unwrap();
    (!words.is_empty()).then(|| words.iter().map(place).collect())
}

pub fn facet(specs: &[Spec], ask: &Ask, aspect: Aspect) -> (Vec<(String, usize)>, usize) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut not_published = 0;
    for unit in units(specs, ask.unit).iter().filter(|it| it.meets_all_but(ask, Some(aspect))) {
        let choices = unit.choices(aspect);
        not_published += usize::from(choices.is_empty());
        choices.into_iter().for_each(|choice| *counts.entry(choice).or_default() += 1);
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort();
    (counts, not_published)
}

pub fn other_currencies(specs: &[Spec], ask: &Ask) -> Vec<(String, usize)> {
    let Some((.., currency)) = ask.value else {
        return Vec::new();
    };
    let others = units(specs, ask.unit);
    let others = others.iter().filter(|it| it.meets_all_but(ask, Some(Aspect::Value)));
    let count = others.filter(|it| it.value().is_some_and(|(_, own)| own != currency)).count();
    if count == 0 { Vec::new() } else { vec![(CURRENCIES[1 - currency].to_owned(), count)] }
}

pub fn not_published(specs: &[Spec], ask: &Ask) -> Vec<(Aspect, usize)> {
    let all = units(specs, ask.unit);
    let count = |aspect: Aspect, is_missing: &dyn Fn(&Unitary<'_>) -> bool| {
        (aspect, all.iter().filter(|it| it.meets_all_but(ask, Some(aspect)) && is_missing(it)).count())
    };
    let mut counts = Vec::new();
    if ask.value.is_some() && !ask.unknown.contains(&Aspect::Value) {
        counts.push(count(Aspect::Value, &|it| it.value().is_none()));
    }
    if ask.due.is_some() && !ask.unknown.contains(&Aspect::Due) {
        counts.push(count(Aspect::Due, &|it| it.due().is_none()));
    }
    counts
}

pub fn ways_out(specs: &[Spec], ask: &Ask) -> Vec<(Change, usize)> {
    let all = units(specs, ask.unit);
    if all.iter().any(|it| it.meets_all_but(ask, None)) {
        return Vec::new();
    }
    let left = |aspect| all.iter().filter(|it| it.meets_all_but(ask, Some(aspect))).count();
    let removed = ASPECTS.iter().map(|aspect| (Change::Remove(*aspect), left(*aspect)));
    let let_in = not_published(specs, ask).into_iter().map(|(aspect, count)| (Change::LetInUnknown(aspect), count));
    let mut ways: Vec<_> = removed.chain(let_in).filter(|(_, count)| *count > 0).collect();
    ways.sort_by_key(|way| format!("{way:?}"));
    ways
}

/// Group, currency, sum, awards, shared ones.
pub fn sums(specs: &[Spec], ask: &Ask, by: By) -> Vec<(String, String, String, usize, usize)> {
    let mut sums: BTreeMap<(String, usize), (u64, usize, usize)> = BTreeMap::new();
    for unit in units(specs, Unit::Award) {
        let award = &unit.spec.awards[unit.award.unwrap()];
        let counts = matches!(award.status, None | Some("active")) && unit.meets_all_but(ask, None);
        let Some((cents, currency)) = award.value.filter(|_| counts) else {
            continue;
        };
        let name = |index: &usize| ORGANIZATIONS[*index].0.to_owned();
        let mut groups: Vec<String> = match by {
            By::Supplier => award.suppliers.iter().map(name).collect(),
            By::Buyer => unit.spec.buyer.iter().map(name).collect(),
            _ => vec![String::new()],
        };
        if groups.is_empty() {
            groups.push("-".to_owned());
        }
        for group in groups {
            let sum = sums.entry((group, currency)).or_default();
            sum.0 += u64::from(cents);
            sum.1 += 1;
            sum.2 += usize::from(by != By::Buyer && award.suppliers.len() > 1);
        }
    }
    let shown = |cents: u64| {
        let text = format!("{}.{:02}", cents / 100, cents % 100);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    let mut lines = Vec::new();
    for ((group, currency), (cents, count, shared)) in sums {
        lines.push((group, CURRENCIES[currency].to_owned(), shown(cents), count, shared));
    }
    lines.sort();
    lines
}
