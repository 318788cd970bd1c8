//! The only JavaScript exports of the project; `www/sdk` wraps them and becomes the npm package.
//!
//! Rules of this boundary: documents come out as JSON text or bytes; only small control objects
//! (options, parameters, errors) are converted; nothing that JavaScript receives has to be freed
//! but the client and its streams; a failure rejects with the plain data of an error report, from which the
//! TypeScript side makes real `Error` objects.

#[cfg(target_arch = "wasm32")]
mod abort;
#[cfg(target_arch = "wasm32")]
mod batches;
#[cfg(target_arch = "wasm32")]
mod client;
pub mod control;
#[cfg(target_arch = "wasm32")]
mod exports;
#[cfg(target_arch = "wasm32")]
mod js;
#[cfg(target_arch = "wasm32")]
mod listener;
pub mod merge;
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "the browser's exports use it"))]
mod sent;
#[cfg(target_arch = "wasm32")]
mod stream;
#[cfg(target_arch = "wasm32")]
mod texts;
