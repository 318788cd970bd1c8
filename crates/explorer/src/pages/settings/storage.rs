//! What is stored on the device: its size, a copy of it, and its end.

use std::collections::BTreeMap;

use js_sys::Uint8Array;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use crate::browser;
use crate::store;

#[component]
pub fn Storage() -> impl IntoView {
    let size = RwSignal::new(store::size());
    let message = RwSignal::new("");
    let file = NodeRef::<html::Input>::new();
    let export = move |_| {
        if let Ok(json) = serde_json::to_string_pretty(&store::all()) {
            browser::download("tenderlens-settings.json", &Uint8Array::from(json.as_bytes()));
        }
    };
    let import = move |_| {
        let chosen = file.get_untracked().and_then(|input| input.files()).and_then(|files| files.get(0));
        let Some(chosen) = chosen else { return };
        spawn_local(async move {
            let text = JsFuture::from(chosen.text()).await.ok().and_then(|text| text.as_string());
            let values = text.and_then(|text| serde_json::from_str::<BTreeMap<String, String>>(&text).ok());
            match values {
                Some(values) => {
                    store::restore(&values);
                    browser::reload();
                }
                None => message.set(t!("settings.import.bad")),
            }
        });
    };
    let clear = move |_| {
        store::clear();
        size.set(store::size());
        message.set(t!("settings.cleared"));
    };
    view! {
        <section class="settings-group" aria-labelledby="settings-storage">
            <h2 id="settings-storage">{t!("settings.storage")}</h2>
            <p class="meta">{t!("settings.storage.about")}" "{move || plural!("settings.storage.bytes", size.get())}</p>
            <div class="settings-row">
                <button type="button" on:click=export>{t!("settings.export")}</button>
                <label class="choice">
                    <span>{t!("settings.import")}</span>
                    <input type="file" accept="application/json" node_ref=file on:change=import />
                </label>
                <button type="button" on:click=clear>{t!("settings.clear")}</button>
            </div>
            <p class="meta" role="status">{message}</p>
        </section>
    }
}
