//! Tenders: create, read, replace, change.

use axum::http::StatusCode;
use axum::http::header::LOCATION;
use serde_json::{Map, Value, json};

use super::errors::{Failure, respond};
use super::form::Form;
use super::members::TENDER;
use super::state::Tender;
use super::view::{OWN_LISTS, View};
use super::{Ask, Served, envelope, patch, schema};

pub fn create(ask: &mut Ask<'_, '_>) -> Served {
    let data = ask.data()?;
    let mut data = accept(schema::check(&TENDER, &data, true)?);
    let (id, token, modified) = (ask.state.new_id(), ask.state.new_id(), ask.state.tick());
    data.insert("tenderID".into(), json!(format!("UA-{id}")));
    // Whoever creates a tender publishes it: the status begins here.
    data.insert("status".into(), json!("active.enquiries"));
    if ask.form == Form::V05 {
        begin_enquiries(&mut data, &ask.form.time(modified));
    }
    let has_token = ask.form.has_tokens();
    let tender = Tender {
        modified,
        token: has_token.then(|| token.clone()),
        data,
        ..Tender { id: id.clone(), ..Tender::default() }
    };
    let view = View::of(ask);
    let mut body = json!({ "data": view.tender(&tender) });
    if has_token {
        body["access"] = json!({ "token": token });
    }
    ask.state.tenders.insert(id.clone(), tender);
    Ok(respond(StatusCode::CREATED, &body).with_header(LOCATION.as_str(), view.tender_url(&id)))
}

fn begin_enquiries(data: &mut Map<String, Value>, now: &str) {
    let period = data.entry("enquiryPeriod").or_insert_with(|| json!({}));
    if let Some(period) = period.as_object_mut() {
        period.entry("startDate").or_insert_with(|| json!(now));
    }
}

pub fn read(ask: &mut Ask<'_, '_>) -> Served {
    let view = View::of(ask);
    let id = ask.path("tender_id").to_owned();
    Ok(envelope(StatusCode::OK, Value::Object(view.tender(ask.state.tender(&id, "id")?))))
}

/// What hangs on the tender (documents, bids, awards) stays.
pub fn replace(ask: &mut Ask<'_, '_>) -> Served {
    let (id, changes) = open(ask, true)?;
    let (view, now) = (View::of(ask), ask.state.tick());
    let tender = ask.state.tender(&id, "id")?;
    let kept = ["tenderID", "status"].into_iter().chain(OWN_LISTS);
    let kept: Map<String, Value> =
        kept.filter_map(|name| Some((name.to_owned(), tender.data.get(name)?.clone()))).collect();
    tender.data = changes;
    for (name, value) in kept {
        tender.data.entry(name).or_insert(value);
    }
    tender.modified = now;
    Ok(envelope(StatusCode::OK, Value::Object(view.tender(tender))))
}

pub fn update(ask: &mut Ask<'_, '_>) -> Served {
    let (id, changes) = open(ask, false)?;
    let (view, now) = (View::of(ask), ask.state.tick());
    let tender = ask.state.tender(&id, "id")?;
    let names: Vec<String> = changes.keys().cloned().collect();
    patch::merge(&mut tender.data, changes.clone());
    patch::complete(&TENDER, &mut tender.data, &names, view.form);
    // A PATCH that changes nothing is no modification.
    if !names.is_empty() {
        tender.modified = now;
    }
    let whole = view.tender(tender);
    let answer = if view.form.is_documented() { changed(&whole, changes) } else { whole };
    Ok(envelope(StatusCode::OK, Value::Object(answer)))
}

/// The document's answer to a PATCH: what names the tender, and the changes as they were sent.
fn changed(whole: &Map<String, Value>, changes: Map<String, Value>) -> Map<String, Value> {
    let named = ["id", "tenderID", "modified"].iter();
    let mut answer: Map<String, Value> =
        named.filter_map(|name| Some(((*name).to_owned(), whole.get(*name)?.clone()))).collect();
    answer.extend(changes);
    answer
}

/// The tender that a write is for, and what the write holds.
fn open(ask: &mut Ask<'_, '_>, whole: bool) -> Result<(String, Map<String, Value>), Failure> {
    let data = ask.data()?;
    let id = ask.path("tender_id").to_owned();
    let tender = ask.state.tender(&id, "id")?;
    let (token, is_over) = (tender.token.clone(), tender.is_over());
    let changes = accept(schema::check(&TENDER, &data, whole)?);
    ask.check_token(token.as_deref())?;
    if is_over {
        return Err(Failure::in_this_status("update tender"));
    }
    Ok((id, changes))
}

/// Lists that have addresses of their own are not written with the tender; a status is kept in its
/// later spelling.
fn accept(mut data: Map<String, Value>) -> Map<String, Value> {
    data.retain(|name, _| !OWN_LISTS.contains(&name.as_str()));
    if let Some(Value::String(status)) = data.get_mut("status")
        && matches!(status.as_str(), "enquiries" | "tendering" | "auction" | "qualification" | "awarded")
    {
        *status = format!("active.{status}");
    }
    data
}
