//! What went wrong, where, and the ways on.

use leptos::prelude::*;
use tenderlens_core::protocol::error::{Error, Failure};

use crate::browser;
use crate::format;
use crate::i18n;
use crate::protocol::{BUILD, Trouble};

/// What became of a job. `name` is the publisher's.
#[component]
pub fn FailureState(trouble: Trouble, name: String, #[prop(into)] on_retry: Callback<()>) -> impl IntoView {
    match trouble {
        Trouble::Failed(failure) => view! { <PublisherFailed failure name on_retry /> }.into_any(),
        Trouble::Question(error) => view! {
            <section class="state" data-kind="error" data-code="question" role="alert">
                <h2 class="state-title">{t!("failure.unsent")}</h2>
                <p lang="en"><code>{error.parameter.to_string()}</code>" "{error.problem}</p>
            </section>
        }
        .into_any(),
        Trouble::Ended(reason) => {
            let reason = (!reason.is_empty()).then(|| view! { <p class="meta" lang="en">{reason}</p> });
            view! {
                <section class="state" data-kind="error" data-code="worker-ended" role="alert">
                    <h2 class="state-title">{t!("worker.ended")}</h2>
                    <p>{t!("worker.ended.why")}</p>
                    {reason}
                    <div class="state-actions">
                        <button class="button-primary" type="button" on:click=move |_| on_retry.run(())>{t!("failure.retry")}</button>
                    </div>
                </section>
            }
            .into_any()
        }
        Trouble::OtherBuild(build) => view! {
            <section class="state" data-kind="error" data-code="other-build" role="alert">
                <h2 class="state-title">{t!("worker.other_build")}</h2>
                <p>{t!("worker.other_build.why")}</p>
                <p class="meta" lang="en">{format!("page {BUILD}, worker {build}")}</p>
                <div class="state-actions">
                    <button class="button-primary" type="button" on:click=|_| browser::reload()>{t!("worker.reload")}</button>
                </div>
            </section>
        }
        .into_any(),
        Trouble::Closed => view! {
            <section class="state" data-kind="error" data-code="closed" role="alert">
                <h2 class="state-title">{t!("worker.closed")}</h2>
                <p>{t!("worker.closed.why")}</p>
                <div class="state-actions">
                    <button class="button-primary" type="button" on:click=move |_| on_retry.run(())>{t!("worker.load_again")}</button>
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
        Error::Status { status: 404, .. } => t!("failure.missing", name = name),
        Error::Parameter { .. } => t!("failure.unsent").to_owned(),
        _ => t!("failure.unread", name = name),
    };
    let time = format::clock(browser::now_ms());
    let url = failure.url.map(String::from);
    let code = failure.error.code();
    view! {
        <section class="state" data-kind="error" data-code=code role="alert">
            <h2 class="state-title">{title}</h2>
            {explanation(&failure.error)}
            {advice(&failure.error)}
            <dl class="state-details">
                {url.clone().map(|url| view! { <div><dt>{t!("failure.address")}</dt><dd><code>{url}</code></dd></div> })}
                <div><dt>{t!("failure.time")}</dt><dd>{time}</dd></div>
                <div><dt>{t!("failure.attempts")}</dt><dd>{failure.attempts}</dd></div>
            </dl>
            <div class="state-actions">
                <button class="button-primary" type="button" on:click=move |_| on_retry.run(())>{t!("failure.retry")}</button>
                {url.map(|url| view! {
                    <a class="button" href=url target="_blank" rel="noreferrer">{t!("failure.open")}</a>
                })}
            </div>
        </section>
    }
}

fn explanation(error: &Error) -> AnyView {
    match error {
        Error::Unreachable(reason) => view! {
            <p>{t!("failure.silent")}</p>
            <ul class="state-causes">
                <li>{t!("failure.cause.down")}</li>
                <li>{t!("failure.cause.cors")}</li>
                <li>{t!("failure.cause.offline")}</li>
            </ul>
            <p class="meta" lang="en">{reason.clone()}</p>
        }
        .into_any(),
        Error::UnknownPublisher(id) => sentence(t!("error.unknown-publisher", id = id)),
        Error::Timeout { seconds } => sentence(t!("error.timeout", seconds = seconds)),
        Error::Interrupted(_) => sentence(t!("error.interrupted").to_owned()),
        Error::Status { status, refusal, .. } => sentence(t!("error.status", status = status, refusal = refusal)),
        Error::Body { offset, problem } => sentence(t!("error.invalid-body", offset = offset, problem = problem)),
        other => {
            // The rest is rare and technical: in the words of the core.
            let mut words = other.to_string();
            if let Some(first) = words.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            view! { <p lang="en">{words}"."</p> }.into_any()
        }
    }
}

fn sentence(words: String) -> AnyView {
    view! { <p>{words}</p> }.into_any()
}

/// What to do about it; in the words of the core where the messages have none.
fn advice(error: &Error) -> AnyView {
    match i18n::of("advice", error.code()) {
        Some(words) => view! { <p>{words}</p> }.into_any(),
        None => view! { <p lang="en">{error.advice()}</p> }.into_any(),
    }
}
