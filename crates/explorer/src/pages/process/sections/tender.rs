//! Planning, tender, lots and items.

use leptos::prelude::*;
use tenderlens_core::ocds::view::{Amendment, Classification, Item, Lot, Milestone};

use super::super::Shown;
use super::super::fields::{Fields, object_title};
use super::super::table::{cell, day_cell, money_cell, number, table, text};
use crate::format;
use crate::labels;

pub fn planning(shown: &Shown) -> AnyView {
    let Some(planning) = &shown.loaded.process.planning else {
        return ().into_any();
    };
    let fields = Fields::new(&shown.language, shown.zone())
        .amount("Budget", planning.budget.as_ref())
        .text("Budget line", planning.budget_description.as_ref())
        .text("Project", planning.project.as_ref())
        .text("Rationale", planning.rationale.as_ref());
    view! { {fields.view()}{milestones("planning", &planning.milestones, shown)} }.into_any()
}

pub fn tender(shown: &Shown) -> AnyView {
    let Some(tender) = &shown.loaded.process.tender else {
        return ().into_any();
    };
    let fields = Fields::new(&shown.language, shown.zone())
        .id("Tender id", tender.id.as_ref())
        .code("Status", tender.status.as_ref())
        .amount("Value", tender.value.as_ref())
        .amount("Least value", tender.min_value.as_ref())
        .code("Category", tender.category.as_ref())
        .codes("Further categories", &tender.additional_categories)
        .code("Method", tender.method.as_ref())
        .text("Procedure", tender.method_details.as_ref())
        .text("Why this method", tender.method_rationale.as_ref())
        .organization("Procuring entity", tender.procuring_entity.as_ref())
        .period("Bids", tender.tender_period.as_ref())
        .period("Questions", tender.enquiry_period.as_ref())
        .period("Award decision", tender.award_period.as_ref())
        .period("Contract runs", tender.contract_period.as_ref())
        .code("Award criteria", tender.award_criteria.as_ref())
        .text("Criteria in detail", tender.award_criteria_details.as_ref())
        .text("Who may bid", tender.eligibility.as_ref())
        .codes("Submission", &tender.submission_methods)
        .text("How to submit", tender.submission_details.as_ref())
        .text("Number of tenderers", tender.number_of_tenderers.as_ref())
        .text("Classification", tender.classification.as_ref().map(classification).as_ref());
    view! {
        {fields.view()}
        {amendments(&tender.amendments, shown)}
        {milestones("tender", &tender.milestones, shown)}
    }
    .into_any()
}

fn amendments(amendments: &[Amendment], shown: &Shown) -> Option<AnyView> {
    let zone = shown.zone();
    let rows = amendments.iter().map(|amendment| {
        let words = amendment.rationale.clone().or_else(|| amendment.description.clone());
        [cell(amendment.id.clone()), day_cell(amendment.date.clone(), zone), cell(words)]
    });
    let columns = [text("Amendment"), text("Date"), text("Why")];
    (!amendments.is_empty())
        .then(|| table("amendments", "Amendments of the tender".to_owned(), columns, rows.collect()))
}

pub fn milestones(section: &str, milestones: &[Milestone], shown: &Shown) -> Option<AnyView> {
    let zone = shown.zone();
    let rows = milestones.iter().map(|milestone| {
        let name = milestone
            .title
            .clone()
            .or_else(|| milestone.kind.as_deref().map(labels::code))
            .or_else(|| milestone.description.clone());
        let day = |date: &Option<String>| day_cell(date.clone(), zone);
        [cell(name), day(&milestone.due), day(&milestone.met), cell(milestone.status.as_deref().map(labels::code))]
    });
    let columns = [text("Milestone"), text("Due"), text("Met"), text("Status")];
    let id = format!("milestones-{section}");
    (!milestones.is_empty()).then(|| table(&id, format!("Milestones ({section})"), columns, rows.collect()))
}

pub fn lots(shown: &Shown) -> AnyView {
    let lots = shown.loaded.process.tender.iter().flat_map(|tender| &tender.lots);
    let rows: Vec<_> = lots.map(|lot| view! { <li class="process-object">{lot_view(lot, shown)}</li> }).collect();
    view! { <ul class="process-objects">{rows}</ul> }.into_any()
}

fn lot_view(lot: &Lot, shown: &Shown) -> AnyView {
    let title = object_title("Lot", lot.id.as_deref().unwrap_or("without id"), lot.title.as_ref());
    let fields = Fields::new(&shown.language, shown.zone())
        .code("Status", lot.status.as_ref())
        .amount("Value", lot.value.as_ref())
        .text("Description", lot.description.as_ref())
        .period("Contract runs", lot.contract_period.as_ref());
    view! { <h3 class="process-object-title" lang=shown.language.clone()>{title}</h3>{fields.view()} }.into_any()
}

pub fn items(shown: &Shown) -> AnyView {
    let items: Vec<&Item> = shown.loaded.process.tender.iter().flat_map(|tender| &tender.items).collect();
    items_table("tender", "Items of the tender".to_owned(), &items, shown)
}

/// The items of a tender, an award or a contract. `id` tells several tables apart.
pub fn items_table(id: &str, caption: String, items: &[&Item], shown: &Shown) -> AnyView {
    let rows = items.iter().map(|item| {
        let name = item.description.clone().or_else(|| item.classifications.first().map(classification));
        let language = shown.language.clone();
        let value = item.total_value.clone().or_else(|| item.unit_value.clone());
        let basis = if item.total_value.is_none() && item.unit_value.is_some() { " each" } else { "" };
        [
            name.map(|name| view! { <span lang=language>{name}</span> }.into_any()),
            cell(Some(item.classifications.iter().map(classification).collect::<Vec<_>>().join("; "))),
            cell(item.quantity.as_deref().map(format::quantity)),
            cell(item.unit.clone()),
            money_cell(value, basis),
            cell(item.status.as_deref().map(labels::code)),
        ]
    });
    let columns =
        [text("Item"), text("Classification"), number("Quantity"), text("Unit"), number("Value"), text("Status")];
    table(&format!("items-{id}"), caption, columns, rows.collect())
}

fn classification(classification: &Classification) -> String {
    let code = [classification.scheme.as_deref(), classification.id.as_deref()];
    let code = code.into_iter().flatten().collect::<Vec<_>>().join(" ");
    match &classification.description {
        Some(words) => format!("{code} {words}").trim().to_owned(),
        None => code,
    }
}
