//! Documents of tenders and of bids: upload, versions, download.

use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, LOCATION};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::errors::{Failure, respond};
use super::form::Form;
use super::state::{Tender, push};
use super::upload::{self, Upload};
use super::view::View;
use super::{Ask, Served, envelope};
use crate::call::Answer;

/// A document as its form shows it; `holder` is the address of its tender or bid.
pub fn show(view: &View, holder: &str, document: &Value) -> Value {
    let Some(document) = document.as_object() else { return document.clone() };
    if view.form == Form::V01 {
        return attachment(document);
    }
    let text = |name: &str| document.get(name).and_then(Value::as_str).unwrap_or_default();
    let mut shown = document.clone();
    shown.retain(|name, _| name != "key" && name != "length");
    shown.insert("url".into(), json!(format!("{holder}/documents/{}?download={}", text("id"), text("key"))));
    view.write_times(&mut shown);
    Value::Object(shown)
}

/// What the 0.1 server's database told of a file.
fn attachment(document: &Map<String, Value>) -> Value {
    let member = |name: &str| document.get(name).cloned().unwrap_or_default();
    json!({"content_type": member("format"), "length": member("length"), "revpos": 1, "stub": true})
}

/// Several entries of one id are versions of it, the last one counts.
fn latest(documents: &[Value], form: Form) -> Vec<Value> {
    let key = if form == Form::V01 { "title" } else { "id" };
    let is_last = |index: usize, document: &Value| documents.iter().skip(index + 1).all(|it| it[key] != document[key]);
    documents.iter().enumerate().filter(|(index, it)| is_last(*index, it)).map(|(_, it)| it.clone()).collect()
}

/// The documents below a tender, or below the bid that the path names, and their address.
fn held<'a>(ask: &'a mut Ask<'_, '_>) -> Result<(&'a mut Map<String, Value>, String), Failure> {
    let view = View::of(ask);
    let (tender_id, bid) = (ask.path("tender_id").to_owned(), ask.call.path.get("bid_id").cloned());
    let tender = ask.state.tender(&tender_id, "tender_id")?;
    Ok(match bid {
        Some(bid) => {
            let url = view.bid_url(&tender_id, &bid);
            (tender.entry_mut("bids", &bid, "bid_id")?, url)
        }
        None => (&mut tender.data, view.tender_url(&tender_id)),
    })
}

fn documents(holder: &Map<String, Value>) -> Vec<Value> {
    holder.get("documents").and_then(Value::as_array).cloned().unwrap_or_default()
}

pub fn list(ask: &mut Ask<'_, '_>) -> Served {
    let view = View::of(ask);
    let all = ask.call.value("all").is_some();
    let (holder, url) = held(ask)?;
    let documents = documents(holder);
    let documents = if all { documents } else { latest(&documents, view.form) };
    if view.form == Form::V01 {
        return Ok(respond(StatusCode::OK, &by_name(&view, &url, &documents)));
    }
    Ok(envelope(StatusCode::OK, documents.iter().map(|it| show(&view, &url, it)).collect()))
}

/// The 0.1 server's answer, keyed by file name.
fn by_name(view: &View, url: &str, documents: &[Value]) -> Value {
    let named = documents.iter().filter_map(|it| Some((it["title"].as_str()?.to_owned(), show(view, url, it))));
    json!({ "documents": named.collect::<Map<String, Value>>() })
}

pub fn create(ask: &mut Ask<'_, '_>) -> Served {
    let upload = upload::of_form(ask.call)?;
    check(ask, "add document")?;
    let view = View::of(ask);
    let name = upload.name.clone().unwrap_or_default();
    let id = ask.state.new_id();
    let document = add(ask, upload, &id, &name, None)?;
    let (_, url) = held(ask)?;
    let id = if view.form == Form::V01 { encode(&name) } else { id };
    let body = match view.form {
        Form::V01 => by_name(&view, &url, &[document]),
        _ => json!({ "data": show(&view, &url, &document) }),
    };
    Ok(respond(StatusCode::CREATED, &body).with_header(LOCATION.as_str(), format!("{url}/documents/{id}")))
}

pub fn replace(ask: &mut Ask<'_, '_>) -> Served {
    let upload = upload::of_form_or_body(ask.call)?;
    let known = find(ask)?;
    check(ask, "update document")?;
    let text = |name: &str| known[name].as_str().unwrap_or_default().to_owned();
    let name = upload.name.clone().filter(|_| ask.form != Form::V01).unwrap_or_else(|| text("title"));
    let document = add(ask, upload, &text("id"), &name, Some(known["datePublished"].clone()))?;
    let view = View::of(ask);
    let (_, url) = held(ask)?;
    let shown = show(&view, &url, &document);
    Ok(match view.form {
        Form::V01 => respond(StatusCode::OK, &shown),
        _ => envelope(StatusCode::OK, shown),
    })
}

