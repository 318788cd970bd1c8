//! A feed: every answer names where the next one starts, and an empty one is the end for now.

use std::borrow::Cow;
use std::collections::VecDeque;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::recent::Recent;
use crate::protocol::error::Error;
use crate::protocol::parameters::Parameters;

/// Offsets that a feed must not lead back to.
const VISITED: usize = 32;

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
    /// Of this run only: a loop may well come after a long time.
    #[serde(skip)]
    visited: VecDeque<String>,
}

#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow)]
    data: Vec<&'a RawValue>,
    #[serde(borrow)]
    next_page: Option<NextPage<'a>>,
}

#[derive(Deserialize)]
struct NextPage<'a> {
    #[serde(borrow)]
    offset: Option<&'a RawValue>,
}

impl Feed {
    pub fn new(parameters: Parameters) -> Self {
        Self { parameters, offset: None, ended_ms: None, recent: Recent::default(), visited: VecDeque::new() }
    }

    /// What to ask for; `name` is the parameter of the place.
    pub fn ask(&self, name: &str) -> Parameters {
        let mut parameters = self.parameters.clone();
        parameters.extend(self.offset.clone().map(|offset| (name.to_owned(), offset)));
        parameters
    }

    /// Takes an answer; returns what is new in it.
    ///
    /// # Errors
    /// When the answer is no page of a feed, or leads back to where the feed has been.
    pub fn absorb(&mut self, text: &str, now_ms: u64) -> Result<Vec<String>, Error> {
        let answer: Answer<'_> = serde_json::from_str(text).map_err(|problem| Error::Body {
            offset: problem.column(),
            problem: format!("not a page of a feed: {problem}"),
        })?;
        let next = answer.next_page.and_then(|page| page.offset).map(offset_text).filter(|it| !it.is_empty());
        if answer.data.is_empty() || next.is_none() {
            self.ended_ms = Some(now_ms);
            self.visited.clear();
        } else {
            self.check_progress(next.as_deref())?;
            self.ended_ms = None;
        }
        let items = last_of_each(&answer.data).into_iter().filter(|item| self.recent.is_new(item));
        let items = items.map(str::to_owned).collect();
        self.offset = next.or(self.offset.take());
        Ok(items)
    }

    fn check_progress(&mut self, next: Option<&str>) -> Result<(), Error> {
        self.visited.extend(self.offset.clone());
        if next.is_some_and(|next| self.visited.iter().any(|offset| offset == next)) {
            self.visited.clear();
            let problem = "the feed leads back to where it has been, which would never end".to_owned();
            return Err(Error::Body { offset: 0, problem });
        }
        if self.visited.len() > VISITED {
            self.visited.pop_front();
        }
        Ok(())
    }
}

/// An offset is a string, or was once a number.
fn offset_text(raw: &RawValue) -> String {
    serde_json::from_str::<String>(raw.get()).unwrap_or_else(|_| raw.get().replace("null", ""))
}

/// A row that stands there twice was changed in between: the last one counts.
fn last_of_each<'a>(rows: &[&'a RawValue]) -> Vec<&'a str> {
    let ids: Vec<_> = rows.iter().map(|row| id(row.get())).collect();
    let is_last = |index: usize| ids[index].is_none() || !ids[index + 1..].contains(&ids[index]);
    rows.iter().enumerate().filter(|(index, _)| is_last(*index)).map(|(_, row)| row.get()).collect()
}

fn id(row: &str) -> Option<Cow<'_, str>> {
    #[derive(Deserialize)]
    struct Row<'a> {
        #[serde(borrow)]
        id: Option<Cow<'a, str>>,
    }
    serde_json::from_str::<Row<'_>>(row).ok()?.id
}

#[cfg(test)]
mod tests {
    use super::{Feed, Parameters};

    fn page(rows: &[(&str, u32)], offset: &str) -> String {
        let rows: Vec<_> = rows.iter().map(|(id, version)| format!("{{\"id\":\"{id}\",\"v\":{version}}}")).collect();
        format!("{{\"data\":[{}],\"next_page\":{{\"offset\":{offset}}}}}", rows.join(","))
    }

    #[test]
    fn a_walk_goes_from_offset_to_offset_and_waits_at_an_empty_page() {
        let mut feed = Feed::new(Parameters::from([("limit".to_owned(), "2".to_owned())]));
        assert_eq!(feed.ask("offset").len(), 1);
        assert_eq!(feed.absorb(&page(&[("a", 1), ("b", 1)], "\"5+\""), 0).unwrap().len(), 2);
        assert_eq!((feed.ask("offset")["offset"].as_str(), feed.ended_ms.is_some()), ("5+", false));
        assert_eq!(feed.absorb(&page(&[], "\"5+\""), 7).unwrap().len(), 0);
        assert_eq!((feed.ended_ms, feed.offset.as_deref()), (Some(7), Some("5+")));
        // What changed meanwhile is news, under the same id too.
        assert_eq!(feed.absorb(&page(&[("a", 2)], "6.5"), 9).unwrap(), ["{\"id\":\"a\",\"v\":2}"]);
        assert_eq!((feed.ended_ms.is_some(), feed.offset.as_deref()), (false, Some("6.5")));
    }

    #[test]
    fn the_last_of_an_id_on_a_page_wins_and_the_same_row_comes_once() {
        let mut feed = Feed::new(Parameters::new());
        let rows = feed.absorb(&page(&[("a", 1), ("b", 1), ("a", 2)], "\"1\""), 0).unwrap();
        assert_eq!(rows, ["{\"id\":\"b\",\"v\":1}", "{\"id\":\"a\",\"v\":2}"]);
        assert_eq!(feed.absorb(&page(&[("a", 2), ("c", 1)], "\"2\""), 0).unwrap(), ["{\"id\":\"c\",\"v\":1}"]);
    }

    #[test]
    fn an_empty_first_page_leaves_the_start_where_it_was() {
        let mut feed = Feed::new(Parameters::new());
        feed.absorb(&page(&[], "\"\""), 3).unwrap();
        assert_eq!((feed.offset.clone(), feed.ended_ms.is_some()), (None, true));
        // A feed of the oldest kind, or one that names no next page at its end.
        feed.absorb("{\"data\":[{\"id\":\"a\"}]}", 4).unwrap();
        assert!(feed.ended_ms.is_some());
    }

    #[test]
    fn a_feed_that_leads_back_is_an_error_and_not_a_loop() {
        let mut feed = Feed::new(Parameters::new());
        for offset in ["\"1\"", "\"2\"", "\"3\""] {
            feed.absorb(&page(&[(offset.trim_matches('"'), 1)], offset), 0).unwrap();
        }
        let error = feed.absorb(&page(&[("x", 1)], "\"2\""), 0).unwrap_err();
        assert!(error.to_string().contains("leads back"), "{error}");
        assert!(feed.absorb(&page(&[("y", 1)], "\"3\""), 0).is_err(), "to the same page");
    }

    #[test]
    fn what_is_no_feed_is_told() {
        let mut feed = Feed::new(Parameters::new());
        for text in ["<html>", "{\"data\":{}}", "{}"] {
            assert_eq!(feed.absorb(text, 0).unwrap_err().code(), "invalid-body");
        }
        assert_eq!(feed, Feed::new(Parameters::new()));
    }
}
