//! The ways in which releases name organizations, each kept once. Which of them are the same
//! organization is told by [`crate::identity`].

use std::hash::{Hash, Hasher};

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use super::dictionary::{Dictionary, Labels, NONE};
use crate::read::SEPARATOR;
use crate::read::draft::Party;

/// An organization as a release names it.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Mention {
    pub name: Box<str>,
    pub country: u32,
    /// Numbers of its identifiers.
    pub identifiers: Box<[u32]>,
    /// Number of the publisher's id of it, where that is the same in all releases.
    pub own_id: u32,
}

#[derive(Debug, Default)]
pub(crate) struct Mentions {
    pub list: Vec<Mention>,
    table: HashTable<u32>,
    /// Scheme and id.
    pub identifiers: Dictionary,
    /// Publisher and id.
    pub own_ids: Dictionary,
    pub countries: Labels,
}

fn hash(mention: &Mention) -> u64 {
    let mut hasher = FxHasher::default();
    mention.hash(&mut hasher);
    hasher.finish()
}

/// Two texts as one key.
pub(crate) fn pair(first: &str, second: &str) -> String {
    format!("{first}{SEPARATOR}{second}")
}

pub(crate) fn parts(pair: &str) -> (&str, &str) {
    pair.split_once(SEPARATOR).unwrap_or((pair, ""))
}

impl Mentions {
    /// The number of a mention, new or known. `shared_ids` names the publisher where its ids are the
    /// same in all releases.
    pub fn number(&mut self, party: &Party<'_>, shared_ids: Option<&str>) -> u32 {
        let own_id = match shared_ids {
            Some(publisher) if !party.reference.is_empty() => self.own_ids.code(&pair(publisher, &party.reference)),
            _ => NONE,
        };
        let identifiers = party.identifiers.iter().map(|(scheme, id)| self.identifiers.code(&pair(scheme, id)));
        let mention = Mention {
            identifiers: identifiers.collect(),
            name: (&*party.name).into(),
            country: self.countries.code(&party.country),
            own_id,
        };
        let Self { list, table, .. } = self;
        let hashed = hash(&mention);
        if let Some(number) = table.find(hashed, |number| list[*number as usize] == mention) {
            return *number;
        }
        let number = list.len() as u32;
        list.push(mention);
        table.insert_unique(hashed, number, |number| hash(&list[*number as usize]));
        number
    }

    pub fn name(&self, mention: u32) -> &str {
        self.list.get(mention as usize).map_or("", |mention| &mention.name)
    }

    pub fn memory(&self) -> usize {
        let texts: usize = self.list.iter().map(|it| it.name.len() + it.identifiers.len() * 4).sum();
        texts
            + self.list.capacity() * size_of::<Mention>()
            + self.table.allocation_size()
            + self.identifiers.memory()
            + self.own_ids.memory()
            + self.countries.memory()
    }
}
