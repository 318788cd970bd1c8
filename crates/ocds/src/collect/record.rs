//! Records: <https://standard.open-contracting.org/latest/en/schema/records_reference/>.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;
use serde_json::value::RawValue;

use super::compact::compact;
use super::outline::members;
use crate::json;
use crate::merge::{MergeError, Options, Warning, compiled, versioned};
use crate::package;

/// What a record holds besides its `ocid`, `releases` and `compiledRelease`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RecordForm {
    /// A `versionedRelease` too.
    pub versioned: bool,
    /// Links in place of the releases, if the package of each has a `uri`. A record never mixes
    /// the two.
    pub linked: bool,
}

#[derive(Serialize)]
struct Link<'a> {
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tag: Option<&'a RawValue>,
}

/// The record of releases, which it lists by date, and the warnings of its merge.
pub(super) fn record(
    ocid: &str,
    releases: &[&str],
    packages: &[Option<Cow<'_, str>>],
    form: &RecordForm,
    options: &Options,
) -> Result<(String, Vec<Warning>), MergeError> {
    let merged = compiled(releases, options)?;
    let links = if form.linked { links(releases, packages) } else { None };
    let links: HashMap<*const u8, String> = links.into_iter().flatten().collect();
    let mut json = String::with_capacity(merged.json.len() + releases.iter().map(|text| text.len()).sum::<usize>());
    json.push_str("{\"ocid\":");
    json.push_str(&serde_json::to_string(ocid).unwrap_or_default());
    json.push_str(",\"releases\":[");
    for (index, release) in package::in_date_order(releases).into_iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        match links.get(&release.as_ptr()) {
            Some(link) => json.push_str(link),
            None => json.push_str(&compact(release)),
        }
    }
    json.push_str("],\"compiledRelease\":");
    json.push_str(&merged.json);
    if form.versioned {
        json.push_str(",\"versionedRelease\":");
        json.push_str(&versioned(releases, options)?.json);
    }
    json.push('}');
    Ok((json, merged.warnings))
}

/// The links to all releases, by where their texts are; none if one cannot be linked to.
fn links(releases: &[&str], packages: &[Option<Cow<'_, str>>]) -> Option<Vec<(*const u8, String)>> {
    let all = releases.iter().zip(packages);
    all.map(|(release, package)| Some((release.as_ptr(), link(release, package.as_deref()?)?))).collect()
}

fn link(release: &str, package: &str) -> Option<String> {
    let members = members(release);
    let raw = |json: Option<&'_ str>| json.and_then(|json| serde_json::from_str::<Box<RawValue>>(&compact(json)).ok());
    let (date, tag) = (raw(members.date), raw(members.tag));
    let url = format!("{package}#{}", members.id.and_then(json::scalar)?);
    serde_json::to_string(&Link { url, date: date.as_deref(), tag: tag.as_deref() }).ok()
}
