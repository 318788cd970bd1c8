//! The list of contracting processes: what was asked, what is loaded, what matches.

mod coverage;
mod form;
mod pages;
mod plan;
mod row;

use std::sync::Arc;

use futures::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tenderlens_core::calendar::Date;
use tenderlens_core::endpoint::Publisher;
use tenderlens_core::plan::{Dates, Question};

use crate::backend::Window;
use crate::components::failure::FailureState;
use crate::components::waiting::WaitingBanner;
use crate::config::Data;
use crate::context::App;

use crate::format;
use crate::protocol::Rows;
use crate::route::{Days, Route, Search};
use crate::session::Status;
use coverage::Coverage;
use form::SearchForm;
pub use form::chosen_ids;
use pages::{PAGE_SIZE, PageLinks};
use row::Row;

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
    let now_ms = app.config.now_ms();
    let days = Memo::new(move |_| search.with(|search| search.updated.clone()));
    let session = app.session.clone();
    Effect::new(move |_| {
        let Days { from, to } = days.get();
        for publisher in chosen.get() {
            session.open(publisher.id, &question(&publisher, &from, &to, now_ms));
        }
    });
    app.entitle(t!("search.title"));
    view! {
        <div class="search">
            <SearchForm search all />
            <Results search chosen />
        </div>
    }
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
struct ById(Publisher);

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
/// an archive, whose last days are long past, everything is asked for instead.
fn question(publisher: &Publisher, from: &str, to: &str, now_ms: f64) -> Question {
    let default = match publisher.archived {
        Some(_) => Dates::default(),
        None => Dates::last_days(DEFAULT_DAYS, now_ms as u64),
    };
    let date = |text: &str| text.parse::<Date>().ok();
    let dates = Dates { from: date(from).or(default.from), to: date(to).or(default.to) };
    Question { dates, ..Question::default() }
}

/// The rows on the page, and what they are the answer to.
#[derive(Debug, Clone, Default)]
struct Shown {
    rows: Rows,
    asked: Option<(Window, u64)>,
}

#[component]
fn Results(search: Memo<Search>, chosen: Memo<Vec<ById>>) -> impl IntoView {
    let app = App::get();
    let session = app.session.clone();
    let asked = Memo::new(move |_| (window(&search.get(), &chosen.get()), session.revision()));
    let rows = shown_rows(asked);
    let session = app.session.clone();
    let busy = Memo::new(move |_| {
        let loading = chosen.with(|chosen| chosen.iter().any(|it| session.with(it.id, |it| it.status.is_busy())));
        loading || rows.with(|shown| shown.asked.as_ref() != Some(&asked.get()))
    });
    let heading = Memo::new(move |_| {
        let filtered = search.with(|search| !search.words.trim().is_empty());
        rows.with(|shown| heading(shown.rows.matching, shown.rows.loaded, filtered, busy.get()))
    });
    let announcing = app.clone();
    Effect::new(move |_| {
        if !busy.get() {
            announcing.announce(heading.get());
        }
    });
    let page = Memo::new(move |_| {
        rows.with(|Shown { rows, .. }| (rows.offset / PAGE_SIZE + 1, rows.matching.div_ceil(PAGE_SIZE).max(1)))
    });
    let list = move || {
        rows.with(|shown| shown.rows.rows.iter().cloned().map(|summary| view! { <Row summary /> }).collect_view())
    };
    let is_empty = move || rows.with(|shown| shown.rows.matching == 0);
    let is_bare = move || rows.with(|shown| shown.rows.loaded == 0);
    view! {
        <section class="search-results" aria-labelledby="search-title">
            <div class="search-head">
                <h1 class="search-title" id="search-title" tabindex="-1">{heading}</h1>
            </div>
            <ul class="search-coverage" aria-label=t!("search.coverage")>
                {move || chosen.get().into_iter().map(|publisher| view! { <Coverage publisher=publisher.0 /> }).collect_view()}
            </ul>
            {move || chosen.get().into_iter().map(|publisher| view! { <Trouble publisher=publisher.0 /> }).collect_view()}
            <Show when=move || busy.get() && is_bare()>
                <ol class="state-skeleton" aria-hidden="true"><li></li><li></li><li></li><li></li><li></li><li></li></ol>
            </Show>
            <Show when=move || !busy.get() && is_empty()><Empty search chosen rows /></Show>
            <ol class="search-list" start=move || (page.get().0 - 1) * PAGE_SIZE + 1>{list}</ol>
            <PageLinks search page />
            {move || chosen.get().into_iter().map(|publisher| view! { <More publisher=publisher.0 /> }).collect_view()}
        </section>
    }
}

/// The window that a link shows.
fn window(search: &Search, chosen: &[ById]) -> Window {
    Window {
        publishers: chosen.iter().map(|publisher| publisher.id.to_owned()).collect(),
        words: search.words.clone(),
        offset: search.page.saturating_sub(1) * PAGE_SIZE,
        limit: PAGE_SIZE,
    }
}

