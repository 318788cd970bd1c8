//! European Union (Development Gateway): records by at least two criteria.

use crate::listing::{Aspect, Dataset, Filter, Gap, Key, LinkedReleases, Listing, Lookup, Needs, Pace, Rows, Sends};

/// Ignores whatever else is sent.
const fn name(aspect: Aspect, parameter: &'static str) -> Filter {
    Filter { aspect, sends: Sends::Text(parameter), exact: false, alone: true }
}

/// One of the criteria that combine.
const fn criterion(aspect: Aspect, sends: Sends, exact: bool) -> Filter {
    Filter { aspect, sends, exact, alone: false }
}

pub(super) const LISTING: Listing = Listing {
    endpoint: "recordPackage",
    // Without `embed` a record is a list of addresses.
    fixed: &[("embed", "true"), ("pretty", "false"), ("pageSize", "100")],
    rows: Rows::Documents,
    window_means: "award notices dated",
    filters: &[
        name(Aspect::Supplier, "supplier"),
        name(Aspect::Buyer, "buyer"),
        criterion(Aspect::Dates, Sends::Year("year"), false),
        criterion(Aspect::Country, Sends::Country("buyerCountry"), true),
        criterion(
            Aspect::Category,
            Sends::Words { parameter: "contractType", words: &[("works", "Works"), ("services", "Service contract")] },
            true,
        ),
        criterion(
            Aspect::Classification,
            Sends::Entry {
                parameter: "item",
                members: ["classificationScheme", "classificationID", "classificationDescription"],
            },
            false,
        ),
    ],
    needs: Some(Needs {
        least: 2,
        datasets: &[
            Dataset { parameter: "year", endpoint: "years", values: 8 },
            Dataset { parameter: "buyerCountry", endpoint: "buyerCountries", values: 28 },
        ],
    }),
    larger: None,
    slices: None,
    gaps: &[
        Gap { aspect: Aspect::Dates, why: "The publisher knows only the year of a contract; days are compared here." },
        Gap { aspect: Aspect::Status, why: "Award notices carry no status of their tender." },
        Gap {
            aspect: Aspect::Stage,
            why: "Only award notices are published: every process has come as far as an award.",
        },
        Gap {
            aspect: Aspect::Category,
            why: "The publisher's list of contract types is known only in part; what is not on it is compared here.",
        },
        Gap {
            aspect: Aspect::Classification,
            why: "The publisher takes whole entries of its list only, with code and description; a code alone is compared here.",
        },
        Gap { aspect: Aspect::Buyer, why: "A buyer's name makes the publisher ignore every other filter." },
        Gap { aspect: Aspect::Supplier, why: "A supplier's name makes the publisher ignore every other filter." },
    ],
    country: None,
    pace: Pace {
        page_rows: 100,
        row_bytes: 2_000,
        process_bytes: 0,
        rows_per_day: None,
        or_more: false,
        limit: None,
        source: "the documented sample record of about 2 kB; how many records a year has is not said",
    },
};

pub(super) const LOOKUP: Lookup = Lookup {
    endpoint: "record",
    notice: None,
    key: Key::Ocid("recordId"),
    releases: Some(LinkedReleases { endpoint: "release", together: None }),
    parts: &[],
};
