//! Every state of the explorer as a link, and back.
//!
//! Links are hash links (`#/s?q=puente`): they work on any static host and below any path, and the
//! part behind `#` is never sent to a server. Defaults are left out, keys are sorted, keys that
//! this version does not know are kept.

mod process;
mod profile;
mod query;
mod search;
#[cfg(test)]
mod tests;
mod value;

use query::{Reader, Writer, decode, encode_step};

pub use process::{Bids, Process};
pub use profile::{Party, Profile};
pub use query::Rest;
pub use search::Search;
pub use value::{Days, Due, Sort, SortBy, Unit, ValueRange, View};

/// A page with its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    Home(Rest),
    Search(Box<Search>),
    Process(Process),
    Bids(Bids),
    Profile(Box<Profile>),
    Follow(Rest),
    Settings(Rest),
    /// A topic of the help; empty for its start.
    Help {
        topic: String,
        rest: Rest,
    },
    /// A link that leads nowhere, as written.
    Missing(String),
}

impl Route {
    /// Reads what stands behind `#` in an address.
    pub fn parse(hash: &str) -> Self {
        let link = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = link.split_once('?').unwrap_or((link, ""));
        let steps: Vec<String> = path.split('/').filter(|step| !step.is_empty()).map(decode).collect();
        let query = Reader::new(query);
        match steps.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            [] => Self::Home(query.rest()),
            ["s"] => Self::Search(Box::new(Search::read(query))),
            ["p", publisher, ocid] => Self::Process(Process::read(publisher, ocid, query)),
            ["p", publisher, ocid, "bids"] => Self::Bids(Bids::read(publisher, ocid, query)),
            ["o", scheme, id] => Self::Profile(Box::new(Profile::read(scheme, id, query))),
            ["follow"] => Self::Follow(query.rest()),
            ["settings"] => Self::Settings(query.rest()),
            ["help"] => Self::Help { topic: String::new(), rest: query.rest() },
            ["help", topic] => Self::Help { topic: topic.to_owned(), rest: query.rest() },
            _ => Self::Missing(link.to_owned()),
        }
    }

    /// The link, with its `#`.
    pub fn format(&self) -> String {
        let process = |publisher: &str, ocid: &str| format!("#/p/{}/{}", encode_step(publisher), encode_step(ocid));
        let plain = |path: &str, rest: &Rest| format!("#/{path}{}", Writer::default().finish(rest));
        match self {
            Self::Home(rest) => plain("", rest),
            Self::Search(search) => format!("#/s{}", search.write().finish(&search.rest)),
            Self::Process(it) => process(&it.publisher, &it.ocid) + &it.write().finish(&it.rest),
            Self::Bids(it) => process(&it.publisher, &it.ocid) + "/bids" + &it.write().finish(&it.rest),
            Self::Profile(profile) => profile.format(),
            Self::Follow(rest) => plain("follow", rest),
            Self::Settings(rest) => plain("settings", rest),
            Self::Help { topic, rest } if topic.is_empty() => plain("help", rest),
            Self::Help { topic, rest } => plain(&format!("help/{}", encode_step(topic)), rest),
            Self::Missing(link) => format!("#{link}"),
        }
    }

    /// The language a shared link asks for (`hl`), on any page.
    pub fn language(&self) -> Option<&str> {
        let rest = match self {
            Self::Home(rest) | Self::Follow(rest) | Self::Settings(rest) | Self::Help { rest, .. } => rest,
            Self::Search(search) => &search.rest,
            Self::Process(process) => &process.rest,
            Self::Bids(bids) => &bids.rest,
            Self::Profile(profile) => &profile.search.rest,
            Self::Missing(_) => return None,
        };
        rest.iter().find(|(key, _)| key == "hl").map(|(_, value)| value.as_str())
    }

    /// The link to a process.
    pub fn process(publisher: &str, ocid: &str, locator: Option<&str>) -> Self {
        let locator = locator.unwrap_or_default().to_owned();
        Self::Process(Process { publisher: publisher.to_owned(), ocid: ocid.to_owned(), locator, ..Process::default() })
    }

    /// The link to a buyer or supplier: by its identifier, else by its name.
    pub fn organization(identifier: Option<(&str, &str)>, name: &str) -> Self {
        let party = match identifier {
            Some((scheme, id)) => Party::Identifier { scheme: scheme.to_owned(), id: id.to_owned() },
            None => Party::Name(name.to_owned()),
        };
        Self::Profile(Box::new(Profile { party, role: String::new(), joined: Vec::new(), search: Search::default() }))
    }

    pub fn search(search: Search) -> Self {
        Self::Search(Box::new(search))
    }
}
