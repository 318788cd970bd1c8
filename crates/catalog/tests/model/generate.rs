//! Generated collections and questions.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};
use tenderlens_catalog::{
    Aspect, Catalog, Classification, DateRange, Party, PartyRef, Query, Sort, SortBy, Unit, ValueRange,
};

use crate::common::{KYIV, add, source};

/// How a word is written, and what it is folded to.
pub const WORDS: [(&str, &str); 8] = [
    ("Road", "road"),
    ("ROADS", "roads"),
    ("Año", "ano"),
    ("Łódź", "lodz"),
    ("об’єкт", "обєкт"),
    ("Школа", "школа"),
    ("Ґанок", "ганок"),
    ("x2", "x2"),
];
pub const CURRENCIES: [&str; 2] = ["GBP", "UAH"];
pub const CATEGORIES: [&str; 3] = ["goods", "works", "services"];
pub const CODES: [&str; 5] = ["45000000", "45221100", "45233000", "33600000", "90510000"];
pub const REGIONS: [&str; 3] = ["Áncash", "ANCASH", "Lima"];
pub const PUBLISHERS: [(&str, &str); 2] = [("prozorro", KYIV), ("uk", "UTC0")];

/// Name, scheme and id; some have only a name.
pub const ORGANIZATIONS: [(&str, &str, &str); 5] = [
    ("Acme", "GB-COH", "01"),
    ("Beta", "GB-COH", "02"),
    ("Ayuntamiento", "MX-RFC", "01"),
    ("Школа № 10", "", ""),
    ("Gamma", "", ""),
];

#[derive(Debug, Clone)]
pub struct Spec {
    pub publisher: &'static str,
    pub number: u8,
    /// Hours since a certain day.
    pub date: Option<u16>,
    /// Indices of words.
    pub title: Vec<usize>,
    pub description: Vec<usize>,
    pub status: Option<&'static str>,
    pub categories: Vec<&'static str>,
    pub codes: Vec<&'static str>,
    /// Cents, and the currency's index.
    pub value: Option<(u32, usize)>,
    /// A day, or an hour of it.
    pub due: Option<(u8, Option<u8>)>,
    pub buyer: Option<usize>,
    pub region: Option<usize>,
    pub document: bool,
    pub awards: Vec<Award>,
}

#[derive(Debug, Clone)]
pub struct Award {
    pub status: Option<&'static str>,
    pub value: Option<(u32, usize)>,
    pub suppliers: Vec<usize>,
}

impl Spec {
    pub fn ocid(&self) -> String {
        format!("ocds-{:02}", self.number)
    }

    pub fn due_text(&self) -> Option<String> {
        let (day, hour) = self.due?;
        Some(match hour {
            Some(hour) => format!("2026-11-{day:02}T{hour:02}:00:00+03:00"),
            None => format!("2026-11-{day:02}"),
        })
    }

    pub fn date_text(&self) -> Option<String> {
        self.date.map(|hours| {
            format!("2026-{:02}-{:02}T{:02}:00:00Z", hours / 24 / 28 % 12 + 1, hours / 24 % 28 + 1, hours % 24)
        })
    }

    fn release(&self) -> Value {
        let words = |words: &[usize]| words.iter().map(|word| WORDS[*word].0).collect::<Vec<_>>().join(" ");
        let items: Vec<Value> = self
            .codes
            .iter()
            .map(|code| json!({"classification": {"scheme": "CPV", "id": format!("{code}-1")}}))
            .collect();
        let buyer = self.buyer.map(organization);
        json!({
            "ocid": self.ocid(), "date": self.date_text(), "buyer": buyer,
            "tender": {
                "title": words(&self.title), "description": words(&self.description), "status": self.status,
                "mainProcurementCategory": self.categories.first(), "additionalProcurementCategories": self.categories,
                "value": money(self.value), "items": items, "tenderPeriod": {"endDate": self.due_text()},
                "documents": if self.document { json!([{"id": "d"}]) } else { json!(null) },
                "procuringEntity": {"address": {"region": self.region.map(|region| REGIONS[region])}}},
            "awards": self.awards.iter().enumerate().map(|(index, award)| award.json(index)).collect::<Vec<_>>(),
        })
    }
}

