//! The engine: validates, sends, waits, retries and reads, over any transport.
//!
//! Dropping a future of this module cancels what it does: no timer and no request is left behind.

mod engine;
#[cfg(target_arch = "wasm32")]
mod fetch;
mod host;
#[cfg(not(target_arch = "wasm32"))]
mod native;

pub use engine::{Call, Client, Event, Options, Reply};
#[cfg(target_arch = "wasm32")]
pub use fetch::Browser;
pub use host::Host;
#[cfg(not(target_arch = "wasm32"))]
pub use native::Native;
