//! `fuzz_corpus FOLDER`: writes what the fuzzers start from, the inputs that the ordinary tests check
//! too, into a folder for each target.

#[path = "../tests/common/mod.rs"]
mod common;

use std::fs;
use std::io;
use std::path::Path;

use common::corpus::{collect_inputs, merge_inputs};

/// Enough for the generator's quirks, and few enough to leave a short run time for more than these.
const HISTORIES: u64 = 60;

fn main() -> io::Result<()> {
    let folder = std::env::args().nth(1).ok_or_else(|| io::Error::other("usage: fuzz_corpus FOLDER"))?;
    let folder = Path::new(&folder);
    write(&folder.join("merge"), merge_inputs(HISTORIES))?;
    write(&folder.join("collect"), collect_inputs(HISTORIES))
}

fn write(folder: &Path, inputs: impl Iterator<Item = String>) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    inputs.enumerate().try_for_each(|(number, input)| fs::write(folder.join(number.to_string()), input))
}
