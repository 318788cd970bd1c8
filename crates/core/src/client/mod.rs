//! The engine: validates, sends, waits, retries and reads, over any transport.
//!
//! Dropping a future of this module cancels what it does: no timer and no request is left behind.

mod cache;
mod call;
mod choices;
mod cookies;
mod download;
mod engine;
mod exchange;
#[cfg(target_arch = "wasm32")]
mod fetch;
mod flights;
mod gate;
mod host;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod options;
mod pages;
mod write;

pub use call::{Call, Reply};
pub use download::Download;
pub use engine::Client;
#[cfg(target_arch = "wasm32")]
pub use fetch::Browser;
pub use host::{Chunks, Host, Opened};
#[cfg(not(target_arch = "wasm32"))]
pub use native::Native;
pub use options::{CacheLimits, Event, Options};
pub use pages::Pages;
