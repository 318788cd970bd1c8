//! `cargo xtask gen [--check]`: writes, or only compares, everything that is generated.

use std::process::Command;

use crate::error::{Error, Result};
use crate::shell::Shell;

pub fn command(shell: &Shell, arguments: &[String]) -> Result<()> {
    match arguments {
        [] => shell.run(&mut generator(shell)),
        [check] if check == "--check" => shell.run(generator(shell).args(["--", "--check"])),
        _ => Err(Error::new("usage: cargo xtask gen [--check]")),
    }
}

pub fn generator(shell: &Shell) -> Command {
    let mut command = shell.command("cargo");
    command.args(["run", "--quiet", "--locked", "-p", "tenderlens-tests", "--bin", "gen"]);
    command
}
