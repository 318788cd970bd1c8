//! Programs that come as Rust source: each exact version once per user, shared by all clones.

use std::path::Path;
use std::process::Command;

use super::rust::nightly;
use super::{Outcome, debian};
use crate::error::{Error, Result};
use crate::shell::{Shell, describe, remove_folder};
use crate::workspace::{CARGO_FUZZ_VERSION, TRUNK_VERSION};

struct Tool<'a> {
    name: &'a str,
    version: &'a str,
    programs: &'a [&'a str],
    /// How `cargo install` is called; tools are built for a quick install, not for speed:
    /// they run for a fraction of a second per build.
    arguments: &'a [&'a str],
    environment: &'a [(&'a str, &'a str)],
}

pub fn trunk(shell: &Shell) -> Result<Outcome> {
    let package = format!("trunk@{TRUNK_VERSION}");
    install(
        shell,
        &Tool {
            name: "trunk",
            version: TRUNK_VERSION,
            programs: &["trunk"],
            // No features: no TLS, because it is never asked to download anything. Its release
            // profile takes three times as long as a debug build.
            arguments: &["--debug", "--locked", "--no-default-features", &package],
            environment: &[("CARGO_PROFILE_DEV_DEBUG", "0")],
        },
    )
}

pub fn wasm_bindgen(shell: &Shell) -> Result<Outcome> {
    let version = shell.workspace.wasm_bindgen_version()?;
    let package = format!("wasm-bindgen-cli@{version}");
    install(
        shell,
        &Tool {
            name: "wasm-bindgen",
            version: &version,
            programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            // Not --locked: its lock file names versions that a registry mirror may lag behind.
            arguments: &[&package],
            environment: &[
                ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
                ("CARGO_PROFILE_RELEASE_LTO", "off"),
                ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
                ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
            ],
        },
    )
}

/// Only of use with a nightly toolchain, so only installed where there is one.
pub fn cargo_fuzz(shell: &Shell) -> Result<Outcome> {
    if nightly(shell).is_none() {
        return Ok(Outcome::Present("not needed: there is no nightly toolchain".to_owned()));
    }
    // The fuzzer's own runtime is C++.
    if shell.find("c++").is_none() {
        debian::install(shell, &["g++"])?;
    }
    let package = format!("cargo-fuzz@{CARGO_FUZZ_VERSION}");
    install(
        shell,
        &Tool {
            name: "cargo-fuzz",
            version: CARGO_FUZZ_VERSION,
            programs: &["cargo-fuzz"],
            arguments: &["--debug", "--locked", &package],
            environment: &[("CARGO_PROFILE_DEV_DEBUG", "0")],
        },
    )
}

fn install(shell: &Shell, tool: &Tool) -> Result<Outcome> {
    if let Some(place) = installed(shell, tool) {
        return Ok(Outcome::Present(place));
    }
    shell.say(&format!("setup: {} {}: installing from source, some minutes", tool.name, tool.version));
    // Its own build folder, named by process so that two clones installing at once don't meet.
    let build = shell.workspace.tools.join(format!("build-{}-{}", tool.name, std::process::id()));
    let mut command = install_command(shell, tool, &build);
    let outcome = shell.run(&mut command);
    remove_folder(&build)?;
    outcome.map_err(|error| Error::new(format!("{error}; by hand: {}", by_hand(tool, &command))))?;
    installed(shell, tool)
        .map(Outcome::Done)
        .ok_or_else(|| Error::new(format!("it is installed but does not say {}", tool.version)))
}

fn install_command(shell: &Shell, tool: &Tool, build: &Path) -> Command {
    let mut command = shell.command("cargo");
    command
        .arg("install")
        .args(tool.arguments)
        .arg("--root")
        .arg(shell.workspace.tool(tool.name, tool.version))
        .env("CARGO_TARGET_DIR", build)
        .envs(tool.environment.iter().copied());
    command
}

fn by_hand(tool: &Tool, command: &Command) -> String {
    let settings: String = tool.environment.iter().map(|(name, value)| format!("{name}={value} ")).collect();
    settings + &describe(command)
}

/// Where all programs of the tool answer with exactly its version.
fn installed(shell: &Shell, tool: &Tool) -> Option<String> {
    let answers = |program: &&str| {
        let line = shell.ask(shell.command(program).arg("--version"));
        line.is_some_and(|line| line.split_whitespace().nth(1) == Some(tool.version))
    };
    let all_answer = tool.programs.iter().all(answers);
    let place = shell.find(tool.name)?;
    all_answer.then(|| place.display().to_string())
}
