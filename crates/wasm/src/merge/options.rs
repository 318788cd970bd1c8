//! How to merge, as JavaScript writes it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;
use tenderlens_core::ocds::merge::{self, Override, Overrides, Rules};

/// A 32-bit module has 4 GB of addresses for the documents, what is made of them and the tables on
/// the way; this much text leaves room for all three.
const MOST_BYTES: usize = 512 * 1024 * 1024;

/// What a merge makes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Output {
    #[default]
    Compiled,
    Versioned,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
enum RulesVersion {
    #[default]
    #[serde(rename = "1.1")]
    Ocds11,
    #[serde(rename = "1.0")]
    Ocds10,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Strategy {
    Append,
    Position,
}

/// Options as they come. Absent and undefined members keep their defaults.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MergeOptions {
    output: Option<Output>,
    rules: Option<RulesVersion>,
    /// By field path, like `awards.items`.
    overrides: Option<BTreeMap<String, Strategy>>,
    quirks: Option<bool>,
    max_bytes: Option<f64>,
    #[serde(flatten)]
    unknown: BTreeMap<String, IgnoredAny>,
}

/// Options that can be used.
#[derive(Debug, Default)]
pub struct Settings {
    pub output: Output,
    pub merge: merge::Options,
    pub quirks: bool,
    pub max_bytes: Limit,
}

/// The most text to hold, in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Limit(pub usize);

impl Default for Limit {
    fn default() -> Self {
        Self(MOST_BYTES)
    }
}

impl MergeOptions {
    /// The options of the merge.
    ///
    /// # Errors
    /// Names a member that does not exist: without it a misspelt one would pass unseen.
    pub fn check(self) -> Result<Settings, String> {
        if let Some(name) = self.unknown.keys().next() {
            return Err(format!(
                "there is no merge option {name:?}; known are output, rules, overrides, quirks, maxBytes"
            ));
        }
        let rules = match self.rules.unwrap_or_default() {
            RulesVersion::Ocds11 => Rules::ocds_1_1(),
            RulesVersion::Ocds10 => Rules::ocds_1_0(),
        };
        let mut merge = merge::Options::new(rules);
        merge.overrides = overrides(self.overrides.unwrap_or_default());
        Ok(Settings {
            output: self.output.unwrap_or_default(),
            merge,
            quirks: self.quirks.unwrap_or_default(),
            max_bytes: limit(self.max_bytes)?,
        })
    }
}

fn overrides(given: BTreeMap<String, Strategy>) -> Overrides {
    given.into_iter().fold(Overrides::new(), |overrides, (path, strategy)| {
        let strategy = match strategy {
            Strategy::Append => Override::Append,
            Strategy::Position => Override::MergeByPosition,
        };
        overrides.with(path.split('.'), strategy)
    })
}

fn limit(given: Option<f64>) -> Result<Limit, String> {
    match given {
        None => Ok(Limit::default()),
        // JavaScript's numbers are floating: what passes here is a whole number of 30 bits.
        Some(bytes) if bytes >= 1.0 && bytes <= MOST_BYTES as f64 => Ok(Limit(bytes as usize)),
        Some(bytes) => Err(format!("maxBytes must be from 1 to {MOST_BYTES}, got {bytes}")),
    }
}

#[cfg(test)]
mod tests {
    use super::{MergeOptions, Output, Settings};
    use tenderlens_core::ocds::merge::{Override, Overrides};

    fn checked(json: &str) -> Result<Settings, String> {
        serde_json::from_str::<MergeOptions>(json).unwrap().check()
    }

    #[test]
    fn absent_options_keep_their_defaults() {
        let settings = checked(r#"{"output":null}"#).unwrap();
        assert_eq!((settings.output, settings.quirks), (Output::Compiled, false));
        assert_eq!(settings.max_bytes.0, 512 * 1024 * 1024);
        assert!(settings.merge.overrides.is_empty());
    }

    #[test]
    fn overrides_name_an_array_by_its_fields() {
        let settings = checked(r#"{"overrides":{"awards.items":"append"}}"#).unwrap();
        assert_eq!(settings.merge.overrides, Overrides::new().with(["awards", "items"], Override::Append));
    }

    #[test]
    fn what_is_no_option_is_refused() {
        assert!(checked(r#"{"versioned":true}"#).unwrap_err().starts_with(r#"there is no merge option "versioned""#));
        assert!(checked(r#"{"maxBytes":1e12}"#).unwrap_err().contains("from 1 to 536870912"));
        assert!(serde_json::from_str::<MergeOptions>(r#"{"rules":"2.0"}"#).is_err());
    }
}
