//! The tender section of an invented notice: complete in tender notices, a summary in later ones.

use super::notice::{Kind, document, moment};
use super::state::{Lot, State, ValueForm};
use super::words::BUYERS;
use crate::json::Object;
use crate::time::{DAY, HOUR, london_midnight};
use crate::world::history::Step;
use crate::world::money::Money;

pub fn write(state: &State, step: Step, kind: &Kind, number: &str, at: i64) -> Object {
    let tender = Object::new()
        .text("id", &state.reference)
        .object("legalBasis", legal_basis(state))
        .text("title", &state.title)
        .text("description", &state.description)
        .text("status", state.tender_status);
    match step {
        Step::Plan => planned(state, tender),
        Step::Open | Step::MoveDeadline | Step::RaiseValue | Step::AddDocument | Step::Clarify => {
            complete(state, tender).list("documents", documents(state, kind, number, at))
        }
        Step::Cancel | Step::Fail => stopped(state, tender).list("documents", [document(state, kind, number, at)]),
        Step::Intend | Step::Award | Step::Sign | Step::RaiseContract | Step::Progress | Step::Finish => {
            summary(state, tender)
        }
    }
}

fn legal_basis(state: &State) -> Object {
    match state.old_regime {
        true => Object::new().text("id", "32014L0024").text("scheme", "CELEX"),
        false => Object::new()
            .text("id", "2023/54")
            .text("scheme", "UKPGA")
            .text("uri", "https://www.legislation.gov.uk/ukpga/2023/54/contents"),
    }
}

fn planned(state: &State, tender: Object) -> Object {
    let future = Object::new().text("futureNoticeDate", &moment(state, state.deadline - 30 * DAY));
    classified(state, tender)
        .list("items", items(state))
        .text("mainProcurementCategory", state.subject.category)
        .object("communication", future)
        .list("lots", state.lots.iter().map(|lot| Object::new().text("id", &lot.id).text("status", "planned")))
}

/// The older regime classifies the tender, the newer one its items.
fn classified(state: &State, tender: Object) -> Object {
    match state.old_regime {
        true => tender.object("classification", cpv(state)),
        false => tender,
    }
}

fn cpv(state: &State) -> Object {
    Object::new().text("scheme", "CPV").text("id", state.subject.cpv).text("description", state.subject.class)
}

pub fn items(state: &State) -> Vec<Object> {
    let address = || {
        let address = Object::new().text("region", BUYERS[state.buyer].region);
        address.text("country", "GB").text("countryName", "United Kingdom")
    };
    let item = |lot: &Lot| {
        Object::new()
            .text("id", &lot.id)
            .list("additionalClassifications", [cpv(state)])
            .list("deliveryAddresses", [address()])
            .text("relatedLot", &lot.id)
    };
    state.lots.iter().map(item).collect()
}

pub fn value(form: ValueForm, amount: Money, currency: &str) -> Object {
    let value = Object::new().plain("amountGross", amount.gross().number());
    let value = if form == ValueForm::GrossOnly { value } else { value.plain("amount", amount.number()) };
    value.text("currency", currency)
}

fn tender_value(state: &State, tender: Object) -> Object {
    match state.value_form {
        ValueForm::Absent => tender,
        // The older regime knows no amounts with VAT.
        _ if state.old_regime => {
            tender.object("value", Object::new().plain("amount", state.value.number()).text("currency", "GBP"))
        }
        form => tender.object("value", value(form, state.value, "GBP")),
    }
}

fn complete(state: &State, tender: Object) -> Object {
    let tender = tender_value(state, classified(state, tender).list("items", items(state)));
    let end = |at: i64| Object::new().text("endDate", &moment(state, at));
    tender
        .text("procurementMethod", state.method.0)
        .text("procurementMethodDetails", state.method.1)
        .text("mainProcurementCategory", state.subject.category)
        .when(state.subject.cpv.starts_with("853"), |tender| tender.texts("specialRegime", ["lightTouch"]))
        .when(!state.old_regime, |tender| tender.plain("aboveThreshold", state.above_threshold()))
        .text("submissionMethodDetails", "https://example.org/tenders")
        .object(
            "submissionTerms",
            Object::new().text("electronicSubmissionPolicy", "allowed").texts("languages", ["en"]),
        )
        .object("tenderPeriod", end(state.deadline))
        .object("enquiryPeriod", end(state.deadline - 10 * DAY + 5 * HOUR))
        .object("awardPeriod", end(state.deadline + 60 * DAY))
        .list("lots", state.lots.iter().map(|it| lot(state, it)))
        .when(!state.amendments.is_empty(), |tender| tender.list("amendments", amendments(state)))
}

fn lot(state: &State, lot: &Lot) -> Object {
    let object = Object::new().text("id", &lot.id);
    let object = match &lot.title {
        Some(title) => object.text("title", title),
        None => object,
    };
    let object = object.text("status", state.tender_status);
    let object = match state.value_form {
        ValueForm::Absent => object,
        _ if state.old_regime => {
            object.object("value", Object::new().plain("amount", lot.value.number()).text("currency", lot.currency))
        }
        form => object.object("value", value(form, lot.value, lot.currency)),
    };
    let starts = london_midnight(state.deadline + 90 * DAY);
    let period = Object::new()
        .text("startDate", &moment(state, starts))
        .text("endDate", &moment(state, starts + 730 * DAY))
        .text("maxExtentDate", &moment(state, starts + 1_460 * DAY));
    object
        .object(
            "awardCriteria",
            Object::new().list("criteria", [criterion("quality", "Quality", 60), criterion("price", "Price", 40)]),
        )
        .object("contractPeriod", period)
        .plain("hasRenewal", true)
        .object("renewal", Object::new().text("description", "One extension of up to 24 months."))
        .null("description")
}

fn criterion(kind: &str, name: &str, percent: i64) -> Object {
    let number = Object::new().plain("number", percent).text("weight", "percentageExact");
    Object::new().text("type", kind).text("name", name).list("numbers", [number])
}

fn amendments(state: &State) -> Vec<Object> {
    let amendment = |it: &super::state::Amendment| {
        Object::new().text("id", &it.id).text("date", &moment(state, it.at)).text("description", it.description)
    };
    state.amendments.iter().map(amendment).collect()
}

fn documents(state: &State, kind: &Kind, number: &str, at: i64) -> Vec<Object> {
    let attachment = |it: &super::state::Document| {
        Object::new()
            .text("id", &it.id)
            .text("documentType", "biddingDocuments")
            .text("description", it.description)
            .text("url", &format!("https://example.org/find-a-tender/Attachment/{}", it.id))
            .text("format", "application/pdf")
    };
    let mut documents = vec![
        Object::new()
            .text("id", "conflictOfInterest")
            .text("documentType", "conflictOfInterest")
            .text("description", "Not published"),
    ];
    documents.extend(state.documents.iter().map(attachment));
    documents.push(document(state, kind, number, at));
    documents
}

fn stopped(state: &State, tender: Object) -> Object {
    summary(state, tender).text("statusDetails", "The procurement has ended without a contract.")
}

/// What notices after the tender repeat of it.
fn summary(state: &State, tender: Object) -> Object {
    let lot = |lot: &Lot| Object::new().text("id", &lot.id).text("status", state.tender_status).null("description");
    tender
        .text("procurementMethod", state.method.0)
        .text("procurementMethodDetails", state.method.1)
        .list("lots", state.lots.iter().map(lot))
}
