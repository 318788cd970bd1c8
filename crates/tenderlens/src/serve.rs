//! `serve` and `sandbox`.

use std::path::PathBuf;

use axum::Router;
use clap::Args;
use jiff::Timestamp;
use tenderlens_core::publishers::Registry;
use tenderlens_sandbox::{Recording, Sandbox, Source};

use crate::problem::Problem;
use crate::{address, config, data, site};

#[derive(Debug, Args)]
pub struct Serve {
    /// Folder of the built explorer
    #[arg(long, value_name = "DIR")]
    dist: PathBuf,
    #[command(flatten)]
    sandbox: Options,
}

#[derive(Debug, Args)]
pub struct SandboxAlone {
    #[command(flatten)]
    sandbox: Options,
}

#[derive(Debug, Args)]
struct Options {
    /// Replay the OCDS packages of a folder instead of generating data: PUBLISHER=DIR, or a DIR with
    /// subfolders named after publishers
    #[arg(long, value_name = "[PUBLISHER=]DIR")]
    data: Vec<String>,
    /// Port on 127.0.0.1; 0 means any free one
    #[arg(long, value_name = "N", default_value_t = 8137)]
    port: u16,
    /// Time of the generated world (RFC 3339) [default: the time of the start]
    #[arg(long, value_name = "TIME", value_parser = read_time)]
    now: Option<Timestamp>,
}

impl Serve {
    pub async fn run(self) -> Result<(), Problem> {
        let listener = address::listen(self.sandbox.port).await?;
        let (sandbox, notes) = self.sandbox.build()?;
        let config = config::of(&sandbox).map_err(|problem| Problem::Server(problem.into()))?;
        let site = site::router(&self.dist, config)?;
        println!("Tenderlens explorer: {}", address::url(&listener)?);
        println!("sandbox: {}sandbox/", address::url(&listener)?);
        announce(&notes);
        run(listener, site.merge(sandbox.router())).await
    }
}

impl SandboxAlone {
    pub async fn run(self) -> Result<(), Problem> {
        let listener = address::listen(self.sandbox.port).await?;
        let (sandbox, notes) = self.sandbox.build()?;
        println!("Tenderlens sandbox: {}sandbox/", address::url(&listener)?);
        announce(&notes);
        run(listener, sandbox.router()).await
    }
}

fn announce(notes: &[String]) {
    for note in notes {
        println!("  {note}");
    }
}

async fn run(listener: tokio::net::TcpListener, router: Router) -> Result<(), Problem> {
    tenderlens_sandbox::serve(listener, router, address::asked_to_end()).await.map_err(Problem::Server)
}

impl Options {
    /// The sandbox, and what its publishers answer from.
    fn build(&self) -> Result<(Sandbox, Vec<String>), Problem> {
        let registry = Registry::builtin();
        let plan = data::plan(&self.data, &registry)?;
        let mut sandbox = Sandbox::new(registry, self.now.unwrap_or_else(whole_second));
        let mut notes = plan.notes;
        let mut replayed = Vec::new();
        for (publisher, folder) in plan.replays {
            let recording = Recording::read(&folder)?;
            notes.push(format!("{publisher}: recorded, {} in {}", recording.summary(), folder.display()));
            notes.extend(recording.notes.iter().map(|note| format!("{publisher}: {note}")));
            sandbox = sandbox.with_recording(&publisher, recording)?;
            replayed.push(publisher);
        }
        let others = sandbox.sources().into_iter().filter(|(id, _)| !replayed.iter().any(|publisher| publisher == id));
        for (id, source) in others.collect::<Vec<_>>() {
            notes.push(match source {
                Source::Generated => format!("{id}: generated (fictional), as of {}", sandbox.now()),
                Source::Recorded | Source::Fixtures => format!("{id}: {}", source.name()),
            });
        }
        sandbox.prepare();
        Ok((sandbox, notes))
    }
}

fn read_time(text: &str) -> Result<Timestamp, String> {
    text.parse().map_err(|_| "write a date, a time and a zone, for example 2026-11-21T12:00:00Z".to_owned())
}

/// The clock of a generated world needs no fractions.
fn whole_second() -> Timestamp {
    Timestamp::from_second(Timestamp::now().as_second()).unwrap_or(Timestamp::UNIX_EPOCH)
}
