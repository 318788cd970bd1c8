//! Planning, tender, lots and items.

use leptos::prelude::*;
use tenderlens_core::ocds::view::{Amendment, Classification, Item, Lot, Milestone};

use super::super::Shown;
use super::super::fields::{Fields, TENDER, object_title};
use super::super::table::{cell, day_cell, money_cell, number, table, text};
use crate::format;
use crate::labels;

pub fn planning(shown: &Shown) -> AnyView {
    let Some(planning) = &shown.loaded.process.planning else {
        return ().into_any();
    };
    let fields = Fields::of(shown, "/planning")
        .amount(t!("field.budget"), planning.budget.as_ref())
        .at("budget/amount")
        .text(t!("field.budget_line"), planning.budget_description.as_ref())
        .at("budget/description")
        .text(t!("field.project"), planning.project.as_ref())
        .at("budget/project")
        .text(t!("field.rationale"), planning.rationale.as_ref())
        .at("rationale");
    view! { {fields.view()}{milestones("planning", t!("table.milestones.planning").to_owned(), &planning.milestones, shown)} }.into_any()
}

pub fn tender(shown: &Shown) -> AnyView {
    let Some(tender) = &shown.loaded.process.tender else {
        return ().into_any();
    };
    let fields = Fields::of(shown, TENDER)
        .id(t!("field.tender_id"), tender.id.as_ref())
        .at("id")
        .code(t!("field.status"), tender.status.as_ref())
        .at("status")
        .amount(t!("field.value"), tender.value.as_ref())
        .at("value")
        .amount(t!("field.min_value"), tender.min_value.as_ref())
        .at("minValue")
        .code(t!("field.category"), tender.category.as_ref())
        .at("mainProcurementCategory")
        .codes(t!("field.more_categories"), &tender.additional_categories)
        .at("additionalProcurementCategories")
        .code(t!("field.method"), tender.method.as_ref())
        .at("procurementMethod")
        .text(t!("field.procedure"), tender.method_details.as_ref())
        .at("procurementMethodDetails")
        .text(t!("field.why_method"), tender.method_rationale.as_ref())
        .at("procurementMethodRationale")
        .organization(t!("field.procuring_entity"), tender.procuring_entity.as_ref())
        .at("procuringEntity")
        .period(t!("field.bids"), tender.tender_period.as_ref())
        .at("tenderPeriod")
        .period(t!("field.questions"), tender.enquiry_period.as_ref())
        .at("enquiryPeriod")
        .period(t!("field.award_decision"), tender.award_period.as_ref())
        .at("awardPeriod")
        .period(t!("field.contract_runs"), tender.contract_period.as_ref())
        .at("contractPeriod")
        .code(t!("field.criteria"), tender.award_criteria.as_ref())
        .at("awardCriteria")
        .text(t!("field.criteria_details"), tender.award_criteria_details.as_ref())
        .at("awardCriteriaDetails")
        .text(t!("field.eligibility"), tender.eligibility.as_ref())
        .at("eligibilityCriteria")
        .codes(t!("field.submission"), &tender.submission_methods)
        .at("submissionMethod")
        .text(t!("field.how_submit"), tender.submission_details.as_ref())
        .at("submissionMethodDetails")
        .text(t!("field.tenderers"), tender.number_of_tenderers.as_ref())
        .at("numberOfTenderers")
        .text(t!("field.classification"), tender.classification.as_ref().map(classification).as_ref())
        .at("classification");
    view! {
        {fields.view()}
        {amendments(&tender.amendments, shown)}
        {milestones("tender", t!("table.milestones.tender").to_owned(), &tender.milestones, shown)}
    }
    .into_any()
}

fn amendments(amendments: &[Amendment], shown: &Shown) -> Option<AnyView> {
    let zone = shown.zone();
    let rows = amendments.iter().map(|amendment| {
        let words = amendment.rationale.clone().or_else(|| amendment.description.clone());
        [cell(amendment.id.clone()), day_cell(amendment.date.clone(), zone), cell(words)]
    });
    let columns = [text(t!("column.amendment")), text(t!("field.date")), text(t!("column.why"))];
    (!amendments.is_empty()).then(|| table("amendments", t!("table.amendments").to_owned(), columns, rows.collect()))
}

/// `id` tells several tables apart.
pub fn milestones(id: &str, caption: String, milestones: &[Milestone], shown: &Shown) -> Option<AnyView> {
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
    let columns =
        [text(t!("column.milestone")), text(t!("column.due")), text(t!("column.met")), text(t!("field.status"))];
    let id = format!("milestones-{id}");
    (!milestones.is_empty()).then(|| table(&id, caption, columns, rows.collect()))
}

pub fn lots(shown: &Shown) -> AnyView {
    let lots = shown.loaded.process.tender.iter().flat_map(|tender| &tender.lots);
    let rows: Vec<_> = lots
        .enumerate()
        .map(|(index, lot)| view! { <li class="process-object">{lot_view(index, lot, shown)}</li> })
        .collect();
    view! { <ul class="process-objects">{rows}</ul> }.into_any()
}

pub fn lot_title(id: Option<&str>, title: Option<&String>) -> String {
    let id = id.unwrap_or(t!("object.no_id"));
    match title {
        Some(title) => t!("object.lot.titled", id = id, title = title),
        None => t!("object.lot", id = id),
    }
}

fn lot_view(index: usize, lot: &Lot, shown: &Shown) -> AnyView {
    let pointer = format!("{TENDER}/lots/{index}");
    let title = lot_title(lot.id.as_deref(), lot.title.as_ref());
    let fields = Fields::of(shown, pointer.clone())
        .code(t!("field.status"), lot.status.as_ref())
        .at("status")
        .amount(t!("field.value"), lot.value.as_ref())
        .at("value")
        .text(t!("field.description"), lot.description.as_ref())
        .at("description")
        .period(t!("field.contract_runs"), lot.contract_period.as_ref())
        .at("contractPeriod");
    view! { {object_title(title, pointer, shown)}{fields.view()} }.into_any()
}

pub fn items(shown: &Shown) -> AnyView {
    let items: Vec<&Item> = shown.loaded.process.tender.iter().flat_map(|tender| &tender.items).collect();
    items_table("tender", t!("table.items.tender").to_owned(), &items, shown)
}

/// The items of a tender, an award or a contract. `id` tells several tables apart.
pub fn items_table(id: &str, caption: String, items: &[&Item], shown: &Shown) -> AnyView {
    let rows = items.iter().map(|item| {
        let name = item.description.clone().or_else(|| item.classifications.first().map(classification));
        let language = shown.language.clone();
        let value = item.total_value.clone().or_else(|| item.unit_value.clone());
        let basis = if item.total_value.is_none() && item.unit_value.is_some() { t!("item.each") } else { "" };
        [
            name.map(|name| view! { <span lang=language>{name}</span> }.into_any()),
            cell(Some(item.classifications.iter().map(classification).collect::<Vec<_>>().join("; "))),
            cell(item.quantity.as_deref().map(format::quantity)),
            cell(item.unit.clone()),
            money_cell(value, basis),
            cell(item.status.as_deref().map(labels::code)),
        ]
    });
    let columns = [
        text(t!("column.item")),
        text(t!("field.classification")),
        number(t!("column.quantity")),
        text(t!("column.unit")),
        number(t!("field.value")),
        text(t!("field.status")),
    ];
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
