//! The fuzzers, each for a moment: long enough to meet what the last change broke near the seeded corpus.

use std::process::Command;

use super::counts::Counts;
use super::{Report, Session};
use crate::error::{Context, Result};
use crate::setup;
use crate::shell::{Shell, remove_folder};

const TARGETS: [&str; 2] = ["merge", "collect"];

/// The same start and the same seed every time; inputs of a few releases, none of which takes long.
const LIMITS: [&str; 5] = ["-max_total_time=20", "-seed=1", "-max_len=8192", "-timeout=20", "-rss_limit_mb=2048"];

/// Each target counts as one test. Where there is no nightly toolchain there is nothing to count: the
/// workspace's tests run the same targets over the same corpus.
pub fn run(session: &Session) -> Result<Report> {
    let shell = &session.shell;
    let Some(toolchain) = setup::nightly(shell) else {
        println!("        not available here: it needs a nightly toolchain (rustup toolchain install nightly)");
        println!("        the targets run over their seeded corpus in crates/ocds/tests/fuzz_targets.rs");
        return Ok(Report { counts: Counts::default(), problems: Vec::new() });
    };
    seed(shell)?;
    let mut report = Report { counts: Counts::default(), problems: Vec::new() };
    for target in TARGETS {
        match shell.run(&mut fuzz(shell, &toolchain, target)?) {
            Ok(()) => report.counts.passed += 1,
            Err(error) => {
                report.counts.failed += 1;
                report.problems.push(format!("{error}; what it found is in crates/ocds/fuzz/artifacts/{target}"));
            }
        }
    }
    Ok(report)
}

fn seed(shell: &Shell) -> Result<()> {
    let folder = shell.workspace.scratch().join("fuzz");
    remove_folder(&folder)?;
    let mut command = shell.command("cargo");
    command.args(["run", "--locked", "-p", "tenderlens-ocds", "--example", "fuzz_corpus", "--"]);
    shell.run(command.arg(folder.join("corpus")))
}

fn fuzz(shell: &Shell, toolchain: &str, target: &str) -> Result<Command> {
    let folder = shell.workspace.scratch().join("fuzz");
    // The first folder takes what the fuzzer finds of interest, the second is where it starts.
    let found = folder.join("found").join(target);
    std::fs::create_dir_all(&found).context("creating the fuzzer's folder")?;
    let mut command = shell.command("cargo");
    command
        .arg(format!("+{toolchain}"))
        .args(["fuzz", "run", "--fuzz-dir", "crates/ocds/fuzz", "--target-dir"])
        .arg(shell.workspace.target.join("fuzz"))
        .arg(target)
        .arg(found)
        .arg(folder.join("corpus").join(target))
        .arg("--")
        .args(LIMITS);
    Ok(command)
}
