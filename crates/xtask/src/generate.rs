//! `cargo xtask gen`: writes, or only compares, everything that is generated.

use std::process::Command;

use crate::error::{Error, Result};
use crate::shell::Shell;
use crate::{sdk, setup};

pub fn command(shell: &Shell, arguments: &[String]) -> Result<()> {
    match arguments {
        [] => {
            shell.run(&mut generator(shell))?;
            setup::run(shell, setup::SERVE)?;
            // Both are made of what the types are after building.
            sdk::build(shell)?;
            sdk::report(shell)?;
            sdk::reference(shell)
        }
        [only] if only == "tables" => shell.run(&mut generator(shell)),
        [check] if check == "--check" => shell.run(generator(shell).args(["--", "--check"])),
        _ => Err(Error::new("usage: cargo xtask gen [tables | --check]")),
    }
}

pub fn generator(shell: &Shell) -> Command {
    let mut command = shell.command("cargo");
    command.args(["run", "--quiet", "--locked", "-p", "tenderlens-tests", "--bin", "gen"]);
    command
}
