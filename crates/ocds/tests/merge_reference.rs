//! Generated histories, merged here and by the reference implementation itself.
#![allow(clippy::expect_used, clippy::panic)] // a test may stop at the first surprise

mod common;

use std::fmt::Write;
use std::path::PathBuf;
use std::process::Command;

use common::generate::{self, Generator, LEVELS, Level, Random};
use common::setup::Setup;
use common::{ordered_equal, skip_or_fail, workspace};
use serde::Deserialize;
use serde_json::json;
use tenderlens_ocds::merge::{CompiledRelease, MergeError, Merged, VersionedRelease, compiled, versioned};

/// How many histories of each level, unless `TENDERLENS_HISTORIES` says otherwise.
const EACH: u64 = 1800;

#[derive(Deserialize)]
struct Expected {
    compiled: Outcome,
    versioned: Outcome,
}

#[derive(Deserialize, Debug)]
struct Outcome {
    json: Option<String>,
    class: Option<String>,
    message: Option<String>,
    warnings: Vec<String>,
}

struct Case {
    label: String,
    setup: Setup,
    releases: Vec<String>,
    /// How many releases make the earlier result that the rest updates.
    base: Option<usize>,
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for level in LEVELS {
        for seed in 0..generate::histories(EACH) {
            let mut random = Random::new(seed.wrapping_mul(77) + level as u64);
            let setup = Setup::pick(&mut random);
            let releases = Generator::new(seed * 3 + level as u64, level).history().releases;
            let update = level != Level::Chaotic && random.once_in(4) && !releases.is_empty();
            let base = update.then(|| random.below(releases.len()));
            let label = format!("{level:?} {seed} {setup:?} base {base:?}");
            cases.push(Case { label, setup, releases, base });
        }
    }
    cases
}

fn setups() -> String {
    let mut setups = serde_json::Map::new();
    for setup in [Setup::Ocds11, Setup::Ocds10, Setup::NoRules, Setup::Append, Setup::ByPosition] {
        let options = setup.options();
        let overridden: Vec<String> = match setup {
            Setup::Append | Setup::ByPosition => Setup::OVERRIDDEN.iter().map(|path| path.join(".")).collect(),
            _ => Vec::new(),
        };
        let rules = json!({
            "omit": options.rules.omitted().collect::<Vec<_>>(),
            "whole": options.rules.whole_lists().collect::<Vec<_>>(),
            "overridden": overridden,
        });
        setups.insert(setup.name().to_owned(), rules);
    }
    serde_json::to_string(&setups).expect("setups")
}

fn python() -> Option<PathBuf> {
    let given = std::env::var_os("TENDERLENS_PYTHON").map(PathBuf::from);
    let python = given.unwrap_or_else(|| workspace().join(".venv/bin/python"));
    let check = Command::new(&python).args(["-c", "import ocdsmerge"]).output();
    check.is_ok_and(|output| output.status.success()).then_some(python)
}

fn reference(python: &PathBuf, cases: &[Case]) -> Vec<Expected> {
    let folder = std::env::temp_dir().join(format!("merge-reference-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let mut input = String::new();
    for case in cases {
        let line = json!({
            "setup": case.setup.name(),
            "releases": case.releases,
            "base": case.base,
        });
        writeln!(input, "{line}").expect("a line");
    }
    std::fs::write(folder.join("setups.json"), setups()).expect("setups");
    std::fs::write(folder.join("input.ndjson"), input).expect("input");
    let script = workspace().join("crates/ocds/tests/merge_reference.py");
    let output = Command::new(python)
        .arg(script)
        .arg(folder.join("setups.json"))
        .arg(folder.join("input.ndjson"))
        .output()
        .expect("the reference runs");
    let _ = std::fs::remove_dir_all(&folder);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let output = String::from_utf8(output.stdout).expect("text");
    output.lines().map(|line| serde_json::from_str(line).expect("a result")).collect()
}

fn compare(got: Result<Merged, MergeError>, expected: &Outcome) -> Result<(), String> {
    match (&got, &expected.json) {
        (Ok(merged), Some(json)) => {
            ordered_equal(&merged.json, json)?;
            let warnings: Vec<&String> = merged.warnings.iter().map(|w| &w.message).collect();
            if warnings != expected.warnings.iter().collect::<Vec<_>>() {
                return Err(format!("warnings {warnings:?}, expected {expected:?}"));
            }
            Ok(())
        }
        (Err(error), None)
            if expected.class.as_deref() == Some(error.class()) && expected.message == Some(error.message()) =>
        {
            Ok(())
        }
        _ => Err(format!("got {got:?}\nexpected {expected:?}")),
    }
}

fn run_compiled(case: &Case, releases: &[&str]) -> Result<Merged, MergeError> {
    let options = case.setup.options();
    let Some(base) = case.base else {
        return compiled(releases, &options);
    };
    let base_json = compiled(&releases[..base], &options)?.json;
    let mut merged = CompiledRelease::update(&base_json, options)?;
    merged.extend(&releases[base..])?;
    merged.finish()
}

fn run_versioned(case: &Case, releases: &[&str]) -> Result<Merged, MergeError> {
    let options = case.setup.options();
    let Some(base) = case.base else {
        return versioned(releases, &options);
    };
    let base_json = versioned(&releases[..base], &options)?.json;
    let mut merged = VersionedRelease::update(&base_json, options)?;
    merged.extend(&releases[base..])?;
    merged.finish()
}

#[test]
fn same_as_the_reference() {
    let Some(python) = python() else {
        return skip_or_fail("no Python with ocdsmerge: run the set-up or set TENDERLENS_PYTHON");
    };
    let cases = cases();
    let expected = reference(&python, &cases);
    assert_eq!(cases.len(), expected.len());
    let mut differences = Vec::new();
    let mut errors = 0;
    let mut warned = 0;
    for (case, expected) in cases.iter().zip(&expected) {
        let releases: Vec<&str> = case.releases.iter().map(String::as_str).collect();
        errors += usize::from(expected.compiled.class.is_some());
        warned += usize::from(!expected.compiled.warnings.is_empty());
        for (what, got, expected) in [
            ("compiled", run_compiled(case, &releases), &expected.compiled),
            ("versioned", run_versioned(case, &releases), &expected.versioned),
        ] {
            if let Err(why) = compare(got, expected) {
                let input = case.releases.join("\n  ");
                differences.push(format!("{what} {}:\n  {input}\n{why}", case.label));
            }
        }
    }
    println!("{} histories ({errors} errors, {warned} with warnings), {} differences", cases.len(), differences.len());
    differences.sort_by_key(String::len);
    let shown = differences.iter().take(3).cloned().collect::<Vec<_>>();
    assert!(differences.is_empty(), "{}", shown.join("\n\n"));
}
