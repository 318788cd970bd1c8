//! Which documents there are, by list and id, and when they changed.

use std::collections::HashMap;
use std::time::Duration;

use jiff::Timestamp;
use tenderlens_core::ocds::json;
use tokio::time::Instant;

use super::object::Object;
use super::{Change, Version};
use crate::store::Store;
use crate::time::kyiv_micro;

/// What has just changed stays out of the feed for so long.
const WATERMARK: Duration = Duration::from_secs(1);

#[derive(Debug)]
pub struct Entry {
    list: String,
    pub id: String,
    /// As stored.
    pub text: String,
    /// `data.dateModified` and the feed's own time of change, in microseconds since 1970.
    date_modified: i64,
    modified: i64,
    pub is_test: bool,
    /// Drafts are in no feed.
    is_draft: bool,
}

#[derive(Debug)]
pub struct Index {
    pub is_recorded: bool,
    entries: Vec<Entry>,
    by_id: HashMap<(String, String), usize>,
}

/// One row of a feed.
pub struct Row<'a> {
    /// Place in the index.
    pub place: usize,
    pub entry: &'a Entry,
    /// What the feed is ordered by.
    pub key: i64,
    /// As it is written.
    pub date_modified: Option<String>,
}

impl Index {
    pub fn read(store: &Store) -> Self {
        let entries: Vec<Entry> =
            store.documents.iter().filter_map(|it| Entry::read(&it.list, &it.id, &it.text)).collect();
        let ids = entries.iter().enumerate().map(|(place, it)| ((it.list.clone(), it.id.clone()), place));
        Self { is_recorded: store.is_recorded(), by_id: ids.collect(), entries }
    }

    pub fn find<'a>(&'a self, list: &str, id: &str, changes: &[Change]) -> Option<Object<'a>> {
        let place = *self.by_id.get(&(list.to_owned(), id.to_owned()))?;
        Object::read(&self.entries[place].text, changed(changes, place).map(written))
    }

    /// Oldest change first, without what changed just now.
    pub fn rows(&self, list: &str, version: Version, changes: &[Change], now: Instant) -> Vec<Row<'_>> {
        let mut rows: Vec<Row<'_>> = self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.list == list && !entry.is_draft)
            .filter_map(|(place, entry)| {
                let change = changed(changes, place);
                let visible = change.is_none_or(|it| now.duration_since(it.since) >= WATERMARK);
                let stored = if version == Version::Old { entry.date_modified } else { entry.modified };
                let key = change.map_or(stored, |it| it.modified);
                (visible && key > 0).then(|| Row { place, entry, key, date_modified: change.map(written) })
            })
            .collect();
        rows.sort_by(|left, right| (left.key, &left.entry.id).cmp(&(right.key, &right.entry.id)));
        rows
    }

    /// The last change of all, visible or not.
    pub fn newest(&self, changes: &[Change]) -> i64 {
        let stored = self.entries.iter().map(|entry| entry.modified);
        stored.chain(changes.iter().map(|change| change.modified)).max().unwrap_or_default()
    }
}

fn changed(changes: &[Change], place: usize) -> Option<&Change> {
    changes.iter().find(|change| change.entry == place)
}

fn written(change: &Change) -> String {
    let micros = u32::try_from(change.modified.rem_euclid(1_000_000)).unwrap_or_default();
    kyiv_micro(change.modified.div_euclid(1_000_000), micros)
}

impl Entry {
    /// A document without a readable date of change, of which only parts were recorded, is in no feed.
    fn read(list: &str, id: &str, text: &str) -> Option<Self> {
        let outer = json::object(text).ok()?;
        let data = json::object(outer.get("data")?).ok()?;
        let text_of = |name: &str| data.get(name).and_then(json::string).unwrap_or_default();
        let date_modified = text_of("dateModified").parse::<Timestamp>().map(Timestamp::as_microsecond);
        let date_modified = date_modified.unwrap_or_default();
        let modified = outer.get("modified").and_then(seconds);
        Some(Self {
            list: list.to_owned(),
            id: id.to_owned(),
            text: text.to_owned(),
            date_modified,
            modified: modified.unwrap_or(date_modified),
            is_test: text_of("mode") == "test",
            is_draft: text_of("status") == "draft",
        })
    }
}

/// `1795288368.899` as microseconds, without a detour over floats.
pub fn seconds(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = part.len() <= 6 && part.bytes().all(|byte| byte.is_ascii_digit());
    let micros: i64 = format!("{part:0<6}").parse().ok().filter(|_| digits)?;
    whole.parse::<i64>().ok()?.checked_mul(1_000_000)?.checked_add(micros)
}
