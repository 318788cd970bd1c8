//! The frame around the pages: header, footer, routing, titles, focus and announcements.

use leptos::ev;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::browser;
use crate::components::bottom::BottomBar;
use crate::components::frame::{Banner, Footer, Header};
use crate::config::Config;
use crate::context::App;
use crate::i18n;
use crate::keys;
use crate::pages::follow::FollowPage;
use crate::pages::help::HelpPage;
use crate::pages::profile::ProfilePage;
use crate::pages::settings::SettingsPage;
use crate::pages::{home::HomePage, missing::MissingPage, process::ProcessPage, search::SearchPage};
use crate::route::{Party, Route};

/// Mounts the app in the place of the shell.
pub fn start() {
    // Leptos brings its own executor, but only once it has mounted.
    wasm_bindgen_futures::spawn_local(async {
        let (config, has_messages) = futures::join!(Config::load(), i18n::start());
        if !has_messages {
            browser::show("#boot-failed");
            return;
        }
        let app = App::new(config.with_own_bases());
        let Some(root) = browser::document().and_then(|document| document.get_element_by_id("app")) else {
            return;
        };
        root.set_inner_html("");
        if let Ok(root) = root.dyn_into() {
            mount_to(root, move || {
                provide_context(app);
                view! { <Frame /> }
            })
            .forget();
        }
    });
}

/// Which page is open; the page itself follows the rest of its route.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Open {
    Home,
    Search,
    Process { publisher: String, ocid: String, locator: String },
    Profile(Party),
    Follow,
    Settings,
    Help(String),
    Missing,
}

impl From<&Route> for Open {
    fn from(route: &Route) -> Self {
        match route {
            Route::Home(_) => Self::Home,
            Route::Search(_) => Self::Search,
            Route::Process(process) => Self::Process {
                publisher: process.publisher.clone(),
                ocid: process.ocid.clone(),
                locator: process.locator.clone(),
            },
            Route::Follow(_) => Self::Follow,
            Route::Settings(_) => Self::Settings,
            Route::Help { topic, .. } => Self::Help(topic.clone()),
            Route::Profile(profile) => Self::Profile(profile.party.clone()),
            // The bids are a page of what is loaded for the process.
            Route::Bids(bids) => Self::Process {
                publisher: bids.publisher.clone(),
                ocid: bids.ocid.clone(),
                locator: bids.locator.clone(),
            },
            Route::Missing(_) => Self::Missing,
        }
    }
}

#[component]
fn Frame() -> impl IntoView {
    let app = App::get();
    let route = app.route;
    let announcement = app.announcement;
    let open = Memo::new(move |_| route.with(|route| Open::from(route)));
    let list_scroll = app.list_scroll;
    let handle = window_event_listener(ev::hashchange, move |_| {
        if open.get_untracked() == Open::Search {
            list_scroll.set_value(browser::scroll_y());
        }
        route.set(Route::parse(&browser::hash()));
    });
    on_cleanup(move || handle.remove());
    let pressing = app.clone();
    let pressed = window_event_listener(ev::keydown, move |event| keys::press(&pressing, &event));
    let online = app.online;
    let gone = window_event_listener(ev::offline, move |_| online.set(false));
    let back = window_event_listener(ev::online, move |_| online.set(true));
    on_cleanup(move || [pressed, gone, back].into_iter().for_each(|handle| handle.remove()));
    let menu = app.menu;
    Effect::new(move |before: Option<Open>| {
        let now = open.get();
        if before.is_some_and(|before| before != now) {
            menu.set(false);
            arrive(&now, list_scroll);
        }
        now
    });
    let language = app.language;
    move || {
        language.track();
        view! { <Page open announcement /> }
    }
}

/// All of the page, in one language.
#[component]
fn Page(open: Memo<Open>, announcement: RwSignal<String>) -> impl IntoView {
    view! {
        <a class="skip-link" href="#main" on:click=skip>{t!("nav.skip")}</a>
        <Header />
        <Banner />
        <main class="page" id="main" tabindex="-1">
            {move || match open.get() {
                Open::Home => view! { <HomePage /> }.into_any(),
                Open::Search => view! { <SearchPage /> }.into_any(),
                Open::Process { publisher, ocid, locator } => view! { <ProcessPage publisher ocid locator /> }.into_any(),
                Open::Profile(party) => view! { <ProfilePage party /> }.into_any(),
                Open::Follow => view! { <FollowPage /> }.into_any(),
                Open::Settings => view! { <SettingsPage /> }.into_any(),
                Open::Help(topic) => view! { <HelpPage topic /> }.into_any(),
                Open::Missing => view! { <MissingPage /> }.into_any(),
            }}
        </main>
        <div class="visually-hidden" role="status" id="announce">{announcement}</div>
        <Footer />
        <BottomBar />
    }
}

fn skip(event: ev::MouseEvent) {
    event.prevent_default();
    browser::focus("#main");
}

/// A new page starts at its heading; the list where it was left.
fn arrive(open: &Open, list_scroll: StoredValue<f64>) {
    let y = if *open == Open::Search { list_scroll.get_value() } else { 0.0 };
    request_animation_frame(move || {
        browser::focus("#main h1");
        browser::scroll_to(y);
    });
}
