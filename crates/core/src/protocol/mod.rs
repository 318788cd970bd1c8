//! Pure functions of the protocol: no I/O, no clock, no randomness.

pub mod address;
pub mod credentials;
pub mod error;
pub mod http;
pub mod page;
pub mod paging;
pub mod parameters;
pub mod payload;
pub mod request;
pub mod retry;
pub mod traffic;
pub mod written;
