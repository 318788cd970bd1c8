//! How far it is, for a person at a terminal.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// Often enough to look alive, too seldom to cost anything.
const INTERVAL: Duration = Duration::from_millis(200);

#[derive(Debug)]
pub struct Progress {
    /// When the line was last written; none if nobody looks.
    shown: Option<Instant>,
    visible: bool,
    read: usize,
    processes: usize,
}

impl Progress {
    pub fn new() -> Self {
        let shown = std::io::stderr().is_terminal().then(Instant::now);
        Self { shown, visible: false, read: 0, processes: 0 }
    }

    pub fn read(&mut self, bytes: usize) {
        self.read += bytes;
        self.show();
    }

    pub fn merged(&mut self) {
        self.processes += 1;
        self.show();
    }

    fn show(&mut self) {
        let Some(shown) = self.shown.filter(|shown| shown.elapsed() >= INTERVAL) else {
            return;
        };
        self.shown = Some(shown + shown.elapsed());
        self.visible = true;
        let megabytes = self.read / 1_000_000;
        let mut stderr = std::io::stderr().lock();
        let _ = write!(stderr, "\r\x1b[2K{megabytes} MB read, {} processes merged", self.processes);
        let _ = stderr.flush();
    }

    /// Makes room for other lines.
    pub fn hide(&mut self) {
        if self.visible {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[2K");
            self.visible = false;
        }
    }
}
