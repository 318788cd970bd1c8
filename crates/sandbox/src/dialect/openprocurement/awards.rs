//! Awards: who gets the contract, or who is disqualified.

use axum::http::StatusCode;
use axum::http::header::LOCATION;
use serde_json::{Map, Value, json};

use super::errors::Failure;
use super::form::Form;
use super::members::AWARD;
use super::state::push;
use super::view::View;
use super::{Ask, Served, envelope, patch, schema};

pub fn list(ask: &mut Ask<'_, '_>) -> Served {
    let (view, id) = (View::of(ask), ask.path("tender_id").to_owned());
    let tender = ask.state.tender(&id, "tender_id")?;
    Ok(envelope(StatusCode::OK, tender.list("awards").iter().map(|award| view.award(award)).collect()))
}

pub fn create(ask: &mut Ask<'_, '_>) -> Served {
    let (tender_id, data) = open(ask, true, "create award")?;
    let (view, id, now) = (View::of(ask), ask.state.new_id(), ask.state.tick());
    let mut award = Map::new();
    award.insert("awardID".into(), json!(id));
    award.insert("awardDate".into(), json!(Form::V05.time(now)));
    award.extend(data);
    let award = Value::Object(award);
    let tender = ask.state.tender(&tender_id, "tender_id")?;
    push(&mut tender.data, "awards", award.clone());
    tender.modified = now;
    let answer = envelope(StatusCode::CREATED, view.award(&award));
    let url = format!("{}/awards/{id}", view.tender_url(&tender_id));
    Ok(match view.form {
        // The document prints the request line's end behind the address.
        form if form.is_documented() => answer.with_header(LOCATION.as_str(), format!("{url} HTTP/1.1")),
        Form::V01 => answer.with_header(LOCATION.as_str(), url),
        _ => answer,
    })
}

pub fn read(ask: &mut Ask<'_, '_>) -> Served {
    let view = View::of(ask);
    let (tender_id, id) = (ask.path("tender_id").to_owned(), ask.path("award_id").to_owned());
    let award = ask.state.tender(&tender_id, "tender_id")?.entry("awards", &id, "id")?;
    Ok(envelope(StatusCode::OK, view.award(&Value::Object(award.clone()))))
}

pub fn update(ask: &mut Ask<'_, '_>) -> Served {
    let (tender_id, changes) = open(ask, false, "update award")?;
    let (view, now, id) = (View::of(ask), ask.state.tick(), ask.path("award_id").to_owned());
    let tender = ask.state.tender(&tender_id, "tender_id")?;
    let award = tender.entry_mut("awards", &id, "id")?;
    patch::merge(award, changes);
    let award = Value::Object(award.clone());
    tender.modified = now;
    Ok(envelope(StatusCode::OK, view.award(&award)))
}

fn open(ask: &mut Ask<'_, '_>, whole: bool, what: &str) -> Result<(String, Map<String, Value>), Failure> {
    let data = ask.data()?;
    let tender_id = ask.path("tender_id").to_owned();
    let award = ask.call.path.get("award_id").cloned();
    let tender = ask.state.tender(&tender_id, "tender_id")?;
    if let Some(id) = award {
        tender.entry("awards", &id, "id")?;
    }
    if tender.list("awards").len() >= 1_000 {
        return Err(Failure::unusable("data", "the sandbox takes no more awards for one tender"));
    }
    let (token, is_over) = (tender.token.clone(), tender.is_over());
    let is_early = !matches!(tender.status(), "active.qualification" | "active.awarded");
    let changes = schema::check(&AWARD, &data, whole)?;
    ask.check_token(token.as_deref())?;
    if is_over || (is_early && ask.form == Form::V05) {
        return Err(Failure::in_this_status(what));
    }
    Ok((tender_id, changes))
}
