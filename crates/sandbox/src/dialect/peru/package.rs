//! Envelopes and records in Peru's form: `uri` last, releases of records as links.

use tenderlens_core::ocds::json as read;

use crate::call::{Answer, Call};
use crate::compile;
use crate::json::{Object, array, quoted};
use crate::store::{Process, Release, Store};
use crate::time::lima_micro;

/// Links of records still name the host from before the body was renamed.
pub const OLD_HOST: &str = "https://contratacionesabiertas.osce.gob.pe";

const PAGINATION: &str =
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_pagination_extension/master/extension.json";
const PUBLISHER: &str = "Fictional data in the shape of OECE (Tenderlens sandbox)";
const POLICY: &str = "https://example.org/fictional-data";
/// The real list names one of its entries twice.
const EXTENSIONS: &[&str] = &[
    "https://example.org/ocds_datasegmentation_extension/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_exchangeRate_extension/master/extension.json",
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_contract_completion_extension/master/extension.json",
    "https://example.org/ocds_datasegmentation_extension/extension.json",
];

/// What stands before and after the records of the large month: always the same.
pub fn bulk_envelope(segment: &str, source: &str) -> (String, String) {
    let publisher = Object::new().text("name", PUBLISHER);
    let (year, month) = segment.split_once('-').unwrap_or_default();
    let head = Object::new()
        .text("version", "1.1")
        .texts("extensions", EXTENSIONS.iter().copied())
        .text("publishedDate", "2026-11-21T07:00:00.158294-05:00")
        .object("publisher", publisher)
        .text("license", "https://creativecommons.org/licenses/by/4.0/")
        .text("publicationPolicy", POLICY)
        .raw("records", "[]")
        .text("uri", &format!("https://example.org/fictional/api/v1/file/{source}/json/{year}/{month}"))
        .done();
    let (head, tail) = head.rsplit_once("[]").unwrap_or_default();
    (format!("{head}["), format!("]{tail}"))
}

/// Addresses of the neighbouring pages; absent ones are written as `null`.
pub struct Links {
    pub next: Option<String>,
    pub prev: Option<String>,
}

impl Links {
    fn write(&self) -> Object {
        let add = |object: Object, name: &str, link: &Option<String>| match link {
            Some(link) => object.text(name, link),
            None => object.null(name),
        };
        add(add(Object::new(), "next", &self.next), "prev", &self.prev)
    }
}

pub fn of_releases(call: &Call<'_>, store: &Store, releases: &[&Release]) -> Answer {
    pack(call, store, releases.first().and_then(|release| release.package), "releases", &texts(releases), None)
}

pub fn list_of_releases(call: &Call<'_>, store: &Store, releases: &[&Release], links: Links) -> Answer {
    let package = releases.first().and_then(|release| release.package);
    pack(call, store, package, "releases", &texts(releases), Some(links))
}

fn texts<'a>(releases: &[&'a Release]) -> Vec<&'a str> {
    releases.iter().map(|release| release.text.as_str()).collect()
}

pub fn of_records(call: &Call<'_>, store: &Store, records: &[(&Process, String)], links: Option<Links>) -> Answer {
    let texts: Vec<&str> = records.iter().map(|(_, record)| record.as_str()).collect();
    let package = records.first().and_then(|(process, _)| package_of(process, links.is_some()));
    pack(call, store, package, "records", &texts, links)
}

fn package_of(process: &Process, in_list: bool) -> Option<usize> {
    let record =
        if in_list { process.listed_record.as_ref().or(process.record.as_ref()) } else { process.record.as_ref() };
    record.map(|(package, _)| *package).or_else(|| process.releases.last()?.package)
}

fn pack(
    call: &Call<'_>,
    store: &Store,
    package: Option<usize>,
    list: &str,
    entries: &[&str],
    links: Option<Links>,
) -> Answer {
    if store.is_recorded() {
        let package = &store.packages[package.unwrap_or_else(|| store.list_package())];
        return Answer::json(package.around(list, entries, links.map(|links| links.write()), &call.uri()));
    }
    let mut extensions = EXTENSIONS.to_vec();
    extensions.extend(links.is_some().then_some(PAGINATION));
    let publisher = Object::new().text("name", PUBLISHER);
    let object = Object::new()
        .text("version", "1.1")
        .texts("extensions", extensions)
        .text("publishedDate", &lima_micro(call.now, 158_294))
        .object("publisher", publisher)
        .text("license", call.publisher.licence.url)
        .text("publicationPolicy", POLICY)
        .raw(list, &array(entries.iter().copied()));
    let object = match links {
        Some(links) => object.object("links", links.write()),
        None => object,
    };
    Answer::json(object.text("uri", &call.uri()).done())
}

/// The record of a process as a list holds it.
pub fn listed_record(process: &Process) -> Result<String, String> {
    match &process.listed_record {
        Some((_, text)) => Ok(text.clone()),
        None => record(process),
    }
}

/// The record of a process: recorded, else written from its releases.
pub fn record(process: &Process) -> Result<String, String> {
    if let Some((_, text)) = &process.record {
        return Ok(text.clone());
    }
    let links = process.releases.iter().rev().map(|release| link(process, release));
    let record =
        Object::new().raw("compiledRelease", &compiled(process)?).text("ocid", &process.ocid).list("releases", links);
    Ok(record.done())
}

/// Merged, but with the id and the time of the newest release, as the service has it.
fn compiled(process: &Process) -> Result<String, String> {
    let merged = compile::compiled(&process.texts())?;
    let id = process.releases.last().map(|release| quoted(&release.id));
    let members = read::object(&merged).map_err(|problem| problem.to_string())?;
    let mut object = Object::new();
    for (name, value) in members.iter() {
        let value = if name == "id" { id.as_deref().unwrap_or(value) } else { value };
        object = object.raw(name, value);
    }
    Ok(object.done())
}

fn link(process: &Process, release: &Release) -> Object {
    let tender = Object::new().text("id", &process.facts.tender_id).text("title", &process.facts.title);
    Object::new()
        .text("url", &format!("{OLD_HOST}/api/v1/release/{}", release.id))
        .text("date", &release.date_text)
        .texts("tag", release.tags.iter().map(String::as_str))
        .object("details", Object::new().text("id", &release.id).object("tender", tender))
}
