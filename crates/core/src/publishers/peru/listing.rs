//! Peru: records by the start of their tender period.

use crate::listing::{Aspect, Filter, Gap, Key, Larger, LinkedReleases, Listing, Lookup, Pace, Rows, Sends, Together};

pub(super) const LISTING: Listing = Listing {
    endpoint: "records",
    fixed: &[],
    rows: Rows::Documents,
    window_means: "tender periods starting",
    filters: &[
        Filter {
            aspect: Aspect::Dates,
            sends: Sends::Window { from: "startDate", to: "endDate" },
            exact: true,
            alone: false,
        },
        Filter {
            aspect: Aspect::Category,
            sends: Sends::Words {
                parameter: "mainProcurementCategory",
                words: &[("goods", "goods"), ("works", "works"), ("services", "services")],
            },
            exact: true,
            alone: false,
        },
    ],
    needs: None,
    larger: Some(Larger { rows: 10_000, endpoint: "recordsAfter", fixed: &[("size", "100")], page_rows: 100 }),
    slices: None,
    gaps: &[
        Gap { aspect: Aspect::Dates, why: "A process without a tender period matches no window of dates." },
        Gap { aspect: Aspect::Status, why: "Peru publishes no status of its tenders." },
        Gap { aspect: Aspect::Value, why: "Peru often writes 0.0 where no amount is published." },
    ],
    country: Some("PE"),
    pace: Pace {
        page_rows: 20,
        row_bytes: 15_000,
        process_bytes: 0,
        rows_per_day: Some(230),
        or_more: false,
        limit: None,
        source: "monthly files of 6,500 to 7,300 records and 90 to 110 MB",
    },
};

pub(super) const LOOKUP: Lookup = Lookup {
    endpoint: "record",
    notice: None,
    key: Key::Ocid("ocid"),
    releases: Some(LinkedReleases {
        endpoint: "release",
        together: Some(Together {
            endpoint: "releaseBySource",
            parameters: &[("sourceId", "/compiledRelease/sources/0/id"), ("tenderId", "/compiledRelease/tender/id")],
        }),
    }),
    parts: &[],
};
