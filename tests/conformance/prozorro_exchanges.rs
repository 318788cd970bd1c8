//! Every GET recorded of openprocurement 2.x, sent again through the client to a sandbox that holds
//! what the exchange tells: it gets the recorded status and shape, or it is listed here with the reason.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use tenderlens_core::client::{CacheLimits, Client, Options};
use tenderlens_core::endpoint::{Endpoint, Method, Publisher};
use tenderlens_core::protocol::credentials::{Credentials, Secret, TokenPlace};
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::publishers::Registry;
use tenderlens_sandbox::{Recording, Sandbox};
use tenderlens_tests::places::shared;

use crate::legacy_exchanges::desk::InProcess;
use crate::legacy_exchanges::shape::differences;

const PUBLISHER: &str = "prozorro";

/// Differences that are known, by file, each with its reason.
const KNOWN: &[(&str, &str, &str)] = &[
    (
        "exchanges-2.3/award-complaint.json",
        "no row of the table has this path",
        "complaints about awards are in no list of endpoints",
    ),
    (
        "exchanges-2.5-feeds/05-02-feed-empty.json",
        "no row of the table has this path",
        "violation reports have a server of their own and are in no list of endpoints",
    ),
];

const FOLDERS: &[&str] =
    &["errors-2.5", "exchanges-2.3", "exchanges-2.3-download-form", "exchanges-2.5", "exchanges-2.5-feeds"];

/// How many GETs the folders hold: none may be overlooked.
const RECORDED: usize = 41;

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn client(recording: &Path) -> Client<InProcess> {
    let registry = Registry::builtin();
    let sandbox = Sandbox::new(registry.clone(), "2027-02-01T12:00:00Z".parse().unwrap());
    let sandbox = sandbox.with_recording(PUBLISHER, Recording::read(recording).unwrap()).unwrap();
    let host = InProcess { router: sandbox.router(), last: Arc::default() };
    let bases = [(PUBLISHER.to_owned(), format!("http://127.0.0.1:1/sandbox/{PUBLISHER}"))].into();
    let cache = CacheLimits { bytes: 0, ..CacheLimits::default() };
    Client::new(registry, host, Options { bases, cache, ..Options::default() })
}

/// The row that a recorded path belongs to, and the values in it. A token is no parameter of a read.
fn row(publisher: &Publisher, path: &str) -> Option<(&'static Endpoint, Parameters)> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let segments: Vec<&str> = path.trim_matches('/').split('/').collect();
    let reads = publisher.endpoints.iter().filter(|row| row.method == Method::Get);
    let (row, mut values) = reads.into_iter().find_map(|row| {
        let template = format!("{}{}", publisher.base_path, row.path);
        let template: Vec<&str> = template.trim_matches('/').split('/').collect();
        let mut values = Parameters::new();
        for (part, segment) in template.iter().zip(&segments) {
            match part.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
                Some(name) => drop(values.insert(name.to_owned(), (*segment).to_owned())),
                None if part == segment => {}
                None => return None,
            }
        }
        (template.len() == segments.len()).then_some((row, values))
    })?;
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let known = pairs.filter(|(name, _)| row.parameter(name).is_some());
    values.extend(known.map(|(name, value)| (name.to_owned(), value.to_owned())));
    Some((row, values))
}

/// Bids are opened by their own tokens before all others may see them.
fn token(exchange: &Value) -> Credentials {
    let token = exchange["request"]["path"].as_str().unwrap().split("acc_token=").nth(1);
    Credentials { owner: token.map(|token| (TokenPlace::Query, Secret::new(token))), ..Credentials::default() }
}

