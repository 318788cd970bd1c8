//! Recorded answers of the Development Gateway's archive: releases of OCDS 0.3.3, and the values of
//! its filters.

use tenderlens_core::ocds::json;

use crate::json::Object;
use crate::store::Document;
use crate::world::eu::{DATASETS, RELEASES};

/// The documents of a file; `None` where it is no answer of the archive. References without their
/// releases tell nothing.
pub fn read(text: &str, file: &str) -> Option<Vec<Document>> {
    let members = json::object(text).ok()?;
    if let Some(hits) = members.get("hits") {
        let id = file.trim_end_matches(".json").to_owned();
        return Some(vec![Document { list: DATASETS.to_owned(), id, text: hits.to_owned() }]);
    }
    let records = objects(members.get("records"));
    let releases = records.iter().flat_map(|record| items(record.get("releases")));
    let mut releases: Vec<&str> = releases.chain(items(members.get("releases"))).collect();
    if members.get("releaseID").is_some() {
        releases.push(text);
    }
    let is_archive = |release: &&str| {
        let release = json::object(release).unwrap_or_default();
        let is_reference = release.get("uid").is_some() && release.get("uri").is_some();
        release.get("releaseID").is_some() || is_reference
    };
    let all = !releases.is_empty() && releases.iter().all(is_archive);
    all.then(|| releases.into_iter().filter_map(document).collect())
}

fn document(release: &str) -> Option<Document> {
    let id = json::object(release).ok()?.get("releaseID").and_then(json::scalar)?.into_owned();
    Some(Document { list: RELEASES.to_owned(), id, text: Object::new().raw("release", release).done() })
}

fn items(list: Option<&str>) -> Vec<&str> {
    list.and_then(|list| json::array(list).ok()).unwrap_or_default()
}

fn objects(list: Option<&str>) -> Vec<json::Object<'_>> {
    items(list).into_iter().filter_map(|item| json::object(item).ok()).collect()
}
