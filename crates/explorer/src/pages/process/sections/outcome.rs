//! Bids, awards and contracts.

use leptos::prelude::*;
use tenderlens_core::ocds::view::{Award, Bid, BidStatistic, Contract, Item, LotValue, Organization, Transaction};

use super::super::Shown;
use super::super::fields::{Fields, object_title, organizations_view};
use super::super::table::{Cell, cell, day_cell, money_cell, number, table, text};
use super::tender::{items_table, lot_title, milestones};
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
                <h3 class="process-object-title">{t!("bids.tenderers")}" "<span class="process-count">{tenderers.len()}</span></h3>
                {organizations_view(&tenderers, shown)}
            }
            .into_any()
        }),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    let compare = view! { <p class="process-more"><a href=shown.bids_link()>{if process.bids.is_empty() { t!("bids.why") } else { t!("bids.compare") }}</a></p> };
    if parts.is_empty() {
        view! { <p class="not-published">{t!("bids.none")}</p>{compare} }.into_any()
    } else {
        view! { {compare}{parts} }.into_any()
    }
}

fn bids_table(bids: &[Bid], shown: &Shown) -> AnyView {
    let zone = shown.zone();
    let rows = bids.iter().map(|bid| {
        [
            Some(organizations_view(&bid.tenderers, shown)),
            bid_amounts(bid),
            bid.status.as_deref().map(badge),
            day_cell(bid.date.clone(), zone),
            cell(bid.id.clone()),
        ]
    });
    let columns = [
        text(t!("column.tenderer")),
        number(t!("column.amount")),
        text(t!("field.status")),
        text(t!("field.date")),
        text(t!("column.bid")),
    ];
    table("bids", t!("section.bids").to_owned(), columns, rows.collect())
}

/// One amount, or one for each lot.
fn bid_amounts(bid: &Bid) -> Cell {
    let of_lot = |value: &LotValue| {
        let lot = value.lot.as_ref().map(|lot| t!("object.lot", id = lot));
        view! { <li>{money_cell(value.value.clone(), "")}" "{lot}</li> }
    };
    match &bid.lot_values[..] {
        [] => money_cell(bid.value.clone(), ""),
        [only] => money_cell(only.value.clone(), ""),
        many => Some(view! { <ul>{many.iter().map(of_lot).collect_view()}</ul> }.into_any()),
    }
}

fn statistics(statistics: &[BidStatistic]) -> AnyView {
    let rows = statistics.iter().map(|statistic| {
        [
            cell(statistic.measure.as_deref().map(labels::code)),
            cell(statistic.value.as_deref().map(format::quantity)),
            cell(Some(
                statistic
                    .related_lot
                    .clone()
                    .map_or_else(|| t!("bids.all").to_owned(), |lot| lot_title(Some(&lot), None)),
            )),
        ]
    });
    let columns = [text(t!("column.measure")), number(t!("field.value")), text(t!("column.for"))];
    table("statistics", t!("bids.statistics").to_owned(), columns, rows.collect())
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
    let fields = Fields::of(shown, format!("/awards/{index}"))
        .organizations(t!("field.suppliers"), &award.suppliers)
        .at("suppliers")
        .amount(t!("field.value"), award.value.as_ref())
        .at("value")
        .date(t!("field.date"), award.date.as_ref())
        .at("date")
        .period(t!("field.contract_runs"), award.contract_period.as_ref())
        .at("contractPeriod")
        .codes(t!("field.lots"), &award.related_lots)
        .at("relatedLots")
        .codes(t!("column.bid"), &award.related_bids)
        .text(t!("field.description"), award.description.as_ref())
        .at("description");
    view! {
        {object_title(award_title(&id, award.title.as_ref()), format!("/awards/{index}"), shown)}
        {award.status.as_deref().map(|status| view! { <p class="process-object-meta">{badge(status)}</p> })}
        {fields.view()}
        {object_items("award", &id, t!("table.items.award", id = id), &award.items, shown)}
        {milestones(&format!("award-{}", anchor(&id)), t!("table.milestones.award", id = id), &award.milestones, shown)}
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
    let fields = Fields::of(shown, format!("/contracts/{index}"))
        .amount(t!("field.value"), contract.value.as_ref())
        .at("value")
        .amount(t!("field.final_value"), contract.final_value.as_ref())
        .at("implementation/finalValue")
        .date(t!("field.signed"), contract.signed.as_ref())
        .at("dateSigned")
        .period(t!("field.runs"), contract.period.as_ref())
        .at("period")
        .id(t!("field.award"), contract.award_id.as_ref())
        .at("awardID")
        .text(t!("field.description"), contract.description.as_ref())
        .at("description");
    view! {
        {object_title(contract_title(&id, contract.title.as_ref()), format!("/contracts/{index}"), shown)}
        {contract.status.as_deref().map(|status| view! { <p class="process-object-meta">{badge(status)}</p> })}
        {fields.view()}
        {object_items("contract", &id, t!("table.items.contract", id = id), &contract.items, shown)}
        {transactions(&id, &contract.transactions, shown)}
        {milestones(&format!("contract-{}", anchor(&id)), t!("table.milestones.contract", id = id), &contract.milestones, shown)}
    }
    .into_any()
}

fn award_title(id: &str, title: Option<&String>) -> String {
    match title {
        Some(title) => t!("object.award.titled", id = id, title = title),
        None => t!("object.award", id = id),
    }
}

fn contract_title(id: &str, title: Option<&String>) -> String {
    match title {
        Some(title) => t!("object.contract.titled", id = id, title = title),
        None => t!("object.contract", id = id),
    }
}

fn object_items(kind: &str, id: &str, caption: String, items: &[Item], shown: &Shown) -> Option<AnyView> {
    let items: Vec<&Item> = items.iter().collect();
    (!items.is_empty()).then(|| items_table(&format!("{kind}-{}", anchor(id)), caption, &items, shown))
}

fn transactions(id: &str, transactions: &[Transaction], shown: &Shown) -> Option<AnyView> {
    let zone = shown.zone();
    let name = |organization: &Option<Organization>| {
        organization.as_ref().map(|it| organizations_view(std::slice::from_ref(it), shown))
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
    let columns = [
        text(t!("column.payment")),
        text(t!("field.date")),
        number(t!("column.amount")),
        text(t!("column.from")),
        text(t!("column.to")),
    ];
    let table_id = format!("transactions-{}", anchor(id));
    (!transactions.is_empty()).then(|| table(&table_id, t!("table.payments", id = id), columns, rows.collect()))
}

/// A published id as part of an element's id, which may not hold spaces.
fn anchor(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}
