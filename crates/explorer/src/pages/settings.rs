//! What the reader can set; all of it stays on the device.

mod publishers;
mod rates;
mod storage;

use leptos::prelude::*;

use crate::browser;
use crate::components::choices::{KeptChoice, LanguageChoice, ThemeChoice};
use crate::context::App;
use crate::format;
use crate::keys;
use crate::store::{self, key};
use publishers::Addresses;
use rates::Rates;
use storage::Storage;

#[component]
pub fn SettingsPage() -> impl IntoView {
    App::get().entitle(t!("settings.title"));
    // The first is what nobody chose.
    let density = [("comfortable", t!("settings.density.comfortable")), ("compact", t!("settings.density.compact"))];
    let motion = [("auto", t!("settings.motion.auto")), ("none", t!("settings.motion.none"))];
    let rows = [("scroll", t!("settings.rows.scroll")), ("pages", t!("settings.rows.pages"))];
    view! {
        <div class="settings">
            <h1 tabindex="-1">{t!("settings.title")}</h1>
            <section class="settings-group" aria-labelledby="settings-look">
                <h2 id="settings-look">{t!("settings.look")}</h2>
                <div class="settings-row">
                    <LanguageChoice id="settings-language" />
                    <ThemeChoice />
                    <NumberChoice />
                    <KeptChoice label=t!("settings.density") key=key::DENSITY options=density apply=browser::set_density />
                    <KeptChoice label=t!("settings.motion") key=key::MOTION options=motion apply=browser::set_motion />
                    <KeptChoice label=t!("settings.rows") key=key::ROWS options=rows />
                </div>
            </section>
            <Shortcuts />
            <Addresses />
            <Rates />
            <Storage />
        </div>
    }
}

/// Each of the conventions with an example.
#[component]
fn NumberChoice() -> impl IntoView {
    let app = App::get();
    let chosen = store::text(key::NUMBERS).unwrap_or_default();
    let option = |locale: &'static str| {
        let words = t!("settings.numbers.example", locale = locale, amount = format::amount_in("1234567.5", locale));
        view! { <option value=locale selected=chosen == locale>{words}</option> }
    };
    let choose = move |event| {
        match event_target_value(&event) {
            follow if follow.is_empty() => store::remove(key::NUMBERS),
            locale => {
                store::set_text(key::NUMBERS, &locale);
            }
        }
        app.apply_numbers("settings-numbers");
    };
    view! {
        <label class="choice">
            <span>{t!("settings.numbers")}</span>
            <select id="settings-numbers" on:change=choose>
                <option value="">{t!("settings.numbers.follow")}</option>
                {format::LOCALES.map(option)}
            </select>
        </label>
    }
}

#[component]
fn Shortcuts() -> impl IntoView {
    let choose = move |event| {
        store::set_text(key::SHORTCUTS, if event_target_checked(&event) { "on" } else { "off" });
    };
    view! {
        <section class="settings-group" aria-labelledby="settings-keys">
            <h2 id="settings-keys">{t!("settings.keys")}</h2>
            <label class="settings-check">
                <input type="checkbox" checked=keys::are_on() on:change=choose />
                <span>{t!("settings.keys.on")}</span>
            </label>
        </section>
    }
}
