//! The head of the page: what, who, how much, and how far it has come.

use leptos::prelude::*;
use tenderlens_core::ocds::view::{Amount, ValueBasis};
use tenderlens_core::process::Basis;

use super::Shown;
use super::fields::TENDER;
use super::history::HistoryLink;
use crate::browser;
use crate::components::copy::CopyButton;
use crate::components::money::{Converted, Money, tax_basis};
use crate::components::organization::OrganizationLink;
use crate::components::stage_mark::StageMark;
use crate::components::term::Term;
use crate::components::when::{Day, Moment};
use crate::context::App;
use crate::follow::{self, Followed};
use crate::labels;

/// Titles longer than this get a smaller size.
const LONG_TITLE: usize = 90;

#[component]
pub fn Facts(shown: Shown) -> impl IntoView {
    let process = &shown.loaded.process;
    let title = process.headline().unwrap_or(t!("process.untitled")).to_owned();
    let is_long = (title.chars().count() > LONG_TITLE).then_some("");
    let status = process.tender.as_ref().and_then(|tender| tender.status.clone());
    let language = shown.language.clone();
    view! {
        <header class="process-head">
            <p class="process-stage">
                <StageMark stage=process.stage />
                {labels::stage(process.stage)}
                {status.map(|status| view! { " · "{t!("process.tender_status", status = labels::code(&status).to_lowercase())} })}
            </p>
            <h1 class="process-title" tabindex="-1" lang=language.clone() data-long=is_long>{title.clone()}</h1>
            {process.description.clone().filter(|words| *words != title).map(|words| view! { <p class="process-desc" lang=language.clone()>{words}</p> })}
            <Sums shown=shown.clone() />
            <MainFacts shown=shown.clone() />
            <div class="process-actions">
                <FollowButton shown=shown.clone() />
                <CopyButton label=t!("process.copy_link") class="" text=|()| browser::address() />
                <button type="button" on:click=|_| browser::print()>{t!("process.print")}</button>
                <a class="button" href=shown.loaded.url.clone() target="_blank" rel="noreferrer">{t!("process.open_answer")}</a>
            </div>
        </header>
    }
}

#[component]
fn FollowButton(shown: Shown) -> impl IntoView {
    let app = App::get();
    let followed = app.followed;
    let process = Followed {
        publisher: shown.publisher.id.to_owned(),
        ocid: shown.loaded.process.ocid.clone().unwrap_or_default(),
        locator: shown.locator.clone(),
        title: shown.loaded.process.headline().unwrap_or(t!("process.untitled")).to_owned(),
        language: shown.language.clone(),
        since: browser::time_of(app.config.now_ms()),
        seen: Followed::newest(&shown.loaded.timeline),
    };
    app.recent.update(|list| follow::remember(list, process.clone()));
    followed.update_untracked(|list| follow::see(list, &process));
    let (publisher, ocid) = (process.publisher.clone(), process.ocid.clone());
    let is_followed = Memo::new(move |_| followed.with(|list| list.iter().any(|it| it.is(&publisher, &ocid))));
    let toggle = move |_| {
        let mut lasts = true;
        followed.update(|list| lasts = follow::toggle(list, process.clone()));
        if !lasts {
            app.announce(t!("follow.volatile"));
        }
    };
    view! {
        <button type="button" aria-pressed=move || is_followed.get().to_string() on:click=toggle>
            {move || if is_followed.get() { t!("follow.remove") } else { t!("follow.add") }}
        </button>
    }
}

