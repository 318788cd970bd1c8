//! Everything recorded, in one catalog.

use std::path::Path;

use tenderlens_catalog::{
    Arrival, Aspect, By, Catalog, FacetQuery, Of, Outcome, PartyIds, Provenance, Query, Source, SourceId,
};
use tenderlens_core::ocds::calendar::Zone;
use tenderlens_core::ocds::collect::{Form, Groups};
use tenderlens_core::ocds::merge::Options;
use tenderlens_core::ocds::view;
use tenderlens_tests::places::shared;

use crate::converted::documents::recorded;

/// Files that hold OCDS packages, by the publisher that they are recorded from.
const PACKAGES: [(&str, &str); 4] =
    [("peru", "peru-oece"), ("uk", "find-a-tender"), ("file:ocds", "ocds"), ("file:prozorro", "prozorro-ocds")];

/// What the recorded data does not hold as the standard says: part of the problem's text, and why it is
/// right to tell it.
const EXPLAINED: &[(&str, &str)] = &[
    ("/date: is no date: \"2016-20-16T14:26:00.501126+00:00\"", "the example of an export writes a twentieth month"),
    ("openprocurement-UA-2014-DUS-156 /tender/value: has no currency", "the documented body names an amount alone"),
];

struct Collection {
    catalog: Catalog,
    problems: Vec<String>,
    processes: usize,
}

impl Collection {
    fn source(&mut self, publisher: &str) -> SourceId {
        self.catalog.source(Source {
            publisher: publisher.to_owned(),
            zone: Zone::posix("UTC0").unwrap(),
            language: "en".to_owned(),
            country: String::new(),
            party_ids: PartyIds::PerRelease,
        })
    }

    /// Merges all processes of a text and adds them.
    fn add(&mut self, source: SourceId, name: &str, text: &str) {
        let mut groups = Groups::default();
        if groups.read(text).is_err() {
            // Errors and lists that the services answer with are no packages.
            return;
        }
        groups.dedupe();
        let provenance = Provenance { source: name.to_owned(), ..Provenance::default() };
        for process in groups.as_met() {
            let Some(compiled) = process.merge(&Form::Compiled, &Options::default()).json else {
                continue;
            };
            let entries: Vec<_> = process.releases().iter().map(|release| view::release_entry(release)).collect();
            let releases: Vec<_> =
                entries.iter().filter_map(|it| Some((it.id.as_deref()?, it.date.as_deref()?))).collect();
            let count = (process.releases().len() + process.links().len()) as u32;
            let whole = Arrival::of(compiled.as_bytes(), &provenance);
            let arrival = Arrival { releases: &releases, release_count: count, ..whole };
            let added = self.catalog.add(source, &arrival);
            assert_ne!(added.outcome, Outcome::Refused, "{name} {}: {:?}", process.ocid(), added.problems);
            self.processes += usize::from(added.outcome == Outcome::Added);
            self.problems.extend(added.problems.iter().map(|it| format!("{name} {} {it}", process.ocid())));
        }
    }
}

fn everything(test: &str) -> Option<Collection> {
    let data = shared(test).unwrap()?.join("data");
    let mut collection = Collection { catalog: Catalog::default(), problems: Vec::new(), processes: 0 };
    for (publisher, folder) in PACKAGES {
        let source = collection.source(publisher);
        for file in json_files(&data.join(folder)) {
            let name = file.strip_prefix(&data).unwrap().display().to_string();
            collection.add(source, &name, &std::fs::read_to_string(&file).unwrap());
        }
    }
    for publisher in ["prozorro", "openprocurement", "eu"] {
        let source = collection.source(publisher);
        for document in recorded(test)?.into_iter().filter(|it| it.publisher == publisher) {
            for release in document.convert().releases {
                collection.add(source, &document.name, &release);
            }
        }
    }
    Some(collection)
}

/// A template holds the names of types where data would be.
fn is_data(path: &Path) -> bool {
    let is_template = path.file_stem().is_some_and(|name| name.to_string_lossy().starts_with("blank-template"));
    !is_template && path.extension().is_some_and(|it| it == "json")
}

fn json_files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| is_data(path)).collect();
    files.sort();
    files
}

#[test]
fn every_recorded_process_arrives_without_a_problem_that_is_not_explained() {
    let Some(collection) = everything("every_recorded_process_arrives") else {
        return;
    };
    assert_eq!(collection.catalog.len(), collection.processes);
    let is_explained = |problem: &&String| EXPLAINED.iter().any(|(part, _)| problem.contains(part));
    let unexplained: Vec<_> = collection.problems.iter().filter(|problem| !is_explained(problem)).collect();
    assert_eq!(unexplained, Vec::<&String>::new());
    for (part, why) in EXPLAINED {
        assert!(collection.problems.iter().any(|problem| problem.contains(part)), "no longer true: {part}: {why}");
    }
}

#[test]
fn every_recorded_process_is_found_by_its_ocid_and_by_its_title() {
    let Some(collection) = everything("every_recorded_process_is_found") else {
        return;
    };
    let catalog = &collection.catalog;
    let all = catalog.ask(&Query::default(), &[]).unwrap();
    for row in catalog.window(&all, 0, usize::MAX).unwrap() {
        let finds = |words: &str| {
            let answer = catalog.ask(&Query { words: words.to_owned(), ..Query::default() }, &[]).unwrap();
            let rows = catalog.window(&answer, 0, usize::MAX).unwrap();
            rows.iter().any(|found| (found.publisher, found.ocid) == (row.publisher, row.ocid))
        };
        assert!(finds(row.ocid), "{}", row.ocid);
        assert!(row.title.is_empty() || finds(&format!("\"{}\"", row.title.replace('"', " "))), "{}", row.title);
    }
}

#[test]
fn facets_and_sums_of_what_is_recorded_add_up() {
    let Some(collection) = everything("facets_of_what_is_recorded") else {
        return;
    };
    let catalog = &collection.catalog;
    let facets = [Aspect::Publisher, Aspect::Stage, Aspect::Method]
        .map(|aspect| FacetQuery { top: 0, ..FacetQuery::of(aspect) });
    let answer = catalog.ask(&Query::default(), &facets).unwrap();
    for facet in &answer.facets {
        let counted: usize = facet.choices.iter().map(|choice| choice.count).sum();
        assert_eq!(counted + facet.not_published, answer.total, "{:?}", facet.of);
    }
    let sums = catalog.totals(&Query { publishers: vec!["peru".to_owned()], ..Query::default() }, Of::Awards, By::All);
    println!("{:?}", sums.unwrap().groups);
}
