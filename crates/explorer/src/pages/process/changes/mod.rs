//! What changed between two releases, and in which.

mod cite;
mod line;
mod lines;
mod step;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Shown;
use super::releases::{self, Pair, Release, releases};
use crate::backend::Open;
use crate::context::App;
use crate::protocol::Comparison;
use crate::route::Route;
pub use line::{short, value};
use lines::{Compared, Lines};
pub use step::SpineStep;

/// Compares a release with an earlier one: those of the link, else the last with the one before.
#[component]
pub fn Changes(shown: Shown) -> impl IntoView {
    let all = releases(&shown);
    let body = match &all[..] {
        [] => {
            let words = if shown.loaded.only_linked > 0 { t!("changes.linked") } else { t!("changes.no_history") };
            view! { <p class="changes-none">{words}</p> }.into_any()
        }
        [_] if shown.loaded.converted => view! { <p class="changes-none">{t!("changes.no_history")}</p> }.into_any(),
        [_] => view! { <p class="changes-none">{t!("changes.one_release")}</p> }.into_any(),
        _ => view! { <Between shown all /> }.into_any(),
    };
    view! {
        <section class="changes" aria-labelledby="sec-changes">
            <h2 id="sec-changes" tabindex="-1">{t!("section.changes")}</h2>
            {body}
        </section>
    }
}

#[component]
fn Between(shown: Shown, all: Vec<Release>) -> impl IntoView {
    let app = App::get();
    let all = StoredValue::new(all);
    let pair = {
        let app = app.clone();
        Memo::new(move |_| all.with_value(|all| Pair::of(&releases::route(&app), all)))
    };
    let comparison = comparison(shown.loaded.clone(), pair);
    let first_values = shown.loaded.first_values;
    let body = move || {
        let pair = pair.get()?;
        if pair.with.is_none() {
            return Some(view! { <p class="changes-none">{plural!("changes.first", first_values)}</p> }.into_any());
        }
        Some(match comparison.get() {
            Some((of, outcome)) if of == pair => match outcome {
                Ok(comparison) => {
                    let compared = Compared::new(pair, all, shown.clone());
                    view! { <Lines comparison compared /> }.into_any()
                }
                Err(()) => view! { <p class="changes-none" role="alert">{t!("changes.reload")}</p> }.into_any(),
            },
            _ => view! { <p class="state-progress">{t!("changes.loading")}</p> }.into_any(),
        })
    };
    view! { <Picks all pair />{body} }
}

type Outcome = Option<(Pair, Result<Comparison, ()>)>;

/// The comparison of the pair, as soon as the worker has it.
fn comparison(opened: std::sync::Arc<Open>, pair: Memo<Option<Pair>>) -> RwSignal<Outcome> {
    let backend = App::get().backend;
    let comparison = RwSignal::new(None);
    Effect::new(move |_| {
        let Some(Pair { release, with: Some(with) }) = pair.get() else {
            return;
        };
        let (backend, opened) = (backend.clone(), opened.clone());
        spawn_local(async move {
            let outcome = backend.compare(&opened, release, with).await.map_err(|_| ());
            let asked = Pair { release, with: Some(with) };
            // Of two choices in a row the later one counts.
            if pair.try_get_untracked() == Some(Some(asked)) {
                comparison.set(Some((asked, outcome)));
            }
        });
    });
    comparison
}

/// The link that compares two releases; without the other, with the one before.
pub fn compare_link(app: &App, release: &str, with: &str) -> String {
    let mut process = releases::present_route(app);
    process.section = "changes".to_owned();
    process.release = release.to_owned();
    process.compared = with.to_owned();
    Route::Process(process).format()
}

/// Which releases: two choices, and the way to the neighbours.
#[component]
fn Picks(all: StoredValue<Vec<Release>>, pair: Memo<Option<Pair>>) -> impl IntoView {
    let app = App::get();
    let go = {
        let app = app.clone();
        move |release: &str, with: &str| app.go(&Route::parse(&compare_link(&app, release, with)))
    };
    let key = move |index: usize| all.with_value(|all| all.get(index).map(|it| it.key.clone()).unwrap_or_default());
    let options = move |is_chosen: fn(Pair, usize) -> bool, is_offered: fn(Pair, usize) -> bool| {
        let pair = pair.get();
        all.with_value(|all| {
            let option = |(index, release): (usize, &Release)| {
                let chosen = pair.is_some_and(|pair| is_chosen(pair, index));
                view! { <option value=release.key.clone() selected=chosen prop:selected=chosen>{release.name.clone()}</option> }
            };
            let offered = |(index, _): &(usize, &Release)| pair.is_none_or(|pair| is_offered(pair, *index));
            all.iter().enumerate().filter(offered).map(option).collect_view()
        })
    };
    let choose_release = {
        let go = go.clone();
        move |event| go(&event_target_value(&event), "")
    };
    let choose_with = move |event| {
        let release = pair.get_untracked().map(|pair| key(pair.release)).unwrap_or_default();
        go(&release, &event_target_value(&event));
    };
    let neighbour = move |step: isize| {
        let index = pair.get()?.release.checked_add_signed(step)?;
        all.with_value(|all| all.get(index).map(|it| it.key.clone()))
    };
    let link = move |step: isize, id: &'static str, words: &'static str| {
        let app = app.clone();
        move || match neighbour(step) {
            Some(key) => view! { <a id=id href=compare_link(&app, &key, "")>{words}</a> }.into_any(),
            None => view! { <span class="changes-end">{words}</span> }.into_any(),
        }
    };
    view! {
        <div class="changes-picks">
            <label class="changes-pick">
                <span>{t!("changes.release")}</span>
                <select on:change=choose_release>{move || options(|pair, index| pair.release == index, |_, _| true)}</select>
            </label>
            <label class="changes-pick">
                <span>{t!("changes.with")}</span>
                <select on:change=choose_with>{move || options(|pair, index| pair.with == Some(index), |pair, index| pair.release != index)}</select>
            </label>
            <nav class="changes-steps" aria-label=t!("changes.neighbours")>
                {link(-1, "changes-previous", t!("changes.previous"))}
                {link(1, "changes-next", t!("changes.next"))}
            </nav>
        </div>
    }
}