impl Award {
    fn json(&self, index: usize) -> Value {
        let suppliers: Vec<Value> = self.suppliers.iter().copied().map(organization).collect();
        json!({"id": index, "status": self.status, "value": money(self.value), "suppliers": suppliers})
    }
}

fn organization(index: usize) -> Value {
    let (name, scheme, id) = ORGANIZATIONS[index];
    json!({"name": name, "identifier": {"scheme": scheme, "id": id}})
}

fn money(value: Option<(u32, usize)>) -> Value {
    let amount = |(cents, currency): (u32, usize)| {
        let number: serde_json::Number = serde_json::from_str(&format!("{}.{:02}", cents / 100, cents % 100)).unwrap();
        json!({"amount": number, "currency": CURRENCIES[currency]})
    };
    value.map_or(Value::Null, amount)
}

/// All of them, one after the other.
pub fn catalog(specs: &[Spec]) -> Catalog {
    let mut catalog = Catalog::default();
    let sources = PUBLISHERS.map(|(publisher, zone)| (publisher, catalog.source(source(publisher, zone))));
    for spec in specs {
        let (_, source) = sources.iter().find(|(publisher, _)| *publisher == spec.publisher).unwrap();
        let added = add(&mut catalog, *source, spec.release().to_string().as_bytes(), &[]);
        assert_eq!(added.problems, [], "{spec:?}");
    }
    catalog
}

fn value() -> impl Strategy<Value = Option<(u32, usize)>> {
    // Often the same amount, so that there are ties.
    of((prop_oneof![Just(0), Just(150_000), 1_u32..400_000], 0..CURRENCIES.len()))
}

fn award() -> impl Strategy<Value = Award> {
    let status = of(select(vec!["active", "unsuccessful", "pending"]));
    let organizations: Vec<usize> = (0..ORGANIZATIONS.len()).collect();
    (status, value(), subsequence(organizations, 0..3)).prop_map(|(status, value, suppliers)| Award {
        status,
        value,
        suppliers,
    })
}

fn spec() -> impl Strategy<Value = Spec> {
    let words = || vec(0..WORDS.len(), 0..4);
    let what = (words(), words(), of(select(vec!["active", "complete"])), subsequence(CATEGORIES.to_vec(), 0..3));
    let which = (subsequence(CODES.to_vec(), 0..3), value(), of((1_u8..29, of(0_u8..24))));
    let who = (of(0..ORGANIZATIONS.len()), of(0..REGIONS.len()), any::<bool>(), vec(award(), 0..3));
    let publisher = select(PUBLISHERS.to_vec());
    (publisher, 0_u8..12, of(0_u16..700), what, which, who).prop_map(|(publisher, number, date, what, which, who)| {
        let (title, description, status, categories) = what;
        let (codes, value, due) = which;
        let (buyer, region, document, awards) = who;
        Spec {
            publisher: publisher.0,
            number,
            date,
            title,
            description,
            status,
            categories,
            codes,
            value,
            due,
            buyer,
            region,
            document,
            awards,
        }
    })
}

pub fn specs() -> impl Strategy<Value = Vec<Spec>> {
    vec(spec(), 0..40)
}

/// Words side by side, of which the last may be a start.
pub type Phrase = (Vec<&'static str>, bool);
/// Whether it excludes, and the alternatives.
pub type Clause = (bool, Vec<Phrase>);

/// A question in the terms of the model.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Conditions that must all hold.
    pub words: Vec<Clause>,
    pub publishers: Vec<&'static str>,
    pub statuses: Vec<&'static str>,
    pub categories: Vec<&'static str>,
    pub codes: Vec<&'static str>,
    pub value: Option<(Option<u32>, Option<u32>, usize)>,
    /// Days, both included.
    pub due: Option<(u8, u8)>,
    pub buyers: Vec<usize>,
    pub suppliers: Vec<usize>,
    pub region: Option<usize>,
    pub document: Option<bool>,
    pub unknown: Vec<Aspect>,
    pub unit: Unit,
    pub sort: Sort,
}

