//! A search by time of update, cut into windows that go forward to the present.
//!
//! Find a Tender misses notices in long windows, so one is a quarter of a day; each starts some
//! minutes before the end of the one before, because a notice may be found later than it was
//! updated; and a full page that names no next one is not believed: its window is read again in
//! halves. Times are sent without a zone and count the hours of UTC: read as British local time they
//! lag behind by no more than an hour, and nothing is skipped.

use serde::{Deserialize, Serialize};

use super::recent::Recent;
use crate::calendar::DateTime;
use crate::endpoint::{Endpoint, Kind, Paging};
use crate::protocol::page::Page;
use crate::protocol::parameters::Parameters;

const STEP_SECONDS: i32 = 6 * 3600;
const OVERLAP_SECONDS: i32 = 600;
/// The last minute may still be moving.
const UNSETTLED_SECONDS: i32 = 60;
/// No shorter window is cut in two.
const SHORTEST_SECONDS: i32 = 120;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Windows {
    /// What the search is asked with, besides the window and the place in it.
    pub parameters: Parameters,
    /// All updates before are read.
    pub read_to: DateTime,
    pub window: Option<Window>,
    pub ended_ms: Option<u64>,
    recent: Recent,
}

/// A window that is being read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Window {
    pub from: DateTime,
    pub to: DateTime,
    pub cursor: Option<String>,
    /// It reached the present when it was begun.
    pub is_last: bool,
}

/// The names of the parameters, from the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Names {
    pub from: &'static str,
    pub to: &'static str,
    pub cursor: &'static str,
    pub size: Option<(&'static str, &'static str)>,
}

/// The row's parameters, if it is a search that can be followed in windows: its first two times are
/// the window.
pub fn names(endpoint: &Endpoint) -> Option<Names> {
    let Paging::Cursor(cursor) = endpoint.paging else {
        return None;
    };
    let mut times = endpoint.parameters.iter().filter(|row| matches!(row.kind, Kind::DateTime)).map(|row| row.name);
    let size = endpoint.parameters.iter().find(|row| matches!(row.kind, Kind::Integer { .. }));
    let size = size.and_then(|row| Some((row.name, row.default?)));
    Some(Names { from: times.next()?, to: times.next()?, cursor, size })
}

impl Windows {
    pub fn new(parameters: Parameters, from: DateTime) -> Self {
        Self { parameters, read_to: from, window: None, ended_ms: None, recent: Recent::default() }
    }

    /// What to ask for; `None` while there is nothing between what is read and the present.
    pub fn ask(&mut self, names: &Names, now_ms: u64) -> Option<Parameters> {
        if self.window.is_none() {
            self.window = self.next_window(now_ms);
            self.ended_ms = self.window.is_none().then_some(now_ms);
        }
        let window = self.window.as_ref()?;
        let mut parameters = self.parameters.clone();
        parameters.insert(names.from.to_owned(), window.from.to_string());
        parameters.insert(names.to.to_owned(), window.to.to_string());
        parameters.extend(window.cursor.clone().map(|cursor| (names.cursor.to_owned(), cursor)));
        Some(parameters)
    }

    fn next_window(&self, now_ms: u64) -> Option<Window> {
        let settled = settled(now_ms);
        if self.read_to >= settled {
            return None;
        }
        let to = self.read_to.plus_seconds(STEP_SECONDS).min(settled);
        let from = self.read_to.plus_seconds(-OVERLAP_SECONDS);
        Some(Window { from, to, cursor: None, is_last: to == settled })
    }

    /// Takes a page; returns what is new on it, and what should be known about it.
    pub fn absorb(&mut self, names: &Names, page: &Page, now_ms: u64) -> (Vec<String>, Option<String>) {
        let items = page.items().filter(|item| self.recent.is_new(item)).map(str::to_owned).collect();
        let Some(window) = &mut self.window else {
            return (items, None);
        };
        if let Some(next) = &page.next {
            window.cursor = next.parameters.get(names.cursor).cloned();
            return (items, None);
        }
        let mut note = None;
        if is_full(&self.parameters, names, page.items().len()) {
            if let Some(half) = window.half(self.read_to) {
                *window = half;
                return (items, None);
            }
            note =
                Some(format!("between {} and {} there may be more than the publisher tells", window.from, window.to));
        }
        self.read_to = window.to;
        self.ended_ms = window.is_last.then_some(now_ms);
        self.window = None;
        (items, note)
    }
}

/// Whether a page holds as many as were asked for.
fn is_full(parameters: &Parameters, names: &Names, items: usize) -> bool {
    let Some((name, default)) = names.size else {
        return false;
    };
    let size = parameters.get(name).map_or(default, String::as_str).parse();
    size.is_ok_and(|size: usize| items >= size)
}

impl Window {
    /// The same with half of what is new in it; `None` when that is too short.
    fn half(&self, read_to: DateTime) -> Option<Self> {
        let seconds = i32::try_from(self.to.seconds_since(read_to)).ok()?;
        let to = read_to.plus_seconds(seconds / 2);
        (seconds >= SHORTEST_SECONDS).then_some(Self { to, cursor: None, is_last: false, ..self.clone() })
    }
}

fn settled(now_ms: u64) -> DateTime {
    DateTime::of_unix_ms(now_ms).plus_seconds(-UNSETTLED_SECONDS)
}
