//! What the profile is made of: of each publisher which window was read, and how much it held.

use leptos::prelude::*;
use tenderlens_catalog::{Completeness, Coverage, Covered};

use crate::context::App;
use crate::format;
use crate::pages::search::days_asked;
use crate::route::{Route, Search};

#[component]
pub fn CoverageBar(covered: Vec<Covered>) -> impl IntoView {
    view! {
        <ul class="search-coverage" aria-label=t!("search.coverage")>{covered.into_iter().map(row).collect_view()}</ul>
    }
}

fn row(covered: Covered) -> AnyView {
    let app = App::get();
    let publisher = app.backend.publisher(&covered.publisher).copied();
    let zone = publisher.map_or("UTC", |publisher| publisher.time_zone);
    let name = publisher.map_or(covered.publisher.clone(), |publisher| publisher.name.to_owned());
    let releases = plural!("count.release", usize::try_from(covered.releases).unwrap_or(usize::MAX));
    let processes = plural!("count.process", covered.processes);
    let windows: Vec<_> = covered
        .coverages
        .iter()
        .zip(publisher.iter().cycle())
        .map(|(coverage, publisher)| {
            let dates = tenderlens_core::plan::Dates { from: coverage.from, to: coverage.to };
            view! { " · "{days_asked(publisher, dates)}", "{completeness(coverage)} }
        })
        .collect();
    let alone = covered.coverages.is_empty().then(|| view! { " · "{t!("profile.coverage.opened")} });
    let is_complete = covered.coverages.iter().all(|it| it.completeness == Completeness::Complete) && alone.is_none();
    let widen = Route::search(Search { sources: vec![covered.publisher.clone()], ..Search::default() }).format();
    view! {
        <li class="search-coverage-row" data-state=if is_complete { "complete" } else { "partial" }>
            <p>
                <strong>{name.clone()}</strong>{windows}{alone}" · "{t!("coverage.counts", read = releases, processes = processes)}
                {covered.coverages.iter().map(|it| &it.read).min().map(|read| view! { " · "{format::date_time(read, zone)} })}
            </p>
            <div class="search-coverage-actions">
                <a href=widen>{t!("profile.coverage.widen")}<span class="visually-hidden">": "{name}</span></a>
            </div>
        </li>
    }
    .into_any()
}

fn completeness(coverage: &Coverage) -> &'static str {
    match coverage.completeness {
        Completeness::Partial => t!("profile.coverage.partial"),
        Completeness::MayMiss => t!("profile.coverage.may_miss"),
        Completeness::Complete => t!("profile.coverage.complete"),
    }
}
