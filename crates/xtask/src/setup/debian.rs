//! Installing distribution packages, where that can be done without asking: Debian, as root.

use std::fs;

use crate::error::{Error, Result};
use crate::shell::Shell;

/// Installs packages, refreshing the package lists only when the first try fails.
pub fn install(shell: &Shell, packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    let by_hand = format!("install it, on Debian: apt-get install {names}");
    if !is_debian() {
        return Err(Error::new(format!("this is not Debian, so it is left to you: {by_hand}")));
    }
    if shell.ask(shell.command("id").arg("-u")).as_deref() != Some("0") {
        return Err(Error::new(format!("this needs root: {by_hand}")));
    }
    if apt_install(shell, packages).is_ok() {
        return Ok(());
    }
    shell.run(shell.command("apt-get").args(["update", "-q"]))?;
    apt_install(shell, packages).map_err(|error| Error::new(format!("{error}; {by_hand}")))
}

fn apt_install(shell: &Shell, packages: &[&str]) -> Result<()> {
    let mut command = shell.command("apt-get");
    command
        .args(["install", "-y", "-q", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive");
    shell.run(&mut command)
}

/// Only Debian itself: Ubuntu's package `chromium` is a snap that has no driver.
fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=debian"))
}
