//! Envelopes of Find a Tender packages.

use crate::call::Call;
use crate::json::{Object, array};
use crate::store::{Process, Release, Store};
use crate::time::london_offset;

const EXTENSIONS: &[&str] = &[
    "https://standard.open-contracting.org/profiles/eu/latest/en/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_pagination_extension/master/extension.json",
    "https://raw.githubusercontent.com/cabinetoffice/ocds_uk_extension/main/extension.json",
];

fn envelope(call: &Call<'_>, published: &str) -> Object {
    let publisher = Object::new()
        .text("name", "Fictional data in the shape of Find a Tender (Tenderlens sandbox)")
        .text("scheme", "GB-GOR")
        .text("uid", "D2")
        .text("uri", "https://example.org/fictional");
    Object::new()
        .text("uri", &call.uri())
        .text("version", "1.1")
        .texts("extensions", EXTENSIONS.iter().copied())
        .text("publishedDate", published)
        .object("publisher", publisher)
        .text("license", call.publisher.licence.url)
        .text("publicationPolicy", "https://example.org/fictional-data")
}

/// A release package around these releases; `next` is the address of the next page.
pub fn of_releases(call: &Call<'_>, store: &Store, releases: &[&Release], next: Option<&str>) -> String {
    let texts: Vec<&str> = releases.iter().map(|release| release.text.as_str()).collect();
    let links = next.map(|next| Object::new().text("next", next));
    if store.is_recorded() {
        let package = releases.first().and_then(|release| release.package).unwrap_or_else(|| store.list_package());
        return store.packages[package].around("releases", &texts, links, &call.uri());
    }
    // That of the newest release, whatever the order.
    let newest = releases.iter().max_by_key(|release| release.date).map(|release| release.date_text.clone());
    let published = newest.unwrap_or_else(|| london_offset(call.now));
    let package = envelope(call, &published).raw("releases", &array(texts));
    match links {
        Some(links) => package.object("links", links).done(),
        None => package.done(),
    }
}

pub fn of_record(call: &Call<'_>, store: &Store, process: &Process, record: &str) -> String {
    let newest = process.releases.last();
    if store.is_recorded() {
        let package = newest.and_then(|release| release.package).unwrap_or_default();
        return store.packages[package].around("records", &[record], None, &call.uri());
    }
    let published = newest.map_or_else(|| london_offset(call.now), |release| release.date_text.clone());
    envelope(call, &published).raw("records", &array([record])).done()
}

/// The recorded package that holds exactly these releases, when it was not a page of a list.
pub fn recorded_whole(store: &Store, releases: &[&Release]) -> Option<String> {
    let package = releases.first()?.package?;
    let whole = &store.packages[package];
    let all_from_it = releases.iter().all(|release| release.package == Some(package));
    let nothing_else = whole.releases == releases.len() && whole.records == 0 && !whole.has_links;
    (all_from_it && nothing_else).then(|| whole.text.clone())
}
