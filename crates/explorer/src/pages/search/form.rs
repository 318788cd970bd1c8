//! What is looked for: words, publishers, window, and the filters. On narrow screens the filters are
//! a sheet over the page.

use std::sync::Arc;

use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use tenderlens_catalog::{Aspect, Value};
use tenderlens_core::endpoint::Publisher;

use super::check::{Control, check, id};
use super::facet::FacetGroup;
use super::is_chosen;
use super::keep::SavedSearches;
use super::query::{KINDS, Kind};
use super::ranges::{DocumentsFilter, DueFilter, PublishedFilter, ValueFilter};
use super::state::State;
use crate::browser;
use crate::context::App;
use crate::route::{Days, Route, Search};

const SHEET: &str = "#search-filters";

#[component]
pub fn SearchForm(state: State, all: Arc<[Publisher]>) -> impl IntoView {
    let app = App::get();
    let search = state.search;
    let open = RwSignal::new(false);
    let (from, to) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let typing = app.clone();
    let refine_words = move |event| {
        let words = event_target_value(&event);
        typing.refine(Route::search(Search { words, page: 1, ..search.get_untracked() }));
    };
    let close = move || {
        if open.get_untracked() {
            open.set(false);
            browser::focus(".search-filters-toggle");
        }
    };
    let submitting = app.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let value = |input: NodeRef<html::Input>| input.get_untracked().map(|input| input.value()).unwrap_or_default();
        let updated = Days { from: value(from), to: value(to) };
        // Enter in another field has done its own part.
        if search.with_untracked(|search| updated != search.updated) {
            state.go(&submitting, |search| Search { updated, page: 1, ..search });
        }
        close();
    };
    let toggle = move |_| {
        open.update(|open| *open = !*open);
        if open.get_untracked() {
            request_animation_frame(|| browser::focus("#search-filters-close"));
        }
    };
    let keys = move |event: KeyboardEvent| {
        if !open.get_untracked() {
            return;
        }
        match event.key().as_str() {
            "Escape" => close(),
            "Tab" if browser::keep_focus(SHEET, event.shift_key()) => event.prevent_default(),
            _ => {}
        }
    };
    let day = move |read: fn(&Days) -> &String| move || search.with(|search| read(&search.updated).clone());
    view! {
        <form class="search-form" role="search" aria-label=t!("search.form") on:submit=submit>
            <div class="search-bar">
                <label class="visually-hidden" for="search-q">{t!("search.words")}</label>
                <input id="search-q" name="q" type="search" autocomplete="off" spellcheck="false"
                    prop:value=move || search.with(|search| search.words.clone()) on:input=refine_words />
                <button class="button-primary" type="submit">{t!("search.submit")}</button>
                <button class="search-filters-toggle" type="button" aria-controls="search-filters"
                    aria-expanded=move || open.get().to_string() on:click=toggle>{t!("search.filters")}</button>
            </div>
            <SavedSearches />
            <div class="search-filters" id="search-filters" data-open=move || open.get().to_string() on:keydown=keys
                role=move || open.get().then_some("dialog") aria-modal=move || open.get().then_some("true")
                aria-label=move || open.get().then(|| t!("search.filters"))>
                <div class="search-filters-head">
                    <p class="search-filters-title">{t!("search.filters")}</p>
                    <button id="search-filters-close" type="button" on:click=move |_| close()>{t!("search.filters.close")}</button>
                </div>
                <Publishers state all />
                <details class="facet" open=true>
                    <summary>{t!("search.window")}</summary>
                    <fieldset>
                        <legend class="visually-hidden">{t!("search.window")}</legend>
                        <div class="facet-range">
                            <div class="field">
                                <label for="search-from">{t!("search.from")}</label>
                                <input id="search-from" type="date" node_ref=from aria-describedby="search-window-hint"
                                    prop:value=day(|days| &days.from) />
                            </div>
                            <div class="field">
                                <label for="search-to">{t!("search.to")}</label>
                                <input id="search-to" type="date" node_ref=to aria-describedby="search-window-hint"
                                    prop:value=day(|days| &days.to) />
                            </div>
                        </div>
                        <p class="field-hint" id="search-window-hint">{t!("search.window.hint")}</p>
                        <button type="submit">{t!("search.apply")}</button>
                    </fieldset>
                </details>
                {facets(state, &KINDS[..2])}
                <ValueFilter state />
                <DueFilter state />
                {facets(state, &KINDS[2..])}
                <PublishedFilter state />
                <DocumentsFilter state />
                <div class="search-filters-foot">
                    <button class="button-primary" type="button" on:click=move |_| close()>{t!("search.filters.show")}</button>
                </div>
            </div>
        </form>
    }
}

fn facets(state: State, kinds: &'static [Kind]) -> Vec<impl IntoView> {
    kinds.iter().map(|kind| view! { <FacetGroup kind state /> }).collect()
}

/// The publishers that are asked, with what is loaded of each that meets the rest.
#[component]
fn Publishers(state: State, all: Arc<[Publisher]>) -> impl IntoView {
    let app = App::get();
    let facet = Memo::new(move |_| state.facet(Aspect::Publisher));
    let line = |publisher: Publisher| {
        let is_on = move || state.search.with(|search| is_chosen(&publisher, &search.sources));
        let count = move || {
            facet.with(|facet| {
                let mut choices = facet.iter().flat_map(|facet| &facet.choices);
                let is_it = |value: &Value| matches!(value, Value::Text(id) if id == publisher.id);
                choices.find(|choice| is_it(&choice.value) && is_on()).map(|choice| choice.count)
            })
        };
        let (app, all) = (app.clone(), all.clone());
        let toggle = move || {
            state.go(&app, |search| {
                let sources = toggled(&all, &search.sources, publisher.id);
                Search { sources, page: 1, ..search }
            });
        };
        let of = Control { id: id("src", publisher.id), name: "src", value: publisher.id.to_owned() };
        let name = Signal::stored(publisher.name.to_owned());
        let line = check(of, name, Signal::derive(count), Signal::derive(is_on), toggle);
        let only = move || {
            let search = Search { sources: vec![publisher.id.to_owned()], page: 1, ..state.search.get() };
            Route::search(search).format()
        };
        view! {
            <li class="facet-line">
                {line}
                <a class="facet-only" href=only>{t!("facet.only")}<span class="visually-hidden">": "{publisher.name}</span></a>
            </li>
        }
    };
    let list = all.iter().copied().map(line).collect_view();
    view! {
        <details class="facet" open=true>
            <summary>{t!("search.publisher")}</summary>
            <fieldset>
                <legend class="visually-hidden">{t!("search.publisher")}</legend>
                <ul class="facet-choices">{list}</ul>
            </fieldset>
        </details>
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
