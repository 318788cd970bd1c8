//! Decides whether and when a request is sent again: a pure function of what happened.
//!
//! Only idempotent requests come here. Retry-After: RFC 9110, section 10.2.3, in seconds or as a
//! date.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::error::Error;

/// How patient a client is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Requests sent at most for 429 and 503, the first included.
    pub attempts: u32,
    /// Requests sent at most for other transient failures (no answer, 500, 502, 504).
    pub attempts_unexplained: u32,
    /// First pause without a Retry-After; doubles each time.
    pub first_pause: Duration,
    /// A longer Retry-After is not waited for: the failure is reported with it.
    pub longest_pause: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            attempts: 6,
            attempts_unexplained: 2,
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(60),
        }
    }
}

/// What to do after a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    GiveUp,
    RetryAfter(Duration),
}

/// `attempt` counts from 1; `random` is from 0 to 1 and spreads the pauses of many clients.
pub fn decide(policy: &Policy, attempt: u32, error: &Error, random: f64) -> Decision {
    let (attempts, retry_after) = match error {
        Error::Status { status: 429 | 503, retry_after_ms, .. } => (policy.attempts, *retry_after_ms),
        Error::Status { status: 500 | 502 | 504, .. }
        | Error::Unreachable(_)
        | Error::Interrupted(_)
        | Error::Timeout { .. } => (policy.attempts_unexplained, None),
        _ => return Decision::GiveUp,
    };
    if attempt >= attempts {
        return Decision::GiveUp;
    }
    match retry_after.map(Duration::from_millis) {
        Some(asked) if asked > policy.longest_pause => Decision::GiveUp,
        Some(asked) => Decision::RetryAfter(asked),
        None => Decision::RetryAfter(backoff(policy, attempt, random)),
    }
}

/// 1, 2, 4 … seconds up to the longest pause, each between half and the whole of it.
fn backoff(policy: &Policy, attempt: u32, random: f64) -> Duration {
    let doubled = policy.first_pause.saturating_mul(2_u32.saturating_pow(attempt.saturating_sub(1)));
    let whole = doubled.min(policy.longest_pause);
    whole.mul_f64(0.5 + random.clamp(0.0, 1.0) / 2.0)
}

/// The pause a Retry-After header asks for, in milliseconds; `now_ms` is the Unix time.
pub fn retry_after_ms(header: &str, now_ms: u64) -> Option<u64> {
    let header = header.trim();
    if let Ok(seconds) = header.parse::<u64>() {
        return seconds.checked_mul(1000);
    }
    let date: SystemTime = httpdate::parse_http_date(header).ok()?;
    let date_ms = date.duration_since(UNIX_EPOCH).ok()?.as_millis();
    Some(u64::try_from(date_ms).ok()?.saturating_sub(now_ms))
}

#[cfg(test)]
mod tests {
    use super::{Decision, Policy, decide, retry_after_ms};
    use crate::protocol::error::Error;
    use std::time::Duration;

    fn status(status: u16, retry_after_ms: Option<u64>) -> Error {
        Error::Status { status, refusal: Box::default(), retry_after_ms }
    }

    #[test]
    fn retry_after_is_waited_exactly() {
        let decision = decide(&Policy::default(), 1, &status(429, Some(2000)), 0.3);
        assert_eq!(decision, Decision::RetryAfter(Duration::from_secs(2)));
    }

    #[test]
    fn a_pause_longer_than_the_policy_is_reported_instead() {
        assert_eq!(decide(&Policy::default(), 1, &status(503, Some(3_600_000)), 0.0), Decision::GiveUp);
    }

    #[test]
    fn without_retry_after_pauses_double_within_their_jitter() {
        let pause = |attempt, random| decide(&Policy::default(), attempt, &status(429, None), random);
        assert_eq!(pause(1, 1.0), Decision::RetryAfter(Duration::from_secs(1)));
        assert_eq!(pause(3, 1.0), Decision::RetryAfter(Duration::from_secs(4)));
        assert_eq!(pause(3, 0.0), Decision::RetryAfter(Duration::from_secs(2)));
        assert_eq!(pause(6, 0.5), Decision::GiveUp);
    }

    #[test]
    fn what_cannot_change_is_not_retried() {
        for error in [status(400, None), status(404, None), status(403, None), Error::UnknownEndpoint] {
            assert_eq!(decide(&Policy::default(), 1, &error, 0.5), Decision::GiveUp, "{error}");
        }
        let dead = Error::Unreachable(String::new());
        assert!(matches!(decide(&Policy::default(), 1, &dead, 0.5), Decision::RetryAfter(_)));
        assert_eq!(decide(&Policy::default(), 2, &dead, 0.5), Decision::GiveUp);
    }

    #[test]
    fn retry_after_reads_seconds_and_dates() {
        assert_eq!(retry_after_ms(" 11 ", 0), Some(11_000));
        let now = 784_111_777_000; // Sun, 06 Nov 1994 08:49:37 GMT
        assert_eq!(retry_after_ms("Sun, 06 Nov 1994 08:49:47 GMT", now), Some(10_000));
        assert_eq!(retry_after_ms("Sun, 06 Nov 1994 08:49:07 GMT", now), Some(0));
        assert_eq!(retry_after_ms("soon", now), None);
        assert_eq!(retry_after_ms("99999999999999999999", now), None);
    }
}
