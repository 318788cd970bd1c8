//! Where things are: the workspace, and the recorded data beside it.

use std::io::Write;
use std::path::{Path, PathBuf};

/// The root of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The folder of recorded data beside the workspace. Where it is absent the test that asks for it
/// is skipped, announced, and fails in CI: a check that did not run must not look like one that
/// passed.
///
/// # Errors
/// The announcement, when `CI` is set and the folder is absent.
pub fn shared(test: &str) -> Result<Option<PathBuf>, String> {
    let shared = workspace().join("../shared");
    if shared.is_dir() {
        return Ok(Some(shared));
    }
    let announcement = format!("SKIPPED: {test}: there is no ../shared beside the workspace");
    if std::env::var_os("CI").is_some() {
        return Err(announcement);
    }
    println!("{announcement}");
    if let Some(list) = std::env::var_os("TENDERLENS_SKIPS") {
        let file = std::fs::OpenOptions::new().create(true).append(true).open(list);
        // The line above stands in any case.
        let _ = file.and_then(|mut file| writeln!(file, "{announcement}"));
    }
    Ok(None)
}
