//! `endpoints`: the table, for people and for programs.

use std::io::{self, Write};

use clap::Args;
use tenderlens_core::describe::{Row, rows};
use tenderlens_core::publishers::Registry;

use crate::problem::Problem;

#[derive(Debug, Args)]
pub struct Endpoints {
    /// Write every row with all that is known of it, as a JSON array
    #[arg(long)]
    json: bool,
    /// Only this publisher's
    #[arg(value_name = "PUBLISHER")]
    publisher: Option<String>,
}

impl Endpoints {
    pub fn run(self) -> Result<(), Problem> {
        let registry = Registry::builtin();
        if let Some(wanted) = self.publisher.as_deref().filter(|wanted| registry.publisher(wanted).is_none()) {
            let known: Vec<_> = registry.publishers().iter().map(|publisher| publisher.id).collect();
            return Err(Problem::NoPublisher { publisher: wanted.to_owned(), known: known.join(", ") });
        }
        let mut rows = rows(&registry);
        rows.retain(|row| self.publisher.as_deref().is_none_or(|wanted| wanted == row.publisher));
        let written = if self.json { write_json(&rows) } else { write_lines(&rows) };
        match written {
            // Whoever read the list has enough of it.
            Err(problem) if problem.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => written.map_err(Problem::Output),
        }
    }
}

fn write_json(rows: &[Row<'_>]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, rows)?;
    writeln!(out)
}

fn write_lines(rows: &[Row<'_>]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let width = rows.iter().map(|row| row.publisher.len() + 1 + row.endpoint.id.len()).max().unwrap_or_default();
    for row in rows {
        let name = format!("{} {}", row.publisher, row.endpoint.id);
        writeln!(
            out,
            "{name:width$}  {:6} {}  {}",
            row.endpoint.method.name(),
            row.endpoint.path,
            row.endpoint.summary
        )?;
    }
    Ok(())
}
