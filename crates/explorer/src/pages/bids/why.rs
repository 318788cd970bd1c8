//! Why there are no bids to compare.

use leptos::prelude::*;

use super::super::process::Shown;
use crate::context::App;
use crate::format;

#[component]
pub fn Why(shown: Shown) -> impl IntoView {
    let reason = reason(&shown, App::get().config.now_ms());
    let counted = counted(&shown).map(|count| view! { <p>{plural!("bids.why.counted", count)}</p> });
    view! {
        <section class="state" data-kind="empty">
            <h2 class="state-title">{t!("bids.why")}</h2>
            <p>{reason}</p>
            {counted}
            <div class="state-actions"><a class="button" href=shown.link("bids", "")>{t!("bids.to_process")}</a></div>
        </section>
    }
}

fn reason(shown: &Shown, now_ms: f64) -> String {
    let process = &shown.loaded.process;
    let status = process.tender.as_ref().and_then(|tender| tender.status.as_deref());
    if counted(shown) == Some(0) {
        return t!("bids.why.nobody").to_owned();
    }
    if !shown.publisher.opens_bids {
        return t!("bids.why.omitted", name = shown.publisher.name);
    }
    let deadline = process.deadline().filter(|end| js_sys::Date::parse(end) >= now_ms);
    match (deadline, status) {
        (_, Some("unsuccessful")) => t!("bids.why.unsuccessful").to_owned(),
        (_, Some("cancelled")) => t!("bids.why.cancelled").to_owned(),
        (Some(end), _) => t!("bids.why.sealed_until", date = format::date_time(end, shown.zone())),
        (None, _) => t!("bids.why.sealed").to_owned(),
    }
}

/// How many bids the publisher counts.
fn counted(shown: &Shown) -> Option<usize> {
    let process = &shown.loaded.process;
    let statistic = process.bid_statistics.iter().find(|it| it.measure.as_deref() == Some("bids"));
    let tenderers = || process.tender.as_ref()?.number_of_tenderers.as_deref();
    statistic.and_then(|it| it.value.as_deref()).or_else(tenderers)?.parse().ok()
}
