//! Words to look for: all of them must occur, whatever their case and accents.

use tenderlens_ocds::fold;

/// A text to filter by, prepared once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(Vec<String>);

impl Words {
    pub fn new(text: &str) -> Self {
        Self(fold::text(text).split_whitespace().map(str::to_owned).collect())
    }

    /// Whether every word occurs in one of the texts.
    pub fn occur_in<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let haystack = texts.into_iter().map(fold::text).collect::<Vec<_>>().join("\n");
        self.0.iter().all(|word| haystack.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    fn matches(words: &str, title: &str) -> bool {
        Words::new(words).occur_in([title, "ocds-h6vhtk-0001b4"])
    }

    #[test]
    fn all_words_must_occur() {
        assert!(matches("bridge leeds", "Leeds Ring Road bridge"));
        assert!(matches("bridge 0001B4", "Leeds Ring Road bridge"));
        assert!(!matches("bridge york", "Leeds Ring Road bridge"));
        assert!(matches("  ", "anything"));
    }

    #[test]
    fn case_accents_and_script_do_not_matter() {
        assert!(matches("construccion año", "CONSTRUCCIÓN DEL ANO 2026"));
        assert!(matches("школа", "Капітальний ремонт ШКОЛА № 10"));
    }
}