/// Who an organization is to a catalog.
pub fn who(index: usize) -> PartyRef {
    let (name, scheme, id) = ORGANIZATIONS[index];
    if id.is_empty() {
        PartyRef::Name { name: name.to_owned(), country: None }
    } else {
        PartyRef::Identifier { scheme: scheme.to_owned(), id: id.to_owned() }
    }
}

impl Ask {
    pub fn query(&self) -> Query {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let cents = |cents: u32| format!("{}.{:02}", cents / 100, cents % 100);
        let parties = |indices: &[usize]| indices.iter().map(|index| Party::from(who(*index))).collect();
        Query {
            words: self.words_text(),
            publishers: owned(&self.publishers),
            statuses: owned(&self.statuses),
            categories: owned(&self.categories),
            classifications: self
                .codes
                .iter()
                .map(|prefix| Classification { scheme: "ДК021".to_owned(), prefix: (*prefix).to_owned() })
                .collect(),
            value: self.value.map(|(min, max, currency)| ValueRange {
                min: min.map(cents),
                max: max.map(cents),
                currency: CURRENCIES[currency].to_owned(),
            }),
            due: self.due.map_or_else(DateRange::default, |(from, to)| DateRange {
                from: Some(format!("2026-11-{from:02}")),
                to: Some(format!("2026-11-{to:02}")),
            }),
            buyers: parties(&self.buyers),
            suppliers: parties(&self.suppliers),
            regions: self.region.map(|region| REGIONS[region].to_owned()).into_iter().collect(),
            documents: self.document,
            unknown: self.unknown.clone(),
            unit: self.unit,
            sort: self.sort,
            ..Query::default()
        }
    }

    fn words_text(&self) -> String {
        let clause = |(excludes, any): &Clause| {
            let phrase = |(words, start): &Phrase| format!("\"{}\"{}", words.join(" "), if *start { "*" } else { "" });
            let any: Vec<_> = any.iter().map(phrase).collect();
            format!("{}{}", if *excludes { "-" } else { "" }, any.join(" | "))
        };
        self.words.iter().map(clause).collect::<Vec<_>>().join(" ")
    }
}

pub fn asks() -> impl Strategy<Value = Ask> {
    let needles = vec!["road", "ano", "lodz", "обєкт", "школа", "ганок", "ro", "шк", "x2", "nothing"];
    let phrase = (vec(select(needles), 1..3), any::<bool>());
    let words = vec((any::<bool>(), vec(phrase, 1..3)), 0..3);
    // Half of all questions do not ask about an aspect.
    let some = |texts: &[&'static str]| prop_oneof![Just(Vec::new()), subsequence(texts.to_vec(), 1..=texts.len())];
    let parties =
        || prop_oneof![3 => Just(Vec::new()), 1 => subsequence((0..ORGANIZATIONS.len()).collect::<Vec<_>>(), 1..3)];
    let range = of((of(0_u32..300_000), of(100_000_u32..400_000), 0..CURRENCIES.len()));
    let what = (words, some(&["uk", "prozorro"]), some(&["active", "complete"]), some(&CATEGORIES));
    let which = (some(&["45", "452", "45221100", "33600000-6", "9"]), range, of((1_u8..20, 10_u8..28)));
    let who = (parties(), parties(), of(0..REGIONS.len()), of(any::<bool>()));
    let unknowable =
        vec![Aspect::Status, Aspect::Category, Aspect::Classification, Aspect::Value, Aspect::Due, Aspect::Buyer];
    let keys = vec![SortBy::Due, SortBy::Updated, SortBy::Value, SortBy::Title];
    let how = (subsequence(unknowable, 0..3), select(vec![Unit::Process, Unit::Award]), select(keys), any::<bool>());
    (what, which, who, how).prop_map(|(what, which, who, how)| {
        let (words, publishers, statuses, categories) = what;
        let (codes, value, due) = which;
        let (buyers, suppliers, region, document) = who;
        let (unknown, unit, by, reverse) = how;
        Ask {
            words,
            publishers,
            statuses,
            categories,
            codes,
            value,
            due,
            buyers,
            suppliers,
            region,
            document,
            unknown,
            unit,
            sort: Sort { by, reverse },
        }
    })
}
