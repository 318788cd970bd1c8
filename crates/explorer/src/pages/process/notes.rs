//! What a reader should know about the data before relying on it.

use leptos::prelude::*;

use super::Shown;
use crate::i18n;

#[component]
pub fn Notes(shown: Shown) -> impl IntoView {
    // What is said of this document comes from the core, in English.
    let own = shown.loaded.notes.iter().cloned().map(|note| ("caution", "en", note));
    let id = shown.publisher.id;
    let general = shown.publisher.data_notes.iter().enumerate().map(|(index, note)| {
        let words = i18n::of("data_note", &format!("{id}.{index}"));
        let language = if words.is_some() { i18n::language().code() } else { "en" };
        ("neutral", language, words.unwrap_or(note).to_owned())
    });
    let notes: Vec<_> = own.chain(general).collect();
    (!notes.is_empty()).then(|| {
        let rows = notes
            .into_iter()
            .map(|(tone, lang, note)| view! { <li class="note" data-tone=tone lang=lang><p class="note-text">{note}</p></li> });
        view! {
            <aside class="process-notes" aria-labelledby="sec-notes">
                <h2 id="sec-notes" tabindex="-1">{t!("section.notes")}</h2>
                <ul class="note-list">{rows.collect_view()}</ul>
            </aside>
        }
    })
}
