//! Promises over several crates, one file each.

// Helpers of tests may stop at the first surprise, as tests do.
#![allow(clippy::unwrap_used)]

mod added_row;
mod bulk;
mod collected;
mod converted;
mod dependencies;
mod envelopes;
mod fixtures;
mod host;
mod legacy_exchanges;
mod manifest;
mod prozorro_exchanges;
mod questions;
mod recorded;
mod shell;
mod table;
mod tokens;
