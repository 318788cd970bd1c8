//! Choices of language and theme, in the header and in the settings.

use leptos::prelude::*;

use crate::browser;
use crate::context::App;
use crate::i18n::{self, Language};
use crate::store::{self, key};

/// `id` tells the one of the header from that of the settings, and takes the focus back after.
#[component]
pub fn LanguageChoice(id: &'static str) -> impl IntoView {
    let app = App::get();
    let spoken = i18n::language();
    let option = |language: Language| {
        let code = language.code();
        view! { <option value=code lang=code selected=language == spoken>{language.own_name()}</option> }
    };
    let choose = move |event| {
        if let Some(language) = Language::of(&event_target_value(&event)) {
            app.speak(language, id);
        }
    };
    view! {
        <label class="choice">
            <span>{t!("nav.language")}</span>
            <select id=id on:change=choose>{Language::ALL.map(option)}</select>
        </label>
    }
}

#[component]
pub fn ThemeChoice() -> impl IntoView {
    let theme = browser::theme();
    let option = |value: &'static str, words: &'static str| {
        view! { <option value=value selected=theme == value>{words}</option> }
    };
    let choose = move |event| {
        let theme = event_target_value(&event);
        browser::set_theme(&theme);
        store::set_text(key::THEME, &theme);
    };
    view! {
        <label class="choice">
            <span>{t!("nav.theme")}</span>
            <select on:change=choose>
                {option("auto", t!("theme.auto"))}
                {option("light", t!("theme.light"))}
                {option("dark", t!("theme.dark"))}
                {option("contrast", t!("theme.contrast"))}
            </select>
        </label>
    }
}
