//! Promises over several crates, one file each.

mod added_row;
mod dependencies;
mod fixtures;
mod host;
mod recorded;
mod shell;
mod table;
