//! The gauge of a stage: a ring that fills. Always beside the word, which carries the meaning.

use leptos::prelude::*;
use tenderlens_core::ocds::view::Stage;

#[component]
pub fn StageMark(stage: Stage) -> impl IntoView {
    let fill = match stage {
        Stage::Unknown | Stage::Planning | Stage::Ended => None,
        Stage::Tender => Some("M10 10V2.75A7.25 7.25 0 0 1 17.25 10Z"),
        Stage::Award => Some("M10 2.75A7.25 7.25 0 0 1 10 17.25Z"),
        Stage::Contract => Some("M10 10V2.75A7.25 7.25 0 1 1 2.75 10Z"),
        Stage::Implementation => Some("M10 2.75A7.25 7.25 0 1 1 9.99 2.75Z"),
    };
    view! {
        <svg class="spine-mark" data-stage=stage.id() viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
            <circle class="spine-mark-ring" cx="10" cy="10" r="7.25" />
            {fill.map(|path| view! { <path class="spine-mark-fill" d=path /> })}
            {(stage == Stage::Ended).then(|| view! { <path class="spine-mark-slash" d="M4.9 15.1L15.1 4.9" /> })}
        </svg>
    }
}
