//! Chromium and its driver, for the tests that run in a real browser.

use std::env;
use std::path::{Path, PathBuf};

use super::{Outcome, debian};
use crate::error::{Error, Result};
use crate::shell::Shell;

const ELSEWHERE: &str = "Elsewhere: install Chromium or Chrome and the chromedriver of the same version, \
    or name them in CHROME and CHROMEDRIVER";

pub fn install(shell: &Shell) -> Result<Outcome> {
    if let Some(found) = both(shell)? {
        return Ok(Outcome::Present(found));
    }
    debian::install(shell, &["chromium", "chromium-driver"])
        .map_err(|error| Error::new(format!("{error}. {ELSEWHERE}")))?;
    both(shell)?.map(Outcome::Done).ok_or_else(|| Error::new(format!("installed, but not found on PATH. {ELSEWHERE}")))
}

fn both(shell: &Shell) -> Result<Option<String>> {
    check_setting("CHROME")?;
    check_setting("CHROMEDRIVER")?;
    let (Ok(browser), Ok(driver)) = (chrome(shell), chromedriver(shell)) else {
        return Ok(None);
    };
    Ok(Some(format!("{}, {}", browser.display(), driver.display())))
}

/// A wrong setting is reported, never replaced by something else.
fn check_setting(name: &str) -> Result<()> {
    match setting(name) {
        Some(path) if !path.is_file() => Err(Error::new(format!("{name}={} is not a file", path.display()))),
        _ => Ok(()),
    }
}

pub fn chrome(shell: &Shell) -> Result<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    locate(shell, "CHROME", &names)
}

pub fn chromedriver(shell: &Shell) -> Result<PathBuf> {
    locate(shell, "CHROMEDRIVER", &["chromedriver"])
}

fn locate(shell: &Shell, variable: &str, names: &[&str]) -> Result<PathBuf> {
    setting(variable)
        .or_else(|| names.iter().find_map(|name| shell.find(name)))
        .ok_or_else(|| Error::new(format!("there is no {}; run: cargo xtask setup", names.join(" or "))))
}

fn setting(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(|value| Path::new(&value).to_path_buf())
}