#[component]
fn Sums(shown: Shown) -> impl IntoView {
    let process = &shown.loaded.process;
    // Awards and contracts have their own figures below.
    let value = process.value().filter(|(_, basis)| *basis != ValueBasis::Award);
    let (label, pointer) = if value.is_some_and(|(_, basis)| basis == ValueBasis::Budget) {
        (t!("process.sum.budget"), "/planning/budget/amount".to_owned())
    } else {
        (t!("process.sum.tender"), format!("{TENDER}/value"))
    };
    let value = value.map(|(value, _)| value.clone());
    let history = |pointer: &str, label: &'static str| {
        view! { <HistoryLink pointer=pointer.to_owned() place=label.to_owned() shown=shown.clone() /> }
    };
    let single = |amounts: Vec<Option<Amount>>| match &amounts[..] {
        [Some(amount)] => Some(amount.clone()),
        _ => None,
    };
    let awarded = single(process.awards.iter().map(|award| award.value.clone()).collect());
    let contracted = single(process.contracts.iter().map(|contract| contract.value.clone()).collect());
    let sum = |label: &'static str, amount: Option<Amount>, pointer: &str| {
        let basis = tax_basis(amount.as_ref());
        let history = amount.is_some().then(|| history(pointer, label));
        view! {
            <div><dt>{label}</dt><dd><Money amount=amount.clone() />" "{history}<span class="process-sum-note">{basis}</span><Converted amount /></dd></div>
        }
    };
    view! {
        <dl class="process-sums">
            {sum(label, value, &pointer)}
            {awarded.map(|amount| sum(t!("process.sum.award"), Some(amount), "/awards/0/value"))}
            {contracted.map(|amount| sum(t!("process.sum.contract"), Some(amount), "/contracts/0/value"))}
        </dl>
    }
}

/// Whether the id has the registered form; other publishers' own ids have none.
pub fn is_ocid(id: &str) -> bool {
    id.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("ocds-"))
}

/// Who made the compiled release that is shown, and of what.
pub fn basis(shown: &Shown) -> String {
    match shown.loaded.basis {
        Basis::Merged if shown.loaded.converted => t!("process.converted").to_owned(),
        Basis::Merged => plural!("process.merged", shown.loaded.releases),
        Basis::Publisher => t!("process.publishers_own").to_owned(),
    }
}

#[component]
fn MainFacts(shown: Shown) -> impl IntoView {
    let process = &shown.loaded.process;
    let ocid = process.ocid.clone().unwrap_or_default();
    let copied = ocid.clone();
    let is_ocid = is_ocid(&ocid);
    let label = if is_ocid {
        view! { <Term entry="ocid" words=t!("process.ocid") /> }.into_any()
    } else {
        t!("process.id").into_any()
    };
    let tender = process.tender.clone().unwrap_or_default();
    let method = tender.method_details.or(tender.method).map(|method| labels::code(&method));
    let basis = basis(&shown);
    let zone = shown.zone();
    // The releases that were merged here have their dates in the timeline.
    let dated = (shown.loaded.basis == Basis::Publisher)
        .then(|| process.date.clone().map(|published| view! { " · "<Day published zone /> }));
    view! {
        <dl class="process-facts">
            <div><dt>{t!("field.buyer")}</dt><dd lang=shown.language.clone()>{match process.buyer_name() {
                Some(name) => {
                    let id = process.buyer.as_ref().filter(|it| it.name.as_deref() == Some(name)).and_then(|it| it.id.as_deref());
                    view! { <OrganizationLink name=name.to_owned() identifier=shown.identifier(id, Some(name)) /> }.into_any()
                }
                None => view! { <span class="not-published">{t!("published.no")}</span> }.into_any(),
            }}</dd></div>
            {tender.category.map(|category| view! { <div><dt>{t!("field.category")}</dt><dd>{labels::code(&category)}</dd></div> })}
            {method.map(|method| view! { <div><dt>{t!("field.method")}</dt><dd lang=shown.language.clone()>{method}</dd></div> })}
            {process.deadline().map(|deadline| view! {
                <div><dt>{t!("field.bids_until")}</dt><dd><Moment published=deadline.to_owned() zone /></dd></div>
            })}
            <div><dt>{t!("field.publisher")}</dt><dd>{shown.publisher.short_name}", "{labels::country(&shown.publisher)}</dd></div>
            <div><dt>{label}</dt><dd>
                <code>{ocid}</code>" "
                <button class="button-link" type="button" on:click=move |_| browser::copy(&copied) aria-label=if is_ocid { t!("process.copy_ocid") } else { t!("process.copy_id") }>{t!("process.copy")}</button>
                {(!is_ocid).then(|| view! { " "{t!("process.no_ocid")} })}
            </dd></div>
            {process.language.clone().map(|language| view! { <div><dt>{t!("code.language")}</dt><dd>{language}</dd></div> })}
            <div><dt><Term entry="compiled-release" words=t!("field.shown") /></dt><dd>{basis}{dated}</dd></div>
        </dl>
    }
}
