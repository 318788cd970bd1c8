//! Help: publishers, glossary, methods, keys, accessibility, credits. Its texts are a file of their
//! own, fetched when the help is opened.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser;
use crate::context::App;
use crate::help::{self, Entry, Topic};
use crate::keys;

#[component]
pub fn HelpPage(topic: String) -> impl IntoView {
    App::get().entitle(t!("help.title"));
    let topics = RwSignal::new(None::<Option<Arc<Vec<Topic>>>>);
    let words = RwSignal::new(String::new());
    spawn_local(async move {
        topics.set(Some(help::topics().await));
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
                Some(None) => view! { <p role="alert">{t!("help.failed")}</p> }.into_any(),
                Some(Some(topics)) => view! { <Topics topics words /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Topics(topics: Arc<Vec<Topic>>, words: RwSignal<String>) -> impl IntoView {
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
