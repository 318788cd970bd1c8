//! Bids, awards and contracts of an invented notice.

use super::notice::{Kind, document, moment};
use super::party::supplier_reference;
use super::state::{Award, Contract, State, ValueForm};
use super::tender::{items, value};
use crate::json::Object;
use crate::time::DAY;
use crate::world::history::Step;

pub fn bids(state: &State) -> Object {
    let last = (state.bids + 1) / 2;
    let measures =
        [("bids", state.bids), ("finalStageBids", last), ("smeFinalStageBids", last / 2), ("vcseFinalStageBids", 0)];
    let statistic = |(index, (measure, count)): (usize, (&str, i64))| {
        Object::new()
            .text("id", &(index + 1).to_string())
            .text("measure", measure)
            .plain("value", count)
            .text("relatedLot", "1")
    };
    Object::new().list("statistics", measures.into_iter().enumerate().map(statistic))
}

pub fn awards(state: &State, step: Step, kind: &Kind, number: &str, at: i64) -> Vec<Object> {
    state.award.iter().map(|it| award(state, it, step, kind, number, at)).collect()
}

fn award(state: &State, award: &Award, step: Step, kind: &Kind, number: &str, at: i64) -> Object {
    let is_new = matches!(step, Step::Intend | Step::Award);
    let object = Object::new()
        .text("id", "1")
        .text("title", &state.title)
        .text("status", if is_new { "pending" } else { "active" })
        .text("date", &moment(state, award.at))
        .object("value", value(award_form(state), award.value, "GBP"))
        .text("mainProcurementCategory", state.subject.category)
        .when(!state.old_regime, |award| award.plain("aboveThreshold", state.above_threshold()))
        .list("suppliers", [supplier_reference(state, award.supplier)])
        .list("items", items(state))
        .object("contractPeriod", period(state, award.starts, award.ends))
        .texts("relatedLots", state.lots.iter().map(|lot| lot.id.as_str()));
    match is_new {
        true => new_award(state, object, at).list("documents", [document(state, kind, number, at)]),
        false => object,
    }
}

/// Some notices give the amount with VAT only.
fn award_form(state: &State) -> ValueForm {
    if state.value_form == ValueForm::Absent { ValueForm::GrossOnly } else { ValueForm::Both }
}

fn new_award(state: &State, award: Object, at: i64) -> Object {
    let signature = Object::new()
        .text("id", "1")
        .text("type", "futureSignatureDate")
        .text("dueDate", &moment(state, at + 14 * DAY))
        .text("status", "scheduled");
    award
        .object("standstillPeriod", Object::new().text("endDate", &moment(state, at + 9 * DAY)))
        .list("milestones", [signature])
}

fn period(state: &State, starts: i64, ends: i64) -> Object {
    Object::new()
        .text("startDate", &moment(state, starts))
        .text("endDate", &moment(state, ends))
        .text("maxExtentDate", &moment(state, ends + 365 * DAY))
}

pub fn contracts(state: &State, step: Step, kind: &Kind, number: &str, at: i64) -> Vec<Object> {
    let pair = state.contract.as_ref().zip(state.award.as_ref());
    pair.map(|(contract, award)| {
        write(state, contract, award, step).list("documents", [document(state, kind, number, at)])
    })
    .into_iter()
    .collect()
}

fn write(state: &State, contract: &Contract, award: &Award, step: Step) -> Object {
    let change = |it: &super::state::Amendment| {
        Object::new().text("id", &it.id).text("date", &moment(state, it.at)).text("description", it.description)
    };
    let status = if step == Step::Finish { "terminated" } else { "active" };
    Object::new()
        .text("id", "1")
        .text("awardID", "1")
        .text("title", &state.title)
        .text("status", status)
        .object("period", period(state, award.starts, award.ends))
        .object("value", value(ValueForm::Both, contract.value, "GBP"))
        .text("dateSigned", &moment(state, contract.signed))
        .when(!contract.changes.is_empty(), |object| object.list("amendments", contract.changes.iter().map(change)))
        .when(contract.reports > 0, |object| object.object("implementation", implementation(contract)))
}

fn implementation(contract: &Contract) -> Object {
    let report = |number: usize| {
        Object::new()
            .text("id", &number.to_string())
            .text("type", "assessment")
            .text("title", &format!("Performance assessment {number}"))
            .text("status", "met")
    };
    Object::new().list("milestones", (1..=contract.reports).map(report))
}
