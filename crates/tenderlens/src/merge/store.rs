//! More text than memory should hold: on disk, ordered by ocid and then as it came.

use std::collections::BTreeMap;

use redb::backends::FileBackend;
use redb::{Builder, Database, Durability, ReadableDatabase, TableDefinition};
use tenderlens_core::ocds::collect::{PartKind, Process};

use super::grouped::Piece;
use super::problem::Stop;

/// Ocid and number of the part; kind and text.
type Key = (&'static str, u64);
type Value = (u8, &'static str);
const PARTS: TableDefinition<Key, Value> = TableDefinition::new("parts");

/// In a nameless temporary file: the system takes it back however the program ends.
pub struct Store {
    database: Database,
    parts: u64,
}

impl Store {
    /// With a cache of so many bytes.
    pub fn new(cache: usize) -> Result<Self, Stop> {
        let file = tempfile::tempfile().map_err(|problem| failed(&problem))?;
        let backend = FileBackend::new(file).map_err(|problem| failed(&problem))?;
        let database = Builder::new().set_cache_size(cache).create_with_backend(backend);
        Ok(Self { database: database.map_err(|problem| failed(&problem))?, parts: 0 })
    }

    /// Adds processes in their order, which is the order on disk too.
    pub fn add(&mut self, processes: BTreeMap<String, Vec<Piece>>) -> Result<(), Stop> {
        self.insert(processes).map_err(|problem| failed(&problem))
    }

    fn insert(&mut self, processes: BTreeMap<String, Vec<Piece>>) -> Result<(), redb::Error> {
        let mut write = self.database.begin_write()?;
        // Nobody opens this file a second time, so nothing has to survive.
        write.set_durability(Durability::None)?;
        {
            let mut table = write.open_table(PARTS)?;
            for (ocid, pieces) in processes {
                for piece in pieces {
                    table.insert((ocid.as_str(), self.parts), (number(piece.kind), piece.text()))?;
                    self.parts += 1;
                }
            }
        }
        write.commit()?;
        Ok(())
    }

    /// All processes, by ascending ocid.
    pub fn processes(&self, mut each: impl FnMut(Process<'_>) -> Result<(), Stop>) -> Result<(), Stop> {
        let mut ocid = String::new();
        let mut parts: Vec<(PartKind, String)> = Vec::new();
        let parts_on_disk = self.parts().map_err(|problem| failed(&problem))?;
        for part in parts_on_disk {
            let (key, value) = part.map_err(|problem| failed(&problem))?;
            if key.value().0 != ocid {
                pass_on(&ocid, &mut parts, &mut each)?;
                key.value().0.clone_into(&mut ocid);
            }
            let (kind, text) = value.value();
            parts.push((kind_of(kind), text.to_owned()));
        }
        pass_on(&ocid, &mut parts, &mut each)
    }

    fn parts(&self) -> Result<redb::Range<'static, Key, Value>, redb::Error> {
        Ok(self.database.begin_read()?.open_table(PARTS)?.range::<(&str, u64)>(..)?)
    }
}

fn pass_on(
    ocid: &str,
    parts: &mut Vec<(PartKind, String)>,
    each: &mut impl FnMut(Process<'_>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    if parts.is_empty() {
        return Ok(());
    }
    let mut process = Process::new(ocid);
    for (kind, text) in &*parts {
        process.add(*kind, text, None);
    }
    each(process)?;
    parts.clear();
    Ok(())
}

fn number(kind: PartKind) -> u8 {
    match kind {
        PartKind::Release => 0,
        PartKind::Record => 1,
        PartKind::Link => 2,
        PartKind::Compiled => 3,
    }
}

fn kind_of(number: u8) -> PartKind {
    match number {
        1 => PartKind::Record,
        2 => PartKind::Link,
        3 => PartKind::Compiled,
        _ => PartKind::Release,
    }
}

fn failed(problem: &impl std::fmt::Display) -> Stop {
    let folder = std::env::temp_dir();
    let message = format!(
        "cannot keep the input in a temporary file in {}: {problem}; choose another folder with TMPDIR",
        folder.display()
    );
    Stop::failed("temporary-file", message)
}
