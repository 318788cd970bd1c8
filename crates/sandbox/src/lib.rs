//! A local server that speaks the publishers' APIs, for development, tests and demonstrations.
//!
//! [`Sandbox`] takes its routes from the endpoint table and its answers from a generated, fictional
//! world or from a [`Recording`]. Each publisher's dialect keeps the quirks of the real service;
//! an endpoint without code is answered by its fixture. Faults are served on demand.
//!
//! Mounted at `/sandbox`: a publisher answers at `/sandbox/{publisher}` + its real path,
//! `/sandbox/` describes what is here, `/sandbox/faults` switches faults, `/sandbox/reset` forgets what
//! was written.

mod answer;
mod call;
mod compile;
mod cors;
mod describe;
mod dialect;
mod faults;
mod fixtures;
mod json;
mod recording;
mod route;
mod router;
mod rules;
mod sandbox;
mod serve;
mod store;
mod time;
mod world;

pub use fixtures::fixtures;
pub use recording::{Recording, RecordingError};
pub use sandbox::{Sandbox, Source, UnknownPublisher};
pub use serve::serve;
