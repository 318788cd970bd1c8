//! Peru: Organismo Especializado para las Contrataciones Públicas Eficientes (OECE, formerly OSCE).
//!
//! Interactive documentation: <https://contratacionesabiertas.oece.gob.pe/api>.

mod listing;

use crate::endpoint::{
    Endpoint, Kind, Licence, Manners, PageSize, Paging, Parameter, Publisher, ResponseKind, UnknownParameters, Window,
};

pub(super) const PUBLISHER: Publisher = Publisher {
    id: "peru",
    name: "Peru OECE",
    short_name: "OECE",
    country: "Peru",
    language: "es",
    base: "https://contratacionesabiertas.oece.gob.pe",
    base_path: "/api/v1",
    licence: Licence { name: "CC BY 4.0", url: "https://creativecommons.org/licenses/by/4.0/" },
    docs: "https://contratacionesabiertas.oece.gob.pe/api",
    time_zone: "America/Lima",
    holds: "SEACE v2 and v3, by start of tender",
    data_notes: &["Peru often writes the amount 0.0 where no amount is published."],
    ocid_prefix: Some("ocds-dgv273-"),
    archived: None,
    unknown_parameters: UnknownParameters::Ignored,
    manners: Manners { concurrent: 2, spacing_ms: 500, poll_seconds: 3600 },
    convert: None,
    endpoints: ENDPOINTS,
    listing: listing::LISTING,
    lookup: listing::LOOKUP,
};

const SOURCES: Kind = Kind::OneOf { values: &["seace_v3", "seace_v2"] };

/// A date given alone makes the service invent the other one, about 15 days away.
const WINDOW: Option<Window> =
    Some(Window { from: "startDate", to: "endDate", days: 15, widest: ("2000-01-01", "2099-12-31") });

const PAGE: Parameter = Parameter::query(
    "page",
    Kind::Integer { min: 1, max: 500 },
    Some("1"),
    "1",
    "Number of the page, 20 results each; beyond 10,000 results use the sequential search.",
);
const ORDER: Parameter =
    Parameter::query("order", Kind::OneOf { values: &["desc", "asc"] }, Some("desc"), "desc", "Order of the results.");
const SIZE: Parameter = Parameter::query(
    "size",
    Kind::Integer { min: 1, max: 100 },
    Some("10"),
    "100",
    "How many results one answer holds, at most 100.",
);
const SEARCH_AFTER: Parameter = Parameter::query(
    "searchAfter",
    Kind::Opaque,
    None,
    "seace_v3,1009388",
    "Where to continue: taken from the previous answer's link to the next one.",
);
const SOURCE_ID: Parameter = Parameter::query(
    "sourceId",
    SOURCES,
    None,
    "seace_v3",
    "Source system; version 2 also holds the data of version 1.",
);
const START_DATE: Parameter =
    Parameter::query("startDate", Kind::Date, None, "2024-04-01", "Earliest start of the tender period.");
const END_DATE: Parameter =
    Parameter::query("endDate", Kind::Date, None, "2024-04-30", "Latest start of the tender period.");
const SEGMENT: Parameter =
    Parameter::query("dataSegmentationID", Kind::Month, None, "2024-04", "Month whose bulk file holds the process.");
const TENDER_ID: Parameter = Parameter::query(
    "tenderId",
    Kind::Text,
    None,
    "873200",
    "Number of the procedure file (version 3) or of the call (version 2).",
);
const OCID: Parameter = Parameter::query(
    "ocid",
    Kind::Ocid,
    None,
    "ocds-dgv273-seacev3-2024-2407-110",
    "Open Contracting ID of the process.",
);
const TENDER_TITLE: Parameter =
    Parameter::query("tenderTitle", Kind::Text, None, "AS-SM-35-2024", "Nomenclature of the procedure.");
const CATEGORY: Parameter = Parameter::query(
    "mainProcurementCategory",
    Kind::OneOf { values: &["goods", "works", "services"] },
    None,
    "works",
    "What is bought: goods, works or services.",
);

const PATH_SOURCE: Parameter = Parameter::path("sourceId", SOURCES, Some("seace_v2"), "seace_v2", "Source system.");

const FILE_SOURCE: Parameter = Parameter::path("source", SOURCES, Some("seace_v3"), "seace_v3", "Source system.");
const FILE_YEAR: Parameter =
    Parameter::path("year", Kind::Integer { min: 1990, max: 2100 }, Some("2020"), "2024", "Year of the call.");
const FILE_MONTH: Parameter = Parameter::path(
    "month",
    Kind::OneOf { values: &["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"] },
    Some("01"),
    "04",
    "Month of the call, two digits.",
);

const NUMBERED: &[Parameter] =
    &[PAGE, ORDER, SOURCE_ID, START_DATE, END_DATE, SEGMENT, TENDER_ID, OCID, TENDER_TITLE, CATEGORY];
const SEQUENTIAL: &[Parameter] =
    &[SIZE, SEARCH_AFTER, SOURCE_ID, START_DATE, END_DATE, SEGMENT, TENDER_ID, OCID, TENDER_TITLE, CATEGORY];

const SEARCH_QUIRKS: &[&str] = &[
    "A parameter the service does not know is ignored and everything is returned; names are case-sensitive.",
    "The order is that of the tender number read as text, not of the date.",
    "A process without a tender period matches no window of dates.",
    "One date given alone means about fifteen days around it, so both are always sent.",
    "Links of records lead to the service's former host.",
    "A search by tenderTitle finds nothing for some buyers.",
];

const FILE_QUIRKS: &[&str] =
    &["An unknown month answers 404.", "The archive has one entry; that of a month in JSON is about 100 MB."];

