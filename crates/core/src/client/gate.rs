//! Where requests to one publisher queue.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures::channel::oneshot;

use super::host::Host;
use crate::endpoint::Manners;
use crate::protocol::error::Error;
use crate::protocol::traffic::Traffic;

/// One publisher's queue: who has a place may send.
#[derive(Debug)]
pub(super) struct Gate {
    manners: Manners,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    traffic: Traffic,
    under_way: u32,
    waiting: VecDeque<oneshot::Sender<Place>>,
}

/// The right to have one request under way. Dropping it lets the next one in.
#[derive(Debug)]
pub(super) struct Place(Option<Arc<Gate>>);

impl Gate {
    pub fn new(manners: Manners) -> Arc<Self> {
        Arc::new(Self { manners, state: Mutex::default() })
    }

    /// Waits for a place and for the time to start.
    ///
    /// # Errors
    /// Why the publisher may not be asked, if the pause that it asked for is longer than `patience`.
    pub async fn enter<H: Host>(
        self: &Arc<Self>,
        host: &H,
        patience_ms: u64,
        tell: &dyn Fn(u64, Error),
    ) -> Result<Place, Error> {
        let place = self.place().await;
        loop {
            let now = host.now_ms();
            let held = self.lock().traffic.held(now);
            match held {
                Some((rest, error)) if rest > patience_ms => return Err(error),
                Some((rest, error)) => tell(rest, error),
                None => {}
            }
            let start = self.lock().traffic.reserve(&self.manners, now);
            if start > now {
                host.sleep(std::time::Duration::from_millis(start - now)).await;
            }
            // Another request may have been told to wait in the meantime.
            if self.lock().traffic.held(host.now_ms()).is_none() {
                return Ok(place);
            }
        }
    }

    /// In order of arrival.
    async fn place(self: &Arc<Self>) -> Place {
        loop {
            let turn = {
                let mut state = self.lock();
                if state.under_way < self.manners.concurrent.max(1) {
                    state.under_way += 1;
                    return Place(Some(self.clone()));
                }
                let (sender, turn) = oneshot::channel();
                state.waiting.push_back(sender);
                turn
            };
            if let Ok(place) = turn.await {
                return place;
            }
        }
    }

    pub fn hold(&self, until_ms: u64, error: Error) {
        self.lock().traffic.hold(until_ms, error);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some(gate) = self.0.take() else {
            return;
        };
        loop {
            let next = {
                let mut state = gate.lock();
                let next = state.waiting.pop_front();
                if next.is_none() {
                    state.under_way -= 1;
                }
                next
            };
            let Some(next) = next else {
                return;
            };
            match next.send(Self(Some(gate.clone()))) {
                Ok(()) => return,
                // It no longer waits: the place goes to the one behind it.
                Err(mut unwanted) => unwanted.0 = None,
            }
        }
    }
}
