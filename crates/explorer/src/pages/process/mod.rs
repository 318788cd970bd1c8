//! A contracting process: its facts, its releases, and every section that was published.

mod changes;
mod facts;
pub mod fields;
mod history;
mod notes;
mod print;
mod raw;
mod releases;
mod sections;
mod spine;
pub mod table;

use std::sync::Arc;

use futures::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tenderlens_core::endpoint::Publisher;

use crate::backend::Open;
use crate::browser;
use crate::components::failure::FailureState;
use crate::components::waiting::WaitingBanner;
use crate::context::App;
use crate::pages::bids::BidsPage;
use crate::protocol::{Progress, Trouble};
use crate::route::{Bids as BidsRoute, Process as ProcessRoute, Route};
use crate::session::Status;
use changes::Changes;
use facts::{Facts, is_ocid};
use history::HistoryDialog;
use notes::Notes;
use print::PrintFoot;
use sections::{SectionLinks, Sections};
use spine::Spine;

/// What every part of the page needs.
#[derive(Clone)]
pub struct Shown {
    pub loaded: Arc<Open>,
    pub publisher: Publisher,
    /// The publisher's own id by which the process was asked for, if there is one.
    pub locator: String,
    /// Language of the published text (BCP 47).
    pub language: String,
}

impl Shown {
    pub fn zone(&self) -> &'static str {
        self.publisher.time_zone
    }

    /// Scheme and id of an organization that the process names.
    pub fn identifier(&self, id: Option<&str>, name: Option<&str>) -> Option<(String, String)> {
        let identifier = self.loaded.process.identifier_of(id, name)?;
        identifier.scheme.clone().zip(identifier.id.clone())
    }

    /// The link to an object in the compiled release.
    pub fn json_link(&self, pointer: &str) -> String {
        let route = Route::parse(&self.link("raw", "compiled"));
        match route {
            Route::Process(process) => Route::Process(ProcessRoute { field: pointer.to_owned(), ..process }).format(),
            _ => route.format(),
        }
    }

    /// The link to the comparison of its bids.
    pub fn bids_link(&self) -> String {
        Route::Bids(BidsRoute {
            publisher: self.publisher.id.to_owned(),
            ocid: self.loaded.process.ocid.clone().unwrap_or_default(),
            locator: self.locator.clone(),
            ..BidsRoute::default()
        })
        .format()
    }

    /// The link to this page with a section or a raw document open.
    pub fn link(&self, section: &str, raw: &str) -> String {
        let route = ProcessRoute {
            publisher: self.publisher.id.to_owned(),
            ocid: self.loaded.process.ocid.clone().unwrap_or_default(),
            locator: self.locator.clone(),
            section: section.to_owned(),
            raw: raw.to_owned(),
            ..ProcessRoute::default()
        };
        Route::Process(route).format()
    }
}

/// Loads one process; at most one job is under way, and leaving the page ends it.
#[derive(Clone)]
struct Loader {
    app: App,
    publisher: String,
    ocid: String,
    locator: String,
    status: RwSignal<Status>,
    loaded: RwSignal<Option<Arc<Open>>>,
    abort: StoredValue<Option<AbortHandle>>,
}

impl Loader {
    fn new(publisher: String, ocid: String, locator: String) -> Self {
        let loader = Self {
            app: App::get(),
            publisher,
            ocid,
            locator,
            status: RwSignal::new(Status::Idle),
            loaded: RwSignal::new(None),
            abort: StoredValue::new(None),
        };
        let abort = loader.abort;
        on_cleanup(move || {
            abort.try_update_value(|abort| abort.take().inspect(AbortHandle::abort));
        });
        loader
    }

    /// Fetches the process; `whole` with the releases that its record only links to.
    fn load(&self, whole: bool) {
        let (abort, registration) = AbortHandle::new_pair();
        self.abort.update_value(|before| {
            if let Some(before) = before.replace(abort) {
                before.abort();
            }
        });
        self.status.set(Status::Loading);
        let loader = self.clone();
        let job = async move {
            let outcome = loader.fetch(whole).await;
            match outcome {
                Ok(loaded) if loader.is_elsewhere(&loaded) => {}
                Ok(loaded) => {
                    loader.loaded.set(Some(Arc::new(loaded)));
                    loader.status.set(Status::Ready);
                }
                Err(trouble) => loader.status.set(Status::Failed(trouble)),
            }
        };
        spawn_local(async move {
            // Aborted: the page is gone, or another job has taken over.
            let _ = Abortable::new(job, registration).await;
        });
    }

    /// A notice's number was given: the page of its process takes over, by its OCID.
    fn is_elsewhere(&self, loaded: &Open) -> bool {
        let has_notices = self.app.backend.publisher(&self.publisher).is_some_and(|row| row.lookup.notice.is_some());
        match &loaded.process.ocid {
            Some(ocid) if is_ocid(ocid) && !is_ocid(&self.ocid) && has_notices => {
                self.app.refine(Route::process(&self.publisher, ocid, None));
                true
            }
            _ => false,
        }
    }

    async fn fetch(&self, whole: bool) -> Result<Open, Trouble> {
        let status = self.status;
        let tell = move |progress: Progress| status.set(Status::of_progress(progress));
        self.app.backend.process(&self.publisher, &self.ocid, &self.locator, whole, tell).await
    }

