//! Puts what was answered from below a document to its place in the document.

use serde_json::{Map, Value, json};

/// A bid that only its token opened stands beside the tender, with that token.
pub fn add_hidden(whole: &mut Value, below: &[&str], data: Value, token: String) {
    let [_, bid, rest @ ..] = below else { return };
    whole["tokens"][bid] = Value::String(token);
    let Some(whole) = whole.as_object_mut() else { return };
    let bids = whole.entry("bids").or_insert_with(|| json!([]));
    if !rest.is_empty() {
        ensure(bids, bid);
    }
    add(whole, below, data);
}

/// An entry of which nothing but its id is known, where it is not known at all.
pub fn ensure(entries: &mut Value, id: &str) {
    if let Some(entries) = entries.as_array_mut().filter(|entries| entries.iter().all(|known| known["id"] != *id)) {
        entries.push(json!({ "id": id }));
    }
}

/// Puts an answer from below an object to its place there.
pub fn add(object: &mut Map<String, Value>, path: &[&str], data: Value) {
    let [list, rest @ ..] = path else { return };
    // Bids were bidders before 0.3; one list holds them.
    let list = if *list == "bidders" { "bids" } else { list };
    let entries = object.entry(list).or_insert_with(|| json!([]));
    let Some(entries) = entries.as_array_mut() else { return };
    match (rest, data) {
        ([], Value::Array(answered)) => answered.into_iter().for_each(|entry| add_entry(entries, None, entry)),
        ([], entry @ Value::Object(_)) => add_entry(entries, None, entry),
        ([id], entry @ Value::Object(_)) => add_entry(entries, Some(id), entry),
        ([id, below @ ..], data) => {
            let entry = entries.iter_mut().find(|entry| entry["id"].as_str() == Some(id));
            if let Some(entry) = entry.and_then(Value::as_object_mut) {
                add(entry, below, data);
            }
        }
        _ => {}
    }
}

/// An entry that is known is left as it is, but for its id: that of a bid is not in the tender while
/// the auction lasts, and is told by the same value.
fn add_entry(entries: &mut Vec<Value>, id: Option<&str>, mut entry: Value) {
    if let (Some(id), Some(members)) = (id, entry.as_object_mut()) {
        members.entry("id").or_insert_with(|| json!(id));
    }
    if entries.iter().any(|known| same(known, &entry, &["id", "url"]) || same(known, &entry, &["awardID"])) {
        return;
    }
    let nameless = entries.iter_mut().find(|known| known.get("id").is_none() && same(known, &entry, &["value"]));
    match nameless {
        Some(known) => known["id"] = entry["id"].take(),
        None => entries.push(entry),
    }
}

/// Whether these members are in both, and equal.
fn same(left: &Value, right: &Value, names: &[&str]) -> bool {
    let given = names.iter().filter(|name| left.get(**name).is_some() || right.get(**name).is_some());
    let mut given = given.peekable();
    given.peek().is_some() && given.all(|name| left.get(*name) == right.get(*name))
}
