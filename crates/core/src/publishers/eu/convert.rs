//! Development Gateway's draft of OCDS (0.3.3) as OCDS 1.1.

use tenderlens_ocds::{json, package};

use crate::convert::shapes::{AWARD_NOTICE, CONTRACT_DOCUMENTS, HEARING_NOTICE, PERIOD, TENDER_NOTICE, VALUE};
use crate::convert::table::{Codes, How, Ids, List, Mapping, Table, row};
use crate::convert::{Converted, Converter, Unmapped};
use crate::protocol::error::Error;

pub const MAPPING: Mapping = Mapping {
    publisher: "eu",
    ocid_prefix: None,
    process_id: "ocid",
    native_ids: &["releaseID", "ocid"],
    modified: &["releaseDate"],
    stand_ins: &[],
    zone: "UTC0",
    language: None,
    table: RELEASE,
};

/// The draft's tags, of which the recorded documents show `awardNotice`.
pub const RELEASE_TAG: Codes = Codes {
    known: &[
        ("planningNotice", "planning"),
        ("planning", "planning"),
        ("tenderNotice", "tender"),
        ("tender", "tender"),
        ("awardNotice", "award"),
        ("award", "award"),
        ("contractNotice", "contract"),
        ("contract", "contract"),
        ("implementation", "implementation"),
    ],
    open: false,
};

/// <https://standard.open-contracting.org/1.1/en/schema/codelists/#initiation-type>
pub const INITIATION_TYPE: Codes = Codes { known: &[("tender", "tender")], open: false };

const RELEASE: Table = &[&[
    row("ocid", "/ocid", How::Id),
    row("releaseDate", "/date", How::Date),
    row("releaseTag", "/tag", How::ListedCode(&RELEASE_TAG)),
    row("language", "/language", How::Text),
    row("formationType", "/initiationType", How::Code(&INITIATION_TYPE)),
    row("buyer", "/buyer", How::Party(&["buyer"])),
    row("planning", "", How::Object(PLANNING)),
    row("tender", "/tender", How::Object(TENDER)),
    row("awards", "/awards", How::List(&AWARDS)),
    row("contracts", "/contracts", How::List(&CONTRACTS)),
]];

const PLANNING: Table = &[&[
    row("budgetID", "/planning/budget/id", How::Id),
    row("budgetAmount", "/planning/budget/amount", How::Object(VALUE)),
    row("strategicJustificiation", "/planning/rationale", How::Text),
    row("publicHearingNotice", "/planning/documents", How::Entry(&HEARING_NOTICE)),
]];

const TENDER: Table = &[&[
    row("tenderID", "id", How::Id),
    row("notice", "documents", How::Entry(&TENDER_NOTICE)),
    row("itemsToBeProcured", "items", How::List(&ITEMS)),
    row("totalValue", "value", How::Object(VALUE)),
    // The documentation: the number of unique bidders.
    row("numberOfBids", "numberOfTenderers", How::Integer),
]];

const AWARDS: List = List {
    keys: &["awardID"],
    ..List::of(&[&[
        row("notice", "documents", How::Entry(&AWARD_NOTICE)),
        row("awardValue", "value", How::Object(VALUE)),
        row("suppliers", "suppliers", How::Parties(&["supplier"])),
        row("itemsAwarded", "items", How::List(&ITEMS)),
    ]])
};

const CONTRACTS: List = List {
    required: &["awardID"],
    keys: &["contractID"],
    ..List::of(&[&[
        row("awardID", "awardID", How::Id),
        row("contractPeriod", "period", How::Object(PERIOD)),
        row("contractValue", "value", How::Object(VALUE)),
        row("signatureDate", "dateSigned", How::Date),
        row("itemsContracted", "items", How::List(&ITEMS)),
        row("attachments", "documents", How::List(&CONTRACT_DOCUMENTS)),
    ]])
};

const ITEMS: List = List {
    ids: Ids::Numbered,
    ..List::of(&[&[
        row("description", "description", How::Text),
        row("classificationScheme", "classification/scheme", How::Text),
        row("classificationID", "classification/id", How::Id),
        row("classificationDescription", "classification/description", How::Text),
    ]])
};

/// Takes a record or a release.
///
/// # Errors
/// When the document is no JSON object.
pub fn convert(document: &str) -> Result<Converted, Error> {
    let record = json::object(document)?;
    let mut converted = Converted::default();
    if record.get("releases").is_none() {
        Converter::read(&MAPPING, document, ("", None))?.finish(&mut converted);
        return Ok(converted);
    }
    let ocid = record.get("ocid").and_then(json::string);
    converted.ocid = ocid.as_deref().unwrap_or_default().to_owned();
    for (name, value) in record.iter() {
        match (name, json::array(value)) {
            ("ocid", _) if ocid.is_some() => {}
            ("releases", Ok(releases)) => read_releases(&releases, ocid.as_deref(), &mut converted),
            _ => converted.other.push(Unmapped { pointer: json::child("", name), json: value.to_owned() }),
        }
    }
    if converted.releases.is_empty() && converted.linked.is_empty() {
        converted.problems.push("/releases: holds no release".to_owned());
    }
    Ok(converted)
}

fn read_releases(releases: &[&str], ocid: Option<&str>, converted: &mut Converted) {
    for (index, release) in releases.iter().enumerate() {
        let pointer = format!("/releases/{index}");
        if let Some(address) = package::link(release) {
            converted.linked.push(address.into_owned());
            converted.other.push(Unmapped { pointer, json: (*release).to_owned() });
            continue;
        }
        match Converter::read(&MAPPING, release, (&pointer, ocid)) {
            Ok(converter) => converter.finish(converted),
            Err(error) => {
                converted.problems.push(format!("{pointer}: {error}"));
                converted.other.push(Unmapped { pointer, json: (*release).to_owned() });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::convert;

    #[test]
    fn names_are_escaped_in_pointers() {
        let converted =
            convert(r#"{"ocid":"a","a/b~c":1,"releases":[{"ocid":"a","releaseID":"r","x~/y":2}]}"#).unwrap();
        let pointers: Vec<_> = converted.other.iter().map(|it| it.pointer.as_str()).collect();
        assert!(pointers.contains(&"/a~1b~0c") && pointers.contains(&"/releases/0/x~0~1y"), "{pointers:?}");
    }
}
