//! The parameters that Peru's rows share.

use crate::endpoint::{Kind, Parameter};

pub(super) const SOURCES: Kind = Kind::OneOf { values: &["seace_v3", "seace_v2"] };

pub(super) const PAGE: Parameter = Parameter::query(
    "page",
    Kind::Integer { min: 1, max: 500 },
    Some("1"),
    "1",
    "Number of the page, 20 results each; beyond 10,000 results use the sequential search.",
);
pub(super) const ORDER: Parameter =
    Parameter::query("order", Kind::OneOf { values: &["desc", "asc"] }, Some("desc"), "desc", "Order of the results.");
pub(super) const SIZE: Parameter = Parameter::query(
    "size",
    Kind::Integer { min: 1, max: 100 },
    Some("10"),
    "100",
    "How many results one answer holds, at most 100.",
);
pub(super) const SEARCH_AFTER: Parameter = Parameter::query(
    "searchAfter",
    Kind::Opaque,
    None,
    "seace_v3,1009388",
    "Where to continue: taken from the previous answer's link to the next one.",
);
pub(super) const SOURCE_ID: Parameter = Parameter::query(
    "sourceId",
    SOURCES,
    None,
    "seace_v3",
    "Source system; version 2 also holds the data of version 1.",
);
pub(super) const START_DATE: Parameter =
    Parameter::query("startDate", Kind::Date, None, "2024-04-01", "Earliest start of the tender period.");
pub(super) const END_DATE: Parameter =
    Parameter::query("endDate", Kind::Date, None, "2024-04-30", "Latest start of the tender period.");
pub(super) const SEGMENT: Parameter =
    Parameter::query("dataSegmentationID", Kind::Month, None, "2024-04", "Month whose bulk file holds the process.");
pub(super) const TENDER_ID: Parameter = Parameter::query(
    "tenderId",
    Kind::Text,
    None,
    "873200",
    "Number of the procedure file (version 3) or of the call (version 2).",
);
pub(super) const OCID: Parameter = Parameter::query(
    "ocid",
    Kind::Ocid,
    None,
    "ocds-dgv273-seacev3-2024-2407-110",
    "Open Contracting ID of the process.",
);
pub(super) const TENDER_TITLE: Parameter =
    Parameter::query("tenderTitle", Kind::Text, None, "AS-SM-35-2024", "Nomenclature of the procedure.");
pub(super) const CATEGORY: Parameter = Parameter::query(
    "mainProcurementCategory",
    Kind::OneOf { values: &["goods", "works", "services"] },
    None,
    "works",
    "What is bought: goods, works or services.",
);

pub(super) const PATH_SOURCE: Parameter =
    Parameter::path("sourceId", SOURCES, Some("seace_v2"), "seace_v2", "Source system.");

pub(super) const FILE_SOURCE: Parameter =
    Parameter::path("source", SOURCES, Some("seace_v3"), "seace_v3", "Source system.");
pub(super) const FILE_YEAR: Parameter =
    Parameter::path("year", Kind::Integer { min: 1990, max: 2100 }, Some("2020"), "2024", "Year of the call.");
pub(super) const FILE_MONTH: Parameter = Parameter::path(
    "month",
    Kind::OneOf { values: &["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"] },
    Some("01"),
    "04",
    "Month of the call, two digits.",
);

pub(super) const NUMBERED: &[Parameter] =
    &[PAGE, ORDER, SOURCE_ID, START_DATE, END_DATE, SEGMENT, TENDER_ID, OCID, TENDER_TITLE, CATEGORY];
pub(super) const SEQUENTIAL: &[Parameter] =
    &[SIZE, SEARCH_AFTER, SOURCE_ID, START_DATE, END_DATE, SEGMENT, TENDER_ID, OCID, TENDER_TITLE, CATEGORY];
