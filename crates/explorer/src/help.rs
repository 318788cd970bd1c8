//! The texts of the help: a file of their own per language, fetched when one of them is wanted.

use std::cell::RefCell;
use std::sync::Arc;

use gloo_net::http::Request;
use serde::Deserialize;

use crate::i18n::{self, Language};

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Topic {
    pub id: String,
    pub title: String,
    pub entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Entry {
    pub id: String,
    pub term: String,
    pub text: String,
    /// Members of the standard that carry it.
    pub members: Option<String>,
    pub examples: Option<String>,
    pub link: Option<String>,
}

impl Entry {
    pub fn has(&self, words: &str) -> bool {
        let text =
            format!("{} {} {}", self.term, self.text, self.members.as_deref().unwrap_or_default()).to_lowercase();
        words.to_lowercase().split_whitespace().all(|word| text.contains(word))
    }
}

type Topics = Arc<Vec<Topic>>;

thread_local! {
    /// Those of the language that was asked for last.
    static LOADED: RefCell<Option<(Language, Topics)>> = const { RefCell::new(None) };
}

/// The help in the language of the page; `None` where its file does not come.
pub async fn topics() -> Option<Topics> {
    let language = i18n::language();
    let known = LOADED.with_borrow(|loaded| loaded.clone().filter(|(of, _)| *of == language));
    if let Some((_, topics)) = known {
        return Some(topics);
    }
    let address = format!("./messages/help/{}.json", language.code());
    let answer = Request::get(&address).cache(web_sys::RequestCache::NoCache).send().await.ok()?;
    // A static host may answer its own page for a missing file: not JSON, not ours.
    let topics = Arc::new(answer.json::<Vec<Topic>>().await.ok().filter(|_| answer.ok())?);
    LOADED.set(Some((language, topics.clone())));
    Some(topics)
}

/// One entry of it.
pub async fn entry(id: &str) -> Option<Entry> {
    topics().await?.iter().flat_map(|topic| &topic.entries).find(|entry| entry.id == id).cloned()
}

#[cfg(test)]
mod tests {
    use super::Topic;
    use std::collections::BTreeSet;

    fn topics(json: &str) -> Vec<Topic> {
        serde_json::from_str(json).unwrap()
    }

    /// What is no text of a language, in order.
    fn skeleton(topics: &[Topic]) -> Vec<(String, String, bool, Option<String>)> {
        let entries = |topic: &Topic| {
            let row = |it: &super::Entry| (topic.id.clone(), it.id.clone(), it.members.is_some(), it.link.clone());
            topic.entries.iter().map(row).collect::<Vec<_>>()
        };
        topics.iter().flat_map(entries).collect()
    }

    #[test]
    fn the_help_says_the_same_in_every_language() {
        let english = topics(include_str!("../../../www/messages/help/en.json"));
        let spanish = topics(include_str!("../../../www/messages/help/es.json"));
        let ukrainian = topics(include_str!("../../../www/messages/help/uk.json"));
        assert_eq!(skeleton(&english), skeleton(&spanish));
        assert_eq!(skeleton(&english), skeleton(&ukrainian));
        for topic in english.iter().chain(&spanish).chain(&ukrainian) {
            assert!(topic.entries.iter().all(|entry| !entry.term.is_empty() && !entry.text.is_empty()), "{}", topic.id);
        }
    }

    #[test]
    fn the_glossary_explains_every_term_of_the_brief() {
        let english = topics(include_str!("../../../www/messages/help/en.json"));
        let ids: BTreeSet<_> = english.iter().flat_map(|topic| &topic.entries).map(|entry| entry.id.as_str()).collect();
        for id in [
            "ocid",
            "release",
            "release-package",
            "record",
            "record-package",
            "compiled-release",
            "process",
            "endpoint",
            "merge",
            "join",
        ] {
            assert!(ids.contains(id), "{id}");
        }
    }
}
