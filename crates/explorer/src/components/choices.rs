//! Choices of language and theme, in the header and in the settings.

use leptos::prelude::*;

use crate::browser;
use crate::context::App;
use crate::i18n::{self, Language};
use crate::store::{self, key};

/// One of several values, each with its words. `is_language`: each is named in the language it is of.
#[component]
pub fn Choice(
    label: &'static str,
    #[prop(into)] options: Vec<(&'static str, &'static str)>,
    #[prop(into)] chosen: String,
    on_choose: impl Fn(&str) + 'static,
    #[prop(optional)] id: Option<&'static str>,
    #[prop(optional)] is_language: bool,
) -> impl IntoView {
    let option = |(value, words): (&'static str, &'static str)| {
        view! { <option value=value lang=is_language.then_some(value) selected=value == chosen>{words}</option> }
    };
    let options: Vec<_> = options.into_iter().map(option).collect();
    view! {
        <label class="choice">
            <span>{label}</span>
            <select id=id on:change=move |event| on_choose(&event_target_value(&event))>{options}</select>
        </label>
    }
}

/// A choice that is kept on the device, and applied at once.
#[component]
pub fn KeptChoice(
    label: &'static str,
    key: &'static str,
    #[prop(into)] options: Vec<(&'static str, &'static str)>,
    #[prop(optional)] apply: Option<fn(&str)>,
) -> impl IntoView {
    let choose = move |value: &str| {
        if let Some(apply) = apply {
            apply(value);
        }
        store::set_text(key, value);
    };
    view! { <Choice label options chosen=store::text(key).unwrap_or_default() on_choose=choose /> }
}

/// `id` tells the one of the header from that of the settings, and takes the focus back after.
#[component]
pub fn LanguageChoice(id: &'static str) -> impl IntoView {
    let app = App::get();
    let options = Language::ALL.map(|language| (language.code(), language.own_name()));
    let choose = move |code: &str| {
        if let Some(language) = Language::of(code) {
            app.speak(language, id);
        }
    };
    let chosen = i18n::language().code();
    view! { <Choice id label=t!("nav.language") options chosen is_language=true on_choose=choose /> }
}

#[component]
pub fn ThemeChoice() -> impl IntoView {
    let options = [
        ("auto", t!("theme.auto")),
        ("light", t!("theme.light")),
        ("dark", t!("theme.dark")),
        ("contrast", t!("theme.contrast")),
    ];
    view! { <KeptChoice label=t!("nav.theme") key=key::THEME options apply=browser::set_theme /> }
}
