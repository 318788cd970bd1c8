//! Packages, records, and the addresses that stand for releases.

use super::facts::Release;
use super::{find, one};
use crate::call::Call;
use crate::json::{Object, array, quoted};
use crate::time::new_york_second;

const BASE_PATH: &str = "/open-contracting/api/v1";
const LICENCE: &str = "http://opensource.org/licenses/MIT";
const RECORDED: &str = "Development Gateway";
const PUBLISHER: &str = "Fictional data in the shape of Development Gateway's archive (Tenderlens sandbox)";

/// The form in which releases are never embedded.
pub const ADDRESSES: &str = "addresses";

fn envelope(uri: &str, published: &str, recorded: bool) -> Object {
    let publisher = if recorded { RECORDED } else { PUBLISHER };
    Object::new()
        .text("uri", uri)
        .object("publisher", Object::new().text("name", publisher))
        .text("license", LICENCE)
        .text("publishedDate", published)
}

fn address(base: &str, what: &str, id: &str) -> String {
    format!("{base}{BASE_PATH}/{what}/{id}")
}

pub fn of_records(call: &Call<'_>, records: &[(&str, Vec<&Release>)], recorded: bool) -> String {
    let releases = records.iter().flat_map(|(_, releases)| releases);
    let packages: Vec<String> =
        releases.map(|release| quoted(&address(call.base, "release-package", &release.id))).collect();
    let embed = call.value("embed") == Some("true");
    let records: Vec<String> =
        records.iter().map(|(ocid, releases)| with_releases(call, ocid, releases, embed)).collect();
    envelope(&call.uri(), &new_york_second(call.now), recorded)
        .raw("packages", &array(packages.iter().map(String::as_str)))
        .raw("records", &array(records.iter().map(String::as_str)))
        .done()
}

fn with_releases(call: &Call<'_>, ocid: &str, releases: &[&Release], embed: bool) -> String {
    let embed = embed && call.form != ADDRESSES;
    let one = |release: &&Release| if embed { release.text.clone() } else { reference(call.base, release) };
    let releases: Vec<String> = releases.iter().map(one).collect();
    Object::new().text("ocid", ocid).raw("releases", &array(releases.iter().map(String::as_str))).done()
}

fn reference(base: &str, release: &Release) -> String {
    Object::new()
        .text("name", &release.id)
        .text("uid", &release.id)
        .text("uri", &address(base, "release", &release.id))
        .done()
}

/// One record with its releases.
pub fn record(call: &Call<'_>, releases: &[Release], ocid: &str) -> Option<String> {
    let releases: Vec<&Release> = releases.iter().filter(|release| release.ocid == ocid).collect();
    (!releases.is_empty()).then(|| with_releases(call, ocid, &releases, true))
}

/// The package of the release that is asked for.
pub fn of_release(call: &Call<'_>, releases: &[Release], recorded: bool) -> Option<String> {
    of_one(&call.uri(), releases, one(call, "releaseId")?, recorded)
}

pub fn of_one(uri: &str, releases: &[Release], id: &str, recorded: bool) -> Option<String> {
    let release = find(releases, Some(id))?;
    Some(envelope(uri, &release.date, recorded).raw("releases", &array([release.text.as_str()])).done())
}
