//! The list of tenders by time of modification.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::Ask;
use super::documents::encode;
use super::errors::respond;
use super::state::Tender;
use crate::call::Answer;
use crate::time::read_micros;

pub fn answer(ask: &mut Ask<'_, '_>) -> Answer {
    let form = ask.form;
    let mut tenders: Vec<&Tender> = ask.state.tenders.values().collect();
    tenders.sort_by(|left, right| (left.modified, &left.id).cmp(&(right.modified, &right.id)));
    let show = |tender: &Tender| json!({"id": tender.id, form.modified(): form.time(tender.modified)});
    if !form.has_pages() {
        let all: Vec<Value> = tenders.into_iter().map(show).collect();
        return respond(StatusCode::OK, &json!({ "data": all }));
    }
    let is_descending = ask.call.value("descending").is_some();
    if is_descending {
        tenders.reverse();
    }
    let limit = ask.call.value("limit").and_then(|limit| limit.parse().ok()).unwrap_or(100);
    let start = tenders.iter().position(|tender| reaches(ask, tender, is_descending)).unwrap_or(tenders.len());
    let mut rest = tenders.into_iter().skip(start);
    let page: Vec<&Tender> = rest.by_ref().take(limit).collect();
    let offset = match (rest.next(), page.last()) {
        (Some(next), _) => next.modified,
        // Where the list ends the present is the place to go on from; backwards, what is older.
        (None, Some(last)) if is_descending => last.modified - 1_000,
        (None, _) => ask.state.now(),
    };
    let offset = match ask.call.value("offset") {
        Some(sent) if is_descending && page.is_empty() => sent.to_owned(),
        _ => form.time(offset),
    };
    let page: Vec<Value> = page.into_iter().map(show).collect();
    let path = next_path(ask, &offset);
    let uri = format!("{}{path}", ask.call.base);
    let next = json!({"offset": offset, "path": path, "uri": uri});
    respond(StatusCode::OK, &json!({"data": page, "next_page": next}))
}

/// Whether the page may begin with this tender. Times are compared as this form writes them; what is
/// no time is compared as text, as the servers' database did.
fn reaches(ask: &Ask<'_, '_>, tender: &Tender, is_descending: bool) -> bool {
    let Some(offset) = ask.call.value("offset") else { return true };
    let text = ask.form.time(tender.modified);
    let order = match (read_micros(&text), read_micros(offset)) {
        (Some(modified), Some(offset)) => modified.cmp(&offset),
        _ => text.as_str().cmp(offset),
    };
    if is_descending { order.is_le() } else { order.is_ge() }
}

/// Only these parameters are carried on.
fn next_path(ask: &Ask<'_, '_>, offset: &str) -> String {
    let mut query = Vec::new();
    for name in ["limit", "descending"] {
        query.extend(ask.call.value(name).map(|value| format!("{name}={}", encode(value))));
    }
    query.push(format!("offset={}", encode(offset)));
    format!("{}?{}", ask.call.raw_path, query.join("&"))
}
