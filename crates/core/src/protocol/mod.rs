//! Pure functions of the protocol: no I/O, no clock, no randomness.

pub mod address;
pub mod choices;
pub mod credentials;
pub(crate) mod envelopes;
pub mod error;
pub mod http;
mod numbers;
pub mod page;
pub mod paging;
pub mod parameters;
pub mod payload;
pub mod refusal;
pub mod request;
pub mod retry;
pub(crate) mod token;
pub mod traffic;
pub mod walk;
pub mod warnings;
pub mod written;
