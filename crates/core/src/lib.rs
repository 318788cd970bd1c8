//! Every endpoint of the public-procurement publishers as data, and one client that reads them all.
//!
//! - [`endpoint`]: the model of a row; [`publishers`]: the rows themselves, one file per publisher.
//! - [`protocol`]: pure functions: parameter checks, URLs, paging, retry decisions, envelopes, errors.
//! - [`client`]: moves the bytes, over `fetch` in a browser and over a native HTTP client elsewhere.
//! - [`bulk`]: archives of packages too long to be held; [`sync`]: following what a publisher adds and
//!   changes.
//! - [`plan`]: what one publisher can be asked of a question that is the same for all, by the rows of
//!   [`listing`].
//! - [`search`] and [`process`]: questions that are the same for every publisher, answered with
//!   summaries and merged contracting processes; [`linked`]: the releases that a record only links to.
//!
//! The OCDS reading and merging behind it is re-exported as [`ocds`].

pub mod bulk;
pub mod client;
pub mod convert;
pub mod describe;
pub mod endpoint;
pub mod linked;
pub mod listing;
pub mod plan;
pub mod process;
pub mod protocol;
pub mod publishers;
pub mod recognise;
pub mod search;
pub mod sync;

pub use tenderlens_ocds as ocds;
pub use tenderlens_ocds::calendar;
