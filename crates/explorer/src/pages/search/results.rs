//! What is loaded of each publisher, how many rows match, and the rows.

use leptos::ev;
use leptos::prelude::*;
use tenderlens_core::endpoint::Publisher;

use super::change::is_filtered;
use super::chips::Chips;
use super::coverage::Coverage;
use super::empty::Empty;
use super::keep::Keep;
use super::pages::{PAGE_SIZE, PageLinks};
use super::plan;
use super::row::Row;
use super::state::State;
use super::table::{self, Table};
use crate::browser;
use crate::components::coverage::CoverageBar;
use crate::components::failure::FailureState;
use crate::components::waiting::WaitingBanner;
use crate::config::Data;
use crate::context::App;
use crate::format;
use crate::protocol::Trouble as NoRows;
use crate::route::{Route, Search, Sort, View};
use crate::session::Status;

/// Narrower screens have no table, in pixels.
const NARROW: f64 = 600.0;

#[component]
pub fn Results(state: State) -> impl IntoView {
    let app = App::get();
    let (search, chosen, listed) = (state.search, state.chosen, state.listed);
    let session = app.session.clone();
    let busy = Memo::new(move |_| {
        let loading = chosen.with(|chosen| chosen.iter().any(|it| session.with(it.id, |it| it.status.is_busy())));
        loading || !state.is_answered()
    });
    let heading = Memo::new(move |_| {
        let is_filtered = search.with(is_filtered);
        listed.with(|listed| heading(listed.found.answer.total, listed.found.loaded, is_filtered, busy.get()))
    });
    let announcing = app.clone();
    Effect::new(move |_| {
        if !busy.get() {
            announcing.announce(heading.get());
        }
    });
    let page = Memo::new(move |_| {
        listed
            .with(|listed| (listed.found.offset / PAGE_SIZE + 1, listed.found.answer.total.div_ceil(PAGE_SIZE).max(1)))
    });
    let list = move || {
        let since = state.since.get();
        listed.with(|listed| {
            listed.found.rows.iter().cloned().map(|listed| view! { <Row listed since /> }).collect_view()
        })
    };
    let is_narrow = RwSignal::new(browser::width() < NARROW);
    let resized = window_event_listener(ev::resize, move |_| is_narrow.set(browser::width() < NARROW));
    on_cleanup(move || resized.remove());
    let is_table = Memo::new(move |_| search.with(|search| search.view == View::Table) && !is_narrow.get());
    let is_empty = move || listed.with(|listed| listed.found.answer.total == 0 && listed.trouble.is_none());
    let is_bare = move || listed.with(|listed| listed.found.loaded == 0);
    // Without a worker there are no rows; that is told by the publishers' states.
    let trouble = move || {
        let trouble = listed.with(|listed| listed.trouble.clone()).filter(|it| matches!(it, NoRows::Question(_)));
        trouble.map(|trouble| view! { <FailureState trouble name=String::new() on_retry=|()| () /> })
    };
    let publishers = move |each: fn(Publisher, State) -> AnyView| {
        move || chosen.get().into_iter().map(|it| each(*it, state)).collect_view()
    };
    view! {
        <section class="search-results" aria-labelledby="search-title">
            <div class="search-head">
                <h1 class="search-title" id="search-title" tabindex="-1">{heading}</h1>
                <div class="search-tools"><Views state is_narrow /><SortChoice state /><Keep state /></div>
            </div>
            <Chips state />
            <CoverageBar>{publishers(|publisher, state| view! { <Coverage publisher state /> }.into_any())}</CoverageBar>
            {publishers(|publisher, _| view! { <Trouble publisher /> }.into_any())}
            {trouble}
            <Show when=move || busy.get() && is_bare()>
                <ol class="state-skeleton" aria-hidden="true"><li></li><li></li><li></li><li></li><li></li><li></li></ol>
            </Show>
            <Show when=move || !busy.get() && is_empty()><Empty state /></Show>
            {move || if is_table.get() {
                view! { <Show when=move || !is_empty()><Table state /></Show> }.into_any()
            } else {
                view! { <ol class="search-list" start=move || (page.get().0 - 1) * PAGE_SIZE + 1>{list}</ol> }.into_any()
            }}
            <Show when=move || !is_table.get() || table::is_paged()><PageLinks search page /></Show>
            {publishers(|publisher, _| view! { <More publisher /> }.into_any())}
        </section>
    }
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

/// List or table; there is no room for a table on a narrow screen.
#[component]
fn Views(state: State, is_narrow: RwSignal<bool>) -> impl IntoView {
    let link = move |view: View, words: &'static str| {
        let href = move || Route::search(Search { view, page: 1, ..state.search.get() }).format();
        let current = move || state.search.with(|search| search.view == view).then_some("true");
        view! { <a href=href aria-current=current>{words}</a> }
    };
    move || {
        (!is_narrow.get()).then(|| view! {
            <span class="search-views">{link(View::List, t!("view.list"))}{link(View::Table, t!("view.table"))}</span>
        })
    }
}

