//! `ocdsReleasePackages`: the search.

use super::cursor::{self, Cursor};
use super::package;
use crate::call::{Answer, Call};
use crate::store::{PageKind, Release, Store};
use crate::time::read_london;

pub fn answer(call: &Call<'_>, store: &Store) -> Answer {
    let limit = call.value("limit").and_then(|limit| limit.parse().ok()).unwrap_or(100);
    let body = if store.is_recorded() { replay(call, store, limit) } else { search(call, store, limit) };
    Answer::json(body)
}

/// Newest first. A notice keeps its number, counted from the oldest, so that a cursor stays where it
/// is when newer notices appear.
fn search(call: &Call<'_>, store: &Store, limit: usize) -> String {
    let cursor = call.value("cursor").and_then(cursor::read).unwrap_or_default();
    let filter = Filter::read(call, &cursor);
    let numbers = (1..=store.listed_releases.len()).rev();
    let mut found = store
        .listed_releases
        .iter()
        .zip(numbers)
        .filter(|(_, number)| cursor.next == 0 || *number <= cursor.next)
        .map(|(&entry, number)| (store.release_at(entry), number))
        .filter(|(release, _)| filter.accepts(release));
    let page: Vec<&Release> = found.by_ref().take(limit).map(|(release, _)| release).collect();
    let next = found.next().map(|(_, number)| {
        let text = cursor::write(filter.from_text.as_deref(), filter.to_text.as_deref(), number);
        call.uri_with("cursor", &text)
    });
    package::of_releases(call, store, &page, next.as_deref())
}

struct Filter {
    from_text: Option<String>,
    to_text: Option<String>,
    from: Option<i64>,
    to: Option<i64>,
    stages: Vec<String>,
}

impl Filter {
    fn read(call: &Call<'_>, cursor: &Cursor) -> Self {
        let text =
            |name, remembered: &Option<String>| call.value(name).map(str::to_owned).or_else(|| remembered.clone());
        let (from_text, to_text) = (text("updatedFrom", &cursor.from), text("updatedTo", &cursor.to));
        Self {
            from: from_text.as_deref().and_then(read_london),
            to: to_text.as_deref().and_then(read_london),
            from_text,
            to_text,
            stages: call
                .value("stages")
                .map(|stages| stages.split(',').map(str::to_owned).collect())
                .unwrap_or_default(),
        }
    }

    fn accepts(&self, release: &Release) -> bool {
        let since = self.from.is_none_or(|from| release.date >= Some(from));
        let until = self.to.is_none_or(|to| release.date <= Some(to));
        since && until && (self.stages.is_empty() || self.stages.iter().any(|stage| is_in_stage(release, stage)))
    }
}

/// An award notice has the tags `award` and `contract`; both belong to the stage `award`.
fn is_in_stage(release: &Release, stage: &str) -> bool {
    let prefixes: &[&str] = match stage {
        "planning" => &["planning"],
        "tender" => &["tender"],
        "award" => &["award", "contract", "implementation"],
        _ => &[],
    };
    release.tags.iter().any(|tag| prefixes.iter().any(|prefix| tag.starts_with(prefix)))
}

/// A recording was cut by the dates and stages it was asked with, so only paging applies to it.
fn replay(call: &Call<'_>, store: &Store, limit: usize) -> String {
    let total = store.listed_releases.len();
    let start = call.value("cursor").map_or(0, |cursor| position(store, cursor)).min(total);
    let end = (start + limit).min(total);
    let next = recorded_cursor(store, end).or_else(|| (end < total).then(|| cursor::write(None, None, end)));
    let next = next.filter(|_| end > start).map(|cursor| call.uri_with("cursor", &cursor));
    let whole =
        store.pages.iter().find(|page| page.kind == PageKind::Releases && (page.start, page.end) == (start, end));
    if let Some(page) = whole {
        return store.packages[page.package].with_next(next.as_deref());
    }
    let page: Vec<&Release> = store.listed_releases[start..end].iter().map(|&entry| store.release_at(entry)).collect();
    package::of_releases(call, store, &page, next.as_deref())
}

/// Where a cursor continues: after the recorded page that named it, else where one of ours says; a
/// foreign one leads to what the recording does not hold.
fn position(store: &Store, cursor: &str) -> usize {
    let recorded = store
        .pages
        .iter()
        .find(|page| page.kind == PageKind::Releases && page.next.as_deref().and_then(cursor_of) == Some(cursor));
    match recorded {
        Some(page) => page.end,
        None => cursor::read(cursor).map_or(usize::MAX, |cursor| cursor.next),
    }
}

fn recorded_cursor(store: &Store, end: usize) -> Option<String> {
    let page = store.pages.iter().find(|page| page.kind == PageKind::Releases && page.end == end)?;
    cursor_of(page.next.as_deref()?).map(str::to_owned)
}

/// Recorded links carry their cursor unencoded.
fn cursor_of(link: &str) -> Option<&str> {
    link.split_once('?')?.1.split('&').find_map(|pair| pair.strip_prefix("cursor="))
}
