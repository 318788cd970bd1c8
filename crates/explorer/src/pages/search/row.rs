//! One process of the list: enough to decide whether to open it.

use leptos::prelude::*;
use tenderlens_core::ocds::view::ValueBasis;
use tenderlens_core::search::Summary;

use crate::components::money::{Money, tax_basis};
use crate::components::stage_mark::StageMark;
use crate::components::when::{Day, Moment};
use crate::context::App;
use crate::format;
use crate::labels;
use crate::route::Route;

#[component]
pub fn Row(summary: Summary) -> impl IntoView {
    let app = App::get();
    let publisher = app.backend.publisher(&summary.publisher);
    let zone = publisher.map_or("UTC", |publisher| publisher.time_zone);
    let place = publisher.map(|publisher| format!("{}, {}", publisher.short_name, labels::country(publisher)));
    let link = Route::process(&summary.publisher, &summary.ocid, summary.locator.as_deref()).format();
    let title = summary.title.clone().unwrap_or_else(|| summary.ocid.clone());
    let language = summary.language.clone();
    // Peru's title is a code; a description that says the same again is left out.
    let description = summary.description.clone().filter(|description| *description != title);
    view! {
        <li class="search-row">
            <StageMark stage=summary.stage />
            <div class="search-row-main">
                <h2 class="search-row-title" lang=language.clone()><a href=link>{title}</a></h2>
                {description.map(|words| view! { <p class="search-row-desc" lang=language.clone()>{words}</p> })}
                <p class="search-row-meta">
                    <span class="search-row-stage">{labels::stage(summary.stage)}</span>
                    " · "
                    {match summary.buyer.clone() {
                        Some(buyer) => view! { <span class="search-row-buyer" lang=language.clone()>{buyer}</span> }.into_any(),
                        None => view! { <span class="not-published">{t!("row.buyer.no")}</span> }.into_any(),
                    }}
                    {summary.method.as_deref().map(|method| view! { " · "<span lang=language.clone()>{labels::code(method)}</span> })}
                    " · "{if summary.partial { plural!("row.releases.loaded", summary.releases) } else { plural!("count.release", summary.releases) }}
                </p>
                <p class="search-row-source">
                    {place}" · "<code>{summary.ocid.clone()}</code>
                    {summary.date.clone().map(|date| view! { " · "<Day published=date zone /> })}
                </p>
            </div>
            <div class="search-row-figures">
                <p class="search-row-value">
                    {match summary.value.clone() {
                        Some(amount) => view! { <Money amount=Some(amount) /> }.into_any(),
                        None => view! { <span class="not-published">{t!("row.value.no")}</span> }.into_any(),
                    }}
                    " "<span class="search-row-basis">{basis(&summary)}</span>
                </p>
                {summary.deadline.clone().map(|deadline| view! { <Deadline deadline zone now_ms=app.config.now_ms() /> })}
            </div>
        </li>
    }
}

/// What the figure is: of the tender with its tax basis, or of something else.
fn basis(summary: &Summary) -> String {
    let tax = tax_basis(summary.value.as_ref());
    match summary.basis {
        Some(ValueBasis::Award) => t!("row.awarded", tax = tax),
        Some(ValueBasis::Budget) => t!("row.budget", tax = tax),
        Some(ValueBasis::Tender) | None => tax.to_owned(),
    }
}

#[component]
fn Deadline(deadline: String, zone: &'static str, now_ms: f64) -> impl IntoView {
    let left = format::days_from(&deadline, now_ms);
    let is_open = left.as_ref().is_some_and(|(days, _)| *days >= 0);
    let is_soon = left.as_ref().is_some_and(|(days, _)| (0..3).contains(days));
    view! {
        <p class="search-row-due" data-urgency=is_soon.then_some("soon")>
            {match view! { <Moment published=deadline zone /> } {
                date if is_open => rich!("row.closes", date = date),
                date => rich!("row.closed", date = date),
            }}
            " "
            {left.map(|(_, words)| view! { <span class="search-row-left">{words}</span> })}
        </p>
    }
}
