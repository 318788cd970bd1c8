//! What is loaded of a publisher: window, counts, completeness, time. No number without it.

mod actions;

use leptos::prelude::*;
use tenderlens_catalog::Completeness;
use tenderlens_core::calendar::Date;
use tenderlens_core::endpoint::{Publisher, ResponseKind};
use tenderlens_core::listing::Rows;
use tenderlens_core::plan::Dates;

use self::actions::{Actions, Advance};
use super::narrow;
use super::plan::{self, PlanView};
use super::state::State;
use crate::components::coverage::{self, CoverageRow};
use crate::config::Data;
use crate::context::App;
use crate::format;
use crate::i18n;
use crate::session::{Source, Status};

#[component]
pub fn Coverage(publisher: Publisher, state: State) -> impl IntoView {
    let app = App::get();
    let recorded = app.config.data_of(publisher.id) == Data::Recorded;
    let session = app.session.clone();
    let progress = move || session.with(publisher.id, |source| progress(source, recorded));
    let session = app.session.clone();
    let loaded = move || session.with(publisher.id, |source| loaded(source, &publisher));
    let session = app.session.clone();
    let time =
        move || session.with(publisher.id, |source| (source.loaded_ms > 0.0).then(|| format::clock(source.loaded_ms)));
    let session = app.session.clone();
    let asked = move || {
        if recorded {
            return t!("coverage.recording").to_owned();
        }
        session.with(publisher.id, |source| {
            let dates = source.plan.as_ref().map_or_else(Dates::default, |plan| plan.dates);
            let window = window(&publisher, dates);
            match source.plan.as_ref().and_then(|plan| plan::names(narrow::by(plan))) {
                Some(names) => t!("coverage.narrowed", window = window, names = names),
                None => window,
            }
        })
    };
    let facts = move || [asked(), loaded()].into_iter().chain(time()).collect::<Vec<_>>();
    let session = app.session.clone();
    // A feed tells ids only, and each process is one more request: what that takes is told beforehand.
    let is_feed = matches!(publisher.listing.rows, Rows::Ids(_)) && !recorded;
    let estimate = move || {
        let plan = session.with(publisher.id, |source| source.plan.clone().filter(|_| !source.is_complete()));
        plan.filter(|_| is_feed).map(|plan| plan::cost(&plan))
    };
    view! {
        <CoverageRow name=publisher.name.to_owned() state=Signal::derive(progress) facts=Signal::derive(facts)>
            {move || estimate().map(|words| view! { <p class="search-estimate">{words}</p> })}
            <Advance publisher />
            <Actions publisher state />
            <Asked publisher state />
        </CoverageRow>
    }
}

#[component]
pub fn Of(publisher: Publisher) -> impl IntoView {
    view! { <span class="visually-hidden">": "{publisher.name}</span> }
}

/// What was asked for and of which days.
pub fn window(publisher: &Publisher, dates: Dates) -> String {
    let what = i18n::of("window", publisher.id).unwrap_or(publisher.listing.window_means);
    let day = |date: Date| format::date(&date.to_string(), publisher.time_zone);
    match (dates.from, dates.to) {
        (Some(from), Some(to)) => t!("coverage.between", what = what, from = day(from), to = day(to)),
        (Some(from), None) => t!("coverage.since", what = what, from = day(from)),
        (None, Some(to)) => t!("coverage.until", what = what, to = day(to)),
        (None, None) => t!("coverage.any", what = what),
    }
}

/// The plan, the request itself, and what of the answer could not be used.
#[component]
fn Asked(publisher: Publisher, state: State) -> impl IntoView {
    let session = App::get().session;
    let asked = Memo::new(move |_| {
        session.with(publisher.id, |source| {
            let listing = &source.listing;
            (source.plan.clone(), listing.url.clone(), listing.problems.clone(), listing.maybe_more)
        })
    });
    move || {
        let (plan, url, problems, maybe_more) = asked.get();
        plan.map(|plan| {
            view! {
                <details class="search-plan">
                    <summary>{t!("coverage.how")}<Of publisher /></summary>
                    <PlanView plan />
                    {move || here(state)}
                    {maybe_more.then(|| view! { <p>{t!("coverage.maybe_more")}</p> })}
                    {(!url.is_empty()).then(|| view! { <p><code>{url}</code></p> })}
                    {(!problems.is_empty()).then(|| view! {
                        <p>{plural!("coverage.unusable", problems.len())}</p>
                        <ul>{problems.into_iter().map(|problem| view! { <li lang="en">{problem}</li> }).collect_view()}</ul>
                    })}
                </details>
            }
        })
    }
}

/// What the page filters by itself, of what is loaded.
fn here(state: State) -> Option<AnyView> {
    state.chips.with(|chips| {
        let words: Vec<&str> = chips.iter().map(|(words, _)| &**words).collect();
        (!words.is_empty()).then(|| view! { <p>{t!("plan.page", filters = words.join(", "))}</p> }.into_any())
    })
}

fn progress(source: &Source, recorded: bool) -> &'static str {
    match source.status {
        Status::Idle => "partial",
        Status::Loading => "loading",
        Status::Waiting { .. } => "waiting",
        Status::Failed(_) => "error",
        Status::Ready if recorded => "recorded",
        Status::Ready if source.is_complete() && source.listing.problems.is_empty() => "complete",
        Status::Ready => "partial",
    }
}

/// So many of what a page of the listing is made of.
fn read(publisher: &Publisher, number: usize) -> String {
    if matches!(publisher.listing.rows, Rows::Ids(_)) {
        return plural!("count.feed", number);
    }
    let endpoint = publisher.endpoints.iter().find(|endpoint| endpoint.id == publisher.listing.endpoint);
    match endpoint.map(|endpoint| endpoint.response) {
        Some(ResponseKind::RecordPackage) => plural!("count.record", number),
        _ => plural!("count.release", number),
    }
}

fn loaded(source: &Source, publisher: &Publisher) -> String {
    let listing = &source.listing;
    let (read, processes) = (read(publisher, listing.documents), plural!("count.process", listing.processes));
    let counts = match listing.left_out {
        0 => t!("coverage.counts", read = read, processes = processes),
        left => t!("coverage.counts.left_out", read = read, processes = processes, left = format::integer(left)),
    };
    let nothing = source.plan.as_ref().is_some_and(|plan| plan.nothing.is_some());
    let may_miss = source.plan.as_ref().is_some_and(|plan| plan.may_miss.is_some()) || listing.maybe_more;
    match source.status {
        _ if nothing => t!("coverage.not_asked").to_owned(),
        Status::Idle => t!("coverage.not_loaded").to_owned(),
        Status::Loading if listing.pages == 0 => t!("coverage.loading").to_owned(),
        Status::Loading => {
            t!("coverage.loading_page", counts = counts, page = format::integer(listing.pages + 1))
        }
        Status::Waiting { .. } => t!("coverage.waiting", counts = counts),
        Status::Failed(_) if listing.pages == 0 => t!("coverage.not_reached").to_owned(),
        Status::Failed(_) => t!("coverage.failed", counts = counts),
        Status::Ready if !source.is_complete() && listing.pages > 1 => {
            t!("coverage.more.pages", counts = counts, page = format::integer(listing.pages))
        }
        Status::Ready if !source.is_complete() => coverage::read(&counts, Completeness::Partial),
        Status::Ready if may_miss => coverage::read(&counts, Completeness::MayMiss),
        Status::Ready => coverage::read(&counts, Completeness::Complete),
    }
}
