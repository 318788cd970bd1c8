//! Writes the state of an invented process as a release, in the members and order of the real ones.

use super::catalogue::Line;
use super::state::{Award, Contract, Document, Firm, Item, State};
use super::words::{BUYERS, STREETS};
use crate::json::{Object, quoted};
use crate::time::{DAY, HOUR, MINUTE, lima_micro, lima_second};
use crate::world::money::Money;

/// The release that is published at `at`; `micros` make its id unique as in the real service, whose
/// `date` lies some microseconds before the moment in the id.
pub fn write(state: &State, at: i64, micros: u32) -> String {
    let id = format!("{}-{}", state.ocid, lima_micro(at, micros));
    Object::new()
        .text("ocid", &state.ocid)
        .text("id", &id)
        .text("date", &lima_micro(at, micros.saturating_sub(15)))
        .text("publishedDate", &lima_micro(at, micros + 6))
        .texts("tag", tags(state))
        .text("initiationType", "tender")
        .object("buyer", organization(state))
        .object("planning", planning(state))
        .object("tender", tender(state))
        .list("parties", parties(state))
        .list("sources", [source(state)])
        .object("dataSegmentation", segmentation(state))
        .when(state.award.is_some(), |release| release.list("awards", state.award.iter().map(|it| award(state, it))))
        .when(state.contract.is_some(), |release| {
            release.list("contracts", state.contract.iter().map(|it| contract(state, it)))
        })
        .done()
}

fn tags(state: &State) -> Vec<&'static str> {
    let mut tags = vec!["planning", "tender"];
    tags.extend(state.award.as_ref().map(|_| "award"));
    tags.extend(state.contract.as_ref().map(|_| "contract"));
    tags.extend(state.contract.as_ref().and_then(|contract| contract.finished).map(|_| "implementation"));
    tags
}

fn organization(state: &State) -> Object {
    Object::new().text("id", &buyer_id(state)).text("name", BUYERS[state.buyer].name)
}

fn buyer_id(state: &State) -> String {
    format!("PE-CONSUCODE-{}", 990_000 + state.buyer)
}

fn planning(state: &State) -> Object {
    let budget = Object::new().text("description", "Fondos Públicos");
    let budget = match state.value_is_published {
        true => budget.object("amount", money(state, state.value)),
        false => budget,
    };
    Object::new().object("budget", budget)
}

fn money(state: &State, amount: Money) -> Object {
    let (currency, name) = if state.dollars { ("USD", "Dólares Norteamericanos") } else { ("PEN", "Soles") };
    Object::new().plain("amount", amount.float()).text("currency", currency).text("currencyName", name)
}

fn tender_value(state: &State) -> Object {
    let amount = if state.value_is_published { state.value } else { Money(0) };
    let soles = if state.dollars { amount.percent(375) } else { amount };
    money(state, amount).plain("amount_PEN", soles.float())
}

fn tender(state: &State) -> Object {
    let tender = Object::new()
        .text("id", &state.tender)
        .text("title", &state.title)
        .text("description", &state.description)
        .object("procuringEntity", organization(state))
        .text("datePublished", &lima_second(state.opened))
        .text("procurementMethod", state.method.0)
        .text("procurementMethodDetails", state.method.1)
        .text("mainProcurementCategory", state.category)
        .texts("additionalProcurementCategories", [state.category])
        .object("value", tender_value(state));
    let tender = match state.period {
        Some((start, end)) => {
            tender.object("tenderPeriod", period(start, end)).object("enquiryPeriod", enquiries(start))
        }
        None => tender,
    };
    tender
        .when(state.has_nulls, |tender| tender.null("eligibilityCriteria").null("submissionMethod"))
        .when(!state.tenderers.is_empty(), |tender| {
            let list = state.tenderers.iter().map(firm);
            tender.list("tenderers", list).plain("numberOfTenderers", state.tenderers.len())
        })
        .list("items", items(state, state.status))
        .list("documents", state.documents.iter().map(document))
        .plain("hasTenderInformationProtectedByLaw", state.protected)
}

fn period(start: i64, end: i64) -> Object {
    Object::new().text("startDate", &lima_second(start)).text("endDate", &lima_second(end))
}

fn enquiries(start: i64) -> Object {
    let (from, to) = (start + DAY + MINUTE, start + 6 * DAY + 23 * HOUR + 59 * MINUTE);
    period(from, to).plain("durationInDays", 5)
}

fn items(state: &State, status: (&'static str, &'static str)) -> Vec<Object> {
    state.items.iter().enumerate().map(|(index, it)| item(state, index, it, Some(status))).collect()
}

