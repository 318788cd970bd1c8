//! The small objects that cross the boundary, and what is made of them. No JavaScript here.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use tenderlens_core::client::{Call, Event, Options};
use tenderlens_core::describe;
use tenderlens_core::ocds::package;
use tenderlens_core::protocol::credentials::Credentials;
use tenderlens_core::protocol::retry::Policy;
use tenderlens_core::publishers::Registry;

use crate::sent::JsCredentials;

/// Members that no struct names. They are collected, not denied: serde-wasm-bindgen only looks for
/// the members a struct names, so a misspelt one would pass unseen.
type Unknown = BTreeMap<String, IgnoredAny>;

/// Options of a client, as JavaScript writes them. Absent and undefined members keep their defaults.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ClientOptions {
    /// Per publisher id: scheme, host and prefix instead of the live service's.
    pub bases: Option<BTreeMap<String, Option<String>>>,
    /// For one request, in milliseconds.
    pub timeout_ms: Option<u32>,
    pub retry: Option<RetryOptions>,
    /// Per publisher id: sent to its endpoints that ask for credentials.
    pub credentials: Option<BTreeMap<String, Option<JsCredentials>>>,
    #[serde(flatten)]
    unknown: Unknown,
}

/// Members of `retry`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct RetryOptions {
    /// Requests sent at most, the first included; 1 means never again.
    pub attempts: Option<u32>,
    /// A publisher that asks for a longer pause is not waited for.
    pub longest_pause_ms: Option<u32>,
    #[serde(flatten)]
    unknown: Unknown,
}

impl ClientOptions {
    /// The options of the engine.
    ///
    /// # Errors
    /// Names a member or a publisher that does not exist: a misspelt base would silently ask the
    /// live service.
    pub fn check(self, registry: &Registry) -> Result<Options, String> {
        let retry = self.retry.unwrap_or_default();
        known("option", self.unknown.keys(), &["bases", "timeoutMs", "retry", "credentials"])?;
        known("retry option", retry.unknown.keys(), &["attempts", "longestPauseMs"])?;
        let bases = self.bases.unwrap_or_default();
        let publishers: Vec<_> = registry.publishers().iter().map(|publisher| publisher.id).collect();
        let credentials = credentials(self.credentials.unwrap_or_default(), &publishers)?;
        known("publisher in bases", bases.keys().filter(|id| !publishers.contains(&id.as_str())), &publishers)?;

        let defaults = Options::default();
        let milliseconds = |given: Option<u32>, default| given.map_or(default, |it| Duration::from_millis(it.into()));
        let attempts = retry.attempts.unwrap_or(defaults.retry.attempts).max(1);
        Ok(Options {
            bases: bases.into_iter().filter_map(|(publisher, base)| Some((publisher, base?))).collect(),
            credentials,
            timeout: milliseconds(self.timeout_ms, defaults.timeout),
            retry: Policy {
                attempts,
                attempts_unexplained: defaults.retry.attempts_unexplained.min(attempts),
                longest_pause: milliseconds(retry.longest_pause_ms, defaults.retry.longest_pause),
                ..defaults.retry
            },
            ..defaults
        })
    }
}

fn credentials(
    given: BTreeMap<String, Option<JsCredentials>>,
    publishers: &[&str],
) -> Result<BTreeMap<String, Credentials>, String> {
    known("publisher in credentials", given.keys().filter(|id| !publishers.contains(&id.as_str())), publishers)?;
    let given = given.into_iter().filter_map(|(publisher, credentials)| Some((publisher, credentials?)));
    given.map(|(publisher, credentials)| Ok((publisher, credentials.check()?))).collect()
}

fn known<'a>(what: &str, mut unknown: impl Iterator<Item = &'a String>, known: &[&str]) -> Result<(), String> {
    match unknown.next() {
        Some(name) => Err(format!("there is no {what} {name:?}; known are {}", known.join(", "))),
        None => Ok(()),
    }
}

/// What a client's listener is told while a call is under way.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Waiting<'a> {
    pub publisher: &'a str,
    pub endpoint: &'a str,
    /// The attempt that failed, from 1.
    pub attempt: u32,
    pub pause_ms: u64,
    /// Code of the error that is waited out.
    pub code: &'a str,
}

impl<'a> Waiting<'a> {
    pub fn of(call: &'a Call, event: &'a Event) -> Self {
        let Event::Waiting { pause, attempt, error } = event;
        Self {
            publisher: call.publisher().id,
            endpoint: call.endpoint().id,
            attempt: *attempt,
            pause_ms: u64::try_from(pause.as_millis()).unwrap_or(u64::MAX),
            code: error.code(),
        }
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
        serde_json::from_str::<ClientOptions>(json).unwrap().check(&Registry::builtin())
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
    fn misspelt_options_are_refused() {
        let problem = |json| checked(json).unwrap_err();
        assert_eq!(
            problem(r#"{"timeout":5}"#),
            r#"there is no option "timeout"; known are bases, timeoutMs, retry, credentials"#
        );
        assert!(problem(r#"{"retry":{"times":5}}"#).starts_with(r#"there is no retry option "times""#));
        assert!(problem(r#"{"bases":{"gb":"x"}}"#).contains(r#"no publisher in bases "gb"; known are peru, uk"#));
    }

    #[test]
    fn rows_are_listed_with_their_publisher() {
        let rows = endpoints_json(&Registry::builtin()).unwrap();
        assert!(rows.contains(r#""publisher":"uk","write":false,"id":"releasePackages","method":"GET""#), "{rows}");
        assert!(rows.contains(r#""paging":{"style":"cursor","parameter":"cursor"}"#));
    }
}
