//! The part of JSON Schema that the OCDS schemas use.

use std::fmt;
use std::marker::PhantomData;
use std::path::Path;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Schema {
    #[serde(rename = "type")]
    pub kinds: Kinds,
    #[serde(rename = "$ref")]
    pub reference: Option<String>,
    pub properties: Ordered<Schema>,
    pub required: Vec<String>,
    pub items: Option<Box<Schema>>,
    pub one_of: Vec<Schema>,
    pub format: Option<String>,
    /// Name of its file.
    pub codelist: Option<String>,
    pub open_codelist: bool,
    #[serde(rename = "enum")]
    pub codes: Vec<Option<String>>,
    pub deprecated: Option<Deprecated>,
    pub definitions: Ordered<Schema>,
    /// Told apart from absent, because the old form of a change has one.
    pub title: Option<IgnoredAny>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Deprecated {
    pub deprecated_version: String,
}

impl Schema {
    /// # Errors
    /// Names the file that cannot be read.
    pub fn read(path: &Path) -> Result<Self, String> {
        let named = |problem: &dyn fmt::Display| format!("{}: {problem}", path.display());
        let text = std::fs::read_to_string(path).map_err(|problem| named(&problem))?;
        serde_json::from_str(&text).map_err(|problem| named(&problem))
    }

    pub fn property(&self, name: &str) -> Option<&Schema> {
        self.properties.0.iter().find(|(key, _)| key == name).map(|(_, schema)| schema)
    }
}

/// One type or several.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "OneOrMany")]
pub struct Kinds(pub Vec<String>);

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl From<OneOrMany> for Kinds {
    fn from(kinds: OneOrMany) -> Self {
        match kinds {
            OneOrMany::One(kind) => Self(vec![kind]),
            OneOrMany::Many(kinds) => Self(kinds),
        }
    }
}

impl Kinds {
    pub fn contains(&self, kind: &str) -> bool {
        self.0.iter().any(|it| it == kind)
    }
}

/// Members in the order of the file, which is the order people know.
#[derive(Debug)]
pub struct Ordered<T>(pub Vec<(String, T)>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Members<T> {
            type Value = Ordered<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Ordered(members))
            }
        }

        deserializer.deserialize_map(Members(PhantomData))
    }
}
