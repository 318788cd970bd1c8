//! What the adapters make is valid by the release schema of OCDS 1.1.5.

use jsonschema::Validator;
use serde_json::Value;
use tenderlens_core::convert::{Converted, mappings};
use tenderlens_tests::places::shared;

use super::documents::{convert, read, recorded};

/// The validator, or `None` where there is no recorded data.
pub fn validator(test: &str) -> Option<Validator> {
    let schema = read(&shared(test).unwrap()?.join("schema/1.1.5/release-schema.json"));
    let options = jsonschema::options().with_draft(jsonschema::Draft::Draft4).should_validate_formats(true);
    Some(options.build(&schema).unwrap())
}

/// Every violation in the releases of a document.
pub fn violations(validator: &Validator, converted: &Converted) -> Vec<String> {
    let mut all = Vec::new();
    for release in &converted.releases {
        let release: Value = serde_json::from_str(release).unwrap();
        all.extend(validator.iter_errors(&release).map(|error| format!("{}: {error}", error.instance_path())));
    }
    all
}

#[test]
fn every_recorded_document_becomes_valid_ocds() {
    let test = "every_recorded_document_becomes_valid_ocds";
    let (Some(validator), Some(documents)) = (validator(test), recorded(test)) else {
        return;
    };
    let mut counts = std::collections::BTreeMap::new();
    for document in documents {
        let converted = document.convert();
        assert!(!converted.releases.is_empty() || !converted.linked.is_empty(), "{}", document.name);
        assert_eq!(violations(&validator, &converted), [""; 0], "{}", document.name);
        *counts.entry(document.publisher).or_insert(0) += converted.releases.len();
    }
    // All of them: files that are read no more would go unnoticed otherwise.
    assert_eq!(format!("{counts:?}"), r#"{"eu": 2, "openprocurement": 14, "prozorro": 19}"#);
}

#[test]
fn the_schema_would_notice() {
    let Some(validator) = validator("the_schema_would_notice") else {
        return;
    };
    let mut converted =
        convert("prozorro")(r#"{"id":"1","tenderID":"U","dateModified":"2016-01-01T00:00:00Z"}"#).unwrap();
    assert_eq!(violations(&validator, &converted), [""; 0]);
    for (right, wrong) in [
        ("2016-01-01T00:00:00Z\",\"lang", "2016-01-01T00:00:00\",\"lang"),
        ("\"tag\":[\"tender\"]", "\"tag\":[\"tend\"]"),
        ("\"tender\":{", "\"tender\":{\"value\":{\"currency\":\"XXY\"},"),
        ("\"tender\":{", "\"tender\":{\"documents\":[{\"id\":\"1\",\"url\":\"a b\"}],"),
    ] {
        let release = converted.releases[0].clone();
        converted.releases[0] = release.replacen(right, wrong, 1);
        assert_ne!(converted.releases[0], release, "{right} is not in {release}");
        assert_eq!(violations(&validator, &converted).len(), 1, "{wrong}");
        converted.releases[0] = release;
    }
}

#[test]
fn the_list_of_currencies_is_the_schemas() {
    let Some(shared) = shared("the_list_of_currencies_is_the_schemas").unwrap() else {
        return;
    };
    let schema = read(&shared.join("schema/1.1.5/release-schema.json"));
    let known = schema["definitions"]["Value"]["properties"]["currency"]["enum"].as_array().unwrap();
    let known: Vec<_> = known.iter().filter_map(Value::as_str).collect();
    let ours: Vec<_> = tenderlens_core::convert::CURRENCIES.split_whitespace().collect();
    assert_eq!(ours, known);
}

#[test]
fn every_publisher_with_another_dialect_has_its_adapter() {
    for mapping in mappings() {
        convert(mapping.publisher);
    }
}
