//! openprocurement 2.x: feeds with opaque offsets, `{data}` and `{data, config}`, files behind
//! redirects.
//!
//! The documents come as `{modified, data, config, bids, tokens}`: what is public stands in `data`;
//! `bids` are not opened yet and `tokens` open one's own before that.

mod errors;
mod feed;
mod index;
mod object;
mod ocds;
mod offset;
mod spore;
mod storage;

use std::sync::{Mutex, OnceLock, PoisonError};

use axum::http::StatusCode;
use tenderlens_core::ocds::json;
use tokio::time::Instant;

use super::Dialect;
use crate::call::{Answer, Call, Query, Sent};
use crate::rules::Refusal;
use crate::store::Store;
use crate::world::prozorro::files;
use index::Index;
use object::Object;

#[derive(Debug, Default)]
pub struct Prozorro {
    /// Read once from the store, which stays as it is.
    index: OnceLock<Index>,
    changes: Mutex<Vec<Change>>,
}

/// A tender that someone changed while the sandbox runs.
#[derive(Debug, Clone, Copy)]
struct Change {
    /// Place in the index.
    entry: usize,
    /// Microseconds since 1970, on the sandbox's clock.
    modified: i64,
    since: Instant,
}

/// The forms of the API: one up to 2.4, one from 2.5 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    Old,
    New,
}

impl Version {
    /// `0` is the address of the newest one.
    fn read(text: &str) -> Option<Self> {
        match text {
            "2.3" | "2.4" => Some(Self::Old),
            "2.5" | "0" => Some(Self::New),
            _ => None,
        }
    }
}

impl Dialect for Prozorro {
    fn answer(&self, call: &Call<'_>, store: &Store) -> Option<Answer> {
        let name = call.value("api_version")?;
        let answer = match Version::read(name) {
            Some(version) => self.route(call, store, version).map(|body| finish(call, version, &body)),
            None => Err(errors::not_found("api_version")),
        };
        Some(answer.unwrap_or_else(|refusal| refusal))
    }

    /// Values that are none are taken as absent or refused where they are read.
    fn refuse(&self, _: &Call<'_>, _: &Refusal) -> Option<Answer> {
        None
    }

    fn elsewhere(&self, sent: Sent<'_>, _: &Store) -> Option<Answer> {
        storage::file(sent.path, sent.query)
    }

    fn change(&self, store: &Store) {
        let index = self.index(store);
        let mut changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        let rows = index.rows("tenders", Version::New, &changes, Instant::now());
        let (Some(first), Some(last)) = (rows.iter().find(|row| !row.entry.is_test), rows.last()) else { return };
        let entry = first.place;
        let modified = last.key.max(index.newest(&changes)) + 1_250_000;
        changes.retain(|change| change.entry != entry);
        changes.push(Change { entry, modified, since: Instant::now() });
    }

    fn reset(&self, _: bool) {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn unknown_path(&self, _: &str, _: i64) -> Answer {
        errors::not_found("url")
    }

    fn error_body(&self, status: u16) -> String {
        errors::example(status)
    }
}

impl Prozorro {
    fn index(&self, store: &Store) -> &Index {
        self.index.get_or_init(|| Index::read(store))
    }

    /// By the template of the row: a feed, a document of it, or something below a tender.
    fn route(&self, call: &Call<'_>, store: &Store, version: Version) -> Result<String, Answer> {
        let index = self.index(store);
        let changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let template: Vec<&str> = call.row.path.trim_matches('/').split('/').collect();
        let (list, below) = match template.as_slice() {
            ["spore"] => return Ok(spore::write(call)),
            [list] => return feed::answer(call, index, list, version, &changes),
            [list, _, below @ ..] => (*list, below),
            [] => return Err(errors::not_found("url")),
        };
        let id = value(call, template[1]);
        let object = index.find(list, id, &changes).ok_or_else(|| errors::not_found(name(template[1])))?;
        let body = match below {
            [] if call.value("opt_schema").is_some_and(|it| it.to_lowercase().contains("ocds")) => {
                ocds::package(call, &object, index.is_recorded)
            }
            [] => object.whole(version),
            ["auction"] => object.auction()?,
            ["documents"] => object::documents(object.member("documents"), call),
            ["documents", document] => self.document(call, &object, document)?,
            [part] => object.list(part)?,
            [part, item] => object.item(part, name(item), value(call, item), token(call))?,
            [part, item, "documents"] => {
                let documents = object.documents_of(part, name(item), value(call, item), token(call))?;
                object::documents(documents.as_deref(), call)
            }
            _ => return Err(errors::not_found("url")),
        };
        Ok(body)
    }

    fn document(&self, call: &Call<'_>, object: &Object<'_>, document: &str) -> Result<String, Answer> {
        match call.value("download") {
            Some(key) => Err(storage::redirect(call, object, value(call, document), key)),
            None => object.document(name(document), value(call, document)),
        }
    }
}

/// `{tender_id}` -> `tender_id`
fn name(placeholder: &str) -> &str {
    placeholder.trim_matches(['{', '}'])
}

fn value<'a>(call: &'a Call<'_>, placeholder: &str) -> &'a str {
    call.value(name(placeholder)).unwrap_or_default()
}

fn token<'a>(call: &'a Call<'_>) -> Option<&'a str> {
    call.value("acc_token").or_else(|| call.header("x-access-token"))
}

/// The sandbox's own address over the invented hosts; indented or as a script where that is asked.
fn finish(call: &Call<'_>, version: Version, body: &str) -> Answer {
    let api = format!("{}/api/{}", call.base, call.value("api_version").unwrap_or_default());
    let body = body.replace(files::API, &api).replace(files::STORAGE, call.base);
    let body = if is_set(&call.query, "opt_pretty") { json::pretty(&body) } else { body };
    let content_type = if version == Version::Old { "application/json; charset=UTF-8" } else { "application/json" };
    let answer = Answer::new(StatusCode::OK, content_type, body).in_callback(call.query.get("opt_jsonp"));
    match call.row.id {
        // Writers keep it to stay on one server of the cluster.
        "spore" => answer.with_header("set-cookie", "SERVER_ID=fictional; Path=/".to_owned()),
        _ => answer,
    }
}

fn is_set(query: &Query, name: &str) -> bool {
    query.get(name).is_some_and(|value| !value.is_empty())
}
