//! The head of the page: what, who, how much, and how far it has come.

use leptos::prelude::*;
use tenderlens_core::ocds::view::{Amount, ValueBasis};
use tenderlens_core::process::Basis;

use super::Shown;
use crate::browser;
use crate::components::money::{Money, tax_basis};
use crate::components::stage_mark::StageMark;
use crate::components::when::Moment;
use crate::labels;

/// Titles longer than this get a smaller size.
const LONG_TITLE: usize = 90;

#[component]
pub fn Facts(shown: Shown) -> impl IntoView {
    let process = &shown.loaded.process;
    let title = process.headline().unwrap_or("Untitled process").to_owned();
    let is_long = (title.chars().count() > LONG_TITLE).then_some("");
    let status = process.tender.as_ref().and_then(|tender| tender.status.clone());
    let language = shown.language.clone();
    view! {
        <header class="process-head">
            <p class="process-stage">
                <StageMark stage=process.stage />
                {labels::stage(process.stage)}
                {status.map(|status| view! { " · tender "<span>{labels::code(&status).to_lowercase()}</span> })}
            </p>
            <h1 class="process-title" tabindex="-1" lang=language.clone() data-long=is_long>{title.clone()}</h1>
            {process.description.clone().filter(|words| *words != title).map(|words| view! { <p class="process-desc" lang=language.clone()>{words}</p> })}
            <Sums shown=shown.clone() />
            <MainFacts shown=shown.clone() />
            <div class="process-actions">
                <button type="button" on:click=|_| browser::copy(&browser::address())>"Copy link"</button>
                <a class="button" href=shown.loaded.url.clone() target="_blank" rel="noreferrer">"Open the publisher’s answer"</a>
            </div>
        </header>
    }
}

#[component]
fn Sums(shown: Shown) -> impl IntoView {
    let process = &shown.loaded.process;
    // Awards and contracts have their own figures below.
    let value = process.value().filter(|(_, basis)| *basis != ValueBasis::Award);
    let label =
        if value.is_some_and(|(_, basis)| basis == ValueBasis::Budget) { "Planned budget" } else { "Tender value" };
    let value = value.map(|(value, _)| value.clone());
    let single = |amounts: Vec<Option<Amount>>| match &amounts[..] {
        [Some(amount)] => Some(amount.clone()),
        _ => None,
    };
    let awarded = single(process.awards.iter().map(|award| award.value.clone()).collect());
    let contracted = single(process.contracts.iter().map(|contract| contract.value.clone()).collect());
    let sum = |label: &'static str, amount: Option<Amount>| {
        let basis = tax_basis(amount.as_ref());
        view! {
            <div><dt>{label}</dt><dd><Money amount />" "<span class="process-sum-note">{basis}</span></dd></div>
        }
    };
    view! {
        <dl class="process-sums">
            {sum(label, value)}
            {awarded.map(|amount| sum("Award", Some(amount)))}
            {contracted.map(|amount| sum("Contract", Some(amount)))}
        </dl>
    }
}

#[component]
fn MainFacts(shown: Shown) -> impl IntoView {
    let process = &shown.loaded.process;
    let ocid = process.ocid.clone().unwrap_or_default();
    let copied = ocid.clone();
    let is_ocid = ocid.starts_with("ocds-");
    let label = if is_ocid { "OCID" } else { "Process id" };
    let tender = process.tender.clone().unwrap_or_default();
    let method = tender.method_details.or(tender.method).map(|method| labels::code(&method));
    let basis = match shown.loaded.basis {
        Basis::Merged if shown.loaded.converted => {
            "converted in this browser from the publisher’s own document, which stands under Raw JSON".to_owned()
        }
        Basis::Merged => {
            format!("merged in this browser from {}", labels::count(shown.loaded.releases, "release", "releases"))
        }
        Basis::Publisher => "the publisher’s own compiled release; its releases are only linked".to_owned(),
    };
    let zone = shown.zone();
    view! {
        <dl class="process-facts">
            <div><dt>"Buyer"</dt><dd lang=shown.language.clone()>{match process.buyer_name() {
                Some(name) => name.to_owned().into_any(),
                None => view! { <span class="not-published">"not published"</span> }.into_any(),
            }}</dd></div>
            {tender.category.map(|category| view! { <div><dt>"Category"</dt><dd>{labels::code(&category)}</dd></div> })}
            {method.map(|method| view! { <div><dt>"Method"</dt><dd lang=shown.language.clone()>{method}</dd></div> })}
            {process.deadline().map(|deadline| view! {
                <div><dt>"Bids until"</dt><dd><Moment published=deadline.to_owned() zone /></dd></div>
            })}
            <div><dt>"Publisher"</dt><dd>{shown.publisher.short_name}", "{shown.publisher.country}</dd></div>
            <div><dt>{label}</dt><dd>
                <code>{ocid}</code>" "
                <button class="button-link" type="button" on:click=move |_| browser::copy(&copied)>"Copy"<span class="visually-hidden">{if is_ocid { " the OCID" } else { " the process id" }}</span></button>
                {(!is_ocid).then_some(" not an OCID: the publisher has none")}
            </dd></div>
            <div><dt>"Shown"</dt><dd>{basis}</dd></div>
        </dl>
    }
}
