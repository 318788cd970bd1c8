//! What the reader can set; all of it stays on the device.

mod publishers;
mod rates;
mod storage;

use leptos::prelude::*;

use crate::browser;
use crate::components::choices::{LanguageChoice, ThemeChoice};
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
    view! {
        <div class="settings">
            <h1 tabindex="-1">{t!("settings.title")}</h1>
            <section class="settings-group" aria-labelledby="settings-look">
                <h2 id="settings-look">{t!("settings.look")}</h2>
                <div class="settings-row">
                    <LanguageChoice id="settings-language" />
                    <ThemeChoice />
                    <NumberChoice />
                    <DensityChoice />
                    <MotionChoice />
                    <RowsChoice />
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
fn DensityChoice() -> impl IntoView {
    let is_compact = store::text(key::DENSITY).as_deref() == Some("compact");
    let choose = move |event| {
        let density = event_target_value(&event);
        browser::set_density(&density);
        store::set_text(key::DENSITY, &density);
    };
    view! {
        <label class="choice">
            <span>{t!("settings.density")}</span>
            <select on:change=choose>
                <option value="comfortable">{t!("settings.density.comfortable")}</option>
                <option value="compact" selected=is_compact>{t!("settings.density.compact")}</option>
            </select>
        </label>
    }
}

#[component]
fn MotionChoice() -> impl IntoView {
    let is_none = store::text(key::MOTION).as_deref() == Some("none");
    let choose = move |event| {
        let motion = event_target_value(&event);
        browser::set_motion(&motion);
        store::set_text(key::MOTION, &motion);
    };
    view! {
        <label class="choice">
            <span>{t!("settings.motion")}</span>
            <select on:change=choose>
                <option value="auto">{t!("settings.motion.auto")}</option>
                <option value="none" selected=is_none>{t!("settings.motion.none")}</option>
            </select>
        </label>
    }
}

#[component]
fn RowsChoice() -> impl IntoView {
    let is_paged = store::text(key::ROWS).as_deref() == Some("pages");
    let choose = move |event| {
        store::set_text(key::ROWS, &event_target_value(&event));
    };
    view! {
        <label class="choice">
            <span>{t!("settings.rows")}</span>
            <select on:change=choose>
                <option value="scroll">{t!("settings.rows.scroll")}</option>
                <option value="pages" selected=is_paged>{t!("settings.rows.pages")}</option>
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
