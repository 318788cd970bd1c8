//! The native command `tenderlens`.

mod address;
mod config;
mod data;
mod merge;
mod problem;
mod serve;
mod site;

use std::process::ExitCode;

use clap::Parser;

/// Public-procurement data, straight from its publishers.
#[derive(Debug, Parser)]
#[command(name = "tenderlens", version)]
enum Command {
    /// Serve the explorer together with the sandbox's APIs, on this machine only
    Serve(serve::Serve),
    /// Serve the sandbox's APIs alone, on this machine only
    Sandbox(serve::SandboxAlone),
    /// Merge OCDS releases: one line per contracting process
    Merge(merge::Merge),
}

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match Command::parse() {
        Command::Serve(serve) => serve.run().await,
        Command::Sandbox(sandbox) => sandbox.run().await,
        Command::Merge(merge) => return merge.run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}
