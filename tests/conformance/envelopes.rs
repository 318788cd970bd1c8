//! Recorded exchanges: every answer is opened by the row that it is an answer of, every refusal is
//! decoded.

use std::path::{Path, PathBuf};

use serde_json::Value;
use serde_json::value::RawValue;
use tenderlens_core::endpoint::{Endpoint, Publisher};
use tenderlens_core::ocds::json;
use tenderlens_core::protocol::page::{self, Asked};
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::protocol::refusal;
use tenderlens_core::publishers::Registry;
use tenderlens_tests::places::shared;

struct Exchange {
    name: String,
    method: String,
    /// Below the version, without the query.
    path: String,
    query: String,
    status: u64,
    body: String,
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The recorded exchanges below a folder. Bodies stay as they are spelt there.
fn exchanges(folder: &Path) -> Vec<Exchange> {
    let mut exchanges = Vec::new();
    for path in files(folder) {
        let text = std::fs::read_to_string(&path).unwrap();
        let whole: &RawValue = serde_json::from_str(&text).unwrap();
        let list = json::array(whole.get()).unwrap_or_else(|_| vec![whole.get()]);
        exchanges.extend(list.into_iter().filter_map(|one| exchange(&path, one)));
    }
    exchanges
}

fn exchange(path: &Path, text: &str) -> Option<Exchange> {
    let members = json::object(text).ok()?;
    let response = json::object(members.get("response")?).unwrap();
    let request: Value = serde_json::from_str(members.get("request")?).unwrap();
    let address = request["path"].as_str().unwrap();
    let (below, query) = address.split_once('?').unwrap_or((address, ""));
    let below = below.strip_prefix("/api/").and_then(|it| Some(it.split_at(it.find('/')?).1)).unwrap_or(below);
    Some(Exchange {
        name: path.file_stem().unwrap().to_string_lossy().into_owned(),
        method: request["method"].as_str().unwrap().to_owned(),
        path: below.trim_end_matches('/').to_owned(),
        query: query.to_owned(),
        status: json::scalar(response.get("status")?)?.parse().unwrap(),
        body: response.get("body")?.to_owned(),
    })
}

fn row(publisher: &Publisher, exchange: &Exchange) -> Option<&'static Endpoint> {
    let fits = |row: &Endpoint| {
        let (template, path): (Vec<_>, Vec<_>) = (row.path.split('/').collect(), exchange.path.split('/').collect());
        let same = template.len() == path.len()
            && template.iter().zip(&path).all(|(part, segment)| part.starts_with('{') || part == segment);
        same && row.method.name() == exchange.method
    };
    publisher.endpoints.iter().find(|row| fits(row))
}

fn parameters(query: &str) -> Parameters {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// How many exchanges a publisher's rows answer, and how many they do not.
fn open_all(publisher: &str, folder: &Path) -> (usize, usize) {
    let registry = Registry::builtin();
    let publisher = registry.publisher(publisher).unwrap();
    let (mut opened, mut foreign) = (0, 0);
    for exchange in exchanges(folder).into_iter().filter(|it| it.status < 300) {
        let Some(endpoint) = row(publisher, &exchange) else {
            foreign += 1;
            continue;
        };
        let parameters = parameters(&exchange.query);
        let asked = Asked { publisher, endpoint, parameters: &parameters };
        if asked.answers_file() {
            continue;
        }
        let page = page::read(asked, exchange.body.as_bytes());
        let page = page.map_err(|problem| format!("{}: {}: {problem}", exchange.name, endpoint.id)).unwrap();
        assert_eq!(page.text, exchange.body, "{}", exchange.name);
        assert!(page.problems.is_empty(), "{}: {:?}", exchange.name, page.problems);
        let body: Value = serde_json::from_str(&exchange.body).unwrap();
        let data = body.get("data").unwrap_or(&body);
        let items = data.as_array().map_or(1, Vec::len);
        assert_eq!(page.items().len(), items, "{}", exchange.name);
        opened += 1;
    }
    (opened, foreign)
}

#[test]
fn recorded_answers_of_openprocurement_are_opened_by_their_rows() {
    let Some(shared) = shared("recorded_answers_of_openprocurement_are_opened_by_their_rows").unwrap() else {
        return;
    };
    let data = shared.join("data");
    let (opened, foreign) = open_all("openprocurement", &data.join("openprocurement-legacy"));
    println!("legacy: {opened} answers opened, {foreign} of paths that are no row's");
    assert!(opened >= 25, "{opened}");
    let (opened, foreign) = open_all("prozorro", &data.join("openprocurement"));
    println!("2.x: {opened} answers opened, {foreign} of paths or methods that are no row's");
    assert!(opened >= 25, "{opened}");
}

#[test]
fn every_recorded_refusal_is_told_in_the_publishers_words() {
    let Some(shared) = shared("every_recorded_refusal_is_told_in_the_publishers_words").unwrap() else {
        return;
    };
    let mut count = 0;
    let folders = ["openprocurement-legacy", "openprocurement"].map(|folder| shared.join("data").join(folder));
    let all = folders.iter().flat_map(|folder| exchanges(folder));
    for exchange in all.filter(|it| it.status >= 400) {
        let refusal = refusal::read(exchange.body.as_bytes());
        let body: Value = serde_json::from_str(&exchange.body).unwrap();
        let listed = body["errors"].as_array().map_or(1, Vec::len);
        assert_eq!(refusal.errors.len(), listed, "{}: {body}", exchange.name);
        for reason in &refusal.errors {
            assert!(!reason.description.is_empty() && !reason.description.contains("\":"), "{reason:?}");
        }
        for text in texts(&body["errors"]) {
            let told = refusal.errors.iter().any(|reason| reason.description.contains(text.trim()));
            assert!(told, "{}: {text:?} is not in {refusal:?}", exchange.name);
        }
        count += 1;
    }
    assert!(count >= 30, "{count}");
    for (file, status) in
        [("find-a-tender/error-400.json", "Bad Request"), ("find-a-tender/error-404-record-package.json", "Not found")]
    {
        let message = refusal::read(&std::fs::read(shared.join("data").join(file)).unwrap()).message;
        assert!(message.starts_with(status), "{message}");
    }
    let text = std::fs::read_to_string(shared.join("data/devgateway-eu/error-1020.json")).unwrap();
    assert_eq!(refusal::in_success(&text).unwrap().errors[0].code.as_deref(), Some("1020"));
}

/// The texts of all descriptions and messages.
fn texts(errors: &Value) -> Vec<&str> {
    let told = |error: &'_ Value| error.get("description").or(error.get("msg")).is_some();
    let Some(errors) = errors.as_array() else { return Vec::new() };
    errors.iter().filter(|it| told(it)).flat_map(|it| leaves(it.get("description").unwrap_or(&it["msg"]))).collect()
}

fn leaves(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(list) => list.iter().flat_map(leaves).collect(),
        Value::Object(members) => members.values().flat_map(leaves).collect(),
        _ => Vec::new(),
    }
}
