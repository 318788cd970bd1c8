//! What rustup brings: the wasm target, rustfmt and clippy.

use std::fs;
use std::path::Path;

use super::Outcome;
use crate::error::{Error, Result};
use crate::shell::Shell;
use crate::workspace::WASM_TARGET;

pub fn wasm_target(shell: &Shell) -> Result<Outcome> {
    if let Some(folder) = installed_target(shell) {
        return Ok(Outcome::Present(folder));
    }
    if shell.find("rustup").is_none() {
        return Err(Error::new(format!("there is no rustup. {ALTERNATIVES}")));
    }
    let mut command = shell.command("rustup");
    shell
        .run(command.args(["target", "add", WASM_TARGET]))
        .map_err(|error| Error::new(format!("{error}. {ALTERNATIVES}")))?;
    installed_target(shell)
        .map(Outcome::Done)
        .ok_or_else(|| Error::new(format!("rustup added it, but rustc does not see it. {ALTERNATIVES}")))
}

const ALTERNATIVES: &str = "Ways to get it:
  with rustup:           rustup target add wasm32-unknown-unknown
  Debian's own rustc:    apt-get install libstd-rust-dev-wasm32
  Fedora's own rustc:    dnf install rust-std-static-wasm32-unknown-unknown
  built from its source: RUSTC_BOOTSTRAP=1 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19 \\
                         cargo -Zbuild-std=std,panic_abort build --target wasm32-unknown-unknown
                         (needs the rust-src component and lld-19)
then run this command again";

/// Asks rustc rather than rustup: a distribution's target counts as well.
fn installed_target(shell: &Shell) -> Option<String> {
    let mut command = shell.command("rustc");
    let folder = shell.ask(command.args(["--print=target-libdir", "--target", WASM_TARGET]))?;
    has_standard_library(Path::new(&folder)).then_some(folder)
}

fn has_standard_library(folder: &Path) -> bool {
    fs::read_dir(folder)
        .is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-")))
}

/// The name of a nightly toolchain that is here. rustup is asked, as `cargo +nightly` may install one.
pub fn nightly(shell: &Shell) -> Option<String> {
    let toolchains = shell.ask(shell.command("rustup").args(["toolchain", "list"]))?;
    let names = toolchains.lines().filter_map(|line| line.split_whitespace().next());
    names.filter(|name| name.starts_with("nightly")).max().map(str::to_owned)
}

pub fn components(shell: &Shell) -> Result<Outcome> {
    if let Some(versions) = component_versions(shell) {
        return Ok(Outcome::Present(versions));
    }
    let by_hand = "run: rustup component add rustfmt clippy (Debian's own rustc: apt-get install rustfmt rust-clippy)";
    let mut command = shell.command("rustup");
    shell
        .run(command.args(["component", "add", "rustfmt", "clippy"]))
        .map_err(|error| Error::new(format!("{error}; {by_hand}")))?;
    component_versions(shell).map(Outcome::Done).ok_or_else(|| Error::new(by_hand))
}

fn component_versions(shell: &Shell) -> Option<String> {
    let rustfmt = shell.ask(shell.command("cargo").args(["fmt", "--version"]))?;
    let clippy = shell.ask(shell.command("cargo").args(["clippy", "--version"]))?;
    Some(format!("{rustfmt}; {clippy}"))
}
