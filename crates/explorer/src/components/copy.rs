//! A button that copies, and says that it did.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser;
use crate::context::App;

/// How long it says so.
const SAID: Duration = Duration::from_secs(3);

/// `name` is the accessible name where the label alone does not say what of.
#[component]
pub fn CopyButton(
    label: &'static str,
    #[prop(optional, into)] name: Option<String>,
    #[prop(into)] text: Callback<(), String>,
    #[prop(default = "button-link")] class: &'static str,
) -> impl IntoView {
    let app = App::get();
    let is_done = RwSignal::new(false);
    let copy = move |_| {
        browser::copy(&text.run(()));
        app.announce(t!("copy.done"));
        is_done.set(true);
        set_timeout(
            move || {
                // The page may be another one by then.
                let _ = is_done.try_set(false);
            },
            SAID,
        );
    };
    view! {
        <button class=class type="button" aria-label=move || name.clone().filter(|_| !is_done.get()) on:click=copy>
            {move || if is_done.get() { t!("copy.done") } else { label }}
        </button>
    }
}
