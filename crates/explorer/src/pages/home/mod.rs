//! The start: what to look for, and at which publishers.

mod questions;
mod visited;

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use tenderlens_core::endpoint::Publisher;
use tenderlens_core::ocds::view::Stage;
use tenderlens_core::protocol::error::Error;

use crate::browser;
use crate::components::open_box;
use crate::components::stage_mark::StageMark;
use crate::config::Data;
use crate::context::App;
use crate::format;
use crate::i18n;
use crate::labels;
use crate::pages::search::{chosen_ids, is_chosen};
use crate::protocol::Trouble;
use crate::route::{Route, Search};
use crate::session::Status;
use questions::Questions;
use visited::Visited;

#[component]
pub fn HomePage() -> impl IntoView {
    let app = App::get();
    app.entitle(t!("home.title"));
    let typed = app.take_typed();
    let usual = app.backend.publishers().iter().filter(|publisher| is_chosen(publisher, &[]));
    let usual: Vec<String> = usual.map(|publisher| publisher.id.to_owned()).collect();
    let chosen = RwSignal::new(typed.sources.unwrap_or(usual));
    let words = NodeRef::<html::Input>::new();
    if typed.had_focus {
        request_animation_frame(|| browser::focus("#home-q"));
    }
    let rows: Vec<_> = app
        .backend
        .publishers()
        .iter()
        .map(|publisher| view! { <PublisherRow publisher=*publisher chosen /> })
        .collect();
    let go = app.clone();
    let search = move |event: SubmitEvent| {
        event.prevent_default();
        let words = words.get().map(|input| input.value()).unwrap_or_default();
        go.go(&destination(&go, words.trim(), &chosen.get_untracked()));
    };
    view! {
        <div class="home">
            <h1 class="home-title" tabindex="-1">{t!("home.heading")}</h1>
            <Stages />
            <form class="home-form" id="home-form" role="search" on:submit=search>
                <label class="home-label" for="home-q">{t!("home.field")}</label>
                <div class="home-box">
                    <input class="home-input" id="home-q" name="q" type="search" autocomplete="off" spellcheck="false" node_ref=words value=typed.words />
                    <button class="button-primary" type="submit">{t!("home.search")}</button>
                </div>
                <fieldset class="home-publishers">
                    <legend>{t!("home.publishers")}</legend>
                    <ul class="home-list">{rows}</ul>
                </fieldset>
            </form>
            <Questions />
            <Visited />
        </div>
    }
}

/// What names a process goes straight to it; words go to the list.
fn destination(app: &App, words: &str, chosen: &[String]) -> Route {
    if let Some(route) = open_box::destination(app, words) {
        return route;
    }
    let sources = chosen_ids(app.backend.publishers(), chosen.iter().map(String::as_str));
    Route::search(Search { words: words.to_owned(), sources, page: 1, ..Search::default() })
}

#[component]
fn Stages() -> impl IntoView {
    let stages = [Stage::Planning, Stage::Tender, Stage::Award, Stage::Contract, Stage::Implementation];
    view! {
        <p class="visually-hidden">{t!("home.stages")}</p>
        <ol class="home-stages">
            {stages.map(|stage| view! { <li><StageMark stage />{labels::stage(stage)}</li> })}
        </ol>
    }
}

#[component]
fn PublisherRow(publisher: Publisher, chosen: RwSignal<Vec<String>>) -> impl IntoView {
    let app = App::get();
    let checked = move || chosen.with(|chosen| chosen.iter().any(|id| id == publisher.id));
    let toggle = move |_| {
        chosen.update(|chosen| match chosen.iter().position(|id| id == publisher.id) {
            Some(index) => drop(chosen.remove(index)),
            None => chosen.push(publisher.id.to_owned()),
        });
    };
    let data = app.config.data_of(publisher.id);
    let session = app.session.clone();
    let state = move || session.with(publisher.id, |source| state(&source.status, data, &publisher));
    let session = app.session.clone();
    let newest = move || {
        let date = session.with(publisher.id, |source| source.listing.newest.clone())?;
        let words = t!("home.newest", date = format::date(&date, publisher.time_zone));
        Some(view! { <span class="home-newest">{words}</span> })
    };
    let mark = move || app.session.with(publisher.id, |source| mark(&source.status, data));
    view! {
        <li class="home-row" data-state=mark>
            <label class="home-pick">
                <input type="checkbox" name="src" value=publisher.id prop:checked=checked on:change=toggle />
                <span class="home-place">{labels::country(&publisher)}</span>
                <span class="home-name">{publisher.short_name}</span>
            </label>
            <span class="home-holds">{labels::holds(&publisher)}{newest}</span>
            <span class="home-licence">{labels::licence(&publisher)}</span>
            <span class="home-state" title=labels::archived(&publisher)>{state}</span>
        </li>
    }
}

/// How the row is marked.
fn mark(status: &Status, data: Data) -> &'static str {
    match (status, data) {
        (Status::Failed(_), _) => "blocked",
        (Status::Ready, Data::Live) => "ready",
        (_, Data::Generated) => "generated",
        (_, Data::Recorded) => "recorded",
        (_, Data::Live) => "idle",
    }
}

fn state(status: &Status, data: Data, publisher: &Publisher) -> &'static str {
    match (status, data) {
        (Status::Idle, Data::Live) if publisher.archived.is_some() => {
            i18n::of("state.archive", publisher.id).unwrap_or(t!("state.archive"))
        }
        // A browser does not tell pages which of the two it was.
        (Status::Failed(Trouble::Failed(failure)), _) if matches!(failure.error, Error::Unreachable(_)) => {
            t!("state.blocked")
        }
        (Status::Failed(_), _) => t!("state.failed"),
        (Status::Loading | Status::Waiting { .. }, _) => t!("state.loading"),
        (_, Data::Generated) => t!("state.generated"),
        (_, Data::Recorded) => t!("state.recorded"),
        (Status::Ready, Data::Live) => t!("state.reached"),
        (Status::Idle, Data::Live) => t!("state.idle"),
    }
}
