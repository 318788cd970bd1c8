//! The auction: what it needs to know of a tender, and what comes of it.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use super::errors::Failure;
use super::form::Form;
use super::members::AUCTION;
use super::state::Tender;
use super::{Ask, Served, envelope, patch, schema};
use crate::time::read_micros;

/// An auction starts so long after the last day of the tender period, in microseconds.
const PAUSE: i64 = 2 * 3600 * 1_000_000;

pub fn read(ask: &mut Ask<'_, '_>) -> Served {
    let (form, id) = (ask.form, ask.path("tender_id").to_owned());
    let tender = ask.state.tender(&id, "tender_id")?;
    if form == Form::V05 && tender.status() != "active.auction" {
        return Err(Failure::in_this_status("get auction info"));
    }
    Ok(envelope(StatusCode::OK, show(tender, form)))
}

/// The results go to the bids: by id where they name one, else by place.
pub fn report(ask: &mut Ask<'_, '_>) -> Served {
    let data = ask.data()?;
    let (form, id) = (ask.form, ask.path("tender_id").to_owned());
    let tender = ask.state.tender(&id, "tender_id")?;
    let is_early = form == Form::V05 && tender.status() != "active.auction";
    let (is_over, known) = (tender.is_over(), tender.list("bids").len());
    let mut data = schema::check(&AUCTION, &data, false)?;
    if is_over || is_early {
        return Err(Failure::in_this_status("report auction results"));
    }
    let results = data.remove("bids").and_then(|bids| bids.as_array().cloned());
    if results.as_ref().is_some_and(|results| results.len() != known) {
        let problem = "Number of auction results did not match the number of tender bids";
        return Err(Failure::unusable("bids", problem));
    }
    let now = ask.state.tick();
    let tender = ask.state.tender(&id, "tender_id")?;
    for (place, result) in results.into_iter().flatten().enumerate() {
        take(tender, place, result)?;
    }
    rename_period(&mut data);
    patch::merge(&mut tender.data, data);
    tender.modified = now;
    if form == Form::V05 {
        tender.data.insert("status".into(), json!("active.qualification"));
    }
    Ok(envelope(StatusCode::OK, show(tender, form)))
}

fn rename_period(data: &mut Map<String, Value>) {
    if let Some(period) = data.remove("period") {
        data.insert("auctionPeriod".into(), period);
    }
}

/// One result: the document's bare amount, or a value as the bid has it.
fn take(tender: &mut Tender, place: usize, result: Value) -> Result<(), Failure> {
    let Value::Object(mut result) = result else { return Ok(()) };
    let foreign = || Failure::unusable("bids", "Auction bids should be identical to the tender bids");
    let bids = tender.data.get_mut("bids").and_then(Value::as_array_mut).ok_or_else(foreign)?;
    let place = match result.get("id").and_then(Value::as_str) {
        Some(id) => bids.iter().position(|bid| bid["id"].as_str() == Some(id)).ok_or_else(foreign)?,
        None => place,
    };
    let bid = bids.get_mut(place).and_then(Value::as_object_mut).ok_or_else(foreign)?;
    let name = value_name(bid);
    let value: Map<String, Value> =
        ["amount", "currency"].into_iter().filter_map(|name| result.remove_entry(name)).collect();
    let mut changes = Map::new();
    let given = result.remove("totalValue").or_else(|| result.remove("value"));
    changes.insert(name.to_owned(), given.unwrap_or(Value::Object(value)));
    patch::merge(bid, changes);
    Ok(())
}

/// What the bid calls its value.
fn value_name(bid: &Map<String, Value>) -> &'static str {
    if bid.contains_key("value") { "value" } else { "totalValue" }
}

fn show(tender: &Tender, form: Form) -> Value {
    let mut shown = Map::new();
    shown.insert(form.modified().into(), json!(form.time(tender.modified)));
    shown.insert("bids".into(), tender.list("bids").iter().map(|bid| show_bid(bid, form)).collect());
    if form == Form::V01 {
        shown.insert("tenderPeriod".into(), tender.data.get("tenderPeriod").cloned().unwrap_or_default());
        return Value::Object(shown);
    }
    if let Some(step) = minimal_step(tender) {
        shown.insert("minimalStep".into(), step);
    }
    let name = if form.is_documented() { "period" } else { "auctionPeriod" };
    if let Some(period) = period(tender) {
        shown.insert(name.into(), period);
    }
    Value::Object(shown)
}

fn show_bid(bid: &Value, form: Form) -> Value {
    let Some(bid) = bid.as_object() else { return Value::Null };
    let name = value_name(bid);
    let value = bid.get(name).cloned().unwrap_or_default();
    if form.is_documented() {
        return json!({"amount": value["amount"], "currency": value["currency"]});
    }
    let mut shown = Map::new();
    shown.insert(name.to_owned(), value);
    Value::Object(shown)
}

/// Where the tender names none: seven in a hundred of its value, as in the document's example.
fn minimal_step(tender: &Tender) -> Option<Value> {
    if let Some(step) = tender.data.get("minimalStep") {
        return Some(json!({"amount": step["amount"], "currency": step["currency"]}));
    }
    let value = tender.data.get("totalValue").or_else(|| tender.data.get("value"))?;
    let cents = (value["amount"].as_f64()? * 7.0).round();
    let amount = if cents % 100.0 == 0.0 { json!((cents / 100.0) as i64) } else { json!(cents / 100.0) };
    Some(json!({"amount": amount, "currency": value["currency"]}))
}

fn period(tender: &Tender) -> Option<Value> {
    if let Some(period) = tender.data.get("auctionPeriod") {
        return Some(period.clone());
    }
    let end = read_micros(tender.data.get("tenderPeriod")?["endDate"].as_str()?)?;
    let start = Form::V02.time(end + PAUSE);
    Some(json!({"startDate": start.get(..19)?}))
}
