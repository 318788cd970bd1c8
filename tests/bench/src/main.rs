//! `tenderlens-bench CONTENDER FILE OUT`: reads a file of releases (one a line, those of one process
//! together), does its work once and says in a line of JSON how long that took, from opening the
//! file to the last byte written to OUT, and the most memory the process ever had.

mod floor;
mod ours;

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::process::ExitCode;
use std::time::Instant;

type Input = BufReader<File>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [contender, file, out] = arguments.as_slice() else {
        eprintln!("usage: tenderlens-bench CONTENDER FILE OUT");
        return ExitCode::FAILURE;
    };
    match measure(contender, file, out) {
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

fn measure(contender: &str, file: &str, out: &str) -> io::Result<String> {
    let start = Instant::now();
    run(contender, file, out)?;
    let seconds = start.elapsed().as_secs_f64();
    Ok(format!(r#"{{"seconds":{seconds},"peakKb":{}}}"#, peak()?))
}

fn run(contender: &str, file: &str, out: &str) -> io::Result<()> {
    let input = BufReader::with_capacity(1 << 20, File::open(file)?);
    let mut out = BufWriter::with_capacity(1 << 20, File::create(out)?);
    match contender {
        "compiled" => ours::merge(input, &mut out, tenderlens_ocds::merge::compiled)?,
        "versioned" => ours::merge(input, &mut out, tenderlens_ocds::merge::versioned)?,
        "serde_json" => floor::serde(input)?,
        "simd-json" => floor::simd(input)?,
        _ => return Err(io::Error::other("compiled, versioned, serde_json or simd-json")),
    }
    out.flush()
}

/// Linux keeps the highest resident size of every process.
fn peak() -> io::Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kb = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kb.ok_or_else(|| io::Error::other("/proc/self/status has no VmHWM"))
}
