//! The parties of an invented notice.

use super::state::State;
use super::words::{BUYERS, FIRMS};
use crate::json::Object;

pub fn all(state: &State, awarded: bool) -> Vec<Object> {
    let mut parties = vec![buyer(state, awarded)];
    if awarded {
        parties.extend(state.award.as_ref().map(|award| supplier(state, award.supplier)));
    }
    parties
}

pub fn buyer_reference(state: &State, awarded: bool) -> Object {
    Object::new().text("id", &buyer_id(state, awarded)).text("name", BUYERS[state.buyer].name)
}

pub fn supplier_reference(state: &State, supplier: usize) -> Object {
    Object::new().text("id", &supplier_id(state, supplier)).text("name", FIRMS[supplier])
}

/// Ids of the older regime are numbers within one notice; in some award notices the supplier has
/// the number that was the buyer's before.
fn buyer_id(state: &State, awarded: bool) -> String {
    match state.old_regime {
        true if awarded && state.oddities.reuses_party_ids => "2".to_owned(),
        true => "1".to_owned(),
        false => format!("GB-PPON-{}", ppon("PZ", state.buyer)),
    }
}

fn supplier_id(state: &State, supplier: usize) -> String {
    match state.old_regime {
        true if state.oddities.reuses_party_ids => "1".to_owned(),
        true => "2".to_owned(),
        false if is_company(supplier) => format!("GB-COH-{}", company_number(supplier)),
        false => format!("GB-PPON-{}", ppon("PY", supplier)),
    }
}

fn is_company(supplier: usize) -> bool {
    supplier.is_multiple_of(3)
}

fn company_number(supplier: usize) -> String {
    format!("999{supplier:05}")
}

/// Four letters, four digits, four letters; no real one holds nothing but these.
fn ppon(start: &str, number: usize) -> String {
    format!("{start}ZZ-{:04}-ZZZZ", 9000 + number)
}

fn identifier(scheme: &str, id: &str) -> Object {
    Object::new().text("scheme", scheme).text("id", id)
}

fn buyer(state: &State, awarded: bool) -> Object {
    let buyer = &BUYERS[state.buyer];
    let address = Object::new()
        .text("streetAddress", "Civic Centre, 1 Example Street")
        .text("locality", buyer.town)
        .text("postalCode", buyer.postcode)
        .text("country", "GB")
        .text("countryName", "United Kingdom")
        .text("region", buyer.region);
    let contact = Object::new().text("name", "Procurement team").text("email", "procurement@example.org");
    let party = Object::new().text("name", buyer.name).text("id", &buyer_id(state, awarded));
    let party = match state.old_regime {
        true => party.object("identifier", Object::new().text("legalName", buyer.name)),
        false => party.object("identifier", identifier("GB-PPON", &ppon("PZ", state.buyer))),
    };
    party
        .object("address", address)
        .object("contactPoint", contact)
        .texts("roles", ["buyer"])
        .object("details", buyer_details(state))
}

fn buyer_details(state: &State) -> Object {
    let class = match state.old_regime {
        true => Object::new()
            .text("scheme", "TED_CA_TYPE")
            .text("id", "REGIONAL_AUTHORITY")
            .text("description", "Regional or local authority"),
        false => Object::new()
            .text("scheme", "UK_CA_TYPE")
            .text("id", "publicAuthoritySubCentralGovernment")
            .text("description", "Public authority - sub-central government"),
    };
    Object::new()
        .text("url", &format!("https://example.org/{}", BUYERS[state.buyer].letters.to_lowercase()))
        .list("classifications", [class])
}

fn supplier(state: &State, supplier: usize) -> Object {
    let address = Object::new()
        .text("streetAddress", &format!("Unit {}, Example Business Park", supplier + 1))
        .text("locality", BUYERS[supplier % BUYERS.len()].town)
        .text("country", "GB")
        .text("countryName", "United Kingdom");
    let party = Object::new().text("name", FIRMS[supplier]).text("id", &supplier_id(state, supplier));
    let party = match (state.old_regime, is_company(supplier)) {
        (true, _) => party.object("identifier", Object::new().text("legalName", FIRMS[supplier])),
        (false, true) => party
            .object("identifier", identifier("GB-COH", &company_number(supplier)))
            .list("additionalIdentifiers", [identifier("GB-PPON", &ppon("PY", supplier))]),
        (false, false) => party.object("identifier", identifier("GB-PPON", &ppon("PY", supplier))),
    };
    let details = Object::new()
        .text("scale", if supplier.is_multiple_of(4) { "large" } else { "sme" })
        .plain("vcse", FIRMS[supplier].ends_with("C.I.C."));
    party
        .object("address", address)
        .object("contactPoint", Object::new().text("email", "bids@example.org"))
        .texts("roles", ["supplier"])
        .object("details", details)
}
