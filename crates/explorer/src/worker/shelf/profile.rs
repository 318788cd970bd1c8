//! What the processes on the shelf tell of a buyer or supplier.

use tenderlens_catalog::{JoinBasis, Party, PartyRef, Profile, Query, QueryError};

use super::Shelf;
use crate::protocol::{ProfileAnswer, ProfileQuestion, party_text};

impl Shelf {
    /// # Errors
    /// As of the catalog.
    pub fn profile(&self, asked: &ProfileQuestion) -> Result<ProfileAnswer, QueryError> {
        let mut answer = ProfileAnswer {
            loaded: self.catalog.size().processes,
            covered: self.catalog.covered(&[]),
            ..ProfileAnswer::default()
        };
        if let PartyRef::Name { name, .. } = &asked.who {
            answer.alike = self.catalog.named(name);
        }
        let party = Party::from(asked.who.clone());
        let Some(certain) = self.catalog.profile(&party, &Query::default())? else {
            return Ok(answer);
        };
        let (party, profile) = self.with_joined(party, certain, &asked.joined)?;
        // Who stands there already is no other of that name.
        answer.alike.retain(|alike| !profile.joined.iter().any(|it| it.who == alike.who));
        answer.profile = Some(Box::new(profile));
        answer.party = Some(party);
        Ok(answer)
    }

    /// Together with those of the likely ones that were chosen.
    fn with_joined(&self, party: Party, certain: Profile, chosen: &[String]) -> Result<(Party, Profile), QueryError> {
        let is_chosen = |who: &PartyRef| chosen.contains(&party_text(who));
        let likely = || certain.joined.iter().filter(|it| it.basis == JoinBasis::Likely);
        if !likely().any(|it| is_chosen(&it.who)) {
            return Ok((party, certain));
        }
        let except = likely().filter(|it| !is_chosen(&it.who)).map(|it| it.who.clone()).collect();
        let party = Party { likely: true, except, ..party };
        let profile = self.catalog.profile(&party, &Query::default())?.unwrap_or(certain);
        Ok((party, profile))
    }
}

#[cfg(test)]
mod tests {
    use tenderlens_catalog::PartyRef;
    use tenderlens_core::publishers::Registry;
    use tenderlens_core::search::{Compiled, Summary};

    use super::{ProfileAnswer, ProfileQuestion, Shelf};

    fn list(shelf: &mut Shelf, ocid: &str, buyer: &str, supplier: &str) {
        let json = format!(
            r#"{{"ocid":"{ocid}","date":"2026-11-01T10:00:00Z","buyer":{{"id":"1","name":"Council"}},
            "parties":[{{"id":"1","name":"Council",{buyer}"roles":["buyer"]}},
                {{"id":"2","name":"Acme","identifier":{{"scheme":"GB-COH","id":"{supplier}"}},"roles":["supplier"]}}],
            "awards":[{{"id":"1","status":"active","date":"2026-05-01","suppliers":[{{"id":"2","name":"Acme"}}],
                "value":{{"amount":10,"currency":"GBP"}}}}]}}"#
        );
        let row = Summary { publisher: "uk".into(), ocid: ocid.to_owned(), ..Summary::default() };
        let uk = *Registry::builtin().publisher("uk").unwrap();
        shelf.list(&uk, &row, &Compiled { json, ..Compiled::default() }, "https://example.org/").unwrap();
    }

    /// Three processes of one council, in one of which it has no identifier.
    fn shelf() -> Shelf {
        let mut shelf = Shelf::default();
        let identifier = r#""identifier":{"scheme":"GB-LA","id":"7"},"#;
        list(&mut shelf, "a", identifier, "1");
        list(&mut shelf, "b", "", "1");
        list(&mut shelf, "c", identifier, "2");
        shelf
    }

    fn ask(who: PartyRef, joined: &[&str]) -> ProfileAnswer {
        let joined = joined.iter().map(|it| (*it).to_owned()).collect();
        shelf().profile(&ProfileQuestion { who, joined }).unwrap()
    }

    fn identified(scheme: &str, id: &str) -> PartyRef {
        PartyRef::Identifier { scheme: scheme.to_owned(), id: id.to_owned() }
    }

    fn named(name: &str) -> PartyRef {
        PartyRef::Name { name: name.to_owned(), country: None }
    }

    #[test]
    fn a_profile_joins_only_what_is_certain() {
        let answer = ask(identified("GB-LA", "7"), &[]);
        let profile = answer.profile.unwrap();
        assert_eq!((answer.loaded, profile.bought.processes), (3, 2));
        assert_eq!(profile.bought.totals.sums[0].sum.unwrap().to_string(), "20");
        let likely: Vec<_> = profile.joined.iter().filter(|it| !it.is_joined).collect();
        assert_eq!(likely.len(), 1, "the council without an identifier: {likely:?}");
    }

    #[test]
    fn who_is_likely_the_same_counts_only_when_chosen() {
        let bought = |joined: &[&str]| ask(identified("GB-LA", "7"), joined).profile.unwrap().bought.processes;
        assert_eq!(bought(&["name:Council"]), 3);
        assert_eq!(bought(&["name:Another"]), 2);
    }

    #[test]
    fn a_name_leads_to_all_who_go_by_it() {
        let council = ask(named("council"), &[]);
        assert_eq!(council.profile.unwrap().bought.processes, 1);
        assert_eq!(council.alike, [], "the one with an identifier stands among the likely ones");
        let acme = ask(named("ACME"), &[]);
        assert!(acme.profile.is_none() && acme.party.is_none());
        assert_eq!(acme.alike.iter().map(|it| it.processes).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn nobody_is_nobody() {
        let nobody = ask(identified("GB-COH", "9"), &[]);
        assert_eq!((nobody.profile, nobody.loaded), (None, 3));
    }
}
