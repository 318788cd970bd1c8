//! Header, banner and footer: the same on every page.

use leptos::prelude::*;
use tenderlens_core::ocds::view::Stage;

use crate::browser;
use crate::components::stage_mark::StageMark;
use crate::config::Data;
use crate::context::App;
use crate::route::Route;

#[component]
pub fn Header() -> impl IntoView {
    let route = App::get().route;
    let current = move |is: fn(&Route) -> bool| route.with(is).then_some("page");
    view! {
        <header class="header">
            <div class="header-inner page">
                <a class="header-brand" href="#/"><StageMark stage=Stage::Tender />"Tenderlens"</a>
                <nav class="header-nav" aria-label="Main">
                    <ul>
                        <li><a href="#/" aria-current=move || current(|route| matches!(route, Route::Home(_)))>"Home"</a></li>
                        <li><a href="#/s" aria-current=move || current(|route| matches!(route, Route::Search(_)))>"Search"</a></li>
                    </ul>
                </nav>
                <div class="header-tools"><ThemeChoice /></div>
            </div>
        </header>
    }
}

#[component]
fn ThemeChoice() -> impl IntoView {
    let theme = browser::theme();
    let option = |value: &'static str, words: &'static str| {
        let selected = theme == value;
        view! { <option value=value selected=selected>{words}</option> }
    };
    view! {
        <label class="header-theme">
            <span>"Theme"</span>
            <select on:change=move |event| browser::set_theme(&event_target_value(&event))>
                {option("auto", "Auto")}
                {option("light", "Light")}
                {option("dark", "Dark")}
            </select>
        </label>
    }
}

/// Says when what is shown is not live.
#[component]
pub fn Banner() -> impl IntoView {
    let config = App::get().config;
    let generated = config.has(Data::Generated).then(|| {
        view! {
            <aside class="note-banner" data-kind="fictional" aria-label="About this data">
                <p>
                    <strong>"Fictional data."</strong>
                    " These processes were generated for demonstration; no buyer, supplier or contract in them is real."
                </p>
            </aside>
        }
    });
    let recorded = config.has(Data::Recorded).then(|| {
        view! {
            <aside class="note-banner" data-kind="recorded" aria-label="About the recordings">
                <p>
                    <strong>"Recorded data."</strong>
                    " What publishers once answered, replayed from files; a date window does not narrow a recording."
                </p>
            </aside>
        }
    });
    view! { {generated}{recorded} }
}

#[component]
pub fn Footer() -> impl IntoView {
    let publishers = App::get().backend.publishers().to_vec();
    let rows = publishers.into_iter().map(|publisher| {
        view! {
            <li>
                <a href=publisher.base target="_blank" rel="noreferrer">{publisher.name}</a>
                ", "{publisher.country}": "
                <a href=publisher.licence.url target="_blank" rel="noreferrer">{publisher.licence.name}</a>
            </li>
        }
    });
    view! {
        <footer class="footer">
            <div class="footer-inner page">
                <section class="footer-publishers" aria-labelledby="footer-publishers-title">
                    <h2 id="footer-publishers-title">"Publishers and licences"</h2>
                    <ul>{rows.collect_view()}</ul>
                </section>
                <div class="footer-about">
                    <p>"Nothing leaves this device but the requests to the publishers."</p>
                    <p class="meta">"Tenderlens "{env!("CARGO_PKG_VERSION")}" · MIT or Apache-2.0"</p>
                </div>
            </div>
        </footer>
    }
}
