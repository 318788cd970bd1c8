//! The architecture's rules about who may depend on whom, over `cargo metadata`.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;
use tenderlens_tests::places::workspace;

/// Direct dependencies (not those for tests) of every workspace package.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(workspace())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    packages.iter().map(|package| (text(&package["name"]), direct(package))).collect()
}

fn direct(package: &Value) -> BTreeSet<String> {
    let all = package["dependencies"].as_array().unwrap();
    all.iter().filter(|it| it["kind"].is_null()).map(|it| text(&it["name"])).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[test]
fn dependencies_point_one_way() {
    // Package, and the only packages of ours that it may use.
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("tenderlens-ocds", &[][..]),
        ("tenderlens-core", &["tenderlens-ocds"]),
        ("tenderlens-catalog", &["tenderlens-ocds"]),
        ("tenderlens-wasm", &["tenderlens-core"]),
        ("tenderlens-explorer", &["tenderlens-catalog", "tenderlens-core"]),
        ("tenderlens-sandbox", &["tenderlens-core"]),
        ("tenderlens", &["tenderlens-core", "tenderlens-sandbox"]),
        ("tenderlens-tests", &["tenderlens-core", "tenderlens-sandbox"]),
        ("xtask", &[]),
    ]);
    let dependencies = dependencies();
    assert_eq!(
        dependencies.keys().map(String::as_str).collect::<Vec<_>>(),
        allowed.keys().copied().collect::<Vec<_>>()
    );
    for (package, direct) in &dependencies {
        let ours = direct.iter().filter(|name| allowed.contains_key(name.as_str()));
        for name in ours {
            assert!(allowed[package.as_str()].contains(&name.as_str()), "{package} may not depend on {name}");
        }
    }
}

#[test]
fn the_chosen_libraries_are_used_where_their_work_is_done() {
    let dependencies = dependencies();
    for (package, library) in [
        ("tenderlens-wasm", "wasm-bindgen"),
        ("tenderlens-wasm", "serde-wasm-bindgen"),
        ("tenderlens-core", "gloo-net"),
        ("tenderlens-core", "web-sys"),
        ("tenderlens-explorer", "leptos"),
        ("tenderlens-explorer", "web-sys"),
        ("tenderlens-ocds", "serde"),
        ("tenderlens-core", "serde"),
    ] {
        assert!(dependencies[package].contains(library), "{package} does not depend on {library}");
    }
}

#[test]
fn the_pure_crates_know_no_browser_clock_or_runtime() {
    let dependencies = dependencies();
    for package in ["tenderlens-ocds", "tenderlens-catalog"] {
        for library in ["wasm-bindgen", "web-sys", "js-sys", "gloo-net", "tokio", "reqwest", "rand", "futures"] {
            assert!(!dependencies[package].contains(library), "{package} depends on {library}");
        }
    }
}

#[test]
fn every_direct_dependency_has_its_line() {
    let page = std::fs::read_to_string(workspace().join("docs/dependencies.md")).unwrap();
    let dependencies = dependencies();
    let foreign = dependencies.values().flatten().filter(|name| !dependencies.contains_key(*name));
    let missing: BTreeSet<_> = foreign.filter(|name| !page.contains(&format!("| `{name}` |"))).collect();
    assert!(missing.is_empty(), "docs/dependencies.md has no line for {missing:?}");
}

/// `core` outside `client/` and all of the pages behave alike for every publisher.
#[test]
fn the_explorer_knows_no_publisher_by_name() {
    let source = workspace().join("crates/explorer/src");
    let mut folders = vec![source];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            // Tests may name what they like.
            if path.ends_with("tests.rs") {
                continue;
            }
            let code = std::fs::read_to_string(&path).unwrap();
            let code = code.split("#[cfg(test)]").next().unwrap();
            // The code of the Ukrainian language is that of a publisher, too.
            let code = code.replace("Self::Ukrainian => \"uk\"", "");
            for forbidden in ["\"peru\"", "\"uk\"", "\"openprocurement\"", "find-tender", "oece.gob", "/tender/"] {
                assert!(!code.contains(forbidden), "{} names {forbidden}", path.display());
            }
        }
    }
}
