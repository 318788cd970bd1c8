//! Bids, awards and contracts.

use leptos::prelude::*;
use tenderlens_core::ocds::view::{Award, Bid, BidStatistic, Contract, Item, Organization, Transaction};

use super::super::Shown;
use super::super::fields::{Fields, object_title, organizations_view};
use super::super::table::{cell, day_cell, money_cell, number, table, text};
use super::tender::{items_table, milestones};
use crate::format;
use crate::labels;

pub fn bids(shown: &Shown) -> AnyView {
    let process = &shown.loaded.process;
    let tenderers = process.tender.iter().flat_map(|tender| tender.tenderers.clone()).collect::<Vec<_>>();
    let parts = [
        (!process.bids.is_empty()).then(|| bids_table(&process.bids, shown)),
        (!process.bid_statistics.is_empty()).then(|| statistics(&process.bid_statistics)),
        (!tenderers.is_empty()).then(|| {
            view! {
                <h3 class="process-object-title">"Tenderers "<span class="process-count">{tenderers.len()}</span></h3>
                {organizations_view(&tenderers, &shown.language)}
            }
            .into_any()
        }),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        view! { <p class="not-published">"No bids are published: neither the bids themselves nor how many there were."</p> }.into_any()
    } else {
        parts.into_any()
    }
}

fn bids_table(bids: &[Bid], shown: &Shown) -> AnyView {
    let zone = shown.zone();
    let rows = bids.iter().map(|bid| {
        [
            Some(organizations_view(&bid.tenderers, &shown.language)),
            money_cell(bid.value.clone(), ""),
            bid.status.as_deref().map(badge),
            day_cell(bid.date.clone(), zone),
            cell(bid.id.clone()),
        ]
    });
    let columns = [text("Tenderer"), number("Amount"), text("Status"), text("Date"), text("Bid")];
    table("bids", "Bids".to_owned(), columns, rows.collect())
}

fn statistics(statistics: &[BidStatistic]) -> AnyView {
    let rows = statistics.iter().map(|statistic| {
        [
            cell(statistic.measure.as_deref().map(labels::code)),
            cell(statistic.value.as_deref().map(format::quantity)),
            cell(Some(statistic.related_lot.clone().map_or_else(|| "all".to_owned(), |lot| format!("Lot {lot}")))),
        ]
    });
    let columns = [text("Measure"), number("Value"), text("For")];
    table("statistics", "Bid statistics".to_owned(), columns, rows.collect())
}

fn badge(status: &str) -> AnyView {
    view! { <span class="note-badge" data-tone=labels::tone(status)>{labels::code(status)}</span> }.into_any()
}

pub fn awards(shown: &Shown) -> AnyView {
    let awards = shown.loaded.process.awards.iter().enumerate();
    let rows: Vec<_> = awards
        .map(|(index, award)| view! { <li class="process-object">{award_view(index, award, shown)}</li> })
        .collect();
    view! { <ul class="process-objects">{rows}</ul> }.into_any()
}

fn award_view(index: usize, award: &Award, shown: &Shown) -> AnyView {
    let id = award.id.clone().unwrap_or_else(|| (index + 1).to_string());
    let fields = Fields::new(&shown.language, shown.zone())
        .organizations("Suppliers", &award.suppliers)
        .amount("Value", award.value.as_ref())
        .date("Date", award.date.as_ref())
        .period("Contract runs", award.contract_period.as_ref())
        .codes("Lots", &award.related_lots)
        .text("Description", award.description.as_ref());
    view! {
        <h3 class="process-object-title" lang=shown.language.clone()>{object_title("Award", &id, award.title.as_ref())}</h3>
        {award.status.as_deref().map(|status| view! { <p class="process-object-meta">{badge(status)}</p> })}
        {fields.view()}
        {object_items("award", &id, &award.items, shown)}
        {milestones(&format!("award {id}"), &award.milestones, shown)}
    }
    .into_any()
}

pub fn contracts(shown: &Shown) -> AnyView {
    let contracts = shown.loaded.process.contracts.iter().enumerate();
    let rows: Vec<_> = contracts
        .map(|(index, contract)| view! { <li class="process-object">{contract_view(index, contract, shown)}</li> })
        .collect();
    view! { <ul class="process-objects">{rows}</ul> }.into_any()
}

fn contract_view(index: usize, contract: &Contract, shown: &Shown) -> AnyView {
    let id = contract.id.clone().unwrap_or_else(|| (index + 1).to_string());
    let fields = Fields::new(&shown.language, shown.zone())
        .amount("Value", contract.value.as_ref())
        .amount("Final value", contract.final_value.as_ref())
        .date("Signed", contract.signed.as_ref())
        .period("Runs", contract.period.as_ref())
        .id("Award", contract.award_id.as_ref())
        .text("Description", contract.description.as_ref());
    view! {
        <h3 class="process-object-title" lang=shown.language.clone()>{object_title("Contract", &id, contract.title.as_ref())}</h3>
        {contract.status.as_deref().map(|status| view! { <p class="process-object-meta">{badge(status)}</p> })}
        {fields.view()}
        {object_items("contract", &id, &contract.items, shown)}
        {transactions(&id, &contract.transactions, shown)}
        {milestones(&format!("contract {id}"), &contract.milestones, shown)}
    }
    .into_any()
}

fn object_items(kind: &str, id: &str, items: &[Item], shown: &Shown) -> Option<AnyView> {
    let items: Vec<&Item> = items.iter().collect();
    (!items.is_empty())
        .then(|| items_table(&format!("{kind}-{}", anchor(id)), format!("Items of {kind} {id}"), &items, shown))
}

fn transactions(id: &str, transactions: &[Transaction], shown: &Shown) -> Option<AnyView> {
    let zone = shown.zone();
    let name = |organization: &Option<Organization>| {
        organization.as_ref().map(|it| organizations_view(std::slice::from_ref(it), &shown.language))
    };
    let rows = transactions.iter().map(|transaction| {
        [
            cell(transaction.id.clone()),
            day_cell(transaction.date.clone(), zone),
            money_cell(transaction.value.clone(), ""),
            name(&transaction.payer),
            name(&transaction.payee),
        ]
    });
    let columns = [text("Payment"), text("Date"), number("Amount"), text("From"), text("To")];
    let table_id = format!("transactions-{}", anchor(id));
    (!transactions.is_empty()).then(|| table(&table_id, format!("Payments of contract {id}"), columns, rows.collect()))
}

/// A published id as part of an element's id, which may not hold spaces.
fn anchor(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}
