//! A filter with choices: how many rows each would give, whatever is chosen of it now.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use leptos::prelude::*;
use tenderlens_catalog::{Aspect, Choice, Facet, Value};
use wasm_bindgen::JsCast;

use super::query::{Kind, text, with_unknown};
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
    let list = move || {
        let facets = open.get().then(|| facets.get())?;
        state.refocus();
        facets.first().map(|(_, facet)| choices(&app, kind, state, facet, &facets, 0))
    };
    view! {
        <details class="facet" open=open.get_untracked() on:toggle=on_toggle>
            <summary>
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

/// The choices of a facet, and at the end what does not publish it. Of codes every choice may have
/// further ones below it.
fn choices(
    app: &App,
    kind: &'static Kind,
    state: State,
    facet: &Facet,
    facets: &[(String, Facet)],
    depth: usize,
) -> AnyView {
    let each = facet.choices.iter().map(|choice| {
        let line = line(app, kind, state, choice);
        let Value::Code(code) = &choice.value else {
            return view! { <li>{line}</li> }.into_any();
        };
        let below = facets.iter().find(|(under, _)| *under == code.prefix && depth < 6);
        let is_last = code.prefix.len() >= 8;
        let below = below.map(|(_, facet)| choices(app, kind, state, facet, facets, depth + 1));
        let unfold = (!is_last).then(|| unfold(kind, state, &code.prefix, &choice.label));
        view! { <li class="facet-code"><div class="facet-line">{unfold}{line}</div>{below}</li> }.into_any()
    });
    let unknown = (depth == 0).then(|| unknown(app, kind.name, state, Some(facet)));
    view! { <ul class="facet-choices">{each.collect_view()}{unknown}</ul> }.into_any()
}

fn line(app: &App, kind: &'static Kind, state: State, choice: &Choice) -> AnyView {
    let value = text(&choice.value);
    let label = label(kind.of, choice);
    let app = app.clone();
    let id = id(kind.name, &value);
    let (touched, toggled) = (id.clone(), value.clone());
    let toggle = move |_| {
        let search = state.search.with_untracked(|search| kind.toggled(search, &toggled));
        state.go(&app, search, &touched);
    };
    check(id, kind.name, value, label, Some(choice.count), choice.chosen, toggle)
}

/// A box to tick, with its count.
pub fn check(
    id: String,
    name: &'static str,
    value: String,
    label: String,
    count: Option<usize>,
    is_on: bool,
    toggle: impl Fn(leptos::ev::Event) + 'static,
) -> AnyView {
    view! {
        <label class="search-check">
            <input type="checkbox" id=id name=name value=value prop:checked=is_on on:change=toggle />
            <span>{label}</span>
            {count.map(|count| view! { <span class="search-count">{format::integer(count)}</span> })}
        </label>
    }
    .into_any()
}

/// Shows or hides the next level of a code.
fn unfold(kind: &'static Kind, state: State, code: &str, label: &str) -> AnyView {
    let code = code.to_owned();
    let id = id("under", &code);
    let is_open = state.shown(kind.name).under.contains(&code);
    let name = t!("facet.below", name = label);
    let toggle = move |_| {
        state.show(kind.name, |shown| match shown.under.iter().position(|it| *it == code) {
            Some(index) => drop(shown.under.remove(index)),
            None => shown.under.push(code.clone()),
        });
    };
    let touched = id.clone();
    view! {
        <button class="facet-unfold" id=id type="button" aria-label=name aria-expanded=is_open.to_string()
            on:click=move |event| { state.touch(&touched); toggle(event) }>
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><path d="M4 2l4 4-4 4" /></svg>
        </button>
    }
    .into_any()
}

/// Whether what does not publish a field is let in.
pub fn unknown(app: &App, name: &'static str, state: State, facet: Option<&Facet>) -> AnyView {
    let (not_published, not_loaded) = facet.map_or((0, 0), |facet| (facet.not_published, facet.not_loaded));
    let is_on = state.search.with(|search| search.with_unknown.iter().any(|it| it == name));
    let label = match (not_published, not_loaded) {
        (_, 0) => t!("facet.unknown"),
        (0, _) => t!("facet.not_listed"),
        _ => t!("facet.unknown_or_not_listed"),
    };
    let app = app.clone();
    let toggle = move |_| {
        let search = state.search.with_untracked(|search| with_unknown(search, name, !is_on));
        state.go(&app, search, &id("unk", name));
    };
    let count = Some(not_published + not_loaded);
    let line = check(id("unk", name), "unk", name.to_owned(), label.to_owned(), count, is_on, toggle);
    view! { <li class="facet-unknown">{line}</li> }.into_any()
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

/// An id of a control: the same for the same choice.
pub fn id(name: &str, value: &str) -> String {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    format!("{name}-{:x}", hasher.finish())
}
