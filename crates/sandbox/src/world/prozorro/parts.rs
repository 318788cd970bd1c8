//! The parts that tenders, bids and contracts have in common.

use super::files;
use super::words::{BODIES, FIRMS, Subject};
use crate::json::Object;
use crate::world::money::Money;
use crate::world::parties::{self, Party};

/// A party of this world: shared or its own.
#[derive(Debug, Clone, Copy)]
pub struct Organization {
    pub name: &'static str,
    pub country: &'static str,
    pub scheme: &'static str,
    pub id: &'static str,
    pub town: &'static str,
}

impl From<&Party> for Organization {
    fn from(party: &Party) -> Self {
        let Party { name, country, scheme, id, town } = *party;
        Self { name, country, scheme, id, town }
    }
}

fn own(&(name, id, town): &(&'static str, &'static str, &'static str)) -> Organization {
    Organization { name, country: "UA", scheme: "UA-EDR", id, town }
}

pub fn bodies() -> Vec<Organization> {
    parties::of(parties::BODIES, &["UA"]).into_iter().map(Organization::from).chain(BODIES.iter().map(own)).collect()
}

/// Firms of the country, and a few from abroad.
pub fn firms() -> Vec<Organization> {
    let shared = parties::of(parties::FIRMS, &["UA", "GB", "DE", "PL"]).into_iter().map(Organization::from);
    shared.chain(FIRMS.iter().map(own)).collect()
}

impl Organization {
    pub fn write(&self) -> Object {
        let country = match self.country {
            "UA" => "Україна",
            "GB" => "Сполучене Королівство",
            "DE" => "Німеччина",
            _ => "Польща",
        };
        let identifier = Object::new().text("scheme", self.scheme).text("id", self.id).text("legalName", self.name);
        let address = Object::new()
            .text("streetAddress", "вул. Неіснуюча, 1")
            .text("locality", self.town)
            .text("region", self.town)
            .text("postalCode", "99000")
            .text("countryName", country);
        let contact = Object::new()
            .text("name", "Контактна Особа Вигадана")
            .text("email", "tenders@example.org")
            .text("telephone", "+380000000000");
        Object::new()
            .text("name", self.name)
            .object("identifier", identifier)
            .object("address", address)
            .object("contactPoint", contact)
    }
}

pub fn money(amount: Money, currency: &str) -> Object {
    Object::new().plain("amount", amount.float()).text("currency", currency).plain("valueAddedTaxIncluded", true)
}

pub fn period(start: &str, end: &str) -> Object {
    Object::new().text("startDate", start).text("endDate", end)
}

/// One version of a document.
pub struct File<'a> {
    pub id: &'a str,
    /// Path of the document below the API.
    pub path: &'a str,
    pub key: &'a str,
    pub title: &'a str,
    pub kind: &'a str,
    pub format: &'a str,
    pub date: &'a str,
    pub author: &'a str,
}

impl File<'_> {
    pub fn write(&self) -> Object {
        Object::new()
            .text("confidentiality", "public")
            .text("documentType", self.kind)
            .text("id", self.id)
            .text("datePublished", self.date)
            // A placeholder, as in the service's own samples.
            .text("hash", "md5:00000000000000000000000000000000")
            .text("title", self.title)
            .text("format", self.format)
            .text("url", &files::address(self.path, self.key))
            .text("documentOf", "tender")
            .text("dateModified", self.date)
            .text("author", self.author)
            .text("language", "uk")
    }
}

pub fn item(id: &str, subject: &Subject, quantity: i64, lot: Option<&str>, delivery: (&str, &str)) -> Object {
    let classification =
        Object::new().text("scheme", "ДК021").text("id", subject.code).text("description", subject.class);
    let address = Object::new()
        .text("streetAddress", "вул. Неіснуюча, 7")
        .text("locality", "м. Вигадівка")
        .text("region", "Вигадівська область")
        .text("postalCode", "99000")
        .text("countryName", "Україна");
    let item = Object::new()
        .text("id", id)
        .text("description", subject.title)
        .text("description_en", subject.title_en)
        .object("classification", classification)
        .object("unit", Object::new().text("name", subject.unit.0).text("code", subject.unit.1))
        .plain("quantity", format!("{quantity}.0"))
        .object("deliveryAddress", address)
        .object("deliveryDate", period(delivery.0, delivery.1));
    match lot {
        Some(lot) => item.text("relatedLot", lot),
        None => item,
    }
}
