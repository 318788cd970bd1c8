//! What is fuzzed: shared by the fuzzer and by the ordinary test over a seeded corpus.

use serde::de::IgnoredAny;
use tenderlens_ocds::changes::{changes, history};
use tenderlens_ocds::collect::{Documents, Form, Groups};
use tenderlens_ocds::merge::{CompiledRelease, Options, Rules, compiled, quirks, versioned};

/// A process whose releases are the lines of the input: an error or JSON, from each way in.
pub fn merge(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let releases: Vec<&str> = text.lines().collect();
    for options in [Options::default(), Options::new(Rules::ocds_1_0())] {
        for merged in [compiled(&releases, &options), versioned(&releases, &options)].into_iter().flatten() {
            assert_json(&merged.json);
        }
        let accounted = changes(&releases, &options);
        assert_eq!(accounted.is_ok(), compiled(&releases, &options).is_ok(), "changes and the merge disagree");
        let _ = history(&releases, "/tender", &options);
        let _ = quirks(&releases, &options);
        update(&releases, &options);
    }
}

fn update(releases: &[&str], options: &Options) {
    let Some((base, later)) = releases.split_first() else {
        return;
    };
    if let Ok(mut release) = CompiledRelease::update(base, options.clone()) {
        let _ = release.extend(later);
        if let Ok(merged) = release.finish() {
            assert_json(&merged.json);
        }
    }
}

/// Documents of any kind in any order: whatever is found in them merges or is a problem.
pub fn collect(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let mut groups = Groups::default();
    Documents::new(text).map_while(Result::ok).for_each(|document| groups.add(document));
    for form in [Form::Compiled, Form::Versioned, Form::Changes] {
        for process in groups.processes() {
            let outcome = process.merge(&form, &Options::default());
            match &outcome.json {
                Some(json) => assert_json(json),
                None => assert!(!outcome.problems.is_empty(), "a process failed without a reason"),
            }
        }
    }
}

fn assert_json(text: &str) {
    if let Err(error) = serde_json::from_str::<IgnoredAny>(text) {
        panic!("{error} in {text}");
    }
}
