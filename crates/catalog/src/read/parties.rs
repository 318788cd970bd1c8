//! The organizations of a release, and who is what.

use std::borrow::Cow;

use tenderlens_ocds::facts::{self, List};

use super::draft::Party;
use super::texts::{cow, note_list, note_slot, note_wrong};
use crate::problem::{Notes, Path};

/// The parties of one release, with what refers to them.
pub(super) struct Parties<'a> {
    pub all: Vec<Party<'a>>,
    /// The roles of the first ones: those that are listed as parties.
    roles: Vec<&'a facts::Party<'a>>,
    country: &'a str,
}

impl<'a> Parties<'a> {
    pub fn read(release: &'a facts::Release<'a>, country: &'a str, notes: &mut Notes) -> Self {
        let path = Path::Release.member("parties");
        note_list(&release.parties, &path, notes);
        let mut parties = Self { all: Vec::new(), roles: Vec::new(), country };
        for (index, party) in release.parties.iter() {
            let read = read(party, country, &path.item(index), notes);
            if is_somebody(&read) {
                parties.all.push(read);
                parties.roles.push(party);
            }
        }
        parties
    }

    /// The party that is referred to. Before OCDS 1.1 the reference is all there is.
    pub fn of(&mut self, reference: &'a facts::Party<'a>, path: &Path<'_>, notes: &mut Notes) -> Option<usize> {
        let id = reference.id.get().unwrap_or_default();
        let name = reference.name.get().unwrap_or_default();
        let by_id = |party: &Party<'_>| !id.is_empty() && party.reference == id;
        let same_name = |party: &Party<'_>| name.is_empty() || party.name == name;
        // Some publishers give several parties one id: then the name decides.
        let known = self.all.iter().position(|party| by_id(party) && same_name(party));
        let known = known.or_else(|| self.all.iter().position(by_id));
        let by_name = |party: &Party<'_>| id.is_empty() && !name.is_empty() && party.name == name;
        if let Some(known) = known.or_else(|| self.all.iter().position(by_name)) {
            return Some(known);
        }
        let read = read(reference, self.country, path, notes);
        is_somebody(&read).then(|| {
            self.all.push(read);
            self.all.len() - 1
        })
    }

    pub fn of_all(&mut self, list: &'a List<facts::Party<'a>>, path: &Path<'_>, notes: &mut Notes) -> Vec<usize> {
        note_list(list, path, notes);
        let mut found = Vec::new();
        for (index, reference) in list.iter() {
            if let Some(party) = self.of(reference, &path.item(index), notes) {
                add(&mut found, party);
            }
        }
        found
    }

    pub fn with_role(&self, role: &str) -> Vec<usize> {
        let has_role = |party: &&facts::Party<'_>| party.roles.iter().any(|it| it == role);
        self.roles.iter().enumerate().filter(|(_, party)| has_role(party)).map(|(index, _)| index).collect()
    }
}

/// Adds what is not there yet.
pub(super) fn add(list: &mut Vec<usize>, index: usize) {
    if !list.contains(&index) {
        list.push(index);
    }
}

fn is_somebody(party: &Party<'_>) -> bool {
    !party.name.is_empty() || !party.identifiers.is_empty()
}

fn read<'a>(party: &'a facts::Party<'a>, country: &'a str, path: &Path<'_>, notes: &mut Notes) -> Party<'a> {
    note_wrong(&party.name, &path.member("name"), notes);
    note_slot(&party.identifier, &path.member("identifier"), notes);
    note_slot(&party.address, &path.member("address"), notes);
    note_list(&party.additional, &path.member("additionalIdentifiers"), notes);
    let all = || party.identifier.get().into_iter().chain(party.additional.iter().map(|(_, it)| it));
    let legal_name = || all().map(|it| cow(&it.legal_name)).find(|name| !name.is_empty());
    let name = Some(cow(&party.name)).filter(|name| !name.is_empty()).or_else(legal_name).unwrap_or_default();
    let address = party.address.get();
    let published = address.and_then(|it| it.country.get().or_else(|| it.country_name.get()));
    let mut identifiers: Vec<(Cow<'a, str>, Cow<'a, str>)> = Vec::new();
    for (scheme, id) in all().map(|it| (cow(&it.scheme), cow(&it.id))) {
        let is_known = identifiers.contains(&(scheme.clone(), id.clone()));
        if !scheme.is_empty() && tells_apart(&id) && !is_known {
            identifiers.push((scheme, id));
        }
    }
    Party { reference: cow(&party.id), name, country: Cow::Borrowed(published.unwrap_or(country)), identifiers }
}

/// `0`, `-` and `n/a` are what people write who have no identifier.
fn tells_apart(id: &str) -> bool {
    let signs: String = id.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    signs.chars().any(|it| it != '0')
        && !matches!(&*signs, "na" | "none" | "null" | "unknown" | "nd" | "sn" | "x" | "xxx")
}
