//! Which of the organizations that releases name are the same one.
//!
//! The same scheme and id: certain. The same name, whatever its case and punctuation, in the same
//! country: likely, and only joined where that is asked for.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use tenderlens_ocds::fold;

use crate::arrange;
use crate::catalog::Catalog;
use crate::store::dictionary::{NONE, Texts};
use crate::store::mentions::{Mention, pair, parts};
use crate::store::rows::UNKNOWN;

/// Names an organization.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PartyRef {
    /// One of its identifiers.
    Identifier { scheme: String, id: String },
    /// The publisher's own id, where that is the same in all releases.
    Publisher { publisher: String, id: String },
    /// Those of this name that have no identifier, in that country as it is published (empty where
    /// it is not), or in any.
    Name {
        name: String,
        #[serde(default)]
        country: Option<String>,
    },
}

/// An organization to filter by, or to show.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Party {
    pub who: PartyRef,
    /// Together with those that are likely the same.
    #[serde(default)]
    pub likely: bool,
    /// But without these.
    #[serde(default)]
    pub except: Vec<PartyRef>,
}

impl From<PartyRef> for Party {
    fn from(who: PartyRef) -> Self {
        Self { who, likely: false, except: Vec::new() }
    }
}

/// All organizations of the rows that are there.
#[derive(Debug)]
pub(crate) struct Identity {
    /// The organization of each mention; [`UNKNOWN`] for those that no row names any more.
    pub entity_of: Vec<u32>,
    pub entities: Vec<Entity>,
    /// Entities by the names they have in a country.
    by_name: HashMap<String, Vec<u32>>,
}

/// One organization, as far as that is certain.
#[derive(Debug)]
pub(crate) struct Entity {
    /// The mentions, the one of most rows first.
    pub mentions: Vec<u32>,
    pub who: PartyRef,
}

/// A name as it is compared.
pub(crate) fn name_key(name: &str) -> String {
    let folded = fold::text(name).replace('\'', "");
    let words = folded.split(|it: char| !it.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

impl Identity {
    pub fn of(catalog: &Catalog) -> Self {
        let mentions = &catalog.rows.words.mentions;
        let uses = uses(catalog);
        let mut groups = Groups::new(mentions.list.len());
        let mut first: HashMap<Key, u32> = HashMap::new();
        for (number, mention) in (0..).zip(&mentions.list).filter(|(number, _)| uses[*number as usize] > 0) {
            for key in keys(mention) {
                let known = *first.entry(key).or_insert(number);
                groups.join(known, number);
            }
        }
        let mut identity =
            Self { entity_of: vec![UNKNOWN; mentions.list.len()], entities: Vec::new(), by_name: HashMap::new() };
        let mut of_root: HashMap<u32, Vec<u32>> = HashMap::new();
        for number in (0..mentions.list.len() as u32).filter(|number| uses[*number as usize] > 0) {
            of_root.entry(groups.root(number)).or_default().push(number);
        }
        let mut all: Vec<Vec<u32>> = of_root.into_values().collect();
        arrange::list(&mut all, &mut Ord::cmp);
        for mut mentions in all {
            let uses = |mention: u32| uses[mention as usize];
            arrange::by(&mut mentions, &mut |a, b| uses(b).cmp(&uses(a)).then_with(|| a.cmp(&b)));
            identity.add(catalog, mentions);
        }
        identity
    }

    fn add(&mut self, catalog: &Catalog, mentions: Vec<u32>) {
        let entity = self.entities.len() as u32;
        for mention in &mentions {
            self.entity_of[*mention as usize] = entity;
            if let Some(key) = likely_key(catalog, *mention) {
                let same = self.by_name.entry(key).or_default();
                if same.last() != Some(&entity) {
                    same.push(entity);
                }
            }
        }
        let who = who(catalog, &mentions);
        self.entities.push(Entity { mentions, who });
    }

    /// Others that have the same name in the same country.
    pub fn likely(&self, catalog: &Catalog, entity: u32) -> Vec<u32> {
        let mentions = self.entities.get(entity as usize).map_or(&[][..], |entity| &entity.mentions);
        let keys = mentions.iter().filter_map(|mention| likely_key(catalog, *mention));
        let mut same: Vec<u32> = keys.flat_map(|key| self.by_name.get(&key).cloned().unwrap_or_default()).collect();
        arrange::unique(&mut same);
        same.retain(|it| *it != entity);
        same
    }

    /// All organizations that go by a name.
    pub fn named(&self, catalog: &Catalog, name: &str) -> Vec<u32> {
        let name = name_key(name);
        let mentions = catalog.rows.words.mentions.list.iter().zip(&self.entity_of);
        let named =
            mentions.filter(|(it, entity)| **entity != UNKNOWN && !name.is_empty() && name_key(&it.name) == name);
        let mut entities: Vec<u32> = named.map(|(_, entity)| *entity).collect();
        arrange::unique(&mut entities);
        entities
    }

    /// The organizations that are meant, without those that are only likely.
    pub fn find(&self, catalog: &Catalog, who: &PartyRef) -> Vec<u32> {
        let mentions = &catalog.rows.words.mentions;
        let has: Box<dyn Fn(&Mention) -> bool> = match who {
            PartyRef::Identifier { scheme, id } => match mentions.identifiers.find(&pair(scheme, id)) {
                Some(code) => Box::new(move |it| it.identifiers.contains(&code)),
                None => return Vec::new(),
            },
            PartyRef::Publisher { publisher, id } => match mentions.own_ids.find(&pair(publisher, id)) {
                Some(code) => Box::new(move |it| it.own_id == code),
                None => return Vec::new(),
            },
            PartyRef::Name { name, country } => {
                let name = name_key(name);
                let country = country.as_ref().map(|country| mentions.countries.find(country));
                Box::new(move |it| {
                    is_only_named(it)
                        && country.is_none_or(|country| country == Some(it.country))
                        && name_key(&it.name) == name
                })
            }
        };
        let of =
            mentions.list.iter().zip(&self.entity_of).filter(|(mention, entity)| **entity != UNKNOWN && has(mention));
        let mut entities: Vec<u32> = of.map(|(_, entity)| *entity).collect();
        arrange::unique(&mut entities);
        entities
    }

    /// All organizations that a filter stands for.
    pub fn meant(&self, catalog: &Catalog, party: &Party) -> Vec<u32> {
        let mut meant = self.find(catalog, &party.who);
        if party.likely {
            let likely: Vec<u32> = meant.iter().flat_map(|entity| self.likely(catalog, *entity)).collect();
            let except: Vec<u32> = party.except.iter().flat_map(|who| self.find(catalog, who)).collect();
            meant.extend(likely.into_iter().filter(|entity| !except.contains(entity)));
            arrange::unique(&mut meant);
        }
        meant
    }

    pub fn label<'c>(&self, catalog: &'c Catalog, entity: u32) -> &'c str {
        let named = self.entities.get(entity as usize).into_iter().flat_map(|entity| &entity.mentions);
        named
            .map(|mention| catalog.rows.words.mentions.name(*mention))
            .find(|name| !name.is_empty())
            .unwrap_or_default()
    }
}

