//! What each release of each process changed, and the history of one value, as JSON text: an
//! account is larger than the releases it is of, and JavaScript reads text fastest.

use serde::Serialize;
use tenderlens_core::ocds::changes;
use tenderlens_core::ocds::merge::MergeError;

use super::Merged;
use super::documents::each;
use super::options::Settings;
use super::problem::Problem;

/// The account of one contracting process.
#[derive(Debug)]
pub struct Account {
    pub ocid: String,
    /// A JSON array, in merge order.
    pub text: String,
}

/// What each release added, changed and removed.
///
/// # Errors
/// As [`merge`](super::merge).
pub fn changes(documents: &[&str], settings: &Settings) -> Result<Merged<Account>, Problem> {
    accounts(documents, |releases| changes::changes(releases, &settings.merge))
}

/// The values that a JSON Pointer into the compiled release has had.
///
/// # Errors
/// As [`merge`](super::merge).
pub fn history(documents: &[&str], pointer: &str, settings: &Settings) -> Result<Merged<Account>, Problem> {
    accounts(documents, |releases| changes::history(releases, pointer, &settings.merge))
}

fn accounts<T: Serialize>(
    documents: &[&str],
    make: impl Fn(&[&str]) -> Result<T, MergeError>,
) -> Result<Merged<Account>, Problem> {
    each(documents, |process| {
        let releases = process.whole_releases().map_err(|problem| vec![Problem::found(problem, None)])?;
        let made = make(releases).map_err(|error| vec![Problem::of_merge(process.ocid(), &error)])?;
        // Plain data with string keys always has a JSON text.
        let text = serde_json::to_string(&made).unwrap_or_default();
        Ok(Account { ocid: process.ocid().to_owned(), text })
    })
}

#[cfg(test)]
mod tests {
    use super::{changes, history};
    use crate::merge::Settings;

    fn documents() -> [String; 2] {
        let release = |id: u8, amount: &str| {
            format!(r#"{{"ocid":"a","id":"{id}","date":"2024-01-0{id}","tender":{{"value":{{"amount":{amount}}}}}}}"#)
        };
        [release(2, "2.50"), release(1, "1.10")]
    }

    #[test]
    fn amounts_keep_their_digits() {
        let accounts = changes(&documents().each_ref().map(String::as_str), &Settings::default()).unwrap();
        assert!(accounts.processes[0].text.contains(r#""old":"1.10","new":"2.50""#), "{accounts:?}");
    }

    #[test]
    fn a_value_has_one_entry_for_each_release_that_changed_it() {
        let accounts =
            history(&documents().each_ref().map(String::as_str), "/tender/value/amount", &Settings::default()).unwrap();
        let text = &accounts.processes[0].text;
        assert!(text.starts_with(r#"[{"value":"1.10","release":1,"#) && text.contains(r#""value":"2.50""#), "{text}");
    }

    #[test]
    fn linked_releases_must_be_given() {
        let linked = r#"{"ocid":"a","compiledRelease":{"ocid":"a"},"releases":[{"url":"https://host/1"}]}"#;
        let accounts = changes(&[linked], &Settings::default()).unwrap();
        assert_eq!((accounts.processes.len(), accounts.problems[0].code), (0, "needs-releases"));
    }
}
