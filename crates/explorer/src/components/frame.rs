//! Header, banner and footer: the same on every page.

use leptos::prelude::*;
use tenderlens_core::ocds::view::Stage;

use crate::components::choices::{LanguageChoice, ThemeChoice};
use crate::components::open_box::OpenBox;
use crate::components::stage_mark::StageMark;
use crate::config::Data;
use crate::context::App;
use crate::format;
use crate::labels;
use crate::route::Route;

#[component]
pub fn Header() -> impl IntoView {
    let app = App::get();
    let (route, menu, followed) = (app.route, app.menu, app.followed);
    let current = move |is: fn(&Route) -> bool| route.with(is).then_some("page");
    view! {
        <header class="header">
            <div class="header-inner page">
                <a class="header-brand" href="#/"><StageMark stage=Stage::Tender />"Tenderlens"</a>
                <nav class="header-nav" aria-label=t!("nav.main")>
                    <ul>
                        <li><a href="#/" aria-current=move || current(|route| matches!(route, Route::Home(_)))>{t!("nav.home")}</a></li>
                        <li><a href="#/s" aria-current=move || current(|route| matches!(route, Route::Search(_)))>{t!("nav.search")}</a></li>
                    </ul>
                </nav>
                <OpenBox />
                <nav class="header-tools" id="header-tools" aria-label=t!("nav.tools") data-open=move || menu.get().to_string()>
                    <LanguageChoice id="header-language" />
                    <ThemeChoice />
                    <a href="#/follow" aria-current=move || current(|route| matches!(route, Route::Follow(_)))>
                        {move || t!("nav.following", n = format::integer(followed.with(Vec::len)))}
                    </a>
                    <a href="#/settings" aria-current=move || current(|route| matches!(route, Route::Settings(_)))>{t!("nav.settings")}</a>
                    <a href="#/help" aria-current=move || current(|route| matches!(route, Route::Help { .. }))>{t!("nav.help")}</a>
                </nav>
            </div>
        </header>
    }
}

/// Says when what is shown is not live.
#[component]
pub fn Banner() -> impl IntoView {
    let config = App::get().config;
    let generated = config.has(Data::Generated).then(|| {
        view! {
            <aside class="note-banner" data-kind="fictional" aria-label=t!("banner.about")>
                <p>
                    <strong>{t!("banner.fictional.title")}</strong>
                    " "{t!("banner.fictional")}
                </p>
            </aside>
        }
    });
    let recorded = config.has(Data::Recorded).then(|| {
        view! {
            <aside class="note-banner" data-kind="recorded" aria-label=t!("banner.recorded.about")>
                <p>
                    <strong>{t!("banner.recorded.title")}</strong>
                    " "{t!("banner.recorded")}
                </p>
            </aside>
        }
    });
    view! { {generated}{recorded} }
}

#[component]
pub fn Footer() -> impl IntoView {
    let App { backend, online, .. } = App::get();
    let publishers = backend.publishers().to_vec();
    let rows = publishers.into_iter().map(|publisher| {
        view! {
            <li>
                <a href=publisher.base target="_blank" rel="noreferrer">{publisher.name}</a>
                ", "{labels::country(&publisher)}": "
                <a href=publisher.licence.url target="_blank" rel="noreferrer">{labels::licence(&publisher)}</a>
            </li>
        }
    });
    view! {
        <footer class="footer">
            <div class="footer-inner page">
                <section class="footer-publishers" aria-labelledby="footer-publishers-title">
                    <h2 id="footer-publishers-title">{t!("footer.publishers")}</h2>
                    <ul>{rows.collect_view()}</ul>
                </section>
                <div class="footer-about">
                    <p>{t!("footer.privacy")}</p>
                    <p>{move || if online.get() { t!("footer.online") } else { t!("footer.offline") }}</p>
                    <p><a href="#/help/accessibility">{t!("footer.accessibility")}</a>" · "<a href="#/help">{t!("nav.help")}</a></p>
                    <p class="meta">{t!("footer.version", version = env!("CARGO_PKG_VERSION"))}</p>
                </div>
            </div>
        </footer>
    }
}
