//! The list of contracting processes: what was asked, what is loaded, what matches.

mod change;
mod check;
mod chips;
mod coverage;
mod empty;
mod facet;
mod form;
mod keep;
mod narrow;
mod pages;
mod plan;
mod query;
mod ranges;
mod results;
mod row;
mod state;
mod table;

use std::sync::Arc;

use leptos::prelude::*;
use tenderlens_core::calendar::Date;
use tenderlens_core::endpoint::Publisher;
use tenderlens_core::plan::{Dates, Depth, Question};

use crate::config::Data;
use crate::context::App;
use crate::route::{Days, Route, Search};
pub use coverage::window as days_asked;
use form::SearchForm;
pub use form::chosen_ids;
pub use pages::{PAGE_SIZE, page_links};
pub use query::query as catalog_query;
use results::Results;
pub use results::Trouble;
pub use row::Row;
use state::State;

/// How far back the list looks when no window is chosen.
const DEFAULT_DAYS: u16 = 60;

#[component]
pub fn SearchPage() -> impl IntoView {
    let app = App::get();
    let route = app.route;
    let search = Memo::new(move |before: Option<&Search>| match route.get() {
        Route::Search(search) => *search,
        // Another page is about to open; this one keeps its state until then.
        _ => before.cloned().unwrap_or_default(),
    });
    let all: Arc<[Publisher]> = app.backend.publishers().into();
    let chosen = {
        let all = all.clone();
        Memo::new(move |_| search.with(|search| chosen(&all, &search.sources)))
    };
    let asked = Memo::new(move |_| search.with(narrow::asked));
    let loading = app.clone();
    Effect::new(move |_| {
        let asked = asked.get();
        for publisher in chosen.get() {
            loading.session.open(publisher.id, &question_of(&loading, &publisher, &asked));
        }
    });
    app.entitle(t!("search.title"));
    let state = State::new(&app, search, chosen);
    view! {
        <div class="search">
            <SearchForm state all />
            <Results state />
        </div>
    }
}

/// Loads the first page of a publisher's list of these days, unless it is there already.
pub fn load_list(app: &App, id: &str, days: &Days) {
    if let Some(publisher) = app.backend.publisher(id) {
        let search = Search { updated: days.clone(), ..Search::default() };
        app.session.open(id, &question_of(app, publisher, &search));
    }
}

/// What a publisher is asked for a search.
fn question_of(app: &App, publisher: &Publisher, search: &Search) -> Question {
    let is_recorded = app.config.data_of(publisher.id) == Data::Recorded;
    let question = question(publisher, is_recorded, &search.updated, app.config.now_ms());
    if !search.is_narrowed || is_recorded {
        return question;
    }
    narrow::narrowed(search, question, |wished| app.backend.plan(publisher.id, wished, Depth::Quick).ok())
}

/// The days that a link asks for to get this window: none for the usual one.
pub fn days_of(app: &App, id: &str, window: Dates) -> Days {
    let usual = app.backend.publisher(id).map(|publisher| {
        let is_recorded = app.config.data_of(id) == Data::Recorded;
        question(publisher, is_recorded, &Days::default(), app.config.now_ms()).dates
    });
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    if usual == Some(window) { Days::default() } else { Days { from: day(window.from), to: day(window.to) } }
}

fn chosen(all: &[Publisher], ids: &[String]) -> Vec<ById> {
    all.iter().filter(|publisher| is_chosen(publisher, ids)).copied().map(ById).collect()
}

/// Without a choice every publisher is asked but the archives.
pub fn is_chosen(publisher: &Publisher, ids: &[String]) -> bool {
    if ids.is_empty() { publisher.archived.is_none() } else { ids.iter().any(|id| id == publisher.id) }
}

/// A publisher, equal to another one by its id.
#[derive(Clone, Copy)]
pub struct ById(pub Publisher);

impl PartialEq for ById {
    fn eq(&self, other: &Self) -> bool {
        self.0.id == other.0.id
    }
}

impl std::ops::Deref for ById {
    type Target = Publisher;

    fn deref(&self) -> &Publisher {
        &self.0
    }
}

/// What a publisher is asked. An end of the window that is missing or no date is the default's; of
/// an archive or a recording, whose last days are long past, everything is asked for instead.
fn question(publisher: &Publisher, is_recorded: bool, days: &Days, now_ms: f64) -> Question {
    let default = match publisher.archived.is_some() || is_recorded {
        true => Dates::default(),
        false => Dates::last_days(DEFAULT_DAYS, now_ms as u64),
    };
    let date = |text: &str| text.parse::<Date>().ok();
    let dates = Dates { from: date(&days.from).or(default.from), to: date(&days.to).or(default.to) };
    Question { dates, ..Question::default() }
}
