//! Ukraine (openprocurement 2.x): a feed of ids by the time of their last change.

use crate::listing::{Aspect, Filter, Gap, Ids, Key, Listing, Lookup, Pace, Rows, Sends, Told};

pub(super) const LISTING: Listing = Listing {
    endpoint: "tenders",
    // Newest first; few enough that the processes of one page are fetched while somebody waits.
    fixed: &[("descending", "1"), ("limit", "20")],
    rows: Rows::Ids(Ids {
        id: "/id",
        modified: &["/dateModified"],
        tells: &[Told {
            aspect: Aspect::Buyer,
            parameter: ("opt_fields", "procuringEntity"),
            pointer: "/procuringEntity/name",
        }],
    }),
    window_means: "tenders last changed",
    filters: &[Filter { aspect: Aspect::Dates, sends: Sends::Start("offset"), exact: false, alone: false }],
    needs: None,
    larger: None,
    slices: None,
    gaps: &[Gap {
        aspect: Aspect::Dates,
        why: "The feed lists tenders by the time of their last change only; when one was published is not asked for.",
    }],
    country: Some("UA"),
    pace: Pace {
        page_rows: 20,
        row_bytes: 100,
        process_bytes: 25_000,
        rows_per_day: Some(800),
        or_more: true,
        limit: None,
        source: "one busy region changes about 5,500 tenders a week; the whole country changes more",
    },
};

pub(super) const LOOKUP: Lookup = Lookup {
    endpoint: "tender",
    key: Key::Native { parameter: "tender_id", hex_digits: 32 },
    releases: None,
    parts: &[],
    notice: None,
};
