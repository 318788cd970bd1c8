//! What can be done about what is loaded: go on, verify, refresh, widen; and how far it has come.

use leptos::prelude::*;
use tenderlens_core::calendar::Date;
use tenderlens_core::endpoint::Publisher;
use tenderlens_core::listing::Rows;
use tenderlens_core::plan::{Dates, Depth};

use super::super::narrow;
use super::super::plan;
use super::super::question_of;
use super::super::state::State;
use super::Of;
use crate::config::Data;
use crate::context::App;
use crate::format;
use crate::route::{Days, Route, Search};
use crate::session::Source;

/// What takes many requests, and is asked for twice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Costly {
    ReadOn,
    Verify,
}

/// What can be done about the listing now.
#[derive(Clone, PartialEq, Eq)]
struct Doable {
    is_busy: bool,
    /// The page to go on with; of what is being read it is not told.
    next_page: Option<usize>,
    may_miss: bool,
    /// First and last day of the window twice as long.
    wider: Option<Days>,
}

fn doable(source: &Source, recorded: bool) -> Doable {
    let plan = source.plan.as_ref();
    let may_miss = plan.is_some_and(|plan| plan.may_miss.is_some());
    let is_busy = source.status.is_busy();
    Doable {
        is_busy,
        next_page: Some(source.listing.pages + 1).filter(|_| source.listing.more && !is_busy),
        may_miss: may_miss && source.listing.pages > 0 && !recorded,
        wider: plan.filter(|_| !recorded).and_then(|plan| wider(plan.dates)),
    }
}

fn wider(dates: Dates) -> Option<Days> {
    let (from, to) = (dates.from?, dates.to?);
    let days = to.days_since(from).max(1);
    Some(Days { from: from.plus(-days)?.to_string(), to: to.to_string() })
}

/// What the publisher filters by, or could.
#[derive(Clone, PartialEq, Eq)]
struct Narrowing {
    is_narrowed: bool,
    names: String,
}

fn narrowing(app: &App, publisher: &Publisher, search: &Search) -> Option<Narrowing> {
    let is_narrowed = search.is_narrowed;
    let question = question_of(app, publisher, &Search { is_narrowed: true, ..search.clone() });
    let plan = app.backend.plan(publisher.id, &question, Depth::Quick).ok()?;
    plan::names(narrow::by(&plan)).map(|names| Narrowing { is_narrowed, names })
}

