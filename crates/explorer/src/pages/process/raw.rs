//! The evidence: the compiled release and each release, exactly as they are.

use leptos::prelude::*;
use tenderlens_core::ocds::json;
use tenderlens_core::process::Basis;

use super::Shown;
use crate::browser;
use crate::context::App;
use crate::labels;
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
    let text = Memo::new(move |_| {
        documents
            .with_value(|documents| documents.get(chosen.get()).map(|it| json::pretty(&it.text)).unwrap_or_default())
    });
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
                    <span>"Document"</span>
                    <select on:change=choose>{options}</select>
                </label>
                <div class="json-actions">
                    <button class="button-quiet" type="button" on:click=move |_| browser::copy(&text.get_untracked())>"Copy"</button>
                    <button class="button-quiet" type="button" on:click=move |_| browser::download(&file(), &text.get_untracked())>"Download"</button>
                </div>
            </div>
            <div class="json-panel">
                <pre class="json-view" tabindex="0" role="region" aria-label=move || format!("{}, JSON", name())><code>{move || text.with(|text| cut(text).to_owned())}</code></pre>
                <p class="meta">{move || size(text.with(String::len))}</p>
            </div>
        </div>
    }
}

struct Document {
    /// `raw` of the link; empty for the compiled release, `source` for the publisher's own document.
    key: String,
    name: String,
    text: String,
}

fn documents(shown: &Shown) -> Vec<Document> {
    let name = match shown.loaded.basis {
        Basis::Merged if shown.loaded.is_converted() => "Compiled release, converted here",
        Basis::Merged => "Compiled release, merged here",
        Basis::Publisher => "Compiled release, the publisher’s own",
    };
    let compiled = Document { key: String::new(), name: name.to_owned(), text: shown.loaded.compiled.clone() };
    let releases =
        shown.loaded.timeline.iter().zip(&shown.loaded.releases).enumerate().map(|(index, (entry, text))| {
            let id = entry.id.clone().unwrap_or_else(|| format!("release {}", index + 1));
            Document { name: format!("{id} ({})", labels::codes(&entry.tags)), key: id, text: text.clone() }
        });
    let own = shown.loaded.raw.clone().map(|text| Document {
        key: "source".to_owned(),
        name: "The publisher’s own document".to_owned(),
        text,
    });
    std::iter::once(compiled).chain(own).chain(releases).collect()
}

fn cut(text: &str) -> &str {
    let mut end = MOST_SHOWN.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn size(bytes: usize) -> String {
    let kilobytes = format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100);
    if bytes > MOST_SHOWN {
        format!("{kilobytes}; the first 1,000 kB are shown, copy and download give all of it")
    } else {
        kilobytes
    }
}
