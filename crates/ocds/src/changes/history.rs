//! The values of one field over time.

use serde::{Deserialize, Serialize};

use super::account::About;
use super::places::{PlaceId, Places, State};
use crate::merge::{MergeError, Options, Trace, push_value, python_equal, with_trace};

/// A value as of one release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// The JSON text; none once it is explicitly null.
    pub value: Option<String>,
    /// The position of the release in the input.
    pub release: usize,
    /// The release's `id`, as text.
    pub release_id: Option<String>,
    /// Its `date`, as text.
    pub date: Option<String>,
    /// Its `tag`s.
    pub tag: Vec<String>,
}

/// The values that a JSON Pointer into the compiled release has had, in merge order: one entry for
/// each release that changed it.
///
/// A pointer to an object or an array of objects gives what all of it was after each release that
/// changed anything in it. A pointer to nothing gives an empty list. Fails where
/// [`compiled`](crate::merge::compiled) does.
pub fn history(releases: &[&str], pointer: &str, options: &Options) -> Result<Vec<HistoryEntry>, MergeError> {
    with_trace(releases, options, |trace| entries(trace, pointer))
}

fn entries(trace: &Trace<'_>, pointer: &str) -> Vec<HistoryEntry> {
    let mut places = Places::new(trace);
    let Some(place) = places.find(pointer) else {
        return Vec::new();
    };
    let inside = below(&places, place);
    let mut entries = Vec::new();
    for (number, release) in trace.releases.iter().enumerate() {
        let mut changed = false;
        for written in release.written {
            let Some(at) = places.of_entry(written.entry).filter(|at| inside[*at]) else {
                continue;
            };
            places.mention(at, number);
            if places.is_id(at) && places.get(at).value.is_some() {
                continue;
            }
            let value = places.first_id(at).unwrap_or(written.value);
            let old = places.replace(at, value);
            changed |= !old.is_some_and(|old| python_equal(old, value));
        }
        if changed {
            let About { release_id, date, tag, .. } = About::of(release.head);
            let value = value(&places, place);
            entries.push(HistoryEntry { value, release: release.release, release_id, date, tag });
        }
    }
    entries
}

/// Which places are this one or in it.
fn below(places: &Places<'_>, place: PlaceId) -> Vec<bool> {
    let mut inside = vec![false; places.len()];
    let mut open = vec![place];
    while let Some(at) = open.pop() {
        inside[at] = true;
        open.extend(&places.get(at).children);
    }
    inside
}

fn value(places: &Places<'_>, place: PlaceId) -> Option<String> {
    let mut out = String::new();
    match places.state(place) {
        State::Nothing => return None,
        State::Value(value) => push_value(value, &mut out),
        State::Container => write(places, place, &mut out),
    }
    Some(out)
}

/// Appends an object or array as the compiled release would have it now.
fn write(places: &Places<'_>, place: PlaceId, out: &mut String) {
    let here = places.get(place);
    let is_array = here.children.iter().any(|&child| places.raw_name(child).is_none());
    out.push(if is_array { '[' } else { '{' });
    let start = out.len();
    if let Some(id) = places.item_id(place) {
        out.push_str("\"id\":");
        push_value(id, out);
    }
    for &child in &here.children {
        let state = places.state(child);
        if places.is_id(child) || matches!(state, State::Nothing) {
            continue;
        }
        if out.len() > start {
            out.push(',');
        }
        if let Some(name) = places.raw_name(child) {
            out.push('"');
            out.push_str(name);
            out.push_str("\":");
        }
        match state {
            State::Value(value) => push_value(value, out),
            _ => write(places, child, out),
        }
    }
    out.push(if is_array { ']' } else { '}' });
}
