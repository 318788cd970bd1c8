//! What files weigh on the wire.

use std::iter::Sum;
use std::path::PathBuf;

use serde_json::Value;

use crate::error::{Context, Error, Result};
use crate::shell::Shell;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    pub raw: u64,
    pub gzip: u64,
    pub brotli: u64,
}

impl Sum for Size {
    fn sum<I: Iterator<Item = Self>>(sizes: I) -> Self {
        sizes.fold(Self::default(), |total, size| Self {
            raw: total.raw + size.raw,
            gzip: total.gzip + size.gzip,
            brotli: total.brotli + size.brotli,
        })
    }
}

/// Whether compressed copies are left beside the files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Copies {
    Write,
    Skip,
}

/// The size of each file, in order.
pub fn measure(shell: &Shell, files: &[PathBuf], copies: Copies) -> Result<Vec<Size>> {
    let mut command = shell.command("node");
    command.arg(shell.workspace.root.join("crates/xtask/src/compress.mjs"));
    if copies == Copies::Write {
        command.arg("--write");
    }
    let answer = shell.read(command.args(files))?;
    let sizes: Value = serde_json::from_str(&answer).context("reading the sizes")?;
    let sizes: Option<Vec<Size>> = sizes.as_array().and_then(|sizes| sizes.iter().map(read_size).collect());
    sizes.filter(|sizes| sizes.len() == files.len()).ok_or_else(|| Error::new(format!("unexpected sizes: {answer}")))
}

fn read_size(value: &Value) -> Option<Size> {
    Some(Size { raw: value["raw"].as_u64()?, gzip: value["gzip"].as_u64()?, brotli: value["brotli"].as_u64()? })
}

/// One row of a table of sizes.
pub fn row(name: &str, size: Size) -> String {
    format!("{name:<52} {:>10} {:>10} {:>10}", size.raw, size.gzip, size.brotli)
}

pub fn heading() -> String {
    format!("{:<52} {:>10} {:>10} {:>10}", "bytes", "raw", "gzip -9", "brotli -11")
}