#[component]
pub fn Actions(publisher: Publisher, state: State) -> impl IntoView {
    let app = App::get();
    let recorded = app.config.data_of(publisher.id) == Data::Recorded;
    let session = app.session.clone();
    let doable = Memo::new(move |_| session.with(publisher.id, |source| doable(source, recorded)));
    let asking = RwSignal::new(None::<Costly>);
    let going = app.clone();
    let session = app.session.clone();
    let act = move |costly: Costly| {
        asking.set(None);
        match costly {
            Costly::ReadOn => session.read_on(publisher.id),
            Costly::Verify => {
                session.verify(publisher.id);
                let search = state.search.get_untracked();
                going.refine(Route::search(Search { is_verified: true, ..search }));
            }
        }
    };
    let act = Callback::new(act);
    let session = app.session.clone();
    let plan_of = Callback::new(move |costly: Costly| match costly {
        Costly::ReadOn => session.with(publisher.id, |source| source.plan.as_deref().cloned()),
        Costly::Verify => session.verification(publisher.id),
    });
    // A link may ask for all of it; its reader is asked first.
    Effect::new(move |_| {
        if doable.get().may_miss && state.search.with(|search| search.is_verified) {
            asking.set(Some(Costly::Verify));
        }
    });
    // Who verifies chooses many requests over few: that is always asked.
    let start = move |costly: Costly| {
        let asks = costly == Costly::Verify || plan_of.run(costly).is_some_and(|plan| plan.asks_first());
        if asks { asking.set(Some(costly)) } else { act.run(costly) }
    };
    let button = move |words: &str, press: Callback<()>| {
        let words = words.to_owned();
        view! { <button class="button-link" type="button" on:click=move |_| press.run(())>{words}<Of publisher /></button> }.into_any()
    };
    let narrowing = Memo::new({
        let app = app.clone();
        move |_| state.search.with(|search| narrowing(&app, &publisher, search))
    });
    let session = app.session.clone();
    let stop = Callback::new(move |()| session.stop(publisher.id));
    let session = app.session.clone();
    let refresh = Callback::new(move |()| session.refresh(publisher.id));
    let buttons = move || {
        let Doable { is_busy, next_page, may_miss, wider } = doable.get();
        if is_busy {
            return button(t!("coverage.stop"), stop);
        }
        let widen = wider.map(|updated| {
            let search = Search { updated, page: 1, ..state.search.get() };
            view! { <a href=Route::search(search).format()>{t!("coverage.widen")}<Of publisher /></a> }
        });
        let narrow = narrowing.get().filter(|it| it.is_narrowed || next_page.is_some());
        let narrow = narrow.map(|it| {
            let search = Search { is_narrowed: !it.is_narrowed, page: 1, ..state.search.get() };
            let words = match it.is_narrowed {
                true => t!("coverage.unnarrow").to_owned(),
                false => t!("coverage.narrow", names = it.names),
            };
            view! { <a href=Route::search(search).format()>{words}<Of publisher /></a> }
        });
        let read_on = next_page.map(|page| match page {
            ..=2 => t!("coverage.read_on").to_owned(),
            page => t!("coverage.resume", page = format::integer(page)),
        });
        view! {
            {read_on.map(|words| button(&words, Callback::new(move |()| start(Costly::ReadOn))))}
            {may_miss.then(|| button(t!("coverage.verify"), Callback::new(move |()| start(Costly::Verify))))}
            {button(t!("coverage.refresh"), refresh)}
            {widen}
            {narrow}
        }
        .into_any()
    };
    let question = move || {
        let costly = asking.get()?;
        let cost = plan_of.run(costly).map(|plan| plan::cost(&plan)).unwrap_or_default();
        let why = match costly {
            Costly::ReadOn => t!("coverage.ask.read_on"),
            Costly::Verify => t!("coverage.ask.verify"),
        };
        Some(view! {
            <div class="state-banner search-ask" role="group" aria-label=publisher.name>
                <p>{why}" "{cost}</p>
                <div class="state-actions">
                    <button class="button-primary" type="button" on:click=move |_| act.run(costly)>{t!("coverage.ask.yes")}</button>
                    <button type="button" on:click=move |_| asking.set(None)>{t!("coverage.ask.no")}</button>
                </div>
            </div>
        })
    };
    view! { <div class="search-coverage-actions">{buttons}</div>{question} }
}

/// How far the reading on has come.
#[derive(Clone, PartialEq, Eq)]
enum Come {
    /// So many of so many requests.
    Requests(u64, u64),
    /// Back in time to that day, which is so many of so many days.
    Back { reached: String, days: i32, of: i32 },
}

impl Come {
    fn of(source: &Source) -> Option<Self> {
        let plan = source.plan.as_ref().filter(|_| source.reads_on)?;
        let (pages, requests) = (source.listing.pages as u64, plan.estimate.requests);
        if !plan.estimate.at_least {
            return (pages <= requests).then_some(Self::Requests(pages, requests));
        }
        let reached = source.listing.oldest.clone()?;
        let day = reached.get(..10)?.parse::<Date>().ok()?;
        let (from, to) = (plan.dates.from?, plan.dates.to?);
        Some(Self::Back { reached, days: to.days_since(day), of: to.days_since(from).max(1) })
    }
}

/// How far the reading on has come, where that is known: of the requests that it takes, or in time
/// where a feed does not tell how long it is.
#[component]
pub fn Advance(publisher: Publisher) -> impl IntoView {
    let session = App::get().session;
    let is_feed = matches!(publisher.listing.rows, Rows::Ids(_));
    let come = Memo::new(move |_| session.with(publisher.id, Come::of));
    move || {
        let (words, value, max) = match come.get()? {
            Come::Requests(pages, requests) => {
                let (pages, requests) = (pages as usize, requests as usize);
                let words =
                    t!("coverage.advance", pages = format::integer(pages), requests = format::integer(requests));
                (words, pages, requests)
            }
            Come::Back { reached, days, of } if is_feed => {
                let date = format::date(&reached, publisher.time_zone);
                (t!("coverage.reached", date = date), days.clamp(0, of) as usize, of as usize)
            }
            Come::Back { .. } => return None,
        };
        Some(
            view! { <progress aria-label=publisher.name max=max value=value>{words.clone()}</progress><p class="search-advance">{words}</p> },
        )
    }
}
