//! Input in any order: everything is kept until its end, in memory or, past a limit, on disk.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Grouping;
use super::grouped::{Piece, process};
use super::input::Block;
use super::output::Output;
use super::problem::Stop;
use super::store::Store;

/// All processes.
pub struct ByOcid {
    processes: BTreeMap<String, Vec<Piece>>,
    /// The text in memory.
    held: usize,
    limit: usize,
    store: Option<Store>,
}

impl ByOcid {
    /// Keeps up to `limit` bytes of text in memory.
    pub fn new(limit: usize) -> Self {
        Self { processes: BTreeMap::new(), held: 0, limit, store: None }
    }

    fn move_to_disk(&mut self) -> Result<(), Stop> {
        let store = match &mut self.store {
            Some(store) => store,
            // Beside what is held, the store's pages are little.
            none => none.insert(Store::new(self.limit / 4)?),
        };
        self.held = 0;
        store.add(std::mem::take(&mut self.processes))
    }
}

impl Grouping for ByOcid {
    fn add(&mut self, block: Block, _output: &mut Output) -> Result<(), Stop> {
        self.held += block.text.len();
        let text = Rc::new(block.text);
        for part in block.parts {
            let piece = Piece { kind: part.kind, block: Rc::clone(&text), range: part.range };
            self.processes.entry(part.ocid).or_default().push(piece);
        }
        if self.held > self.limit { self.move_to_disk() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>, output: &mut Output) -> Result<(), Stop> {
        if self.store.is_some() {
            self.move_to_disk()?;
        }
        match &self.store {
            Some(store) => store.processes(|process| output.process(process)),
            // Each process leaves as it is written, and so do the blocks that only it needed.
            None => self.processes.into_iter().try_for_each(|(ocid, pieces)| output.process(process(&ocid, &pieces))),
        }
    }
}
