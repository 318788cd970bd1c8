//! Nothing is lost: what a document says stands in its releases, or is kept beside them.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;
use tenderlens_core::convert::Converted;
use tenderlens_core::ocds::json;

use super::documents::{Document, recorded};
use super::marked::{Keep, marked};

/// Every leaf with its pointer.
fn leaves<'v>(pointer: &str, value: &'v Value, all: &mut Vec<(String, &'v Value)>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                leaves(&format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1")), value, all);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                leaves(&format!("{pointer}/{index}"), value, all);
            }
        }
        leaf => all.push((pointer.to_owned(), leaf)),
    }
}

/// Every leaf as it is written.
fn written<'j>(text: &'j str, all: &mut HashSet<&'j str>) {
    match json::kind(text) {
        json::Kind::Object => json::object(text).unwrap().iter().for_each(|(_, value)| written(value, all)),
        json::Kind::Array => json::array(text).unwrap().into_iter().for_each(|value| written(value, all)),
        _ => drop(all.insert(text.trim())),
    }
}

/// The leaves of a document that are neither in its releases nor kept.
fn lost(document: &Document, converted: &Converted) -> Vec<String> {
    let mut arrived = HashSet::new();
    for release in &converted.releases {
        let release: Value = serde_json::from_str(release).unwrap();
        let mut all = Vec::new();
        leaves("", &release, &mut all);
        arrived.extend(all.into_iter().map(|(_, leaf)| leaf.to_string()));
    }
    for kept in &converted.other {
        let published = document.json.pointer(&kept.pointer);
        assert_eq!(published, serde_json::from_str(&kept.json).ok().as_ref(), "{}: {}", document.name, kept.pointer);
    }
    let is_kept = |pointer: &str| {
        let within =
            |kept: &str| pointer.strip_prefix(kept).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        converted.other.iter().any(|kept| within(&kept.pointer))
    };
    let mut all = Vec::new();
    leaves("", &document.json, &mut all);
    let left = all.into_iter().filter(|(pointer, leaf)| !is_kept(pointer) && !arrived.contains(&leaf.to_string()));
    left.map(|(pointer, leaf)| format!("{pointer}: {leaf}")).collect()
}

#[test]
fn every_value_of_a_recorded_document_arrives_or_is_kept() {
    for document in recorded("every_value_of_a_recorded_document_arrives_or_is_kept").into_iter().flatten() {
        // The record's own ocid is what the result is named by.
        let converted = document.convert();
        let lost: Vec<_> = lost(&document, &converted)
            .into_iter()
            .filter(|it| *it != format!("/ocid: \"{}\"", converted.ocid))
            .collect();
        assert_eq!(lost, [""; 0], "{}", document.name);
    }
}

/// The strongest form: each single value is made different from all others, so that it cannot hide
/// behind an equal one. With and without the members that tell organizations and entries apart.
#[test]
fn every_single_value_arrives_as_it_was_written() {
    for document in recorded("every_single_value_arrives_as_it_was_written").into_iter().flatten() {
        for keep in [Keep::Nothing, Keep::Ids] {
            let (json, marks) = marked(&document.json, keep);
            assert!(!marks.is_empty(), "{}", document.name);
            let converted = super::documents::convert(document.publisher)(&json).unwrap();
            let mut arrived = HashSet::new();
            let kept = converted.other.iter().map(|kept| kept.json.as_str());
            converted.releases.iter().map(String::as_str).chain(kept).for_each(|json| written(json, &mut arrived));
            let is_records = |mark: &str| serde_json::from_str::<String>(mark).is_ok_and(|mark| mark == converted.ocid);
            let lost: Vec<_> =
                marks.into_iter().filter(|mark| !arrived.contains(mark.as_str()) && !is_records(mark)).collect();
            assert_eq!(lost, [""; 0], "{}", document.name);
        }
    }
}

/// What the releases have no place for, so that a row that stops working is noticed here.
#[test]
fn what_has_no_place_is_known() {
    let Some(documents) = recorded("what_has_no_place_is_known") else {
        return;
    };
    let mut kept: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for document in documents.iter().filter(|it| !it.name.contains("tender-to-mask")) {
        let all = document.convert().other.into_iter().filter(|kept| kept.json != "null");
        kept.entry(document.publisher).or_default().extend(all.map(|kept| pattern(&kept.pointer)));
    }
    for (publisher, known) in KNOWN {
        let known: BTreeSet<String> = known.split_whitespace().map(str::to_owned).collect();
        assert_eq!(kept[publisher], known, "{publisher}");
    }
}

fn pattern(pointer: &str) -> String {
    let parts = pointer.split('/').map(|part| if part.parse::<u32>().is_ok() { "*" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

const KNOWN: [(&str, &str); 3] = [
    // Times, a tag and a release id that are written in another form; a release that is a link.
    (
        "eu",
        "/releaseDate /releaseID /releaseTag /tender/notice/publishedDate /awards/*/notice/publishedDate
         /releases/*/releaseDate /releases/*/releaseID /releases/*/releaseTag
         /releases/*/tender/notice/publishedDate /releases/*/awards/*/notice/publishedDate /releases/*",
    ),
    // Times without a zone, the register's name, and a document's first version.
    (
        "openprocurement",
        "/modified /awardPeriod/endDate /clarificationPeriod/endDate /enquiryPeriod/endDate /tenderPeriod/startDate
         /tenderPeriod/endDate /procuringEntity/id/scheme /procuringEntity/identifier/scheme
         /complaints/*/author/identifier/scheme /documents/*",
    ),
    (
        "prozorro",
        // Written in other words; a document's first version, an award whose id comes again; the rest has no place.
        "/bids/*/status /documents/*/documentType /awards/*/documents/*/documentType
         /bids/*/documents/*/documentType
         /documents/*
         /awards/*
         /date /dateCreated /noticePublicationDate /next_check /mode /owner /contractChangeRationaleTypes /features
         /inspector /enquiryPeriod/clarificationsUntil /enquiryPeriod/invalidationDate /procuringEntity/signerInfo
         /lots/*/date /milestones/*/duration /milestones/*/percentage /milestones/*/sequenceNumber
         /questions/*/questionOf /questions/*/author/hash
         /documents/*/author /documents/*/confidentiality /documents/*/hash
         /qualifications/*/documents/*/confidentiality
         /bids/*/submissionDate /bids/*/tenderers/*/signerInfo /bids/*/lotValues/*/reatedLot
         /bids/*/documents/*/confidentiality /bids/*/documents/*/hash /bids/*/qualificationDocuments/*/confidentiality
         /bids/*/eligibility_documents /bids/*/financial_documens
         /awards/*/period /awards/*/suppliers/*/signerInfo /awards/*/documents/*/author
         /awards/*/documents/*/confidentiality /awards/*/documents/*/hash
         /contracts/*/date /contracts/*/value/amountNet
         /criteria/*/legislation /criteria/*/requirementGroups/*/requirements/*/dataSchema
         /criteria/*/requirementGroups/*/requirements/*/eligibleEvidences
         /criteria/*/requirementGroups/*/requirements/*/expectedMinItems
         /criteria/*/requirementGroups/*/requirements/*/expectedValues
         /criteria/*/requirementGroups/*/requirements/*/unit
         /bids/*/requirementResponses/*/classification /bids/*/requirementResponses/*/dataSchema
         /bids/*/requirementResponses/*/unit /bids/*/requirementResponses/*/values",
    ),
];
