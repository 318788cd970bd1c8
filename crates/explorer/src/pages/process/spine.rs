//! The timeline: the releases of the process, oldest first.

use leptos::prelude::*;
use tenderlens_core::ocds::view::Entry;
use tenderlens_core::process::Basis;

use super::Shown;
use super::changes::SpineStep;
use super::releases::releases;
use crate::components::stage_mark::StageMark;
use crate::format;
use crate::labels;
use crate::protocol::Step;

#[component]
pub fn Spine(shown: Shown, fetch_releases: Callback<()>) -> impl IntoView {
    let count = shown.loaded.timeline.len();
    let mut steps = releases(&shown).into_iter().map(|release| release.key).zip(shown.loaded.steps.iter().cloned());
    let entries = shown.loaded.timeline.iter().cloned().enumerate();
    let items: Vec<_> = entries
        .map(|(index, entry)| view! { <SpineItem entry step=steps.next() is_first=index == 0 shown=shown.clone() /> })
        .collect();
    let only_linked = shown.loaded.only_linked;
    view! {
        <section class="process-spine" aria-labelledby="sec-timeline">
            <h2 id="sec-timeline" tabindex="-1">{t!("section.timeline")}" "<span class="process-count">{plural!("count.release", count)}</span></h2>
            <ol class="spine">{items}</ol>
            {(only_linked > 0).then(|| view! { <LinkedOnly shown=shown.clone() fetch_releases /> })}
        </section>
    }
}

#[component]
fn SpineItem(entry: Entry, step: Option<(String, Step)>, is_first: bool, shown: Shown) -> impl IntoView {
    let Entry { id, date, tags, stage, url } = entry;
    let words = if tags.is_empty() { t!("timeline.no_tag").to_owned() } else { labels::codes(&tags) };
    let zone = shown.zone();
    let id = id.map(|id| match url {
        // A linked release is not here: its id leads to nothing yet.
        Some(_) => view! { <code>{id}</code> }.into_any(),
        None => {
            let link = shown.link("raw", &id);
            view! { <a href=link><code>{id}</code></a> }.into_any()
        }
    });
    view! {
        <li class="spine-item" data-stage=stage.id()>
            <StageMark stage />
            {match date {
                Some(date) => {
                    let text = format::date(&date, zone);
                    view! { <time class="spine-date" datetime=date>{text}</time> }.into_any()
                }
                None => view! { <span class="spine-date not-published">{t!("timeline.no_date")}</span> }.into_any(),
            }}
            <p class="spine-tags">{words}</p>
            <p class="spine-release">{id}</p>
            {step.map(|(key, step)| view! { <SpineStep step key is_first first_values=shown.loaded.first_values /> })}
        </li>
    }
}

/// The record only links to releases: what changed between them needs the releases themselves.
#[component]
fn LinkedOnly(shown: Shown, fetch_releases: Callback<()>) -> impl IntoView {
    let words = match shown.loaded.basis {
        Basis::Publisher => t!("timeline.linked").to_owned(),
        Basis::Merged => plural!("timeline.unfetched", shown.loaded.only_linked),
    };
    let button = shown.publisher.lookup.releases.map(|_| {
        view! {
            <div class="state-actions">
                <button type="button" on:click=move |_| fetch_releases.run(())>{t!("timeline.fetch")}</button>
            </div>
        }
    });
    view! {
        <div class="state-banner" data-kind="partial">
            <p>{words}</p>
            {button}
        </div>
    }
}