    fn stop(&self) {
        self.abort.update_value(|abort| {
            if let Some(abort) = abort.take() {
                abort.abort();
            }
        });
        self.status.set(Status::Idle);
    }
}

#[component]
pub fn ProcessPage(publisher: String, ocid: String, locator: String) -> impl IntoView {
    let app = App::get();
    app.entitle(&ocid);
    let row = app.backend.publisher(&publisher).copied();
    let name = row.map_or_else(|| publisher.clone(), |publisher| publisher.name.to_owned());
    let loader = Loader::new(publisher, ocid.clone(), locator.clone());
    loader.load(false);
    let (status, loaded) = (loader.status, loader.loaded);
    let fetch_releases = {
        let loader = loader.clone();
        Callback::new(move |()| loader.load(true))
    };
    view! {
        <article class="process">
            <nav class="process-back" aria-label=t!("process.breadcrumb")><a href="#/s">{t!("nav.search")}</a></nav>
            // A heading stands before whatever is the matter.
            {move || loaded.with(Option::is_none).then(|| view! { <Unloaded ocid=ocid.clone() status /> })}
            {move || trouble(&loader, &name, &status.get())}
            {move || loaded.get().zip(row).map(|(loaded, publisher)| {
                view! { <Loaded loaded publisher locator=locator.clone() fetch_releases /> }
            })}
        </article>
    }
}

#[component]
fn Unloaded(ocid: String, status: RwSignal<Status>) -> impl IntoView {
    view! {
        <header class="process-head"><h1 class="process-title" tabindex="-1">{ocid}</h1></header>
        <Show when=move || status.with(Status::is_busy)>
            <p class="state-progress" role="status">{t!("process.loading")}</p>
            <div class="state-skeleton-page" aria-hidden="true"></div>
        </Show>
    }
}

fn trouble(loader: &Loader, name: &str, status: &Status) -> AnyView {
    match status {
        Status::Failed(trouble) => {
            let loader = loader.clone();
            let retry = move |()| loader.load(false);
            view! { <FailureState trouble=trouble.clone() name=name.to_owned() on_retry=retry /> }.into_any()
        }
        Status::Waiting { until_ms, error } => {
            let loader = loader.clone();
            let stop = move |()| loader.stop();
            view! { <WaitingBanner name=name.to_owned() until_ms=*until_ms error=error.clone() on_stop=stop /> }
                .into_any()
        }
        Status::Idle if loader.loaded.with_untracked(Option::is_none) => {
            let loader = loader.clone();
            view! {
                <section class="state" data-kind="unloaded">
                    <h2 class="state-title">{t!("process.not_loaded")}</h2>
                    <div class="state-actions"><button type="button" on:click=move |_| loader.load(false)>{t!("process.load")}</button></div>
                </section>
            }
            .into_any()
        }
        Status::Idle | Status::Loading | Status::Ready => ().into_any(),
    }
}

/// The process, or the comparison of its bids: both of what is loaded once.
#[component]
fn Loaded(loaded: Arc<Open>, publisher: Publisher, locator: String, fetch_releases: Callback<()>) -> impl IntoView {
    let app = App::get();
    let language = loaded.process.language.clone().unwrap_or_else(|| publisher.language.to_owned());
    let shown = Shown { loaded, publisher, locator, language };
    let is_bids = Memo::new(move |_| app.route.with(|route| matches!(route, Route::Bids(_))));
    Effect::new(move |before: Option<bool>| {
        let now = is_bids.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(|| {
                browser::scroll_to(0.0);
                browser::focus("#main h1");
            });
        }
        now
    });
    // The heading of the page that was loading had the focus and is gone: the new one takes it.
    request_animation_frame(|| {
        if browser::focus_is_lost() {
            browser::focus("#main h1");
        }
    });
    move || match is_bids.get() {
        true => view! { <BidsPage shown=shown.clone() /> }.into_any(),
        false => view! { <Content shown=shown.clone() fetch_releases /> }.into_any(),
    }
}

#[component]
fn Content(shown: Shown, fetch_releases: Callback<()>) -> impl IntoView {
    let app = App::get();
    let loaded = shown.loaded.clone();
    app.entitle(loaded.process.headline().unwrap_or(t!("process.untitled")));
    let section = Memo::new(move |_| {
        app.route.with(|route| match route {
            Route::Process(process) => process.section.clone(),
            _ => String::new(),
        })
    });
    Effect::new(move |_| {
        let section = section.get();
        if !section.is_empty() && section.chars().all(|c| c.is_ascii_alphanumeric()) {
            let target = format!("#sec-{section}");
            request_animation_frame(move || {
                browser::focus(&target);
                browser::scroll_into_view(&target);
            });
        }
    });
    view! {
        <Facts shown=shown.clone() />
        <div class="process-body">
            <SectionLinks shown=shown.clone() section />
            <div class="process-past">
                <Spine shown=shown.clone() fetch_releases />
                <Changes shown=shown.clone() />
            </div>
            <Notes shown=shown.clone() />
            <Sections shown=shown.clone() />
        </div>
        <HistoryDialog shown=shown.clone() />
        <PrintFoot shown />
    }
}
