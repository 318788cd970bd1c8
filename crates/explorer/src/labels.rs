//! Words for codes, in one place. A code without a word is shown as published.

use tenderlens_core::endpoint::Publisher;
use tenderlens_core::ocds::view::Stage;

use crate::i18n;

/// Where a publisher publishes; its own words where the messages do not know it.
pub fn country(publisher: &Publisher) -> &'static str {
    i18n::of("publisher.country", publisher.id).unwrap_or(publisher.country)
}

/// What a publisher holds, in one line.
pub fn holds(publisher: &Publisher) -> &'static str {
    i18n::of("publisher.holds", publisher.id).unwrap_or(publisher.holds)
}

/// The name of the licence; some are a remark rather than a name.
pub fn licence(publisher: &Publisher) -> &'static str {
    i18n::of("publisher.licence", publisher.id).unwrap_or(publisher.licence.name)
}

/// Why a publisher is not asked unless it is chosen.
pub fn archived(publisher: &Publisher) -> Option<&'static str> {
    publisher.archived.map(|reason| i18n::of("publisher.archived", publisher.id).unwrap_or(reason))
}

pub fn stage(stage: Stage) -> &'static str {
    i18n::of("stage", stage.id()).unwrap_or_default()
}

/// A code of an [OCDS codelist] or a field's name in words: known ones from the messages, others
/// from camel case (`lotGroup`: Lot group).
///
/// [OCDS codelist]: https://standard.open-contracting.org/latest/en/schema/codelists/
pub fn code(code: &str) -> String {
    if let Some(words) = i18n::of("code", code) {
        return words.to_owned();
    }
    let is_code = code.starts_with(|c: char| c.is_ascii_lowercase()) && code.chars().all(|c| c.is_ascii_alphanumeric());
    if !is_code {
        return code.to_owned();
    }
    let mut words = String::with_capacity(code.len() + 4);
    for (index, character) in code.chars().enumerate() {
        match index {
            0 => words.push(character.to_ascii_uppercase()),
            _ if character.is_ascii_uppercase() => {
                words.push(' ');
                words.push(character.to_ascii_lowercase());
            }
            _ => words.push(character),
        }
    }
    words
}

/// Several codes as one text.
pub fn codes<'a>(codes: impl IntoIterator<Item = &'a String>) -> String {
    codes.into_iter().map(|it| code(it)).collect::<Vec<_>>().join(", ")
}

/// The tone of a status badge.
pub fn tone(status: &str) -> &'static str {
    match status {
        "active" | "complete" | "valid" | "CONTRATADO" | "CONSENTIDO" | "ADJUDICADO" => "positive",
        "cancelled" | "unsuccessful" | "withdrawn" | "terminated" | "disqualified" | "NULO" | "DESIERTO"
        | "CANCELADO" => "critical",
        "pending" | "planned" | "APELADO" => "caution",
        _ => "neutral",
    }
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn codes_become_words_and_words_stay() {
        assert_eq!(code("tenderUpdate"), "Tender update");
        assert_eq!(code("lotGroup"), "Lot group");
        assert_eq!(code("procuringEntity"), "Procuring entity");
        assert_eq!(code("Adjudicación Simplificada"), "Adjudicación Simplificada");
        assert_eq!(code("CONTRATADO"), "CONTRATADO");
        assert_eq!(code(""), "");
    }
}
