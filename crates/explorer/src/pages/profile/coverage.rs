//! What the profile is made of: of each publisher which window was read, and how much it held.

use leptos::prelude::*;
use tenderlens_catalog::{Completeness, Covered};
use tenderlens_core::plan::Dates;

use crate::components::coverage::{self, CoverageBar, CoverageRow};
use crate::context::App;
use crate::format;
use crate::pages::search::days_asked;
use crate::route::{Route, Search};

#[component]
pub fn Coverage(covered: Vec<Covered>) -> impl IntoView {
    view! { <CoverageBar>{covered.into_iter().map(row).collect_view()}</CoverageBar> }
}

fn row(covered: Covered) -> AnyView {
    let publisher = App::get().backend.publisher(&covered.publisher).copied();
    let name = publisher.map_or(covered.publisher.clone(), |publisher| publisher.name.to_owned());
    let releases = plural!("count.release", usize::try_from(covered.releases).unwrap_or(usize::MAX));
    let counts = t!("coverage.counts", read = releases, processes = plural!("count.process", covered.processes));
    let windows = covered.coverages.iter().zip(publisher.iter().cycle());
    let windows = windows.map(|(it, publisher)| days_asked(publisher, Dates { from: it.from, to: it.to }));
    // As complete as the least complete of the windows.
    let completeness = covered.coverages.iter().map(|it| it.completeness).min();
    let read = match completeness {
        Some(completeness) => [coverage::read(&counts, completeness)].into(),
        None => vec![t!("profile.coverage.opened").to_owned(), counts],
    };
    let oldest = covered.coverages.iter().map(|it| it.read.as_str()).min();
    let time = oldest.map(|read| format::clock(js_sys::Date::parse(read)));
    let facts: Vec<String> = windows.chain(read).chain(time).collect();
    let state = if completeness == Some(Completeness::Complete) { "complete" } else { "partial" };
    let widen = Route::search(Search { sources: vec![covered.publisher], ..Search::default() }).format();
    view! {
        <CoverageRow name=name.clone() state facts>
            <div class="search-coverage-actions">
                <a href=widen>{t!("profile.coverage.widen")}<span class="visually-hidden">": "{name}</span></a>
            </div>
        </CoverageRow>
    }
    .into_any()
}
