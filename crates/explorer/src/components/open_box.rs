//! The box that opens a process by what names it.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use crate::context::App;
use crate::route::{Route, Search};

#[component]
pub fn OpenBox() -> impl IntoView {
    let app = App::get();
    let input = NodeRef::<html::Input>::new();
    let open = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(input) = input.get_untracked() else {
            return;
        };
        let text = input.value();
        if !text.trim().is_empty() {
            app.go(&destination(&app, &text).unwrap_or_else(|| words(&text)));
            input.set_value("");
        }
    };
    view! {
        <form class="open-box" on:submit=open>
            <label class="visually-hidden" for="open-id">{t!("open.label")}</label>
            <input id="open-id" name="id" type="text" autocomplete="off" autocapitalize="off" spellcheck="false"
                placeholder=t!("open.label") node_ref=input />
            <button type="submit">{t!("open.go")}</button>
        </form>
    }
}

/// Where a text leads that names a process, a notice or one of our own links.
pub fn destination(app: &App, text: &str) -> Option<Route> {
    if let Some((_, link)) = text.trim().split_once("#/").filter(|(page, _)| page.is_empty() || page.contains("://")) {
        let route = Route::parse(&format!("/{link}"));
        if !matches!(route, Route::Missing(_)) {
            return Some(route);
        }
    }
    app.named(text)
}

fn words(text: &str) -> Route {
    Route::search(Search { words: text.trim().to_owned(), ..Search::default() })
}
