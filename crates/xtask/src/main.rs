//! Developer commands, run as `cargo xtask COMMAND`. Each sets up what it needs, asks nothing and
//! can be run again at any time.

mod bench;
mod budgets;
mod error;
mod explorer;
mod generate;
mod log;
mod sdk;
mod serve;
mod setup;
mod shell;
mod sizes;
mod test;
mod workspace;

use std::env;
use std::process::ExitCode;

use crate::error::{Error, Result};
use crate::shell::Shell;
use crate::workspace::Workspace;

const HELP: &str = "cargo xtask COMMAND

  setup [serve]          installs what is missing, all of it or only what `serve` needs
  serve [OPTION]...      builds the release explorer and serves it with the sandbox's APIs
      --data PUBLISHER=DIR   replay the OCDS packages in DIR (repeatable; DIR alone: one folder per publisher)
      --port N               listen there
      --now TIME             fix the clock of the generated data
  test [OPTION]...       runs every check and test; ends with `N passed, N failed, N skipped`
      --only NAME            only this runner (repeatable)
      --list                 names the runners
      --verbose              shows all their output as it comes
  gen                    writes the generated files, the report of the SDK's public types and its reference
      gen tables             only what comes from the tables and schemas, without building the SDK
      gen --check            compares these; the SDK's tests compare its report
  dist                   builds the static site into dist/, with .br and .gz copies
  sdk                    builds the npm package and packs it into target/npm/
  budgets [--update]     compares the built sizes with tests/budgets.json, or sets them to +10 %
  bench [ARGUMENT]...    runs the benches; arguments go to cargo bench
      merge [--runs N] [--only-small]   instead: compares the merge with others, writes docs/benchmarks.md
      sdk | catalog | explorer          instead: the npm package's merge, the collection of 100,000 processes,
                                        the built explorer in Chromium

Tools are installed once per user, below $XDG_CACHE_HOME (or ~/.cache) in tenderlens/tools.
CHROME and CHROMEDRIVER name a browser that is not on PATH.";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the command succeeded; an error is one that is still to be printed.
fn dispatch(arguments: &[String]) -> Result<bool> {
    let Some((name, rest)) = arguments.split_first() else {
        return Err(Error::new(HELP));
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        println!("{HELP}");
        return Ok(true);
    }
    let shell = Shell::on_terminal(Workspace::find()?)?;
    match name.as_str() {
        "setup" => setup::command(&shell, rest)?,
        "serve" => serve::command(&shell, rest)?,
        "test" => return test::command(shell, rest),
        "gen" => generate::command(&shell, rest)?,
        "dist" => with_setup(&shell, rest, explorer::dist)?,
        "sdk" => with_setup(&shell, rest, sdk::build)?,
        "budgets" => with_setup(&shell, &[], |shell| budgets::command(shell, rest))?,
        "bench" => bench::command(&shell, rest)?,
        _ => return Err(Error::new(format!("there is no command {name}\n\n{HELP}"))),
    }
    Ok(true)
}

/// Runs a build that takes no arguments and needs the same tools as `serve`.
fn with_setup(shell: &Shell, rest: &[String], build: impl Fn(&Shell) -> Result<()>) -> Result<()> {
    if let Some(extra) = rest.first() {
        return Err(Error::new(format!("{extra}: this command takes no arguments")));
    }
    setup::run(shell, setup::SERVE)?;
    build(shell)
}
