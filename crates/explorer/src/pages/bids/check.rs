//! To check: the lowest bid was disqualified and a higher one won, with the arithmetic and what it
//! was computed from. <https://cardinal.readthedocs.io/en/latest/cli/indicators/R/036.html>

use leptos::prelude::*;
use tenderlens_core::ocds::view::{Award, Process};

use super::super::process::Shown;
use super::super::process::fields::TENDER;
use super::compare::{LotBids, Outcome, Row};
use super::words::money;
use crate::components::copy::CopyButton;
use crate::format;
use crate::labels;

/// Award criteria by which the lowest price has to win.
const PRICE_ONLY: [&str; 2] = ["priceOnly", "lowestCost"];

pub fn check(lot: &LotBids, shown: &Shown) -> Option<AnyView> {
    let (lowest, winner) = lot.lowest_disqualified()?;
    let process = &shown.loaded.process;
    let tender = process.tender.as_ref();
    let criteria = tender.and_then(|tender| tender.award_criteria.clone());
    let is_price_only = criteria.as_deref().is_some_and(|code| PRICE_ONLY.contains(&code));
    let basis = match &criteria {
        Some(_) if is_price_only => t!("bids.check.price_only").to_owned(),
        Some(code) => t!("bids.check.other_criteria", criteria = labels::code(code)),
        None => t!("bids.check.no_criteria").to_owned(),
    };
    let over = winner.over_lowest.clone();
    let arithmetic = over.map(|over| {
        let (low, high) = (money(lowest.amount.as_ref()), money(winner.amount.as_ref()));
        let by = format::amount(&over.by);
        let share = over.thousandths.map(format::signed_share).unwrap_or_default();
        view! {
            <ul class="bids-sum">
                <li>{t!("bids.check.difference", high = high, low = low, by = by)}</li>
                <li>{t!("bids.check.share", by = by, low = low, share = share)}</li>
            </ul>
        }
    });
    let read = read(lowest, winner, process);
    let json = as_json(&read);
    let rows = read
        .into_iter()
        .map(|(pointer, value)| view! { <div><dt><code>{pointer}</code></dt><dd><code>{value}</code></dd></div> });
    let aside = view! {
        <aside class="bids-check" aria-label=t!("bids.check")>
            <h3>{t!("bids.check")}</h3>
            <p>{t!("bids.check.words")}" "{basis}</p>
            {arithmetic}
            <p class="meta">{t!("bids.check.caution")}</p>
            <details class="changes-fold">
                <summary>{t!("bids.check.read")}</summary>
                <dl class="process-fields process-other">{rows.collect_view()}</dl>
                <CopyButton label=t!("bids.check.copy") class="button-quiet" text=move |()| json.clone() />
            </details>
        </aside>
    };
    Some(aside.into_any())
}

/// The values that the check read, as JSON, with their pointers.
fn read(lowest: &Row, winner: &Row, process: &Process) -> Vec<(String, String)> {
    let mut read = Vec::new();
    let mut text = |pointer: String, value: Option<&String>| {
        if let Some(json) = value.and_then(|value| serde_json::to_string(value).ok()) {
            read.push((pointer, json));
        }
    };
    let tender = process.tender.as_ref();
    text(format!("{TENDER}/awardCriteria"), tender.and_then(|tender| tender.award_criteria.as_ref()));
    for row in [lowest, winner] {
        text(format!("/bids/details/{}/id", row.bid), process.bids.get(row.bid).and_then(|bid| bid.id.as_ref()));
        text(format!("/bids/details/{}/status", row.bid), row.status.as_ref());
        let (Outcome::Winner(index) | Outcome::Disqualified(Some(index))) = &row.outcome else {
            continue;
        };
        let award: Option<&Award> = process.awards.get(*index);
        text(format!("/awards/{index}/relatedBid"), award.and_then(|award| award.related_bids.first()));
        text(format!("/awards/{index}/status"), award.and_then(|award| award.status.as_ref()));
    }
    for row in [lowest, winner] {
        let amount = row.amount.as_ref();
        text(format!("{}/currency", row.pointer), amount.and_then(|amount| amount.currency.as_ref()));
    }
    // Numbers are shown as they are published.
    for row in [lowest, winner] {
        if let Some(amount) = row.amount.as_ref() {
            let member = if amount.amount.is_some() { "amount" } else { "amountGross" };
            let number = amount.amount.as_ref().or(amount.gross.as_ref());
            read.extend(number.map(|number| (format!("{}/{member}", row.pointer), number.clone())));
        }
    }
    read.sort();
    read
}

fn as_json(read: &[(String, String)]) -> String {
    let members: Vec<_> = read
        .iter()
        .map(|(pointer, value)| format!("  {}: {value}", serde_json::to_string(pointer).unwrap_or_default()))
        .collect();
    format!("{{\n{}\n}}\n", members.join(",\n"))
}
