//! Where in a shown text the words are that were looked for.

use std::ops::Range;

use tenderlens_ocds::fold;

use super::tokens;
use super::words::{Needle, Words};
use crate::arrange;

impl Words {
    /// The byte ranges to mark in a text, in order and apart from each other. `is_buyer` tells that
    /// the text is a buyer's name.
    pub fn marks(&self, text: &str, is_buyer: bool) -> Vec<Range<usize>> {
        let wanted = self.clauses.iter().filter(|clause| !clause.negated).flat_map(|clause| &clause.any);
        let wanted: Vec<&Needle> = wanted.filter(|needle| is_buyer || !needle.buyer).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let words = words_of(text);
        let mut marks: Vec<Range<usize>> = Vec::new();
        for start in 0..words.len() {
            marks.extend(wanted.iter().filter_map(|needle| mark(needle, &words[start..], text)));
        }
        joined(marks)
    }

    /// Whether a single text meets all conditions.
    pub fn are_met_by(&self, text: &str) -> bool {
        let words = words_of(text);
        let occurs = |needle: &Needle| (0..words.len()).any(|start| mark(needle, &words[start..], text).is_some());
        self.clauses.iter().all(|clause| clause.any.iter().any(occurs) != clause.negated)
    }
}

/// The words of a text, and where they stand in it.
fn words_of(text: &str) -> Vec<(Range<usize>, String)> {
    let mut words = Vec::new();
    tokens::each(text, |place, word| words.push((place, word.to_owned())));
    words
}

/// The range of the needle if the words start with it.
fn mark(needle: &Needle, words: &[(Range<usize>, String)], text: &str) -> Option<Range<usize>> {
    let found = words.get(..needle.words.len())?;
    let (last_wanted, wanted) = needle.words.split_last()?;
    let (last, before) = found.split_last()?;
    if !wanted.iter().eq(before.iter().map(|(_, word)| word)) {
        return None;
    }
    let end = if last.1 == *last_wanted {
        last.0.end
    } else if needle.prefix && last.1.starts_with(last_wanted.as_str()) {
        last.0.start + start_of(&text[last.0.clone()], last_wanted.len())
    } else {
        return None;
    };
    Some(found.first()?.0.start..end)
}

/// How much of a word is a start of so many folded bytes.
fn start_of(word: &str, folded: usize) -> usize {
    let (mut length, mut end) = (0, word.len());
    fold::each(word, |offset, character| {
        if length >= folded {
            end = end.min(offset);
        } else if character.is_alphanumeric() {
            length += character.len_utf8();
        }
    });
    end
}

fn joined(mut marks: Vec<Range<usize>>) -> Vec<Range<usize>> {
    arrange::list(&mut marks, &mut |a, b| (a.start, a.end).cmp(&(b.start, b.end)));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(marks.len());
    for mark in marks {
        match apart.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => apart.push(mark),
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::Words;

    fn marked(words: &str, text: &str) -> String {
        let mut shown = text.to_owned();
        for mark in Words::parse(words).marks(text, false).into_iter().rev() {
            shown.insert(mark.end, ']');
            shown.insert(mark.start, '[');
        }
        shown
    }

    #[test]
    fn matches_are_marked_where_they_stand() {
        for (words, expected) in [
            ("ring bri", "Leeds [Ring] Road [bri]dge, [Bri]dgend"),
            ("\"ring road\"", "Leeds [Ring Road] bridge, Bridgend"),
            ("bridge*", "Leeds Ring Road [bridge], [Bridge]nd"),
            ("\"bridge\"", "Leeds Ring Road [bridge], Bridgend"),
            ("bri* x", "Leeds Ring Road [bri]dge, [Bri]dgend"),
            ("-ring leeds", "[Leeds] Ring Road bridge, Bridgend"),
            ("\"leeds ring\" \"ring road\"", "[Leeds Ring Road] bridge, Bridgend"),
            ("buyer:leeds road", "Leeds Ring [Road] bridge, Bridgend"),
            ("york", "Leeds Ring Road bridge, Bridgend"),
        ] {
            assert_eq!(marked(words, "Leeds Ring Road bridge, Bridgend"), expected, "{words}");
        }
    }

    #[test]
    fn marks_fall_on_characters_whatever_was_folded() {
        assert_eq!(marked("об’є*", "Капремонт об'єктів"), "Капремонт [об'є]ктів");
        assert_eq!(marked("cafe*", "Cafe\u{301}s"), "[Cafe\u{301}]s");
        assert_eq!(marked("strass", "Straße 5"), "[Straß]e 5");
        assert_eq!(marked("ano", "Año Ñandú"), "[Año] Ñandú");
        assert_eq!(marked("x", ""), "");
    }
}
