//! A change as a citation: what, where, when, of which releases, and the link to check it.

use super::super::Shown;
use super::super::releases::Release;
use super::line::{added, difference, place, value};
use crate::browser;
use crate::format;
use crate::labels;
use crate::protocol::{Line, What};
use tenderlens_core::ocds::changes::ChangeType;

/// `Contracts › 1 › Value: GBP 1.00 → GBP 2.00 (+1.00, +100.0%)`
pub fn change(line: &Line, zone: &str) -> String {
    let what = match &line.what {
        What::Whole { name, values } => added(name.as_ref(), *values),
        What::Value { kind, currency, old, new, difference: by } => {
            let words = |json: &Option<String>| json.as_ref().map(|json| value(json, *kind, currency.as_ref(), zone));
            let nothing = t!("published.no").to_owned();
            let new = match line.change {
                ChangeType::Removed => t!("changes.removed").to_owned(),
                _ => words(new).unwrap_or_else(|| nothing.clone()),
            };
            let by = by.as_ref().and_then(|by| difference(by, *kind)).map(|by| format!(" ({by})"));
            format!("{} → {new}{}", words(old).unwrap_or(nothing), by.unwrap_or_default())
        }
    };
    format!("{}: {what}", place(line))
}

/// A citation of changes that one release made since another.
pub fn citation(changes: &str, release: &Release, with: &Release, shown: &Shown, now_ms: f64) -> String {
    let process = &shown.loaded.process;
    let retrieved = browser::time_of(now_ms);
    t!(
        "cite.change",
        changes = changes,
        release = release.name,
        with = with.name,
        title = process.headline().unwrap_or(t!("process.untitled")),
        buyer = process.buyer_name().unwrap_or(t!("published.no")),
        ocid = process.ocid.as_deref().unwrap_or_default(),
        publisher = format!("{}, {}", shown.publisher.name, labels::country(&shown.publisher)),
        licence = shown.publisher.licence.name,
        date = format::date(&retrieved, shown.zone()),
        link = browser::address(),
    )
}
