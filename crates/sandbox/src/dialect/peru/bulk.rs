//! The one month as large as real ones: written while it is sent, never held.
//!
//! 100 MB of JSON, or what the header `x-sandbox-size` says (`2MB`); the same bytes each time.

use std::io::{self, Write};

use axum::http::StatusCode;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{errors, package};
use crate::call::{Answer, Call, Streamed, TEXT};
use crate::store::{Process, Release, Store};
use crate::world::peru_month::{self, SEGMENT, SOURCE};

const SIZE: u64 = 100_000_000;
/// More than any real month.
const LARGEST: u64 = 1_000_000_000;

/// Whether the request is for that month; a recording holds what it holds.
pub fn is_asked(call: &Call<'_>, store: &Store) -> bool {
    let (year, month) = SEGMENT.split_once('-').unwrap_or_default();
    let asked = [("source", SOURCE), ("year", year), ("month", month)];
    !store.is_recorded() && asked.iter().all(|(name, value)| call.value(name) == Some(value))
}

pub fn file(call: &Call<'_>) -> Option<Answer> {
    if call.value("type") != Some("json") {
        return None;
    }
    let name = format!("{SEGMENT}_{SOURCE}_json.zip");
    Some(match size(call) {
        Ok(size) => Answer::streamed("application/zip", Streamed { write: archive, size })
            .with_header("content-disposition", format!("attachment; filename=\"{name}\"")),
        Err(problem) => errors::of_status(StatusCode::BAD_REQUEST, &problem),
    })
}

pub fn checksum(call: &Call<'_>) -> Answer {
    match size(call) {
        Ok(size) => Answer::streamed(TEXT, Streamed { write: digits, size }),
        Err(problem) => errors::of_status(StatusCode::BAD_REQUEST, &problem),
    }
}

fn size(call: &Call<'_>) -> Result<u64, String> {
    let Some(text) = call.header("x-sandbox-size") else { return Ok(SIZE) };
    let number = text.trim().strip_suffix("MB").and_then(|number| number.trim().parse::<u64>().ok());
    let size = number.and_then(|number| number.checked_mul(1_000_000));
    size.filter(|size| (1..=LARGEST).contains(size))
        .ok_or_else(|| format!("x-sandbox-size must be like 2MB, at most 1000MB, got {text:?}"))
}

/// The sizes in the archive follow its content, as nobody knows them before.
fn archive(to: &mut dyn Write, size: u64) -> io::Result<()> {
    let mut archive = ZipWriter::new_stream(to);
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    archive.start_file(format!("{SEGMENT}_{SOURCE}.json"), options)?;
    json(&mut archive, size)?;
    archive.finish()?;
    Ok(())
}

fn digits(to: &mut dyn Write, size: u64) -> io::Result<()> {
    let mut hash = Hash(Sha256::new());
    json(&mut hash, size)?;
    let digits: String = hash.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    to.write_all(digits.as_bytes())
}

struct Hash(Sha256);

impl Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A record package with as many records as reach the size.
fn json(to: &mut dyn Write, size: u64) -> io::Result<()> {
    let (head, tail) = package::bulk_envelope(SEGMENT, SOURCE);
    to.write_all(head.as_bytes())?;
    let mut written = head.len() as u64 + tail.len() as u64;
    for number in 0.. {
        let record = record(number).map_err(io::Error::other)?;
        let separator: &[u8] = if number == 0 { b"" } else { b"," };
        to.write_all(separator)?;
        to.write_all(record.as_bytes())?;
        written += (record.len() + separator.len()) as u64;
        if written >= size {
            break;
        }
    }
    to.write_all(tail.as_bytes())
}

fn record(number: usize) -> Result<String, String> {
    let releases = peru_month::process(number).releases.into_iter();
    let mut process = Process::default();
    for (ocid, release) in releases.filter_map(|text| Release::read(text, None)) {
        process.ocid = ocid;
        process.releases.push(release);
    }
    process.finish();
    package::record(&process)
}
