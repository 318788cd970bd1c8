//! What is loaded of a publisher: window, counts, completeness, time. No number without it.

use leptos::prelude::*;
use tenderlens_core::endpoint::{Publisher, ResponseKind};
use tenderlens_core::plan::Dates;

use crate::config::Data;
use crate::context::App;
use crate::format;
use crate::labels;
use crate::session::{Source, Status};

#[component]
pub fn Coverage(publisher: Publisher, window: Memo<Dates>) -> impl IntoView {
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
    let asked = move || {
        let Dates { from, to } = window.get();
        let day = |date: Option<jiff::civil::Date>| {
            date.map(|date| format::date(&date.to_string(), publisher.time_zone)).unwrap_or_default()
        };
        if recorded {
            "a recording, whatever the dates".to_owned()
        } else {
            format!("{} {} – {}", publisher.listing.window_means, day(from), day(to))
        }
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

/// The request itself, and what of the answer could not be used.
#[component]
fn Asked(publisher: Publisher) -> impl IntoView {
    let session = App::get().session;
    let asked = Memo::new(move |_| session.with(publisher.id, |source| (source.url.clone(), source.problems.clone())));
    move || {
        let (url, problems) = asked.get();
        (!url.is_empty()).then(|| {
            view! {
                <details class="search-plan">
                    <summary>"How this was asked"<Of publisher /></summary>
                    <p>"The publisher filters by the dates; this page filters the words, among what is loaded."</p>
                    <p><code>{url}</code></p>
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
        Status::Ready if source.is_complete() => "complete",
        Status::Ready => "partial",
    }
}

/// What a page of the listing is made of.
fn unit(publisher: &Publisher) -> (&'static str, &'static str) {
    let endpoint = publisher.endpoints.iter().find(|endpoint| endpoint.id == publisher.listing.endpoint);
    match endpoint.map(|endpoint| endpoint.response) {
        Some(ResponseKind::RecordPackage) => ("record", "records"),
        _ => ("release", "releases"),
    }
}

fn loaded(source: &Source, (one, many): (&str, &str)) -> String {
    let counts = format!(
        "{}, {}",
        labels::count(source.documents, one, many),
        labels::count(source.summaries.len(), "process", "processes")
    );
    match source.status {
        Status::Idle => "not loaded".to_owned(),
        Status::Loading if source.pages == 0 => "loading".to_owned(),
        Status::Loading => format!("{counts}, loading page {}", source.pages + 1),
        Status::Waiting { .. } => format!("{counts}, waiting"),
        Status::Failed(_) if source.pages == 0 => "not reached".to_owned(),
        Status::Failed(_) => format!("{counts}, then it failed"),
        Status::Ready if source.is_complete() => format!("{counts}, all of it"),
        Status::Ready => format!("{counts}, more to load"),
    }
}
