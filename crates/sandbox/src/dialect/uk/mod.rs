//! Find a Tender: five parameters and no others, opaque cursors, newest notices first.

mod cursor;
mod errors;
mod list;
mod package;

use axum::http::StatusCode;

use super::Dialect;
use crate::call::{Answer, Call};
use crate::compile;
use crate::json::{Object, array};
use crate::rules::Refusal;
use crate::store::{Process, Release, Store};

#[derive(Debug)]
pub struct FindATender;

impl Dialect for FindATender {
    fn answer(&self, call: &Call<'_>, store: &Store) -> Option<Answer> {
        let version_is_known = call.value("version") == Some("1.0");
        let answer = match call.row.id {
            "releasePackages" | "releasePackageByNotice" | "releasePackageByOcid" | "recordPackage"
                if !version_is_known =>
            {
                None
            }
            "releasePackages" => Some(list::answer(call, store)),
            "releasePackageByNotice" => releases_of(call, store, call.value("noticeId")?),
            "releasePackageByOcid" => releases_of(call, store, call.value("ocid")?),
            "recordPackage" => record(call, store, call.value("ocid")?),
            _ => return None,
        };
        Some(answer.unwrap_or_else(|| errors::not_found(call)))
    }

    fn refuse(&self, call: &Call<'_>, refusal: &Refusal) -> Option<Answer> {
        match refusal {
            // A path that cannot be an id is an id that is not found.
            Refusal::Value { name, .. } if call.path.contains_key(name.as_str()) => Some(errors::not_found(call)),
            _ => Some(errors::bad_request(call, refusal)),
        }
    }

    fn unknown_path(&self, path: &str, now: i64) -> Answer {
        errors::body(StatusCode::NOT_FOUND, "Not found", "", path, "No such resource", now)
    }

    fn unavailable(&self) -> &'static str {
        // Spelt as the service spells it.
        "Service Unavailaible"
    }
}

/// The path says `{noticeId}` or `{ocid}`, but ids of other publishers' recordings may look like
/// either: both are looked up.
fn releases_of(call: &Call<'_>, store: &Store, id: &str) -> Option<Answer> {
    let process = store.find(id).filter(|process| !process.releases.is_empty());
    let releases: Vec<&Release> = match process {
        Some(process) => process.releases.iter().collect(),
        None => vec![store.release(id)?],
    };
    if let Some(whole) = package::recorded_whole(store, &releases) {
        return Some(Answer::json(whole));
    }
    Some(Answer::json(package::of_releases(call, store, &releases, None)))
}

fn record(call: &Call<'_>, store: &Store, ocid: &str) -> Option<Answer> {
    let process = store.find(ocid)?;
    if let Some((package, text)) = &process.record {
        let package = &store.packages[*package];
        let body = match (package.records, package.releases) {
            (1, 0) => package.text.clone(),
            _ => package.around("records", &[text], None, &call.uri()),
        };
        return Some(Answer::json(body));
    }
    Some(match written_record(process) {
        Ok(record) => Answer::json(package::of_record(call, store, process, &record)),
        Err(problem) => errors::merge_failed(call, &problem),
    })
}

/// Releases by date, compiled and versioned.
fn written_record(process: &Process) -> Result<String, String> {
    let texts = process.texts();
    let record = Object::new()
        .text("ocid", &process.ocid)
        .raw("releases", &array(texts.iter().copied()))
        .raw("compiledRelease", &compile::compiled(&texts)?)
        .raw("versionedRelease", &compile::versioned(&texts)?);
    Ok(record.done())
}
