//! Help: publishers, glossary, methods, keys, accessibility, credits. Its texts are a file of their
//! own, fetched when the help is opened.

use gloo_net::http::Request;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;

use crate::browser;
use crate::context::App;
use crate::i18n;
use crate::keys;

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Topic {
    id: String,
    title: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Entry {
    id: String,
    term: String,
    text: String,
    /// Members of the standard that carry it.
    members: Option<String>,
    examples: Option<String>,
    link: Option<String>,
}

impl Entry {
    fn has(&self, words: &str) -> bool {
        let text =
            format!("{} {} {}", self.term, self.text, self.members.as_deref().unwrap_or_default()).to_lowercase();
        words.to_lowercase().split_whitespace().all(|word| text.contains(word))
    }
}

#[component]
pub fn HelpPage(topic: String) -> impl IntoView {
    App::get().entitle(t!("help.title"));
    let topics = RwSignal::new(None::<Result<Vec<Topic>, ()>>);
    let words = RwSignal::new(String::new());
    let address = format!("./messages/help/{}.json", i18n::language().code());
    spawn_local(async move {
        let answer = Request::get(&address).cache(web_sys::RequestCache::NoCache).send().await;
        let loaded = match answer {
            Ok(answer) if answer.ok() => answer.json::<Vec<Topic>>().await.map_err(drop),
            _ => Err(()),
        };
        topics.set(Some(loaded));
        if !topic.is_empty() && topic.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            request_animation_frame(move || {
                browser::focus(&format!("#help-{topic}"));
                browser::scroll_into_view(&format!("#help-{topic}"));
            });
        }
    });
    view! {
        <div class="help">
            <h1 tabindex="-1">{t!("help.title")}</h1>
            <div class="field help-find">
                <label for="help-find">{t!("help.find")}</label>
                <input id="help-find" type="search" on:input=move |event| words.set(event_target_value(&event)) />
            </div>
            {move || match topics.get() {
                None => view! { <p role="status">{t!("help.loading")}</p> }.into_any(),
                Some(Err(())) => view! { <p role="alert">{t!("help.failed")}</p> }.into_any(),
                Some(Ok(topics)) => view! { <Topics topics words /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Topics(topics: Vec<Topic>, words: RwSignal<String>) -> impl IntoView {
    let link = |id: &str, title: String| view! { <li><a href=format!("#/help/{id}")>{title}</a></li> };
    let mut links: Vec<_> = topics.iter().map(|topic| link(&topic.id, topic.title.clone())).collect();
    links.push(link("keys", t!("help.keys").to_owned()));
    view! {
        <nav class="help-topics" aria-label=t!("help.topics")><ul>{links}</ul></nav>
        {move || {
            let words = words.get();
            let found: Vec<_> = topics.iter().filter_map(|topic| section(topic, &words)).collect();
            if found.is_empty() {
                view! { <p role="status">{t!("help.none")}</p> }.into_any()
            } else {
                found.into_any()
            }
        }}
        <section class="help-topic" aria-labelledby="help-keys">
            <h2 id="help-keys" tabindex="-1">{t!("help.keys")}</h2>
            <dl class="help-keys">
                {keys::list().map(|(key, words)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{words}</dd></div> })}
            </dl>
            <p><a href="#/settings">{t!("help.keys.off")}</a></p>
        </section>
    }
}

fn section(topic: &Topic, words: &str) -> Option<AnyView> {
    let entries: Vec<_> = topic.entries.iter().filter(|entry| entry.has(words)).cloned().map(entry).collect();
    let id = format!("help-{}", topic.id);
    let labelled_by = id.clone();
    (!entries.is_empty()).then(|| {
        view! {
            <section class="help-topic" aria-labelledby=labelled_by>
                <h2 id=id tabindex="-1">{topic.title.clone()}</h2>
                {entries}
            </section>
        }
        .into_any()
    })
}

fn entry(entry: Entry) -> AnyView {
    let more = |label: &'static str, value: Option<String>| {
        value.map(|value| view! { <p class="help-more">{label}": "<code>{value}</code></p> })
    };
    let label = t!("help.reference_of", term = entry.term);
    view! {
        <section class="help-entry" id=format!("help-{}", entry.id) tabindex="-1">
            <h3>{entry.term}</h3>
            <p>{entry.text}</p>
            {more(t!("help.members"), entry.members)}
            {more(t!("help.examples"), entry.examples)}
            {entry.link.map(|url| view! {
                <p class="help-more"><a href=url target="_blank" rel="noreferrer" aria-label=label>{t!("help.reference")}</a></p>
            })}
        </section>
    }
    .into_any()
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
        let english = topics(include_str!("../../../../www/messages/help/en.json"));
        let spanish = topics(include_str!("../../../../www/messages/help/es.json"));
        let ukrainian = topics(include_str!("../../../../www/messages/help/uk.json"));
        assert_eq!(skeleton(&english), skeleton(&spanish));
        assert_eq!(skeleton(&english), skeleton(&ukrainian));
        for topic in english.iter().chain(&spanish).chain(&ukrainian) {
            assert!(topic.entries.iter().all(|entry| !entry.term.is_empty() && !entry.text.is_empty()), "{}", topic.id);
        }
    }

    #[test]
    fn the_glossary_explains_every_term_of_the_brief() {
        let english = topics(include_str!("../../../../www/messages/help/en.json"));
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
