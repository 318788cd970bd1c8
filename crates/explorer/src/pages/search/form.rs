//! What is looked for: words, publishers, window.

use std::sync::Arc;

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use tenderlens_core::endpoint::Publisher;

use super::is_chosen;
use crate::context::App;
use crate::route::{Days, Route, Search};

#[component]
pub fn SearchForm(search: Memo<Search>, all: Arc<[Publisher]>) -> impl IntoView {
    let app = App::get();
    let open = RwSignal::new(false);
    let (from, to) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let typing = app.clone();
    let refine_words = move |event| {
        let words = event_target_value(&event);
        typing.refine(Route::search(Search { words, page: 1, ..search.get_untracked() }));
    };
    let submitting = app.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let value = |input: NodeRef<html::Input>| input.get_untracked().map(|input| input.value()).unwrap_or_default();
        let search = Search { updated: Days { from: value(from), to: value(to) }, page: 1, ..search.get_untracked() };
        submitting.go(&Route::search(search));
        open.set(false);
    };
    let clearing = app.clone();
    let clear = move |_| clearing.go(&Route::search(Search { page: 1, ..Search::default() }));
    let boxes: Vec<_> =
        all.iter().map(|publisher| view! { <PublisherBox publisher=*publisher all=all.clone() search /> }).collect();
    view! {
        <form class="search-form" role="search" aria-label=t!("search.form") on:submit=submit>
            <div class="search-bar">
                <label class="visually-hidden" for="search-q">{t!("search.words")}</label>
                <input id="search-q" name="q" type="search" autocomplete="off" spellcheck="false"
                    prop:value=move || search.with(|search| search.words.clone()) on:input=refine_words />
                <button class="button-primary" type="submit">{t!("search.submit")}</button>
                <button class="search-filters-toggle" type="button" aria-controls="search-filters"
                    aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>{t!("search.filters")}</button>
            </div>
            <div class="search-filters" id="search-filters" data-open=move || open.get().to_string()>
                <fieldset class="search-group"><legend>{t!("search.publisher")}</legend>{boxes}</fieldset>
                <fieldset class="search-group">
                    <legend>{t!("search.window")}</legend>
                    <div class="field-row">
                        <div class="field">
                            <label for="search-from">{t!("search.from")}</label>
                            <input id="search-from" type="date" node_ref=from aria-describedby="search-window-hint"
                                prop:value=move || search.with(|search| search.updated.from.clone()) />
                        </div>
                        <div class="field">
                            <label for="search-to">{t!("search.to")}</label>
                            <input id="search-to" type="date" node_ref=to aria-describedby="search-window-hint"
                                prop:value=move || search.with(|search| search.updated.to.clone()) />
                        </div>
                    </div>
                    <p class="field-hint" id="search-window-hint">{t!("search.window.hint")}</p>
                </fieldset>
                <div class="search-filters-actions">
                    <button class="button-primary" type="submit">{t!("search.apply")}</button>
                    <button class="button-quiet" type="button" on:click=clear>{t!("search.clear")}</button>
                </div>
            </div>
        </form>
    }
}

#[component]
fn PublisherBox(publisher: Publisher, all: Arc<[Publisher]>, search: Memo<Search>) -> impl IntoView {
    let app = App::get();
    let checked = move || search.with(|search| is_chosen(&publisher, &search.sources));
    let session = app.session.clone();
    let count = move || {
        session.with(publisher.id, |source| (source.listing.pages > 0).then(|| source.listing.processes.to_string()))
    };
    let toggle = move |_| {
        let search = search.get_untracked();
        let sources = toggled(&all, &search.sources, publisher.id);
        app.go(&Route::search(Search { sources, page: 1, ..search }));
    };
    view! {
        <label class="search-check">
            <input type="checkbox" name="src" value=publisher.id prop:checked=checked on:change=toggle />
            <span>{publisher.name}</span>
            <span class="search-count">{count}</span>
        </label>
    }
}

/// None and the usual ones mean the same: without a publisher there is nothing to show.
fn toggled(all: &[Publisher], sources: &[String], id: &str) -> Vec<String> {
    let is_on = |publisher: &&Publisher| is_chosen(publisher, sources) != (publisher.id == id);
    chosen_ids(all, all.iter().filter(is_on).map(|publisher| publisher.id))
}

/// As a link names them: the usual choice is left out.
pub fn chosen_ids<'a>(all: &[Publisher], ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    let ids: Vec<String> = ids.map(str::to_owned).collect();
    let is_usual = all.iter().all(|publisher| is_chosen(publisher, &[]) == ids.iter().any(|id| id == publisher.id));
    if is_usual { Vec::new() } else { ids }
}
