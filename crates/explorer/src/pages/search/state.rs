//! What the parts of the page share: the link's state, the rows, and which choices are in sight.

use std::collections::BTreeMap;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use tenderlens_catalog::{Aspect, Facet};

use super::chips::{Chip, chips};
use super::query::{self, Shown};
use super::{ById, PAGE_SIZE};
use crate::backend::Window;
use crate::browser;
use crate::context::App;
use crate::latest::Latest;
use crate::protocol::{Found, Trouble};
use crate::route::{Route, Search};
use crate::saved;

/// The rows on the page, and what they are the answer to.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    pub found: Found,
    pub asked: Option<(Window, u64)>,
    /// Why there are none.
    pub trouble: Option<Trouble>,
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct State {
    pub search: Memo<Search>,
    pub chosen: Memo<Vec<ById>>,
    pub listed: RwSignal<Listed>,
    /// The facets of the rows, each with the place it was asked for: of codes one for each unfolded.
    offered: RwSignal<Vec<(String, Facet)>>,
    /// What is chosen, in words.
    pub chips: Memo<Vec<Chip>>,
    /// The window that is to be shown, and the number of what is loaded.
    pub asked: Memo<(Window, u64)>,
    /// When the saved search was looked at last before, in Unix milliseconds.
    pub since: Memo<Option<f64>>,
    /// By the names of the filters.
    shown: RwSignal<BTreeMap<&'static str, Shown>>,
}

impl State {
    pub fn new(app: &App, search: Memo<Search>, chosen: Memo<Vec<ById>>) -> Self {
        let shown = RwSignal::new(BTreeMap::new());
        let now = browser::time_of(app.config.now_ms());
        let (visiting, searches) = (now.clone(), app.searches);
        let since = Memo::new(move |_| {
            searches.track();
            let before = saved::visit(&search.with(saved::link), &visiting)?;
            Some(js_sys::Date::parse(&before)).filter(|at| !at.is_nan())
        });
        let session = app.session.clone();
        let asked = Memo::new(move |_| {
            let window = shown.with(|shown| window(&search.get(), &chosen.get(), &now, shown));
            (window, session.revision())
        });
        let (listed, offered) = (RwSignal::new(Listed::default()), RwSignal::new(Vec::new()));
        let chips = Memo::new(move |_| search.with(|search| offered.with(|offered| chips(search, offered))));
        let state = Self { search, chosen, listed, offered, chips, asked, since, shown };
        state.keep_up(app);
        state
    }

    /// Asks for the rows whenever the window or what is loaded changes; of two questions only the
    /// later one is waited for.
    fn keep_up(self, app: &App) {
        let backend = app.backend.clone();
        let question = Latest::of_page();
        Effect::new(move |_| {
            let (window, revision) = self.asked.get();
            let backend = backend.clone();
            question.run(async move {
                let (found, trouble) = match backend.rows(window.clone()).await {
                    Ok(found) => (found, None),
                    Err(trouble) => (Found::default(), Some(trouble)),
                };
                let places = window.facets.iter().map(|facet| facet.under.clone());
                let offered = places.zip(found.answer.facets.iter().cloned()).collect();
                // Reading the answer, writing the rows and writing the filters are tasks of their own: one
                // for all would be long enough to be felt.
                TimeoutFuture::new(0).await;
                self.listed.set(Listed { found, asked: Some((window, revision)), trouble });
                TimeoutFuture::new(0).await;
                self.offered.set(offered);
            });
        });
    }

    /// What is shown is the answer to what was asked last.
    pub fn is_answered(self) -> bool {
        self.listed.with(|listed| self.asked.with(|asked| listed.asked.as_ref() == Some(asked)))
    }

    /// The facets of an aspect as they were asked for: of codes one for each unfolded place.
    pub fn facets(self, of: Aspect) -> Vec<(String, Facet)> {
        self.offered.with(|offered| offered.iter().filter(|(_, facet)| facet.of == of).cloned().collect())
    }

    pub fn facet(self, of: Aspect) -> Option<Facet> {
        self.facets(of).into_iter().next().map(|(_, facet)| facet)
    }

    /// How many rows do not publish what a facet is of, and of how many the list does not tell it.
    pub fn missing(self, of: Aspect) -> Memo<(usize, usize)> {
        Memo::new(move |_| {
            self.offered.with(|offered| {
                let facet = offered.iter().map(|(_, facet)| facet).find(|facet| facet.of == of);
                facet.map_or((0, 0), |facet| (facet.not_published, facet.not_loaded))
            })
        })
    }

    pub fn shown(self, name: &'static str) -> Shown {
        self.shown.with(|shown| shown.get(name).cloned().unwrap_or_default())
    }

    pub fn show(self, name: &'static str, change: impl FnOnce(&mut Shown)) {
        self.shown.update(|shown| change(shown.entry(name).or_default()));
    }

    /// Goes to another state of the page; Back returns. The change is made to what the address says: the
    /// page follows it a moment later, in which somebody quick may have pressed again.
    pub fn go(self, app: &App, change: impl FnOnce(Search) -> Search) {
        let search = match Route::parse(&browser::hash()) {
            Route::Search(search) => *search,
            _ => self.search.get_untracked(),
        };
        app.go(&Route::search(change(search)));
    }
}

/// The window that a link shows.
fn window(search: &Search, chosen: &[ById], now: &str, shown: &BTreeMap<&'static str, Shown>) -> Window {
    let publishers = chosen.iter().map(|publisher| publisher.id.to_owned()).collect();
    Window {
        query: query::query(search, publishers, now),
        facets: query::facets(&|name| shown.get(name).cloned().unwrap_or_default()),
        offset: search.page.saturating_sub(1) * PAGE_SIZE,
        limit: PAGE_SIZE,
    }
}
