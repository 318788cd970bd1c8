//! The languages of the user interface and their plural forms.

/// A language the user interface speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    English,
    Spanish,
    Ukrainian,
}

/// Forms of CLDR: <https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html>.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plural {
    One,
    Few,
    Many,
    Other,
}

impl Plural {
    pub const fn name(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }
}

impl Language {
    pub const ALL: [Self; 3] = [Self::English, Self::Spanish, Self::Ukrainian];

    /// BCP 47.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::Ukrainian => "uk",
        }
    }

    /// What its speakers call it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
            Self::Ukrainian => "Українська",
        }
    }

    /// Where numbers and dates are written as its readers here expect, unless they choose otherwise.
    pub const fn usual_locale(self) -> &'static str {
        match self {
            Self::English => "en-GB",
            Self::Spanish => "es-PE",
            Self::Ukrainian => "uk-UA",
        }
    }

    /// The language of a tag (`es`, `es-PE`), if it is one of these.
    pub fn of(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or(tag);
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(primary))
    }

    /// The form that goes with a whole number.
    pub fn plural(self, number: usize) -> Plural {
        match self {
            Self::English | Self::Spanish if number == 1 => Plural::One,
            Self::Spanish if number != 0 && number.is_multiple_of(1_000_000) => Plural::Many,
            Self::English | Self::Spanish => Plural::Other,
            Self::Ukrainian => match (number % 10, number % 100) {
                (1, rest) if rest != 11 => Plural::One,
                (2..=4, rest) if !(12..=14).contains(&rest) => Plural::Few,
                _ => Plural::Many,
            },
        }
    }

    /// The forms a file of messages has to give. Ukrainian uses `other` for fractions only.
    pub const fn forms(self) -> &'static [Plural] {
        match self {
            Self::English => &[Plural::One, Plural::Other],
            Self::Spanish => &[Plural::One, Plural::Many, Plural::Other],
            Self::Ukrainian => &[Plural::One, Plural::Few, Plural::Many, Plural::Other],
        }
    }
}
