//! The small objects that cross the boundary, and what is made of them. No JavaScript here.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tenderlens_core::client::{CacheLimits, Options};
use tenderlens_core::describe;
use tenderlens_core::ocds::package;
use tenderlens_core::protocol::retry::Policy;
use tenderlens_core::publishers::Registry;

use crate::sent::JsCredentials;

/// Options of a client, as the TypeScript side has checked them. Absent and undefined members keep
/// their defaults.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ClientOptions {
    /// Per publisher id: scheme, host and prefix instead of the live service's, or a proxy's address.
    pub bases: Option<BTreeMap<String, Option<String>>>,
    /// For one request, in milliseconds.
    pub timeout_ms: Option<u32>,
    pub retry: Option<RetryOptions>,
    /// Per publisher id: sent to its endpoints that ask for credentials.
    pub credentials: Option<BTreeMap<String, Option<JsCredentials>>>,
}

/// Members of `retry`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RetryOptions {
    /// Requests sent at most, the first included; 1 means never again.
    pub attempts: Option<u32>,
    /// A publisher that asks for a longer pause is not waited for.
    pub longest_pause_ms: Option<u32>,
}

impl ClientOptions {
    /// The options of the engine.
    ///
    /// # Errors
    /// Names what is wrong with credentials.
    pub fn check(self) -> Result<Options, String> {
        let retry = self.retry.unwrap_or_default();
        let credentials = self.credentials.unwrap_or_default().into_iter();
        let credentials = credentials.filter_map(|(publisher, given)| Some((publisher, given?)));
        let credentials = credentials.map(|(publisher, given)| Ok((publisher, given.check()?)));
        let bases = self.bases.unwrap_or_default().into_iter();

        let defaults = Options::default();
        let milliseconds = |given: Option<u32>, default| given.map_or(default, |it| Duration::from_millis(it.into()));
        let attempts = retry.attempts.unwrap_or(defaults.retry.attempts).max(1);
        Ok(Options {
            bases: bases.filter_map(|(publisher, base)| Some((publisher, base?))).collect(),
            credentials: credentials.collect::<Result<_, String>>()?,
            timeout: milliseconds(self.timeout_ms, defaults.timeout),
            retry: Policy {
                attempts,
                attempts_unexplained: defaults.retry.attempts_unexplained.min(attempts),
                longest_pause: milliseconds(retry.longest_pause_ms, defaults.retry.longest_pause),
                ..defaults.retry
            },
            // A program that asks again wants to know what is there now.
            cache: CacheLimits { bytes: 0, ..defaults.cache },
            ..defaults
        })
    }
}

/// An entry of a page that could not be used.
#[derive(Debug, Serialize)]
pub struct Problem<'a> {
    pub pointer: &'a str,
    pub problem: &'a str,
}

impl<'a> From<&'a package::Problem> for Problem<'a> {
    fn from(of: &'a package::Problem) -> Self {
        Self { pointer: &of.pointer, problem: &of.problem }
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

    fn checked(json: &str) -> Result<Options, String> {
        serde_json::from_str::<ClientOptions>(json).unwrap().check()
    }

    #[test]
    fn absent_options_keep_their_defaults() {
        let options = checked(r#"{"timeoutMs":5000,"retry":{"attempts":1},"bases":{"uk":null}}"#).unwrap();
        assert_eq!(options.timeout, Duration::from_secs(5));
        assert_eq!((options.retry.attempts, options.retry.attempts_unexplained), (1, 1));
        assert_eq!(options.retry.longest_pause, Options::default().retry.longest_pause);
        assert!(options.bases.is_empty());
    }

    #[test]
    fn rows_are_listed_with_their_publisher() {
        let rows = endpoints_json(&Registry::builtin()).unwrap();
        assert!(rows.contains(r#""publisher":"uk","write":false,"id":"releasePackages","method":"GET""#), "{rows}");
        assert!(rows.contains(r#""paging":{"style":"cursor","parameter":"cursor"}"#));
    }
}
