//! The native command `tenderlens`.

mod address;
mod config;
mod data;
mod endpoints;
mod get;
mod merge;
mod problem;
mod say;
mod serve;
mod site;
mod status;
mod sync;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser};
use tenderlens_core::publishers::Registry;

/// Public-procurement data, straight from its publishers.
#[derive(Debug, Parser)]
#[command(name = "tenderlens", version)]
enum Command {
    /// Serve the explorer together with the sandbox's APIs, on this machine only
    Serve(serve::Serve),
    /// Serve the sandbox's APIs alone, on this machine only
    Sandbox(serve::SandboxAlone),
    /// List the endpoints of all publishers
    Endpoints(endpoints::Endpoints),
    /// Follow a publisher: what it has, then what changes, one document a line
    Sync(sync::Sync),
    /// Merge OCDS releases: one line per contracting process
    Merge(merge::Merge),
}

#[tokio::main]
async fn main() -> ExitCode {
    let registry = Registry::builtin();
    let matches = Command::command().subcommand(get::command(&registry)).get_matches();
    if let Some(asked) = matches.subcommand_matches("get").and_then(|matches| get::read(matches, &registry)) {
        return get::run(asked).await;
    }
    let command = Command::from_arg_matches(&matches).unwrap_or_else(|problem| problem.exit());
    run(command).await
}

async fn run(command: Command) -> ExitCode {
    let outcome = match command {
        Command::Serve(serve) => serve.run().await,
        Command::Sandbox(sandbox) => sandbox.run().await,
        Command::Endpoints(endpoints) => endpoints.run(),
        Command::Sync(sync) => return sync.run().await,
        Command::Merge(merge) => return merge.run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            say::say(&format!("error: {problem}"));
            ExitCode::FAILURE
        }
    }
}
