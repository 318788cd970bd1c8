//! `cargo xtask bench merge [--runs N] [--only-small]`: how fast is the merge, text to text, beside the
//! reference implementation, its port to Rust, and parsers that do nothing but parse?

use std::path::{Path, PathBuf};

use super::contender::{self, Contender, REFERENCE, Run};
use super::corpus::{Corpus, Shared};
use super::{page, report};
use crate::error::{Context, Error, Result};
use crate::sdk;
use crate::setup::{self, Step};
use crate::shell::Shell;

/// Each with the generator's arguments.
const SMALL: &str = "-n 2000";
const LARGE: &str = "-n 10000";

/// The same releases in ever longer processes, and last one process of 200 MB.
const LENGTHS: [&str; 4] = [
    "-n 100 -r 100 --snapshots 0",
    "-n 10 -r 1000 --snapshots 0",
    "-n 1 -r 10000 --snapshots 0",
    "-n 1 -r 40000 --snapshots 0",
];

struct Arguments {
    runs: usize,
    only_small: bool,
}

/// What all contenders made of one corpus.
pub struct Section {
    pub arguments: &'static str,
    pub corpus: Corpus,
    pub rows: Vec<Row>,
}

/// The middle of several runs.
pub struct Row {
    pub name: &'static str,
    pub form: Option<&'static str>,
    pub seconds: f64,
    pub peak_kb: u64,
}

pub fn command(shell: &Shell, arguments: &[String]) -> Result<()> {
    let arguments = read(arguments)?;
    let Some(shared) = Shared::find(&shell.workspace.root) else {
        println!("SKIPPED: ../shared/merge/corpus.py and ../shared/schema, which make the corpora, are absent");
        return Ok(());
    };
    prepare(shell)?;
    let corpora: &[&'static str] = if arguments.only_small { &[SMALL] } else { &[SMALL, LARGE] };
    let all = contender::all();
    compare(shell, &shared, &all)?;
    let of_size = sections(shell, &shared, corpora, &all, arguments.runs)?;
    let of_length = sections(shell, &shared, &LENGTHS, &contender::native(), arguments.runs)?;
    let text = page::write(shell, &of_size, &of_length, arguments.runs);
    println!("{text}");
    if arguments.only_small {
        return Ok(());
    }
    report::put(shell, "Merge", &text)
}

fn read(arguments: &[String]) -> Result<Arguments> {
    let mut read = Arguments { runs: 5, only_small: false };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--only-small" => read.only_small = true,
            "--runs" => {
                let runs = rest.next().and_then(|runs| runs.parse().ok()).filter(|runs| *runs > 0);
                read.runs = runs.ok_or_else(|| Error::new("--runs needs a number from 1"))?;
            }
            other => return Err(Error::new(format!("{other}: bench merge takes --runs N and --only-small"))),
        }
    }
    Ok(read)
}

fn prepare(shell: &Shell) -> Result<()> {
    setup::run(shell, setup::SERVE)?;
    setup::run(shell, &[Step::Python])?;
    let mut install = shell.command(shell.workspace.venv_python());
    install.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
        "tests/bench/requirements.txt",
    ]);
    shell.run(&mut install)?;
    sdk::build(shell)?;
    build(shell, &["--manifest-path", "tests/bench/Cargo.toml"])?;
    build(shell, &["-p", "tenderlens"])
}

fn build(shell: &Shell, what: &[&str]) -> Result<()> {
    let mut build = shell.command("cargo");
    build.args(["build", "--release", "--locked"]).args(what).arg("--target-dir");
    shell.run(build.arg(&shell.workspace.target))
}

/// A fast merge to something else is no merge: all must make of the smaller corpus what the reference
/// makes of it.
fn compare(shell: &Shell, shared: &Shared, contenders: &[Contender]) -> Result<()> {
    let corpus = shared.corpus(shell, SMALL)?;
    println!("comparing what all make of {SMALL}");
    for form in ["compiled", "versioned"] {
        let mut of_form: Vec<_> = contenders.iter().filter(|contender| contender.form == Some(form)).collect();
        of_form.sort_by_key(|contender| contender.name != REFERENCE);
        let mut expected: Option<PathBuf> = None;
        for (index, contender) in of_form.into_iter().enumerate() {
            let made = corpus.path.with_extension(format!("{form}.{index}"));
            contender.run(shell, shared, &corpus, &made)?;
            match &expected {
                None => expected = Some(made),
                Some(expected) => same(shell, expected, &made, contender.name)?,
            }
        }
    }
    Ok(())
}

fn same(shell: &Shell, expected: &Path, made: &Path, name: &str) -> Result<()> {
    let mut compare = shell.command(shell.workspace.venv_python());
    compare.arg(shell.workspace.root.join("tests/bench/compare.py")).arg(expected).arg(made);
    shell.run(&mut compare).context(format!("comparing what {name} made with the reference's"))
}

fn sections(
    shell: &Shell,
    shared: &Shared,
    corpora: &[&'static str],
    contenders: &[Contender],
    runs: usize,
) -> Result<Vec<Section>> {
    let section = |arguments: &&'static str| {
        let corpus = shared.corpus(shell, arguments)?;
        println!("measuring {arguments} ({:.0} MB), {runs} runs", corpus.megabytes());
        let rows = measure(shell, shared, &corpus, contenders, runs)?;
        Ok(Section { arguments, corpus, rows })
    };
    corpora.iter().map(section).collect()
}

/// Runs the contenders in turns, so that a busy moment of the machine meets all of them.
fn measure(shell: &Shell, shared: &Shared, corpus: &Corpus, contenders: &[Contender], runs: usize) -> Result<Vec<Row>> {
    let mut of_each: Vec<Vec<Run>> = contenders.iter().map(|_| Vec::new()).collect();
    for _ in 0..runs {
        for (contender, runs) in contenders.iter().zip(&mut of_each) {
            runs.push(contender.run(shell, shared, corpus, Path::new("/dev/null"))?);
        }
    }
    Ok(contenders.iter().zip(of_each).map(|(contender, runs)| row(contender, runs)).collect())
}

fn row(contender: &Contender, mut runs: Vec<Run>) -> Row {
    runs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    let seconds = runs.get(runs.len() / 2).map_or(f64::NAN, |run| run.seconds);
    let peak_kb = runs.iter().map(|run| run.peak_kb).max().unwrap_or_default();
    Row { name: contender.name, form: contender.form, seconds, peak_kb }
}
