//! Documents with every value made different from all others.

use serde_json::Value;

/// What stays as published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    Nothing,
    /// What tells organizations and entries apart and relates them.
    Ids,
}

impl Keep {
    fn keeps(self, name: &str) -> bool {
        const IDS: [&str; 12] = [
            "id",
            "uid",
            "scheme",
            "awardID",
            "bidID",
            "bid_id",
            "relatedLot",
            "lotID",
            "relatedItem",
            "tenderID",
            "currency",
            "status",
        ];
        self == Self::Ids && IDS.contains(&name)
    }
}

/// The document as JSON text, and the marks in it as they are written there.
pub fn marked(document: &Value, keep: Keep) -> (String, Vec<String>) {
    let (mut json, mut marks) = (String::new(), Vec::new());
    write(document, "", keep, &mut json, &mut marks);
    (json, marks)
}

fn write(value: &Value, name: &str, keep: Keep, json: &mut String, marks: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            json.push('{');
            for (index, (name, value)) in members.iter().enumerate() {
                json.push_str(if index > 0 { "," } else { "" });
                json.push_str(&format!("{}:", Value::from(name.as_str())));
                write(value, name, keep, json, marks);
            }
            json.push('}');
        }
        Value::Array(items) => {
            json.push('[');
            for (index, value) in items.iter().enumerate() {
                json.push_str(if index > 0 { "," } else { "" });
                write(value, name, keep, json, marks);
            }
            json.push(']');
        }
        _ if keep.keeps(name) => json.push_str(&value.to_string()),
        leaf => match mark(leaf, marks.len()) {
            Some(mark) => {
                json.push_str(&mark);
                marks.push(mark);
            }
            None => json.push_str(&leaf.to_string()),
        },
    }
}

/// Of the same kind and form as the value, with digits that a float would lose. Truth values and
/// null cannot be told apart.
fn mark(value: &Value, number: usize) -> Option<String> {
    match value {
        Value::Number(_) => Some(format!("9{number:08}.50000000000000000001")),
        Value::String(text) if text.starts_with("http") => Some(format!("\"https://example.org/{number:09}\"")),
        Value::String(text) if is_date(text) => {
            let zone =
                text.get(19..).unwrap_or_default().trim_start_matches(|it: char| it == '.' || it.is_ascii_digit());
            Some(format!("\"2016-01-01T00:00:00.{number:09}{zone}\""))
        }
        Value::String(_) => Some(format!("\"\\u2039{number}/›\"")),
        _ => None,
    }
}

fn is_date(text: &str) -> bool {
    text.len() >= 19 && text.starts_with("20") && text.get(10..11) == Some("T")
}
