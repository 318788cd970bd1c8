//! Merges processes and writes their lines.

use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};
use std::process::ExitCode;

use tenderlens_core::ocds::collect::{Form, Process, Severity};
use tenderlens_core::ocds::merge::Options;

use super::problem::{Report, Stop};
use super::progress::Progress;
use crate::say::say;

pub struct Output {
    form: Form,
    options: Options,
    dedupe: bool,
    lines: BufWriter<StdoutLock<'static>>,
    /// Something is missing from the results.
    failed: bool,
    pub progress: Progress,
}

impl Output {
    pub fn new(form: Form, options: Options, dedupe: bool) -> Self {
        let lines = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        Self { form, options, dedupe, lines, failed: false, progress: Progress::new() }
    }

    pub fn process(&mut self, mut process: Process<'_>) -> Result<(), Stop> {
        if self.dedupe {
            process.dedupe();
        }
        let outcome = process.merge(&self.form, &self.options);
        self.progress.merged();
        for problem in outcome.problems {
            self.report(&problem.into());
        }
        match outcome.json {
            Some(line) => {
                let written = self.lines.write_all(line.as_bytes()).and_then(|()| self.lines.write_all(b"\n"));
                written.map_err(|problem| stop(&problem))
            }
            None => Ok(()),
        }
    }

    pub fn report(&mut self, report: &Report) {
        self.failed |= report.problem.severity == Severity::Error;
        self.progress.hide();
        // Plain structures with string keys always have a JSON text.
        say(&serde_json::to_string(report).unwrap_or_default());
    }

    pub fn flush(&mut self) -> Result<(), Stop> {
        self.progress.hide();
        self.lines.flush().map_err(|problem| stop(&problem))
    }

    pub fn exit_code(&self) -> ExitCode {
        if self.failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }
}

fn stop(problem: &io::Error) -> Stop {
    match problem.kind() {
        ErrorKind::BrokenPipe => Stop::OutputClosed,
        _ => Stop::failed("output", format!("cannot write to the standard output: {problem}")),
    }
}
