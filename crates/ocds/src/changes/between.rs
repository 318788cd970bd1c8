//! What lies between any two releases of a process.

use std::collections::HashMap;

use super::account::{About, Difference, not_repeated};
use super::places::{PlaceId, Places};
use super::{ReleaseChanges, ReleaseRange};
use crate::merge::{MergeError, Options, Trace, Value, with_trace};

/// What changed from the state after one release to the state after a later one, as [`super::changes`]
/// tells it for one release: values that went forth and back in between are not listed. What none of
/// the releases in between mentions counts as not repeated.
///
/// The range counts in merge order. One that is empty or leaves the process gives `None`. Fails where
/// [`compiled`](crate::merge::compiled) does.
pub fn between(
    releases: &[&str],
    range: ReleaseRange,
    options: &Options,
) -> Result<Option<ReleaseChanges>, MergeError> {
    with_trace(releases, options, |trace| account(trace, range))
}

fn account(trace: &Trace<'_>, range: ReleaseRange) -> Option<ReleaseChanges> {
    let ReleaseRange { after, upto } = range;
    if after >= upto || upto >= trace.releases.len() {
        return None;
    }
    let mut places = Places::new(trace);
    let mut touched = Touched::default();
    for (number, release) in trace.releases.iter().enumerate().take(upto + 1) {
        let is_inside = number > after;
        // All releases of the range count as one.
        let number = if is_inside { upto } else { number };
        for written in release.written {
            let Some(place) = places.of_entry(written.entry) else {
                continue;
            };
            places.mention(place, number);
            let old = match places.get(place).value {
                // Later spellings of an object's id are not taken.
                Some(first) if places.is_id(place) => Some(first),
                _ => {
                    let value = places.first_id(place).unwrap_or(written.value);
                    places.replace(place, value)
                }
            };
            if is_inside {
                touched.note(place, old);
            }
        }
    }
    let last = trace.releases.get(upto)?;
    let (differences, unchanged) = touched.differences(&places);
    let changes = differences.iter().map(|difference| difference.describe(&places, upto)).collect();
    let (not_repeated, not_repeated_values) = not_repeated(&places, upto);
    let About { ocid, release_id, date, tag } = About::of(last.head);
    let release = last.release;
    Some(ReleaseChanges { release, ocid, release_id, date, tag, changes, unchanged, not_repeated, not_repeated_values })
}

/// The places that the range writes, with their values before it, in the order of the first writing.
#[derive(Default)]
struct Touched<'v> {
    order: Vec<PlaceId>,
    before: HashMap<PlaceId, Option<&'v Value<'v>>>,
}

impl<'v> Touched<'v> {
    fn note(&mut self, place: PlaceId, old: Option<&'v Value<'v>>) {
        self.before.entry(place).or_insert_with(|| {
            self.order.push(place);
            old
        });
    }

    /// What differs, and how many values are there and do not.
    fn differences(&self, places: &Places<'v>) -> (Vec<Difference<'v>>, usize) {
        let mut unchanged = 0;
        let mut differences = Vec::new();
        for &place in &self.order {
            let Some(new) = places.get(place).value else {
                continue;
            };
            let old = self.before.get(&place).copied().flatten().filter(|old| !old.is_null());
            match Difference::of(place, old, new) {
                Some(difference) => differences.push(difference),
                None => unchanged += usize::from(!new.is_null()),
            }
        }
        (differences, unchanged)
    }
}
