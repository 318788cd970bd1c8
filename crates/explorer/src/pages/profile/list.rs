//! The processes that name it, as Search lists them.

use leptos::prelude::*;
use tenderlens_catalog::Party;

use super::{Outcome, Role};
use crate::backend::Window;
use crate::browser;
use crate::context::App;
use crate::pages::search::{PAGE_SIZE, Row, catalog_query, page_links};
use crate::route::{Profile, Route, Search};

/// The window of its processes that a link shows, with all filters that the link has.
pub fn window(app: &App, profile: &Profile, party: Party) -> Window {
    let publishers = app.backend.publishers().iter().map(|publisher| publisher.id.to_owned()).collect();
    let now = browser::time_of(app.config.now_ms());
    let mut query = catalog_query(&profile.search, publishers, &now);
    match Role::of(&profile.role) {
        Role::Any => query.organizations = vec![party],
        Role::Buyer => query.buyers = vec![party],
        Role::Supplier => query.suppliers = vec![party],
    }
    let offset = profile.search.page.saturating_sub(1) * PAGE_SIZE;
    Window { query, facets: Vec::new(), offset, limit: PAGE_SIZE }
}

#[component]
pub fn Processes(profile: Memo<Profile>, answer: RwSignal<Outcome>) -> impl IntoView {
    let app = App::get();
    let found = Memo::new(move |_| {
        answer.with(|answer| match answer {
            Some(Ok((_, found))) => (found.answer.total, found.offset, found.rows.clone()),
            _ => Default::default(),
        })
    });
    let heading = Memo::new(move |_| plural!("profile.processes", found.with(|(matching, ..)| *matching)));
    let announcing = app.clone();
    let is_filtered = move || profile.with(|profile| !profile.search.words.trim().is_empty());
    Effect::new(move |_| {
        let words = heading.get();
        if is_filtered() {
            announcing.announce(words);
        }
    });
    let typing = app.clone();
    let refine = move |event| {
        let words = event_target_value(&event);
        typing.refine(profile.with_untracked(|profile| with_search(profile, |search| search.words = words)));
    };
    let start = move || found.with(|(_, offset, _)| offset + 1);
    let link = move |page| profile.with(|profile| with_search(profile, |search| search.page = page)).format();
    let pages = move || {
        let (page, pages) = found.with(|(matching, offset, _)| (offset / PAGE_SIZE + 1, matching.div_ceil(PAGE_SIZE)));
        page_links(page, pages, &link)
    };
    view! {
        <section class="profile-section" aria-labelledby="profile-processes">
            <h2 id="profile-processes">{heading}</h2>
            <div class="field profile-words">
                <label for="profile-q">{t!("profile.words")}</label>
                <input id="profile-q" type="search" autocomplete="off" spellcheck="false"
                    prop:value=move || profile.with(|profile| profile.search.words.clone()) on:input=refine />
            </div>
            {move || found.with(|(matching, ..)| (*matching == 0).then(|| view! { <Empty profile /> }))}
            <ol class="search-list" start=start>
                {move || found.with(|(.., rows)| rows.iter().cloned().map(|listed| view! { <Row listed /> }).collect_view())}
            </ol>
            {pages}
        </section>
    }
}

/// None of its processes: because of the words, or of the role.
#[component]
fn Empty(profile: Memo<Profile>) -> impl IntoView {
    move || {
        let has_words = profile.with(|profile| !profile.search.words.trim().is_empty());
        let why = match profile.with(|profile| Role::of(&profile.role)) {
            _ if has_words => t!("profile.none.words"),
            Role::Supplier => t!("profile.won.none"),
            Role::Any | Role::Buyer => t!("profile.bought.none"),
        };
        let without = profile.with(|profile| with_search(profile, |search| search.words.clear()));
        view! {
            <section class="state" data-kind="empty">
                <p class="state-title">{why}</p>
                {has_words.then(|| view! { <div class="state-actions"><a class="button" href=without.format()>{t!("profile.none.remove")}</a></div> })}
            </section>
        }
    }
}

fn with_search(profile: &Profile, change: impl FnOnce(&mut Search)) -> Route {
    let mut profile = profile.clone();
    profile.search.page = 1;
    change(&mut profile.search);
    Route::Profile(Box::new(profile))
}
