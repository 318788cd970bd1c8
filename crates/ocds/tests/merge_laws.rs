//! Promises about merging that hold whatever the data, as far as each says.
#![allow(clippy::expect_used, clippy::panic)] // a test may stop at the first surprise

mod common;

use common::generate::{Generator, LEVELS, Level, Random};
use serde_json::Value;
use tenderlens_ocds::merge::{CompiledRelease, Merged, Options, Override, VersionedRelease, compiled, versioned};

/// Release texts in generated order: each is later than the one before.
fn history(seed: u64, level: Level) -> Vec<String> {
    Generator::new(seed + 20_000_000, level).history().releases
}

fn texts(releases: &[String]) -> Vec<&str> {
    releases.iter().map(String::as_str).collect()
}

fn json(merged: &Merged) -> Value {
    serde_json::from_str(&merged.json).expect("JSON")
}

/// For string or integer ids, no nulls, and additions later than what is there: key order aside.
#[test]
fn updating_equals_merging_all_at_once() {
    let options = Options::default();
    for seed in 0..1000 {
        let releases = history(seed, Level::Ordinary);
        let releases = texts(&releases);
        let (earlier, later) = releases.split_at(Random::new(seed).below(releases.len()));

        let base = compiled(earlier, &options).expect("a base").json;
        let mut updated = CompiledRelease::update(&base, options.clone()).expect("a base");
        updated.extend(later).expect("ordered");
        assert_eq!(
            json(&updated.finish().expect("updated")),
            json(&compiled(&releases, &options).expect("merged")),
            "{seed}"
        );

        let base = versioned(earlier, &options).expect("a base").json;
        let mut updated = VersionedRelease::update(&base, options.clone()).expect("a base");
        later.iter().for_each(|release| updated.append(release));
        assert_eq!(
            json(&updated.finish().expect("updated")),
            json(&versioned(&releases, &options).expect("merged")),
            "{seed}"
        );
    }
}

#[test]
fn growing_from_nothing_equals_merging_all_at_once() {
    let options = Options::default();
    for (seed, level) in (0..300).zip(LEVELS.into_iter().cycle()) {
        let releases = history(seed, level);
        let releases = texts(&releases);
        let mut grown = CompiledRelease::new(options.clone());
        let grown = grown.extend(&releases).and_then(|()| grown.finish());
        let merged = compiled(&releases, &options);
        assert_eq!(grown.is_ok(), merged.is_ok(), "{seed}");
        if let (Ok(grown), Ok(merged)) = (grown, merged) {
            assert_eq!(json(&grown), json(&merged), "{seed}");
        }
    }
}

#[test]
fn input_order_does_not_matter_where_dates_differ() {
    let options = Options::default();
    for seed in 0..500 {
        let releases = history(seed, Level::Ordinary);
        let mut releases = texts(&releases);
        let (one, other) = (compiled(&releases, &options), versioned(&releases, &options));
        let mut random = Random::new(seed);
        for last in (1..releases.len()).rev() {
            releases.swap(last, random.below(last + 1));
        }
        let shuffled = (compiled(&releases, &options), versioned(&releases, &options));
        assert_eq!(one.expect("compiled").json, shuffled.0.expect("compiled").json, "{seed}");
        assert_eq!(other.expect("versioned").json, shuffled.1.expect("versioned").json, "{seed}");
    }
}

#[test]
fn a_compiled_release_has_the_last_values_of_the_versioned_one() {
    let options = Options::default();
    for seed in 0..500 {
        let releases = history(seed, Level::Ordinary);
        let releases = texts(&releases);
        let mut last = latest(json(&versioned(&releases, &options).expect("versioned")));
        let mut merged = json(&compiled(&releases, &options).expect("compiled"));
        for head in ["tag", "id", "date"] {
            for document in [&mut last, &mut merged] {
                document.as_object_mut().expect("an object").remove(head);
            }
        }
        assert_eq!(spelled_alike(last), spelled_alike(merged), "{seed}");
    }
}

/// 100 after 1e2 is no change, but the compiled release has the latest spelling.
fn spelled_alike(value: Value) -> Value {
    match value {
        Value::Number(number) => Value::from(number.as_f64().expect("a number")),
        Value::Array(items) => items.into_iter().map(spelled_alike).collect(),
        Value::Object(members) => members.into_iter().map(|(key, value)| (key, spelled_alike(value))).collect(),
        other => other,
    }
}

/// A versioned release with every history replaced by its last value.
fn latest(value: Value) -> Value {
    match value {
        Value::Array(mut items) if items.first().is_some_and(|item| item.get("releaseDate").is_some()) => {
            items.pop().expect("an entry")["value"].take()
        }
        Value::Array(items) => items.into_iter().map(latest).collect(),
        Value::Object(members) => members.into_iter().map(|(key, value)| (key, latest(value))).collect(),
        other => other,
    }
}

/// An object matched by position whose id was null and then 3: read back from a versioned release,
/// its id is a history, and that history goes on.
#[test]
fn an_id_that_is_a_history_keeps_growing() {
    let mut options = Options::default();
    options.overrides.set(["awards"], Override::MergeByPosition);
    let release = |date: &str, id: &str| {
        format!(r#"{{"ocid":"o","id":"r","date":"{date}","tag":["award"],"awards":[{{"id":{id},"a":1}}]}}"#)
    };
    let base = versioned(&[&release("1", "null")], &options).expect("a base").json;
    let mut updated = VersionedRelease::update(&base, options).expect("a base");
    updated.append(&release("2", "3"));
    let ids = &json(&updated.finish().expect("updated"))["awards"][0]["id"];
    let values: Vec<_> = ids.as_array().expect("a history").iter().map(|entry| entry["value"].clone()).collect();
    assert_eq!(values, [Value::Null, Value::from(3)]);
}
