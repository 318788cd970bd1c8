//! What the reader opened lately and what is followed.

use leptos::prelude::*;

use crate::browser;
use crate::context::App;
use crate::follow::{self, Followed};

/// Followed processes beyond these are on their own page.
const MOST_SHOWN: usize = 5;

#[component]
pub fn Visited() -> impl IntoView {
    let App { followed, recent, .. } = App::get();
    let forget = move |_| {
        recent.update(follow::forget_recent);
        browser::focus("#main h1");
    };
    view! {
        <div class="home-visited">
            <Show when=move || !recent.with(Vec::is_empty)>
                <section aria-labelledby="home-recent">
                    <h2 id="home-recent">{t!("home.recent")}</h2>
                    <ul>{move || recent.with(|list| list.iter().map(link).collect_view())}</ul>
                    <button class="button-quiet" type="button" on:click=forget>{t!("home.recent.forget")}</button>
                </section>
            </Show>
            <Show when=move || !followed.with(Vec::is_empty)>
                <section aria-labelledby="home-followed">
                    <h2 id="home-followed">{t!("follow.title")}</h2>
                    <ul>{move || followed.with(|list| list.iter().take(MOST_SHOWN).map(link).collect_view())}</ul>
                    <p><a href="#/follow">{t!("home.followed.all")}</a></p>
                </section>
            </Show>
        </div>
    }
}

fn link(process: &Followed) -> AnyView {
    let Followed { title, language, .. } = process.clone();
    view! { <li><a href=process.route().format() lang=language>{title}</a></li> }.into_any()
}
