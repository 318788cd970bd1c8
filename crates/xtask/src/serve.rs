//! `cargo xtask serve`: everything from a fresh clone to a running explorer.

use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::error::{Error, Result};
use crate::shell::Shell;
use crate::{explorer, setup};

pub fn command(shell: &Shell, arguments: &[String]) -> Result<()> {
    setup::run(shell, setup::SERVE)?;
    explorer::build(shell)?;
    build_native(shell)?;
    // Replaces this process: signals reach the server directly, and relative --data paths mean
    // what they mean where the command was typed.
    let error = Command::new(shell.workspace.native_binary())
        .arg("serve")
        .arg("--dist")
        .arg(shell.workspace.dist())
        .args(arguments)
        .exec();
    Err(Error::new(format!("cannot start the server: {error}")))
}

/// The program `tenderlens`, as users get it.
pub fn build_native(shell: &Shell) -> Result<()> {
    let mut command = shell.command("cargo");
    shell.run(command.args(["build", "--locked", "--release", "-p", "tenderlens"]))
}