fn item(state: &State, index: usize, item: &Item, status: Option<(&str, &str)>) -> Object {
    let Line { code, class, unit, .. } = state.line;
    let object = Object::new()
        .text("id", &item.id)
        .text("position", &(index + 1).to_string())
        .text("description", &state.description);
    let object = match status {
        Some((status, details)) => object.text("statusDetails", details).text("status", status),
        None => object,
    };
    let cubso = Object::new().text("id", &format!("{code}00990{index:03}")).text("description", &class.to_uppercase());
    let unspsc = Object::new().text("id", code).text("description", class).text("scheme", "UNSPSC");
    object
        .object("classification", cubso.text("scheme", "CUBSO"))
        .list("additionalClassifications", [unspsc])
        .plain("quantity", format!("{}.0", item.quantity))
        .object("totalValue", money(state, item.total))
        .object("unit", Object::new().text("id", unit.0).text("name", unit.1).text("scheme", "PE-SEACE3-UnidadMedida"))
}

fn document(document: &Document) -> Object {
    let object = Object::new()
        .text("id", &document.id)
        .text("url", &format!("https://example.org/seace/documentos/{}", document.id))
        .text("datePublished", &lima_second(document.published))
        .text("format", document.format);
    let object = match document.kind {
        Some(kind) => object.text("documentType", kind),
        None => object,
    };
    object.text("title", document.title).text("language", "es")
}

fn firm(firm: &Firm) -> Object {
    Object::new().text("id", &format!("PE-RUC-{}", firm.id)).text("name", &firm.name)
}

fn parties(state: &State) -> Vec<Object> {
    let mut parties = vec![buyer(state)];
    let winner = state.award.as_ref().map(|award| award.winner.id.as_str());
    parties.extend(state.tenderers.iter().map(|it| tenderer(it, winner == Some(it.id.as_str()))));
    parties
}

fn buyer(state: &State) -> Object {
    let buyer = &BUYERS[state.buyer];
    let identifier =
        |id: &str, scheme: &str| Object::new().text("id", id).text("scheme", scheme).text("legalName", buyer.name);
    let consucode = (990_000 + state.buyer).to_string();
    let address = Object::new()
        .text("streetAddress", STREETS[state.buyer % STREETS.len()])
        .text("locality", buyer.district)
        .text("region", buyer.province)
        .text("department", buyer.department)
        .text("countryName", "PERU");
    Object::new()
        .text("id", &buyer_id(state))
        .text("name", buyer.name)
        .object("identifier", identifier(&consucode, "PE-CONSUCODE"))
        .list("additionalIdentifiers", [identifier(&format!("20990{:06}", state.buyer), "PE-RUC")])
        .object("address", address)
        .object("contactPoint", Object::new().text("email", "mesadepartes@example.org"))
        .texts("roles", ["buyer", "procuringEntity"])
}

fn tenderer(it: &Firm, wins: bool) -> Object {
    let identifier = Object::new().text("scheme", "PE-RUC").text("id", &it.id).text("legalName", &it.name);
    // The real service writes a sentence where an address is expected.
    let contact = Object::new()
        .text("email", "Ver datos en Ficha del Proveedor")
        .text("telephone", "Ver dato en ficha del proveedor");
    firm(it)
        .object("identifier", identifier)
        .object("contactPoint", contact)
        .raw("roles", if wins { "[\"tenderer\",\"supplier\"]" } else { "[\"tenderer\"]" })
}

fn source(state: &State) -> Object {
    let version = state.source.trim_start_matches("seace_v");
    Object::new()
        .text("id", state.source)
        .text("name", &format!("Sistema Electrónico de Contrataciones del Estado - Versión {version}"))
        .text("url", "https://example.org/seace")
}

fn segmentation(state: &State) -> Object {
    let criteria = [quoted("añoInicioConvocatoria"), quoted("mesInicioConvocatoria")];
    Object::new().text("id", &state.segment).raw("criteria", &crate::json::array(criteria.iter().map(String::as_str)))
}

fn award_id(state: &State, award: &Award) -> String {
    format!("{}-{}", state.tender, award.winner.id)
}

fn award(state: &State, award: &Award) -> Object {
    Object::new()
        .text("id", &award_id(state, award))
        .object("value", money(state, award.value))
        .list("items", items(state, ("active", state.status.1)))
        .text("date", &lima_second(award.at))
        .list("suppliers", [firm(&award.winner)])
}

fn contract(state: &State, contract: &Contract) -> Object {
    let award = state.award.as_ref().map(|award| award_id(state, award)).unwrap_or_default();
    let (start, end) = (contract.signed + DAY, contract.signed + DAY + contract.days * DAY);
    let items = state.items.iter().enumerate().map(|(index, it)| item(state, index, it, None));
    let object = Object::new()
        .text("id", &contract.id)
        .text("awardID", &award)
        .text(
            "title",
            &format!(
                "CONTRATO N° {}-{}",
                contract.id.trim_start_matches("99"),
                state.segment.get(..4).unwrap_or_default()
            ),
        )
        .text("description", &state.description)
        .object("period", period(start, end).plain("durationInDays", contract.days))
        .object("value", money(state, contract.value))
        .text("dateSigned", &lima_second(contract.signed))
        .list("items", items)
        .list("documents", contract.documents.iter().map(document));
    match contract.finished {
        Some((end, value)) => {
            let done = Object::new().text("endDate", &lima_second(end)).object("finalValue", money(state, value));
            object.object("implementation", done)
        }
        None => object,
    }
}
