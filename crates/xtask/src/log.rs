//! A runner's log file: programs write into it directly, so a forgotten grandchild that keeps its
//! output open can never hang us the way a pipe would.

use std::cell::Cell;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::error::{Context, Result};

/// Silence longer than this makes people, and some CI systems, think of a hang.
const HEARTBEAT: Duration = Duration::from_secs(30);

pub struct Log {
    pub path: PathBuf,
    /// Shows everything as it comes instead of a sign of life.
    verbose: bool,
    started: Instant,
    last_sign: Cell<Instant>,
    shown: Cell<u64>,
}

impl Log {
    pub fn create(path: PathBuf, verbose: bool) -> Result<Self> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).context(format!("creating {}", folder.display()))?;
        }
        File::create(&path).context(format!("creating {}", path.display()))?;
        let now = Instant::now();
        Ok(Self { path, verbose, started: now, last_sign: Cell::new(now), shown: Cell::new(0) })
    }

    /// An output for a child. Appending, because stdout and stderr share the file.
    pub fn writer(&self) -> Result<Stdio> {
        Ok(Stdio::from(self.open()?))
    }

    pub fn note(&self, line: &str) {
        // Losing a line of the log is no reason to stop a test run.
        if let Ok(mut file) = self.open() {
            let _ = writeln!(file, "{line}");
        }
    }

    pub fn len(&self) -> Result<u64> {
        let metadata = fs::metadata(&self.path).context("reading the log")?;
        Ok(metadata.len())
    }

    pub fn text_since(&self, start: u64) -> Result<String> {
        let bytes = read_from(&self.path, start).context("reading the log")?;
        Ok(lossy(&bytes))
    }

    /// The end of the log, at most `bytes` of it.
    pub fn tail(&self, bytes: u64) -> Result<String> {
        self.text_since(self.len()?.saturating_sub(bytes))
    }

    pub fn show_progress(&self) {
        if self.verbose {
            self.show_new_text();
        } else if self.last_sign.get().elapsed() >= HEARTBEAT {
            self.last_sign.set(Instant::now());
            let elapsed = self.started.elapsed().as_secs();
            println!("        … {elapsed} s: {}", self.last_line());
        }
    }

    fn show_new_text(&self) {
        let Ok(bytes) = read_from(&self.path, self.shown.get()) else {
            return;
        };
        self.shown.set(self.shown.get() + bytes.len() as u64);
        print!("{}", lossy(&bytes));
    }

    fn last_line(&self) -> String {
        let tail = self.tail(2_000).unwrap_or_default();
        let line = tail.lines().rev().map(str::trim).find(|line| !line.is_empty());
        line.unwrap_or_default().chars().take(120).collect()
    }

    fn open(&self) -> Result<File> {
        OpenOptions::new().append(true).open(&self.path).context(format!("opening {}", self.path.display()))
    }
}

fn read_from(path: &Path, start: u64) -> std::io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A cut in the middle of a character is not worth an error.
fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
