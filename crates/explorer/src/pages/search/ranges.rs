//! Filters that are ranges: value, deadline, publication; and whether documents are published.

use leptos::html;
use leptos::prelude::*;
use tenderlens_catalog::{Aspect, Value};

use super::check::{Control, check, id, unknown};
use super::facet::name_of;
use super::state::State;
use crate::context::App;
use crate::format;
use crate::route::{Days, Due, Search, ValueRange};

/// A value in one currency.
#[component]
pub fn ValueFilter(state: State) -> impl IntoView {
    let app = App::get();
    let facet = Memo::new(move |_| state.facet(Aspect::Value));
    let (min, max) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let currency = NodeRef::<html::Select>::new();
    let range = Memo::new(move |_| state.search.with(|search| search.value.clone()));
    let wrong = RwSignal::new(false);
    let committing = app.clone();
    let commit = Callback::new(move |()| {
        let value =
            |input: NodeRef<html::Input>| input.get_untracked().map(|it| plain(&it.value())).unwrap_or_default();
        let (min, max) = (value(min), value(max));
        let is_number = |text: &str| text.is_empty() || (text.parse::<f64>().is_ok() && !text.starts_with(['+', '-']));
        wrong.set(!is_number(&min) || !is_number(&max));
        let is_empty = min.is_empty() && max.is_empty();
        if wrong.get_untracked() {
            return;
        }
        let code = currency.get_untracked().map(|select| select.value()).filter(|_| !is_empty).unwrap_or_default();
        let value = ValueRange { min, max, currency: code };
        if state.search.with_untracked(|search| value != search.value) {
            state.go(&committing, |search| Search { value, page: 1, ..search });
        }
    });
    let currencies = move || {
        let chosen = range.get().currency;
        let facet = facet.get();
        let codes = facet.iter().flat_map(|facet| &facet.choices).filter_map(|choice| match &choice.value {
            Value::Text(code) if !code.is_empty() => Some((code.clone(), choice.count)),
            _ => None,
        });
        let option = |(code, count): (String, usize)| {
            let words = format!("{code} ({})", format::integer(count));
            view! { <option value=code.clone() selected=code == chosen>{words}</option> }
        };
        codes.map(option).collect_view()
    };
    let others = move || {
        let counts = state.listed.with(|listed| listed.found.answer.other_currencies.clone());
        let number: usize = counts.iter().map(|(_, count)| count).sum();
        let codes: Vec<String> =
            counts.into_iter().map(|(code, count)| format!("{code} {}", format::integer(count))).collect();
        (number > 0).then(|| {
            view! {
                <p class="facet-note">{plural!("facet.other_currencies", number, codes = codes.join(", "))}</p>
            }
        })
    };
    view! {
        <details class="facet" open=true>
            <summary>{name_of("val")}</summary>
            <fieldset>
                <legend class="visually-hidden">{name_of("val")}</legend>
                <div class="facet-range">
                    <div class="field">
                        <label for="val-min">{t!("value.min")}</label>
                        <input id="val-min" type="text" inputmode="decimal" autocomplete="off" node_ref=min aria-describedby="val-wrong"
                            aria-invalid=move || wrong.get().to_string() prop:value=move || range.get().min on:change=move |_| commit.run(()) />
                    </div>
                    <div class="field">
                        <label for="val-max">{t!("value.max")}</label>
                        <input id="val-max" type="text" inputmode="decimal" autocomplete="off" node_ref=max aria-describedby="val-wrong"
                            aria-invalid=move || wrong.get().to_string() prop:value=move || range.get().max on:change=move |_| commit.run(()) />
                    </div>
                    <div class="field">
                        <label for="val-currency">{t!("value.currency")}</label>
                        <select id="val-currency" node_ref=currency on:change=move |_| commit.run(())>{currencies}</select>
                    </div>
                </div>
                <p class="field-error" id="val-wrong" aria-live="polite">{move || wrong.get().then(|| t!("value.wrong"))}</p>
                {others}
                <ul class="facet-choices">{unknown(&app, state, Aspect::Value)}</ul>
            </fieldset>
        </details>
    }
}

/// A number as people type it, without the groups: `1 000 000` and `1,000,000` are a million.
fn plain(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace() && *it != ',' && *it != '_').collect()
}

