//! The processes that the reader follows.

use std::collections::BTreeMap;

use futures::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tenderlens_core::protocol::error::Error;

use crate::browser;
use crate::context::App;
use crate::follow::{self, Followed};
use crate::format;
use crate::labels;
use crate::protocol::Trouble;

/// What a look at the source said of a process.
#[derive(Debug, Clone, PartialEq, Eq)]
enum News {
    Asking,
    Same,
    Changed(String),
    Gone,
    Unknown,
}

impl News {
    fn words(&self, zone: &str) -> String {
        match self {
            Self::Asking => t!("follow.asking").to_owned(),
            Self::Same => t!("follow.same").to_owned(),
            Self::Changed(date) => t!("follow.changed", date = format::date(date, zone)),
            Self::Gone => t!("follow.gone").to_owned(),
            Self::Unknown => t!("follow.unknown").to_owned(),
        }
    }
}

/// By publisher and OCID.
type AllNews = RwSignal<BTreeMap<(String, String), News>>;

/// Asks for one followed process after the other, until the page is left.
fn check(app: App, news: AllNews) {
    let (abort, registration) = AbortHandle::new_pair();
    on_cleanup(move || abort.abort());
    let asking = async move {
        for process in app.followed.get_untracked() {
            let key = (process.publisher.clone(), process.ocid.clone());
            news.update(|news| drop(news.insert(key.clone(), News::Asking)));
            let Followed { publisher, ocid, locator, .. } = &process;
            let outcome = app.backend.process(publisher, ocid, locator, false, |_| ()).await;
            let found = match outcome.map(|open| Followed::newest(&open.timeline)) {
                Ok(date) if date == process.seen => News::Same,
                Ok(date) => News::Changed(date),
                Err(Trouble::Failed(failure)) if matches!(failure.error, Error::Status { status: 404 | 410, .. }) => {
                    News::Gone
                }
                Err(_) => News::Unknown,
            };
            news.update(|news| drop(news.insert(key, found)));
        }
    };
    spawn_local(async move {
        let _ = Abortable::new(asking, registration).await;
    });
}

#[component]
pub fn FollowPage() -> impl IntoView {
    let app = App::get();
    app.entitle(t!("follow.title"));
    let followed = app.followed;
    let news = AllNews::default();
    // Owned by the page: a click has no owner to clean up with.
    let owner = Owner::current();
    let look = move |_| {
        if let Some(owner) = &owner {
            owner.with(|| check(app.clone(), news));
        }
    };
    view! {
        <section class="follow">
            <h1 tabindex="-1">{t!("follow.title")}</h1>
            <p class="meta">{t!("follow.only_links")}</p>
            <Show when=move || !followed.with(Vec::is_empty)>
                <p><button type="button" on:click=look.clone()>{t!("follow.check")}</button></p>
            </Show>
            {move || match followed.get() {
                list if list.is_empty() => view! { <p>{t!("follow.empty")}</p> }.into_any(),
                list => view! { <ul class="follow-list">{list.into_iter().map(|process| row(process, news)).collect_view()}</ul> }.into_any(),
            }}
        </section>
    }
}

fn row(process: Followed, news: AllNews) -> AnyView {
    let app = App::get();
    let publisher = app.backend.publisher(&process.publisher).copied();
    let zone = publisher.map_or("UTC", |publisher| publisher.time_zone);
    let place = publisher.map(|publisher| format!("{}, {} · ", publisher.short_name, labels::country(&publisher)));
    let since = t!("follow.since", date = format::date(&process.since, zone));
    let key = (process.publisher.clone(), process.ocid.clone());
    let said = move || news.with(|news| news.get(&key).map(|news| news.words(zone)));
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
                <p class="follow-news" role="status">{said}</p>
            </div>
            <button class="button-quiet" type="button" aria-label=label on:click=remove>{t!("follow.remove")}</button>
        </li>
    }
    .into_any()
}
