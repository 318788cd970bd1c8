//! A publisher asked for patience: how long still, and a way to stop.

use gloo_timers::callback::Interval;
use leptos::prelude::*;
use tenderlens_core::protocol::error::Error;

use crate::browser;

#[component]
pub fn WaitingBanner(name: String, until_ms: f64, error: Error, #[prop(into)] on_stop: Callback<()>) -> impl IntoView {
    let left = move || ((until_ms - browser::now_ms()) / 1000.0).ceil().max(0.0);
    let seconds = RwSignal::new(left());
    // Dropped, and so stopped, with the banner.
    let _ticking = StoredValue::new_local(Interval::new(250, move || seconds.set(left())));
    let reason = match error {
        Error::Status { status: 429, .. } => t!("waiting.asked", name = name),
        Error::Status { status, .. } => t!("waiting.status", name = name, status = status),
        _ => t!("waiting.silent", name = name),
    };
    view! {
        <div class="state-banner" data-kind="waiting">
            <p role="status">{reason}" "{t!("waiting.goes_on")}</p>
            <p><span class="state-countdown" role="timer">{move || t!("waiting.seconds", n = seconds.get())}</span></p>
            <div class="state-actions">
                <button class="button-quiet" type="button" on:click=move |_| on_stop.run(())>{t!("waiting.stop")}</button>
            </div>
        </div>
    }
}
