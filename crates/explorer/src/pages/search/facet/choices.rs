//! The choices of a filter. A choice is written once and stays for as long as it is offered: its count
//! changes in place, so that a recount takes neither the press nor the focus of whoever is quick.

use leptos::prelude::*;
use tenderlens_catalog::{Aspect, Choice, Facet, Value};

use super::super::check::{Control, check, id, unknown};
use super::super::query::{Kind, text};
use super::super::state::State;
use super::label;
use crate::browser;
use crate::context::App;

/// The facets of a filter, each with the place it was asked for.
type Facets = Memo<Vec<(String, Facet)>>;

/// So many levels of codes are unfolded.
const DEEPEST: usize = 6;
/// A code of so many digits has none below it.
const LONGEST: usize = 8;

/// The choices at a place, and at the end of the first of them what does not publish any. Of codes
/// every choice may have further ones below it.
pub fn choices(app: &App, kind: &'static Kind, state: State, facets: Facets, under: String, depth: usize) -> AnyView {
    let unknown = (depth == 0).then(|| unknown(app, state, kind.of));
    let values = {
        let under = under.clone();
        Memo::new(move |_| facets.with(|facets| of(facets, &under).map(|choice| text(&choice.value)).collect()))
    };
    let each = move || -> Vec<String> {
        // A choice that takes another place loses the focus, and one that goes takes it along.
        browser::keep_focused(&format!("facet-{}", kind.name));
        values.get()
    };
    let app = app.clone();
    let child = move |value: String| {
        let choice = {
            let (under, value) = (under.clone(), value.clone());
            Memo::new(move |_| {
                facets.with(|facets| of(facets, &under).find(|choice| text(&choice.value) == value).cloned())
            })
        };
        let line = line(&app, kind, state, value.clone(), choice);
        if kind.of != Aspect::Classification {
            return view! { <li>{line}</li> }.into_any();
        }
        let unfold = (value.len() < LONGEST).then(|| unfold(kind, state, value.clone(), choice));
        let is_unfolded = {
            let code = value.clone();
            Memo::new(move |_| depth < DEEPEST && facets.with(|facets| facets.iter().any(|(under, _)| *under == code)))
        };
        let app = app.clone();
        let below = move || is_unfolded.get().then(|| choices(&app, kind, state, facets, value.clone(), depth + 1));
        view! { <li class="facet-code"><div class="facet-line">{unfold}{line}</div>{below}</li> }.into_any()
    };
    view! {
        <ul class="facet-choices">
            <For each key=String::clone children=child />
            {unknown}
        </ul>
    }
    .into_any()
}

/// The choices at a place.
fn of<'a>(facets: &'a [(String, Facet)], under: &str) -> impl Iterator<Item = &'a Choice> {
    facets.iter().find(|(place, _)| place == under).into_iter().flat_map(|(_, facet)| &facet.choices)
}

fn line(app: &App, kind: &'static Kind, state: State, value: String, choice: Memo<Option<Choice>>) -> AnyView {
    let app = app.clone();
    let (toggled, known) = (value.clone(), value.clone());
    let toggle = move || state.go(&app, |search| kind.toggled(&search, &toggled));
    // The link says what is chosen; of a party that it names otherwise only the answer tells.
    let is_on = Signal::derive(move || {
        let chosen = state.search.with(|search| kind.chosen(search));
        let is_meant = |choice: &Choice| choice.chosen && matches!(choice.value, Value::Party(_));
        chosen.contains(&known) || !chosen.is_empty() && choice.with(|choice| choice.as_ref().is_some_and(is_meant))
    });
    let label = move || choice.with(|choice| choice.as_ref().map(|choice| label(kind.of, choice)).unwrap_or_default());
    let count = move || choice.with(|choice| choice.as_ref().map(|choice| choice.count));
    let of = Control { id: id(kind.name, &value), name: kind.name, value };
    check(of, Signal::derive(label), Signal::derive(count), is_on, toggle)
}

/// Shows or hides the next level of a code.
fn unfold(kind: &'static Kind, state: State, code: String, choice: Memo<Option<Choice>>) -> AnyView {
    let id = id("under", &code);
    let name =
        move || choice.with(|choice| t!("facet.below", name = choice.as_ref().map_or("", |choice| &choice.label)));
    let is_open = {
        let code = code.clone();
        move || state.shown(kind.name).under.contains(&code).to_string()
    };
    let toggle = move |_| {
        state.show(kind.name, |shown| match shown.under.iter().position(|it| *it == code) {
            Some(index) => drop(shown.under.remove(index)),
            None => shown.under.push(code.clone()),
        });
    };
    view! {
        <button class="facet-unfold" id=id type="button" aria-label=name aria-expanded=is_open on:click=toggle>
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><path d="M4 2l4 4-4 4" /></svg>
        </button>
    }
    .into_any()
}
