//! `/records`, `/releases` by numbered pages; `/recordsAfter`, `/releasesAfter` one after the other.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::errors;
use super::filter::Filter;
use super::package::{self, Links};
use crate::call::{Answer, Call};
use crate::store::{Page, PageKind, Process, Release, Store};
use crate::time;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    Releases,
    Records,
}

/// One entry of a list; records have no release.
#[derive(Clone, Copy)]
struct Entry<'a> {
    process: &'a Process,
    release: Option<&'a Release>,
}

/// Whatever `size` says.
const PER_PAGE: usize = 20;

pub fn numbered(call: &Call<'_>, store: &Store, of: Of) -> Option<Answer> {
    let number: usize = call.value("page").map_or(Some(1), |page| page.parse().ok())?;
    let mut entries = entries(call, store, of);
    if store.pages.is_empty() {
        // Stable: the releases of a process stay newest first.
        entries.sort_by(|left, right| right.process.facts.tender_id.cmp(&left.process.facts.tender_id));
    }
    if call.value("order") == Some("asc") {
        entries.reverse();
    }
    let start = (number.checked_sub(1)? * PER_PAGE).min(entries.len());
    let end = (start + PER_PAGE).min(entries.len());
    // A recording does not know what lies past its end.
    if start == end && number > 1 && !store.is_recorded() {
        return None;
    }
    let recorded = recorded_page(store, of, entries.len(), start, end);
    let goes_on = end < entries.len() || recorded.is_some_and(|page| page.next.is_some());
    let to = |page: usize| call.uri_with("page", &page.to_string());
    let links = Links { next: goes_on.then(|| to(number + 1)), prev: (number > 1).then(|| to(number - 1)) };
    Some(match recorded.filter(|page| (page.start, page.end) == (start, end)) {
        Some(page) => Answer::json(store.packages[page.package].with_next(links.next.as_deref())),
        None => pack(call, store, of, &entries[start..end], links),
    })
}

/// The recorded page that ends where this one does, when no filter has removed anything.
fn recorded_page(store: &Store, of: Of, found: usize, start: usize, end: usize) -> Option<&Page> {
    let (kind, listed) = match of {
        Of::Releases => (PageKind::Releases, store.listed_releases.len()),
        Of::Records => (PageKind::Records, store.listed_records.len()),
    };
    let page = store.pages.iter().find(|page| page.kind == kind && page.end == end)?;
    (found == listed && end > start).then_some(page)
}

/// The cursor names the last entry read by what the list is ordered by.
pub fn sequential(call: &Call<'_>, store: &Store, of: Of) -> Answer {
    let size = call.value("size").and_then(|size| size.parse().ok()).unwrap_or(10);
    let mut entries = entries(call, store, of);
    if store.pages.is_empty() {
        entries.sort_by(|left, right| key(right).cmp(&key(left)));
    }
    let start = call.value("searchAfter").map_or(0, |cursor| after(&entries, cursor));
    let end = (start + size).min(entries.len());
    let page = &entries[start..end];
    // A full page always names a next one, which may turn out to be empty.
    let next = page.last().filter(|_| page.len() == size).map(|last| {
        let cursor = utf8_percent_encode(&cursor(*last), NON_ALPHANUMERIC).to_string();
        call.uri_with("searchAfter", &cursor)
    });
    pack(call, store, of, page, Links { next, prev: None })
}

/// (source, tender, month in ms, compiled in ms, release id), as in the live cursors.
fn cursor(entry: Entry<'_>) -> String {
    let facts = &entry.process.facts;
    let month = time::read(&format!("{}-01", facts.segment)).unwrap_or_default() * 1000;
    let release = entry.release.or(entry.process.releases.last());
    let moment = release.and_then(|release| release.date).unwrap_or_default() * 1000;
    // Recorded records may have no releases: their ocid names them.
    let id = release.map_or(entry.process.ocid.as_str(), |release| release.id.as_str());
    format!("{},{},{month},{moment},{id}", facts.source, facts.tender_id)
}

/// A cursor is opaque to clients: one that names no entry is read as far as it can be.
fn after(entries: &[Entry<'_>], text: &str) -> usize {
    if let Some(index) = entries.iter().position(|entry| cursor(*entry) == text) {
        return index + 1;
    }
    let mut parts = text.split(',');
    let wanted = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    entries.iter().position(|entry| key(entry) < wanted).unwrap_or(entries.len())
}

/// The filtered list in the order of the store. The service orders by the tender number read as
/// text; recorded pages keep their own order.
fn entries<'a>(call: &Call<'_>, store: &'a Store, of: Of) -> Vec<Entry<'a>> {
    let filter = Filter::read(call, store);
    let mut entries: Vec<Entry<'a>> = match of {
        Of::Records => {
            let processes = store.listed_records.iter().map(|&process| &store.processes[process]);
            processes.map(|process| Entry { process, release: None }).collect()
        }
        Of::Releases => {
            let all = store.listed_releases.iter();
            all.map(|&at| Entry { process: &store.processes[at.0], release: Some(store.release_at(at)) }).collect()
        }
    };
    entries.retain(|entry| filter.accepts(entry.process));
    entries
}

fn key<'a>(entry: &Entry<'a>) -> (&'a str, &'a str) {
    (entry.process.facts.source.as_str(), entry.process.facts.tender_id.as_str())
}

fn pack(call: &Call<'_>, store: &Store, of: Of, entries: &[Entry<'_>], links: Links) -> Answer {
    match of {
        Of::Releases => {
            let releases: Vec<&Release> = entries.iter().filter_map(|entry| entry.release).collect();
            package::list_of_releases(call, store, &releases, links)
        }
        Of::Records => {
            let records: Result<Vec<_>, String> =
                entries.iter().map(|entry| Ok((entry.process, package::listed_record(entry.process)?))).collect();
            match records {
                Ok(records) => package::of_records(call, store, &records, Some(links)),
                Err(problem) => errors::of_status(axum::http::StatusCode::INTERNAL_SERVER_ERROR, &problem),
            }
        }
    }
}
