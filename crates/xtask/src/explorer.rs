//! Building the explorer into dist/ and making that folder ready for any static host.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Context, Error, Result};
use crate::shell::Shell;
use crate::sizes::{Copies, Size, heading, measure, row};

/// What compresses well. Fonts (woff2) and pictures are compressed already.
const COMPRESSIBLE: &[&str] = &["css", "html", "js", "json", "map", "mjs", "svg", "txt", "wasm", "webmanifest", "xml"];

/// Builds the release explorer into dist/ with Trunk; index.html names the cargo profile.
pub fn build(shell: &Shell) -> Result<()> {
    // Trunk's --offline keeps it from downloading tools, but it also reaches cargo: crates are
    // fetched before.
    shell.run(shell.command("cargo").args(["fetch", "--locked"]))?;
    let mut command = shell.shipping_command("trunk");
    command
        .args(["build", "--release", "--offline", "--locked"])
        // Trunk reads NO_COLOR as a flag that must be `true` or `false`; the usual `1` stops it.
        .env_remove("NO_COLOR")
        // Its own backtrace would bury the compiler's message.
        .env("RUST_BACKTRACE", "0");
    shell.run(&mut command)
}

/// `cargo xtask dist`: the static folder, complete.
pub fn dist(shell: &Shell) -> Result<()> {
    build(shell)?;
    let dist = shell.workspace.dist();
    for page in ["index.html", "404.html"] {
        if !dist.join(page).is_file() {
            return Err(Error::new(format!("the build left no dist/{page}")));
        }
    }
    let mut files = Vec::new();
    collect(&dist, &mut files).context("listing dist/")?;
    files.sort();
    let (texts, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| is_compressible(file));
    let sizes = measure(shell, &texts, Copies::Write)?;
    print_table(shell, &texts, &sizes, &others)
}

fn print_table(shell: &Shell, texts: &[PathBuf], sizes: &[Size], others: &[PathBuf]) -> Result<()> {
    let root = &shell.workspace.root;
    let name = |file: &Path| file.strip_prefix(root).unwrap_or(file).display().to_string();
    shell.say(&heading());
    for (file, size) in texts.iter().zip(sizes) {
        shell.say(&row(&name(file), *size));
    }
    let mut stored = 0;
    for file in others {
        stored += fs::metadata(file).context(name(file))?.len();
    }
    shell.say(&row("total of these", sizes.iter().copied().sum()));
    shell.say(&format!("{} more files (fonts, pictures): {stored} bytes", others.len()));
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn is_compressible(file: &Path) -> bool {
    let extension = file.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| COMPRESSIBLE.contains(&extension))
}
