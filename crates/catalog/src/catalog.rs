//! The collection: its tables, and what is made of them when it is asked for.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use crate::arrival::{Provenance, Source, SourceId};
use crate::coverage::Coverages;
use crate::identity::Identity;
use crate::set::Set;
use crate::store::dictionary::Dictionary;
use crate::store::order::{self, Order};
use crate::store::rows::Rows;
use crate::store::texts::Part;
use crate::text::{Field, Index};

/// A local collection of contracting processes.
#[derive(Debug, Default)]
pub struct Catalog {
    pub(crate) rows: Rows,
    pub(crate) index: Index,
    pub(crate) sources: Vec<Source>,
    /// The publisher of each source.
    pub(crate) publisher_of: Vec<u32>,
    pub(crate) publishers: Dictionary,
    pub(crate) provenances: Vec<Provenance>,
    pub(crate) provenance_numbers: HashMap<Provenance, u32>,
    pub(crate) keys: HashTable<u32>,
    /// Rows that were neither replaced nor taken out.
    pub(crate) there: Set,
    by_ocid: Order,
    by_title: Order,
    pub(crate) coverages: Coverages,
    /// How often the rows were numbered anew.
    pub(crate) generation: u32,
    identity: OnceCell<Identity>,
    ocid_ranks: OnceCell<Vec<u32>>,
    title_ranks: OnceCell<Vec<u32>>,
}

impl Catalog {
    /// Tells of a source. The same publisher may have several, with other zones for instance.
    pub fn source(&mut self, source: Source) -> SourceId {
        self.publisher_of.push(self.publishers.code(&source.publisher));
        self.sources.push(source);
        SourceId(self.sources.len() as u32 - 1)
    }

    /// Makes the row that was just written one of those that are there.
    pub(crate) fn take_up(&mut self, publisher: u32, ocid: &str) {
        let row = self.there.size() as u32;
        self.there.push(true);
        let Self { rows, keys, publisher_of, index, .. } = self;
        keys.insert_unique(key(publisher, ocid), row, |row| {
            key(publisher_of[rows.source[*row as usize] as usize], rows.ocid(*row))
        });
        index.add(texts(rows, row));
        let end = self.there.size();
        self.by_ocid.keep_up(end, compare_ocids(&self.rows, &self.publisher_of));
        self.by_title.keep_up(end, compare_titles(&self.rows));
        self.changed();
    }

    /// What was made of the rows is made again when it is asked for.
    pub(crate) fn changed(&mut self) {
        self.identity.take();
        self.ocid_ranks.take();
        self.title_ranks.take();
    }

    pub(crate) fn identity(&self) -> &Identity {
        self.identity.get_or_init(|| Identity::of(self))
    }

    /// The place of each row in the order of the ocids.
    pub(crate) fn ocid_ranks(&self) -> &[u32] {
        self.ocid_ranks.get_or_init(|| {
            let mut order = self.by_ocid.clone();
            order.complete(self.there.size(), compare_ocids(&self.rows, &self.publisher_of));
            order.ranks(&self.there, |_, _| false)
        })
    }

    /// The place of each row in the order of the titles; the same for equal ones.
    pub(crate) fn title_ranks(&self) -> &[u32] {
        self.title_ranks.get_or_init(|| {
            let mut order = self.by_title.clone();
            let compare = compare_titles(&self.rows);
            order.complete(self.there.size(), &compare);
            order.ranks(&self.there, |a, b| compare(a, b).is_eq())
        })
    }

    pub(crate) fn find_row(&self, publisher: u32, ocid: &str) -> Option<u32> {
        let is_it = |row: &u32| self.publisher_number(*row) == publisher && self.rows.ocid(*row) == ocid;
        self.keys.find(key(publisher, ocid), is_it).copied()
    }

    pub(crate) fn publisher_number(&self, row: u32) -> u32 {
        self.publisher_of[self.rows.source[row as usize] as usize]
    }

    pub(crate) fn keys_memory(&self) -> usize {
        self.keys.allocation_size() + self.by_ocid.memory() + self.by_title.memory()
    }

    /// Processes that are there.
    pub fn len(&self) -> usize {
        self.there.count()
    }

    pub fn is_empty(&self) -> bool {
        self.there.is_empty()
    }
}

pub(crate) fn key(publisher: u32, ocid: &str) -> u64 {
    let mut hasher = FxHasher::default();
    (publisher, ocid).hash(&mut hasher);
    hasher.finish()
}

/// The texts of a row by their fields, in the order of the fields.
pub(crate) fn texts(rows: &Rows, row: u32) -> impl Iterator<Item = (Field, &str)> {
    Field::ALL.into_iter().flat_map(move |field| texts_of(rows, row, field).map(move |text| (field, text)))
}

/// The texts of one field.
pub(crate) fn texts_of<'r>(rows: &'r Rows, row: u32, field: Field) -> Box<dyn Iterator<Item = &'r str> + 'r> {
    let part = |part| rows.texts.texts_of(row, part);
    let names = |list: &'r [u32]| list.iter().map(|mention| rows.words.mentions.name(*mention));
    match field {
        Field::Title => Box::new(part(Part::Title)),
        Field::Buyer => Box::new(names(rows.buyers.get(row))),
        Field::Description => Box::new(part(Part::Description)),
        Field::Items => Box::new(part(Part::Items)),
        Field::Parties => Box::new(names(rows.parties.get(row))),
        Field::Identifiers => Box::new(part(Part::Identifiers)),
        Field::Documents => Box::new(part(Part::Documents)),
    }
}

pub(crate) fn compare_ocids(rows: &Rows, publisher_of: &[u32]) -> impl Fn(u32, u32) -> std::cmp::Ordering {
    let publisher = |row: u32| publisher_of[rows.source[row as usize] as usize];
    move |a, b| rows.ocid(a).cmp(rows.ocid(b)).then_with(|| publisher(a).cmp(&publisher(b)))
}

pub(crate) fn compare_titles(rows: &Rows) -> impl Fn(u32, u32) -> std::cmp::Ordering {
    move |a, b| {
        let keys = rows.title_key[a as usize].cmp(&rows.title_key[b as usize]);
        keys.then_with(|| order::compare(rows.title(a), rows.title(b)))
    }
}
