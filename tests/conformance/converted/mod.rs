//! The adapters: every recorded tender, record and release becomes OCDS 1.1, and nothing is lost.

mod documents;
mod schema;
