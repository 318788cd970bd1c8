//! What the tests share.
#![allow(dead_code)] // each test binary uses its own part
#![allow(clippy::unwrap_used)] // a test may stop at the first surprise

use serde_json::{Value, json};
use tenderlens_catalog::{
    Added, Answer, Arrival, Catalog, Party, PartyIds, PartyRef, Provenance, Query, Row, Source, SourceId,
};
use tenderlens_ocds::calendar::Zone;

pub const KYIV: &str = "EET-2EEST,M3.5.0/3,M10.5.0/4";

pub fn source(publisher: &str, zone: &str) -> Source {
    Source {
        publisher: publisher.to_owned(),
        zone: Zone::posix(zone).unwrap(),
        language: "en".to_owned(),
        country: String::new(),
        party_ids: PartyIds::PerRelease,
    }
}

/// A catalog with one source.
pub struct Collection {
    pub catalog: Catalog,
    pub source: SourceId,
}

impl Collection {
    pub fn new(source: Source) -> Self {
        let mut catalog = Catalog::default();
        let source = catalog.source(source);
        Self { catalog, source }
    }

    /// In UTC.
    pub fn of(releases: &[Value]) -> Self {
        let mut collection = Self::new(source("uk", "UTC0"));
        for release in releases {
            let added = collection.add(release);
            assert_eq!(added.problems, [], "{release}");
        }
        collection
    }

    pub fn add(&mut self, release: &Value) -> Added {
        self.add_text(&release.to_string())
    }

    pub fn add_text(&mut self, text: &str) -> Added {
        add(&mut self.catalog, self.source, text.as_bytes(), &[])
    }

    pub fn ask(&self, query: &Query) -> Answer {
        self.catalog.ask(query, &[]).unwrap()
    }

    /// The ocids of the rows that a question finds.
    pub fn ocids(&self, query: &Query) -> Vec<&str> {
        self.rows(query).into_iter().map(|row| row.ocid).collect()
    }

    pub fn rows(&self, query: &Query) -> Vec<Row<&str>> {
        self.catalog.window(&self.ask(query), 0, usize::MAX).unwrap()
    }

    pub fn row(&self, ocid: &str) -> Row<&str> {
        self.rows(&Query::default()).into_iter().find(|row| row.ocid == ocid).unwrap()
    }
}

pub fn add(catalog: &mut Catalog, source: SourceId, compiled: &[u8], releases: &[(&str, &str)]) -> Added {
    let provenance = Provenance { source: "https://example.org/page/1".to_owned(), ..Provenance::default() };
    let count = releases.len().max(1) as u32;
    let arrival = Arrival { releases, release_count: count, handle: 7, ..Arrival::of(compiled, &provenance) };
    catalog.add(source, &arrival)
}

pub fn identifier(scheme: &str, id: &str) -> PartyRef {
    PartyRef::Identifier { scheme: scheme.to_owned(), id: id.to_owned() }
}

pub fn party(scheme: &str, id: &str) -> Party {
    identifier(scheme, id).into()
}

/// A party of a release, with an identifier.
pub fn organization(reference: &str, name: &str, scheme: &str, id: &str, roles: &[&str]) -> Value {
    json!({"id": reference, "name": name, "identifier": {"scheme": scheme, "id": id}, "roles": roles})
}
