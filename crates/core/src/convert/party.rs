//! Organizations: told once among the parties, referred to everywhere else.
//! <https://standard.open-contracting.org/1.1/en/schema/reference/#parties>

use tenderlens_ocds::json;

use super::converter::{Converter, Place, Scope};
use super::node::{Members, Node};
use super::place::Fate;
use super::shapes::ORGANIZATION;

#[derive(Debug, Default)]
pub(crate) struct Parties<'a>(Vec<Party<'a>>);

#[derive(Debug)]
struct Party<'a> {
    id: String,
    roles: Vec<&'static str>,
    members: Members<'a>,
}

impl<'a> Parties<'a> {
    /// Adds an organization, or what is new about one. False where it was told otherwise before:
    /// the first telling counts.
    fn add(&mut self, id: &str, roles: &[&'static str], members: Members<'a>) -> bool {
        let known = self.0.iter_mut().find(|party| party.id == id);
        let agreed = match known {
            Some(party) => party.members.absorb(members),
            None => {
                self.0.push(Party { id: id.to_owned(), roles: Vec::new(), members });
                true
            }
        };
        for role in roles {
            self.add_role(id, role);
        }
        agreed
    }

    pub(crate) fn add_role(&mut self, id: &str, role: &'static str) {
        if let Some(party) = self.0.iter_mut().find(|party| party.id == id && !party.roles.contains(&role)) {
            party.roles.push(role);
        }
    }

    /// References to those with a role.
    pub(crate) fn with_role(&self, role: &str) -> Vec<Node<'a>> {
        let parties = self.0.iter().filter(|party| party.roles.contains(&role));
        parties.map(|party| reference(&party.id, &party.members)).collect()
    }

    pub(crate) fn nodes(self) -> Vec<Node<'a>> {
        let node = |party: Party<'a>| {
            let mut members = Members::default();
            members.put("id", "", Node::text(&party.id));
            members.absorb(party.members);
            let roles = party.roles.iter().map(|role| Node::text(role)).collect();
            members.put("roles", "", Node::List(roles));
            Node::Object(members)
        };
        self.0.into_iter().map(node).collect()
    }
}

fn reference<'a>(id: &str, members: &Members<'a>) -> Node<'a> {
    let mut reference = Members::default();
    reference.put("id", "", Node::text(id));
    if let Some(name) = members.get("name").filter(|name| **name != Node::text("")) {
        reference.put("name", "", name.clone());
    }
    Node::Object(reference)
}

impl<'a> Converter<'a> {
    /// One organization; `listed` where its reference joins others.
    pub(super) fn party(
        &mut self,
        roles: &'static [&'static str],
        (value, pointer): (&'a str, &str),
        (to, listed): (Place<'_>, bool),
        target: &mut Members<'a>,
    ) -> Fate {
        let Some((reference, fate)) = self.organization(roles, value, pointer, to.entry) else {
            return self.left(pointer, "expected an object");
        };
        match (to.path, listed) {
            ("", _) => fate,
            (_, true) if !self.append(to, reference.clone(), target) => self.left(pointer, "is named twice"),
            (_, false) if !self.put(to, reference, target) => {
                self.left(pointer, "its place is taken by another member")
            }
            _ => fate,
        }
    }

    fn organization(
        &mut self,
        roles: &'static [&'static str],
        value: &'a str,
        pointer: &str,
        entry: &str,
    ) -> Option<(Node<'a>, Fate)> {
        let object = json::object(value).ok()?;
        let kept = self.other.len();
        let mut members = Members::default();
        self.members(Scope { object: &object, pointer, entry }, ORGANIZATION, "", &mut members);
        let role = roles.first().copied().unwrap_or_default();
        let id = party_id(&members, role).unwrap_or_else(|| {
            self.problem(pointer, "has neither an identifier nor a name");
            let entry = json::scalar(entry).unwrap_or_default();
            format!("{role}-{entry}").trim_end_matches('-').to_owned()
        });
        let reference = reference(&id, &members);
        if self.parties.add(&id, roles, members) {
            return Some((reference, Fate::Kept));
        }
        // The whole of it is kept instead.
        self.other.truncate(kept);
        Some((reference, Fate::Rewritten))
    }

    /// The buyer is the only one named, or who procures where none is named. Several stay among
    /// the parties: the standard has room for one here.
    pub(crate) fn name_buyer(&mut self) {
        let mut buyers = self.parties.with_role("buyer");
        if buyers.is_empty() {
            let Some(entity) = self.release.get("tender/procuringEntity").cloned() else {
                return;
            };
            if let Some(id) = entity.id().and_then(json::string) {
                self.parties.add_role(&id, "buyer");
            }
            buyers.push(entity);
        }
        if let ([_], Some(buyer)) = (&buyers[..], buyers.first()) {
            self.release.put("buyer", "", buyer.clone());
        }
    }

    /// Who tendered, gathered from the bids.
    pub(crate) fn gather_tenderers(&mut self) {
        let tenderers = self.parties.with_role("tenderer");
        if !tenderers.is_empty() {
            let count = Node::Leaf(tenderers.len().to_string().into());
            self.release.put("tender/numberOfTenderers", "", count);
            self.release.put("tender/tenderers", "", Node::List(tenderers));
        }
    }
}

/// `{scheme}-{id}` as the standard proposes; without a scheme, the role tells whose number it is;
/// without a number, the name has to do.
fn party_id(members: &Members<'_>, role: &str) -> Option<String> {
    let text = |path| members.leaf(path).and_then(json::scalar).filter(|text| !text.is_empty());
    match (text("identifier/scheme"), text("identifier/id"), text("name")) {
        (Some(scheme), Some(id), _) => Some(format!("{scheme}-{id}")),
        (None, Some(id), _) => Some(format!("{role}-{id}")),
        (_, None, name) => name.map(std::borrow::Cow::into_owned),
    }
}
