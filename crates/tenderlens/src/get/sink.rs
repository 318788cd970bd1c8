//! Where the answer goes, and how far it is.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, Instant};

const INTERVAL: Duration = Duration::from_millis(200);

pub struct Sink {
    out: BufWriter<Box<dyn Write>>,
    bytes: u64,
    /// When the progress line was last written; none if nobody looks.
    shown: Option<Instant>,
    visible: bool,
}

impl Sink {
    pub fn open(file: Option<&Path>) -> Result<Self, String> {
        let out: Box<dyn Write> = match file {
            None => Box::new(io::stdout()),
            Some(path) => Box::new(
                File::create(path).map_err(|problem| format!("cannot write to {}: {problem}", path.display()))?,
            ),
        };
        // Results that scroll by on the same terminal are progress enough.
        let looks = io::stderr().is_terminal() && (file.is_some() || !io::stdout().is_terminal());
        Ok(Self { out: BufWriter::new(out), bytes: 0, shown: looks.then(Instant::now), visible: false })
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
        let of = of.map_or_else(String::new, |of| format!(" of {}", megabytes(of)));
        self.progress(&of);
    }

    /// Bytes so far, and these words.
    pub fn progress(&mut self, words: &str) {
        let Some(shown) = self.shown.filter(|shown| shown.elapsed() >= INTERVAL) else {
            return;
        };
        self.shown = Some(shown + shown.elapsed());
        self.visible = true;
        let mut stderr = io::stderr().lock();
        let _ = write!(stderr, "\r\x1b[2K{}{words}", megabytes(self.bytes));
        let _ = stderr.flush();
    }

    /// Makes room for other lines.
    pub fn hide(&mut self) {
        if self.visible {
            let _ = write!(io::stderr().lock(), "\r\x1b[2K");
            self.visible = false;
        }
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10)
}
