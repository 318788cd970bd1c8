//! What every page may use: configuration, jobs, what is loaded, the present route.

use std::sync::Arc;

use leptos::prelude::*;

use crate::backend::Backend;
use crate::browser::{self, Typed};
use crate::config::Config;
use crate::route::Route;
use crate::session::Session;

/// What every page may use.
#[derive(Clone)]
pub struct App {
    pub config: Arc<Config>,
    pub backend: Arc<Backend>,
    pub session: Session,
    pub route: RwSignal<Route>,
    /// Text for screen readers: where we are, how many rows match.
    pub announcement: RwSignal<String>,
    typed: StoredValue<Typed>,
    /// Where the list was scrolled to when it was left.
    pub(crate) list_scroll: StoredValue<f64>,
}

impl App {
    pub(crate) fn new(config: Config) -> Self {
        let backend = Arc::new(Backend::new(&config));
        Self {
            session: Session::new(backend.clone()),
            backend,
            config: Arc::new(config),
            route: RwSignal::new(Route::parse(&browser::hash())),
            announcement: RwSignal::new(String::new()),
            typed: StoredValue::new(browser::typed_in_shell()),
            list_scroll: StoredValue::new(0.0),
        }
    }

    /// The app around the present component: the root provides it before any component exists.
    pub fn get() -> Self {
        expect_context()
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
