//! What a plan will cost: requests, time and bytes, from the publisher's own figures.

use super::Plan;
use super::question::Dates;
use crate::calendar::Date;
use crate::endpoint::Publisher;
use crate::listing::{Listing, Rows};

/// To read all of a plan's answer. Rough: the figures behind it are averages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Estimate {
    pub requests: u64,
    pub seconds: u64,
    pub bytes: u64,
    /// Nobody says how much there is: this is the least.
    pub at_least: bool,
    /// Where the figures are from.
    pub source: &'static str,
}

/// Days of a window that have come; `None` without a first day.
pub(super) fn days(dates: Dates, today: Date) -> Option<u64> {
    let last = dates.to.map_or(today, |to| to.min(today));
    let days = last.days_since(dates.from?);
    Some(u64::try_from(days + 1).unwrap_or(0))
}

/// The rows that so many days bring.
pub(super) fn rows(listing: &Listing, days: Option<u64>) -> Option<u64> {
    Some(u64::from(listing.pace.rows_per_day?).saturating_mul(days?))
}

pub(super) fn estimate(publisher: &Publisher, plan: &Plan, days: Option<u64>, larger_page: Option<u32>) -> Estimate {
    let listing = &publisher.listing;
    let pace = &listing.pace;
    let page_rows = u64::from(larger_page.unwrap_or(pace.page_rows)).max(1);
    let combinations: u64 = plan.datasets.iter().map(|it| u64::from(it.values)).product();
    let calls = (plan.calls.len() as u64).saturating_mul(combinations);
    let known = rows(listing, days);
    let is_feed = matches!(listing.rows, Rows::Ids(_));
    // Where nothing is known, each call has something at the least.
    let rows = known.unwrap_or(calls);
    let rows_per_call = rows.div_ceil(calls.max(1));
    let pages = calls.saturating_mul(rows_per_call.div_ceil(page_rows).max(1));
    let processes = if is_feed { rows } else { 0 };
    let requests = (plan.datasets.len() as u64).saturating_add(pages).saturating_add(processes);
    let bytes = rows.saturating_mul(u64::from(pace.row_bytes));
    let bytes = bytes.saturating_add(processes.saturating_mul(u64::from(pace.process_bytes)));
    Estimate {
        requests,
        seconds: seconds(publisher, requests),
        bytes,
        at_least: known.is_none() || pace.or_more,
        source: pace.source,
    }
}

/// By the spacing of the requests, and by the service's own limit where that is slower.
fn seconds(publisher: &Publisher, requests: u64) -> u64 {
    let spaced = requests.saturating_mul(u64::from(publisher.manners.spacing_ms)) / 1000;
    let limited = publisher.listing.pace.limit.map_or(0, |(count, period)| {
        // The first ones are not waited for.
        (requests.saturating_sub(1) / u64::from(count.max(1))).saturating_mul(u64::from(period))
    });
    spaced.max(limited)
}
