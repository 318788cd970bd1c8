//! Of reads that ask the same, one is under way at a time; the others share its outcome.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use futures::channel::oneshot;

use super::call::{Key, Reply};
use crate::protocol::error::Failure;

pub(super) type Outcome = Result<Reply, Failure>;
type Waiting = BTreeMap<Key, Vec<oneshot::Sender<Outcome>>>;

/// What is under way, and who waits for it.
#[derive(Debug, Clone, Default)]
pub(super) struct Flights(Arc<Mutex<Waiting>>);

/// What a read has to do.
pub(super) enum Role {
    /// Ask, and tell the others.
    Lead(Flight),
    /// Wait; if that fails the leader was cancelled and somebody else leads.
    Follow(oneshot::Receiver<Outcome>),
}

/// The one that asks. Dropped without an outcome, it wakes the others to ask themselves.
pub(super) struct Flight {
    flights: Flights,
    key: Key,
}

impl Flights {
    pub fn join(&self, key: &Key) -> Role {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match waiting.get_mut(key) {
            Some(others) => {
                let (sender, outcome) = oneshot::channel();
                others.push(sender);
                Role::Follow(outcome)
            }
            None => {
                waiting.insert(key.clone(), Vec::new());
                Role::Lead(Flight { flights: self.clone(), key: key.clone() })
            }
        }
    }

    fn end(&self, key: &Key) -> Vec<oneshot::Sender<Outcome>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key).unwrap_or_default()
    }
}

impl Flight {
    pub fn land(self, outcome: &Outcome) {
        for other in self.flights.end(&self.key) {
            // Who no longer waits needs nothing.
            let _ = other.send(outcome.clone());
        }
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        drop(self.flights.end(&self.key));
    }
}
