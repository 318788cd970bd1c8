//! The processes that the reader follows: their links, kept on the device.

use serde::{Deserialize, Serialize};

use crate::route::Route;
use crate::store::{self, key};

/// A followed process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    pub publisher: String,
    pub ocid: String,
    /// The publisher's own id, where the process can't be asked for by its OCID.
    #[serde(default)]
    pub locator: String,
    pub title: String,
    /// Language of the title (BCP 47).
    #[serde(default)]
    pub language: String,
    /// Since when (RFC 3339).
    pub since: String,
}

impl Followed {
    pub fn is(&self, publisher: &str, ocid: &str) -> bool {
        self.publisher == publisher && self.ocid == ocid
    }

    pub fn route(&self) -> Route {
        Route::process(&self.publisher, &self.ocid, Some(&self.locator))
    }
}

pub fn stored() -> Vec<Followed> {
    store::value(key::FOLLOWED)
}

/// Adds a process at the front, or takes it off the list; whether that will last.
pub fn toggle(list: &mut Vec<Followed>, process: Followed) -> bool {
    match list.iter().position(|it| it.is(&process.publisher, &process.ocid)) {
        Some(index) => drop(list.remove(index)),
        None => list.insert(0, process),
    }
    store::set_value(key::FOLLOWED, list)
}

#[cfg(test)]
mod tests {
    use super::{Followed, stored, toggle};

    fn process(ocid: &str) -> Followed {
        let (publisher, title) = ("uk".to_owned(), "Bridge".to_owned());
        let since = "2026-11-21T12:00:00Z".to_owned();
        Followed { publisher, ocid: ocid.to_owned(), locator: String::new(), title, language: "en".to_owned(), since }
    }

    #[test]
    fn following_twice_is_not_following() {
        let mut list = Vec::new();
        toggle(&mut list, process("ocds-h6vhtk-1"));
        toggle(&mut list, process("ocds-h6vhtk-2"));
        assert_eq!(stored(), [process("ocds-h6vhtk-2"), process("ocds-h6vhtk-1")]);
        toggle(&mut list, process("ocds-h6vhtk-2"));
        assert_eq!(stored(), [process("ocds-h6vhtk-1")]);
    }
}
