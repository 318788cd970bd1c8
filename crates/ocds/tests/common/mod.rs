//! What the tests of this folder share.
#![allow(dead_code)] // each test binary uses its own part
#![allow(clippy::expect_used, clippy::panic)] // a test may stop at the first surprise

pub mod corpus;
pub mod generate;
pub mod setup;

use std::path::{Path, PathBuf};

/// The workspace's folder.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Announces a skipped test, which CI does not accept.
pub fn skip_or_fail(why: &str) {
    assert!(std::env::var("CI").as_deref() != Ok("true"), "cannot be skipped in CI: {why}");
    println!("SKIPPED: {why}");
}

/// JSON values with the members of objects in order, and numbers by what they are worth.
#[derive(Debug, PartialEq)]
pub enum Ordered {
    Null,
    Bool(bool),
    Int(String),
    Float(f64),
    Text(String),
    List(Vec<Ordered>),
    Object(Vec<(String, Ordered)>),
}

impl Ordered {
    pub fn parse(text: &str) -> Self {
        let raw: &serde_json::value::RawValue = serde_json::from_str(text).unwrap_or_else(|e| panic!("{e} in {text}"));
        Self::from_raw(raw.get())
    }

    /// The same with every number as a double.
    pub fn doubles(self) -> Self {
        match self {
            Self::Int(digits) => Self::Float(digits.parse().expect("digits")),
            Self::List(items) => Self::List(items.into_iter().map(Self::doubles).collect()),
            Self::Object(members) => {
                Self::Object(members.into_iter().map(|(name, value)| (name, value.doubles())).collect())
            }
            other => other,
        }
    }

    fn from_raw(text: &str) -> Self {
        match text.as_bytes()[0] {
            b'n' => Self::Null,
            b't' => Self::Bool(true),
            b'f' => Self::Bool(false),
            b'"' => Self::Text(serde_json::from_str(text).expect("a string")),
            b'[' => {
                let items: Vec<&serde_json::value::RawValue> = serde_json::from_str(text).expect("an array");
                Self::List(items.iter().map(|item| Self::from_raw(item.get())).collect())
            }
            b'{' => Self::Object(Members::parse(text)),
            _ if text.contains(['.', 'e', 'E']) => Self::Float(text.parse().expect("a float")),
            _ => Self::Int(if text == "-0" { "0" } else { text }.to_owned()),
        }
    }
}

struct Members;

impl Members {
    fn parse(text: &str) -> Vec<(String, Ordered)> {
        use serde::de::{Deserializer, MapAccess, Visitor};
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Vec<(String, Ordered)>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members: Vec<(String, Ordered)> = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, &serde_json::value::RawValue>()? {
                    let value = Ordered::from_raw(value.get());
                    // As every reader of JSON does: the last value, at the first place.
                    match members.iter_mut().find(|(known, _)| *known == key) {
                        Some(member) => member.1 = value,
                        None => members.push((key, value)),
                    }
                }
                Ok(members)
            }
        }
        serde_json::Deserializer::from_str(text).deserialize_map(Collect).expect("an object")
    }
}

/// Whether two texts are the same JSON with the same key order.
pub fn ordered_equal(got: &str, expected: &str) -> Result<(), String> {
    if Ordered::parse(got) == Ordered::parse(expected) {
        return Ok(());
    }
    Err(format!("got\n  {got}\nexpected\n  {expected}"))
}
