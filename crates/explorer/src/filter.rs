//! The text filter of the search page: all words must occur, whatever their case and accents.

use tenderlens_core::search::Summary;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text to filter by, prepared once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(Vec<String>);

impl Words {
    pub fn new(text: &str) -> Self {
        Self(fold(text).split_whitespace().map(str::to_owned).collect())
    }

    /// Whether every word occurs in the title, the description, the buyer or an identifier.
    pub fn match_summary(&self, summary: &Summary) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let texts = [&summary.title, &summary.description, &summary.buyer].into_iter().flatten();
        let ids = summary.release_ids.iter().chain([&summary.ocid]);
        let haystack = texts.chain(ids).map(|text| fold(text)).collect::<Vec<_>>().join("\n");
        self.0.iter().all(|word| haystack.contains(word))
    }
}

/// Lower case, without accents: `Año` and `ano` are the same (as in a register's index).
fn fold(text: &str) -> String {
    text.nfd().filter(|character| !is_combining_mark(*character)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::Words;
    use tenderlens_core::search::Summary;

    fn matches(words: &str, title: &str) -> bool {
        let summary = Summary { title: Some(title.into()), ocid: "ocds-h6vhtk-0001b4".into(), ..Summary::default() };
        Words::new(words).match_summary(&summary)
    }

    #[test]
    fn all_words_must_occur() {
        assert!(matches("bridge leeds", "Leeds Ring Road bridge"));
        assert!(!matches("bridge york", "Leeds Ring Road bridge"));
        assert!(matches("  ", "anything"));
    }

    #[test]
    fn case_accents_and_script_do_not_matter() {
        assert!(matches("construccion año", "CONSTRUCCIÓN DEL ANO 2026"));
        assert!(matches("школа", "Капітальний ремонт ШКОЛА № 10"));
    }

    #[test]
    fn identifiers_are_found() {
        assert!(matches("h6vhtk-0001b4", "x"));
    }
}
