//! Every exchange recorded of openprocurement 0.x, sent again through the client to the sandbox: it
//! gets the recorded status and shape, or it is listed here with the reason.

pub(crate) mod desk;
pub(crate) mod shape;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tenderlens_tests::places::shared;

use desk::{Desk, Exchange};

/// Differences that are known, by file or place, each with its reason.
const KNOWN: &[(&str, &[&str], &str)] = &[
    ("bidder-documents.json", &["no row of the table has this path"], "the list of a bid's documents is no endpoint"),
    ("answer-question.json", &["no row of the table has this path"], "questions are no endpoint of the table"),
    ("complaint.json", &["no row of the table has this path"], "complaints are no endpoint of the table"),
    ("complaint-decline.json", &["no row of the table has this path"], "complaints are no endpoint of the table"),
];

/// The differences must be the known ones of that name, or none.
fn settle(name: &str, found: &[String]) {
    let known = KNOWN.iter().find(|(known, ..)| *known == name).map_or(&[][..], |(_, known, _)| known);
    assert_eq!(found, known, "{name}");
}

fn folder(test: &str) -> Option<PathBuf> {
    Some(shared(test).unwrap()?.join("data/openprocurement-legacy"))
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[tokio::test]
async fn the_tutorial_of_0_1_is_answered_as_it_was() {
    let Some(folder) = folder("the_tutorial_of_0_1") else { return };
    let mut desk = Desk::new("v0.1", None).await;
    let exchanges = read(&folder.join("v0.1-tutorial-exchanges.json"));
    let exchanges = exchanges.as_array().unwrap();
    assert_eq!(exchanges.len(), 10);
    for (number, exchange) in exchanges.iter().enumerate() {
        settle(&format!("v0.1 tutorial {number}"), &desk.replay(&Exchange::read(exchange)).await);
    }
}

/// In the order in which they were recorded, as their times tell.
const ORDER_0_2: &[&str] = &[
    "initial-tender-listing.json",
    "tender-post-attempt.json",
    "tender-post-attempt-json.json",
    "tender-post-attempt-json-data.json",
    "blank-tender-view.json",
    "tender-listing.json",
    "create-tender-procuringEntity.json",
    "tender-listing-after-procuringEntity.json",
    "patch-items-value-periods.json",
    "upload-tender-notice.json",
    "tender-documents.json",
    "tender-documents-2.json",
    "update-award-criteria.json",
    "register-bidder.json",
    "upload-bid-proposal.json",
    "bidder-documents.json",
    "confirm-qualification.json",
];

#[tokio::test]
async fn the_tutorial_of_0_2_is_answered_as_it_was() {
    let Some(folder) = folder("the_tutorial_of_0_2") else { return };
    let folder = folder.join("exchanges-v0.2");
    let mut order = ORDER_0_2.to_vec();
    order.sort_unstable();
    assert_eq!(files(&folder), order, "every file has its place in the order");
    let mut desk = Desk::new("v0.2", None).await;
    for name in ORDER_0_2 {
        let exchange = Exchange::read(&read(&folder.join(name)));
        if *name == "tender-documents-2.json" {
            upload_the_criteria(&mut desk, &exchange).await;
        }
        settle(name, &desk.replay(&exchange).await);
    }
}

/// The upload of the second document was not recorded; the list after it was.
async fn upload_the_criteria(desk: &mut Desk, list: &Exchange) {
    let document = &list.answer["data"][1];
    let upload = Exchange {
        method: "POST".to_owned(),
        status: 201,
        has_location: true,
        answer: json!({ "data": document }),
        ..list.clone()
    };
    assert_eq!(desk.replay(&upload).await, [""; 0]);
}

const ROOT: &str = "/api/0/tenders";

#[tokio::test]
async fn the_tutorial_of_0_5_is_answered_as_it_was() {
    let Some(folder) = folder("the_tutorial_of_0_5") else { return };
    let exchanges = folder.join("exchanges-v0.5");
    for name in files(&exchanges) {
        let exchange = Exchange::read(&read(&exchanges.join(&name)));
        // What only system users could bring about is read from the recording.
        let recording = (exchange.method == "GET").then_some(folder.as_path());
        let mut desk = Desk::new("v0.5", recording).await;
        if recording.is_none() {
            create_what_it_needs(&mut desk, &name, &exchange.path).await;
        }
        settle(&name, &desk.replay(&exchange).await);
    }
}

async fn create_what_it_needs(desk: &mut Desk, name: &str, path: &str) {
    let created = desk.stage("POST", ROOT, json!({})).await;
    let recorded = path.trim_start_matches(ROOT).split('/').nth(1).unwrap();
    desk.ids.insert(recorded.to_owned(), created["data"]["id"].as_str().unwrap().to_owned());
    if name == "confirm-qualification.json" {
        desk.stage("PATCH", &format!("{ROOT}/{recorded}"), json!({"status": "active.qualification"})).await;
    }
}

/// An example of the reference: what was printed as a request, and as its answer.
struct Example<'a> {
    method: &'a str,
    path: &'a str,
    /// Places in the file.
    request: Option<usize>,
    answer: Option<usize>,
    status: u16,
}

