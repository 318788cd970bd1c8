//! Node packages: wasm-opt, TypeScript, Playwright, the checkers and the fonts.

use std::fs;

use super::Outcome;
use crate::error::{Context, Error, Result};
use crate::shell::Shell;

/// What the newest of our tools asks for.
const MINIMUM: (u32, u32) = (20, 19);

pub fn packages(shell: &Shell) -> Result<Outcome> {
    let version = check_node(shell)?;
    let stamp = shell.workspace.root.join("node_modules/.tenderlens-lock");
    let lock =
        fs::read_to_string(shell.workspace.root.join("package-lock.json")).context("reading package-lock.json")?;
    // npm writes no file that equals our lock file, so a copy of it says what is installed.
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(Outcome::Present(format!("node {version}, node_modules as locked")));
    }
    shell.say("setup: npm packages: installing as locked");
    let mut command = shell.command("npm");
    // No package of ours needs an install script, so none is run.
    shell
        .run(command.args(["ci", "--ignore-scripts"]))
        .map_err(|error| Error::new(format!("{error}; by hand: npm ci --ignore-scripts")))?;
    fs::write(&stamp, lock).context("remembering what is installed")?;
    Ok(Outcome::Done(format!("node {version}")))
}

fn check_node(shell: &Shell) -> Result<String> {
    let (major, minor) = MINIMUM;
    let advice = format!(
        "install Node {major}.{minor} or newer with npm: https://nodejs.org/en/download, \
         or your distribution's packages nodejs and npm"
    );
    let version = shell
        .ask(shell.command("node").arg("--version"))
        .ok_or_else(|| Error::new(format!("there is no node; {advice}")))?;
    if parse_version(&version).is_none_or(|found| found < MINIMUM) {
        return Err(Error::new(format!("node is {version}; {advice}")));
    }
    shell.find("npm").map(|_| version).ok_or_else(|| Error::new(format!("there is node but no npm; {advice}")))
}

/// `v20.20.2` is (20, 20).
fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{MINIMUM, parse_version};

    #[test]
    fn compares_versions_as_numbers() {
        assert!(parse_version("v20.9.0").is_some_and(|version| version < MINIMUM));
        assert!(parse_version("v20.19.0").is_some_and(|version| version >= MINIMUM));
        assert!(parse_version("v22.1.0").is_some_and(|version| version >= MINIMUM));
        assert_eq!(parse_version("nonsense"), None);
    }
}
