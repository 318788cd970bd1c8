//! How generated histories are merged.

use tenderlens_ocds::merge::{Options, Override, Rules};

use super::generate::Random;

/// The merge rules and overrides a history is merged with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setup {
    Ocds11,
    Ocds10,
    NoRules,
    Append,
    ByPosition,
}

impl Setup {
    pub fn pick(random: &mut Random) -> Self {
        match random.below(10) {
            0..6 => Self::Ocds11,
            6 => Self::Ocds10,
            7 => Self::NoRules,
            8 => Self::Append,
            _ => Self::ByPosition,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Ocds11 => "1.1",
            Self::Ocds10 => "1.0",
            Self::NoRules => "none",
            Self::Append => "append",
            Self::ByPosition => "position",
        }
    }

    /// Where the overrides apply.
    pub const OVERRIDDEN: [&[&str]; 4] =
        [&["awards"], &["tender", "items"], &["contracts", "implementation", "milestones"], &["list", "list"]];

    pub fn options(self) -> Options {
        let mut options = match self {
            Self::Ocds10 => Options::new(Rules::ocds_1_0()),
            Self::NoRules => Options::with_rules(Rules::none()),
            _ => Options::default(),
        };
        let strategy = match self {
            Self::Append => Override::Append,
            Self::ByPosition => Override::MergeByPosition,
            _ => return options,
        };
        for path in Self::OVERRIDDEN {
            options.overrides.set(path.iter().copied(), strategy);
        }
        options
    }
}
