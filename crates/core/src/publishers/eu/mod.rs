//! European Union: contract awards, published by the Development Gateway in the OCDS 0.3.3 draft.
//!
//! The service is assumed to be gone; its own description is the source of these rows.

mod convert;
mod listing;

pub(crate) use convert::MAPPING;

use crate::endpoint::{
    Endpoint, Kind, Licence, Manners, PageSize, Paging, Parameter, Publisher, ResponseKind, Rule, UnknownParameters,
};

pub(super) const PUBLISHER: Publisher = Publisher {
    id: "eu",
    name: "Development Gateway EU contract awards",
    short_name: "DG award notices",
    country: "European Union",
    language: "en",
    base: "http://www.contractawards.eu",
    base_path: "/open-contracting/api/v1",
    licence: Licence { name: "MIT", url: "https://opensource.org/licenses/MIT" },
    docs: "http://www.contractawards.eu",
    time_zone: "UTC",
    clock: "UTC0",
    holds: "Award notices of the European Union, an archive",
    data_notes: &[
        "The number of bids counts unique bidders.",
        "Only award notices are published: what was tendered is known from them alone.",
    ],
    ocid_prefix: None,
    opens_bids: false,
    archived: Some("The service is gone: its award notices are read from an archive or the sandbox."),
    unknown_parameters: UnknownParameters::Ignored,
    manners: Manners { concurrent: 1, spacing_ms: 1000, poll_seconds: 86_400 },
    convert: Some(convert::convert),
    endpoints: ENDPOINTS,
    listing: listing::LISTING,
    lookup: listing::LOOKUP,
};

const CRITERIA: &[&str] =
    &["item", "year", "contractType", "procedure", "awardCriteria", "buyerCountry", "supplierCountry"];

const RULES: &[Rule] = &[
    Rule::Same { names: &["contractType", "procedure"] },
    Rule::AtLeast { count: 2, of: CRITERIA, unless: &["supplier", "buyer"] },
    Rule::Ignored { names: CRITERIA, by: &["supplier", "buyer"] },
];

const PRETTY: Parameter = Parameter::query(
    "pretty",
    Kind::OneOf { values: &["true", "false"] },
    Some("true"),
    "false",
    "Whether the answer is indented for reading; false makes it smaller.",
);
const RELEASE_ID: Parameter = Parameter {
    required: true,
    ..Parameter::query("releaseId", Kind::Text, None, "releaseID-1234-5678", "Id of the release.")
};

const FILTERS: &[Parameter] = &[
    Parameter::query(
        "supplier",
        Kind::Text,
        None,
        "Acciona infraestructuras",
        "Name of the supplier; the other filters are then ignored.",
    ),
    Parameter::query(
        "buyer",
        Kind::Text,
        None,
        "CONSEIL GÉNÉRAL DE L'YONNE",
        "Name of the buyer; the other filters are then ignored.",
    ),
    chosen(
        "items",
        Parameter::query(
            "item",
            Kind::JsonObject,
            None,
            r#"{"classificationScheme":"CPV","classificationID":"45000000","classificationDescription":"Construction work"}"#,
            "What was bought: a classification with its scheme, number and description.",
        ),
    ),
    chosen(
        "years",
        Parameter::query("year", Kind::Integer { min: 1990, max: 2100 }, None, "2008", "Year of the award."),
    ),
    chosen(
        "contractType",
        Parameter::query("contractType", Kind::Text, None, "Service contract", "Type of the contract."),
    ),
    chosen(
        "contractType",
        Parameter::query(
            "procedure",
            Kind::Text,
            None,
            "Service contract",
            "Older name of contractType, to be used instead of it where the service does not know that.",
        ),
    ),
    chosen(
        "awardCriteria",
        Parameter::query("awardCriteria", Kind::Text, None, "Lowest price", "How the winner was chosen."),
    ),
    chosen(
        "buyerCountries",
        Parameter::query("buyerCountry", Kind::Country, None, "de", "Country of the buyer, two letters."),
    ),
    chosen(
        "supplierCountries",
        Parameter::query("supplierCountry", Kind::Country, None, "it", "Country of the supplier, two letters."),
    ),
    Parameter::query("page", Kind::Integer { min: 1, max: 1_000_000 }, Some("1"), "1", "Number of the page."),
    Parameter::query(
        "pageSize",
        Kind::Integer { min: 1, max: 1000 },
        Some("100"),
        "50",
        "How many records one answer holds, at most 1,000.",
    ),
    Parameter::query(
        "embed",
        Kind::OneOf { values: &["true", "false"] },
        Some("false"),
        "true",
        "Whether the releases themselves stand in the answer, or only their addresses.",
    ),
    PRETTY,
];

const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        paging: Paging::PageSize { page: "page", size: "pageSize", default: 100 },
        page_size: Some(PageSize { parameter: Some("pageSize"), default: 100 }),
        rules: RULES,
        quirks: &[
            "With supplier or buyer the service ignores every other filter.",
            "Without them at least two other filters are needed, or the answer is error 1020.",
            "An error may come with status 200.",
            "There is no link to a next page and no total: a page that is not full is the last one.",
            "Without embed=true the releases are only addresses.",
            "Dates carry an offset without a colon.",
            "The service is documented over http only, which a page served over https cannot ask.",
        ],
        ..Endpoint::get(
            "recordPackage",
            "/record-package",
            "Search records by supplier or buyer, or by at least two other filters.",
            FILTERS,
            ResponseKind::RecordPackage,
        )
    },
    Endpoint::get(
        "record",
        "/record",
        "One record, by its OCID.",
        &[
            Parameter {
                required: true,
                ..Parameter::query(
                    "recordId",
                    Kind::Text,
                    None,
                    "1234-5678",
                    "Open Contracting ID of the process, as published: it has no registered prefix.",
                )
            },
            PRETTY,
        ],
        ResponseKind::Record,
    ),
    Endpoint::get(
        "releasePackage",
        "/release-package",
        "The package of one release, by the release's id.",
        &[RELEASE_ID, PRETTY],
        ResponseKind::ReleasePackage,
    ),
    Endpoint::get("release", "/release", "One release, by its id.", &[RELEASE_ID, PRETTY], ResponseKind::Release),
    choices("years", "/years", "The years that have contracts."),
    choices("buyerCountries", "/buyerCountries", "The countries that have buyers."),
    choices("supplierCountries", "/supplierCountries", "The countries that have suppliers."),
    choices("items", "/items", "The classifications of what was bought."),
    choices("contractType", "/contractType", "The types of contract."),
    choices("awardCriteria", "/awardCriteria", "The ways in which winners were chosen."),
];

const fn choices(id: &'static str, path: &'static str, summary: &'static str) -> Endpoint {
    Endpoint {
        quirks: &["A value that is not listed here finds no contract."],
        ..Endpoint::get(id, path, summary, &[PRETTY], ResponseKind::Choices)
    }
}

const fn chosen(dataset: &'static str, parameter: Parameter) -> Parameter {
    Parameter { choices: Some(dataset), ..parameter }
}