/// Keeps a file and what is told of it.
fn add(
    ask: &mut Ask<'_, '_>,
    upload: Upload,
    id: &str,
    name: &str,
    published: Option<Value>,
) -> Result<Value, Failure> {
    ask.state.admit(upload.content.len())?;
    let (key, now) = (ask.state.new_id(), ask.state.tick());
    let time = json!(Form::V05.time(now));
    let document = json!({
        "id": id, "title": name, "format": upload.content_type, "length": upload.content.len(), "key": key,
        "datePublished": published.unwrap_or_else(|| time.clone()), "modified": time,
    });
    let (holder, _) = held(ask)?;
    push(holder, "documents", document.clone());
    let id = ask.path("tender_id").to_owned();
    let tender = ask.state.tender(&id, "tender_id")?;
    tender.files.insert(key, upload.content);
    tender.modified = now;
    Ok(document)
}

fn check(ask: &mut Ask<'_, '_>, what: &str) -> Result<(), Failure> {
    let id = ask.path("tender_id").to_owned();
    let of_bid = ask.call.path.contains_key("bid_id");
    let tender = ask.state.tender(&id, "tender_id")?;
    let (token, is_over, status) = (tender.token.clone(), tender.is_over(), tender.status());
    let is_late = !of_bid && !matches!(status, "active.enquiries" | "active.tendering");
    if is_over || (is_late && ask.form == Form::V05) {
        return Err(Failure::in_this_status(what));
    }
    if of_bid { Ok(()) } else { ask.check_token(token.as_deref()) }
}

/// The latest version of the document that the path names; 0.1 named it by its file.
fn find(ask: &mut Ask<'_, '_>) -> Result<Value, Failure> {
    let (id, form) = (ask.path("document_id").to_owned(), ask.form);
    let (holder, _) = held(ask)?;
    let key = if form == Form::V01 { "title" } else { "id" };
    let mut versions = documents(holder).into_iter().filter(|it| it[key].as_str() == Some(&id));
    versions.next_back().ok_or_else(|| Failure::not_found("id"))
}

pub fn read(ask: &mut Ask<'_, '_>) -> Served {
    let latest = find(ask)?;
    let (view, key) = (View::of(ask), ask.call.value("download").map(str::to_owned));
    // The document and its server answer the file itself; later tags only to its key.
    let is_file = view.form.is_documented() || view.form == Form::V01;
    if key.is_some() || is_file {
        let key = key.unwrap_or_else(|| latest["key"].as_str().unwrap_or_default().to_owned());
        return download(ask, &latest, &key);
    }
    let (holder, url) = held(ask)?;
    let mut versions: Vec<Value> =
        documents(holder).iter().filter(|it| it["id"] == latest["id"]).map(|it| show(&view, &url, it)).collect();
    let mut shown = versions.pop().unwrap_or_default();
    shown["previousVersions"] = Value::Array(versions);
    Ok(envelope(StatusCode::OK, shown))
}

fn download(ask: &mut Ask<'_, '_>, latest: &Value, key: &str) -> Served {
    let (holder, _) = held(ask)?;
    let version = documents(holder).into_iter().find(|it| it["id"] == latest["id"] && it["key"].as_str() == Some(key));
    let Some(version) = version else {
        return Err(Failure::new(StatusCode::NOT_FOUND, "url", "download", "Not Found"));
    };
    let id = ask.path("tender_id").to_owned();
    let content = ask.state.tender(&id, "tender_id")?.files.get(key).cloned();
    let text = |name: &str| version[name].as_str().unwrap_or_default();
    let content = content.unwrap_or_else(|| invented(text("title")).into_bytes());
    let disposition = format!("attachment; filename={}", encode(text("title")));
    let answer = Answer::new(StatusCode::OK, text("format").to_owned(), content);
    Ok(answer.with_header(CONTENT_DISPOSITION.as_str(), disposition))
}

/// The content of a file that nobody uploaded here.
fn invented(title: &str) -> String {
    format!("{title}: a fictional file of the Tenderlens sandbox.\n")
}

/// A text as a part of a path or as a value of a query.
pub fn encode(text: &str) -> String {
    const KEPT: &percent_encoding::AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');
    utf8_percent_encode(text, KEPT).to_string()
}

/// The key of a file from its published address.
pub fn key_of(document: &Value) -> Option<String> {
    let url = document["url"].as_str()?;
    Some(url.split_once("download=")?.1.split('&').next()?.to_owned())
}

impl Tender {
    /// Documents as published have their key in their address only, and the names of their version.
    pub fn read_keys(&mut self) {
        let read = |documents: Option<&mut Value>| {
            for document in documents.and_then(Value::as_array_mut).into_iter().flatten() {
                if let (None, Some(key)) = (document.get("key"), key_of(document)) {
                    document["key"] = json!(key);
                }
                if let Some(modified) = document.as_object_mut().and_then(|it| it.remove("dateModified")) {
                    document["modified"] = modified;
                }
            }
        };
        read(self.data.get_mut("documents"));
        for bid in self.data.get_mut("bids").and_then(Value::as_array_mut).into_iter().flatten() {
            read(bid.get_mut("documents"));
        }
    }
}
