//! A term with a dotted underline: its entry of the help opens beside it.

use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::help::{self, Entry};

/// Every one on the page has an id of its own: a page may name a term twice.
static COUNT: AtomicUsize = AtomicUsize::new(0);

/// `entry` is an id of the help. The browser closes the note by Escape or a click elsewhere.
#[component]
pub fn Term(entry: &'static str, words: &'static str) -> impl IntoView {
    let id = format!("term-{}", COUNT.fetch_add(1, Ordering::Relaxed));
    let shown = RwSignal::new(None::<Option<Entry>>);
    let load = move |_| {
        if shown.with_untracked(|shown| !matches!(shown, Some(Some(_)))) {
            spawn_local(async move {
                let found = help::entry(entry).await;
                shown.try_set(Some(found));
            });
        }
    };
    view! {
        <button class="term" type="button" popovertarget=id.clone() on:click=load>{words}</button>
        <span class="term-note" id=id popover="auto" role="note">
            {move || match shown.get() {
                None => t!("help.loading").into_any(),
                Some(None) => t!("help.failed").into_any(),
                Some(Some(found)) => note(found),
            }}
        </span>
    }
}

fn note(entry: Entry) -> AnyView {
    let more = |label: &'static str, value: Option<String>| {
        value.map(|value| view! { <span class="term-more">{label}": "<code>{value}</code></span> })
    };
    view! {
        <strong>{entry.term}</strong>
        <span>{entry.text}</span>
        {more(t!("help.members"), entry.members)}
        {more(t!("help.examples"), entry.examples)}
        <a href=format!("#/help/{}", entry.id)>{t!("help.more")}</a>
    }
    .into_any()
}
