//! The coverage bar: of each publisher what was asked, what came of it, and when. No number without it.

use leptos::prelude::*;
use tenderlens_catalog::Completeness;

#[component]
pub fn CoverageBar(children: Children) -> impl IntoView {
    view! { <ul class="search-coverage" aria-label=t!("search.coverage")>{children()}</ul> }
}

/// A publisher's row: its facts in one line, and below it what can be done about them.
#[component]
pub fn CoverageRow(
    name: String,
    #[prop(into)] state: Signal<&'static str>,
    #[prop(into)] facts: Signal<Vec<String>>,
    children: Children,
) -> impl IntoView {
    let facts = move || facts.with(|facts| facts.iter().map(|fact| format!(" · {fact}")).collect::<String>());
    view! {
        <li class="search-coverage-row" data-state=state>
            <p><strong>{name}</strong>{facts}</p>
            {children()}
        </li>
    }
}

/// The counts of what was read, and how far that is all there is.
pub fn read(counts: &str, completeness: Completeness) -> String {
    match completeness {
        Completeness::Partial => t!("coverage.more", counts = counts),
        Completeness::MayMiss => t!("coverage.may_miss", counts = counts),
        Completeness::Complete => t!("coverage.all", counts = counts),
    }
}