const ENDPOINTS: &[Endpoint] = &[
    Endpoint::get(
        "release",
        "/release/{id}",
        "One release, by its id.",
        &[Parameter::path(
            "id",
            Kind::Text,
            None,
            "ocds-dgv273-2022-1877-101-2022-11-15T10:42:04.968512-05:00",
            "Release id: the OCID, a hyphen and the time of the release.",
        )],
        ResponseKind::ReleasePackage,
    ),
    Endpoint::get(
        "releaseBySource",
        "/release/{sourceId}/{tenderId}",
        "All releases of one tender, by source and number.",
        &[
            PATH_SOURCE,
            Parameter::path("tenderId", Kind::Text, Some("3496677"), "3496677", "Number of the tender in that source."),
        ],
        ResponseKind::ReleasePackage,
    ),
    search(
        "releases",
        "/releases",
        "Search releases by numbered pages, up to 10,000 results.",
        NUMBERED,
        ResponseKind::ReleasePackage,
        Paging::Page("page"),
    ),
    search(
        "releasesAfter",
        "/releasesAfter",
        "Search releases one after the other, without an upper limit.",
        SEQUENTIAL,
        ResponseKind::ReleasePackage,
        Paging::SearchAfter("searchAfter"),
    ),
    Endpoint::get(
        "record",
        "/record/{ocid}",
        "The record of one process: the publisher's compiled release and links to its releases.",
        &[Parameter::path(
            "ocid",
            Kind::Ocid,
            Some("ocds-dgv273-seacev2-3496677"),
            "ocds-dgv273-seacev2-3496677",
            "Open Contracting ID of the process.",
        )],
        ResponseKind::RecordPackage,
    ),
    Endpoint::get(
        "recordBySource",
        "/record/{sourceId}/{tenderId}",
        "The record of one tender, by source and number.",
        &[
            PATH_SOURCE,
            Parameter::path("tenderId", Kind::Text, Some("3414676"), "3414676", "Number of the tender in that source."),
        ],
        ResponseKind::RecordPackage,
    ),
    search(
        "records",
        "/records",
        "Search records by numbered pages, up to 10,000 results.",
        NUMBERED,
        ResponseKind::RecordPackage,
        Paging::Page("page"),
    ),
    search(
        "recordsAfter",
        "/recordsAfter",
        "Search records one after the other, without an upper limit.",
        SEQUENTIAL,
        ResponseKind::RecordPackage,
        Paging::SearchAfter("searchAfter"),
    ),
    Endpoint {
        quirks: FILE_QUIRKS,
        ..Endpoint::get(
            "file",
            "/file/{source}/{type}/{year}/{month}",
            "One monthly bulk file, as a ZIP archive.",
            &[
                FILE_SOURCE,
                Parameter::path(
                    "type",
                    Kind::OneOf { values: &["csv", "json", "xlsx"] },
                    Some("json"),
                    "json",
                    "File format inside the archive.",
                ),
                FILE_YEAR,
                FILE_MONTH,
            ],
            ResponseKind::Zip,
        )
    },
    Endpoint {
        paging: Paging::Page("page"),
        quirks: &[
            "Here the month is a number without a leading zero; in the path of a file it has two digits.",
            "Some addresses of files name the service's former host.",
        ],
        ..Endpoint::get(
            "files",
            "/files",
            "The list of monthly bulk files.",
            &[
                Parameter::query("page", Kind::Integer { min: 1, max: 100_000 }, Some("1"), "1", "Number of the page."),
                Parameter::query("source", SOURCES, None, "seace_v3", "Source system."),
                Parameter::query("year", Kind::Integer { min: 1990, max: 2100 }, None, "2024", "Year of the call."),
                Parameter::query("month", Kind::Integer { min: 1, max: 12 }, None, "4", "Month of the call."),
                Parameter::query("monthName", Kind::Text, None, "abril", "Name of the month, in Spanish."),
            ],
            ResponseKind::FileList,
        )
    },
    Endpoint {
        quirks: &["The checksum is that of the JSON inside the archive, not of the archive."],
        ..Endpoint::get(
            "fileSha",
            "/file/{source}/sha/{year}/{month}",
            "The SHA-256 checksum of one monthly bulk file in JSON.",
            &[FILE_SOURCE, FILE_YEAR, FILE_MONTH],
            ResponseKind::Checksum,
        )
    },
    Endpoint {
        quirks: FILE_QUIRKS,
        ..Endpoint::get(
            "fileEs",
            "/file/{source}/{type}/{year}/{month}/es",
            "One monthly bulk file as a table with Spanish headings, as a ZIP archive.",
            &[
                FILE_SOURCE,
                Parameter::path(
                    "type",
                    Kind::OneOf { values: &["csv", "xlsx"] },
                    None,
                    "csv",
                    "Format of the table inside the archive.",
                ),
                FILE_YEAR,
                FILE_MONTH,
            ],
            ResponseKind::Zip,
        )
    },
];

const fn search(
    id: &'static str,
    path: &'static str,
    summary: &'static str,
    parameters: &'static [Parameter],
    response: ResponseKind,
    paging: Paging,
) -> Endpoint {
    let page_size = match paging {
        Paging::Page(_) => PageSize { parameter: None, default: 20 },
        _ => PageSize { parameter: Some("size"), default: 10 },
    };
    Endpoint {
        paging,
        page_size: Some(page_size),
        window: WINDOW,
        quirks: SEARCH_QUIRKS,
        ..Endpoint::get(id, path, summary, parameters, response)
    }
}
