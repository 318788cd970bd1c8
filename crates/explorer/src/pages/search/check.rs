//! Boxes to tick, each with the number of rows that it stands for.

use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::html;
use leptos::prelude::*;
use tenderlens_catalog::Aspect;

use super::change::with_unknown;
use super::query::name;
use super::state::State;
use crate::context::App;
use crate::format;
use crate::route::Search;

/// What a box is, whatever it shows.
pub struct Control {
    pub id: String,
    pub name: &'static str,
    pub value: String,
}

/// A box to tick. It stays the same one while its text, its count and its state change.
pub fn check(
    of: Control,
    label: Signal<String>,
    count: Signal<Option<usize>>,
    is_on: Signal<bool>,
    toggle: impl Fn() + 'static,
) -> AnyView {
    let Control { id, name, value } = of;
    let input = NodeRef::<html::Input>::new();
    // Also where a press changed nothing: the browser has turned the box over by then.
    Effect::new(move |_| {
        let is_on = is_on.get();
        if let Some(input) = input.get() {
            input.set_checked(is_on);
        }
    });
    view! {
        <label class="search-check">
            <input type="checkbox" id=id name=name value=value node_ref=input on:change=move |_| toggle() />
            <span>{label}</span>
            {move || count.get().map(|count| view! { <span class="search-count">{format::integer(count)}</span> })}
        </label>
    }
    .into_any()
}

/// Whether what does not publish a field is let in.
pub fn unknown(app: &App, state: State, of: Aspect) -> AnyView {
    let name = name(of);
    let missing = state.missing(of);
    let has = move |search: &Search| search.with_unknown.iter().any(|it| it == name);
    let label = move || match missing.get() {
        (_, 0) => t!("facet.unknown").to_owned(),
        (0, _) => t!("facet.not_listed").to_owned(),
        _ => t!("facet.unknown_or_not_listed").to_owned(),
    };
    let count = move || missing.with(|(not_published, not_loaded)| Some(not_published + not_loaded));
    let is_on = Signal::derive(move || state.search.with(has));
    let app = app.clone();
    let toggle = move || {
        state.go(&app, |search| {
            let is_in = has(&search);
            with_unknown(&search, name, !is_in)
        });
    };
    let of = Control { id: id("unk", name), name: "unk", value: name.to_owned() };
    let line = check(of, Signal::derive(label), Signal::derive(count), is_on, toggle);
    view! { <li class="facet-unknown">{line}</li> }.into_any()
}

/// An id of a control: the same for the same choice.
pub fn id(name: &str, value: &str) -> String {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    format!("{name}-{:x}", hasher.finish())
}
