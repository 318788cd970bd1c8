//! A feed: every answer names where the next one starts, and an empty one is the end for now.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use tenderlens_ocds::json;

use super::recent::Recent;
use crate::protocol::page::Page;
use crate::protocol::parameters::Parameters;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Feed {
    /// What the rows of the feed are asked with, besides the place.
    pub parameters: Parameters,
    /// Where to continue; none at the very start.
    pub offset: Option<String>,
    /// When the end was looked at last (Unix milliseconds): it is not looked at again too soon.
    pub ended_ms: Option<u64>,
    recent: Recent,
}

impl Feed {
    pub fn new(parameters: Parameters) -> Self {
        Self { parameters, offset: None, ended_ms: None, recent: Recent::default() }
    }

    /// What to ask for; `name` is the parameter of the place.
    pub fn ask(&self, name: &str) -> Parameters {
        let mut parameters = self.parameters.clone();
        parameters.extend(self.offset.clone().map(|offset| (name.to_owned(), offset)));
        parameters
    }

    /// Takes a page; returns what is new on it.
    pub fn absorb(&mut self, name: &str, page: &Page, now_ms: u64) -> Vec<String> {
        self.ended_ms = page.next.is_none().then_some(now_ms);
        let position = page.position.as_ref().and_then(|token| token.parameters.get(name).cloned());
        self.offset = position.or(self.offset.take());
        let rows: Vec<&str> = page.items().collect();
        let new = last_of_each(&rows).into_iter().filter(|row| self.recent.is_new(row));
        new.map(str::to_owned).collect()
    }
}

/// A row that stands there twice was changed in between: the last one counts.
fn last_of_each<'a>(rows: &[&'a str]) -> Vec<&'a str> {
    let ids: Vec<_> = rows.iter().map(|row| id(row)).collect();
    let is_last = |index: usize| ids[index].is_none() || !ids[index + 1..].contains(&ids[index]);
    rows.iter().enumerate().filter(|(index, _)| is_last(*index)).map(|(_, row)| *row).collect()
}

fn id(row: &str) -> Option<Cow<'_, str>> {
    json::pointer(row, "/id")
}

#[cfg(test)]
mod tests {
    use super::{Feed, Parameters};
    use crate::protocol::page::{self, Asked};
    use crate::publishers::Registry;

    fn page(rows: &[(&str, u32)], offset: &str) -> String {
        let rows: Vec<_> = rows.iter().map(|(id, version)| format!("{{\"id\":\"{id}\",\"v\":{version}}}")).collect();
        format!("{{\"data\":[{}],\"next_page\":{{\"offset\":{offset}}}}}", rows.join(","))
    }

    /// What the feed makes of an answer to what it asks for.
    fn absorb(feed: &mut Feed, text: &str, now_ms: u64) -> Vec<String> {
        let registry = Registry::builtin();
        let (publisher, endpoint) = registry.endpoint("prozorro", "feedPlans").unwrap();
        let asked = Asked { publisher, endpoint, parameters: &feed.ask("offset") };
        let page = page::read(asked, text.as_bytes()).unwrap();
        feed.absorb("offset", &page, now_ms)
    }

    #[test]
    fn a_walk_goes_from_offset_to_offset_and_waits_at_an_empty_page() {
        let mut feed = Feed::new(Parameters::from([("limit".to_owned(), "2".to_owned())]));
        assert_eq!(feed.ask("offset").len(), 1);
        assert_eq!(absorb(&mut feed, &page(&[("a", 1), ("b", 1)], "\"5+\""), 0).len(), 2);
        assert_eq!((feed.ask("offset")["offset"].as_str(), feed.ended_ms.is_some()), ("5+", false));
        assert_eq!(absorb(&mut feed, &page(&[], "\"5+\""), 7).len(), 0);
        assert_eq!((feed.ended_ms, feed.offset.as_deref()), (Some(7), Some("5+")));
        // What changed meanwhile is news, under the same id too.
        assert_eq!(absorb(&mut feed, &page(&[("a", 2)], "6.5"), 9), ["{\"id\":\"a\",\"v\":2}"]);
        assert_eq!((feed.ended_ms.is_some(), feed.offset.as_deref()), (false, Some("6.5")));
    }

    #[test]
    fn the_last_of_an_id_on_a_page_wins_and_the_same_row_comes_once() {
        let mut feed = Feed::new(Parameters::new());
        let rows = absorb(&mut feed, &page(&[("a", 1), ("b", 1), ("a", 2)], "\"1\""), 0);
        assert_eq!(rows, ["{\"id\":\"b\",\"v\":1}", "{\"id\":\"a\",\"v\":2}"]);
        assert_eq!(absorb(&mut feed, &page(&[("a", 2), ("c", 1)], "\"2\""), 0), ["{\"id\":\"c\",\"v\":1}"]);
    }

    #[test]
    fn an_empty_first_page_leaves_the_start_where_it_was() {
        let mut feed = Feed::new(Parameters::new());
        absorb(&mut feed, &page(&[], "\"\""), 3);
        assert_eq!((feed.offset.clone(), feed.ended_ms.is_some()), (None, true));
        // A feed of the oldest kind, or one that names no next page at its end.
        absorb(&mut feed, "{\"data\":[{\"id\":\"a\"}]}", 4);
        assert!(feed.ended_ms.is_some());
    }
}
