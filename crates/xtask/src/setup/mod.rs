//! What a fresh machine needs. Every step says what it does, is skipped when done, asks nothing,
//! and ends with the command to run by hand when it cannot.

mod browser;
mod cargo_tools;
mod debian;
mod node;
mod python;
mod rust;

pub use browser::{chrome, chromedriver};
pub use rust::nightly;

use crate::error::{Error, Result};
use crate::shell::Shell;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Components,
    WasmTarget,
    WasmBindgen,
    Trunk,
    Npm,
    Browser,
    Python,
    CargoFuzz,
}

pub const SERVE: &[Step] = &[Step::WasmTarget, Step::WasmBindgen, Step::Trunk, Step::Npm];

pub const ALL: &[Step] = &[
    Step::Components,
    Step::WasmTarget,
    Step::WasmBindgen,
    Step::Trunk,
    Step::Npm,
    Step::Browser,
    Step::Python,
    Step::CargoFuzz,
];

/// What a step found: already there (and where), or now done.
pub enum Outcome {
    Present(String),
    Done(String),
}

/// Runs the steps in order and stops at the first that fails.
pub fn run(shell: &Shell, steps: &[Step]) -> Result<()> {
    steps.iter().try_for_each(|step| run_step(shell, *step))
}

/// Runs every step, also after a failure; the errors are printed and handed back.
pub fn run_all(shell: &Shell, steps: &[Step]) -> Vec<Error> {
    let mut errors = Vec::new();
    for step in steps {
        if let Err(error) = run_step(shell, *step) {
            println!("setup: {error}");
            errors.push(error);
        }
    }
    errors
}

fn run_step(shell: &Shell, step: Step) -> Result<()> {
    let (name, outcome) = match step {
        Step::Components => ("rustfmt and clippy", rust::components(shell)),
        Step::WasmTarget => ("wasm target", rust::wasm_target(shell)),
        Step::WasmBindgen => ("wasm-bindgen", cargo_tools::wasm_bindgen(shell)),
        Step::Trunk => ("trunk", cargo_tools::trunk(shell)),
        Step::Npm => ("npm packages", node::packages(shell)),
        Step::Browser => ("browser", browser::install(shell)),
        Step::Python => ("python packages", python::packages(shell)),
        Step::CargoFuzz => ("cargo-fuzz", cargo_tools::cargo_fuzz(shell)),
    };
    match outcome {
        Ok(Outcome::Present(what)) => shell.say(&format!("setup: {name}: already there ({what})")),
        Ok(Outcome::Done(what)) => shell.say(&format!("setup: {name}: done ({what})")),
        Err(error) => return Err(Error::new(format!("{name}: {error}"))),
    }
    Ok(())
}

/// `cargo xtask setup [serve]`
pub fn command(shell: &Shell, arguments: &[String]) -> Result<()> {
    match arguments {
        [] => run(shell, ALL),
        [only] if only == "serve" => run(shell, SERVE),
        _ => Err(Error::new("usage: cargo xtask setup [serve]")),
    }
}
