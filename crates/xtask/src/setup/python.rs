//! The reference implementation of the merge, in a virtual environment of this clone.

use std::fs;

use super::{Outcome, debian};
use crate::error::{Context, Error, Result};
use crate::shell::Shell;

const REQUIREMENTS: &str = include_str!("../../requirements.txt");
const FILE: &str = "crates/xtask/requirements.txt";

pub fn packages(shell: &Shell) -> Result<Outcome> {
    let stamp = shell.workspace.root.join(".venv/.tenderlens-requirements");
    let python = shell.workspace.venv_python();
    let as_pinned = fs::read_to_string(&stamp).is_ok_and(|installed| installed == REQUIREMENTS);
    // The interpreter is asked too: a system upgrade can leave an environment without one.
    if as_pinned && shell.ask(shell.command(&python).arg("--version")).is_some() {
        return Ok(Outcome::Present(".venv as pinned".to_owned()));
    }
    shell.say(&format!("setup: python packages: making .venv from {FILE}"));
    provide_venv_module(shell)?;
    create(shell)?;
    fs::write(&stamp, REQUIREMENTS).context("remembering what is installed")?;
    Ok(Outcome::Done(".venv".to_owned()))
}

/// Debian keeps a part of Python's standard library in a package of its own.
fn provide_venv_module(shell: &Shell) -> Result<()> {
    let mut question = shell.command("python3");
    if shell.ask(question.args(["-c", "import ensurepip, venv"])).is_some() {
        return Ok(());
    }
    debian::install(shell, &["python3", "python3-venv"])
        .map_err(|error| Error::new(format!("python3 with its venv module is missing; {error}")))
}

fn create(shell: &Shell) -> Result<()> {
    let by_hand = format!("by hand: python3 -m venv --clear .venv && .venv/bin/pip install -r {FILE}");
    let add_advice = |error: Error| Error::new(format!("{error}; {by_hand}"));
    let mut environment = shell.command("python3");
    environment.args(["-m", "venv", "--clear", ".venv"]);
    shell.run(&mut environment).map_err(add_advice)?;
    let mut install = shell.command(shell.workspace.venv_python());
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", FILE]);
    shell.run(&mut install).map_err(add_advice)
}
