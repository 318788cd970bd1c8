//! `cargo xtask bench catalog [--count N] [--runs N]`: the catalog over generated processes, natively and
//! as wasm in Node, beside what a page does with an array of objects, against the budgets.

use std::fmt::Write;
use std::fs;

use serde_json::Value;

use super::report;
use crate::error::{Context, Error, Result};
use crate::setup::{self, Step};
use crate::shell::Shell;
use crate::workspace::WASM_TARGET;

const FOLDER: &str = "tests/bench-catalog";
const NAME: &str = "tenderlens_bench_catalog";

/// What stands against each contender's times.
struct Budget {
    /// How the names of its tasks start.
    task: &'static str,
    ms: f64,
}

const BUDGETS: &[Budget] = &[
    Budget { task: "filter", ms: 80.0 },
    Budget { task: "11 facets", ms: 80.0 },
    Budget { task: "sort", ms: 150.0 },
    Budget { task: "type", ms: 100.0 },
];

/// The budgets are for so many processes.
const COUNT: usize = 100_000;
const MEMORY_MB: f64 = 400.0;

const INTRODUCTION: &str = "Written by `cargo xtask bench catalog`. Each contender is given the same generated compiled releases
(fictional, in the shapes of three publishers, in English, Spanish and Ukrainian) one after the other and keeps them; then it answers
each question, with the first 50 rows made. First all answers were compared, those to every key that is typed as well: rows and their
order, counts of every facet, sums; with a difference there would be no table. Each contender runs in a process of its own, the times
are medians of all runs (of typing: of all keys), in brackets the longest. The generator is not the sandbox's, whose worlds repeat few
texts and organisations: here are BUYERS buyers, SUPPLIERS suppliers and WORDS different words.

\"Array\" is plain JavaScript in Node: an object for each process, filtered, counted and sorted with loops over all of them, and one
string of folded words for each to search with `includes`. It is given what helps it: dates are read, titles and texts folded, only
once, when a process arrives. It sums floats, and does not mark what it found.
";

struct Arguments {
    count: usize,
    runs: usize,
}

/// Name, and what it said.
type Said = (&'static str, Value);

pub fn command(shell: &Shell, arguments: &[String]) -> Result<()> {
    let arguments = read(arguments)?;
    setup::run(shell, &[Step::WasmTarget, Step::WasmBindgen, Step::Npm])?;
    build(shell)?;
    let said = measure(shell, &arguments)?;
    same_answers(&said)?;
    let text = page(shell, &said, &arguments);
    println!("{text}");
    if arguments.count != COUNT {
        return Ok(());
    }
    report::put(shell, "Catalog", &text)?;
    match verdict(&said) {
        over if over.is_empty() => Ok(()),
        over => Err(Error::new(format!("over budget:\n{over}"))),
    }
}

fn read(arguments: &[String]) -> Result<Arguments> {
    let mut read = Arguments { count: COUNT, runs: 5 };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut number = || {
            let number = rest.next().and_then(|number| number.parse().ok()).filter(|number| *number > 0);
            number.ok_or_else(|| Error::new(format!("{argument} needs a number from 1")))
        };
        match argument.as_str() {
            "--count" => read.count = number()?,
            "--runs" => read.runs = number()?,
            other => return Err(Error::new(format!("{other}: bench catalog takes --count N and --runs N"))),
        }
    }
    Ok(read)
}

fn build(shell: &Shell) -> Result<()> {
    let manifest = format!("{FOLDER}/Cargo.toml");
    let mut native = shell.command("cargo");
    native.args(["build", "--release", "--locked", "--manifest-path", &manifest, "--target-dir"]);
    shell.run(native.arg(&shell.workspace.target))?;
    let mut wasm = shell.command("cargo");
    wasm.args(["build", "--lib", "--profile", "wasm", "--locked", "--target", WASM_TARGET]);
    wasm.args(["--manifest-path", &manifest, "--target-dir"]);
    shell.run(wasm.arg(&shell.workspace.target))?;
    let module = shell.workspace.target.join(format!("{WASM_TARGET}/wasm/{NAME}.wasm"));
    let out = shell.workspace.scratch().join("bench-catalog");
    let mut bind = shell.command("wasm-bindgen");
    shell.run(bind.args(["--target", "nodejs", "--out-dir"]).arg(&out).arg(module))?;
    // The workspace's scripts are modules, and this is none.
    fs::rename(out.join(format!("{NAME}.js")), out.join(format!("{NAME}.cjs"))).context("renaming the glue")?;
    let module = out.join(format!("{NAME}_bg.wasm"));
    let optimized = module.with_extension("opt");
    // As the module of the explorer is.
    let mut optimize = shell.command("wasm-opt");
    shell.run(optimize.arg("-O3").arg(&module).arg("-o").arg(&optimized))?;
    fs::rename(&optimized, &module).context("replacing the wasm module by its optimized form")
}

fn measure(shell: &Shell, arguments: &Arguments) -> Result<Vec<Said>> {
    let numbers = [arguments.count.to_string(), arguments.runs.to_string()];
    let said = |text: String| serde_json::from_str(&text).context("reading what a contender says");
    let mut native = shell.command(shell.workspace.target.join("release/tenderlens-bench-catalog"));
    let native = said(shell.read(native.args(&numbers))?)?;
    let node = |contender: &str| {
        let mut node = shell.command("node");
        node.args(["--expose-gc", "--max-old-space-size=8000"])
            .arg(shell.workspace.root.join(FOLDER).join("catalog.mjs"));
        node.arg(shell.workspace.scratch().join("bench-catalog").join(format!("{NAME}.cjs")));
        said(shell.read(node.args(&numbers).arg(contender))?)
    };
    Ok(vec![("native", native), ("wasm", node("wasm")?), ("array", node("array")?)])
}

