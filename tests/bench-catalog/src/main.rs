//! `tenderlens-bench-catalog COUNT RUNS`: fills a catalog, does every task so many times and says in
//! a line of JSON how long each took.

use std::fs;
use std::io;
use std::process::ExitCode;
use std::time::Instant;

use serde::Serialize;
use serde_json::Value;
use tenderlens_bench_catalog::generate;
use tenderlens_bench_catalog::suite::Suite;
use tenderlens_catalog::Aspect;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    processes: usize,
    bytes: usize,
    ingest_ms: f64,
    tasks: Vec<Task>,
    /// What the catalog takes by its own account, and what the process grew by.
    catalog_bytes: usize,
    memory_bytes: usize,
    words: usize,
    buyers: usize,
    suppliers: usize,
}

/// Times of a task, in milliseconds.
#[derive(Serialize)]
struct Task {
    name: String,
    /// The very first, which makes what is kept between questions.
    first: f64,
    median: f64,
    longest: f64,
    /// For each key.
    answers: Vec<Value>,
}

fn main() -> ExitCode {
    let arguments: Vec<usize> = std::env::args().skip(1).filter_map(|it| it.parse().ok()).collect();
    let [count, runs] = arguments[..] else {
        eprintln!("usage: tenderlens-bench-catalog COUNT RUNS");
        return ExitCode::FAILURE;
    };
    match measure(count, runs).and_then(|report| serde_json::to_string(&report).map_err(io::Error::other)) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(count: usize, runs: usize) -> io::Result<Report> {
    let before = resident()?;
    let mut suite = Suite::default();
    let (mut bytes, mut ingest_ms, mut problems) = (0, 0.0, 0);
    const BATCH: usize = 1000;
    for from in (0..count).step_by(BATCH) {
        let batch: Vec<_> = (from..(from + BATCH).min(count)).map(generate::release).collect();
        bytes += batch.iter().map(|(_, text)| text.len()).sum::<usize>();
        let start = Instant::now();
        for (publisher, text) in &batch {
            problems += suite.add(*publisher, text.as_bytes());
        }
        ingest_ms += start.elapsed().as_secs_f64() * 1000.0;
    }
    if problems > 0 {
        return Err(io::Error::other(format!("{problems} problems: the generated data is not as it should be")));
    }
    let memory_bytes = resident()?.saturating_sub(before);
    let tasks = Suite::tasks().into_iter().enumerate().map(|(task, name)| timed(&suite, task, name, runs)).collect();
    let size = suite.catalog.size();
    Ok(Report {
        processes: size.processes,
        bytes,
        ingest_ms,
        tasks,
        catalog_bytes: size.bytes(),
        memory_bytes,
        words: size.words,
        buyers: suite.organizations(Aspect::Buyer),
        suppliers: suite.organizations(Aspect::Supplier),
    })
}

fn timed(suite: &Suite, task: usize, name: String, runs: usize) -> Task {
    let mut time = |key| {
        let start = Instant::now();
        std::hint::black_box(suite.run(task, key));
        start.elapsed().as_secs_f64() * 1000.0
    };
    let first = time(0);
    let mut times: Vec<f64> = (0..runs).flat_map(|_| 0..Suite::keys(task)).map(&mut time).collect();
    times.sort_by(f64::total_cmp);
    let answers = (0..Suite::keys(task)).map(|key| suite.answer(task, key)).collect();
    Task { name, first, median: times[times.len() / 2], longest: times.last().copied().unwrap_or_default(), answers }
}

/// The resident size of this process.
fn resident() -> io::Result<usize> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kb: Option<usize> = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kb.map(|kb| kb * 1024).ok_or_else(|| io::Error::other("/proc/self/status has no VmRSS"))
}
