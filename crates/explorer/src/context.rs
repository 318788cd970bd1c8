//! What every page may use: configuration, jobs, what is loaded, the present route.

use std::sync::Arc;

use leptos::prelude::*;
use tenderlens_core::recognise::{Named, recognise};

use crate::backend::Backend;
use crate::browser::{self, Typed};
use crate::config::Config;
use crate::follow::{self, Followed};
use crate::format;
use crate::i18n::{self, Language};
use crate::route::{Route, Search};
use crate::saved::{self, Saved};
use crate::session::Session;
use crate::store::{self, key};

/// What every page may use.
#[derive(Clone)]
pub struct App {
    pub config: Arc<Config>,
    pub backend: Arc<Backend>,
    pub session: Session,
    pub route: RwSignal<Route>,
    /// The language of the page; what is mounted is built anew when it changes.
    pub language: RwSignal<Language>,
    /// The processes that are followed.
    pub followed: RwSignal<Vec<Followed>>,
    /// Those that were opened last.
    pub recent: RwSignal<Vec<Followed>>,
    /// The searches that are saved.
    pub searches: RwSignal<Vec<Saved>>,
    /// The menu of narrow screens is open.
    pub menu: RwSignal<bool>,
    /// The browser has a connection, as far as it knows.
    pub online: RwSignal<bool>,
    /// Text for screen readers: where we are, how many rows match.
    pub announcement: RwSignal<String>,
    typed: StoredValue<Typed>,
    /// Where the list was scrolled to when it was left.
    pub(crate) list_scroll: StoredValue<f64>,
}

impl App {
    pub(crate) fn new(config: Config) -> Self {
        format::set_locale(&locale());
        let backend = Arc::new(Backend::new(&config));
        Self {
            session: Session::new(backend.clone()),
            backend,
            config: Arc::new(config),
            route: RwSignal::new(Route::parse(&browser::hash())),
            language: RwSignal::new(i18n::language()),
            followed: RwSignal::new(follow::stored()),
            recent: RwSignal::new(follow::recent()),
            searches: RwSignal::new(saved::stored()),
            menu: RwSignal::new(false),
            online: RwSignal::new(browser::is_online()),
            announcement: RwSignal::new(String::new()),
            typed: StoredValue::new(browser::typed_in_shell()),
            list_scroll: StoredValue::new(0.0),
        }
    }

    /// The app around the present component: the root provides it before any component exists.
    pub fn get() -> Self {
        expect_context()
    }

    /// Speaks another language from now on and remembers that; a language that cannot be loaded
    /// leaves everything as it is.
    pub fn speak(&self, language: Language, then_focus: &'static str) {
        let app = self.clone();
        leptos::task::spawn_local(async move {
            if !i18n::load(language).await {
                app.announce(t!("language.failed", language = language.own_name()));
                return;
            }
            store::set_text(key::LANGUAGE, language.code());
            format::set_locale(&locale());
            app.language.set(language);
            request_animation_frame(move || browser::focus(&format!("#{then_focus}")));
        });
    }

    /// Where a text leads that names a process or a notice.
    pub fn named(&self, text: &str) -> Option<Route> {
        Some(match recognise(self.backend.registry(), text)? {
            Named::Process { publisher, id } => Route::process(publisher.id, &id, None),
            Named::Number { publisher, number } => {
                Route::search(Search { words: number, sources: vec![publisher.id.to_owned()], ..Search::default() })
            }
        })
    }

    /// Writes numbers and dates as chosen from now on.
    pub fn apply_numbers(&self, then_focus: &'static str) {
        format::set_locale(&locale());
        self.language.notify();
        request_animation_frame(move || browser::focus(&format!("#{then_focus}")));
    }

    /// Follows a link; Back returns from it.
    pub fn go(&self, route: &Route) {
        browser::push(&route.format());
    }

    /// Changes the state of the present page; Back leaves the page.
    pub fn refine(&self, route: Route) {
        browser::replace(&route.format());
        self.route.set(route);
    }

    /// What was typed before the app was here, once.
    pub fn take_typed(&self) -> Typed {
        self.typed.try_update_value(std::mem::take).unwrap_or_default()
    }

    pub fn announce(&self, text: impl Into<String>) {
        self.announcement.set(text.into());
    }

    /// Title and announcement of a page.
    pub fn entitle(&self, title: &str) {
        browser::set_title(&format!("{title} · Tenderlens"));
        self.announce(title);
    }
}

/// How numbers and dates are written: as chosen, else as the browser's user has it for the language
/// of the page (es-ES and es-PE differ), else as usual in it.
fn locale() -> String {
    let language = i18n::language();
    let own = || browser::languages().into_iter().find(|tag| tag.contains('-') && Language::of(tag) == Some(language));
    // Anything else in the store would make `Intl` throw.
    let chosen = store::text(key::NUMBERS).filter(|chosen| format::LOCALES.contains(&chosen.as_str()));
    chosen.or_else(own).unwrap_or_else(|| language.usual_locale().to_owned())
}
