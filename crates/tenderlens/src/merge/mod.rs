//! `merge`: releases in, one line per contracting process out.
//!
//! Exit codes: 0, 1 if something was left out of the results, 2 for wrong usage or input that
//! cannot be read.

mod by_ocid;
mod grouped;
mod input;
mod output;
mod problem;
mod progress;
mod rules;
mod split;
mod store;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use tenderlens_core::ocds::collect::{Form, RecordForm};

use input::{Block, Source};
use output::Output;
use problem::Stop;
use rules::OverrideArgument;

use crate::say::say;

/// Text kept in memory before an ungrouped input goes to disk: room for the usual month of a
/// publisher, and a small part of any machine's memory.
const MEMORY: usize = 256 << 20;

#[derive(Debug, Args)]
pub struct Merge {
    #[command(flatten)]
    form: FormArguments,
    /// Count releases with the same ocid, id and content once
    #[arg(long)]
    dedupe: bool,
    /// Release schema whose merge rules apply (JSON, local references) [default: OCDS 1.1]
    #[arg(long, value_name = "FILE")]
    schema: Option<PathBuf>,
    /// Extension's release-schema.json to apply to the schema first; may be repeated
    #[arg(long, value_name = "FILE", requires = "schema")]
    extension: Vec<PathBuf>,
    /// How the objects of an array are matched instead of by id; may be repeated
    #[arg(long = "override", value_name = "PATH=append|position", value_parser = rules::read_override)]
    overrides: Vec<OverrideArgument>,
    /// The releases of a process follow each other: write each process as it ends, in bounded memory
    #[arg(long)]
    grouped: bool,
    /// Bytes of text after which an ungrouped input goes to disk
    #[arg(long, hide = true, value_name = "BYTES", default_value_t = MEMORY)]
    memory: usize,
    /// Releases, arrays, release packages or record packages: JSON or NDJSON, plain or gzip; - is
    /// the standard input
    #[arg(value_name = "FILE", default_value = "-")]
    files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[group(multiple = false)]
struct FormArguments {
    /// Write compiled releases (the default)
    #[arg(long)]
    compiled: bool,
    /// Write versioned releases
    #[arg(long)]
    versioned: bool,
    /// Write records
    #[arg(long)]
    records: bool,
    /// Write what each release changed
    #[arg(long)]
    changes: bool,
}

impl FormArguments {
    fn form(&self) -> Form {
        if self.versioned {
            Form::Versioned
        } else if self.records {
            Form::Record(RecordForm::default())
        } else if self.changes {
            Form::Changes
        } else {
            Form::Compiled
        }
    }
}

/// Takes the input block by block, and passes processes on when they are complete.
trait Grouping {
    fn add(&mut self, block: Block, output: &mut Output) -> Result<(), Stop>;
    fn finish(self: Box<Self>, output: &mut Output) -> Result<(), Stop>;
}

impl Merge {
    pub fn run(self) -> ExitCode {
        let options = match rules::options(self.schema.as_deref(), &self.extension, &self.overrides) {
            Ok(options) => options,
            Err(problem) => {
                say(&format!("error: {problem}"));
                return ExitCode::from(2);
            }
        };
        let mut output = Output::new(self.form.form(), options, self.dedupe);
        match self.merge(&mut output).and_then(|()| output.flush()) {
            Ok(()) => output.exit_code(),
            // Whoever read the output has enough of it.
            Err(Stop::OutputClosed) => output.exit_code(),
            Err(Stop::Failed(problem)) => {
                output.report(&problem);
                ExitCode::from(2)
            }
        }
    }

    fn merge(&self, output: &mut Output) -> Result<(), Stop> {
        let mut grouping: Box<dyn Grouping> = match self.grouped {
            true => Box::new(grouped::Grouped::default()),
            false => Box::new(by_ocid::ByOcid::new(self.memory)),
        };
        for file in &self.files {
            // Who feeds a pipe slowly wants to see each process when it is complete.
            let mut source = Source::open(file, self.grouped)?;
            while let Some(block) = source.next_block()? {
                output.progress.read(block.text.len());
                for problem in &block.problems {
                    output.report(problem);
                }
                grouping.add(block, output)?;
            }
        }
        grouping.finish(output)
    }
}