/// Nothing but a name tells who it is.
fn is_only_named(mention: &Mention) -> bool {
    mention.identifiers.is_empty() && mention.own_id == NONE
}

/// How often each mention is used by the rows that are there.
fn uses(catalog: &Catalog) -> Vec<u32> {
    let rows = &catalog.rows;
    let mut uses = vec![0_u32; rows.words.mentions.list.len()];
    for row in catalog.there.iter() {
        // Buyers and all others are what every row names.
        for mention in rows.buyers.get(row).iter().chain(rows.parties.get(row)) {
            uses[*mention as usize] += 1;
        }
    }
    uses
}

/// What makes mentions the same organization for certain.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Identifier(u32),
    OwnId(u32),
    /// Without any id the same name in the same country is all there is.
    Name(String, u32),
}

fn keys(mention: &Mention) -> Vec<Key> {
    if is_only_named(mention) {
        return vec![Key::Name(name_key(&mention.name), mention.country)];
    }
    let own = (mention.own_id != NONE).then_some(Key::OwnId(mention.own_id));
    mention.identifiers.iter().map(|code| Key::Identifier(*code)).chain(own).collect()
}

/// Name and country, where both are told.
fn likely_key(catalog: &Catalog, mention: u32) -> Option<String> {
    let mention = catalog.rows.words.mentions.list.get(mention as usize)?;
    let name = name_key(&mention.name);
    (mention.country != NONE && !name.is_empty()).then(|| format!("{name}\n{}", mention.country))
}

/// What an organization is referred to by: the first of its identifiers.
fn who(catalog: &Catalog, mentions: &[u32]) -> PartyRef {
    let all = &catalog.rows.words.mentions;
    let list = || mentions.iter().filter_map(|mention| all.list.get(*mention as usize));
    let identifiers = list().flat_map(|mention| mention.identifiers.iter());
    let identifier = identifiers.map(|code| parts(all.identifiers.text(*code))).min();
    let own = list().filter(|mention| mention.own_id != NONE).map(|it| parts(all.own_ids.text(it.own_id))).min();
    match (identifier, own) {
        (Some((scheme, id)), _) => PartyRef::Identifier { scheme: scheme.to_owned(), id: id.to_owned() },
        (None, Some((publisher, id))) => PartyRef::Publisher { publisher: publisher.to_owned(), id: id.to_owned() },
        (None, None) => {
            let first = list().next();
            let name = first.map(|mention| mention.name.to_string()).unwrap_or_default();
            let country = first.map_or("", |mention| all.countries.text(mention.country));
            PartyRef::Name { name, country: Some(country.to_owned()) }
        }
    }
}

/// Disjoint groups of numbers.
struct Groups(Vec<u32>);

impl Groups {
    fn new(size: usize) -> Self {
        Self((0..size as u32).collect())
    }

    fn root(&mut self, number: u32) -> u32 {
        let mut root = number;
        while self.0[root as usize] != root {
            // Every second step is shortened, which keeps the ways short.
            let above = self.0[root as usize];
            self.0[root as usize] = self.0[above as usize];
            root = above;
        }
        root
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}
