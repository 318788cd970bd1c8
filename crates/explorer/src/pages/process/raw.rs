//! The evidence: the compiled release and each release, exactly as they are.

use std::sync::Arc;

use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use tenderlens_core::process::Basis;

use super::Shown;
use crate::backend::Open;
use crate::browser;
use crate::context::App;
use crate::labels;
use crate::protocol::Document as Which;
use crate::route::Route;

/// Longer documents are cut on screen; copy and download give all of it.
const MOST_SHOWN: usize = 1_000_000;

#[component]
pub fn Raw(shown: Shown) -> impl IntoView {
    let app = App::get();
    let raw = Memo::new(move |_| {
        app.route.with(|route| match route {
            Route::Process(process) => process.raw.clone(),
            _ => String::new(),
        })
    });
    let documents = StoredValue::new(documents(&shown));
    let chosen = Memo::new(move |_| {
        let raw = raw.get();
        documents.with_value(|documents| documents.iter().position(|document| document.key == raw).unwrap_or(0))
    });
    let opened = shown.loaded.clone();
    let text =
        chosen_text(opened, Memo::new(move |_| documents.with_value(|all| all.get(chosen.get()).map(|it| it.which))));
    let name = move || {
        documents.with_value(|documents| documents.get(chosen.get()).map(|it| it.name.clone()).unwrap_or_default())
    };
    let options = documents.with_value(|documents| {
        let option = |(index, document): (usize, &Document)| {
            let selected = move || chosen.get() == index;
            view! { <option value=document.key.clone() prop:selected=selected>{document.name.clone()}</option> }
        };
        documents.iter().enumerate().map(option).collect_view()
    });
    let following = App::get();
    let linking = shown.clone();
    let choose = move |event| following.go(&Route::parse(&linking.link("raw", &event_target_value(&event))));
    let ocid = shown.loaded.process.ocid.clone().unwrap_or_default();
    let file = move || format!("{}.json", if chosen.get() == 0 { format!("{ocid}-compiled") } else { name() });
    view! {
        <div class="json">
            <div class="json-bar">
                <label class="json-pick">
                    <span>{t!("raw.document")}</span>
                    <select on:change=choose>{options}</select>
                </label>
                <div class="json-actions">
                    <button class="button-quiet" type="button" on:click=move |_| text.with(|text| browser::copy(&browser::text(&text.bytes)))>{t!("raw.copy")}</button>
                    <button class="button-quiet" type="button" on:click=move |_| text.with(|text| browser::download(&file(), &text.bytes))>{t!("raw.download")}</button>
                </div>
            </div>
            <div class="json-panel">
                <pre class="json-view" tabindex="0" role="region" aria-label=move || t!("raw.label", name = name())><code>{move || text.with(|text| text.start.clone())}</code></pre>
                <p class="meta">{move || text.with(|text| size(text.bytes.length() as usize))}</p>
            </div>
        </div>
    }
}

struct Document {
    /// `raw` of the link; empty for the compiled release, `source` for the publisher's own document.
    key: String,
    name: String,
    which: Which,
}

fn documents(shown: &Shown) -> Vec<Document> {
    let name = match shown.loaded.basis {
        Basis::Merged if shown.loaded.converted => t!("raw.converted"),
        Basis::Merged => t!("raw.merged"),
        Basis::Publisher => t!("raw.publishers"),
    };
    let compiled = Document { key: String::new(), name: name.to_owned(), which: Which::Compiled };
    let releases = shown.loaded.timeline.iter().take(shown.loaded.releases).enumerate().map(|(index, entry)| {
        let id = entry.id.clone().unwrap_or_else(|| t!("raw.release", n = index + 1));
        let name = format!("{id} ({})", labels::codes(&entry.tags));
        Document { key: id, name, which: Which::Release(index) }
    });
    let own = shown.loaded.converted.then(|| Document {
        key: "source".to_owned(),
        name: t!("raw.own").to_owned(),
        which: Which::Source,
    });
    std::iter::once(compiled).chain(own).chain(releases).collect()
}

/// A document as bytes, of which as much as is shown is text.
struct Text {
    bytes: Uint8Array,
    start: String,
}

impl Text {
    fn of(bytes: Uint8Array) -> Self {
        let start = browser::text(&bytes.subarray(0, MOST_SHOWN as u32));
        Self { bytes, start }
    }
}

/// The chosen document, as soon as the worker has handed it over.
fn chosen_text(opened: Arc<Open>, chosen: Memo<Option<Which>>) -> RwSignal<Text, LocalStorage> {
    let backend = App::get().backend;
    let text = RwSignal::new_local(Text::of(Uint8Array::new_with_length(0)));
    Effect::new(move |_| {
        let Some(which) = chosen.get() else {
            return;
        };
        let (backend, opened) = (backend.clone(), opened.clone());
        spawn_local(async move {
            let outcome = backend.document(&opened, which).await;
            // Of two choices in a row the later one counts.
            if chosen.try_get_untracked() == Some(Some(which)) {
                text.set(Text::of(outcome.unwrap_or_else(|_| gone())));
            }
        });
    });
    text
}

/// Without the worker that opened the process its documents are gone.
fn gone() -> Uint8Array {
    Uint8Array::from(t!("raw.gone").as_bytes())
}

fn size(bytes: usize) -> String {
    let kilobytes = format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100);
    if bytes > MOST_SHOWN { t!("raw.cut", size = kilobytes) } else { kilobytes }
}
