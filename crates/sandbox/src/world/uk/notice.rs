//! Writes one notice as a release: what its type publishes, and no more.

use super::state::State;
use super::{award, party, tender};
use crate::json::Object;
use crate::time::{london_offset, utc};
use crate::world::history::{Event, Step};

/// A kind of notice: its number under the Procurement Act 2023, its tags and its document.
pub struct Kind {
    pub code: &'static str,
    pub tags: &'static [&'static str],
    pub document: &'static str,
    pub title: &'static str,
}

const fn kind(code: &'static str, tags: &'static [&'static str], document: &'static str, title: &'static str) -> Kind {
    Kind { code, tags, document, title }
}

const MARKET: Kind =
    kind("UK2", &["planning"], "marketEngagementNotice", "Preliminary market engagement notice on Find a Tender");
const PLANNED: Kind =
    kind("UK3", &["planning"], "plannedProcurementNotice", "Planned procurement notice on Find a Tender");
const TENDER: Kind = kind("UK4", &["tender"], "tenderNotice", "Tender notice on Find a Tender");
const TENDER_UPDATE: Kind = kind("UK4", &["tenderUpdate"], "tenderNotice", "Tender notice on Find a Tender");
const TRANSPARENCY: Kind = kind("UK5", &["award"], "awardNotice", "Transparency notice on Find a Tender");
const AWARD: Kind = kind("UK6", &["award", "contract"], "awardNotice", "Contract award notice on Find a Tender");
const CONTRACT: Kind = kind("UK7", &["contract"], "contractNotice", "Contract details notice on Find a Tender");
const PERFORMANCE: Kind =
    kind("UK9", &["implementation"], "contractPerformanceNotice", "Contract performance notice on Find a Tender");
const CHANGE: Kind =
    kind("UK10", &["contractAmendment"], "contractChangeNotice", "Contract change notice on Find a Tender");
const END: Kind =
    kind("UK11", &["contractTermination"], "contractTerminationNotice", "Contract termination notice on Find a Tender");
const STOP: Kind =
    kind("UK12", &["tenderCancellation"], "tenderTerminationNotice", "Procurement termination notice on Find a Tender");

fn kind_of(state: &State, step: Step) -> &'static Kind {
    match step {
        Step::Plan if state.buyer.is_multiple_of(2) => &MARKET,
        Step::Plan => &PLANNED,
        Step::Open => &TENDER,
        Step::MoveDeadline | Step::RaiseValue | Step::AddDocument | Step::Clarify => &TENDER_UPDATE,
        Step::Cancel | Step::Fail => &STOP,
        Step::Intend => &TRANSPARENCY,
        Step::Award => &AWARD,
        Step::Sign => &CONTRACT,
        Step::RaiseContract => &CHANGE,
        Step::Progress => &PERFORMANCE,
        Step::Finish => &END,
    }
}

pub fn write(state: &State, event: &Event, number: &str) -> String {
    let kind = kind_of(state, event.step);
    let at = event.at;
    let awarded = matches!(
        event.step,
        Step::Intend | Step::Award | Step::Sign | Step::RaiseContract | Step::Progress | Step::Finish
    );
    Object::new()
        .text("ocid", &state.ocid)
        .text("id", number)
        .texts("tag", kind.tags.iter().copied())
        .text("date", &moment(state, at))
        .text("initiationType", "tender")
        .when(state.oddities.stray_buyer_id, |release| release.raw("buyerID", "[]"))
        .list("parties", party::all(state, awarded))
        .object("buyer", party::buyer_reference(state, awarded))
        .when(event.step == Step::Plan, |release| release.object("planning", planning(state, kind, number, at)))
        .object("tender", tender::write(state, event.step, kind, number, at))
        .when(event.step == Step::Award && state.bids > 0, |release| release.object("bids", award::bids(state)))
        .when(awarded, |release| release.list("awards", award::awards(state, event.step, kind, number, at)))
        .when(state.contract.is_some() && awarded, |release| {
            release.list("contracts", award::contracts(state, event.step, kind, number, at))
        })
        .text("language", "en")
        .done()
}

/// The same service writes some dates with `Z` and others with an offset.
pub fn moment(state: &State, at: i64) -> String {
    if state.oddities.zulu { utc(at) } else { london_offset(at) }
}

fn planning(state: &State, kind: &Kind, number: &str, at: i64) -> Object {
    Object::new().list("documents", [document(state, kind, number, at)])
}

/// The entry that points to the notice itself.
pub fn document(state: &State, kind: &Kind, number: &str, at: i64) -> Object {
    Object::new()
        .text("id", number)
        .text("documentType", kind.document)
        .when(!state.old_regime, |document| document.text("noticeType", kind.code))
        .text("description", kind.title)
        .text("url", &format!("https://example.org/find-a-tender/Notice/{number}"))
        .text("datePublished", &moment(state, at))
        .text("format", "text/html")
}
