//! Invented award notices of the years 2006 to 2013, in the shape of the Development Gateway's
//! archive (OCDS 0.3.3 draft).
//!
//! The archive filters by a type of contract and award criteria that its releases do not show, so
//! each document holds them beside the release.

pub mod words;

use super::dice::Dice;
use super::money::Money;
use super::parties;
use crate::json::Object;
use crate::store::Document;
use crate::time::{DAY, new_york_second, read};
use words::{BUYERS, COUNTRIES, CRITERIA, LINES, Line, Place, SUPPLIERS};

/// The list the documents belong to.
pub const RELEASES: &str = "releases";

/// The list of recorded metadata datasets: the generated ones are what occurs.
pub const DATASETS: &str = "datasets";

/// Records of a full archive.
const RECORDS: usize = 300;

pub(super) fn generate(full: bool) -> Vec<Document> {
    let mut documents = examples();
    let count = if full { RECORDS } else { 0 };
    documents.extend((0..count).flat_map(record));
    documents
}

struct Award {
    ocid: String,
    number: usize,
    buyer: Place,
    suppliers: Vec<Place>,
    line: Line,
    criteria: &'static str,
    currency: &'static str,
    value: Money,
    awarded: Money,
    bids: i64,
    at: i64,
}

fn record(number: usize) -> Vec<Document> {
    let mut dice = Dice::new("eu", number);
    let start = read("2006-01-09T09:00:00Z").unwrap_or_default();
    let suppliers = suppliers();
    let count = if dice.chance(12) { 2 } else { 1 };
    let first = dice.below(suppliers.len());
    let buyer = *dice.pick(BUYERS);
    let line = *dice.pick(LINES);
    let value = Money::roll(&mut dice, line.3, line.4);
    let award = Award {
        ocid: format!("99{:02}-{number:04}", number % 90 + 10),
        number,
        buyer,
        suppliers: (0..count).map(|step| suppliers[(first + step * 5) % suppliers.len()]).collect(),
        line,
        criteria: CRITERIA[dice.below(CRITERIA.len())],
        currency: currency(buyer.1, &mut dice),
        value,
        awarded: value.percent(dice.between(78, 104)),
        bids: dice.between(1, 14),
        at: start + dice.between(0, 8 * 365 - 30) * DAY + dice.between(0, 30_000),
    };
    // Some notices were published again with a correction.
    let corrected = dice.chance(15);
    let mut documents = vec![award.document(0)];
    documents.extend(corrected.then(|| award.document(1)));
    documents
}

fn currency(country: &str, dice: &mut Dice) -> &'static str {
    match country {
        "gb" => "GBP",
        "pl" if dice.chance(60) => "PLN",
        "ro" if dice.chance(60) => "RON",
        _ => "EUR",
    }
}

/// The archive's own suppliers and the shared ones that write Latin letters.
fn suppliers() -> Vec<Place> {
    let shared = parties::of(parties::FIRMS, &["GB", "PE", "DE", "PL", "IT"]).into_iter();
    let known = |country: &str| {
        let letters = words::letters(country);
        COUNTRIES.iter().find(|(code, _)| *code == letters).map_or("", |(code, _)| code)
    };
    let shared = shared.map(|party| (party.name, known(party.country), party.town, party.town));
    SUPPLIERS.iter().copied().chain(shared).collect()
}

/// Records that carry the ids and values the documentation uses as examples.
fn examples() -> Vec<Document> {
    let award = |ocid: &str, number, buyer, supplier, year| Award {
        ocid: ocid.to_owned(),
        number,
        buyer,
        suppliers: vec![supplier],
        line: LINES[2],
        criteria: CRITERIA[0],
        currency: "EUR",
        value: Money(10_000_000),
        awarded: Money(9_850_050),
        bids: 3,
        at: read(&format!("{year}-09-14T08:28:58Z")).unwrap_or_default(),
    };
    let yonne = ("CONSEIL GÉNÉRAL DE L'YONNE (fictional example)", "fr", "Fableville", "Val-Fable");
    let acciona = ("Acciona infraestructuras (fictional example)", "es", "Quimera", "Quimera");
    vec![
        award("1234-5678", 901, yonne, acciona, 2006).document(0),
        award("1234-5679", 902, BUYERS[3], SUPPLIERS[4], 2008).document(0),
        award("1234-5680", 903, BUYERS[8], acciona, 2012).document(0),
    ]
}

impl Award {
    fn document(&self, correction: i64) -> Document {
        let id = match correction {
            0 => format!("releaseID-{}", self.ocid),
            _ => format!("releaseID-{}-{correction}", self.ocid),
        };
        let text = Object::new()
            .text("contractType", self.line.2)
            .text("awardCriteria", self.criteria)
            .object("release", self.release(&id, correction));
        Document { list: RELEASES.to_owned(), id, text: text.done() }
    }

    fn release(&self, id: &str, correction: i64) -> Object {
        Object::new()
            .text("ocid", &self.ocid)
            .text("releaseID", id)
            .text("releaseDate", &new_york_second(self.at + correction * 9 * DAY))
            .text("releaseTag", "awardNotice")
            .text("language", "en")
            .text("formationType", "tender")
            .object("buyer", organization(&self.buyer, 6_490_000 + self.number))
            .object("tender", self.tender(correction))
            .list("awards", [self.award()])
    }

    fn notice(&self) -> Object {
        let number = 1_219_000 + self.number;
        Object::new()
            .text("id", &self.ocid)
            .text("uri", &format!("http://example.org/fictional/notice?noticeId={number}"))
            .text("publishedDate", &new_york_second(self.at - 40 * DAY))
    }

    /// A correction counts the bids again.
    fn tender(&self, correction: i64) -> Object {
        Object::new()
            .text("tenderID", &format!("{}", 1_219_000 + self.number))
            .object("notice", self.notice())
            .list("itemsToBeProcured", [self.item()])
            .object("totalValue", money(self.value, self.currency))
            .plain("numberOfBids", self.bids + correction)
    }

    fn award(&self) -> Object {
        let suppliers = self.suppliers.iter().enumerate();
        Object::new()
            .text("awardID", &format!("{}", 1_129_000 + self.number))
            .object("notice", self.notice())
            .object("awardValue", money(self.awarded, self.currency))
            .list("suppliers", suppliers.map(|(index, it)| organization(it, self.number * 10 + index)))
            .list("itemsAwarded", [self.item()])
    }

    fn item(&self) -> Object {
        let (number, words, ..) = self.line;
        Object::new()
            .text("description", &format!("{words}, {} (fictional)", self.buyer.2))
            .text("classificationScheme", "CPV")
            .text("classificationID", number)
            .text("classificationDescription", words)
    }
}

fn money(amount: Money, currency: &str) -> Object {
    Object::new().plain("amount", amount.number()).text("currency", currency)
}

fn organization(&(name, country, town, region): &Place, number: usize) -> Object {
    let country = COUNTRIES.iter().find(|(code, _)| *code == country).map_or(country, |(_, name)| name);
    let id = Object::new()
        .text("name", name)
        .text("uid", &number.to_string())
        .text("uri", &format!("http://example.org/fictional/organization?id={number}"));
    let address = Object::new().text("locality", town).text("region", region).text("country-name", country);
    Object::new().object("id", id).object("address", address)
}
