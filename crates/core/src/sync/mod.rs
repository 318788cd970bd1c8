//! Following a publisher: what it has, then what changes there, without an end.
//!
//! Three ways, told from the endpoint's row: a **feed** names where it continues ([`feed`]), a search
//! by time of update is cut into short **windows** ([`windows`]), and bulk files come in **months**
//! ([`months`]). Each is a machine without I/O: it says what to ask for next and takes the answer.
//! [`crate::client::Client::follow`] drives them.
//!
//! A [`SyncState`] is where a run continues. It goes with every batch, and is the one that continues
//! behind that batch: who stores both together loses nothing and repeats nothing when killed.

mod driver;
mod feed;
mod files;
mod months;
mod recent;
mod state;
mod windows;

pub use driver::{Batch, FollowOptions, Follower};
pub use state::{Beginning, SyncState, beginning_of};
