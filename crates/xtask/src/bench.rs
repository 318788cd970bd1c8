//! `cargo xtask bench [ARGUMENT]...`: runs the workspace's benches; `bench merge` compares the merge
//! with other implementations, `bench sdk` the npm package with the browser's own JSON, `bench catalog`
//! the catalog with an array of objects; `bench explorer` measures the built explorer in Chromium.

mod catalog;
mod contender;
mod corpus;
mod explorer;
mod merge;
mod page;
mod report;
mod sdk;

use std::fs;

use crate::error::{Error, Result};
use crate::shell::Shell;

pub fn command(shell: &Shell, arguments: &[String]) -> Result<()> {
    match arguments.split_first() {
        Some((first, rest)) if first == "catalog" => return catalog::command(shell, rest),
        Some((first, rest)) if first == "explorer" => return explorer::command(shell, rest),
        Some((first, rest)) if first == "merge" => return merge::command(shell, rest),
        Some((first, rest)) if first == "sdk" => return sdk::command(shell, rest),
        _ => {}
    }
    if !has_benches(shell) {
        return Err(Error::new("no crate has a benches/ folder yet"));
    }
    let mut command = shell.command("cargo");
    command.args(["bench", "--locked", "--workspace", "--bench", "*"]);
    shell.run(command.args(arguments))
}

fn has_benches(shell: &Shell) -> bool {
    fs::read_dir(shell.workspace.root.join("crates"))
        .is_ok_and(|crates| crates.flatten().any(|entry| entry.path().join("benches").is_dir()))
}
