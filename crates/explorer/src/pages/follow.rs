//! The processes that the reader follows.

use leptos::prelude::*;

use crate::browser;
use crate::context::App;
use crate::follow::{self, Followed};
use crate::format;
use crate::labels;

#[component]
pub fn FollowPage() -> impl IntoView {
    let app = App::get();
    app.entitle(t!("follow.title"));
    let followed = app.followed;
    view! {
        <section class="follow">
            <h1 tabindex="-1">{t!("follow.title")}</h1>
            <p class="meta">{t!("follow.only_links")}</p>
            {move || match followed.get() {
                list if list.is_empty() => view! { <p>{t!("follow.empty")}</p> }.into_any(),
                list => view! { <ul class="follow-list">{list.into_iter().map(row).collect_view()}</ul> }.into_any(),
            }}
        </section>
    }
}

fn row(process: Followed) -> AnyView {
    let app = App::get();
    let publisher = app.backend.publisher(&process.publisher).copied();
    let zone = publisher.map_or("UTC", |publisher| publisher.time_zone);
    let place = publisher.map(|publisher| format!("{}, {} · ", publisher.short_name, labels::country(&publisher)));
    let since = t!("follow.since", date = format::date(&process.since, zone));
    let label = t!("follow.remove_of", title = process.title);
    let Followed { ocid, title, language, .. } = process.clone();
    let link = process.route().format();
    let remove = move |_| {
        app.followed.update(|list| {
            follow::toggle(list, process.clone());
        });
        browser::focus("#main h1");
    };
    view! {
        <li class="follow-row">
            <div>
                <a href=link lang=language>{title}</a>
                <p class="meta">{place}<code>{ocid}</code>" · "{since}</p>
            </div>
            <button class="button-quiet" type="button" aria-label=label on:click=remove>{t!("follow.remove")}</button>
        </li>
    }
    .into_any()
}
