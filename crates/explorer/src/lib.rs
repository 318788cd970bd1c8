//! The explorer: search what publishers published, open a contracting process, see its releases
//! merged. Everything runs in the browser; only requests to the publishers leave the device.
//!
//! - [`app`]: the frame around the pages; [`context`]: what each of them may use.
//! - [`route`]: every state is a link; `parse` and `format` of the hash.
//! - [`backend`]: the only place that fetches and merges. It is the seam behind which this work
//!   moves off the UI thread.
//! - [`session`]: what has been loaded so far, shared by the pages.
//! - [`pages`] load and lay out; [`components`] take values and callbacks.
//! - [`labels`], [`format`]: texts, dates and amounts.

pub mod app;
pub mod backend;
pub mod browser;
pub mod components;
pub mod config;
pub mod context;
pub mod format;
pub mod labels;
pub mod pages;
pub mod route;
pub mod session;
