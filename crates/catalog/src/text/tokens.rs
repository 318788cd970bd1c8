//! The words of a text, folded.

use std::ops::Range;

use tenderlens_ocds::fold;

/// Longer words are cut, here and in what is looked for.
const LONGEST: usize = 64;

/// Hands out the folded words of a text, each with its place. Words are letters and digits; an
/// apostrophe between Cyrillic letters is part of the word and says nothing (`об'єкт` is `обєкт`).
pub fn each(text: &str, mut take: impl FnMut(Range<usize>, &str)) {
    let mut word = Word::default();
    fold::each(text, |offset, character| {
        if character == '\'' && word.joins() {
            word.apostrophe = Some(offset);
        } else if character.is_alphanumeric() {
            if word.apostrophe.is_some() && !is_cyrillic(character) {
                word.finish(offset, &mut take);
            }
            word.push(offset, character);
        } else {
            word.finish(offset, &mut take);
        }
    });
    word.finish(text.len(), &mut take);
}

#[derive(Default)]
struct Word {
    start: usize,
    text: String,
    /// Where an apostrophe stands that joins if a letter follows.
    apostrophe: Option<usize>,
}

impl Word {
    fn joins(&self) -> bool {
        self.apostrophe.is_none() && self.text.chars().next_back().is_some_and(is_cyrillic)
    }

    fn push(&mut self, offset: usize, character: char) {
        if self.text.is_empty() {
            self.start = offset;
        }
        self.apostrophe = None;
        if self.text.len() + character.len_utf8() <= LONGEST {
            self.text.push(character);
        }
    }

    fn finish(&mut self, end: usize, take: &mut impl FnMut(Range<usize>, &str)) {
        let end = self.apostrophe.take().unwrap_or(end);
        if !self.text.is_empty() {
            take(self.start..end, &self.text);
            self.text.clear();
        }
    }
}

fn is_cyrillic(character: char) -> bool {
    matches!(character, '\u{400}'..='\u{52f}')
}

#[cfg(test)]
mod tests {
    use super::each;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        each(text, |place, word| words.push(format!("{word}@{}", &text[place])));
        words
    }

    #[test]
    fn words_are_folded_and_know_their_place() {
        assert_eq!(words("Año 2026, «Чернівецька»"), ["ano@Año", "2026@2026", "чернівецька@Чернівецька"]);
        assert_eq!(words("ocds-h6vhtk-0001B4"), ["ocds@ocds", "h6vhtk@h6vhtk", "0001b4@0001B4"]);
        assert_eq!(words("м² — № 10"), ["м²@м²", "10@10"]);
        assert_eq!(words("cafe\u{301}s"), ["cafes@cafe\u{301}s"]);
        assert!(words(" -- ").is_empty());
    }

    #[test]
    fn apostrophes_join_cyrillic_letters_and_part_others() {
        assert_eq!(words("об'єкт об’єкт"), ["обєкт@об'єкт", "обєкт@об’єкт"]);
        assert_eq!(words("O'Brien's"), ["o@O", "brien@Brien", "s@s"]);
        assert_eq!(words("'Альфа' д' x"), ["альфа@Альфа", "д@д", "x@x"]);
        assert_eq!(words("м'2"), ["м@м", "2@2"]);
    }

    #[test]
    fn endless_words_are_cut() {
        let long = "я".repeat(1000);
        let mut lengths = Vec::new();
        each(&long, |place, word| lengths.push((place.len(), word.len())));
        assert_eq!(lengths, [(2000, 64)]);
    }
}
