//! Fetching a file of messages. `boot.js` has started the first one before this code was here.

use std::collections::BTreeMap;

use gloo_net::http::{Request, Response};
use js_sys::{Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use super::{Language, Messages, install};
use crate::browser;

/// The language that `boot.js` chose, or English where its file did not come; whether one is here.
pub async fn start() -> bool {
    let language = Language::of(&browser::page_language()).unwrap_or(Language::English);
    if let Some(texts) = begun().await {
        install(Messages { language, texts });
        return true;
    }
    load(language).await || load(Language::English).await
}

/// Loads a language and speaks it from now on; whether that succeeded.
pub async fn load(language: Language) -> bool {
    let address = format!("./messages/{}.json", language.code());
    // Checked with the host each time: a new version of the app must not meet old texts.
    let request = Request::get(&address).cache(web_sys::RequestCache::NoCache).send().await;
    match texts(request.ok()).await {
        Some(texts) => {
            install(Messages { language, texts });
            browser::set_page_language(language.code());
            true
        }
        None => false,
    }
}

async fn begun() -> Option<BTreeMap<String, String>> {
    let promise = Reflect::get(&js_sys::global(), &"tenderlensMessages".into()).ok()?;
    let answer = JsFuture::from(promise.dyn_into::<Promise>().ok()?).await.ok()?;
    texts(answer.dyn_into::<web_sys::Response>().ok().map(Response::from)).await
}

async fn texts(answer: Option<Response>) -> Option<BTreeMap<String, String>> {
    // A static host may answer its own page for a missing file: not JSON, not ours.
    answer.filter(Response::ok)?.json().await.ok()
}
