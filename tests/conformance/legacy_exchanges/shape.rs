//! Whether two JSON texts have one shape: the same members, of the same types, at each level.

use std::collections::BTreeMap;

use serde_json::Value;

/// What differs, as JSON Pointers with a word. Values, ids and times may; how many entries a list
/// has may not.
pub fn differences(recorded: &Value, answered: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare(recorded, answered, "", &mut found);
    found
}

fn compare(recorded: &Value, answered: &Value, pointer: &str, found: &mut Vec<String>) {
    match (recorded, answered) {
        (Value::Object(recorded), Value::Object(answered)) => {
            let names = recorded.keys().chain(answered.keys().filter(|name| !recorded.contains_key(*name)));
            for name in names {
                let pointer = format!("{pointer}/{name}");
                match (recorded.get(name), answered.get(name)) {
                    (Some(recorded), Some(answered)) => compare(recorded, answered, &pointer, found),
                    (Some(_), None) => found.push(format!("{pointer} is missing")),
                    _ => found.push(format!("{pointer} was not recorded")),
                }
            }
        }
        (Value::Array(recorded), Value::Array(answered)) => {
            if recorded.len() != answered.len() {
                found.push(format!("{pointer} has {} entries, not {}", answered.len(), recorded.len()));
            }
            for (index, (recorded, answered)) in recorded.iter().zip(answered).enumerate() {
                compare(recorded, answered, &format!("{pointer}/{index}"), found);
            }
        }
        _ if kind(recorded) == kind(answered) => {}
        _ => found.push(format!("{pointer} is {}, not {}", kind(answered), kind(recorded))),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Which of our ids stands for which recorded one, from an object that was created.
pub fn learn_ids(recorded: &Value, answered: &Value, ids: &mut BTreeMap<String, String>) {
    for name in ["id", "awardID"] {
        let text = |value: &Value| value["data"][name].as_str().map(str::to_owned);
        if let (Some(recorded), Some(answered)) = (text(recorded), text(answered)) {
            ids.insert(recorded, answered);
        }
    }
}

#[test]
fn shapes_differ_in_members_types_and_lengths_but_not_in_values() {
    let recorded = serde_json::json!({"id": "a", "n": 1, "list": [{"x": null}], "gone": true});
    let answered = serde_json::json!({"id": "b", "n": "1", "list": [{"x": 2}, {}], "new": {}});
    assert!(differences(&recorded, &recorded).is_empty());
    assert_eq!(
        differences(&recorded, &answered),
        [
            "/gone is missing",
            "/list has 2 entries, not 1",
            "/list/0/x is a number, not null",
            "/n is a text, not a number",
            "/new was not recorded"
        ]
    );
}
