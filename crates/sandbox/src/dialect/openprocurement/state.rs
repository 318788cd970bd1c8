//! What is written: the tenders, and a clock that goes on with each write.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use serde_json::{Map, Value};

use super::errors::Failure;
use crate::store::Store;
use crate::time::read_micros;
use crate::world::Dice;

/// More would be a mistake of whoever writes: a reset frees everything.
const MOST_TENDERS: usize = 5_000;
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Between two writes, in microseconds: a bit more than a second, so that fractions differ.
const STEP: i64 = 1_003_917;

#[derive(Debug, Default)]
pub struct State {
    /// Begun by the first request: it brings the generated or recorded tenders.
    is_begun: bool,
    /// No generated tenders: as a new server would be.
    is_empty: bool,
    pub tenders: BTreeMap<String, Tender>,
    ids: usize,
    bytes: usize,
    clock: i64,
}

#[derive(Debug, Clone, Default)]
pub struct Tender {
    pub id: String,
    /// Microseconds since 1970.
    pub modified: i64,
    /// What its creation answered; nobody knows that of a tender that was here before.
    pub token: Option<String>,
    /// The members as sent or published, without those above.
    pub data: Map<String, Value>,
    /// Uploaded files by the key of their address.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl State {
    pub fn reset(&mut self, empty: bool) {
        *self = Self { is_empty: empty, ..Self::default() };
    }

    pub fn begin(&mut self, store: &Store, now: i64) {
        if self.is_begun {
            return;
        }
        self.is_begun = true;
        if !self.is_empty {
            let tenders = store.documents.iter().filter(|document| document.list == "tenders");
            self.tenders = tenders.filter_map(|it| Some((it.id.clone(), read(&it.id, &it.text)?))).collect();
        }
        let newest = self.tenders.values().map(|tender| tender.modified).max().unwrap_or_default();
        self.clock = newest.max(now.saturating_mul(1_000_000));
    }

    /// The tender that was modified longest ago is modified: it leaves its place in the feed for the
    /// end.
    pub fn touch_oldest(&mut self) {
        let now = self.tick();
        if let Some(oldest) = self.tenders.values_mut().min_by_key(|tender| tender.modified) {
            oldest.modified = now;
        }
    }

    /// The time of a write: later than everything before it.
    pub fn tick(&mut self) -> i64 {
        self.clock += STEP;
        self.clock
    }

    /// Later than every write so far, earlier than the next.
    pub fn now(&self) -> i64 {
        self.clock + STEP / 2
    }

    /// 32 hexadecimal digits, the same ones for the same writes.
    pub fn new_id(&mut self) -> String {
        self.ids += 1;
        Dice::new("openprocurement ids", self.ids).digits(32)
    }

    /// Makes room for a request of so many bytes.
    pub fn admit(&mut self, bytes: usize) -> Result<(), Failure> {
        self.bytes += bytes;
        if self.tenders.len() < MOST_TENDERS && self.bytes <= MOST_BYTES {
            return Ok(());
        }
        let problem = "the sandbox holds no more: POST /sandbox/reset forgets what was written";
        Err(Failure::new(StatusCode::INSUFFICIENT_STORAGE, "body", "data", problem))
    }

    pub fn tender(&mut self, id: &str, name: &'static str) -> Result<&mut Tender, Failure> {
        self.tenders.get_mut(id).ok_or_else(|| Failure::not_found(name))
    }
}

/// A tender as published; its name for the time of modification tells its version.
fn read(id: &str, text: &str) -> Option<Tender> {
    let mut document: Value = serde_json::from_str(text).ok()?;
    let recorded = document.get_mut("data").map(Value::take);
    let Value::Object(mut data) = recorded.unwrap_or(document) else { return None };
    data.remove("id");
    let modified = data.remove("modified").or_else(|| data.remove("dateModified"));
    let modified = modified.as_ref().and_then(Value::as_str).and_then(read_micros).unwrap_or_default();
    let mut tender = Tender { id: id.to_owned(), modified, data, ..Tender::default() };
    tender.read_keys();
    Some(tender)
}

impl Tender {
    pub fn status(&self) -> &str {
        self.data.get("status").and_then(Value::as_str).unwrap_or("active.enquiries")
    }

    /// Whether nothing can happen to it any more.
    pub fn is_over(&self) -> bool {
        matches!(self.status(), "cancelled" | "complete" | "unsuccessful")
    }

    pub fn list(&self, name: &str) -> &[Value] {
        self.data.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// The entry whose id it is.
    pub fn entry_mut(&mut self, list: &str, id: &str, name: &'static str) -> Result<&mut Map<String, Value>, Failure> {
        let entries = self.data.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten();
        let mut entries = entries.filter_map(Value::as_object_mut);
        entries.find(|entry| has_id(entry, id)).ok_or_else(|| Failure::not_found(name))
    }

    pub fn entry(&self, list: &str, id: &str, name: &'static str) -> Result<&Map<String, Value>, Failure> {
        let mut entries = self.list(list).iter().filter_map(Value::as_object);
        entries.find(|entry| has_id(entry, id)).ok_or_else(|| Failure::not_found(name))
    }
}

/// Awards of 0.1 have an `awardID`.
fn has_id(entry: &Map<String, Value>, id: &str) -> bool {
    ["id", "awardID"].iter().any(|name| entry.get(*name).and_then(Value::as_str) == Some(id))
}

/// Adds an entry to the list of that name.
pub fn push(data: &mut Map<String, Value>, list: &str, entry: Value) {
    match data.get_mut(list) {
        Some(Value::Array(entries)) => entries.push(entry),
        _ => {
            data.insert(list.to_owned(), Value::Array(vec![entry]));
        }
    }
}
