//! `opt_schema=ocds`: a release package with one release per lot and fewer members.

use std::borrow::Cow;

use tenderlens_core::ocds::json;

use super::object::{Object, items, objects};
use crate::call::Call;
use crate::json::{Object as Writer, array};
use crate::time::kyiv_second;

const FICTIONAL: &str = "Fictional data in the shape of Prozorro (Tenderlens sandbox)";

pub fn package(call: &Call<'_>, tender: &Object<'_>, recorded: bool) -> String {
    let lots = objects(tender.member("lots"));
    let releases: Vec<Writer> = match lots.as_slice() {
        [] => vec![release(tender, None)],
        lots => lots.iter().map(|lot| release(tender, Some(lot))).collect(),
    };
    let publisher = Writer::new().text("name", if recorded { "Prozorro" } else { FICTIONAL });
    // The service writes the parameter twice.
    let uri = format!("{}?opt_schema=OCDS-1.1", call.uri());
    Writer::new()
        .text("uri", &uri)
        .text("version", "1.1")
        .text("publishedDate", &kyiv_second(call.now))
        .object("publisher", publisher)
        .text("license", call.publisher.licence.url)
        .list("releases", releases)
        .done()
}

fn text<'a>(object: &json::Object<'a>, name: &str) -> Cow<'a, str> {
    object.get(name).and_then(json::string).unwrap_or_default()
}

/// The parts of the tender that belong to a lot, or all of them.
fn of_lot<'a>(tender: &Object<'a>, list: &str, reference: &str, lot: Option<&str>) -> Vec<json::Object<'a>> {
    let all = objects(tender.member(list));
    all.into_iter().filter(|it| lot.is_none_or(|lot| text(it, reference) == lot)).collect()
}

fn release(tender: &Object<'_>, lot: Option<&json::Object<'_>>) -> Writer {
    let lot_id = lot.map(|lot| text(lot, "id"));
    let number = tender.text("tenderID");
    let id = match &lot_id {
        Some(lot) => format!("{number}-{lot}"),
        None => number.to_string(),
    };
    let awards = of_lot(tender, "awards", "lotID", lot_id.as_deref());
    let award_ids: Vec<_> = awards.iter().map(|award| text(award, "id")).collect();
    let contracts: Vec<_> =
        objects(tender.member("contracts")).into_iter().filter(|it| award_ids.contains(&text(it, "awardID"))).collect();
    let tags = [("tender", true), ("award", !awards.is_empty()), ("contract", !contracts.is_empty())];
    let buyer = tender.member("procuringEntity").and_then(|it| json::object(it).ok()).unwrap_or_default();
    let mut parties = vec![party(&buyer, &["buyer", "procuringEntity"])];
    for award in &awards {
        parties.extend(objects(award.get("suppliers")).iter().map(|it| party(it, &["supplier"])));
    }
    let release = Writer::new()
        .text("ocid", &format!("ocds-be6bcu-{number}"))
        .text("id", &id)
        .text("date", &tender.date_modified())
        .texts("tag", tags.iter().filter(|(_, is)| *is).map(|(tag, _)| *tag))
        .text("initiationType", "tender")
        .text("language", "uk")
        .list("parties", parties)
        .object("buyer", reference(&buyer))
        .object("tender", tender_of(tender, lot, lot_id.as_deref()));
    release
        .when(!awards.is_empty(), |it| it.list("awards", awards.iter().map(award)))
        .when(!contracts.is_empty(), |it| it.list("contracts", contracts.iter().map(contract)))
}

fn party_id(organization: &json::Object<'_>) -> String {
    let identifier = organization.get("identifier").and_then(|it| json::object(it).ok()).unwrap_or_default();
    format!("{}-{}", text(&identifier, "scheme"), text(&identifier, "id"))
}

fn reference(organization: &json::Object<'_>) -> Writer {
    Writer::new().text("id", &party_id(organization)).text("name", &text(organization, "name"))
}

fn party(organization: &json::Object<'_>, roles: &[&str]) -> Writer {
    copy(reference(organization), organization, &["identifier", "address", "contactPoint"])
        .texts("roles", roles.iter().copied())
}

fn copy(mut to: Writer, from: &json::Object<'_>, names: &[&str]) -> Writer {
    for name in names {
        if let Some(value) = from.get(name) {
            to = to.raw(name, value);
        }
    }
    to
}

/// The values of OCDS know an amount and a currency.
fn value(object: &json::Object<'_>) -> Writer {
    let value = object.get("value").and_then(|it| json::object(it).ok()).unwrap_or_default();
    copy(Writer::new(), &value, &["amount", "currency"])
}

fn tender_of(tender: &Object<'_>, lot: Option<&json::Object<'_>>, lot_id: Option<&str>) -> Writer {
    let status = match tender.text("status").as_ref() {
        "complete" => "complete",
        "cancelled" => "cancelled",
        "unsuccessful" => "unsuccessful",
        _ => "active",
    };
    let all = Writer::new()
        .text("id", &tender.text("id"))
        .text("title", &lot.map_or_else(|| tender.text("title"), |lot| text(lot, "title")))
        .text("status", status)
        .text("procurementMethod", "open");
    let whole = tender.member("value").map(|text| format!("{{\"value\":{text}}}"));
    let amount = match (lot, &whole) {
        (Some(lot), _) => Some(value(lot)),
        (None, Some(whole)) => json::object(whole).ok().map(|it| value(&it)),
        (None, None) => None,
    };
    let items = items(tender.member("items")).into_iter().filter(|item| {
        let item = json::object(item).unwrap_or_default();
        lot_id.is_none_or(|lot| text(&item, "relatedLot") == lot)
    });
    let all = amount.into_iter().fold(all, |all, amount| all.object("value", amount));
    let all = ["tenderPeriod", "mainProcurementCategory"].iter().fold(all, |all, name| match tender.member(name) {
        Some(value) => all.raw(name, value),
        None => all,
    });
    all.raw("items", &array(items))
}

fn award(award: &json::Object<'_>) -> Writer {
    let suppliers = objects(award.get("suppliers"));
    copy(Writer::new(), award, &["id", "status", "date"])
        .object("value", value(award))
        .list("suppliers", suppliers.iter().map(reference))
}

fn contract(contract: &json::Object<'_>) -> Writer {
    copy(Writer::new(), contract, &["id", "awardID", "status", "dateSigned", "period"]).object("value", value(contract))
}
