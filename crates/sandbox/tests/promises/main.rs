//! What the sandbox promises, driven through its router without a network.
//!
//! One program, so that the tests build once: one file per promise.

// The exception for tests in clippy.toml covers test functions only, not their helpers.
#![allow(clippy::unwrap_used, clippy::panic)]

mod client;
mod description;
mod development_gateway;
mod faults;
mod find_a_tender;
mod methods;
mod one_world;
mod openprocurement;
mod openprocurement_errors;
mod openprocurement_tags;
mod peru;
mod peru_files;
mod peru_month;
mod prozorro;
mod replay;
mod table;
mod world;
