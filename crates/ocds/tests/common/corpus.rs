//! The seeded corpus of the fuzz targets: histories, whole and spoilt.

use super::generate::{Generator, LEVELS, Random};

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

/// For the merge: the releases of a process, one a line.
pub fn merge_inputs(count: u64) -> impl Iterator<Item = String> {
    (0..count).flat_map(|seed| {
        let level = LEVELS[seed as usize % LEVELS.len()];
        // Outside of strings a line break is a space like any other, and strings have none.
        let releases = Generator::new(seed + 5_000_000, level).history().releases;
        let text = releases.iter().map(|release| release.replace(['\n', '\r'], " ")).collect::<Vec<_>>().join("\n");
        let mut random = Random::new(seed);
        let mutated: Vec<String> = (0..3).map(|_| mutate(&text, &mut random)).collect();
        std::iter::once(text).chain(mutated)
    })
}

/// For collecting: the same releases as they are, and in packages.
pub fn collect_inputs(count: u64) -> impl Iterator<Item = String> {
    let package = |text: String| format!(r#"{{"releases":[{}]}}"#, text.replace('\n', ","));
    merge_inputs(count).chain(merge_inputs(count / 3).map(package))
}
