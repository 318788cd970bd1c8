//! Input in any order: everything is kept until its end.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Grouping;
use super::grouped::{Piece, process};
use super::input::Block;
use super::output::Output;
use super::problem::Stop;

/// All processes.
#[derive(Debug, Default)]
pub struct ByOcid {
    processes: BTreeMap<String, Vec<Piece>>,
}

impl Grouping for ByOcid {
    fn add(&mut self, block: Block, _output: &mut Output) -> Result<(), Stop> {
        let text = Rc::new(block.text);
        for part in block.parts {
            let piece = Piece { kind: part.kind, block: Rc::clone(&text), range: part.range };
            self.processes.entry(part.ocid).or_default().push(piece);
        }
        Ok(())
    }

    fn finish(self: Box<Self>, output: &mut Output) -> Result<(), Stop> {
        // Each process leaves as it is written, and so do the blocks that only it needed.
        self.processes.into_iter().try_for_each(|(ocid, pieces)| output.process(process(&ocid, &pieces)))
    }
}
