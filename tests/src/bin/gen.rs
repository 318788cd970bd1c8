//! Writes the generated files, or with `--check` says which ones differ.

use std::path::Path;
use std::process::ExitCode;

use tenderlens_core::publishers::Registry;
use tenderlens_tests::generate::{Generated, files};
use tenderlens_tests::places::workspace;

fn main() -> ExitCode {
    let check = std::env::args().any(|argument| argument == "--check");
    let root = workspace();
    let files = match files(&Registry::builtin()) {
        Ok(files) => files,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::FAILURE;
        }
    };
    let stale: Vec<_> = files.into_iter().filter(|file| is_stale(&root, file)).collect();
    let mut failed = false;
    for file in &stale {
        let path = file.path.display();
        if check {
            eprintln!("{path} is not what the tables say: run `cargo xtask gen` and commit it");
            failed = true;
        } else if let Err(problem) = write(&root, file) {
            eprintln!("{path} could not be written: {problem}");
            failed = true;
        } else {
            println!("wrote {path}");
        }
    }
    if stale.is_empty() {
        println!("generated files are up to date");
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn is_stale(root: &Path, file: &Generated) -> bool {
    std::fs::read(root.join(&file.path)).ok().as_deref() != Some(&file.bytes)
}

fn write(root: &Path, file: &Generated) -> std::io::Result<()> {
    let path = root.join(&file.path);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, &file.bytes)
}
