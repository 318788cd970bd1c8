//! What a PATCH does to an object.

use serde_json::{Map, Value};

use super::form::Form;
use super::members::{Kind, Model};

/// Members merge at every depth, lists by position; nothing is taken away.
pub fn merge(target: &mut Map<String, Value>, changes: Map<String, Value>) {
    for (name, change) in changes {
        match target.get_mut(&name) {
            Some(known) => merge_value(known, change),
            None => {
                target.insert(name, change);
            }
        }
    }
}

fn merge_value(target: &mut Value, change: Value) {
    match (target, change) {
        (Value::Object(target), Value::Object(changes)) => merge(target, changes),
        (Value::Array(target), Value::Array(changes)) => {
            for (index, change) in changes.into_iter().enumerate() {
                match target.get_mut(index) {
                    Some(known) => merge_value(known, change),
                    None => target.push(change),
                }
            }
        }
        (target, change) => *target = change,
    }
}

/// What the servers did to the changed members until 0.5: dates got their microseconds, and some
/// absent members of objects came back as `null`.
pub fn complete(model: &'static Model, data: &mut Map<String, Value>, changed: &[String], form: Form) {
    if form == Form::V05 {
        return;
    }
    for member in model.members.iter().filter(|member| changed.iter().any(|name| name == member.name)) {
        if let Some(value) = data.get_mut(member.name) {
            complete_value(&member.kind, value, form);
        }
    }
}

fn complete_value(kind: &'static Kind, value: &mut Value, form: Form) {
    match (kind, value) {
        (Kind::Object(model), Value::Object(object)) => complete_object(model, object, form),
        (Kind::List(model), Value::Array(items)) => {
            items.iter_mut().filter_map(Value::as_object_mut).for_each(|item| complete_object(model, item, form));
        }
        (Kind::Date, Value::String(date)) if !form.is_documented() && date.len() == 19 => date.push_str(".000000"),
        _ => {}
    }
}

fn complete_object(model: &'static Model, object: &mut Map<String, Value>, form: Form) {
    for member in model.members {
        match object.get_mut(member.name) {
            Some(value) => complete_value(&member.kind, value, form),
            None if member.shown_as_null => {
                object.insert(member.name.to_owned(), Value::Null);
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::form::Form;
    use super::super::members::TENDER;
    use super::{complete, merge};

    fn patched(target: Value, changes: Value) -> Value {
        let (Value::Object(mut target), Value::Object(changes)) = (target, changes) else { panic!("objects") };
        merge(&mut target, changes);
        Value::Object(target)
    }

    #[test]
    fn members_merge_and_lists_by_position() {
        let target = json!({"a": {"x": 1, "y": 2}, "items": [{"q": 5, "d": "é"}], "kept": true});
        let changes = json!({"a": {"x": 3}, "items": [{"q": 6}, {"q": 7}], "new": null});
        let merged = json!({"a": {"x": 3, "y": 2}, "items": [{"q": 6, "d": "é"}, {"q": 7}], "kept": true, "new": null});
        assert_eq!(patched(target, changes), merged);
    }

    #[test]
    fn absent_members_of_changed_objects_come_back_as_null() {
        let Value::Object(mut data) = json!({
            "tenderPeriod": {"endDate": "2015-06-07T10:00:00"},
            "awardPeriod": {"endDate": "2015-06-18T00:00:00"},
            "itemsToBeProcured": [{"additionalClassification": [{"scheme": "ДКПП", "id": "1", "description": "d"}]}],
        }) else {
            panic!("an object")
        };
        complete(&TENDER, &mut data, &["tenderPeriod".into(), "itemsToBeProcured".into()], Form::V01);
        assert_eq!(data["tenderPeriod"], json!({"startDate": null, "endDate": "2015-06-07T10:00:00.000000"}));
        assert_eq!(data["awardPeriod"], json!({"endDate": "2015-06-18T00:00:00"}), "not changed");
        assert_eq!(data["itemsToBeProcured"][0]["valuePerUnit"], Value::Null);
        assert_eq!(data["itemsToBeProcured"][0]["additionalClassification"][0]["uri"], Value::Null);
    }
}
