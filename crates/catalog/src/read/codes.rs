//! Classifications of a process and of its items.

use std::borrow::Cow;

use tenderlens_ocds::facts::{self, List, Slot};

use super::draft::{Code, Item};
use super::texts::{cow, note_list, note_slot};
use crate::problem::{Notes, Path};

/// The Common Procurement Vocabulary, and ДК 021, which is the same in Ukrainian.
pub const CPV: &str = "CPV";
pub const UNSPSC: &str = "UNSPSC";

/// The codes of one process, each once.
#[derive(Default)]
pub(super) struct Codes<'a>(pub Vec<Code<'a>>);

impl<'a> Codes<'a> {
    /// The places of the codes of a classification and of those beside it.
    pub fn of(
        &mut self,
        main: &'a Slot<facts::Classification<'a>>,
        more: &'a List<facts::Classification<'a>>,
        path: &Path<'_>,
        notes: &mut Notes,
    ) -> Vec<usize> {
        note_slot(main, &path.member("classification"), notes);
        note_list(more, &path.member("additionalClassifications"), notes);
        let all = main.get().into_iter().chain(more.iter().map(|(_, it)| it));
        let mut places = Vec::new();
        for code in all.filter_map(code) {
            let place = self.0.iter().position(|it| it.scheme == code.scheme && it.code == code.code);
            let place = place.unwrap_or_else(|| {
                self.0.push(code);
                self.0.len() - 1
            });
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }

    pub fn items(&mut self, list: &'a List<facts::Item<'a>>, path: &Path<'_>, notes: &mut Notes) -> Vec<Item<'a>> {
        note_list(list, path, notes);
        let mut items = Vec::new();
        for (index, item) in list.iter() {
            let codes = self.of(&item.classification, &item.additional, &path.item(index), notes);
            items.push(Item { id: cow(&item.id), description: cow(&item.description), codes });
        }
        items
    }
}

fn code<'a>(classification: &'a facts::Classification<'a>) -> Option<Code<'a>> {
    let code = classification.id.get()?;
    let scheme = scheme(classification.scheme.get().unwrap_or_default());
    let code = if scheme == CPV { without_check_digit(code) } else { code };
    Some(Code { scheme, code: Cow::Borrowed(code), description: cow(&classification.description) })
}

/// The name under which a scheme is known here: spellings and national editions of CPV are one.
pub(crate) fn scheme(published: &str) -> Cow<'_, str> {
    let signs: String = published.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    if ["CPV", "ДК021", "DK021", "ДК0212015"].iter().any(|name| signs.starts_with(name)) {
        Cow::Borrowed(CPV)
    } else if signs.starts_with(UNSPSC) {
        Cow::Borrowed(UNSPSC)
    } else {
        Cow::Owned(published.trim().to_uppercase())
    }
}

/// `45221100-3` is `45221100`.
pub(crate) fn without_check_digit(code: &str) -> &str {
    match code.split_once('-') {
        Some((digits, check)) if digits.len() == 8 && check.len() == 1 => digits,
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::{CPV, scheme, without_check_digit};

    #[test]
    fn spellings_of_a_scheme_are_one() {
        for published in ["CPV", "cpv", "CPV2008", "ДК021", "ДК 021:2015", "DK021"] {
            assert_eq!(scheme(published), CPV, "{published}");
        }
        assert_eq!((&*scheme("UNSPSC v26"), &*scheme(" cubso ")), ("UNSPSC", "CUBSO"));
        assert_eq!((without_check_digit("45221100-3"), without_check_digit("12-34")), ("45221100", "12-34"));
    }
}
