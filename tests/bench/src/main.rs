//! `tenderlens-bench CONTENDER FILE`: reads a file of releases (one a line, those of one process
//! together), does its work once and says in a line of JSON how long that took, from opening the
//! file to the last byte written to /dev/null, and the most memory the process ever had.

mod floor;
mod ours;

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::process::ExitCode;
use std::time::Instant;

type Input = BufReader<File>;

/// What a contender did, to see that all did the same.
#[derive(Default)]
struct Work {
    /// Processes merged, or values visited.
    count: usize,
    bytes: usize,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [contender, file] = arguments.as_slice() else {
        eprintln!("usage: tenderlens-bench CONTENDER FILE");
        return ExitCode::FAILURE;
    };
    match measure(contender, file) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{contender}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(contender: &str, file: &str) -> io::Result<String> {
    let start = Instant::now();
    let work = run(contender, file)?;
    let seconds = start.elapsed().as_secs_f64();
    let (count, bytes) = (work.count, work.bytes);
    Ok(format!(r#"{{"seconds":{seconds},"count":{count},"bytes":{bytes},"peakKb":{}}}"#, peak()?))
}

fn run(contender: &str, file: &str) -> io::Result<Work> {
    let input = BufReader::with_capacity(1 << 20, File::open(file)?);
    let mut out = BufWriter::with_capacity(1 << 20, File::create("/dev/null")?);
    let work = match contender {
        "compiled" => ours::merge(input, &mut out, tenderlens_ocds::merge::compiled)?,
        "versioned" => ours::merge(input, &mut out, tenderlens_ocds::merge::versioned)?,
        "serde_json" => floor::serde(input)?,
        "simd-json" => floor::simd(input)?,
        _ => return Err(io::Error::other("compiled, versioned, serde_json or simd-json")),
    };
    out.flush()?;
    Ok(work)
}

/// Linux keeps the highest resident size of every process.
fn peak() -> io::Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kb = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kb.ok_or_else(|| io::Error::other("/proc/self/status has no VmHWM"))
}
