//! The pages: each loads what it shows and lays it out.

pub mod bids;
pub mod follow;
pub mod help;
pub mod home;
pub mod missing;
pub mod process;
pub mod profile;
pub mod search;
pub mod settings;
