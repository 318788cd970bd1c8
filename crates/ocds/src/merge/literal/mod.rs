//! The merge as the reference defines it: flatten every release, overlay the flat maps, unflatten.
//!
//! Slow (a path for every leaf) and right in every corner. [`super::tree`] does the same for
//! ordinary data in one pass and leaves the rest to this module.

mod flatten;
mod output;
mod paths;
mod trace;
mod unflatten;

pub(crate) use trace::{Location, Part as TracePart, Role, Trace, TracedRelease, trace};

use std::collections::HashMap;

use super::error::{MergeError, MergeErrorKind};
use super::order::Head;
use super::python;
use super::rules::RuleTree;
use super::value::{Members, Str, Value};
use super::{Job, Merged, Mode};
use flatten::{Flat, Flattener};
use paths::{Part, Paths, StepId, TextId};

const NULL: &Value<'_> = &Value::Null;
const OCID: &Str<'_> = &Str::literal("ocid");
const ID: &Str<'_> = &Str::literal("id");
const DATE: &Str<'_> = &Str::literal("date");
const TAG: &Str<'_> = &Str::literal("tag");

/// What a path holds over all releases.
#[derive(Debug)]
enum Slot<'v> {
    Value(&'v Value<'v>),
    /// The computed `id` of a compiled release, as the inside of a JSON string.
    Id(String),
    /// The `tag` of a compiled release.
    Compiled,
    History(Vec<Version<'v>>),
}

/// One entry of a history.
#[derive(Debug)]
enum Version<'v> {
    /// From the versioned release being updated.
    Earlier(&'v Value<'v>),
    /// From a release, by its place in merge order.
    New { release: usize, value: &'v Value<'v> },
}

struct Entry<'v> {
    step: StepId,
    slot: Slot<'v>,
    /// The release that wrote it first; none if it was in the release being updated.
    first: Option<usize>,
}

/// A value that a release has, and the entry it went to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written<'v> {
    pub(crate) entry: usize,
    pub(crate) value: &'v Value<'v>,
}

struct Merger<'v, 'j> {
    job: &'j Job<'j>,
    rules: &'v RuleTree,
    heads: &'v [Head<'v>],
    paths: Paths<'v>,
    entries: Vec<Entry<'v>>,
    places: HashMap<TextId, usize>,
    /// For every release of a compiled release, the entries it wrote.
    written: Vec<Vec<Written<'v>>>,
    merged: Merged,
}

/// Merges releases that are already in order.
pub(super) fn merge(job: &Job<'_>) -> Result<Merged, MergeError> {
    with_merger(job, |merger| {
        let json = unflatten::unflatten(&merger)?;
        Ok(Merged { json, ..merger.merged })
    })
}

/// Overlays the releases and hands over what came of it.
fn with_merger<T>(job: &Job<'_>, then: impl FnOnce(Merger<'_, '_>) -> Result<T, MergeError>) -> Result<T, MergeError> {
    let base = job.base.map(|text| parse(job, None, text)).transpose()?;
    let mut values = Vec::with_capacity(job.order.len());
    for &release in job.order {
        values.push(parse(job, Some(release), job.releases[release])?);
    }
    let objects: Vec<&Members<'_>> = values.iter().map(members).collect();
    let heads: Vec<Head<'_>> = objects.iter().map(|members| head(members)).collect();
    let mut merger = Merger {
        job,
        rules: job.rules,
        heads: &heads,
        paths: Paths::default(),
        entries: Vec::new(),
        places: HashMap::new(),
        written: Vec::new(),
        merged: Merged::default(),
    };
    merger.start(base.as_ref().map(members));
    for (place, members) in objects.iter().enumerate() {
        merger.append(place, members)?;
    }
    then(merger)
}

fn parse<'v>(job: &Job<'_>, release: Option<usize>, text: &'v str) -> Result<Value<'v>, MergeError> {
    let value = Value::parse(text).map_err(|error| job.syntax_error(release, error))?;
    if !value.is_object() {
        let kind = super::order::Shape::not_an_object(&value);
        return Err(job.error_at(release, kind));
    }
    Ok(value)
}

fn members<'v>(value: &'v Value<'v>) -> &'v Members<'v> {
    static NONE: Members<'static> = Vec::new();
    match value {
        Value::Object(members) => members,
        _ => &NONE,
    }
}

fn head<'v>(members: &'v Members<'v>) -> Head<'v> {
    let get = |name| super::value::member(members, name).cloned();
    Head { ocid: get("ocid"), id: get("id"), date: get("date"), tag: get("tag") }
}

