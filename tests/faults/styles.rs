//! One read of each style of paging.

pub struct Style {
    pub name: &'static str,
    pub publisher: &'static str,
    pub endpoint: &'static str,
    pub parameters: &'static [(&'static str, &'static str)],
    /// What only the addresses of the pages behind the first one contain; none where there is one page.
    pub later_pages: Option<&'static str>,
    /// Items that the whole has at least, so that there are pages to go wrong.
    pub least: usize,
}

pub const STYLES: &[Style] = &[
    Style {
        name: "one page",
        publisher: "peru",
        endpoint: "record",
        parameters: &[("ocid", "ocds-dgv273-seacev3-2024-2407-110")],
        later_pages: None,
        least: 1,
    },
    Style {
        name: "numbered pages",
        publisher: "peru",
        endpoint: "records",
        parameters: &[("mainProcurementCategory", "works")],
        later_pages: Some("page="),
        least: 41,
    },
    Style {
        name: "searchAfter",
        publisher: "peru",
        endpoint: "recordsAfter",
        parameters: &[("size", "100")],
        later_pages: Some("searchAfter="),
        least: 201,
    },
    Style {
        name: "cursor",
        publisher: "uk",
        endpoint: "releasePackages",
        parameters: &[("updatedFrom", "2026-11-01T00:00:00"), ("updatedTo", "2026-11-21T12:00:00"), ("limit", "40")],
        later_pages: Some("cursor="),
        least: 81,
    },
    Style {
        name: "pages of a size",
        publisher: "eu",
        endpoint: "recordPackage",
        parameters: &[("year", "2010"), ("contractType", "Works"), ("pageSize", "2"), ("embed", "true")],
        later_pages: Some("&page="),
        least: 5,
    },
    Style {
        name: "feed",
        publisher: "prozorro",
        endpoint: "tenders",
        parameters: &[("limit", "60")],
        later_pages: Some("offset="),
        least: 121,
    },
];
