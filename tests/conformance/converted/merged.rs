//! Successive states of one process, as recorded, merged into one.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tenderlens_core::ocds::merge::{Options, compiled, versioned};

use super::documents::recorded;

/// The ids of every list of objects, by the path of the list; what an entry is nested in counts by
/// its id.
fn ids(path: &str, value: &Value, all: &mut BTreeMap<String, Vec<String>>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| ids(&format!("{path}/{name}"), value, all)),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate().filter(|(_, item)| item.is_object()) {
                // Lists that are replaced as a whole are told apart by position.
                let whole = path.ends_with("additionalClassifications") || path.ends_with("additionalIdentifiers");
                let id = if whole { index.to_string() } else { item["id"].to_string() };
                assert_ne!(id, "null", "{path} has an entry without id");
                all.entry(path.to_owned()).or_default().push(id.clone());
                ids(&format!("{path}/{id}"), item, all);
            }
        }
        _ => {}
    }
}

fn states() -> Option<BTreeMap<String, Vec<String>>> {
    let mut states: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for document in recorded("merged")? {
        let converted = document.convert();
        let releases = states.entry(converted.ocid.clone()).or_default();
        releases.extend(converted.releases.into_iter().filter(|it| !releases.contains(it)).collect::<Vec<_>>());
    }
    states.retain(|_, releases| releases.len() > 1);
    Some(states)
}

#[test]
fn ids_keep_lists_together_over_successive_states() {
    let Some(states) = states() else {
        return;
    };
    let counts: Vec<_> = states.iter().map(|(ocid, releases)| format!("{ocid} {}", releases.len())).collect();
    assert!(counts.contains(&"ocds-be6bcu-UA-2016-07-21-000001 3".to_owned()), "{counts:?}");
    for (ocid, releases) in &states {
        let releases: Vec<&str> = releases.iter().map(String::as_str).collect();
        let merged = compiled(&releases, &Options::default()).unwrap();
        assert_eq!(merged.warnings, [], "{ocid}");
        assert_eq!(versioned(&releases, &Options::default()).unwrap().warnings, [], "{ocid}");
        let mut expected: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for release in &releases {
            let mut all = BTreeMap::new();
            ids("", &serde_json::from_str(release).unwrap(), &mut all);
            all.into_iter().for_each(|(path, ids)| expected.entry(path).or_default().extend(ids));
        }
        let mut found = BTreeMap::new();
        ids("", &serde_json::from_str(&merged.json).unwrap(), &mut found);
        for (path, ids) in found {
            assert_eq!(ids.iter().cloned().collect::<BTreeSet<_>>(), expected[&path], "{ocid} {path}");
            assert_eq!(ids.len(), expected[&path].len(), "{ocid} {path}: an entry stands there twice");
        }
    }
}

#[test]
fn the_last_state_counts_and_the_first_is_remembered() {
    let Some(mut states) = states() else {
        return;
    };
    let releases = states.remove("openprocurement-UA-8c2ba371505348ed8f5f0e5119a80451").unwrap();
    let releases: Vec<&str> = releases.iter().map(String::as_str).collect();
    assert_eq!(releases.len(), 2);
    let merged: Value = serde_json::from_str(&compiled(&releases, &Options::default()).unwrap().json).unwrap();
    assert_eq!(merged["date"], "2014-10-25T00:42:44.968106+03:00");
    assert_eq!(merged["tender"]["value"]["amount"], 50_000);
    assert_eq!(merged["parties"].as_array().unwrap().len(), 1);
    let versioned = versioned(&releases, &Options::default()).unwrap().json;
    assert!(versioned.contains("8c2ba371505348ed8f5f0e5119a80451-2014-10-25T00:37:13.847358"), "{versioned}");
}