/// What differs between the recorded answer and that of the sandbox.
async fn replay(file: &Path, exchange: &Value) -> Vec<String> {
    let client = client(file);
    let publisher = *Registry::builtin().publisher(PUBLISHER).unwrap();
    let Some((row, values)) = row(&publisher, exchange["request"]["path"].as_str().unwrap()) else {
        return vec!["no row of the table has this path".to_owned()];
    };
    let call = client.call(PUBLISHER, row.id, &values).unwrap().with_credentials(token(exchange));
    // The status is compared below: a refusal is an answer, too.
    drop(client.fetch(&call, &|_| {}).await);
    let response = client.host().last.lock().unwrap().take().unwrap();
    let answer: Value = serde_json::from_slice(&response.body).unwrap();
    let mut found = differences(&exchange["response"]["body"], &answer);
    if exchange["response"]["status"] != response.status {
        found.push(format!("status {}, not {}: {answer}", response.status, exchange["response"]["status"]));
    }
    found
}

#[tokio::test]
async fn every_recorded_read_of_2_x_is_answered_as_it_was() {
    let Some(shared) = shared("every_recorded_read_of_2_x").unwrap() else { return };
    let data = shared.join("data/openprocurement");
    let (mut reads, mut surprises) = (0, Vec::new());
    for file in FOLDERS.iter().flat_map(|folder| files(&data.join(folder))) {
        let exchange: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        if exchange["request"]["method"] != "GET" {
            continue;
        }
        reads += 1;
        let name = file.strip_prefix(&data).unwrap().to_str().unwrap().to_owned();
        let found = replay(&file, &exchange).await;
        let known: Vec<String> = KNOWN.iter().filter(|known| known.0 == name).map(|known| known.1.to_owned()).collect();
        if found != known {
            surprises.push(format!("{name}: {found:#?}"));
        }
    }
    assert!(surprises.is_empty(), "{} of {reads} differ:\n{}", surprises.len(), surprises.join("\n"));
    assert_eq!(reads, RECORDED);
}

#[tokio::test]
async fn the_whole_recording_is_listed_and_every_tender_in_it_is_read() {
    let Some(shared) = shared("the_whole_recording_is_listed").unwrap() else { return };
    let client = client(&shared.join("data/openprocurement"));
    let ids = async |endpoint: &str| -> Vec<String> {
        let values =
            Parameters::from([("limit".to_owned(), "1000".to_owned()), ("mode".to_owned(), "_all_".to_owned())]);
        let call = client.call(PUBLISHER, endpoint, &values).unwrap();
        let page = client.page(&call, &|_| {}).await.unwrap();
        let rows: Value = serde_json::from_str(&page.text).unwrap();
        rows["data"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    };
    let tenders = ids("tenders").await;
    // The complete one, the stored one, and those of the client's fixtures and of both tutorials.
    for id in [
        "38bca89f7ba4477d97f553d576fd6994",
        "823d50b3236247adad28a5a66f74db42",
        "f3849ade33534174b8402579152a5f41",
        "b74c14bbee6f44a9a0c8408c13a4c1a8",
        "fa2e9cbf88314cb6ae4f240dacbb041f",
    ] {
        assert!(tenders.iter().any(|known| known == id), "{id} is not listed: {tenders:?}");
    }
    for id in &tenders {
        let values = Parameters::from([("tender_id".to_owned(), id.clone())]);
        let call = client.call(PUBLISHER, "tender", &values).unwrap();
        let page = client.page(&call, &|_| {}).await.unwrap();
        let answer: Value = serde_json::from_str(&page.text).unwrap();
        assert_eq!(&answer["data"]["id"], id);
        for secret in ["owner_token", "transfer_token", "_rev"] {
            assert!(answer["data"].get(secret).is_none(), "{id} shows {secret}");
        }
    }
    assert!(ids("feedPlans").await.len() > 10);
    assert!(ids("feedContracts").await.contains(&"78fd8d7877d74b0dbc9c605462545e1c".to_owned()));
    let contract = Parameters::from([("contract_id".to_owned(), "3c0bf3eed3fc4b189103e62b828c599d".to_owned())]);
    let call = client.call(PUBLISHER, "contractById", &contract).unwrap();
    let page = client.page(&call, &|_| {}).await.unwrap();
    assert!(page.text.contains("UA-2016-03-18-000001-1") && !page.text.contains("\"access\""), "{}", page.text);
}
