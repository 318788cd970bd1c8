//! The processes that the reader follows, and those opened lately: their links, kept on the device.

use serde::{Deserialize, Serialize};
use tenderlens_core::ocds::view::Entry;

use crate::route::Route;
use crate::store::{self, key};

/// A process that is followed or was opened.
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
    /// Since when, or when (RFC 3339).
    pub since: String,
    /// What the reader has seen of it: the date of the newest release.
    #[serde(default)]
    pub seen: String,
}

impl Followed {
    pub fn is(&self, publisher: &str, ocid: &str) -> bool {
        self.publisher == publisher && self.ocid == ocid
    }

    /// The date by which a later state of a process is told from an earlier one.
    pub fn newest(timeline: &[Entry]) -> String {
        timeline.iter().filter_map(|entry| entry.date.clone()).max().unwrap_or_default()
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

/// Notes what is seen of a process, where it is followed.
pub fn see(list: &mut [Followed], process: &Followed) {
    let followed = list.iter_mut().find(|it| it.is(&process.publisher, &process.ocid) && it.seen != process.seen);
    if let Some(followed) = followed {
        followed.seen.clone_from(&process.seen);
        store::set_value(key::FOLLOWED, &list);
    }
}

/// As many as were opened last are kept.
const MOST_RECENT: usize = 5;

pub fn recent() -> Vec<Followed> {
    store::value(key::RECENT)
}

/// Puts a process that is opened at the front.
pub fn remember(list: &mut Vec<Followed>, process: Followed) {
    list.retain(|it| !it.is(&process.publisher, &process.ocid));
    list.insert(0, process);
    list.truncate(MOST_RECENT);
    store::set_value(key::RECENT, list);
}

pub fn forget_recent(list: &mut Vec<Followed>) {
    list.clear();
    store::remove(key::RECENT);
}

#[cfg(test)]
mod tests {
    use super::{Followed, forget_recent, recent, remember, see, stored, toggle};

    fn process(ocid: &str) -> Followed {
        let (publisher, title) = ("uk".to_owned(), "Bridge".to_owned());
        let since = "2026-11-21T12:00:00Z".to_owned();
        let (locator, language, seen) = (String::new(), "en".to_owned(), "2026-11-20".to_owned());
        Followed { publisher, ocid: ocid.to_owned(), locator, title, language, since, seen }
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

    #[test]
    fn what_is_seen_of_a_followed_process_is_kept() {
        let mut list = Vec::new();
        toggle(&mut list, process("ocds-h6vhtk-1"));
        let newer = Followed { seen: "2026-11-21".to_owned(), ..process("ocds-h6vhtk-1") };
        see(&mut list, &newer);
        see(&mut list, &process("ocds-h6vhtk-2"));
        assert_eq!(stored(), [newer]);
    }

    #[test]
    fn the_last_five_that_were_opened_are_remembered_once_each() {
        let mut list = Vec::new();
        for ocid in ["1", "2", "3", "4", "5", "6", "4"] {
            remember(&mut list, process(ocid));
        }
        let ocids: Vec<_> = recent().into_iter().map(|it| it.ocid).collect();
        assert_eq!(ocids, ["4", "6", "5", "3", "2"]);
        forget_recent(&mut list);
        assert!(list.is_empty() && recent().is_empty());
    }
}
