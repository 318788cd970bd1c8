//! Saved searches: a name and a link each, kept on the device, with when they were looked at last.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::route::{Route, Search, View};
use crate::store::{self, key};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    pub name: String,
    pub link: String,
    /// When it was looked at last (RFC 3339).
    #[serde(default)]
    pub visited: String,
}

thread_local! {
    /// The visits before those since the page was opened: what is new stays marked as long.
    static BEFORE: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// The link of a search, whatever page and form of its list is shown.
pub fn link(search: &Search) -> String {
    Route::search(Search { page: 1, view: View::default(), ..search.clone() }).format()
}

pub fn stored() -> Vec<Saved> {
    store::value(key::SEARCHES)
}

/// Saves a search at the front, in the place of one with its link or its name; whether that will last.
pub fn save(list: &mut Vec<Saved>, saved: Saved) -> bool {
    list.retain(|it| it.link != saved.link && it.name != saved.name);
    list.insert(0, saved);
    store::set_value(key::SEARCHES, list)
}

pub fn remove(list: &mut Vec<Saved>, link: &str) -> bool {
    list.retain(|it| it.link != link);
    store::set_value(key::SEARCHES, list)
}

/// Notes a visit at that time, and tells when the visit before was, if the search is saved.
pub fn visit(link: &str, now: &str) -> Option<String> {
    if let Some(before) = BEFORE.with_borrow(|all| all.get(link).cloned()) {
        return Some(before);
    }
    let mut list = stored();
    let saved = list.iter_mut().find(|it| it.link == link)?;
    let before = std::mem::replace(&mut saved.visited, now.to_owned());
    store::set_value(key::SEARCHES, &list);
    BEFORE.with_borrow_mut(|all| all.insert(link.to_owned(), before.clone()));
    Some(before)
}

#[cfg(test)]
mod tests {
    use super::{Saved, remove, save, stored, visit};

    fn saved(name: &str, link: &str) -> Saved {
        Saved { name: name.to_owned(), link: link.to_owned(), visited: "2026-11-01T00:00:00Z".to_owned() }
    }

    #[test]
    fn a_link_and_a_name_are_saved_once_and_a_visit_tells_the_one_before() {
        let mut list = Vec::new();
        save(&mut list, saved("Bridges", "#/s?q=bridge"));
        save(&mut list, saved("Roads", "#/s?q=road"));
        save(&mut list, saved("Bridges", "#/s?q=bridges"));
        assert_eq!(stored(), [saved("Bridges", "#/s?q=bridges"), saved("Roads", "#/s?q=road")]);
        assert_eq!(visit("#/s?q=road", "2026-11-21T00:00:00Z").as_deref(), Some("2026-11-01T00:00:00Z"));
        assert_eq!(stored()[1].visited, "2026-11-21T00:00:00Z");
        // The marks stay while the page is open.
        assert_eq!(visit("#/s?q=road", "2026-11-22T00:00:00Z").as_deref(), Some("2026-11-01T00:00:00Z"));
        assert_eq!(visit("#/s?q=other", "2026-11-22T00:00:00Z"), None);
        remove(&mut list, "#/s?q=road");
        assert_eq!(stored().len(), 1);
    }
}
