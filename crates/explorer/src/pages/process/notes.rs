//! What a reader should know about the data before relying on it.

use leptos::prelude::*;

use super::Shown;

#[component]
pub fn Notes(shown: Shown) -> impl IntoView {
    let own = shown.loaded.notes.iter().cloned().map(|note| ("caution", note));
    let general = shown.publisher.data_notes.iter().map(|note| ("neutral", (*note).to_owned()));
    let notes: Vec<_> = own.chain(general).collect();
    (!notes.is_empty()).then(|| {
        let rows = notes
            .into_iter()
            .map(|(tone, note)| view! { <li class="note" data-tone=tone><p class="note-text">{note}</p></li> });
        view! {
            <aside class="process-notes" aria-labelledby="sec-notes">
                <h2 id="sec-notes" tabindex="-1">"Data notes"</h2>
                <ul class="note-list">{rows.collect_view()}</ul>
            </aside>
        }
    })
}
