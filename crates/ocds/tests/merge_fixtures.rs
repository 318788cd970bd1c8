//! Every shared merge fixture: values, key order, warnings, error classes and messages.
#![allow(clippy::expect_used, clippy::panic)] // a test may stop at the first surprise

mod common;

use std::path::Path;

use common::{ordered_equal, read, skip_or_fail};
use serde::Deserialize;
use serde_json::value::RawValue;
use tenderlens_ocds::merge::{
    CompiledRelease, MergeError, Merged, Options, Override, Overrides, Rules, VersionedRelease, compiled, versioned,
};

#[derive(Deserialize)]
struct Manifest {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    schema: String,
    releases: String,
    compiled: Option<String>,
    versioned: Option<String>,
    compiled_error: Option<ExpectedError>,
    versioned_error: Option<ExpectedError>,
    base_compiled: Option<String>,
    base_versioned: Option<String>,
    #[serde(default)]
    overrides: Vec<ExpectedOverride>,
    warnings: Vec<String>,
}

#[derive(Deserialize)]
struct ExpectedError {
    #[serde(rename = "type")]
    class: String,
    message: String,
}

#[derive(Deserialize)]
struct ExpectedOverride {
    path: Vec<String>,
    strategy: String,
}

fn options(folder: &Path, case: &Case) -> Options {
    let mut options =
        Options::with_rules(Rules::from_schema(&read(&folder.join(&case.schema))).expect("rules of the schema"));
    let mut overrides = Overrides::new();
    for entry in &case.overrides {
        let strategy = match entry.strategy.as_str() {
            "APPEND" => Override::Append,
            "MERGE_BY_POSITION" => Override::MergeByPosition,
            other => panic!("unknown strategy {other}"),
        };
        overrides.set(&entry.path, strategy);
    }
    options.overrides = overrides;
    options
}

fn check(
    folder: &Path,
    case: &Case,
    what: &str,
    got: Result<Merged, MergeError>,
    json: Option<&String>,
    error: Option<&ExpectedError>,
) -> Result<(), String> {
    let label = format!("{} ({what})", case.name);
    match (got, json, error) {
        (Ok(merged), Some(path), None) => {
            let expected = read(&folder.join(path));
            ordered_equal(&merged.json, &expected).map_err(|why| format!("{label}: {why}"))?;
            let warnings: Vec<_> = merged.warnings.iter().map(|w| &w.message).collect();
            if warnings != case.warnings.iter().collect::<Vec<_>>() {
                return Err(format!("{label}: warnings {warnings:?}"));
            }
            let classes = merged.warnings.iter().map(|w| w.class);
            assert!(classes.into_iter().all(|c| c == "DuplicateIdValueWarning"));
            Ok(())
        }
        (Err(got), None, Some(error)) => {
            if got.class() != error.class || got.message() != error.message {
                return Err(format!("{label}: {} {}", got.class(), got.message()));
            }
            Ok(())
        }
        (got, _, _) => Err(format!("{label}: {got:?}")),
    }
}

fn texts(releases: &str) -> Vec<String> {
    let raw: Vec<Box<RawValue>> = serde_json::from_str(releases).expect("an array of releases");
    raw.iter().map(|release| release.get().to_owned()).collect()
}

#[test]
fn every_shared_fixture() {
    let folder = common::workspace().join("../shared/merge/fixtures");
    let Ok(manifest) = std::fs::read_to_string(folder.join("manifest.json")) else {
        return skip_or_fail("the shared merge fixtures are not beside the workspace");
    };
    let manifest: Manifest = serde_json::from_str(&manifest).expect("the manifest");
    let mut problems = Vec::new();
    for case in &manifest.cases {
        let options = options(&folder, case);
        let releases = texts(&read(&folder.join(&case.releases)));
        let releases: Vec<&str> = releases.iter().map(String::as_str).collect();
        let base = |path: &Option<String>| path.as_ref().map(|path| read(&folder.join(path)));
        let got = match base(&case.base_compiled) {
            None => compiled(&releases, &options),
            Some(base) => CompiledRelease::update(&base, options.clone())
                .and_then(|mut merged| merged.extend(&releases).map(|()| merged))
                .and_then(CompiledRelease::finish),
        };
        let (json, error) = (case.compiled.as_ref(), case.compiled_error.as_ref());
        problems.extend(check(&folder, case, "compiled", got, json, error).err());
        let got = match base(&case.base_versioned) {
            None => versioned(&releases, &options),
            Some(base) => VersionedRelease::update(&base, options)
                .and_then(|mut merged| merged.extend(&releases).map(|()| merged))
                .and_then(VersionedRelease::finish),
        };
        let (json, error) = (case.versioned.as_ref(), case.versioned_error.as_ref());
        problems.extend(check(&folder, case, "versioned", got, json, error).err());
    }
    println!("{} fixtures, {} problems", manifest.cases.len(), problems.len());
    assert!(manifest.cases.len() >= 90);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
