//! Plans, contracts, and frameworks with their submissions, qualifications and agreements.

use super::parts::{Organization, bodies, firms, item, money, period};
use super::tender::Tender;
use super::words::SUBJECTS;
use super::{Moment, bids, hex, stored};
use crate::json::Object;
use crate::store::Document;
use crate::time::{DAY, HOUR, kyiv_date, kyiv_second};
use crate::world::dice::Dice;
use crate::world::money::Money;

/// The ids that the endpoint table uses as examples belong to the first of each kind.
const EXAMPLES: &[(&str, &str)] = &[
    ("plans", "b94b1b6a4d0b4b1ea5a5c6ae8d1ac4a2"),
    ("frameworks", "f8f8f8d2c1f84b0c9c52b19a33e6d0b7"),
    ("submissions", "0d4c8ee2b3ad4d37a9fd8a2b6b0e5c19"),
    ("qualifications", "5a7e2c90d1b34f4c8e6f9a0b7d3c2e18"),
    ("agreements", "3e1f5b7d9c2a4d6e8f0a1b3c5d7e9f20"),
];

const FRAMEWORKS: usize = 12;

pub fn generate(now: i64, tenders: &[Tender]) -> Vec<Document> {
    let (plans, frameworks) = match tenders.len() {
        0..=2 => (1, 1),
        _ => (60, FRAMEWORKS),
    };
    let mut documents: Vec<Document> = (0..plans).map(|number| plan(now, number)).collect();
    documents.extend(tenders.iter().flat_map(|tender| contracts(now, tender)));
    documents.extend((0..frameworks).flat_map(|number| framework(now, number)));
    documents
}

fn id(list: &str, number: usize) -> String {
    match EXAMPLES.iter().find(|(name, _)| *name == list && number == 0) {
        Some((_, id)) => (*id).to_owned(),
        None => hex(&format!("prozorro {list}"), number),
    }
}

fn moment(now: i64, list: &str, number: usize) -> Moment {
    let mut dice = Dice::new(list, number);
    let seconds = now - dice.between(1, 380) * DAY - dice.between(0, 8 * HOUR);
    Moment { seconds, micros: u32::try_from(dice.between(0, 999_999)).unwrap_or_default() }
}

fn document(now: i64, list: &str, number: usize, fill: impl FnOnce(Object, &str) -> Object) -> Document {
    let (id, at) = (id(list, number), moment(now, list, number));
    let data = Object::new().text("id", &id).text("dateModified", &at.text()).text("dateCreated", &at.text());
    stored(list, &id, number, at, now, Object::new().object("data", fill(data, &at.text())))
}

fn party(all: &[Organization], number: usize) -> Object {
    all[number % all.len()].write()
}

fn plan(now: i64, number: usize) -> Document {
    let subject = &SUBJECTS[number % SUBJECTS.len()];
    let buyer = party(&bodies(), number);
    document(now, "plans", number, |data, date| {
        let budget = Object::new()
            .text("id", &format!("{}", 990_000 + number))
            .text("description", subject.title)
            .plain("amount", Money(subject.low * 150).float())
            .text("currency", "UAH")
            .object("period", period(date, date));
        let tender = Object::new()
            .text("procurementMethod", "open")
            .text("procurementMethodType", "belowThreshold")
            .object("tenderPeriod", Object::new().text("startDate", date));
        data.text("planID", &format!("UA-P-{}-{:06}-a", &date[..10], 900_000 + number))
            .text("status", "scheduled")
            .text("datePublished", date)
            .object("procuringEntity", buyer)
            .object("budget", budget)
            .object("tender", tender)
            .list("items", [item(&hex("prozorro plan item", number), subject, 3, None, (date, date))])
    })
}

/// The contracts that the tender shows, once more as documents of their own.
fn contracts(now: i64, tender: &Tender) -> Vec<Document> {
    if !tender.reached("active.awarded") || tender.suppliers.is_empty() {
        return Vec::new();
    }
    let at = Moment { seconds: tender.modified.seconds, micros: tender.modified.micros / 2 };
    let one = |lot: usize| {
        let data = Object::new().object("data", bids::contract(tender, lot, Some(&at.text())));
        stored("contracts", &tender.key("contract", lot), tender.number, at, now, data)
    };
    (0..tender.lots.max(1)).map(one).collect()
}

/// A framework, two submissions to it, their qualifications, and the agreement.
fn framework(now: i64, number: usize) -> Vec<Document> {
    let subject = &SUBJECTS[number % SUBJECTS.len()];
    let classification =
        Object::new().text("scheme", "ДК021").text("id", subject.code).text("description", subject.class);
    let (buyer, framework) = (party(&bodies(), number), id("frameworks", number));
    let agreement = id("agreements", number);
    let until = kyiv_second(now + 200 * DAY);
    let mut documents = vec![document(now, "frameworks", number, |data, date| {
        data.text("prettyID", &format!("UA-F-{}-{:06}", kyiv_date(now), 900_000 + number))
            .text("frameworkType", "dynamicPurchasingSystem")
            .text("status", "active")
            .text("title", &format!("{} (вигаданий відбір)", subject.title))
            .text("agreementID", &agreement)
            .object("procuringEntity", buyer.clone())
            .object("classification", classification.clone())
            .object("period", period(date, &until))
    })];
    let members = [number * 2, number * 2 + 1];
    for number in members {
        documents.push(document(now, "submissions", number, |data, date| {
            data.text("frameworkID", &framework)
                .text("qualificationID", &id("qualifications", number))
                .text("status", "complete")
                .text("datePublished", date)
                .list("tenderers", [party(&firms(), number)])
        }));
        documents.push(document(now, "qualifications", number, |data, date| {
            data.text("frameworkID", &framework)
                .text("submissionID", &id("submissions", number))
                .text("status", "active")
                .text("date", date)
        }));
    }
    documents.push(document(now, "agreements", number, |data, date| {
        let member = |number: usize| {
            Object::new()
                .text("id", &hex("prozorro member", number))
                .text("status", "active")
                .text("submissionID", &id("submissions", number))
                .list("suppliers", [party(&firms(), number)])
        };
        data.text("agreementID", &format!("UA-{}-{:06}", kyiv_date(now), 900_000 + number))
            .text("agreementType", "dynamicPurchasingSystem")
            .text("status", "active")
            .text("frameworkID", &framework)
            .object("procuringEntity", buyer)
            .object("classification", classification)
            .object("value", money(Money(subject.high * 100), "UAH"))
            .object("period", period(date, &until))
            .list("contracts", members.map(member))
    }));
    documents
}