impl<'v> Merger<'v, '_> {
    fn versioned(&self) -> bool {
        self.job.mode == Mode::Versioned
    }

    fn start(&mut self, base: Option<&'v Members<'v>>) {
        if let Some(members) = base {
            let histories = self.versioned();
            for (step, value) in self.flatten(None, members, histories).entries {
                let slot = match value {
                    Value::Array(items) if histories => Slot::History(items.iter().map(Version::Earlier).collect()),
                    value => Slot::Value(value),
                };
                self.set(step, slot, None);
            }
        }
        if !self.versioned() {
            self.set_field(TAG, Slot::Compiled, None);
        }
    }

    fn flatten(&mut self, place: Option<usize>, members: &'v Members<'v>, histories: bool) -> Flat<'v> {
        let mut flattener = Flattener {
            rules: self.rules,
            paths: &mut self.paths,
            histories,
            flat: Flat::default(),
            duplicates: Vec::new(),
            fields: Vec::new(),
        };
        // `tag` is taken off releases, but not off a release to be updated.
        flattener.release(members, place.is_some());
        let release = place.map(|place| self.job.order[place]);
        for duplicate in flattener.duplicates {
            let warning = self.job.duplicate(release, &duplicate.id, duplicate.path);
            self.merged.warnings.push(warning);
        }
        flattener.flat
    }

    fn append(&mut self, place: usize, members: &'v Members<'v>) -> Result<(), MergeError> {
        let flat = self.flatten(Some(place), members, false);
        let head = &self.heads[place];
        if self.versioned() {
            return self.append_versioned(place, head, flat);
        }
        self.set_field(ID, Slot::Id(compiled_id(head)), Some(place));
        let date = head.date.as_ref().unwrap_or(NULL);
        self.set_field(DATE, Slot::Value(date), Some(place));
        let ocid = head.ocid.as_ref().unwrap_or(NULL);
        self.set_field(OCID, Slot::Value(ocid), Some(place));
        let mut written = Vec::with_capacity(flat.entries.len());
        for (step, value) in flat.entries {
            let entry = self.set(step, Slot::Value(value), Some(place));
            written.push(Written { entry, value });
        }
        self.written.push(written);
        Ok(())
    }

    fn append_versioned(&mut self, place: usize, head: &'v Head<'v>, flat: Flat<'v>) -> Result<(), MergeError> {
        let ocid = head.ocid.as_ref().unwrap_or(NULL);
        self.set_field(OCID, Slot::Value(ocid), Some(place));
        let ocid_step = self.field(OCID);
        let ocid_texts = self.paths.texts(ocid_step);
        for (step, value) in flat.entries {
            if self.paths.texts(step) != ocid_texts {
                self.record(place, step, value)?;
            }
        }
        Ok(())
    }

    /// Adds a value to the history at a path unless it is the last one there.
    fn record(&mut self, place: usize, step: StepId, value: &'v Value<'v>) -> Result<(), MergeError> {
        let version = Version::New { release: place, value };
        let texts = self.paths.texts(step);
        let Some(&known) = self.places.get(&texts) else {
            self.set(step, Slot::History(vec![version]), Some(place));
            return Ok(());
        };
        let Slot::History(history) = &mut self.entries[known].slot else {
            // Not versioned: the `ocid`, or the `id` of an object in an array.
            return Ok(());
        };
        let last = last_value(history).map_err(|kind| {
            let release = self.job.order[place];
            self.job.error_at(Some(release), kind)
        })?;
        if !python::equal(value, last) {
            history.push(version);
        }
        Ok(())
    }

    fn field(&mut self, name: &'static Str<'static>) -> StepId {
        self.paths.push(Paths::ROOT, Some(name.text.clone()), Part::Field(name))
    }

    fn set_field(&mut self, name: &'static Str<'static>, slot: Slot<'v>, first: Option<usize>) {
        let step = self.field(name);
        self.set(step, slot, first);
    }

    /// Writes a path and says which entry it is.
    fn set(&mut self, step: StepId, slot: Slot<'v>, first: Option<usize>) -> usize {
        let texts = self.paths.texts(step);
        if let Some(&place) = self.places.get(&texts) {
            self.entries[place].slot = slot;
            return place;
        }
        self.places.insert(texts, self.entries.len());
        self.entries.push(Entry { step, slot, first });
        self.entries.len() - 1
    }
}

/// The value of the last entry of a history, or the error that Python raises for a list that is no
/// history (only possible in a release to be updated).
fn last_value<'v>(history: &[Version<'v>]) -> Result<&'v Value<'v>, MergeErrorKind> {
    let not_a_history = |class, message: &str| MergeErrorKind::NotAHistory { class, message: message.to_owned() };
    let entry = match history.last() {
        Some(Version::New { value, .. }) => return Ok(value),
        Some(Version::Earlier(entry)) => entry,
        None => return Err(not_a_history("IndexError", "list index out of range")),
    };
    match entry {
        Value::Object(members) => {
            super::value::member(members, "value").ok_or_else(|| not_a_history("KeyError", "'value'"))
        }
        Value::String(_) => Err(not_a_history("TypeError", "string indices must be integers, not 'str'")),
        Value::Array(_) => Err(not_a_history("TypeError", "list indices must be integers or slices, not str")),
        scalar => Err(not_a_history("TypeError", &super::order::Shape::not_an_object(scalar).to_string())),
    }
}

/// `{ocid}-{date}`, as the inside of a JSON string.
fn compiled_id(head: &Head<'_>) -> String {
    let mut id = String::new();
    super::push_id_part(head.ocid.as_ref(), &mut id);
    id.push('-');
    super::push_id_part(head.date.as_ref(), &mut id);
    id
}
