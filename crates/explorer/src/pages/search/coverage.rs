//! What is loaded of a publisher: window, counts, completeness, time. No number without it.

use leptos::prelude::*;
use tenderlens_core::calendar::Date;
use tenderlens_core::endpoint::{Publisher, ResponseKind};
use tenderlens_core::listing::Rows;
use tenderlens_core::plan::Dates;

use super::plan::PlanView;
use crate::config::Data;
use crate::context::App;
use crate::format;
use crate::labels;
use crate::session::{Source, Status};

#[component]
pub fn Coverage(publisher: Publisher) -> impl IntoView {
    let app = App::get();
    let recorded = app.config.data_of(publisher.id) == Data::Recorded;
    let session = app.session.clone();
    let state = move || session.with(publisher.id, |source| state(source, recorded));
    let session = app.session.clone();
    let unit = unit(&publisher);
    let loaded = move || session.with(publisher.id, |source| loaded(source, unit));
    let session = app.session.clone();
    let time =
        move || session.with(publisher.id, |source| (source.loaded_ms > 0.0).then(|| format::clock(source.loaded_ms)));
    let session = app.session.clone();
    let asked = move || {
        if recorded {
            return "a recording, whatever the dates".to_owned();
        }
        session.with(publisher.id, |source| {
            let dates = source.plan.as_ref().map_or_else(Dates::default, |plan| plan.dates);
            format!("{} {}", publisher.listing.window_means, window(dates, publisher.time_zone))
        })
    };
    view! {
        <li class="search-coverage-row" data-state=state>
            <p>
                <strong>{publisher.name}</strong>" · "{asked}" · "{loaded}
                {move || time().map(|time| view! { " · "{time} })}
            </p>
            <div class="search-coverage-actions"><Actions publisher /></div>
            <Asked publisher />
        </li>
    }
}

#[component]
fn Actions(publisher: Publisher) -> impl IntoView {
    let app = App::get();
    let session = app.session.clone();
    let busy = Memo::new(move |_| session.with(publisher.id, |source| source.status.is_busy()));
    let session = app.session.clone();
    move || {
        let session = session.clone();
        if busy.get() {
            view! { <button class="button-link" type="button" on:click=move |_| session.stop(publisher.id)>"Stop and keep"<Of publisher /></button> }.into_any()
        } else {
            view! { <button class="button-link" type="button" on:click=move |_| session.refresh(publisher.id)>"Refresh"<Of publisher /></button> }.into_any()
        }
    }
}

#[component]
fn Of(publisher: Publisher) -> impl IntoView {
    view! { <span class="visually-hidden">": "{publisher.name}</span> }
}

/// The days of a window; `at any time` without one.
fn window(dates: Dates, zone: &str) -> String {
    let day = |date: Date| format::date(&date.to_string(), zone);
    match (dates.from, dates.to) {
        (Some(from), Some(to)) => format!("{} – {}", day(from), day(to)),
        (Some(from), None) => format!("since {}", day(from)),
        (None, Some(to)) => format!("until {}", day(to)),
        (None, None) => "at any time".to_owned(),
    }
}

/// The plan, the request itself, and what of the answer could not be used.
#[component]
fn Asked(publisher: Publisher) -> impl IntoView {
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
                    <summary>"How this was asked"<Of publisher /></summary>
                    <PlanView plan />
                    {maybe_more.then(|| view! { <p>"A page was full and named no next one: what follows it may be missing."</p> })}
                    {(!url.is_empty()).then(|| view! { <p><code>{url}</code></p> })}
                    {(!problems.is_empty()).then(|| view! {
                        <p>{labels::count(problems.len(), "entry", "entries")}" could not be used:"</p>
                        <ul>{problems.into_iter().map(|problem| view! { <li>{problem}</li> }).collect_view()}</ul>
                    })}
                </details>
            }
        })
    }
}

fn state(source: &Source, recorded: bool) -> &'static str {
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

/// What a page of the listing is made of.
fn unit(publisher: &Publisher) -> (&'static str, &'static str) {
    if matches!(publisher.listing.rows, Rows::Ids(_)) {
        return ("entry of the feed", "entries of the feed");
    }
    let endpoint = publisher.endpoints.iter().find(|endpoint| endpoint.id == publisher.listing.endpoint);
    match endpoint.map(|endpoint| endpoint.response) {
        Some(ResponseKind::RecordPackage) => ("record", "records"),
        _ => ("release", "releases"),
    }
}

fn loaded(source: &Source, (one, many): (&str, &str)) -> String {
    let listing = &source.listing;
    let counts = format!(
        "{}, {}",
        labels::count(listing.documents, one, many),
        labels::count(listing.processes, "process", "processes")
    );
    let counts = match listing.left_out {
        0 => counts,
        left_out => format!("{counts}, {left_out} left out"),
    };
    let nothing = source.plan.as_ref().is_some_and(|plan| plan.nothing.is_some());
    let may_miss = source.plan.as_ref().is_some_and(|plan| plan.may_miss.is_some()) || listing.maybe_more;
    match source.status {
        _ if nothing => "not asked".to_owned(),
        Status::Idle => "not loaded".to_owned(),
        Status::Loading if listing.pages == 0 => "loading".to_owned(),
        Status::Loading => format!("{counts}, loading page {}", listing.pages + 1),
        Status::Waiting { .. } => format!("{counts}, waiting"),
        Status::Failed(_) if listing.pages == 0 => "not reached".to_owned(),
        Status::Failed(_) => format!("{counts}, then it failed"),
        Status::Ready if source.is_complete() && may_miss => format!("{counts}, may miss some"),
        Status::Ready if source.is_complete() => format!("{counts}, all of it"),
        Status::Ready => format!("{counts}, more to load"),
    }
}
