//! How long does it take to merge a corpus, text to text, and how far is that from only checking
//! that it is JSON?
//!
//! `TENDERLENS_CORPUS` names a file of releases, one a line, those of one process together. Without
//! it there is nothing to measure.
#![allow(clippy::expect_used)] // no corpus, no measurement

use std::hint::black_box;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde::de::IgnoredAny;
use tenderlens_ocds::changes::{ReleaseChanges, changes};
use tenderlens_ocds::merge::{Options, compiled, versioned};

const RUNS: usize = 7;

#[derive(Deserialize)]
struct Head<'a> {
    #[serde(borrow)]
    ocid: &'a str,
}

fn groups(corpus: &str) -> Vec<Vec<&str>> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in corpus.lines() {
        let head: Head<'_> = serde_json::from_str(line).expect("a release");
        match groups.last_mut() {
            Some((ocid, group)) if *ocid == head.ocid => group.push(line),
            _ => groups.push((head.ocid, vec![line])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The middle of several runs, and the bytes that one run made.
fn median(mut run: impl FnMut() -> usize) -> (Duration, usize) {
    let mut bytes = 0;
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            bytes = black_box(run());
            start.elapsed()
        })
        .collect();
    times.sort();
    (times[RUNS / 2], bytes)
}

fn main() {
    let Ok(path) = std::env::var("TENDERLENS_CORPUS") else {
        println!("SKIPPED: TENDERLENS_CORPUS names no corpus");
        return;
    };
    let corpus = std::fs::read_to_string(path).expect("the corpus");
    let groups = groups(&corpus);
    let options = Options::default();
    let size = corpus.len() as f64 / 1e6;
    println!("{} processes, {size:.1} MB", groups.len());
    let report = |what: &str, (time, bytes): (Duration, usize)| {
        let rate = size / time.as_secs_f64();
        let bytes = bytes as f64 / 1e6;
        println!("{what:10} {time:>10.1?} {rate:>7.0} MB/s, {bytes:.1} MB out");
    };
    let floor = || {
        let lines = groups.iter().flatten();
        lines
            .map(|line| {
                serde_json::from_str::<IgnoredAny>(line).expect("JSON");
                line.len()
            })
            .sum()
    };
    report("check only", median(floor));
    let run = || groups.iter().map(|g| compiled(g, &options).expect("merged").json.len());
    report("compiled", median(|| run().sum()));
    let run = || groups.iter().map(|g| versioned(g, &options).expect("merged").json.len());
    report("versioned", median(|| run().sum()));
    let texts = |release: ReleaseChanges| -> usize {
        release.changes.iter().filter_map(|change| change.new.as_ref()).map(String::len).sum()
    };
    let run = || groups.iter().flat_map(|g| changes(g, &options).expect("changes")).map(texts);
    report("changes", median(|| run().sum()));
}
