//! `sync`: follows a publisher, and continues where it was killed.
//!
//! Each batch goes to the standard output before the state file names the place behind it: killed in
//! between, a run repeats that batch and loses nothing.
//!
//! Exit codes: 0 at the end (`--once`) or when asked to stop, 1 if the publisher gave no usable
//! answer, 2 for wrong usage or a state file that cannot be read.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use tenderlens_core::client::{Client, Event, Native, Options};
use tenderlens_core::ocds::collect::compact;
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::publishers::Registry;
use tenderlens_core::sync::{Batch, FollowOptions, Follower, SyncState};

use crate::say::{refused, say, waiting};

#[derive(Debug, Args)]
pub struct Sync {
    /// Publisher to follow: see `tenderlens endpoints`
    publisher: String,
    /// File that keeps the place; made by the first run, continued by the next
    #[arg(long, value_name = "FILE")]
    state: PathBuf,
    /// Endpoint to follow [default: the publisher's first one that can be followed]
    #[arg(long, value_name = "ID")]
    endpoint: Option<String>,
    /// Month, date or time to begin with, where there is no feed to begin at its own beginning
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<String>,
    /// Narrow what is followed, as the endpoint allows; may be repeated
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = read_parameter)]
    parameters: Vec<(String, String)>,
    /// Stop at the end instead of waiting there for more
    #[arg(long)]
    once: bool,
    /// Compare bulk files with the publisher's SHA-256
    #[arg(long)]
    check: bool,
    /// Address to use instead of the live service's, for example of a sandbox
    #[arg(long, value_name = "URL")]
    base: Option<String>,
}

fn read_parameter(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

impl Sync {
    pub async fn run(self) -> ExitCode {
        let registry = Registry::builtin();
        let state = match self.begin(&registry) {
            Ok(state) => state,
            Err(problem) => {
                say(&format!("error: {problem}"));
                return ExitCode::from(2);
            }
        };
        let mut options = Options::default();
        if let Some(base) = &self.base {
            options.bases.insert(self.publisher.clone(), base.clone());
        }
        let client = Client::new(registry, Native::default(), options);
        let follow = FollowOptions { once: self.once, check_sums: self.check };
        let mut follower = match client.follow(state, follow) {
            Ok(follower) => follower,
            Err(failure) => return refused(&failure, ExitCode::from(2)),
        };
        tokio::select! {
            // First, so that the signal is waited for before anything is written.
            biased;
            () = crate::address::asked_to_end() => {
                say(&format!("stopped; {} says where to go on", self.state.display()));
                ExitCode::SUCCESS
            }
            code = self.follow(&mut follower) => code,
        }
    }

    /// The state kept by an earlier run, or a new one.
    fn begin(&self, registry: &Registry) -> Result<SyncState, String> {
        let file = self.state.display();
        let text = match fs::read_to_string(&self.state) {
            Ok(text) => text,
            Err(problem) if problem.kind() == io::ErrorKind::NotFound => {
                let parameters: Parameters = self.parameters.iter().cloned().collect();
                let (endpoint, from) = (self.endpoint.as_deref(), self.from.as_deref());
                return SyncState::start(registry, &self.publisher, endpoint, parameters, from)
                    .map_err(|problem| problem.to_string());
            }
            Err(problem) => return Err(format!("cannot read {file}: {problem}")),
        };
        let state = SyncState::from_text(&text).map_err(|problem| format!("{file}: {problem}"))?;
        let other_endpoint = self.endpoint.as_ref().is_some_and(|endpoint| *endpoint != state.endpoint);
        if state.publisher != self.publisher || other_endpoint {
            let kept = format!("{} {}", state.publisher, state.endpoint);
            return Err(format!("{file} keeps the place in {kept}; use another file for another one"));
        }
        let given: Parameters = self.parameters.iter().cloned().collect();
        let kept = state.parameters();
        if !given.is_empty() && given != kept {
            let kept: Vec<String> = kept.iter().map(|(name, value)| format!("--param {name}={value}")).collect();
            let kept = if kept.is_empty() { "no --param".to_owned() } else { kept.join(" ") };
            return Err(format!("{file} was begun with {kept}; use another file for something else"));
        }
        Ok(state)
    }

    async fn follow(&self, follower: &mut Follower<Native>) -> ExitCode {
        loop {
            let batch = match follower.next(&on_event).await {
                Ok(Some(batch)) => batch,
                Ok(None) => return ExitCode::SUCCESS,
                Err(failure) => {
                    refused(&failure, ExitCode::FAILURE);
                    say(&format!("  run the same command again: {} says where to go on", self.state.display()));
                    return ExitCode::FAILURE;
                }
            };
            for note in &batch.notes {
                say(&format!("note: {note}"));
            }
            match self.keep(&batch) {
                Ok(()) => {}
                // Whoever read the output has enough of it; this batch was not taken.
                Err(problem) if problem.kind() == io::ErrorKind::BrokenPipe => return ExitCode::SUCCESS,
                Err(problem) => {
                    say(&format!("error: cannot write: {problem}"));
                    return ExitCode::FAILURE;
                }
            }
        }
    }

    /// The items first, then the place behind them.
    fn keep(&self, batch: &Batch) -> io::Result<()> {
        let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
        for item in &batch.items {
            out.write_all(compact(item).as_bytes())?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
        drop(out);
        replace(&self.state, &batch.state.to_text())
    }
}

/// Never leaves half a file behind: another name first.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    let mut unfinished = file.as_os_str().to_owned();
    unfinished.push(".new");
    let mut new = fs::File::create(&unfinished)?;
    new.write_all(text.as_bytes())?;
    new.write_all(b"\n")?;
    new.sync_all()?;
    fs::rename(&unfinished, file)
}

fn on_event(event: Event) {
    if let Event::Waiting { pause, error, .. } = event {
        waiting(pause, &error);
    }
}