/// Asks for the rows whenever the window or what is loaded changes; of two questions only the later
/// one is waited for.
fn shown_rows(asked: Memo<(Window, u64)>) -> RwSignal<Shown> {
    let app = App::get();
    let rows = RwSignal::new(Shown::default());
    let before = StoredValue::new(None::<AbortHandle>);
    let stop = move || {
        before.try_update_value(|before| before.take().inspect(AbortHandle::abort));
    };
    Effect::new(move |_| {
        let (window, revision) = asked.get();
        stop();
        let (abort, registration) = AbortHandle::new_pair();
        before.set_value(Some(abort));
        let backend = app.backend.clone();
        let question = async move {
            // Without a worker there are no rows; that is told by the publishers' states.
            let found = backend.rows(window.clone()).await.unwrap_or_default();
            rows.set(Shown { rows: found, asked: Some((window, revision)) });
        };
        spawn_local(async move {
            let _ = Abortable::new(question, registration).await;
        });
    });
    on_cleanup(stop);
    rows
}

fn heading(matching: usize, loaded: usize, filtered: bool, busy: bool) -> String {
    if loaded == 0 {
        if busy { t!("search.loading").to_owned() } else { t!("search.none").to_owned() }
    } else if filtered {
        plural!("search.matching", matching, loaded = format::integer(loaded))
    } else {
        plural!("search.loaded", loaded)
    }
}

/// The failure or the wait of a publisher, with its ways on.
#[component]
fn Trouble(publisher: Publisher) -> impl IntoView {
    let app = App::get();
    let session = app.session.clone();
    let status = Memo::new(move |_| session.with(publisher.id, |source| source.status.clone()));
    move || match status.get() {
        Status::Failed(trouble) => {
            let session = app.session.clone();
            let retry = move |()| session.go_on(publisher.id);
            view! { <FailureState trouble name=publisher.name.to_owned() on_retry=retry /> }.into_any()
        }
        Status::Waiting { until_ms, error } => {
            let session = app.session.clone();
            let stop = move |()| session.stop(publisher.id);
            view! { <WaitingBanner name=publisher.name.to_owned() until_ms error on_stop=stop /> }.into_any()
        }
        Status::Idle | Status::Loading | Status::Ready => ().into_any(),
    }
}

/// The next page of a publisher, or the word that its recording ends here.
#[component]
fn More(publisher: Publisher) -> impl IntoView {
    let app = App::get();
    let recorded = app.config.data_of(publisher.id) == Data::Recorded;
    let session = app.session.clone();
    let more = move || {
        session.with(publisher.id, |source| (source.listing.more && !source.status.is_busy(), source.is_complete()))
    };
    let session = app.session.clone();
    move || match more() {
        (true, _) => {
            let session = session.clone();
            view! {
                <div class="search-more">
                    <button type="button" on:click=move |_| session.go_on(publisher.id)>{t!("search.more", name = publisher.name)}</button>
                </div>
            }
            .into_any()
        }
        (false, true) if recorded => view! {
            <div class="state-banner" data-kind="recorded">
                <p role="status">{t!("search.recording_ends", name = publisher.name)}</p>
            </div>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

/// Why there are no rows, and what to do about it.
#[component]
fn Empty(search: Memo<Search>, chosen: Memo<Vec<ById>>, rows: RwSignal<Shown>) -> impl IntoView {
    let app = App::get();
    let session = app.session.clone();
    let any_ready = move || {
        chosen.with(|chosen| chosen.iter().any(|it| session.with(it.id, |source| source.status == Status::Ready)))
    };
    move || {
        let count = rows.with(|shown| shown.rows.loaded);
        let search = search.get();
        if count > 0 {
            let without = Route::search(Search { words: String::new(), page: 1, ..search.clone() });
            view! {
                <section class="state" data-kind="empty">
                    <h2 class="state-title">{t!("search.empty.words")}</h2>
                    <p>{plural!("search.empty.without", count, words = search.words)}</p>
                    <div class="state-actions"><a class="button" href=without.format()>{t!("search.empty.remove")}</a></div>
                </section>
            }
            .into_any()
        } else if chosen.with(Vec::is_empty) {
            let all = Route::search(Search { sources: Vec::new(), page: 1, ..search.clone() });
            view! {
                <section class="state" data-kind="missing">
                    <h2 class="state-title">{t!("search.empty.publisher")}</h2>
                    <p>{t!("search.empty.asks", names = search.sources.join(", "))}</p>
                    <div class="state-actions"><a class="button" href=all.format()>{t!("search.empty.all")}</a></div>
                </section>
            }
            .into_any()
        } else if any_ready() {
            view! {
                <section class="state" data-kind="empty">
                    <h2 class="state-title">{t!("search.empty.window")}</h2>
                    <p>{t!("search.empty.window.why")}</p>
                </section>
            }
            .into_any()
        } else {
            ().into_any()
        }
    }
}
