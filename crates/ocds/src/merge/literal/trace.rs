//! Which release wrote which value, and where each is in the compiled release.

use super::paths::Part as PathPart;
use super::unflatten::Builder;
use super::{Entry, Merger, Written, with_merger};
use crate::merge::error::MergeError;
use crate::merge::job::Job;
use crate::merge::order::Head;
use crate::merge::value::{Str, Value};

/// One step from an object or an array to what is in it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Part<'v> {
    Field(&'v Str<'v>),
    /// A position in an array of the compiled release, and the `id` of the object there.
    Item(usize, Option<&'v Value<'v>>),
}

/// What a path is in the compiled release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Value,
    /// The `id` by which an object in an array is known.
    Id,
    /// Nothing: an object or array is there, which a value does not replace.
    Shadowed,
}

#[derive(Debug)]
pub(crate) struct Location<'v> {
    pub(crate) parts: Vec<Part<'v>>,
    pub(crate) role: Role,
}

/// A compiled release taken apart.
pub(crate) struct Trace<'m> {
    /// By entry, in the order of the compiled release.
    pub(crate) locations: Vec<Location<'m>>,
    /// In merge order.
    pub(crate) releases: Vec<TracedRelease<'m>>,
}

pub(crate) struct TracedRelease<'m> {
    /// The position of the release in the input.
    pub(crate) release: usize,
    pub(crate) head: &'m Head<'m>,
    pub(crate) written: &'m [Written<'m>],
}

/// Merges to a compiled release and hands over how it came about.
pub(crate) fn trace<T>(job: &Job<'_>, then: impl FnOnce(&Trace<'_>) -> T) -> Result<T, MergeError> {
    with_merger(job, |merger| {
        let null = Value::Null;
        let mut builder = Builder::new(&merger, &null);
        builder.trail = Some(Vec::new());
        let mut locations = Vec::with_capacity(merger.entries.len());
        for entry in &merger.entries {
            let placed = builder.place(entry).map_err(|kind| merger.entry_error(entry, kind))?;
            let role = match placed {
                true => Role::Value,
                false if merger.is_item_id(entry) => Role::Id,
                false => Role::Shadowed,
            };
            let parts = builder.trail.clone().unwrap_or_default();
            locations.push(Location { parts, role });
        }
        let releases = merger.heads.iter().zip(&merger.written).zip(job.order);
        let releases = releases.map(|((head, written), &release)| TracedRelease { release, head, written });
        Ok(then(&Trace { locations, releases: releases.collect() }))
    })
}

impl Merger<'_, '_> {
    fn is_item_id(&self, entry: &Entry<'_>) -> bool {
        let walk = self.paths.walk(entry.step);
        let [.., parent, last] = &walk[..] else {
            return false;
        };
        let of_item = self.paths.step(*parent).is_some_and(|step| matches!(step.part, PathPart::Item(_)));
        of_item && self.paths.step(*last).is_some_and(|step| *step.text == *b"id")
    }
}
