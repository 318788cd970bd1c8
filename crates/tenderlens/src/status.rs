//! A line at the foot of the terminal that says how far it is.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// Often enough to look alive, too seldom to cost anything.
const INTERVAL: Duration = Duration::from_millis(200);

#[derive(Debug)]
pub struct StatusLine {
    /// When the line was last written; none if nobody looks.
    shown: Option<Instant>,
    visible: bool,
}

impl StatusLine {
    /// Written only if `wanted`, and only to a terminal.
    pub fn new(wanted: bool) -> Self {
        let looks = wanted && std::io::stderr().is_terminal();
        Self { shown: looks.then(Instant::now), visible: false }
    }

    /// Writes these words, unless it has just written others.
    pub fn show(&mut self, words: impl FnOnce() -> String) {
        let Some(shown) = self.shown.filter(|shown| shown.elapsed() >= INTERVAL) else {
            return;
        };
        self.shown = Some(shown + shown.elapsed());
        self.visible = true;
        let mut stderr = std::io::stderr().lock();
        let _ = write!(stderr, "\r\x1b[2K{}", words());
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
