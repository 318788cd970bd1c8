//! The Open Contracting Data Standard, read and merged: pure functions over borrowed text.
//!
//! - [`package`] reads release packages and record packages; [`json`] is the reader below it.
//! - [`collect`] groups what documents hold by process and merges it, process by process.
//! - [`calendar`] reads days and times, and the clocks of a place.
//! - [`facts`] takes out of a release what lists and figures need of it, in one pass; [`fold`] makes
//!   texts comparable.
//! - [`view`] turns a compiled release into what a person wants to see of it.
//!
//! No I/O, no clock and no browser: everything here is tested natively.

pub mod calendar;
pub mod changes;
pub mod collect;
pub mod facts;
pub mod fold;
pub mod json;
pub mod merge;
pub mod package;
mod scan;
pub mod split;
pub mod view;