/// Deadlines within so many days, or between two.
#[component]
pub fn DueFilter(state: State) -> impl IntoView {
    let app = App::get();
    let due = Memo::new(move |_| state.search.with(|search| search.due.clone()));
    let choosing = app.clone();
    let choice = move |days: Option<u32>| {
        let value = days.map_or(Due::default(), Due::Within);
        let words = days.map_or(t!("due.any").to_owned(), |days| plural!("due.within", days as usize));
        let checked = {
            let value = value.clone();
            move || due.with(|due| *due == value)
        };
        let app = choosing.clone();
        let choose = move |_| {
            state.go(&app, |search| Search { due: value.clone(), page: 1, ..search });
        };
        view! {
            <label class="search-check">
                <input type="radio" name="due" value=days.unwrap_or_default() prop:checked=checked on:change=choose />
                <span>{words}</span>
            </label>
        }
        .into_any()
    };
    let days = Memo::new(move |_| match due.get() {
        Due::Between(days) => days,
        Due::Within(_) => Days::default(),
    });
    let dating = app.clone();
    let dates = move |days: Days| {
        state.go(&dating, |search| Search { due: Due::Between(days), page: 1, ..search });
    };
    view! {
        <details class="facet" open=true>
            <summary>{name_of("due")}</summary>
            <fieldset>
                <legend class="visually-hidden">{name_of("due")}</legend>
                {[None, Some(7), Some(14), Some(30)].map(choice)}
                <Between name="due" days set=dates />
                <ul class="facet-choices">{unknown(&app, state, Aspect::Due)}</ul>
            </fieldset>
        </details>
    }
}

/// When it was first published.
#[component]
pub fn PublishedFilter(state: State) -> impl IntoView {
    let app = App::get();
    let days = Memo::new(move |_| state.search.with(|search| search.published.clone()));
    let dating = app.clone();
    let dates = move |published: Days| {
        state.go(&dating, |search| Search { published, page: 1, ..search });
    };
    view! {
        <details class="facet" open=days.get_untracked() != Days::default()>
            <summary>{name_of("pub")}</summary>
            <fieldset>
                <legend class="visually-hidden">{name_of("pub")}</legend>
                <Between name="pub" days set=dates />
                <ul class="facet-choices">{unknown(&app, state, Aspect::Published)}</ul>
            </fieldset>
        </details>
    }
}

/// First and last day.
#[component]
fn Between(name: &'static str, days: Memo<Days>, #[prop(into)] set: Callback<Days>) -> impl IntoView {
    let (from, to) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let commit = move |_| {
        let value = |input: NodeRef<html::Input>| input.get_untracked().map(|input| input.value()).unwrap_or_default();
        let now = Days { from: value(from), to: value(to) };
        if now != days.get_untracked() {
            set.run(now);
        }
    };
    view! {
        <div class="facet-range">
            <div class="field">
                <label for=format!("{name}-from")>{t!("search.from")}</label>
                <input id=format!("{name}-from") type="date" node_ref=from prop:value=move || days.get().from on:change=commit />
            </div>
            <div class="field">
                <label for=format!("{name}-to")>{t!("search.to")}</label>
                <input id=format!("{name}-to") type="date" node_ref=to prop:value=move || days.get().to on:change=commit />
            </div>
        </div>
    }
}

/// Only processes with documents.
#[component]
pub fn DocumentsFilter(state: State) -> impl IntoView {
    let app = App::get();
    let facet = Memo::new(move |_| state.facet(Aspect::Documents));
    let count = move || {
        facet.with(|facet| {
            let mut choices = facet.iter().flat_map(|facet| &facet.choices);
            Some(choices.find(|choice| choice.value == Value::Flag(true)).map_or(0, |choice| choice.count))
        })
    };
    let is_on = Signal::derive(move || state.search.with(|search| search.has_documents));
    let toggling = app.clone();
    let toggle = move || {
        state.go(&toggling, |search| Search { has_documents: !search.has_documents, page: 1, ..search });
    };
    let of = Control { id: id("doc", "1"), name: "doc", value: "1".to_owned() };
    let line = check(of, Signal::stored(t!("filter.doc.has").to_owned()), Signal::derive(count), is_on, toggle);
    view! {
        <details class="facet">
            <summary>{name_of("doc")}</summary>
            <fieldset>
                <legend class="visually-hidden">{name_of("doc")}</legend>
                <ul class="facet-choices"><li>{line}</li>{unknown(&app, state, Aspect::Documents)}</ul>
            </fieldset>
        </details>
    }
}
