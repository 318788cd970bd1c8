//! Folding of text for comparison: what people type without care for case, accents and the key that
//! an apostrophe is on.
//!
//! - Case and accents go: `Año` and `ano` are the same, as are `ё` and `е`, `ґ` and `г`.
//! - `й`, `ї` and `ў` are letters of their own and stay, composed or not.
//! - All apostrophes become `'`.

use std::iter::Peekable;
use std::str::CharIndices;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// The folded text.
pub fn text(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    each(text, |_, character| folded.push(character));
    folded
}

/// Hands out the folded characters, each with the byte offset of the character that it comes from.
/// One character may become several, or none.
pub fn each(text: &str, mut take: impl FnMut(usize, char)) {
    let mut characters = text.char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        if character.is_ascii() {
            take(offset, if character == '`' { '\'' } else { character.to_ascii_lowercase() });
        } else if let Some(letter) = own_letter(character, &mut characters) {
            take(offset, letter);
        } else {
            others(character, |folded| take(offset, folded));
        }
    }
}

/// Letters that a mark does not make a variant of another one.
fn own_letter(character: char, after: &mut Peekable<CharIndices<'_>>) -> Option<char> {
    let letter = match character {
        'А'..='Я' if !matches!(character, 'Й' | 'И' | 'У') => lower(character),
        'а'..='я' if !matches!(character, 'и' | 'у') => character,
        'Й' => 'й',
        'Ї' | 'ї' => 'ї',
        'Ў' | 'ў' => 'ў',
        'И' | 'и' => return Some(if marked(after, '\u{306}') { 'й' } else { 'и' }),
        'І' | 'і' => return Some(if marked(after, '\u{308}') { 'ї' } else { 'і' }),
        'У' | 'у' => return Some(if marked(after, '\u{306}') { 'ў' } else { 'у' }),
        'Ґ' | 'ґ' => 'г',
        '’' | '‘' | 'ʼ' | 'ʹ' | '´' | '′' | '＇' => '\'',
        _ => return None,
    };
    Some(letter)
}

fn lower(character: char) -> char {
    character.to_lowercase().next().unwrap_or(character)
}

fn marked(after: &mut Peekable<CharIndices<'_>>, mark: char) -> bool {
    after.next_if(|(_, next)| *next == mark).is_some()
}

fn others(character: char, mut take: impl FnMut(char)) {
    let plain = match character {
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ß' | 'ẞ' => "ss",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' => "d",
        'ı' => "i",
        'ς' => "σ",
        // Soft hyphens and what else is there without being seen.
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => "",
        _ => {
            return decompose_canonical(character, |part| {
                // Marks are what has a combining class: that needs the smallest tables.
                let lowered = part.to_lowercase().filter(|it| canonical_combining_class(*it) == 0);
                lowered.for_each(&mut take);
            });
        }
    };
    plain.chars().for_each(take);
}

#[cfg(test)]
mod tests {
    use super::{each, text};

    #[test]
    fn case_and_accents_do_not_matter() {
        for (a, b) in [
            ("Año", "ANO"),
            ("CONSTRUCCIÓN", "construccion"),
            ("Łódź", "lodz"),
            ("Straße Ørsted Æsir", "STRASSE orsted aesir"),
            ("Ёлка", "елка"),
            ("Ґанок", "ганок"),
            ("об'єкт", "ОБ’ЄКТ"),
            ("обʼєкт", "об`єкт"),
            ("e\u{301}tude", "étude"),
            ("Ὀδυσσεύς", "οδυσσευσ"),
            ("İstanbul", "istanbul"),
            ("admin\u{ad}istra\u{200b}tion", "administration"),
        ] {
            assert_eq!(text(a), text(b), "{a} {b}");
        }
    }

    #[test]
    fn letters_of_their_own_stay_composed_or_not() {
        assert_eq!(text("ЙЇЎ"), "йїў");
        assert_eq!(text("и\u{306}і\u{308}у\u{306}"), "йїў");
        assert_ne!(text("мій"), text("міи"));
        assert_ne!(text("їх"), text("іх"));
    }

    #[test]
    fn every_folded_character_knows_where_it_comes_from() {
        let mut origins = Vec::new();
        each("Aßи\u{306}n\u{303}o", |offset, character| origins.push((offset, character)));
        assert_eq!(origins, [(0, 'a'), (1, 's'), (1, 's'), (3, 'й'), (7, 'n'), (10, 'o')]);
    }
}
