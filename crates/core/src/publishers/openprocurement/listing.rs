//! Ukraine, 2014 (openprocurement 0.1): a list of ids by the time of their last change.

use crate::listing::{Aspect, Filter, Gap, Ids, Key, Listing, Lookup, Pace, Part, Rows, Sends};

pub(super) const LISTING: Listing = Listing {
    endpoint: "tenders",
    // Version 0.1 knows neither and answers the whole list; later tags page it.
    fixed: &[("descending", "1"), ("limit", "20")],
    rows: Rows::Ids(Ids { id: "/id", modified: &["/dateModified", "/modified"], tells: &[] }),
    window_means: "tenders last changed",
    filters: &[Filter { aspect: Aspect::Dates, sends: Sends::Start("offset"), exact: false, alone: false }],
    needs: None,
    larger: None,
    slices: None,
    gaps: &[Gap {
        aspect: Aspect::Dates,
        why: "The list tells the time of the last change only; when a tender was published is not asked for.",
    }],
    country: Some("UA"),
    pace: Pace {
        page_rows: 20,
        row_bytes: 80,
        process_bytes: 5_000,
        rows_per_day: None,
        or_more: false,
        limit: None,
        source: "the tutorial's tenders; the service is gone, and how many it held is not known",
    },
};

pub(super) const LOOKUP: Lookup = Lookup {
    endpoint: "tender",
    key: Key::Native { parameter: "tender_id", hex_digits: 32 },
    releases: None,
    parts: &[
        Part { name: "bids", members: &["bids", "bidders"], endpoints: &[("bidders", "bidders"), ("bids", "bids")] },
        Part { name: "awards", members: &["awards"], endpoints: &[("awards", "awards")] },
        Part { name: "auction", members: &["auction"], endpoints: &[("auction", "auction")] },
    ],
    notice: None,
};
