//! Invents contracting processes: the same ones for the same `now`.
//!
//! A world is data-neutral: releases as JSON text, oldest first. How a publisher packs and pages
//! them is its dialect's matter ([`crate::dialect`]).

mod dice;
pub mod eu;
mod history;
mod money;
mod openprocurement;
pub mod parties;
mod peru;
pub mod prozorro;
mod uk;

use jiff::Timestamp;

use crate::store::Document;

pub use dice::Dice;
pub use peru::bulk as peru_month;
pub use peru::words::MONTHS as MONTH_NAMES;

/// Processes per publisher, besides those that carry the documents' example ids.
const PROCESSES: usize = 400;

/// The releases of one invented process, oldest first.
#[derive(Debug, Clone)]
pub struct Generated {
    pub releases: Vec<String>,
}

/// What one publisher holds of an invented world.
#[derive(Debug, Clone, Default)]
pub struct World {
    pub processes: Vec<Generated>,
    /// Where a publisher has documents of its own form instead of releases.
    pub documents: Vec<Document>,
}

/// How much of a world is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Some hundreds of processes, and those with the documented example ids.
    Full,
    /// Only the processes with the documented example ids: fixtures stay small.
    Examples,
}

/// Whether there is a generator for the publisher.
pub fn is_known(publisher: &str) -> bool {
    matches!(publisher, "eu" | "openprocurement" | "peru" | "prozorro" | "uk")
}

/// What is invented for a publisher; nothing where there is no generator for it.
pub fn generate(publisher: &str, now: Timestamp, extent: Extent) -> World {
    let processes = if extent == Extent::Full { PROCESSES } else { 0 };
    let releases = |processes| World { processes, ..World::default() };
    match publisher {
        "eu" => World { documents: eu::generate(extent == Extent::Full), ..World::default() },
        "openprocurement" => World { documents: openprocurement::generate(processes), ..World::default() },
        "peru" => releases(peru::generate(now.as_second(), processes)),
        "prozorro" => {
            World { documents: prozorro::generate(now.as_second(), extent == Extent::Full), ..World::default() }
        }
        "uk" => releases(uk::generate(now.as_second(), processes)),
        _ => World::default(),
    }
}
