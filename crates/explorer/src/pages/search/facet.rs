//! A filter with choices: how many rows each would give, whatever is chosen of it now.

mod choices;

use std::cell::RefCell;
use std::collections::BTreeMap;

use leptos::prelude::*;
use tenderlens_catalog::{Aspect, Choice, Facet, Value};
use wasm_bindgen::JsCast;

use self::choices::choices;
use super::query::Kind;
use super::state::State;
use crate::context::App;
use crate::format;
use crate::i18n;
use crate::labels;

/// What a filter is called.
pub fn name_of(name: &str) -> &'static str {
    i18n::of("filter", name).unwrap_or_default()
}

#[component]
pub fn FacetGroup(kind: &'static Kind, state: State) -> impl IntoView {
    let app = App::get();
    let facets = Memo::new(move |_| state.facets(kind.of));
    let number = Memo::new(move |_| state.search.with(|search| kind.chosen(search).len()));
    let has_many = Memo::new(move |_| {
        let shown = state.shown(kind.name);
        shown.all || !shown.find.is_empty() || facets.with(|it| it.first().is_some_and(|(_, facet)| facet.more > 0))
    });
    let (open, on_toggle) = fold(kind.name, kind.is_open || number.get_untracked() > 0);
    // What is folded is not written: most filters are.
    let list = move || open.get().then(|| choices(&app, kind, state, facets, String::new(), 0));
    view! {
        <details class="facet" open=open.get_untracked() on:toggle=on_toggle>
            <summary id=format!("facet-{}", kind.name)>
                {name_of(kind.name)}
                {move || Some(number.get()).filter(|it| *it > 0).map(|it| view! { " "<span class="facet-chosen">{format::integer(it)}</span> })}
            </summary>
            <fieldset>
                <legend class="visually-hidden">{name_of(kind.name)}</legend>
                <Show when=move || has_many.get()><Find kind state /></Show>
                {list}
                <Show when=move || has_many.get()>{all(kind, state, facets)}</Show>
            </fieldset>
        </details>
    }
}

thread_local! {
    /// What was folded and unfolded, for who comes back to the list.
    static FOLDED: RefCell<BTreeMap<&'static str, bool>> = const { RefCell::new(BTreeMap::new()) };
}

/// Whether a part that can be folded is unfolded, and what keeps up with it.
fn fold(name: &'static str, is_open: bool) -> (RwSignal<bool>, impl Fn(leptos::ev::Event) + Clone) {
    let open = RwSignal::new(FOLDED.with_borrow(|known| known.get(name).copied()).unwrap_or(is_open));
    let on_toggle = move |event: leptos::ev::Event| {
        let target = event.target().and_then(|it| it.dyn_into::<web_sys::Element>().ok());
        let is_open = target.is_some_and(|details| details.has_attribute("open"));
        FOLDED.with_borrow_mut(|known| known.insert(name, is_open));
        open.set(is_open);
    };
    (open, on_toggle)
}

#[component]
fn Find(kind: &'static Kind, state: State) -> impl IntoView {
    let find = move |event| state.show(kind.name, |shown| shown.find = event_target_value(&event));
    let label = t!("facet.find", filter = name_of(kind.name));
    let value = untrack(|| state.shown(kind.name).find);
    view! {
        <input class="facet-find" type="search" autocomplete="off" spellcheck="false" aria-label=label
            placeholder=t!("facet.find.short") value=value on:input=find />
    }
}

fn all(kind: &'static Kind, state: State, facets: Memo<Vec<(String, Facet)>>) -> AnyView {
    let toggle = move |_| state.show(kind.name, |shown| shown.all = !shown.all);
    let words = move || {
        let more = facets.with(|it| it.first().map_or(0, |(_, facet)| facet.more));
        match more {
            0 if state.shown(kind.name).all => Some(t!("facet.fewer").to_owned()),
            0 => None,
            more => Some(plural!("facet.more", more)),
        }
    };
    view! {
        {move || words().map(|words| view! {
            <button class="button-link facet-all" type="button" on:click=toggle>{words}<span class="visually-hidden">": "{name_of(kind.name)}</span></button>
        })}
    }
    .into_any()
}

/// What a choice is called.
pub fn label(of: Aspect, choice: &Choice) -> String {
    match (&choice.value, of) {
        (Value::Text(id), Aspect::Stage) => i18n::of("stage", id).unwrap_or(id).to_owned(),
        (Value::Text(code), Aspect::Category | Aspect::Method | Aspect::Status) => labels::code(code),
        (Value::Code(code), _) if code.prefix != choice.label => format!("{} {}", code.prefix, choice.label),
        _ => choice.label.clone(),
    }
}
