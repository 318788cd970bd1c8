//! Every recorded payload, and what reads it: decoded and written again without losing a member or
//! a digit.
//!
//! `manifest.json` beside this file names each file and its reader; a file that is not listed fails.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::value::RawValue;
use tenderlens_core::endpoint::{Endpoint, Publisher, ResponseKind};
use tenderlens_core::ocds::collect::{Documents, compact};
use tenderlens_core::ocds::json;
use tenderlens_core::protocol::http::Response;
use tenderlens_core::protocol::page::{self, Asked, Page};
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::protocol::{refusal, written};
use tenderlens_core::publishers::Registry;
use tenderlens_tests::places::shared;

use crate::tokens::tokens;

const MANIFEST: &str = include_str!("manifest.json");

#[derive(serde::Deserialize)]
struct Exchange<'a> {
    request: Request,
    #[serde(borrow)]
    response: Answer<'a>,
}

#[derive(serde::Deserialize)]
struct Request {
    method: String,
    path: String,
}

#[derive(serde::Deserialize)]
struct Answer<'a> {
    status: u16,
    #[serde(borrow)]
    body: Option<&'a RawValue>,
    body_text: Option<String>,
}

#[test]
fn every_recorded_file_is_read_without_loss_or_left_out_with_a_reason() {
    let Some(shared) = shared("every_recorded_file_is_read_without_loss").unwrap() else {
        return;
    };
    let data = shared.join("data");
    let mut manifest: BTreeMap<String, String> = serde_json::from_str(MANIFEST).unwrap();
    let mut files = Vec::new();
    list(&data, &data, &mut files);
    let mut failures = Vec::new();
    for file in &files {
        let Some(reader) = manifest.remove(file) else {
            failures.push(format!("{file}: nothing is said to read it; add it to manifest.json"));
            continue;
        };
        let text = std::fs::read_to_string(data.join(file)).unwrap();
        if let Err(problem) = read(&reader, &text) {
            failures.push(format!("{file}: {problem}"));
        }
    }
    failures.extend(manifest.keys().map(|file| format!("{file} is listed, but there is no such file")));
    assert!(files.len() >= 200, "only {} files in {}", files.len(), data.display());
    assert!(failures.is_empty(), "{} files:\n{}", failures.len(), failures.join("\n"));
}

fn list(root: &Path, folder: &Path, files: &mut Vec<String>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            list(root, &entry, files);
        } else if entry != root.join("SOURCES.md") {
            files.push(entry.strip_prefix(root).unwrap().to_str().unwrap().to_owned());
        }
    }
}

type Outcome = Result<(), String>;

fn read(reader: &str, text: &str) -> Outcome {
    written_again(text)?;
    let mut words = reader.splitn(3, ' ');
    let mut next = || words.next().unwrap_or_default();
    match (next(), next(), next()) {
        ("page", publisher, endpoint) => page(publisher, endpoint, text),
        ("documents", "", "") => documents(text),
        ("errors", "", "") => errors(text),
        ("error-exchange", "", "") => errors(one(text)?.response.body.ok_or("no body")?.get()),
        ("exchange", publisher, note) => exchange(publisher, note, &one(text)?),
        ("exchanges", publisher, _) => {
            let all: Vec<Exchange<'_>> = serde_json::from_str(text).map_err(|problem| problem.to_string())?;
            all.iter().enumerate().try_for_each(|(index, it)| {
                exchange(publisher, "", it).map_err(|problem| format!("exchange {index}: {problem}"))
            })
        }
        ("bodies", "", "") => bodies(text),
        ("excluded:", reason, rest) if reason.len() + rest.len() > 20 => Ok(()),
        _ => Err(format!("{reader:?} is not a reader")),
    }
}

