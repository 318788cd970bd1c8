//! What is chosen, each to be taken back.

use leptos::prelude::*;
use tenderlens_catalog::{Aspect, Facet};

use super::change::{cleared, with_unknown};
use super::facet::{label, name_of};
use super::query::{KINDS, text};
use super::state::State;
use crate::browser;
use crate::context::App;
use crate::format;
use crate::i18n;
use crate::labels;
use crate::route::{Days, Due, Search, ValueRange};

/// A condition in words, and the search without it.
pub type Chip = (String, Search);

#[component]
pub fn Chips(state: State) -> impl IntoView {
    let app = App::get();
    let chips = move || {
        let chips = state.chips.get();
        if chips.is_empty() {
            return ().into_any();
        }
        let clearing = app.clone();
        let clear = move |_| {
            state.go(&clearing, |search| cleared(&search));
            browser::focus("#search-title");
        };
        let each = chips.into_iter().map(|(words, without)| {
            let app = app.clone();
            let name = t!("chip.remove", filter = words);
            let remove = move |_| {
                state.go(&app, |_| without.clone());
                request_animation_frame(|| browser::refocus("search-title"));
            };
            view! {
                <li><button class="search-chip" type="button" aria-label=name on:click=remove>
                    {words}
                    <svg viewBox="0 0 12 12" aria-hidden="true"><path d="M2 2l8 8M10 2l-8 8" /></svg>
                </button></li>
            }
        });
        view! {
            <ul class="search-chips" aria-label=t!("chip.list")>
                {each.collect_view()}
                <li><button class="button-link" type="button" on:click=clear>{t!("search.clear")}</button></li>
            </ul>
        }
        .into_any()
    };
    view! { <div>{chips}</div> }
}

/// The conditions of a search, in words: those of the facets, where they show a choice.
pub fn chips(search: &Search, facets: &[(String, Facet)]) -> Vec<Chip> {
    let base = Search { page: 1, ..search.clone() };
    let mut chips = Vec::new();
    let words = search.words.trim();
    if !words.is_empty() {
        chips.push((t!("chip.words", words = words), Search { words: String::new(), ..base.clone() }));
    }
    for kind in &KINDS {
        let choices = || facets.iter().filter(|(_, facet)| facet.of == kind.of).flat_map(|(_, facet)| &facet.choices);
        for value in kind.chosen(search) {
            let known = choices().find(|choice| text(&choice.value) == value).map(|choice| label(kind.of, choice));
            let words = known.unwrap_or_else(|| written(kind.of, &value));
            chips.push((words, kind.toggled(search, &value)));
        }
    }
    if search.value != ValueRange::default() {
        chips.push((value(&search.value), Search { value: ValueRange::default(), ..base.clone() }));
    }
    let due = match &search.due {
        Due::Within(days) => plural!("chip.due", *days as usize),
        Due::Between(days) => between(name_of("due"), days),
    };
    chips.push((due, Search { due: Due::default(), ..base.clone() }));
    chips.push((between(name_of("pub"), &search.published), Search { published: Days::default(), ..base.clone() }));
    if search.has_documents {
        chips.push((t!("filter.doc.has").to_owned(), Search { has_documents: false, ..base.clone() }));
    }
    for name in &search.with_unknown {
        let words = t!("chip.unknown", filter = name_of(name));
        chips.push((words, with_unknown(search, name, false)));
    }
    chips.retain(|(words, _)| !words.is_empty());
    chips
}

/// A choice that no facet shows, in the words of its link.
fn written(of: Aspect, value: &str) -> String {
    match of {
        Aspect::Stage => i18n::of("stage", value).unwrap_or(value).to_owned(),
        Aspect::Category | Aspect::Method | Aspect::Status => labels::code(value),
        Aspect::Buyer | Aspect::Supplier => value.strip_prefix("name:").unwrap_or(value).to_owned(),
        _ => value.to_owned(),
    }
}

fn value(range: &ValueRange) -> String {
    let ValueRange { min, max, currency } = range;
    let (from, to) = (format::quantity(min), format::quantity(max));
    match (min.is_empty(), max.is_empty()) {
        (false, true) => t!("chip.value.least", currency = currency, min = from),
        (true, _) => t!("chip.value.most", currency = currency, max = to),
        (false, false) => t!("chip.value.between", currency = currency, min = from, max = to),
    }
}

/// Empty where both ends are open.
fn between(what: &str, days: &Days) -> String {
    let day = |text: &str| format::date(text, "UTC");
    match (days.from.is_empty(), days.to.is_empty()) {
        (true, true) => String::new(),
        (false, true) => t!("chip.since", what = what, from = day(&days.from)),
        (true, false) => t!("chip.until", what = what, to = day(&days.to)),
        (false, false) => t!("chip.between", what = what, from = day(&days.from), to = day(&days.to)),
    }
}
