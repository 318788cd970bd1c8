//! When the next request to a publisher may start: a pure function of its manners and of what was
//! sent before.

use super::address::is_loopback;
use super::error::Error;
use crate::endpoint::Manners;

/// A service on this machine is nobody's burden.
const UNHURRIED: u32 = 8;

/// The manners to keep towards a publisher at `base`.
pub fn manners_at(base: &str, stated: Manners) -> Manners {
    let unhurried = Manners { concurrent: UNHURRIED, spacing_ms: 0, poll_seconds: 1 };
    if is_loopback(base) { unhurried } else { stated }
}

/// What is known of a publisher's traffic. Times are Unix milliseconds.
#[derive(Debug, Default)]
pub struct Traffic {
    next_start_ms: u64,
    hold: Option<(u64, Error)>,
}

impl Traffic {
    /// Reserves the next start, now or later.
    pub fn reserve(&mut self, manners: &Manners, now_ms: u64) -> u64 {
        let earliest = now_ms.max(self.hold.as_ref().map_or(0, |(until, _)| *until));
        // A clock that was set back must not stop everything.
        let latest = earliest.saturating_add(u64::from(manners.spacing_ms) * (u64::from(manners.concurrent) + 1));
        let start = self.next_start_ms.clamp(earliest, latest);
        self.next_start_ms = start + u64::from(manners.spacing_ms);
        start
    }

    /// The publisher asked for a pause: nobody asks it before.
    pub fn hold(&mut self, until_ms: u64, error: Error) {
        if self.hold.as_ref().is_none_or(|(until, _)| *until < until_ms) {
            self.hold = Some((until_ms, error));
        }
    }

    /// How long a pause still lasts, and why.
    pub fn held(&self, now_ms: u64) -> Option<(u64, Error)> {
        let (until, error) = self.hold.as_ref()?;
        let rest = until.checked_sub(now_ms).filter(|rest| *rest > 0)?;
        Some((rest, error.clone().with_retry_after(rest)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Traffic, manners_at};
    use crate::endpoint::Manners;
    use crate::protocol::error::Error;
    use crate::protocol::refusal;

    const MANNERS: Manners = Manners { concurrent: 2, spacing_ms: 500, poll_seconds: 300 };

    fn refusal() -> Error {
        Error::Status { status: 429, refusal: Box::new(refusal::read(b"slowly")), retry_after_ms: Some(5000) }
    }

    #[test]
    fn starts_keep_their_distance() {
        let mut traffic = Traffic::default();
        assert_eq!([0, 0, 100].map(|now| traffic.reserve(&MANNERS, now)), [0, 500, 1000]);
        assert_eq!(traffic.reserve(&MANNERS, 9000), 9000);
    }

    #[test]
    fn a_pause_moves_every_start_behind_it() {
        let mut traffic = Traffic::default();
        traffic.hold(5000, refusal());
        traffic.hold(3000, refusal());
        assert_eq!([0, 10].map(|now| traffic.reserve(&MANNERS, now)), [5000, 5500]);
        let (rest, error) = traffic.held(4000).unwrap();
        assert_eq!((rest, error.to_string().as_str()), (1000, "status 429: slowly"));
        assert_eq!(
            error,
            Error::Status { status: 429, refusal: Box::new(refusal::read(b"slowly")), retry_after_ms: Some(1000) }
        );
        assert_eq!(traffic.held(5000), None);
    }

    #[test]
    fn a_clock_set_back_stops_nothing() {
        let mut traffic = Traffic::default();
        assert_eq!(traffic.reserve(&MANNERS, 1_000_000), 1_000_000);
        assert_eq!(traffic.reserve(&MANNERS, 0), 1500);
    }

    #[test]
    fn a_service_on_this_machine_is_asked_without_a_pause() {
        assert_eq!(manners_at("http://127.0.0.1:80/sandbox/uk", MANNERS).spacing_ms, 0);
        assert_eq!(manners_at("https://www.find-tender.service.gov.uk", MANNERS).spacing_ms, 500);
    }
}
