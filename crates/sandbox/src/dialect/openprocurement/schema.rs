//! What a sent object may hold: the members of every version of the API, and how the servers said
//! that one is wrong.

use serde_json::{Map, Value, json};

use super::errors::{Failure, Problem};
use super::members::{Kind, Member, Model};
use axum::http::StatusCode;

/// Members that only the server sets: ignored where they are sent.
const SERVER_SET: &[&str] =
    &["id", "doc_id", "tenderID", "modified", "dateModified", "date", "awardID", "awardDate", "access", "url"];

/// The object's members that count, once they are known to be right.
///
/// `whole`: required members must be there; a PATCH need not have them.
///
/// # Errors
/// 422, with one problem for each member that is wrong.
pub fn check(model: &'static Model, data: &Map<String, Value>, whole: bool) -> Result<Map<String, Value>, Failure> {
    let data: Map<String, Value> = data
        .iter()
        .filter(|(name, _)| !SERVER_SET.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let mut check = Check { whole, missing: None };
    let problems = check.object(model, &data, "");
    if problems.is_empty() {
        return Ok(data);
    }
    let problems = problems.into_iter().map(|(name, description)| Problem { location: "body", name, description });
    Err(Failure { status: StatusCode::UNPROCESSABLE_ENTITY, problems: problems.collect(), missing: check.missing })
}

struct Check {
    whole: bool,
    missing: Option<String>,
}

impl Check {
    /// What is wrong, by member.
    fn object(&mut self, model: &'static Model, data: &Map<String, Value>, path: &str) -> Map<String, Value> {
        let mut problems = Map::new();
        for (name, value) in data {
            let below = join(path, name);
            let problem = match model.members.iter().find(|member| member.name == name) {
                None => Some(json!("Rogue field")),
                Some(_) if value.is_null() => None,
                Some(member) => self.value(&member.kind, value, &below),
            };
            problems.extend(problem.map(|problem| (name.clone(), problem)));
        }
        for member in model.members.iter().filter(|member| self.whole && member.is_missing(data)) {
            self.missing.get_or_insert_with(|| join(path, member.name));
            problems.insert(member.name.to_owned(), json!(["This field is required."]));
        }
        problems
    }

    fn value(&mut self, kind: &'static Kind, value: &Value, path: &str) -> Option<Value> {
        let texts = |is_right: bool, text: String| (!is_right).then(|| json!([text]));
        match kind {
            Kind::Any => None,
            Kind::Text => texts(value.is_string() || value.is_number(), "Couldn't interpret value as string.".into()),
            Kind::Currency => {
                let is_right = value.as_str().is_some_and(|text| text.chars().count() == 3);
                texts(is_right, "Currency must be exactly 3 letters.".into())
            }
            Kind::Number => texts(number(value).is_some(), format!("Value {value} is not float.")),
            Kind::Integer => {
                texts(number(value).is_some_and(|it| it.fract() == 0.0), format!("Value {value} is not int."))
            }
            Kind::Boolean => texts(value.is_boolean(), "Must be either true or false.".into()),
            Kind::Date => {
                let is_right = value.as_str().and_then(super::form::read_date).is_some();
                texts(is_right, format!("Could not parse {}. Should be ISO8601.", bare(value)))
            }
            Kind::Url => texts(value.as_str().is_some_and(is_url), "Not a well formed URL.".into()),
            Kind::OneOf(values) => {
                let is_right = value.as_str().is_some_and(|text| values.contains(&text));
                let known: Vec<String> = values.iter().map(|value| format!("'{value}'")).collect();
                texts(is_right, format!("Value must be one of [{}].", known.join(", ")))
            }
            Kind::Object(model) => match value.as_object() {
                Some(object) => {
                    let problems = self.object(model, object, path);
                    (!problems.is_empty()).then_some(Value::Object(problems))
                }
                None => Some(json!([not_a_mapping(model, value)])),
            },
            Kind::List(model) => self.list(model, value, path),
        }
    }

    fn list(&mut self, model: &'static Model, value: &Value, path: &str) -> Option<Value> {
        let Some(items) = value.as_array() else {
            return Some(json!([not_a_mapping(model, value)]));
        };
        let mut problems = Vec::new();
        for (index, item) in items.iter().enumerate() {
            match item.as_object() {
                Some(object) => {
                    let found = self.object(model, object, &join(path, &index.to_string()));
                    if !found.is_empty() {
                        problems.push(Value::Object(found));
                    }
                }
                None => problems.push(json!(not_a_mapping(model, item))),
            }
        }
        (!problems.is_empty()).then_some(Value::Array(problems))
    }
}

impl Member {
    fn is_missing(&self, data: &Map<String, Value>) -> bool {
        let lacks = |name: &str| data.get(name).is_none_or(Value::is_null);
        self.required && lacks(self.name) && self.or.is_none_or(lacks)
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

fn bare(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"));
    rest.is_some_and(|rest| rest.split('/').next().is_some_and(|host| host.contains('.') || host == "localhost"))
}

/// The servers named the type as their language does.
fn not_a_mapping(model: &Model, value: &Value) -> String {
    let kind = match value {
        Value::Null => "NoneType",
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_f64() => "float",
        Value::Number(_) => "int",
        Value::String(_) => "unicode",
        Value::Array(_) => "list",
        Value::Object(_) => "dict",
    };
    format!("Please use a mapping for this field or {} instance instead of {kind}.", model.name)
}
