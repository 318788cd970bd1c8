//! Reading without an opinion: a member of an unexpected type is marked and passed over, and the rest
//! is read. Borrows from the text, in one pass.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::json::{self, Kind};

/// A scalar as text: numbers keep their digits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Text<'a> {
    /// Not there, or `null`.
    #[default]
    Absent,
    /// An object or an array, or text that no Rust string can hold.
    Wrong,
    /// A number or a boolean, as written.
    Bare(&'a str),
    Quoted(Cow<'a, str>),
}

impl Text<'_> {
    /// Whatever scalar is there, without white space around it; what is empty then is not there.
    pub fn get(&self) -> Option<&str> {
        let text = match self {
            Self::Absent | Self::Wrong => return None,
            Self::Bare(text) => text,
            Self::Quoted(text) => text.as_ref(),
        };
        let text = text.trim();
        (!text.is_empty()).then_some(text)
    }

    pub fn is_wrong(&self) -> bool {
        *self == Self::Wrong
    }

    fn of(raw: &str) -> Text<'_> {
        match json::kind(raw) {
            Kind::Null => Text::Absent,
            Kind::Array | Kind::Object => Text::Wrong,
            Kind::Number | Kind::Boolean => Text::Bare(raw),
            // What stands between the quotes is the text where nothing is escaped.
            Kind::String if !raw.contains('\\') => Text::Quoted(Cow::Borrowed(raw.trim_matches('"'))),
            Kind::String => json::string(raw).map_or(Text::Wrong, Text::Quoted),
        }
    }
}

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::of(<&RawValue>::deserialize(deserializer)?.get()))
    }
}

/// A list of scalars; a lone one counts as a list of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts<'a>(Vec<Text<'a>>);

impl Texts<'_> {
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(Text::get)
    }

    pub fn is_wrong(&self) -> bool {
        self.0.iter().any(Text::is_wrong)
    }
}

impl<'de> Deserialize<'de> for Texts<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?.get();
        Ok(Self(match json::kind(raw) {
            Kind::Array => json::array(raw).unwrap_or_default().into_iter().map(Text::of).collect(),
            _ => vec![Text::of(raw)],
        }))
    }
}

/// What has named members.
pub trait Object<'de>: Default {
    /// Reads the value of a member; whether it is a member of these.
    ///
    /// # Errors
    /// When the text is not JSON.
    fn member<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error>;
}

/// An object's place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Slot<T> {
    /// Not there, or `null`.
    #[default]
    Absent,
    /// Not an object.
    Wrong,
    Is(T),
}

impl<T> Slot<T> {
    pub fn get(&self) -> Option<&T> {
        match self {
            Self::Is(object) => Some(object),
            Self::Absent | Self::Wrong => None,
        }
    }

    pub fn is_wrong(&self) -> bool {
        matches!(self, Self::Wrong)
    }
}

impl<'de, T: Object<'de>> Deserialize<'de> for Slot<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SlotVisitor(PhantomData))
    }
}

/// A list's place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum List<T> {
    /// Not there, or `null`.
    #[default]
    Absent,
    /// Not an array.
    Wrong,
    Is(Vec<Slot<T>>),
}

impl<T> List<T> {
    fn slots(&self) -> &[Slot<T>] {
        match self {
            Self::Is(slots) => slots,
            Self::Absent | Self::Wrong => &[],
        }
    }

    /// The objects of the list, each with its index in it.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &T)> {
        self.slots().iter().enumerate().filter_map(|(index, slot)| Some((index, slot.get()?)))
    }

    /// The indices of what is no object.
    pub fn wrong(&self) -> impl Iterator<Item = usize> {
        self.slots().iter().enumerate().filter(|(_, slot)| slot.is_wrong()).map(|(index, _)| index)
    }

    pub fn is_wrong(&self) -> bool {
        matches!(self, Self::Wrong)
    }

    /// Whether there is any object in it.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

impl<'de, T: Object<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListVisitor(PhantomData))
    }
}

/// The answers of a visitor to values of another type than its own.
macro_rules! passes_over_scalars {
    () => {
        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("JSON")
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Self::Value::Absent)
        }

        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok(Self::Value::Wrong)
        }

        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            Ok(Self::Value::Wrong)
        }

        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok(Self::Value::Wrong)
        }

        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok(Self::Value::Wrong)
        }

        fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
            Ok(Self::Value::Wrong)
        }
    };
}

struct SlotVisitor<T>(PhantomData<T>);

impl<'de, T: Object<'de>> Visitor<'de> for SlotVisitor<T> {
    type Value = Slot<T>;

    passes_over_scalars!();

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Slot<T>, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Slot::Wrong)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Slot<T>, A::Error> {
        let mut object = T::default();
        while let Some(name) = map.next_key_seed(NameVisitor)? {
            if !object.member(&name, &mut map)? {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Slot::Is(object))
    }
}

/// Borrows a member's name where it has no escapes.
struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

impl<'de> DeserializeSeed<'de> for NameVisitor {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Object<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = List<T>;

    passes_over_scalars!();

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<List<T>, A::Error> {
        let mut slots = Vec::new();
        while let Some(slot) = seq.next_element()? {
            slots.push(slot);
        }
        Ok(List::Is(slots))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<List<T>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(List::Wrong)
    }
}

/// Defines an object by its members' names.
macro_rules! object {
    ($(#[$about:meta])* $object:ident { $($(#[$note:meta])* $name:literal $field:ident: $type:ty,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct $object<'a> {
            $($(#[$note])* pub $field: $type,)*
        }

        impl<'a, 'de: 'a> $crate::facts::lenient::Object<'de> for $object<'a> {
            fn member<A: serde::de::MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<bool, A::Error> {
                match name {
                    $($name => self.$field = map.next_value()?,)*
                    _ => return Ok(false),
                }
                Ok(true)
            }
        }
    };
}
pub(super) use object;
