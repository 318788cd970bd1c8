//! The bids of a process, compared lot by lot.

mod check;
mod compare;
mod plot;
mod table;
mod why;
mod words;

use leptos::prelude::*;

use super::process::Shown;
use crate::components::money::Money;
use crate::context::App;
use crate::labels;
use crate::route::{Bids as BidsRoute, Route};
use check::check;
use compare::{LotBids, by_lot};
use plot::plot;
use table::BidsTable;
use why::Why;

/// The page of a process that is loaded.
#[component]
pub fn BidsPage(shown: Shown) -> impl IntoView {
    let app = App::get();
    let process = &shown.loaded.process;
    let title = process.headline().unwrap_or(t!("process.untitled")).to_owned();
    app.entitle(&t!("bids.page_title", title = title));
    let lots = StoredValue::new(by_lot(process));
    let wanted = {
        let route = app.route;
        Memo::new(move |_| route.with(|route| state(route).lot))
    };
    let criteria = process.tender.as_ref().and_then(|tender| tender.award_criteria.clone());
    let statistics = shown.clone();
    let body = {
        let shown = shown.clone();
        move || {
            let wanted = wanted.get();
            let is_wanted = |lot: &&LotBids| wanted.is_empty() || lot.lot.as_ref() == Some(&wanted);
            lots.with_value(|lots| {
                let lots: Vec<_> = lots.iter().filter(is_wanted).cloned().collect();
                match lots.is_empty() {
                    true => view! { <Why shown=shown.clone() /> }.into_any(),
                    false => {
                        lots.into_iter().map(|lot| view! { <Lot lot shown=shown.clone() /> }).collect_view().into_any()
                    }
                }
            })
        }
    };
    view! {
        <header class="process-head">
            <p class="process-stage"><a href=shown.link("bids", "")>{t!("bids.to_process")}</a></p>
            <h1 class="process-title" tabindex="-1">{t!("bids.heading")}": "<span lang=shown.language.clone()>{title}</span></h1>
            <dl class="process-facts">
                <div><dt>{t!("field.buyer")}</dt><dd lang=shown.language.clone()>{process.buyer_name().unwrap_or(t!("published.no")).to_owned()}</dd></div>
                <div><dt>{t!("field.publisher")}</dt><dd>{shown.publisher.short_name}", "{labels::country(&shown.publisher)}</dd></div>
                <div><dt>{t!("field.criteria")}</dt><dd>{criteria.map_or_else(|| t!("published.no").to_owned(), |code| labels::code(&code))}</dd></div>
            </dl>
        </header>
        <LotChoice lots wanted shown=statistics />
        {body}
    }
}

/// The state of the link; that of an empty one on other pages.
fn state(route: &Route) -> BidsRoute {
    match route {
        Route::Bids(bids) => bids.clone(),
        _ => BidsRoute::default(),
    }
}

/// Which lot, where there are several.
#[component]
fn LotChoice(lots: StoredValue<Vec<LotBids>>, wanted: Memo<String>, shown: Shown) -> impl IntoView {
    let app = App::get();
    let names: Vec<(String, String)> = lots.with_value(|lots| {
        lots.iter().filter_map(|lot| Some((lot.lot.clone()?, words::lot_name(lot, &shown)?))).collect()
    });
    let choose = move |event| {
        let bids = app.route.with_untracked(state);
        app.go(&Route::Bids(BidsRoute { lot: event_target_value(&event), ..bids }));
    };
    (names.len() > 1).then(|| {
        let all = [(String::new(), t!("bids.all_lots").to_owned())];
        let option = |(id, name): (String, String)| {
            let own = id.clone();
            view! { <option value=id prop:selected=move || wanted.with(|wanted| *wanted == own)>{name}</option> }
        };
        view! {
            <label class="changes-pick">
                <span>{t!("bids.lot")}</span>
                <select on:change=choose>{all.into_iter().chain(names).map(option).collect_view()}</select>
            </label>
        }
    })
}

/// One lot: the answer in a sentence, the picture, the table, and what to check.
#[component]
fn Lot(lot: LotBids, shown: Shown) -> impl IntoView {
    let name = words::lot_name(&lot, &shown);
    let heading = name.clone().unwrap_or_else(|| t!("bids.whole").to_owned());
    let anchor = format!("lot-{}", lot.lot.as_deref().unwrap_or("all"));
    let labelled_by = anchor.clone();
    let answer = words::answer(&lot);
    let estimate = lot.estimate.clone();
    let language = name.is_some().then(|| shown.language.clone());
    let picture = plot(&lot, answer.clone());
    let check = check(&lot, &shown);
    let mixed = (!lot.is_one_basis()).then(|| view! { <p class="bids-caution">{t!("bids.mixed_vat")}</p> });
    view! {
        <section class="bids-lot" aria-labelledby=labelled_by>
            <h2 id=anchor lang=language>{heading}</h2>
            <p class="meta">{plural!("bids.count", lot.rows.len())}" · "{t!("bids.estimate")}" "<Money amount=estimate /></p>
            <p class="bids-answer">{answer}</p>
            {mixed}
            {picture}
            <BidsTable lot caption=t!("bids.table", lot = name.unwrap_or_else(|| t!("bids.whole").to_owned())) shown />
            {check}
        </section>
    }
}
