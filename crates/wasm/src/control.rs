//! The small objects that cross the boundary, and what is made of them. No JavaScript here.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tenderlens_core::client::{Event, Options};
use tenderlens_core::describe;
use tenderlens_core::protocol::retry::Policy;
use tenderlens_core::publishers::Registry;

/// Options of a client, as JavaScript writes them. Absent members keep their defaults.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ClientOptions {
    /// Per publisher id: scheme, host and prefix instead of the live service's.
    pub bases: BTreeMap<String, String>,
    /// For one request, in milliseconds.
    pub timeout_ms: Option<u32>,
    pub retry: RetryOptions,
}

/// Members of `retry`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct RetryOptions {
    /// Requests sent at most, the first included; 1 means never again.
    pub attempts: Option<u32>,
    /// A publisher that asks for a longer pause is not waited for.
    pub longest_pause_ms: Option<u32>,
}

impl From<ClientOptions> for Options {
    fn from(given: ClientOptions) -> Self {
        let defaults = Self::default();
        let milliseconds = |given: Option<u32>, default| given.map_or(default, |it| Duration::from_millis(it.into()));
        let attempts = given.retry.attempts.unwrap_or(defaults.retry.attempts).max(1);
        Self {
            bases: given.bases,
            timeout: milliseconds(given.timeout_ms, defaults.timeout),
            retry: Policy {
                attempts,
                attempts_unexplained: defaults.retry.attempts_unexplained.min(attempts),
                longest_pause: milliseconds(given.retry.longest_pause_ms, defaults.retry.longest_pause),
                ..defaults.retry
            },
        }
    }
}

/// What a client's listener is told while a call is under way.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Waiting<'a> {
    pub kind: &'static str,
    pub pause_ms: u64,
    /// The attempt that failed, from 1.
    pub attempt: u32,
    pub code: &'a str,
}

impl<'a> From<&'a Event> for Waiting<'a> {
    fn from(event: &'a Event) -> Self {
        let Event::Waiting { pause, attempt, error } = event;
        Self {
            kind: "waiting",
            pause_ms: u64::try_from(pause.as_millis()).unwrap_or(u64::MAX),
            attempt: *attempt,
            code: error.code(),
        }
    }
}

/// Every row of the registry as JSON text: `[{publisher, id, method, path, parameters, …}]`.
///
/// # Errors
/// Never in practice: rows are plain data.
pub fn endpoints_json(registry: &Registry) -> Result<String, serde_json::Error> {
    serde_json::to_string(&describe::rows(registry))
}

#[cfg(test)]
mod tests {
    use super::{ClientOptions, endpoints_json};
    use std::time::Duration;
    use tenderlens_core::client::Options;
    use tenderlens_core::publishers::Registry;

    #[test]
    fn absent_options_keep_their_defaults() {
        let given: ClientOptions = serde_json::from_str(r#"{"timeoutMs":5000,"retry":{"attempts":1}}"#).unwrap();
        let options = Options::from(given);
        assert_eq!(options.timeout, Duration::from_secs(5));
        assert_eq!((options.retry.attempts, options.retry.attempts_unexplained), (1, 1));
        assert_eq!(options.retry.longest_pause, Options::default().retry.longest_pause);
    }

    #[test]
    fn misspelt_options_are_refused() {
        let error = serde_json::from_str::<ClientOptions>(r#"{"timeout":5}"#).unwrap_err();
        assert!(error.to_string().contains("unknown field `timeout`"), "{error}");
    }

    #[test]
    fn rows_are_listed_with_their_publisher() {
        let rows = endpoints_json(&Registry::builtin()).unwrap();
        assert!(rows.contains(r#""publisher":"uk","id":"releasePackages","method":"GET""#), "{rows}");
        assert!(rows.contains(r#""paging":{"style":"cursor","parameter":"cursor"}"#));
    }
}
