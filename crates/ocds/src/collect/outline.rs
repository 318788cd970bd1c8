//! One level of a JSON value: the members that matter here, as slices.
//!
//! Unlike [`json::object`](crate::json::object) it keeps nothing else, so that reading a document
//! does not allocate for members nobody asks for.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::json;

/// A value's outermost level.
#[derive(Debug)]
pub(super) enum Outline<'a> {
    Object(Members<'a>),
    Array(Vec<&'a str>),
    Scalar,
}

/// Members of packages, releases, records and links. Of several with one name the last counts.
#[derive(Debug, Default)]
pub(super) struct Members<'a> {
    pub(super) ocid: Option<&'a str>,
    pub(super) id: Option<&'a str>,
    pub(super) date: Option<&'a str>,
    pub(super) tag: Option<&'a str>,
    pub(super) uri: Option<&'a str>,
    pub(super) url: Option<&'a str>,
    pub(super) releases: Option<&'a str>,
    pub(super) records: Option<&'a str>,
    pub(super) compiled: Option<&'a str>,
}

impl<'a> Members<'a> {
    fn slot(&mut self, name: &str) -> Option<&mut Option<&'a str>> {
        Some(match name {
            "ocid" => &mut self.ocid,
            "id" => &mut self.id,
            "date" => &mut self.date,
            "tag" => &mut self.tag,
            "uri" => &mut self.uri,
            "url" => &mut self.url,
            "releases" => &mut self.releases,
            "records" => &mut self.records,
            "compiledRelease" => &mut self.compiled,
            _ => return None,
        })
    }

    pub(super) fn ocid(&self) -> Option<Cow<'a, str>> {
        self.ocid.and_then(json::string)
    }

    /// As text, where it is a scalar.
    pub(super) fn id(&self) -> Option<Cow<'a, str>> {
        self.id.and_then(json::scalar)
    }
}

/// The outline of a slice of a document that was read before.
pub(super) fn outline(json: &str) -> Outline<'_> {
    serde_json::from_str(json).unwrap_or(Outline::Scalar)
}

/// The members of an object; none of anything else.
pub(super) fn members(json: &str) -> Members<'_> {
    match outline(json) {
        Outline::Object(members) => members,
        Outline::Array(_) | Outline::Scalar => Members::default(),
    }
}

impl<'de> Deserialize<'de> for Outline<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OutlineVisitor)
    }
}

struct OutlineVisitor;

impl<'de> Visitor<'de> for OutlineVisitor {
    type Value = Outline<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Outline<'de>, A::Error> {
        let mut members = Members::default();
        while let Some(Name(name)) = map.next_key()? {
            match members.slot(&name) {
                Some(slot) => *slot = Some(map.next_value::<&'de RawValue>()?.get()),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(Outline::Object(members))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Outline<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element::<&'de RawValue>()? {
            items.push(item.get());
        }
        Ok(Outline::Array(items))
    }

    fn visit_unit<E>(self) -> Result<Outline<'de>, E> {
        Ok(Outline::Scalar)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Outline<'de>, E> {
        Ok(Outline::Scalar)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Outline<'de>, E> {
        Ok(Outline::Scalar)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Outline<'de>, E> {
        Ok(Outline::Scalar)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Outline<'de>, E> {
        Ok(Outline::Scalar)
    }

    fn visit_str<E>(self, _: &str) -> Result<Outline<'de>, E> {
        Ok(Outline::Scalar)
    }
}

/// A member's name, borrowed where it has no escapes.
struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;
        impl<'de> Visitor<'de> for NameVisitor {
            type Value = Name<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a member's name")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(NameVisitor)
    }
}
