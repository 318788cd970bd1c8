//! What is compared: programs that each do their work once and say how long it took.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::corpus::{Corpus, Shared};
use crate::error::{Context, Error, Result};
use crate::shell::Shell;

pub struct Contender {
    pub name: &'static str,
    /// `compiled` or `versioned`; what only parses makes neither.
    pub form: Option<&'static str>,
    program: Program,
}

enum Program {
    /// An argument of the native bench program.
    Native(&'static str),
    /// `tenderlens merge --grouped`, with the start of the program.
    Command,
    Node,
    /// A package of PyPI.
    Python(&'static str),
}

/// The reference implementation: all ratios are to it.
pub const REFERENCE: &str = "ocdsmerge (Python, orjson)";
pub const NATIVE: &str = "Tenderlens, native";
pub const WASM: &str = "Tenderlens, wasm in Node";
pub const SIMD: &str = "only parsing: simd-json";

pub fn all() -> Vec<Contender> {
    let mut all = Vec::new();
    for form in ["compiled", "versioned"] {
        let form_of = |name, program| Contender { name, form: Some(form), program };
        all.push(form_of(NATIVE, Program::Native(form)));
        all.push(form_of("Tenderlens, `tenderlens merge --grouped`", Program::Command));
        all.push(form_of(WASM, Program::Node));
        all.push(form_of(REFERENCE, Program::Python("ocdsmerge")));
        all.push(form_of("ocdsmerge-rs (Python, orjson)", Program::Python("ocdsmerge-rs")));
    }
    all.push(Contender { name: "only parsing: serde_json", form: None, program: Program::Native("serde_json") });
    all.push(Contender { name: SIMD, form: None, program: Program::Native("simd-json") });
    all
}

pub fn native() -> Vec<Contender> {
    let mut all = all();
    all.retain(|contender| contender.name == NATIVE);
    all
}

/// One run.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    pub seconds: f64,
    pub peak_kb: u64,
}

impl Contender {
    /// Merges the corpus into a file, or only reads it.
    pub fn run(&self, shell: &Shell, shared: &Shared, corpus: &Corpus, out: &Path) -> Result<Run> {
        let answer = shell.read(&mut self.command(shell, shared, corpus, out))?;
        let answer: Value = serde_json::from_str(&answer).context("reading what a contender says")?;
        match (answer["seconds"].as_f64(), answer["peakKb"].as_u64()) {
            (Some(seconds), Some(peak_kb)) => Ok(Run { seconds, peak_kb }),
            _ => Err(Error::new(format!("{}: unexpected answer {answer}", self.name))),
        }
    }

    fn command(&self, shell: &Shell, shared: &Shared, corpus: &Corpus, out: &Path) -> Command {
        let bench = shell.workspace.root.join("tests/bench");
        let form = self.form.unwrap_or_default();
        match self.program {
            Program::Native(argument) => {
                let mut command = shell.command(release(shell, "tenderlens-bench"));
                command.arg(argument).arg(&corpus.path).arg(out);
                command
            }
            Program::Command => {
                let mut command = shell.command(shell.workspace.venv_python());
                command.arg(bench.join("command.py")).arg(release(shell, "tenderlens"));
                command.arg(form).arg(&corpus.path).arg(out);
                command
            }
            Program::Node => {
                let mut command = shell.command("node");
                command.arg(bench.join("sdk.mjs")).arg(form).arg(&corpus.path).arg(out);
                command.arg(shell.workspace.root.join("www/sdk/dist/index.node.js"));
                command
            }
            Program::Python(package) => {
                let mut command = shell.command(shell.workspace.venv_python());
                command.arg(bench.join("reference.py")).args([package, form]);
                command.arg(&corpus.path).arg(out).arg(&shared.schema);
                command
            }
        }
    }
}

fn release(shell: &Shell, name: &str) -> PathBuf {
    shell.workspace.target.join("release").join(name)
}
