//! The fuzzer's targets over a seeded corpus: what they promise is checked on every machine, the
//! fuzzer itself needs a nightly toolchain.
#![allow(clippy::panic)] // a test may stop at the first surprise

mod common;
#[path = "../fuzz/targets.rs"]
mod targets;

use common::generate::{Generator, LEVELS, Random};

/// Pieces that parsers trip over.
const PIECES: [&str; 16] = [
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "\\ud800",
    "1e400",
    "-0",
    "\u{0}",
    "\n",
    "\"ocid\":",
    "\"id\":null,",
];

/// Cuts, repeats and inserts, at places that are characters.
fn mutate(text: &str, random: &mut Random) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(4) {
        let at = random.below(characters.len() + 1);
        let end = (at + random.below(40)).min(characters.len());
        match random.below(3) {
            0 => drop(characters.drain(at..end)),
            1 => {
                let piece = characters[at..end].to_vec();
                drop(characters.splice(at..at, piece));
            }
            _ => drop(characters.splice(at..at, random.pick(&PIECES).chars())),
        }
    }
    characters.into_iter().collect()
}

fn inputs(count: u64) -> impl Iterator<Item = String> {
    (0..count).flat_map(|seed| {
        let level = LEVELS[seed as usize % LEVELS.len()];
        let text = Generator::new(seed + 5_000_000, level).history().releases.join("\n");
        let mut random = Random::new(seed);
        let mutated: Vec<String> = (0..3).map(|_| mutate(&text, &mut random)).collect();
        std::iter::once(text).chain(mutated)
    })
}

#[test]
fn merging_gives_an_error_or_json() {
    inputs(300).for_each(|input| targets::merge(input.as_bytes()));
}

#[test]
fn collecting_gives_a_result_or_a_problem() {
    inputs(300).for_each(|input| targets::collect(input.as_bytes()));
    let package = |text: String| format!(r#"{{"releases":[{}]}}"#, text.replace('\n', ","));
    inputs(100).for_each(|input| targets::collect(package(input).as_bytes()));
}

#[test]
fn what_is_no_text_is_left_alone() {
    targets::merge(&[0xff, b'{']);
    targets::collect(&[0xff, b'{']);
}
