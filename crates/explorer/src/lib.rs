//! The explorer: search what publishers published, open a contracting process, see its releases
//! merged. Everything runs in the browser; only requests to the publishers leave the device.
//!
//! - [`app`]: the frame around the pages; [`context`]: what each of them may use.
//! - [`route`]: every state is a link; `parse` and `format` of the hash.
//! - [`backend`]: the only way for the pages to what is fetched and merged; [`link`] is the page's
//!   end of the worker, [`host`] starts it.
//! - [`protocol`]: what page and worker tell each other, through a [`port`].
//! - [`worker`]: fetches, parses, merges. Only the program `worker` may use it: it is not linked into
//!   the program of the pages.
//! - [`session`]: what has been loaded so far, shared by the pages; [`latest`] runs their own jobs.
//! - [`pages`] load and lay out; [`components`] take values and callbacks.
//! - [`i18n`]: the texts, in the reader's language; [`labels`], [`format`]: codes, dates and amounts.
//! - [`help`]: its texts, fetched when one of them is wanted.
//! - [`rates`], [`follow`]: what the reader entered and follows; [`store`]: small settings kept on the device.

#[macro_use]
pub mod i18n;

pub mod app;
pub mod backend;
pub mod browser;
pub mod components;
pub mod config;
pub mod context;
pub mod follow;
pub mod format;
pub mod help;
pub mod host;
pub mod keys;
pub mod labels;
pub mod latest;
pub mod link;
pub mod pages;
pub mod port;
pub mod protocol;
pub mod rates;
pub mod route;
pub mod saved;
pub mod session;
pub mod store;
pub mod worker;
