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

/// An organization as links name it: `GB-COH:01234567`, `own:PUBLISHER:id`, `name:ACME`.
pub fn party_text(who: &PartyRef) -> String {
    match who {
        PartyRef::Identifier { scheme, id } => format!("{scheme}:{id}"),
        PartyRef::Publisher { publisher, id } => format!("own:{publisher}:{id}"),
        PartyRef::Name { name, .. } => format!("name:{name}"),
    }
}

/// The organization of such a text; one without a scheme is a name.
pub fn party(text: &str) -> PartyRef {
    let (scheme, id) = text.split_once(':').unwrap_or(("name", text));
    match (scheme, id.split_once(':')) {
        ("name", _) => PartyRef::Name { name: id.to_owned(), country: None },
        ("own", Some((publisher, id))) => PartyRef::Publisher { publisher: publisher.to_owned(), id: id.to_owned() },
        _ => PartyRef::Identifier { scheme: scheme.to_owned(), id: id.to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use tenderlens_catalog::PartyRef;

    use super::{party, party_text};

    #[test]
    fn parties_are_written_as_they_are_read() {
        for text in ["GB-COH:01234567", "name:Año: S.A.", "own:p:20131"] {
            assert_eq!(party_text(&party(text)), text);
        }
        assert_eq!(party("own:p:7"), PartyRef::Publisher { publisher: "p".into(), id: "7".into() });
        assert_eq!(party("Leeds"), PartyRef::Name { name: "Leeds".into(), country: None });
    }
}
