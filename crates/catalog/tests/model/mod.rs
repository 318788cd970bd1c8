//! A collection as plain structures, and its answers as plain loops over them.
#![allow(clippy::unwrap_used)] // a test may stop at the first surprise

mod generate;
mod naive;

pub use generate::{Ask, Spec, asks, catalog, specs};
pub use naive::{FACETS, facet, not_published, other_currencies, rows, shown, sums, ways_out};
