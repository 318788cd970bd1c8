//! How far the merge is, for a person at a terminal.

use crate::status::StatusLine;

#[derive(Debug)]
pub struct Progress {
    line: StatusLine,
    read: usize,
    processes: usize,
}

impl Progress {
    pub fn new() -> Self {
        Self { line: StatusLine::new(true), read: 0, processes: 0 }
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
        let (read, processes) = (self.read / 1_000_000, self.processes);
        self.line.show(|| format!("{read} MB read, {processes} processes merged"));
    }

    /// Makes room for other lines.
    pub fn hide(&mut self) {
        self.line.hide();
    }
}
