//! United Kingdom: notices by the time of their last update.

use crate::listing::{Aspect, Filter, Gap, Key, Listing, Lookup, Pace, Rows, Sends, Slices};

pub(super) const LISTING: Listing = Listing {
    endpoint: "releasePackages",
    fixed: &[],
    rows: Rows::Documents,
    window_means: "notices last updated",
    filters: &[
        Filter {
            aspect: Aspect::Dates,
            sends: Sends::Window { from: "updatedFrom", to: "updatedTo" },
            exact: true,
            alone: false,
        },
        // One stage only: with more than one the service can drop notices.
        Filter {
            aspect: Aspect::Stage,
            sends: Sends::Words {
                parameter: "stages",
                words: &[("planning", "planning"), ("tender", "tender"), ("award", "award")],
            },
            exact: false,
            alone: false,
        },
    ],
    needs: None,
    larger: None,
    slices: Some(Slices {
        hours: 6,
        why: "Find a Tender can leave notices out of a window longer than a quarter day.",
    }),
    gaps: &[
        Gap { aspect: Aspect::Dates, why: "The service reads dates as United Kingdom local time." },
        Gap {
            aspect: Aspect::Stage,
            why: "The service filters notices, not processes: one whose later notices are of another stage is still listed.",
        },
    ],
    country: Some("GB"),
    pace: Pace {
        page_rows: 100,
        row_bytes: 7_000,
        process_bytes: 0,
        rows_per_day: Some(340),
        or_more: false,
        limit: Some((12, 120)),
        source: "notice numbers of 2026, which count about 340 a day; pages of 100 of about 700 kB; 12 requests in 2 minutes",
    },
};

pub(super) const LOOKUP: Lookup = Lookup {
    endpoint: "releasePackageByOcid",
    key: Key::Ocid("ocid"),
    releases: None,
    parts: &[],
    notice: Some(("releasePackageByNotice", "noticeId")),
};
