//! Where things are: the repository, the build folder and the per-user tools folder.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::error::{Context, Error, Result};

pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The newest Trunk that builds on our minimum Rust; 0.22 asks for a newer compiler.
pub const TRUNK_VERSION: &str = "0.21.14";

pub const CARGO_FUZZ_VERSION: &str = "0.13.2";

pub struct Workspace {
    pub root: PathBuf,
    /// Cargo's build folder, wherever the user's configuration puts it.
    pub target: PathBuf,
    /// Tools shared by all clones of one user.
    pub tools: PathBuf,
}

impl Workspace {
    pub fn find() -> Result<Self> {
        let root = repository_root()?;
        Ok(Self { target: target_folder(&root)?, tools: tools_folder()?, root })
    }

    /// The folder a tool of this exact version is installed to.
    pub fn tool(&self, name: &str, version: &str) -> PathBuf {
        self.tools.join(format!("{name}-{version}"))
    }

    /// The command line tool must match the library byte for byte, so the lock file decides.
    pub fn wasm_bindgen_version(&self) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        let lock = fs::read_to_string(&path).context("reading Cargo.lock")?;
        locked_version(&lock, "wasm-bindgen")
            .ok_or_else(|| Error::new("Cargo.lock has no wasm-bindgen; run: cargo generate-lockfile"))
    }

    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    pub fn native_binary(&self) -> PathBuf {
        self.target.join("release/tenderlens")
    }

    pub fn venv_python(&self) -> PathBuf {
        self.root.join(".venv/bin/python")
    }

    /// Logs, packed packages and machine-readable reports; removed by `cargo clean`.
    pub fn scratch(&self) -> PathBuf {
        self.target.join("xtask")
    }

    pub fn packed(&self) -> PathBuf {
        self.target.join("npm")
    }
}

fn repository_root() -> Result<PathBuf> {
    // Set by `cargo run`; asking at run time keeps a moved clone working.
    let manifest =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest
        .ancestors()
        .nth(2)
        .map(Path::to_path_buf)
        .ok_or_else(|| Error::new("cannot find the repository above crates/xtask"))
}

fn target_folder(root: &Path) -> Result<PathBuf> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version=1", "--no-deps"])
        .current_dir(root)
        .output()
        .context("running cargo metadata")?;
    let metadata: Value = serde_json::from_slice(&output.stdout).context("reading cargo metadata")?;
    metadata["target_directory"]
        .as_str()
        .map(PathBuf::from)
        .ok_or_else(|| Error::new("cargo metadata names no target_directory"))
}

fn tools_folder() -> Result<PathBuf> {
    env::var_os("XDG_CACHE_HOME")
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")))
        .map(|cache| cache.join("tenderlens/tools"))
        .ok_or_else(|| Error::new("set HOME or XDG_CACHE_HOME: tools are installed below it"))
}

/// The version of a package in Cargo.lock, whose `name` line is followed by its `version` line.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.next()?;
    let version = lines.next()?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-test\"\nversion = \"0.3.99\"\n\n\
        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";

    #[test]
    fn finds_the_exact_package() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
    }

    #[test]
    fn says_nothing_of_a_package_that_is_not_locked() {
        assert_eq!(locked_version(LOCK, "leptos"), None);
    }
}
