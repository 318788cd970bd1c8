//! The adapters: every recorded tender, record and release becomes OCDS 1.1, and nothing is lost.

mod complete;
pub mod documents;
mod hostile;
mod mapped;
mod marked;
mod merged;
mod schema;
mod seen;
