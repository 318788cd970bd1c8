//! Values of a search's link: ranges, days and choices, each with its spelling.

use super::query::decode;

/// Decimal text on both ends, either of which may be open: `1000000..;GBP`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValueRange {
    pub min: String,
    pub max: String,
    /// ISO 4217 code; amounts in another currency are not compared.
    pub currency: String,
}

impl ValueRange {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = decode(text);
        let (range, currency) = text.split_once(';').unwrap_or((&text, ""));
        let (min, max) = range.split_once("..")?;
        let is_decimal = |end: &str| end.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let is_code = currency.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_read = is_decimal(min) && is_decimal(max) && is_code && text != "..;" && text != "..";
        is_read.then(|| Self { min: min.to_owned(), max: max.to_owned(), currency: currency.to_owned() })
    }

    pub(super) fn format(&self) -> String {
        let currency = if self.currency.is_empty() { String::new() } else { format!(";{}", self.currency) };
        if *self == Self::default() { String::new() } else { format!("{}..{}{currency}", self.min, self.max) }
    }
}

/// First and last day (`2026-11-21..2026-12-05`), both included; an end may be open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days {
    pub from: String,
    pub to: String,
}

impl Days {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = decode(text);
        let (from, to) = text.split_once("..")?;
        let is_day = |day: &str| day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        (is_day(from) && is_day(to) && text != "..").then(|| Self { from: from.to_owned(), to: to.to_owned() })
    }

    pub(super) fn format(&self) -> String {
        if *self == Self::default() { String::new() } else { format!("{}..{}", self.from, self.to) }
    }
}

/// When bids close.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// Within these days from the moment the link is opened: `+14d`.
    Within(u32),
    Between(Days),
}

impl Default for Due {
    fn default() -> Self {
        Self::Between(Days::default())
    }
}

impl Due {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let live = decode(text);
        match live.strip_prefix('+').and_then(|rest| rest.strip_suffix('d')) {
            // Spelt as it is written back, so that nothing of another spelling is lost.
            Some(days) => days.parse().ok().filter(|number: &u32| number.to_string() == days).map(Self::Within),
            None => Days::parse(text).map(Self::Between),
        }
    }

    pub(super) fn format(&self) -> String {
        match self {
            Self::Within(days) => format!("+{days}d"),
            Self::Between(days) => days.format(),
        }
    }
}

/// Choices with a spelling each; the first is the default, which links leave out.
macro_rules! choices {
    ($(#[$about:meta])* $name:ident { $default:ident = $default_text:literal $(, $other:ident = $text:literal)* $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub enum $name { #[default] $default $(, $other)* }

        impl $name {
            pub fn parse(text: &str) -> Option<Self> {
                match text {
                    $default_text => Some(Self::$default),
                    $($text => Some(Self::$other),)*
                    _ => None,
                }
            }

            pub(super) fn format(self) -> &'static str {
                match self { Self::$default => "" $(, Self::$other => $text)* }
            }
        }
    };
}

choices! {
    /// What a row of the list is.
    Unit { Process = "process", Release = "release", Award = "award", Contract = "contract", Item = "item" }
}

choices! {
    /// What the list is ordered by; what lacks it comes last, ties go by OCID.
    SortBy {
        Relevance = "relevance", Due = "due", Published = "published", Updated = "updated", Value = "value",
        Title = "title", Bids = "bids",
    }
}

/// Order of the list: `due`, or `-due` the other way round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sort {
    pub by: SortBy,
    pub reverse: bool,
}

impl Sort {
    pub fn parse(text: &str) -> Option<Self> {
        let reverse = text.starts_with('-');
        let by = SortBy::parse(text.strip_prefix('-').unwrap_or(text))?;
        Some(Self { by, reverse })
    }

    pub fn format(self) -> String {
        match (self.reverse, self.by.format()) {
            (false, by) => by.to_owned(),
            (true, "") => "-relevance".to_owned(),
            (true, by) => format!("-{by}"),
        }
    }
}

choices! {
    /// How the rows look.
    View { List = "list", Table = "table", Cards = "cards" }
}
