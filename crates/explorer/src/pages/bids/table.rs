//! The bids for a lot as a table, which says all that the picture shows.

use std::cmp::Ordering;

use leptos::prelude::*;
use tenderlens_core::ocds::view::Document;

use super::compare::{Gap, LotBids, Outcome, Row};
use super::{state, words};
use crate::components::money::{Money, tax_basis};
use crate::components::when::Day;
use crate::context::App;
use crate::labels;
use crate::pages::process::Shown;
use crate::pages::process::fields::{organizations_view, web_address};
use crate::route::{Bids as BidsRoute, Route};

/// What the rows may be sorted by: the word in the link.
const BY_RANK: &str = "";
const BY_NAME: &str = "name";
const BY_DATE: &str = "date";

#[component]
pub fn BidsTable(lot: LotBids, caption: String, shown: Shown) -> impl IntoView {
    let app = App::get();
    let route = app.route;
    let sort = Memo::new(move |_| route.with(|route| state(route).sort));
    let heading = move |words: &'static str, by: &'static str| {
        let app = app.clone();
        let go = move |_| {
            let bids = app.route.with_untracked(state);
            app.refine(Route::Bids(BidsRoute { sort: by.to_owned(), ..bids }));
        };
        let is_sorted = move || sort.with(|sort| sort == by).then_some("ascending");
        view! { <th role="columnheader" scope="col" aria-sort=is_sorted><button class="button-link" type="button" on:click=go>{words}</button></th> }
    };
    let plain = |words: &'static str, class: Option<&'static str>| view! { <th role="columnheader" scope="col" class=class>{words}</th> };
    let rows = StoredValue::new(lot.rows);
    let body = move || {
        let mut sorted = rows.get_value();
        sort.with(|sort| sorted.sort_by(|a, b| order(a, b, sort, &shown)));
        sorted.into_iter().map(|row| row_view(row, &shown)).collect_view()
    };
    let region = caption.clone();
    view! {
        <div class="process-table" role="region" aria-label=region tabindex="0">
            <table role="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead role="rowgroup"><tr role="row">
                    {heading(t!("bids.rank"), BY_RANK)}
                    {heading(t!("column.tenderer"), BY_NAME)}
                    {plain(t!("column.amount"), Some("num"))}
                    {plain(t!("bids.over_lowest"), Some("num"))}
                    {plain(t!("bids.over_estimate"), Some("num"))}
                    {plain(t!("field.status"), None)}
                    {heading(t!("field.date"), BY_DATE)}
                    {plain(t!("section.documents"), None)}
                </tr></thead>
                <tbody role="rowgroup">{body}</tbody>
            </table>
        </div>
    }
}

/// Rows without what they are sorted by come last.
fn order(a: &Row, b: &Row, sort: &str, shown: &Shown) -> Ordering {
    let last = |a: Option<String>, b: Option<String>| (a.is_none(), a).cmp(&(b.is_none(), b));
    match sort {
        BY_NAME => last(name(a, shown), name(b, shown)),
        BY_DATE => last(a.date.clone(), b.date.clone()),
        // They come by rank.
        _ => Ordering::Equal,
    }
}

fn name(row: &Row, shown: &Shown) -> Option<String> {
    let tenderer = shown.loaded.process.bids.get(row.bid)?.tenderers.first()?;
    tenderer.name.clone().or_else(|| tenderer.id.clone())
}

fn row_view(row: Row, shown: &Shown) -> AnyView {
    let zone = shown.zone();
    let bid = shown.loaded.process.bids.get(row.bid).cloned().unwrap_or_default();
    let rank = row.rank.map_or_else(|| t!("bids.unranked").to_owned(), |rank| rank.to_string());
    let gap = |gap: &Option<Gap>| gap.as_ref().map_or_else(|| t!("bids.unranked").to_owned(), words::gap);
    let basis = tax_basis(row.amount.as_ref());
    let initial = row.initial.clone().filter(|initial| Some(initial) != row.amount.as_ref());
    let documents: Vec<_> = bid.documents.iter().filter_map(document).collect();
    view! {
        <tr role="row" data-outcome=outcome_id(&row.outcome)>
            <th role="rowheader" scope="row" data-label=t!("bids.rank")>{rank}</th>
            <td role="cell" data-label=t!("column.tenderer")>{organizations_view(&bid.tenderers, shown)}</td>
            <td role="cell" class="num" data-label=t!("column.amount")>
                <Money amount=row.amount.clone() />" "<span class="bids-basis">{basis}</span>
                {initial.map(|initial| view! { <span class="bids-basis">{t!("bids.started", amount = words::money(Some(&initial)))}</span> })}
            </td>
            <td role="cell" class="num" data-label=t!("bids.over_lowest")>{gap(&row.over_lowest)}</td>
            <td role="cell" class="num" data-label=t!("bids.over_estimate")>{gap(&row.over_estimate)}</td>
            <td role="cell" data-label=t!("field.status")>{status(&row)}</td>
            <td role="cell" data-label=t!("field.date")>{row.date.clone().map(|published| view! { <Day published zone /> })}</td>
            <td role="cell" data-label=t!("section.documents")>
                {if documents.is_empty() { t!("bids.unranked").into_any() } else { view! { <ul>{documents}</ul> }.into_any() }}
            </td>
        </tr>
    }
    .into_any()
}

fn outcome_id(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Winner(_) => "winner",
        Outcome::Pending => "pending",
        Outcome::Disqualified(_) => "disqualified",
        Outcome::Withdrawn => "withdrawn",
        Outcome::None => "none",
    }
}

/// What became of the bid, and its own status where that is another word.
fn status(row: &Row) -> AnyView {
    let badge =
        |tone: &'static str, words: String| view! { <span class="note-badge" data-tone=tone>{words}</span> }.into_any();
    match (&row.outcome, &row.status) {
        (Outcome::Winner(_), _) => badge("positive", t!("bids.winner").to_owned()),
        (Outcome::Pending, _) => badge("caution", t!("bids.pending").to_owned()),
        (Outcome::Disqualified(_), _) => badge("critical", labels::code("disqualified")),
        (_, Some(status)) => badge(labels::tone(status), labels::code(status)),
        (_, None) => t!("published.no").into_any(),
    }
}

fn document(document: &Document) -> Option<AnyView> {
    let name = document.title.clone().or_else(|| document.id.clone())?;
    let words = match web_address(document.url.as_ref()) {
        Some(url) => view! { <a href=url.to_owned() target="_blank" rel="noreferrer">{name}</a> }.into_any(),
        None => name.into_any(),
    };
    Some(view! { <li>{words}</li> }.into_any())
}
