//! Merge rules read from schemas.
#![allow(clippy::expect_used, clippy::panic)] // a test may stop at the first surprise

mod common;

use std::collections::BTreeSet;

use common::{read, skip_or_fail, workspace};
use tenderlens_ocds::merge::{Rules, SchemaError};

fn sets(rules: &Rules) -> (BTreeSet<String>, BTreeSet<String>) {
    (rules.omitted().collect(), rules.whole_lists().collect())
}

fn rules(schema: &str) -> (Vec<String>, Vec<String>) {
    let rules = Rules::from_schema(schema).expect("rules");
    (rules.omitted().collect(), rules.whole_lists().collect())
}

#[test]
fn the_embedded_rules_are_those_of_the_official_schemas() {
    let folder = workspace().join("../shared/merge/fixtures/schemas");
    if !folder.exists() {
        return skip_or_fail("the shared merge fixtures are not beside the workspace");
    }
    let official = |name: &str| Rules::from_schema(&read(&folder.join(name))).expect("rules");
    assert_eq!(sets(&official("release-schema-1__1__4.json")), sets(Rules::ocds_1_1()));
    assert_eq!(sets(&official("release-schema-1__0__3.json")), sets(Rules::ocds_1_0()));
    assert_eq!(sets(Rules::ocds_1_1()).1.len(), 21);
}

#[test]
fn the_first_rule_that_applies_wins() {
    let (omitted, whole) = rules(
        r##"{"properties": {
            "yes": {"omitWhenMerged": "yes"}, "no": {"omitWhenMerged": [], "type": "array", "wholeListMerge": 0},
            "old": {"mergeStrategy": "ocdsOmit"}, "version": {"type": ["array", "null"], "mergeStrategy": "ocdsVersion"},
            "text": {"type": "string", "wholeListMerge": true},
            "words": {"type": "array", "items": {"type": "string"}},
            "maybe": {"type": "array", "items": {"type": ["object", "null"], "properties": {"id": {}}}},
            "noId": {"type": "array", "items": {"type": "object", "properties": {"a": {}}}},
            "free": {"type": "array", "items": {"properties": {"a": {}}}},
            "byId": {"type": "array", "items": {"$ref": "#/definitions/I%74em", "wholeListMerge": true}},
            "both": {"type": ["object", "array"], "properties": {"x": {"omitWhenMerged": 1}}, "items": {"type": "string"}}
        }, "definitions": {"Item": {"$ref": "#/definitions/a~1b"}, "a/b": {"type": "object", "properties": {
            "id": {}, "again": {"$ref": "#/definitions/Item"}, "list": {"type": "array", "items": {"type": "string"}}}}}}"##,
    );
    assert_eq!(BTreeSet::from_iter(omitted), BTreeSet::from(["yes", "old", "both.x"].map(str::to_owned)));
    let expected = ["version", "words", "maybe", "noId", "byId.list"].map(str::to_owned);
    assert_eq!(BTreeSet::from_iter(whole), BTreeSet::from(expected), "a definition inside itself ends");
}

#[test]
fn extensions_patch_the_schema() {
    let schema =
        r#"{"properties": {"a": {"type": "array", "items": {"type": "string"}}, "b": {"omitWhenMerged": true}}}"#;
    let patches = [
        r#"{"properties": {"c": {"omitWhenMerged": true}}}"#,
        r#"{"properties": {"b": null, "a": {"items": {"type": "object"}}}}"#,
    ];
    let patched = Rules::with_extensions(schema, &patches).expect("rules");
    assert_eq!(patched.omitted().collect::<Vec<_>>(), ["c"]);
    assert_eq!(patched.whole_lists().count(), 0);
}

#[test]
fn a_schema_that_cannot_be_read_says_why() {
    let code = |schema: &str| Rules::from_schema(schema).expect_err("an error").code();
    assert_eq!(code("{"), "schema-invalid-json");
    assert_eq!(code("{}"), "schema-no-properties");
    assert_eq!(code(r#"{"properties": {"a": {"type": "object", "properties": 5}}}"#), "schema-not-an-object");
    assert_eq!(code(r##"{"properties": {"a": {"$ref": "#/definitions/X"}}}"##), "schema-unknown-reference");
    assert_eq!(code(r#"{"properties": {"a": {"$ref": "http://example.org/x.json"}}}"#), "schema-remote-reference");
    assert_eq!(code(r##"{"properties": {"a": {"$ref": "#/properties/a"}}}"##), "schema-circular-reference");
    let error = Rules::from_schema(r#"{"properties": {"a": {"type": "array", "items": true}}}"#).expect_err("an error");
    assert!(matches!(&error, SchemaError::NotAnObject { path } if path == "a"), "{error}");
}
