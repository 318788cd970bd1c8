//! Reading merge rules from a release schema. Off the hot path, so this uses `serde_json` values.

use serde_json::{Map, Value};

use super::error::SchemaError;
use super::rules::Action;
use crate::json;

/// A `$ref` may lead to another; this many in a row is a circle.
const MAX_REFERENCES: usize = 100;

type Entries = Vec<(Vec<String>, Action)>;

/// The rules of a schema, by path.
pub(crate) fn entries(schema: &Value) -> Result<Entries, SchemaError> {
    let mut reader = Reader { root: schema, open: Vec::new(), path: Vec::new(), entries: Vec::new() };
    let properties = schema.get("properties").ok_or(SchemaError::NoProperties)?;
    reader.properties(properties)?;
    Ok(reader.entries)
}

/// JSON Merge Patch (RFC 7396): null removes, objects merge, all else replaces.
pub(crate) fn apply_patch(target: &mut Value, patch: Value) {
    let Value::Object(patch) = patch else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    if let Value::Object(target) = target {
        for (key, value) in patch {
            if value.is_null() {
                target.remove(&key);
            } else {
                apply_patch(target.entry(key).or_insert(Value::Null), value);
            }
        }
    }
}

struct Reader<'s> {
    root: &'s Value,
    /// The `properties` objects being read: a definition that contains itself ends there.
    open: Vec<*const Value>,
    path: Vec<String>,
    entries: Entries,
}

impl<'s> Reader<'s> {
    fn properties(&mut self, properties: &'s Value) -> Result<(), SchemaError> {
        let properties = self.follow(properties)?;
        let address: *const Value = properties;
        if self.open.contains(&address) {
            return Ok(());
        }
        let members = properties.as_object().ok_or_else(|| self.not_an_object())?;
        self.open.push(address);
        for (name, property) in members {
            self.path.push(name.clone());
            self.property(property)?;
            self.path.pop();
        }
        self.open.pop();
        Ok(())
    }

    /// The first rule that applies wins; see the merging page's "merging specification".
    fn property(&mut self, property: &'s Value) -> Result<(), SchemaError> {
        let property = self.object(property)?;
        let types = self.types(property)?;
        if self.flag(property, "omitWhenMerged", "ocdsOmit")? {
            self.rule(Action::Omit);
        } else if types.contains(&"array") && self.flag(property, "wholeListMerge", "ocdsVersion")? {
            self.rule(Action::WholeList);
        } else if types.contains(&"object") && property.contains_key("properties") {
            self.properties(&property["properties"])?;
        } else if let Some(items) = property.get("items").filter(|_| types.contains(&"array")) {
            self.items(items)?;
        }
        Ok(())
    }

    fn items(&mut self, items: &'s Value) -> Result<(), SchemaError> {
        let items = self.object(items)?;
        let types = self.types(items)?;
        if types.iter().any(|kind| *kind != "object") {
            self.rule(Action::WholeList);
        } else if let Some(properties) = items.get("properties").filter(|_| !types.is_empty()) {
            let properties = self.follow(properties)?;
            if properties.get("id").is_none() {
                self.rule(Action::WholeList);
            } else {
                self.properties(properties)?;
            }
        }
        Ok(())
    }

    fn rule(&mut self, action: Action) {
        self.entries.push((self.path.clone(), action));
    }

    /// A member that is true in Python's sense, or the OCDS 1.0 way of saying the same.
    fn flag(&self, property: &'s Map<String, Value>, name: &str, strategy: &str) -> Result<bool, SchemaError> {
        if let Some(value) = property.get(name)
            && is_truthy(self.follow(value)?)
        {
            return Ok(true);
        }
        let Some(value) = property.get("mergeStrategy") else {
            return Ok(false);
        };
        Ok(self.follow(value)?.as_str() == Some(strategy))
    }

    fn types(&self, schema: &'s Map<String, Value>) -> Result<Vec<&'s str>, SchemaError> {
        let Some(kind) = schema.get("type") else {
            return Ok(Vec::new());
        };
        Ok(match self.follow(kind)? {
            Value::String(kind) => vec![kind],
            // Anything that is not a string is no type, but still "not an object".
            Value::Array(kinds) => kinds.iter().map(|k| k.as_str().unwrap_or("")).collect(),
            _ => Vec::new(),
        })
    }

    fn object(&self, schema: &'s Value) -> Result<&'s Map<String, Value>, SchemaError> {
        let schema = self.follow(schema)?;
        schema.as_object().ok_or_else(|| self.not_an_object())
    }

    fn not_an_object(&self) -> SchemaError {
        SchemaError::NotAnObject { path: self.path.join(".") }
    }

    /// The target of a chain of references; the members beside a `$ref` do not count.
    fn follow(&self, mut schema: &'s Value) -> Result<&'s Value, SchemaError> {
        for _ in 0..MAX_REFERENCES {
            let Some(reference) = schema.get("$ref").and_then(Value::as_str) else {
                return Ok(schema);
            };
            schema = self.resolve(reference)?;
        }
        Err(SchemaError::CircularReference { reference: schema["$ref"].as_str().unwrap_or_default().to_owned() })
    }

    fn resolve(&self, reference: &str) -> Result<&'s Value, SchemaError> {
        let Some(pointer) = reference.strip_prefix('#') else {
            return Err(SchemaError::RemoteReference { reference: reference.to_owned() });
        };
        let unknown = || SchemaError::UnknownReference { reference: reference.to_owned() };
        let mut target = self.root;
        let pointer = percent_decode(pointer);
        for part in pointer.split('/').skip(1) {
            let part = json::member_name(part);
            // A reference may lead through a place that is itself a reference.
            target = match target {
                Value::Array(items) => part.parse().ok().and_then(|i: usize| items.get(i)),
                other => other.get(&part),
            }
            .ok_or_else(unknown)?;
        }
        Ok(target)
    }
}

fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Bool(true) => true,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
    }
}

fn percent_decode(text: &str) -> String {
    let mut out = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|d| std::str::from_utf8(d).ok());
        let code = code.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (byte, code) {
            (b'%', Some(code)) => {
                out.push(code);
                rest = &after[2..];
            }
            _ => {
                out.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
