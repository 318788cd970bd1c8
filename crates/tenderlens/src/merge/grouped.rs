//! Input whose releases are grouped by process: only one process is in memory.

use std::ops::Range;
use std::rc::Rc;

use tenderlens_core::ocds::collect::{PartKind, Process};

use super::Grouping;
use super::input::Block;
use super::output::Output;
use super::problem::Stop;

/// A part of a process, in the block that it was read in.
#[derive(Debug)]
pub struct Piece {
    pub kind: PartKind,
    pub block: Rc<String>,
    pub range: Range<usize>,
}

impl Piece {
    pub fn text(&self) -> &str {
        self.block.get(self.range.clone()).unwrap_or_default()
    }
}

/// The process of these pieces.
pub fn process<'p>(ocid: &str, pieces: &'p [Piece]) -> Process<'p> {
    let mut process = Process::new(ocid);
    for piece in pieces {
        process.add(piece.kind, piece.text(), None);
    }
    process
}

/// The process that is being read.
#[derive(Debug, Default)]
pub struct Grouped {
    ocid: String,
    pieces: Vec<Piece>,
}

impl Grouped {
    fn write(&mut self, output: &mut Output) -> Result<(), Stop> {
        if !self.pieces.is_empty() {
            output.process(process(&self.ocid, &self.pieces))?;
            self.pieces.clear();
        }
        Ok(())
    }
}

impl Grouping for Grouped {
    fn add(&mut self, block: Block, output: &mut Output) -> Result<(), Stop> {
        let text = Rc::new(block.text);
        for part in block.parts {
            if part.ocid != self.ocid {
                self.write(output)?;
                self.ocid = part.ocid;
            }
            self.pieces.push(Piece { kind: part.kind, block: Rc::clone(&text), range: part.range });
        }
        output.flush()
    }

    fn finish(mut self: Box<Self>, output: &mut Output) -> Result<(), Stop> {
        self.write(output)
    }
}
