//! Peru: unknown parameters ignored, twenty a page whatever is asked, tender numbers ordered as
//! text, releases of records as links to the old host.

mod archive;
mod bulk;
mod errors;
mod files;
mod filter;
mod list;
mod package;
mod spreadsheet;

use axum::http::StatusCode;

use super::Dialect;
use crate::call::{Answer, Call};
use crate::rules::Refusal;
use crate::store::{Process, Release, Store};

#[derive(Debug)]
pub struct Peru;

impl Dialect for Peru {
    fn answer(&self, call: &Call<'_>, store: &Store) -> Option<Answer> {
        let answer = match call.row.id {
            "release" => release(call, store),
            "releaseBySource" => releases_by_source(call, store),
            "record" => record(call, store, store.find(call.value("ocid")?)),
            "recordBySource" => record(call, store, by_source(call, store)),
            "releases" => list::numbered(call, store, list::Of::Releases),
            "records" => list::numbered(call, store, list::Of::Records),
            "releasesAfter" => Some(list::sequential(call, store, list::Of::Releases)),
            "recordsAfter" => Some(list::sequential(call, store, list::Of::Records)),
            "files" => files::list(call, store),
            "file" | "fileEs" => archive::file(call, store),
            "fileSha" => archive::checksum(call, store),
            _ => return None,
        };
        Some(answer.unwrap_or_else(errors::not_found))
    }

    fn refuse(&self, call: &Call<'_>, refusal: &Refusal) -> Option<Answer> {
        let Refusal::Value { name, problem } = refusal else { return None };
        let beyond = name == "page"
            && call.value("page").and_then(|page| page.parse::<u64>().ok()).is_some_and(|page| page > 500);
        match (name.as_str(), call.path.contains_key(name.as_str())) {
            _ if beyond => Some(errors::beyond_the_window()),
            // A page or a path that is none is not found.
            ("page", _) | (_, true) => Some(errors::not_found()),
            _ => Some(errors::bad_value(name, problem)),
        }
    }

    fn unknown_path(&self, _: &str, _: i64) -> Answer {
        errors::not_found()
    }
}

fn release(call: &Call<'_>, store: &Store) -> Option<Answer> {
    let release = store.release(call.value("id")?)?;
    Some(package::of_releases(call, store, &[release]))
}

fn releases_by_source(call: &Call<'_>, store: &Store) -> Option<Answer> {
    let process = by_source(call, store)?;
    let newest_first: Vec<&Release> = process.releases.iter().rev().collect();
    (!newest_first.is_empty()).then(|| package::of_releases(call, store, &newest_first))
}

fn by_source<'a>(call: &Call<'_>, store: &'a Store) -> Option<&'a Process> {
    let (source, tender) = (call.value("sourceId")?, call.value("tenderId")?);
    store.processes.iter().find(|process| process.facts.source == source && process.facts.tender_id == tender)
}

fn record(call: &Call<'_>, store: &Store, process: Option<&Process>) -> Option<Answer> {
    let process = process?;
    if let Some((index, _)) = process.record.as_ref() {
        let whole = &store.packages[*index];
        if whole.records == 1 && whole.releases == 0 && !whole.has_links {
            return Some(Answer::json(whole.text.clone()));
        }
    }
    Some(match package::record(process) {
        Ok(record) => package::of_records(call, store, &[(process, record)], None),
        Err(problem) => errors::of_status(StatusCode::INTERNAL_SERVER_ERROR, &problem),
    })
}
