//! `cargo xtask bench sdk [--runs N]`: what the npm package costs beside the browser's own JSON, in Chromium.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::corpus::Shared;
use super::page::machine;
use super::report;
use crate::error::{Context, Error, Result};
use crate::sdk;
use crate::setup::{self, Step};
use crate::shell::Shell;

/// About 5 MB of releases.
const CORPUS: &str = "-n 200";
/// A call may take this many times as long as reading the same answer without us.
const MOST: f64 = 1.35;

const INTRODUCTION: &str = "Written by `cargo xtask bench sdk`. A page in Chromium reads one release package from memory (`fetch` is \
answered there, so no transfer is in any time) and ends with parsed objects; medians, after a warm-up, all \
contenders in turns. The first two read it: without us, and by a call of a new client, which checks the answer and \
looks for the next page. The last two merge its releases into compiled ones: by a plain JavaScript merge of the parsed \
releases (`tests/bench/browser/plain-merge.js`: recursive, in place, with the rules of OCDS 1.1, without the checks, \
errors and corner cases of the reference), and by `mergeReleases` from the same bytes. Both pairs were compared: they \
made the same objects.";

struct Measured {
    releases: u64,
    processes: u64,
    /// In the order of the page.
    milliseconds: Vec<(String, f64)>,
}

pub fn command(shell: &Shell, arguments: &[String]) -> Result<()> {
    let runs = runs(arguments)?;
    let Some(shared) = Shared::find(&shell.workspace.root) else {
        println!("SKIPPED: ../shared/merge/corpus.py and ../shared/schema, which make the package, are absent");
        return Ok(());
    };
    setup::run(shell, setup::SERVE)?;
    setup::run(shell, &[Step::Browser])?;
    sdk::build(shell)?;
    let (package, bytes) = package(shell, &shared)?;
    let measured = measure(shell, &package, runs)?;
    let text = section(shell, &measured, bytes, runs);
    println!("{text}");
    report::put(shell, "npm package", &text)?;
    let ratio = |ours: usize, plain: usize| measured.milliseconds[ours].1 / measured.milliseconds[plain].1;
    let (call, merge) = (ratio(1, 0), ratio(3, 2));
    if call > MOST {
        return Err(Error::new(format!(
            "a call takes {call:.2} times as long as JSON.parse; at most {MOST} is agreed"
        )));
    }
    if merge >= 1.0 {
        return Err(Error::new(format!("a merge takes {merge:.2} times as long as the plain one; less is agreed")));
    }
    Ok(())
}

fn runs(arguments: &[String]) -> Result<usize> {
    let given = match arguments {
        [] => Some(21),
        [option, number] if option == "--runs" => number.parse().ok().filter(|runs| *runs > 0),
        _ => None,
    };
    given.ok_or_else(|| Error::new("bench sdk takes --runs N, from 1"))
}

/// The releases of the corpus as one release package.
fn package(shell: &Shell, shared: &Shared) -> Result<(PathBuf, usize)> {
    let corpus = shared.corpus(shell, CORPUS)?;
    let releases = fs::read_to_string(&corpus.path).context("reading the corpus")?;
    let releases = releases.trim_end().replace('\n', ",");
    let text = format!(r#"{{"uri":"https://publisher.test/package","version":"1.1","releases":[{releases}]}}"#);
    let path = corpus.path.with_extension("package.json");
    fs::write(&path, &text).context("writing the package")?;
    Ok((path, text.len()))
}

fn measure(shell: &Shell, package: &Path, runs: usize) -> Result<Measured> {
    let root = &shell.workspace.root;
    let mut node = shell.command("node");
    node.arg(root.join("tests/bench/browser/run.mjs")).arg(package).arg(root.join("www/sdk/dist"));
    let printed = shell.read(node.arg(runs.to_string()))?;
    let said: Value = serde_json::from_str(&printed).context("reading what the page measured")?;
    read(&said).ok_or_else(|| Error::new(format!("the page measured something else: {printed}")))
}

fn read(said: &Value) -> Option<Measured> {
    let time = |pair: &Value| Some((pair[0].as_str()?.to_owned(), pair[1].as_f64()?));
    let milliseconds = said["milliseconds"].as_array()?.iter().map(time).collect::<Option<Vec<_>>>()?;
    let (releases, processes) = (said["releases"].as_u64()?, said["processes"].as_u64()?);
    (milliseconds.len() == 4).then_some(Measured { releases, processes, milliseconds })
}

fn section(shell: &Shell, measured: &Measured, bytes: usize, runs: usize) -> String {
    let mut text = format!(
        "{INTRODUCTION}\n\n{:.1} MB, {} releases of {} processes; medians of {runs} runs; {}.\n\n",
        bytes as f64 / 1e6,
        measured.releases,
        measured.processes,
        machine(shell)
    );
    text.push_str("| | ms | × its peer's time |\n| --- | ---: | ---: |\n");
    for pair in measured.milliseconds.chunks(2) {
        for (name, time) in pair {
            let _ = writeln!(text, "| {name} | {time:.1} | {:.2} |", time / pair[0].1);
        }
    }
    text
}