#[component]
fn SortChoice(state: State) -> impl IntoView {
    let app = App::get();
    let sort = Memo::new(move |_| state.search.with(|search| search.sort.format()));
    let option = move |value: &'static str, words: &'static str| {
        view! { <option value=value>{words}</option> }
    };
    let choose = move |event| {
        let sort = Sort::parse(&event_target_value(&event)).unwrap_or_default();
        state.go(&app, |search| Search { sort, page: 1, ..search });
    };
    view! {
        <label class="search-sort">
            <span>{t!("sort.by")}</span>
            <select prop:value=move || sort.get() on:change=choose>
                {option("", t!("sort.relevance"))}
                {option("due", t!("sort.due"))}
                {option("-due", t!("sort.due.last"))}
                {option("published", t!("sort.published"))}
                {option("updated", t!("sort.updated"))}
                {option("value", t!("sort.value"))}
                {option("-value", t!("sort.value.least"))}
                {option("title", t!("sort.title"))}
                {option("bids", t!("sort.bids"))}
            </select>
        </label>
    }
}

/// The failure or the wait of a publisher, with its ways on.
#[component]
pub fn Trouble(publisher: Publisher) -> impl IntoView {
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

/// What there is still to load of a publisher.
#[derive(Clone, PartialEq)]
enum Rest {
    /// Nothing was loaded: it was stopped before the first page came.
    All,
    More,
    /// The recording ends here.
    Recorded,
    None,
}

/// The next page of a publisher, or the word that its recording ends here.
#[component]
fn More(publisher: Publisher) -> impl IntoView {
    let app = App::get();
    let recorded = app.config.data_of(publisher.id) == Data::Recorded;
    let session = app.session.clone();
    let rest = Memo::new(move |_| {
        session.with(publisher.id, |source| match source.status {
            Status::Idle if source.listing.pages == 0 && source.plan.is_some() => Rest::All,
            _ if source.listing.more && !source.status.is_busy() => Rest::More,
            _ if source.is_complete() && recorded => Rest::Recorded,
            _ => Rest::None,
        })
    });
    let session = app.session.clone();
    let load = Callback::new(move |()| session.go_on(publisher.id));
    let session = app.session.clone();
    move || match rest.get() {
        Rest::All => {
            let cost = session.with(publisher.id, |source| source.plan.as_deref().map(plan::cost));
            view! {
                <section class="state" data-kind="idle">
                    <h2 class="state-title">{t!("search.unread", name = publisher.name)}</h2>
                    <p>{cost}</p>
                    <div class="state-actions">
                        <button class="button-primary" type="button" on:click=move |_| load.run(())>{t!("search.unread.load")}</button>
                    </div>
                </section>
            }
            .into_any()
        }
        Rest::More => view! {
            <div class="search-more">
                <button type="button" on:click=move |_| load.run(())>{t!("search.more", name = publisher.name)}</button>
            </div>
        }
        .into_any(),
        Rest::Recorded => view! {
            <div class="state-banner" data-kind="recorded">
                <p role="status">{t!("search.recording_ends", name = publisher.name)}</p>
            </div>
        }
        .into_any(),
        Rest::None => ().into_any(),
    }
}
