//! Bids, which were called bidders before 0.3.

use axum::http::StatusCode;
use axum::http::header::LOCATION;
use serde_json::{Map, Value, json};

use super::errors::Failure;
use super::form::Form;
use super::members::BID;
use super::state::push;
use super::view::View;
use super::{Ask, Served, envelope, patch, schema};

pub fn list(ask: &mut Ask<'_, '_>) -> Served {
    let (view, id) = (View::of(ask), ask.path("tender_id").to_owned());
    let tender = ask.state.tender(&id, "tender_id")?;
    Ok(envelope(StatusCode::OK, Value::Array(view.bids(tender))))
}

/// Its creation answers no token, even where that of a tender does.
pub fn create(ask: &mut Ask<'_, '_>) -> Served {
    let (tender_id, data) = open(ask, true, "add bid")?;
    let (view, id, now) = (View::of(ask), ask.state.new_id(), ask.state.tick());
    let mut bid = Map::new();
    bid.insert("id".into(), json!(id));
    bid.insert("date".into(), json!(Form::V05.time(now)));
    if view.form.is_documented() {
        bid.insert("status".into(), json!("registration"));
    }
    bid.extend(data);
    let tender = ask.state.tender(&tender_id, "tender_id")?;
    push(&mut tender.data, "bids", Value::Object(bid.clone()));
    tender.modified = now;
    view.write_times(&mut bid);
    let answer = envelope(StatusCode::CREATED, Value::Object(bid));
    Ok(answer.with_header(LOCATION.as_str(), view.bid_url(&tender_id, &id)))
}

pub fn read(ask: &mut Ask<'_, '_>) -> Served {
    let view = View::of(ask);
    let (tender_id, id) = (ask.path("tender_id").to_owned(), ask.path("bid_id").to_owned());
    let tender = ask.state.tender(&tender_id, "tender_id")?;
    let bid = Value::Object(tender.entry("bids", &id, "id")?.clone());
    if view.form != Form::V05 {
        return Ok(envelope(StatusCode::OK, view.bid(tender, &bid)));
    }
    let shown = match tender.status() {
        "active.enquiries" | "active.tendering" => json!({}),
        "active.auction" => {
            let mut shown = view.bid(tender, &bid);
            shown["participationUrl"] = json!(format!("{}?bidder_id={id}", auction_page(&tender_id)));
            shown
        }
        _ => view.bid(tender, &bid),
    };
    Ok(envelope(StatusCode::OK, shown))
}

/// Where an auction would take place.
pub fn auction_page(tender: &str) -> String {
    format!("http://auction.example.org/tenders/{tender}")
}

pub fn update(ask: &mut Ask<'_, '_>) -> Served {
    change(ask, false)
}

/// Described, never served by a tag: the document's form serves it.
pub fn replace(ask: &mut Ask<'_, '_>) -> Served {
    change(ask, true)
}

fn change(ask: &mut Ask<'_, '_>, whole: bool) -> Served {
    let (tender_id, changes) = open(ask, whole, "change bid")?;
    let (view, now, id) = (View::of(ask), ask.state.tick(), ask.path("bid_id").to_owned());
    let tender = ask.state.tender(&tender_id, "tender_id")?;
    let bid = tender.entry_mut("bids", &id, "id")?;
    if whole {
        bid.retain(|name, _| matches!(name.as_str(), "id" | "date" | "status" | "documents"));
    }
    patch::merge(bid, changes);
    let bid = Value::Object(bid.clone());
    tender.modified = now;
    Ok(envelope(StatusCode::OK, shown(&view, &tender_id, bid)))
}

/// A bid as its owner sees it, whatever the status.
fn shown(view: &View, tender_id: &str, bid: Value) -> Value {
    let tender = super::state::Tender { id: tender_id.to_owned(), ..Default::default() };
    view.bid(&tender, &bid)
}

pub fn cancel(ask: &mut Ask<'_, '_>) -> Served {
    let (tender_id, id) = (ask.path("tender_id").to_owned(), ask.path("bid_id").to_owned());
    ask.state.tender(&tender_id, "tender_id")?.entry("bids", &id, "id")?;
    check(ask, &tender_id, "delete bid")?;
    let (view, now) = (View::of(ask), ask.state.tick());
    let tender = ask.state.tender(&tender_id, "tender_id")?;
    let mut cancelled = Value::Null;
    if let Some(Value::Array(bids)) = tender.data.get_mut("bids")
        && let Some(index) = bids.iter().position(|bid| bid["id"].as_str() == Some(&id))
    {
        cancelled = bids.remove(index);
    }
    tender.modified = now;
    Ok(envelope(StatusCode::OK, shown(&view, &tender_id, cancelled)))
}

fn open(ask: &mut Ask<'_, '_>, whole: bool, what: &str) -> Result<(String, Map<String, Value>), Failure> {
    let data = ask.data()?;
    let tender_id = ask.path("tender_id").to_owned();
    let tender = ask.state.tender(&tender_id, "tender_id")?;
    if tender.list("bids").len() >= 1_000 {
        return Err(Failure::unusable("data", "the sandbox takes no more bids for one tender"));
    }
    let changes = schema::check(&BID, &data, whole)?;
    if let Some(id) = ask.call.path.get("bid_id").cloned() {
        ask.state.tender(&tender_id, "tender_id")?.entry("bids", &id, "id")?;
    }
    check(ask, &tender_id, what)?;
    Ok((tender_id, changes.into_iter().filter(|(name, _)| name != "documents").collect()))
}

/// Until 0.5 nothing but the end of a tender stood against a bid.
fn check(ask: &mut Ask<'_, '_>, tender_id: &str, what: &str) -> Result<(), Failure> {
    let form = ask.form;
    let tender = ask.state.tender(tender_id, "tender_id")?;
    let is_early = form == Form::V05 && tender.status() != "active.tendering";
    if tender.is_over() || is_early { Err(Failure::in_this_status(what)) } else { Ok(()) }
}