/// Bodies as a document prints them, each under the line before it: a status, or a request.
fn bodies(text: &str) -> Outcome {
    #[derive(serde::Deserialize)]
    struct Printed<'a> {
        preceded_by: String,
        #[serde(borrow)]
        body: &'a RawValue,
    }
    let all: Vec<Printed<'_>> = serde_json::from_str(text).map_err(|problem| problem.to_string())?;
    for Printed { preceded_by, body } in all {
        let status = preceded_by.strip_prefix("HTTP/").and_then(|line| line.split(' ').nth(1)?.parse::<u16>().ok());
        match status {
            Some(400..) => errors(body.get()),
            Some(status) => write(status, body.get()).and_then(|()| object_or_list(body.get())),
            None => written_again(body.get()),
        }
        .map_err(|problem| format!("{preceded_by}: {problem}"))?;
    }
    Ok(())
}

fn one(text: &str) -> Result<Exchange<'_>, String> {
    serde_json::from_str(text).map_err(|problem| problem.to_string())
}

/// Our own writers of JSON keep every token.
fn written_again(text: &str) -> Outcome {
    let original = tokens(text);
    for (writer, again) in [("compact", compact(text).into_owned()), ("pretty", json::pretty(text))] {
        same(writer, &original, &tokens(&again))?;
    }
    Ok(())
}

fn same(what: &str, expected: &[&str], found: &[&str]) -> Outcome {
    if expected == found {
        return Ok(());
    }
    let at = expected.iter().zip(found).take_while(|(expected, found)| expected == found).count();
    Err(format!("{what}: token {at} of {} is {:?}, expected {:?}", expected.len(), found.get(at), expected.get(at)))
}

fn page(publisher: &str, endpoint: &str, text: &str) -> Outcome {
    let registry = Registry::builtin();
    let (publisher, endpoint) = registry.endpoint(publisher, endpoint).ok_or("no such row")?;
    page_of(publisher, endpoint, text)
}

fn page_of(publisher: &Publisher, endpoint: &Endpoint, text: &str) -> Outcome {
    let asked = Asked { publisher, endpoint, parameters: &Parameters::new() };
    let page = page::read(asked, text.as_bytes()).map_err(|problem| problem.to_string())?;
    same("the page's text", &tokens(text), &tokens(&page.text))?;
    if !page.problems.is_empty() {
        return Err(format!("problems: {:?}", page.problems));
    }
    items(&page, endpoint.response, text)
}

/// The items of a page are those of the list it holds, each of them whole.
fn items(page: &Page, kind: ResponseKind, text: &str) -> Outcome {
    let members = json::object(text).map_err(|problem| problem.problem)?;
    let list = ["releases", "records", "data", "hits", "results"].iter().find_map(|name| members.get(name));
    let expected: Vec<&str> = match list {
        Some(list) if json::kind(list) == json::Kind::Array => json::array(list).map_err(|problem| problem.problem)?,
        Some(object) if kind != ResponseKind::Description => vec![object],
        _ => vec![text],
    };
    if expected.len() != page.items().len() {
        return Err(format!("{} items instead of {}", page.items().len(), expected.len()));
    }
    expected.iter().zip(page.items()).try_for_each(|(expected, item)| same("an item", &tokens(expected), &tokens(item)))
}

/// OCDS of any form: what is collected from it are slices of it.
fn documents(text: &str) -> Outcome {
    let mut parts = 0;
    for document in Documents::new(text) {
        let document = document.map_err(|problem| format!("{problem:?}"))?;
        if let Some(problem) = document.problems.first() {
            return Err(format!("{problem:?}"));
        }
        for part in &document.parts {
            written_again(part.text)?;
            parts += 1;
        }
    }
    if parts == 0 { Err("nothing was found in it".to_owned()) } else { Ok(()) }
}

/// Every text of an error body stands in the errors that are shown.
fn errors(text: &str) -> Outcome {
    let refusal = refusal::read(text.as_bytes());
    if refusal.message.is_empty() || refusal.errors.is_empty() {
        return Err("no error was found in it".to_owned());
    }
    let shown: Vec<&str> = refusal.errors.iter().map(|reason| reason.description.as_str()).collect();
    let shown = shown.join("\n");
    let mut wanted = Vec::new();
    words(text, false, &mut wanted);
    match wanted.iter().find(|words| !shown.contains(words.trim())) {
        Some(lost) => Err(format!("{lost:?} is not among the errors: {shown}")),
        None => Ok(()),
    }
}

