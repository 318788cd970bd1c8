//! A buyer or supplier: what all that was loaded tells of it.

use serde::{Deserialize, Serialize};
use tenderlens_catalog::{Covered, Joined, Party, PartyRef, Profile};

/// Whose profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileQuestion {
    pub who: PartyRef,
    /// Those that are only likely the same and count all the same, as [`party_text`] writes them.
    pub joined: Vec<String>,
}

/// What is known of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileAnswer {
    /// Processes that are loaded, whoever they name.
    pub loaded: usize,
    pub covered: Vec<Covered>,
    /// `None` where nothing that is loaded names it.
    pub profile: Option<Box<Profile>>,
    /// Who counts as it: what a list of its processes asks for.
    pub party: Option<Party>,
    /// Where it was asked for by its name: others of that name, each of them somebody for certain.
    pub alike: Vec<Joined>,
}

/// An organization as links name it: `GB-COH:01234567`, `name:ACME`.
pub fn party_text(who: &PartyRef) -> String {
    match who {
        PartyRef::Identifier { scheme, id } => format!("{scheme}:{id}"),
        PartyRef::Publisher { publisher, id } => format!("{publisher}:{id}"),
        PartyRef::Name { name, .. } => format!("name:{name}"),
    }
}
