//! Where the answer goes, and how far it is.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use crate::status::StatusLine;

pub struct Sink {
    out: BufWriter<Box<dyn Write>>,
    bytes: u64,
    status: StatusLine,
}

impl Sink {
    /// `goes_on`: what stands in the file stays, and more comes behind it.
    pub fn open(file: Option<&Path>, goes_on: bool) -> Result<Self, String> {
        let opened = |path: &Path| match goes_on {
            true => File::options().create(true).append(true).open(path),
            false => File::create(path),
        };
        let out: Box<dyn Write> = match file {
            None => Box::new(io::stdout()),
            Some(path) => {
                Box::new(opened(path).map_err(|problem| format!("cannot write to {}: {problem}", path.display()))?)
            }
        };
        // Results that scroll by on the same terminal are progress enough.
        let status = StatusLine::new(file.is_some() || !io::stdout().is_terminal());
        Ok(Self { out: BufWriter::new(out), bytes: 0, status })
    }

    pub fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.bytes(text.as_bytes())?;
        self.bytes(b"\n")
    }

    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    pub fn progress_bytes(&mut self, of: Option<u64>) {
        self.progress(|| of.map_or_else(String::new, |of| format!(" of {}", megabytes(of))));
    }

    /// Bytes so far, and these words.
    pub fn progress(&mut self, words: impl FnOnce() -> String) {
        let bytes = self.bytes;
        self.status.show(|| format!("{}{}", megabytes(bytes), words()));
    }

    /// Makes room for other lines.
    pub fn hide(&mut self) {
        self.status.hide();
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10)
}