/// A fast answer to something else is no answer.
fn same_answers(said: &[Said]) -> Result<()> {
    let Some(((reference, expected), others)) = said.split_first() else {
        return Ok(());
    };
    for (name, value) in others {
        for (index, task) in expected["tasks"].as_array().into_iter().flatten().enumerate() {
            let (wanted, found) = (&task["answers"], &value["tasks"][index]["answers"]);
            let pairs = wanted.as_array().into_iter().flatten().zip(found.as_array().into_iter().flatten());
            let is_same_length = wanted.as_array().map(Vec::len) == found.as_array().map(Vec::len);
            if let Some((key, (wanted, found))) = pairs.enumerate().find(|(_, (wanted, found))| wanted != found) {
                let task = &task["name"];
                return Err(Error::new(format!("{task}, key {key}: {reference} answers {wanted}, {name} {found}")));
            }
            if !is_same_length || wanted.is_null() {
                return Err(Error::new(format!("{}: {name} does not answer all of it", task["name"])));
            }
        }
    }
    Ok(())
}

fn page(shell: &Shell, said: &[Said], arguments: &Arguments) -> String {
    let first = said.first().map(|(_, value)| value);
    let megabytes = first.and_then(|it| it["bytes"].as_f64()).unwrap_or_default() / 1e6;
    let mut page = INTRODUCTION.to_owned();
    for (placeholder, name) in [("BUYERS", "buyers"), ("SUPPLIERS", "suppliers"), ("WORDS", "words")] {
        page = page.replace(placeholder, &first.map(|it| it[name].to_string()).unwrap_or_default());
    }
    let _ = writeln!(
        page,
        "\n{}; {} processes, {megabytes:.0} MB of JSON; {} runs. Times in ms.\n",
        report::machine(shell),
        arguments.count,
        arguments.runs
    );
    page.push_str("| | catalog, native | catalog, wasm | array | budget |\n| --- | ---: | ---: | ---: | ---: |\n");
    let line = |name: &str, cell: &dyn Fn(&Value) -> String, budget: String| {
        let cells: Vec<String> = said.iter().map(|(_, value)| cell(value)).collect();
        format!("| {name} | {} | {budget} |\n", cells.join(" | "))
    };
    let number = |value: &Value, name: &str| value[name].as_f64().unwrap_or(f64::NAN);
    let seconds = |value: &Value| number(value, "ingestMs") / 1000.0;
    let rate = |value: &Value| format!("{:.0}", number(value, "processes") / seconds(value));
    page.push_str(&line("ingest, processes/s", &rate, "–".to_owned()));
    let rate = |value: &Value| format!("{:.0}", number(value, "bytes") / 1e6 / seconds(value));
    page.push_str(&line("ingest, MB/s", &rate, "–".to_owned()));
    for (index, task) in first.and_then(|it| it["tasks"].as_array()).into_iter().flatten().enumerate() {
        let name = task["name"].as_str().unwrap_or_default();
        let budget = BUDGETS.iter().find(|budget| name.starts_with(budget.task));
        let cell = |value: &Value| {
            let task = &value["tasks"][index];
            format!("{:.1} ({:.1})", number(task, "median"), number(task, "longest").max(number(task, "first")))
        };
        // Words may hold what tables mean by a line.
        page.push_str(&line(
            &name.replace('|', "\\|"),
            &cell,
            budget.map_or("–".to_owned(), |budget| format!("{:.0}", budget.ms)),
        ));
    }
    let memory = |value: &Value| format!("{:.0}", number(value, "memoryBytes") / 1e6);
    page.push_str(&line("memory, MB", &memory, format!("{MEMORY_MB:.0}")));
    // The budgets are for so many processes, and say nothing of others.
    if arguments.count == COUNT {
        page.push_str(&match verdict(said) {
            over if over.is_empty() => "\nNo median is over its budget.\n".to_owned(),
            over => format!("\nOver budget:\n\n{over}"),
        });
    }
    page
}

/// Which medians are over a budget. Without slack: it is the rest of the machine that makes the longest.
fn verdict(said: &[Said]) -> String {
    let mut over = String::new();
    for (name, value) in said.iter().filter(|(name, _)| *name != "array") {
        for task in value["tasks"].as_array().into_iter().flatten() {
            let of = task["name"].as_str().unwrap_or_default();
            let median = task["median"].as_f64().unwrap_or(f64::INFINITY);
            if let Some(budget) = BUDGETS.iter().find(|budget| of.starts_with(budget.task) && median > budget.ms) {
                let _ = writeln!(over, "- {name}, {of}: {median:.0} ms, allowed are {:.0}", budget.ms);
            }
        }
        let memory = value["memoryBytes"].as_f64().unwrap_or_default() / 1e6;
        if memory > MEMORY_MB {
            let _ = writeln!(over, "- {name}: {memory:.0} MB, allowed are {MEMORY_MB:.0}");
        }
    }
    over
}
