//! `/file/…`: one month as a ZIP archive with one entry.

use std::io::{Cursor, Write};

use axum::http::StatusCode;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{errors, package, spreadsheet};
use crate::call::{Answer, Call};
use crate::store::{Process, Store};

pub fn file(call: &Call<'_>, store: &Store) -> Option<Answer> {
    let (source, kind) = (call.value("source")?, call.value("type")?);
    let segment = format!("{}-{}", call.value("year")?, call.value("month")?);
    let listed = store.listed_records.iter().map(|&process| &store.processes[process]);
    let month: Vec<&Process> =
        listed.filter(|process| process.facts.segment == segment && process.facts.source == source).collect();
    if month.is_empty() {
        return None;
    }
    let content = match kind {
        "json" => record_package(call, store, &month),
        "csv" => Ok(comma_separated(&table(&month))),
        "xlsx" => spreadsheet::write(&table(&month)),
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

fn record_package(call: &Call<'_>, store: &Store, month: &[&Process]) -> Result<Vec<u8>, String> {
    let records: Result<Vec<_>, String> =
        month.iter().map(|&process| Ok((process, package::listed_record(process)?))).collect();
    Ok(package::of_records(call, store, &records?, None).body)
}

/// One line per process.
fn table(month: &[&Process]) -> Vec<[String; 5]> {
    let heading =
        ["ocid", "tender/id", "tender/title", "tender/mainProcurementCategory", "tender/tenderPeriod/startDate"];
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
