//! The recorded documents that adapters are for.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tenderlens_core::convert::{Convert, Converted};
use tenderlens_core::publishers::Registry;
use tenderlens_tests::places::shared;

/// One recorded document, without its envelope.
#[derive(Clone)]
pub struct Document {
    pub publisher: &'static str,
    /// File, and place in it.
    pub name: String,
    pub json: Value,
}

impl Document {
    pub fn convert(&self) -> Converted {
        convert(self.publisher)(&self.json.to_string()).unwrap()
    }
}

/// The adapter of a publisher, as the registry has it.
pub fn convert(publisher: &str) -> Convert {
    Registry::builtin().publisher(publisher).unwrap().convert.unwrap()
}

/// Every recorded tender, record and release of the three dialects; `None` where there is no
/// recorded data.
pub fn recorded(test: &str) -> Option<Vec<Document>> {
    let data = shared(test).unwrap()?.join("data");
    let mut all = Vec::new();
    for file in files(&data.join("openprocurement")) {
        collect(&data, &file, "prozorro", &mut all);
    }
    for file in files(&data.join("openprocurement-legacy")) {
        collect(&data, &file, "openprocurement", &mut all);
    }
    for file in files(&data.join("devgateway-eu")) {
        let package = read(&file);
        for record in package["records"].as_array().into_iter().flatten() {
            let releases = record["releases"].as_array().unwrap().iter();
            for json in releases.filter(|it| it["ocid"].is_string()).chain([record]) {
                all.push(Document { publisher: "eu", name: name(&data, &file), json: json.clone() });
            }
        }
    }
    Some(all)
}

/// A tender, wherever an answer or a list of exchanges holds one.
fn collect(data: &Path, file: &Path, publisher: &'static str, all: &mut Vec<Document>) {
    let read = read(file);
    let answers: Vec<&Value> = match &read {
        Value::Array(exchanges) => exchanges.iter().collect(),
        exchange => vec![exchange],
    };
    for (index, answer) in answers.into_iter().enumerate() {
        let bodies =
            [answer.pointer("/response/body/data"), answer.pointer("/body/data"), answer.get("data"), Some(answer)];
        let tender = bodies.into_iter().flatten().find(|body| body.get("tenderID").is_some());
        if let Some(json) = tender {
            let name = format!("{}#{index}", name(data, file));
            all.push(Document { publisher, name, json: json.clone() });
        }
    }
}

fn name(data: &Path, file: &Path) -> String {
    file.strip_prefix(data).unwrap().display().to_string()
}

pub fn read(file: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.append(&mut files(&path));
        } else if path.extension().is_some_and(|it| it == "json") {
            all.push(path);
        }
    }
    all.sort();
    all
}
