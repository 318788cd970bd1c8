//! Peru: Organismo Especializado para las Contrataciones Públicas Eficientes (OECE, formerly OSCE).
//!
//! Interactive documentation: <https://contratacionesabiertas.oece.gob.pe/api>.

mod listing;
mod parameters;

use crate::endpoint::{
    Endpoint, Kind, Licence, Manners, PageSize, Paging, Parameter, Publisher, ResponseKind, UnknownParameters, Window,
};
use parameters::{FILE_MONTH, FILE_SOURCE, FILE_YEAR, NUMBERED, PATH_SOURCE, SEQUENTIAL, SOURCES};

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
    clock: "<-05>5",
    holds: "SEACE v2 and v3, by start of tender",
    data_notes: &["Peru often writes the amount 0.0 where no amount is published."],
    ocid_prefix: Some("ocds-dgv273-"),
    opens_bids: false,
    archived: None,
    unknown_parameters: UnknownParameters::Ignored,
    manners: Manners { concurrent: 2, spacing_ms: 500, poll_seconds: 3600 },
    convert: None,
    endpoints: ENDPOINTS,
    listing: listing::LISTING,
    lookup: listing::LOOKUP,
};

/// A date given alone makes the service invent the other one, about 15 days away. What it does without
/// either is not said; a month's records were answered then, with one that has no tender period.
const WINDOW: Option<Window> = Some(Window {
    from: "startDate",
    to: "endDate",
    days: 15,
    widest: ("2000-01-01", "2099-12-31"),
    unless: &["ocid", "tenderId", "dataSegmentationID"],
});

const SEARCH_QUIRKS: &[&str] = &[
    "A parameter the service does not know is ignored and everything is returned; names are case-sensitive.",
    "The order is that of the tender number read as text, not of the date.",
    "A process without a tender period matches no window of dates.",
    "One date given alone means about fifteen days around it, so both are sent, or none where a process or a month is named.",
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
