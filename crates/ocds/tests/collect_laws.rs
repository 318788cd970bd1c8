//! What holds for grouping and merging, whatever the data.
#![allow(clippy::unwrap_used)] // a test may stop at the first surprise

use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, proptest};
use proptest::string::string_regex;
use serde_json::Value;
use tenderlens_ocds::collect::{Documents, Form, Groups, RecordForm};
use tenderlens_ocds::merge::{CompiledRelease, Merged, Options, VersionedRelease, compiled, versioned};

/// An item: its id, whether that is a string, and a quantity.
type Item = (u8, bool, u32);

/// Releases of one process, each later than the one before: ids are strings or integers, and nothing
/// is null.
fn history(ocid: u8) -> impl Strategy<Value = Vec<String>> {
    let release = (vec((0..4_u8, any::<bool>(), 0..9_u32), 0..4), "[a-zé \\\\\"]{0,8}", any::<bool>());
    vec(release, 1..12).prop_map(move |releases| {
        let releases = releases.into_iter().enumerate();
        releases.map(|(number, (items, title, active))| text(ocid, number, &items, &title, active)).collect()
    })
}

fn text(ocid: u8, number: usize, items: &[Item], title: &str, active: bool) -> String {
    let title = serde_json::to_string(title).unwrap();
    let mut text =
        format!(r#"{{"ocid":"ocds-{ocid}","id":"r{number}","date":"2024-01-{:02}","tag":["tender"]"#, number + 1);
    write!(text, r#","title":{title},"tender":{{"items":["#).unwrap();
    for (index, (id, quoted, quantity)) in items.iter().enumerate() {
        let comma = if index > 0 { "," } else { "" };
        let id = if *quoted { format!("\"i{id}\"") } else { id.to_string() };
        write!(text, r#"{comma}{{"id":{id},"quantity":{quantity}.0}}"#).unwrap();
    }
    text.push_str(if active { r#"],"status":"active"}}"# } else { "]}}" });
    text
}

fn texts(releases: &[String]) -> Vec<&str> {
    releases.iter().map(String::as_str).collect()
}

/// Key order aside.
fn json(merged: &Merged) -> Value {
    serde_json::from_str(&merged.json).unwrap()
}

fn lines(text: &str, form: &Form) -> Vec<String> {
    let mut groups = Groups::default();
    Documents::new(text).for_each(|document| groups.add(document.unwrap()));
    assert!(groups.problems.is_empty());
    groups.processes().filter_map(|process| process.merge(form, &Options::default()).json).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn updating_with_later_releases_is_merging_all(releases in history(0), at in any::<usize>()) {
        let options = Options::default();
        let releases = texts(&releases);
        let (earlier, later) = releases.split_at(at % releases.len());

        let base = compiled(earlier, &options).unwrap().json;
        let mut updated = CompiledRelease::update(&base, options.clone()).unwrap();
        updated.extend(later).unwrap();
        prop_assert_eq!(json(&updated.finish().unwrap()), json(&compiled(&releases, &options).unwrap()));

        let base = versioned(earlier, &options).unwrap().json;
        let mut updated = VersionedRelease::update(&base, options.clone()).unwrap();
        updated.extend(later).unwrap();
        prop_assert_eq!(json(&updated.finish().unwrap()), json(&versioned(&releases, &options).unwrap()));
    }

    #[test]
    fn mixed_processes_merge_as_each_alone(a in history(0), b in history(1), c in history(2), order in vec(0..3_usize, 0..40)) {
        let options = Options::default();
        let mut queues = [a.clone(), b.clone(), c.clone()].map(Vec::into_iter);
        let mut mixed: Vec<String> = order.iter().filter_map(|&queue| queues[queue].next()).collect();
        mixed.extend(queues.into_iter().flatten());
        let alone: Vec<_> = [&a, &b, &c].iter().map(|releases| compiled(&texts(releases), &options).unwrap().json).collect();
        prop_assert_eq!(&lines(&mixed.join("\n"), &Form::Compiled), &alone);
        prop_assert_eq!(&lines(&format!("[{}]", mixed.join(" , ")), &Form::Compiled), &alone);
        let record = Form::Record(RecordForm { versioned: true, linked: false });
        let records = lines(&format!("{{\"releases\":[{}]}}", mixed.join(",")), &record);
        // Records are input too.
        prop_assert_eq!(&lines(&records.concat(), &Form::Compiled), &alone);
        prop_assert_eq!(&lines(&format!("{{\"records\":[{}]}}", records.join(",")), &record), &records);
    }

    #[test]
    fn no_text_is_too_odd(text in string_regex("[\\[\\]{}:,\"\\\\ 0-9eocidrels]{0,40}").unwrap()) {
        let mut groups = Groups::default();
        let mut documents = Documents::new(&text);
        for document in &mut documents {
            match document {
                Ok(document) => groups.add(document),
                Err(problem) => prop_assert!(problem.offset <= text.len()),
            }
        }
        for process in groups.processes() {
            process.merge(&Form::Versioned, &Options::default());
        }
    }
}
