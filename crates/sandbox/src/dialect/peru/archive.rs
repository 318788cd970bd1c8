//! `/file/…`: one month as a ZIP archive with one entry.

use std::io::{Cursor, Write};

use axum::http::StatusCode;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{bulk, errors, package, spreadsheet};
use crate::call::{Answer, Call, Query, TEXT};
use crate::store::{Process, Store};

pub fn file(call: &Call<'_>, store: &Store) -> Option<Answer> {
    if bulk::is_asked(call, store) {
        return bulk::file(call);
    }
    let kind = call.value("type")?;
    let Month { source, segment, processes } = month(call, store)?;
    let heading = if call.row.id == "fileEs" { SPANISH } else { ENGLISH };
    let content = match kind {
        "json" => record_package(call, store, &processes),
        "csv" => Ok(comma_separated(&table(heading, &processes))),
        "xlsx" => spreadsheet::write(&table(heading, &processes)),
        _ => return None,
    };
    let name = format!("{segment}_{source}_{kind}.zip");
    let entry = format!("{segment}_{source}.{kind}");
    Some(match content.and_then(|content| archive(&[(&entry, &content)])) {
        Ok(bytes) => Answer::new(StatusCode::OK, "application/zip", bytes)
            .with_header("content-disposition", format!("attachment; filename=\"{name}\"")),
        Err(problem) => errors::of_status(StatusCode::INTERNAL_SERVER_ERROR, &problem),
    })
}

/// The checksum of the JSON inside the archive. No real answer is known: it is plain text here.
pub fn checksum(call: &Call<'_>, store: &Store) -> Option<Answer> {
    if bulk::is_asked(call, store) {
        return Some(bulk::checksum(call));
    }
    let Month { processes, .. } = month(call, store)?;
    Some(match record_package(call, store, &processes) {
        Ok(content) => {
            let digits: String = Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect();
            Answer::new(StatusCode::OK, TEXT, digits)
        }
        Err(problem) => errors::of_status(StatusCode::INTERNAL_SERVER_ERROR, &problem),
    })
}

struct Month<'a> {
    source: &'a str,
    segment: String,
    processes: Vec<&'a Process>,
}

/// The month that is asked for; `None` where nothing was called in it.
fn month<'a>(call: &'a Call<'_>, store: &'a Store) -> Option<Month<'a>> {
    let source = call.value("source")?;
    let segment = format!("{}-{}", call.value("year")?, call.value("month")?);
    let listed = store.listed_records.iter().map(|&process| &store.processes[process]);
    let processes: Vec<&Process> =
        listed.filter(|process| process.facts.segment == segment && process.facts.source == source).collect();
    (!processes.is_empty()).then_some(Month { source, segment, processes })
}

/// The package says where it is from: always its own address, whichever of the rows was asked, so
/// that the checksum is that of the file.
fn record_package(call: &Call<'_>, store: &Store, month: &[&Process]) -> Result<Vec<u8>, String> {
    let part = |name| call.value(name).unwrap_or_default();
    let base_path = call.publisher.base_path;
    let raw_path = format!("{base_path}/file/{}/json/{}/{}", part("source"), part("year"), part("month"));
    let call = &Call { raw_path: &raw_path, query: Query::default(), path: call.path.clone(), ..*call };
    let records: Result<Vec<_>, String> =
        month.iter().map(|&process| Ok((process, package::listed_record(process)?))).collect();
    Ok(package::of_records(call, store, &records?, None).body)
}

const ENGLISH: [&str; 5] =
    ["ocid", "tender/id", "tender/title", "tender/mainProcurementCategory", "tender/tenderPeriod/startDate"];
const SPANISH: [&str; 5] = [
    "Open Contracting ID",
    "Licitación:ID de licitación",
    "Licitación:Título de la licitación",
    "Licitación:Categoría principal de contratación",
    "Licitación:Período de licitación:Fecha de inicio",
];

/// One line per process.
fn table(heading: [&str; 5], month: &[&Process]) -> Vec<[String; 5]> {
    let mut rows = vec![heading.map(str::to_owned)];
    for process in month {
        let facts = &process.facts;
        rows.push(
            [&process.ocid, &facts.tender_id, &facts.title, &facts.category, &facts.period_start].map(String::clone),
        );
    }
    rows
}

fn comma_separated(rows: &[[String; 5]]) -> Vec<u8> {
    let line = |row: &[String; 5]| {
        let cells: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        format!("{}\r\n", cells.join(","))
    };
    rows.iter().map(line).collect::<String>().into_bytes()
}

/// A ZIP archive; its dates are the format's first day, so that the same content gives the same
/// bytes.
pub fn archive(files: &[(&str, &[u8])]) -> Result<Vec<u8>, String> {
    let failed = |problem: zip::result::ZipError| problem.to_string();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in files {
        writer.start_file(*name, options).map_err(failed)?;
        writer.write_all(content).map_err(|problem| problem.to_string())?;
    }
    Ok(writer.finish().map_err(failed)?.into_inner())
}