const TENDER: &str = "64e93250be76435397e8c992ed4214d1";

/// The reference's examples in an order in which they can happen. It names one tender by two ids.
fn examples() -> Vec<Example<'static>> {
    let example = |method, path, request, answer, status| Example { method, path, request, answer, status };
    vec![
        example("POST", "", Some(8), Some(9), 201),
        example("GET", "/{}", None, Some(0), 200),
        example("GET", "/{}", None, Some(10), 200),
        example("GET", "", None, Some(7), 200),
        example("PATCH", "/{}", Some(11), Some(12), 200),
        example("POST", "/{}/bidders", Some(13), Some(14), 201),
        example("POST", "/{}/bidders", Some(13), Some(14), 201),
        example("GET", "/{}/auction", None, Some(4), 200),
        example("PATCH", "/{}/auction", Some(5), Some(6), 200),
        example("POST", "/{}/awards", Some(2), None, 201),
        example("POST", "/{}/awards", Some(3), None, 201),
        // Printed with the path of bids, a slip: the service is that of awards.
        example("POST", "/{}/awards", Some(15), Some(16), 201),
        example("POST", "", None, Some(1), 400),
    ]
}

#[tokio::test]
async fn the_examples_of_the_reference_are_answered_as_printed() {
    let Some(folder) = folder("the_examples_of_the_reference") else { return };
    let printed = read(&folder.join("v0.1-reference-bodies.json"));
    let body = |place: usize| printed[place]["body"].clone();
    let examples = examples();
    let mut used: Vec<usize> = examples.iter().flat_map(|it| [it.request, it.answer]).flatten().collect();
    used.sort_unstable();
    used.dedup();
    assert_eq!(used, (0..printed.as_array().unwrap().len()).collect::<Vec<_>>(), "every example is sent");

    let mut desk = Desk::new("document", None).await;
    for (number, example) in examples.iter().enumerate() {
        let is_read = example.method == "GET";
        // The example of an error has no request: one that lacks what it names.
        let missing = json!({"totalValue": {"currency": "UAH"}});
        let data = example.request.map_or(missing, |place| body(place)["data"].clone());
        let exchange = Exchange {
            method: example.method.to_owned(),
            path: format!("{ROOT}{}", example.path.replace("{}", TENDER)),
            content_type: None,
            data: (!is_read).then_some(data),
            status: example.status,
            has_location: example.status == 201,
            answer: example.answer.map_or(Value::Null, body),
        };
        let found = match example.answer {
            Some(_) => desk.replay(&exchange).await,
            None => {
                let status = desk.send(&exchange).await.unwrap().status;
                if status == example.status { Vec::new() } else { vec![format!("status {status}")] }
            }
        };
        settle(&format!("reference {number}: {} {}", example.method, example.path), &found);
    }
}

#[tokio::test]
async fn every_listed_difference_is_one_of_a_file_that_is_there() {
    let Some(folder) = folder("every_listed_difference") else { return };
    let files = [files(&folder.join("exchanges-v0.2")), files(&folder.join("exchanges-v0.5"))].concat();
    assert!(KNOWN.iter().all(|(name, _, reason)| files.iter().any(|file| file == name) && !reason.is_empty()));
}
