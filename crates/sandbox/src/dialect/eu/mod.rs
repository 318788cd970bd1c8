//! Development Gateway: indented answers, releases as addresses unless `embed=true`, errors on
//! status 200, JSON-P.
//!
//! What the document leaves open is chosen here: errors come with 200 (the fault `error-status` gives
//! them another status), a page past the end is empty, a single record or release has no package
//! around it, and a single record holds its releases: in the form `addresses` it does not, and no
//! `embed` changes that, as the older of its documents have it.

mod errors;
mod facts;
mod filter;
mod package;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use axum::http::StatusCode;
use tenderlens_core::ocds::json;

use super::Dialect;
use crate::call::{Answer, Call, JSON, Query, Sent};
use crate::json::{Object, array, quoted};
use crate::rules::Refusal;
use crate::store::Store;
use crate::world::eu::DATASETS;
use facts::Release;

#[derive(Debug, Default)]
pub struct DevelopmentGateway {
    /// Read once from the store, which stays as it is.
    releases: OnceLock<Vec<Release>>,
}

impl Dialect for DevelopmentGateway {
    fn answer(&self, call: &Call<'_>, store: &Store) -> Option<Answer> {
        let releases = self.releases(store);
        let missing = || errors::not_found(&call.uri());
        let body = match call.row.id {
            "recordPackage" => search(call, store, releases),
            "record" => {
                one(call, "recordId").and_then(|id| package::record(call, releases, id)).unwrap_or_else(missing)
            }
            "releasePackage" => package::of_release(call, releases, store.is_recorded()).unwrap_or_else(missing),
            "release" => find(releases, one(call, "releaseId")).map_or_else(missing, |release| release.text.clone()),
            dataset => hits(store, releases, dataset)?,
        };
        Some(finish(&call.query, &body))
    }

    /// What is no value finds nothing: the document names no error for it.
    fn refuse(&self, _: &Call<'_>, _: &Refusal) -> Option<Answer> {
        None
    }

    /// `…/release/releaseID1` and its kin, which stand in the answers.
    fn elsewhere(&self, sent: Sent<'_>, store: &Store) -> Option<Answer> {
        let (head, id) = sent.path.rsplit_once('/')?;
        let (releases, uri) = (self.releases(store), format!("{}{}", sent.base, sent.path));
        let body = match head.rsplit_once('/')?.1 {
            "release" => find(releases, Some(id)).map(|release| release.text.clone()),
            "release-package" => package::of_one(&uri, releases, id, store.is_recorded()),
            _ => return None,
        };
        let body = body.unwrap_or_else(|| errors::not_found(&uri));
        Some(finish(&Query::read(sent.query), &body))
    }

    fn forms(&self) -> &'static [(&'static str, &'static str)] {
        &[(package::ADDRESSES, "records hold the addresses of their releases, whatever is asked for")]
    }

    fn unknown_path(&self, path: &str, _: i64) -> Answer {
        Answer::new(StatusCode::NOT_FOUND, JSON, errors::not_found(path))
    }

    fn error_body(&self, _: u16) -> String {
        errors::not_found("http://example.org/fictional")
    }
}

impl DevelopmentGateway {
    fn releases(&self, store: &Store) -> &[Release] {
        self.releases.get_or_init(|| facts::read(store))
    }
}

fn one<'a>(call: &'a Call<'_>, name: &str) -> Option<&'a str> {
    call.value(name)
}

fn find<'a>(releases: &'a [Release], id: Option<&str>) -> Option<&'a Release> {
    releases.iter().find(|release| Some(release.id.as_str()) == id)
}

/// Indented unless `pretty=false`; as a script where a `callback` is named.
fn finish(query: &Query, body: &str) -> Answer {
    let body = if query.get("pretty") == Some("false") { body.to_owned() } else { json::pretty(body) };
    Answer::json(body).in_callback(query.get("callback"))
}

const PER_PAGE: usize = 100;
const MOST_PER_PAGE: usize = 1000;

fn search(call: &Call<'_>, store: &Store, releases: &[Release]) -> String {
    let Some(filter) = filter::read(call, store.is_recorded()) else {
        return errors::too_few_criteria(&call.uri());
    };
    let mut records: Vec<(&str, Vec<&Release>)> = Vec::new();
    for release in releases.iter().filter(|release| filter.accepts(release)) {
        match records.iter_mut().find(|(ocid, _)| *ocid == release.ocid) {
            Some((_, list)) => list.push(release),
            None => records.push((&release.ocid, vec![release])),
        }
    }
    let number = |name: &str| call.value(name).and_then(|value| value.parse::<usize>().ok()).filter(|&it| it > 0);
    let size = number("pageSize").unwrap_or(PER_PAGE).min(MOST_PER_PAGE);
    let start = number("page").unwrap_or(1).saturating_sub(1).saturating_mul(size).min(records.len());
    let end = (start + size).min(records.len());
    package::of_records(call, &records[start..end], store.is_recorded())
}

/// `{"hits": […]}`: the recorded values, else those that occur.
fn hits(store: &Store, releases: &[Release], dataset: &str) -> Option<String> {
    let recorded = store.documents.iter().find(|document| document.list == DATASETS && document.id == dataset);
    if let Some(document) = recorded {
        return Some(Object::new().raw("hits", &document.text).done());
    }
    let each = |values: fn(&Release) -> Vec<String>| releases.iter().flat_map(values).collect::<BTreeSet<String>>();
    let values = match dataset {
        "years" => each(|it| vec![it.year.clone()]),
        "buyerCountries" => each(|it| vec![quoted(&it.buyer_country)]),
        "supplierCountries" => each(|it| it.supplier_countries.iter().map(|country| quoted(country)).collect()),
        "items" => each(|it| it.items.iter().map(classification).collect()),
        "contractType" => each(|it| vec![quoted(&it.contract_type)]),
        "awardCriteria" => each(|it| vec![quoted(&it.award_criteria)]),
        _ => return None,
    };
    Some(Object::new().raw("hits", &array(values.iter().map(String::as_str))).done())
}

/// In the form of the filter `item`.
fn classification((scheme, id, description): &(String, String, String)) -> String {
    Object::new()
        .text("classificationScheme", scheme)
        .text("classificationID", id)
        .text("classificationDescription", description)
        .done()
}
