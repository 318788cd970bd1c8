//! The merge as a tree: one pass over each release, no paths, no parsed documents.
//!
//! Equal to [`super::literal`] on everything it accepts. What it does not accept (identifiers that
//! are neither strings nor integers, `1` beside `"1"`, repeated member names, most changes of a
//! value's type) is rare, and found while building: [`merge`] then says so and the whole process
//! goes through the literal algorithm.

mod fields;
mod items;
mod leaf;
mod nodes;
#[cfg(test)]
mod tests;
mod walk;
mod write;

use super::job::{Job, Mode};
use super::rules::{Action, RuleNode};
use super::{MergeError, Merged};
use crate::scan::ScanError;
use fields::Fields;
use nodes::Nodes;
use walk::Walk;

/// No node, field or shape.
const NONE: u32 = u32::MAX;

/// Why a walk ends early.
#[derive(Debug)]
enum Halt {
    /// Something that only the literal algorithm gets right.
    Odd,
    Syntax(ScanError),
}

impl From<ScanError> for Halt {
    fn from(error: ScanError) -> Self {
        Self::Syntax(error)
    }
}

struct Tree<'a> {
    mode: Mode,
    /// The texts of the releases, in merge order.
    sources: &'a [&'a str],
    fields: Fields<'a>,
    nodes: Nodes<'a>,
    /// Objects with one id in one array: where in merge order, the id as shown, the array's path.
    duplicates: Vec<(u32, String, String)>,
    visits: u32,
}

impl Tree<'_> {
    /// A number for one visit to one object or array.
    #[inline]
    fn next_visit(&mut self) -> u32 {
        // One visit takes two bytes of source at least. Should it wrap all the same, a repeated
        // number only makes an ordinary process look odd.
        self.visits = self.visits.wrapping_add(1);
        self.visits
    }
}

/// Merges releases that are already in order, from nothing; none if the data is too odd for this.
pub(super) fn merge(job: &Job<'_>) -> Result<Option<Merged>, MergeError> {
    if job.base.is_some() || !has_usual_rules(job) {
        return Ok(None);
    }
    let sources: Vec<&str> = job.order.iter().map(|&at| job.releases[at]).collect();
    let mut tree = Tree {
        mode: job.mode,
        sources: &sources,
        fields: Fields::new(job.rules),
        nodes: Nodes::new(),
        duplicates: Vec::new(),
        visits: 0,
    };
    for (place, source) in sources.iter().enumerate() {
        let walked = Walk::new(&mut tree, place, source).map_err(Halt::from);
        match walked.and_then(Walk::release) {
            Ok(()) => {}
            Err(Halt::Odd) => return Ok(None),
            Err(Halt::Syntax(error)) => {
                return Err(job.syntax_error(Some(job.order[place]), error));
            }
        }
    }
    let json = write::write(&tree, job);
    let duplicates = tree.duplicates.into_iter();
    let warnings = duplicates.map(|(place, id, path)| {
        let release = job.order[place as usize];
        job.duplicate(Some(release), &id, path)
    });
    Ok(Some(Merged { json, warnings: warnings.collect() }))
}

/// The compiled release's own `id` and `date` are written first and must not be overridden.
fn has_usual_rules(job: &Job<'_>) -> bool {
    let omits = |name: &[u8]| {
        let node = job.rules.child(RuleNode::ROOT, name);
        job.rules.action(node) == Action::Omit
    };
    job.mode == Mode::Versioned || (omits(b"id") && omits(b"date"))
}
