//! Why there are no rows, and the ways on.

use leptos::prelude::*;
use tenderlens_catalog::{Change, WayOut};

use super::change::{unfiltered, with_unknown, without};
use super::facet::name_of;
use super::query::name;
use super::state::State;
use crate::context::App;
use crate::route::{Route, Search};
use crate::session::Status;

#[component]
pub fn Empty(state: State) -> impl IntoView {
    let session = App::get().session;
    let any_ready = move || {
        state.chosen.with(|chosen| chosen.iter().any(|it| session.with(it.id, |source| source.status == Status::Ready)))
    };
    move || {
        let (loaded, ways) = state.listed.with(|listed| (listed.found.loaded, listed.found.answer.ways_out.clone()));
        let search = state.search.get();
        if loaded > 0 {
            no_match(&search, ways)
        } else if state.chosen.with(Vec::is_empty) {
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

/// Which single change of the filters gives rows.
fn no_match(search: &Search, ways: Vec<WayOut>) -> AnyView {
    let way = |way: WayOut| {
        let (words, search) = match way.change {
            Change::Remove(of) => {
                (plural!("search.empty.without", way.count, filter = name_of(name(of))), without(search, of))
            }
            Change::LetInUnknown(of) => (
                plural!("search.empty.with_unknown", way.count, filter = name_of(name(of))),
                with_unknown(search, name(of), true),
            ),
        };
        view! { <li><a href=Route::search(search).format()>{words}</a></li> }
    };
    let has_ways = !ways.is_empty();
    let cleared = Route::search(unfiltered(search));
    view! {
        <section class="state" data-kind="empty">
            <h2 class="state-title">{t!("search.empty.match")}</h2>
            <p>{if has_ways { t!("search.empty.ways") } else { t!("search.empty.no_way") }}</p>
            {has_ways.then(|| view! { <ul class="state-ways">{ways.into_iter().map(way).collect_view()}</ul> })}
            <p>{t!("search.empty.only_loaded")}</p>
            <div class="state-actions"><a class="button" href=cleared.format()>{t!("search.empty.clear")}</a></div>
        </section>
    }
    .into_any()
}