/// What an error body says in words: the texts of these members, however deep they are nested.
fn words(json: &str, is_said: bool, found: &mut Vec<String>) {
    match json::kind(json) {
        json::Kind::Object => {
            for (name, value) in json::object(json).unwrap().iter() {
                let is_said = is_said || matches!(name, "description" | "message" | "msg" | "exception");
                words(value, is_said, found);
            }
        }
        json::Kind::Array => json::array(json).unwrap().into_iter().for_each(|item| words(item, is_said, found)),
        json::Kind::String if is_said => found.extend(json::string(json).map(|text| text.into_owned())),
        _ => {}
    }
}

fn exchange(publisher: &str, note: &str, exchange: &Exchange<'_>) -> Outcome {
    let Exchange { request, response } = exchange;
    let Some(body) = response.body.map(RawValue::get) else {
        // An answer that is not JSON has nothing to lose; a refusal is told in its words.
        let said = response.body_text.as_deref().filter(|_| response.status >= 400).unwrap_or_default();
        return match refusal::read(said.as_bytes()).message {
            message if message.is_empty() && !said.trim().is_empty() => Err(format!("{said:?} is not told")),
            _ => Ok(()),
        };
    };
    match (response.status, request.method.as_str()) {
        (400.., _) => errors(body),
        (_, "GET") => {
            let registry = Registry::builtin();
            let publisher = registry.publisher(publisher).ok_or("no such publisher")?;
            match (find(publisher, &request.path), note.strip_prefix("without a row: ")) {
                (Some(endpoint), None) => page_of(publisher, endpoint, body),
                (None, Some(reason)) if reason.len() > 10 => object_or_list(body),
                (Some(endpoint), Some(_)) => Err(format!("{} reads it: drop the note", endpoint.id)),
                (None, _) => Err(format!("no row for {}", request.path)),
            }
        }
        (status, _) => write(status, body),
    }
}

fn object_or_list(body: &str) -> Outcome {
    let members = json::object(body).map_err(|problem| problem.problem)?;
    match members.get("data").map(json::kind) {
        Some(json::Kind::Object | json::Kind::Array) => Ok(()),
        other => Err(format!("`data` is {other:?}")),
    }
}

/// The answer to a write hands out its data whole, and the token apart from it.
fn write(status: u16, body: &str) -> Outcome {
    let response = Response { status, headers: Vec::new(), body: body.as_bytes().to_vec() };
    let read = written::read(&response, None);
    let members = json::object(body).map_err(|problem| problem.problem)?;
    same("the data", &tokens(members.get("data").unwrap_or(body)), &tokens(&read.data))?;
    let token = members.get("access").and_then(|access| json::pointer(access, "/token"));
    match (token, read.access_token) {
        (Some(token), Some(secret)) if secret.expose() == token => Ok(()),
        (None, None) => Ok(()),
        (Some(token), _) => Err(format!("the token {token} is not handed out")),
        (None, Some(_)) => Err("a token that was not sent".to_owned()),
    }
}

/// The row that reads a recorded path. Versions in the path differ.
fn find(publisher: &Publisher, path: &str) -> Option<&'static Endpoint> {
    let path = path.split(['?', '#']).next()?;
    let path = match path.strip_prefix("/api/") {
        Some(rest) => rest.split_once('/')?.1,
        None => path.trim_start_matches('/'),
    };
    let segments: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    let fits = |row: &&Endpoint| {
        let template: Vec<&str> = row.path.trim_start_matches('/').split('/').collect();
        !row.is_write()
            && template.len() == segments.len()
            && template.iter().zip(&segments).all(|(part, segment)| part.starts_with('{') || part == segment)
    };
    publisher.endpoints.iter().find(fits)
}
