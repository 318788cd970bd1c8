//! The search filters of Peru's lists.

use crate::call::Call;
use crate::store::{Process, Store};
use crate::time::shift_date;

/// A date given alone makes the service put the other one this far away.
const DAYS: i64 = 15;

pub struct Filter<'a> {
    /// First and last start of the tender period.
    window: Option<(String, String)>,
    exact: Vec<(Field, &'a str)>,
    title: Option<String>,
}

#[derive(Clone, Copy)]
enum Field {
    Source,
    Segment,
    Tender,
    Ocid,
    Category,
}

const EXACT: &[(&str, Field)] = &[
    ("sourceId", Field::Source),
    ("dataSegmentationID", Field::Segment),
    ("tenderId", Field::Tender),
    ("ocid", Field::Ocid),
    ("mainProcurementCategory", Field::Category),
];

impl<'a> Filter<'a> {
    /// A recording was cut by the dates it was asked with, so they do not apply to it.
    pub fn read(call: &'a Call<'_>, store: &Store) -> Self {
        let window = window(call.value("startDate"), call.value("endDate"));
        Self {
            window: window.filter(|_| !store.is_recorded()),
            exact: EXACT.iter().filter_map(|&(name, field)| Some((field, call.value(name)?))).collect(),
            title: call.value("tenderTitle").map(str::to_lowercase),
        }
    }

    pub fn accepts(&self, process: &Process) -> bool {
        let facts = &process.facts;
        let equal = self.exact.iter().all(|&(field, wanted)| {
            let value = match field {
                Field::Source => &facts.source,
                Field::Segment => &facts.segment,
                Field::Tender => &facts.tender_id,
                Field::Ocid => &process.ocid,
                Field::Category => &facts.category,
            };
            value == wanted
        });
        // A process without a tender period matches no window.
        let inside = self.window.as_ref().is_none_or(|(from, to)| {
            !facts.period_start.is_empty() && facts.period_start >= *from && facts.period_start <= *to
        });
        equal && inside && self.title.as_ref().is_none_or(|title| facts.title.to_lowercase().contains(title))
    }
}

fn window(from: Option<&str>, to: Option<&str>) -> Option<(String, String)> {
    match (from, to) {
        (None, None) => None,
        (Some(from), Some(to)) => Some((from.to_owned(), to.to_owned())),
        (Some(from), None) => Some((from.to_owned(), shift_date(from, DAYS)?)),
        (None, Some(to)) => Some((shift_date(to, -DAYS)?, to.to_owned())),
    }
}
