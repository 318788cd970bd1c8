//! What went wrong, where, and the ways on.

use leptos::prelude::*;
use tenderlens_core::protocol::error::{Error, Failure};

use crate::browser;
use crate::format;
use crate::protocol::{BUILD, Trouble};

/// What became of a job. `name` is the publisher's.
#[component]
pub fn FailureState(trouble: Trouble, name: String, #[prop(into)] on_retry: Callback<()>) -> impl IntoView {
    match trouble {
        Trouble::Failed(failure) => view! { <PublisherFailed failure name on_retry /> }.into_any(),
        Trouble::Ended(reason) => {
            let reason = (!reason.is_empty()).then(|| view! { <p class="meta">{reason}</p> });
            view! {
                <section class="state" data-kind="error" data-code="worker-ended" role="alert">
                    <h2 class="state-title">"The part that loads and merges has stopped"</h2>
                    <p>"What was loaded is gone with it, often for want of memory. Retry starts it again."</p>
                    {reason}
                    <div class="state-actions">
                        <button class="button-primary" type="button" on:click=move |_| on_retry.run(())>"Retry"</button>
                    </div>
                </section>
            }
            .into_any()
        }
        Trouble::OtherBuild(build) => view! {
            <section class="state" data-kind="error" data-code="other-build" role="alert">
                <h2 class="state-title">"New version ready – reload"</h2>
                <p>"The site was renewed while this page was open: its parts do not fit together any more."</p>
                <p class="meta">{format!("page {BUILD}, worker {build}")}</p>
                <div class="state-actions">
                    <button class="button-primary" type="button" on:click=|_| browser::reload()>"Reload"</button>
                </div>
            </section>
        }
        .into_any(),
        Trouble::Closed => view! {
            <section class="state" data-kind="error" data-code="closed" role="alert">
                <h2 class="state-title">"This has to be loaded again"</h2>
                <p>"The part that held it was started anew since."</p>
                <div class="state-actions">
                    <button class="button-primary" type="button" on:click=move |_| on_retry.run(())>"Load it again"</button>
                </div>
            </section>
        }
        .into_any(),
    }
}

/// A publisher gave no usable answer.
#[component]
fn PublisherFailed(failure: Failure, name: String, on_retry: Callback<()>) -> impl IntoView {
    let title = match &failure.error {
        Error::Status { status: 404, .. } => format!("{name} does not have this"),
        Error::Parameter { .. } => "This was not sent".to_owned(),
        _ => format!("{name} could not be read"),
    };
    let time = format::clock(browser::now_ms());
    let url = failure.url.map(String::from);
    let code = failure.error.code();
    view! {
        <section class="state" data-kind="error" data-code=code role="alert">
            <h2 class="state-title">{title}</h2>
            {explanation(&failure.error)}
            <p>{failure.error.advice()}</p>
            <dl class="state-details">
                {url.clone().map(|url| view! { <div><dt>"Address"</dt><dd><code>{url}</code></dd></div> })}
                <div><dt>"Time"</dt><dd>{time}</dd></div>
                <div><dt>"Attempts"</dt><dd>{failure.attempts}</dd></div>
            </dl>
            <div class="state-actions">
                <button class="button-primary" type="button" on:click=move |_| on_retry.run(())>"Retry"</button>
                {url.map(|url| view! {
                    <a class="button" href=url target="_blank" rel="noreferrer">"Open the address in a tab"</a>
                })}
            </div>
        </section>
    }
}

fn explanation(error: &Error) -> AnyView {
    match error {
        Error::Unreachable(reason) => view! {
            <p>"No answer came. The browser does not tell pages which of these it was:"</p>
            <ul class="state-causes">
                <li>"the publisher is down or slow"</li>
                <li>"it does not let other sites read it (CORS)"</li>
                <li>"this device is offline"</li>
            </ul>
            <p class="meta">{reason.clone()}</p>
        }
        .into_any(),
        other => {
            let mut words = other.to_string();
            if let Some(first) = words.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            view! { <p>{words}"."</p> }.into_any()
        }
    }
}
