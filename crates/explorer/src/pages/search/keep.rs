//! Saving a search and sharing its link.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::query::from_today;
use super::state::State;
use crate::browser;
use crate::context::App;
use crate::format;
use crate::route::{Due, Route, Search};
use crate::saved::{self, Saved};

/// Which of the two is unfolded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Save,
    Share,
}

#[component]
pub fn Keep(state: State) -> impl IntoView {
    let app = App::get();
    let now = StoredValue::new(browser::time_of(app.config.now_ms()));
    let open = RwSignal::new(None::<Open>);
    let copying = app.clone();
    let copy = Callback::new(move |search: Search| {
        let link = Route::search(search).format();
        let address = browser::address();
        let page = address.split('#').next().unwrap_or_default();
        browser::copy(&format!("{page}{link}"));
        open.set(None);
        copying.announce(t!("share.copied"));
    });
    let toggle = move |which| open.update(|open| *open = Some(which).filter(|which| *open != Some(*which)));
    let share = move |_| match state.search.with_untracked(|search| search.due.clone()) {
        Due::Within(_) => toggle(Open::Share),
        Due::Between(_) => copy.run(state.search.get_untracked()),
    };
    let name = NodeRef::<html::Input>::new();
    let ask_name = move |_| {
        toggle(Open::Save);
        request_animation_frame(|| browser::focus("#save-name"));
    };
    let saving = app.clone();
    let save = Callback::new(move |event: SubmitEvent| {
        event.prevent_default();
        let name = name.get_untracked().map(|input| input.value().trim().to_owned()).unwrap_or_default();
        if name.is_empty() {
            return;
        }
        let link = state.search.with_untracked(saved::link);
        let saved = Saved { name, link, visited: now.get_value() };
        let lasts = saving.searches.try_update(|list| saved::save(list, saved)).unwrap_or_default();
        saving.announce(if lasts { t!("save.done") } else { t!("save.not_lasting") });
        open.set(None);
        browser::focus("#search-save");
    });
    let panel = move || match open.get() {
        None => ().into_any(),
        Some(Open::Save) => view! {
            <form class="search-keep" on:submit=move |event| save.run(event)>
                <label for="save-name">{t!("save.name")}</label>
                <input id="save-name" type="text" autocomplete="off" required=true node_ref=name />
                <button class="button-primary" type="submit">{t!("save.save")}</button>
            </form>
        }
        .into_any(),
        Some(Open::Share) => share_panel(state, &now.get_value(), copy),
    };
    let is_open = move |which: Open| move || (open.get() == Some(which)).to_string();
    view! {
        <button id="search-save" class="button-link" type="button" aria-expanded=is_open(Open::Save) on:click=ask_name>{t!("save.save")}</button>
        <button class="button-link" type="button" aria-expanded=is_open(Open::Share) on:click=share>{t!("share.link")}</button>
        {panel}
    }
}

/// A deadline that moves along with time, or the days that it stands for today.
fn share_panel(state: State, now: &str, copy: Callback<Search>) -> AnyView {
    let search = state.search.get();
    let Due::Within(number) = search.due else {
        return ().into_any();
    };
    let fixed = from_today(now, number).map(|days| {
        let words = t!("share.fixed", from = format::date(&days.from, "UTC"), to = format::date(&days.to, "UTC"));
        let search = Search { due: Due::Between(days), ..search.clone() };
        view! { <button type="button" on:click=move |_| copy.run(search.clone())>{words}</button> }
    });
    view! {
        <div class="search-keep" role="group" aria-label=t!("share.link")>
            <button type="button" on:click=move |_| copy.run(search.clone())>{plural!("share.live", number as usize)}</button>
            {fixed}
        </div>
    }
    .into_any()
}

/// The saved searches, to go to and to forget.
#[component]
pub fn SavedSearches() -> impl IntoView {
    let app = App::get();
    let searches = app.searches;
    move || {
        let list = searches.get();
        (!list.is_empty()).then(|| {
            let each = list.into_iter().map(|saved| {
                let link = saved.link.clone();
                let forget = move |_| {
                    searches.update(|list| {
                        saved::remove(list, &link);
                    });
                    browser::focus("#search-q");
                };
                let label = t!("save.forget", name = saved.name);
                view! {
                    <li>
                        <a href=saved.link>{saved.name}</a>
                        <button class="search-forget" type="button" aria-label=label on:click=forget>
                            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><path d="M2 2l8 8M10 2l-8 8" /></svg>
                        </button>
                    </li>
                }
            });
            view! {
                <nav class="search-saved" aria-label=t!("save.list")>
                    <span aria-hidden="true">{t!("save.list")}</span><ul>{each.collect_view()}</ul>
                </nav>
            }
        })
    }
}
