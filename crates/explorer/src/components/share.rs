//! A bar beside the number that it draws: the number says it, the bar only shows it.

use leptos::prelude::*;

/// `part` from 0 to 1; what is larger is drawn as all.
#[component]
pub fn Share(part: f64) -> impl IntoView {
    let width = format!("{:.1}%", part.clamp(0.0, 1.0) * 100.0);
    view! {
        <svg class="share" width="100%" height="10" aria-hidden="true" focusable="false">
            <rect class="share-whole" width="100%" height="10" />
            <rect class="share-part" width=width height="10" />
        </svg>
    }
}
