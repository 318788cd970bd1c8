//! Words for codes, in one place. A code without a word is shown as published.

use tenderlens_core::ocds::view::Stage;

pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Unknown => "Stage not published",
        Stage::Planning => "Planning",
        Stage::Tender => "Tender",
        Stage::Award => "Award",
        Stage::Contract => "Contract",
        Stage::Implementation => "Implementation",
        Stage::Ended => "Ended early",
    }
}

/// Codes of the OCDS codelists: <https://standard.open-contracting.org/latest/en/schema/codelists/>.
const CODES: &[(&str, &str)] = &[
    ("goods", "Goods"),
    ("works", "Works"),
    ("services", "Services"),
    ("open", "Open"),
    ("selective", "Selective"),
    ("limited", "Limited"),
    ("direct", "Direct"),
    ("procuringEntity", "Procuring entity"),
    ("biddingDocuments", "Bidding documents"),
    ("tenderNotice", "Tender notice"),
    ("awardNotice", "Award notice"),
    ("contractNotice", "Contract notice"),
    ("contractSigned", "Signed contract"),
    ("technicalSpecifications", "Technical specifications"),
    ("evaluationReports", "Evaluation reports"),
    ("economicOperator", "Economic operator"),
    ("priceOnly", "Price only"),
    ("qualityOnly", "Quality only"),
    ("ratedCriteria", "Rated criteria"),
    ("electronicSubmission", "Electronic submission"),
];

/// A code in words: known ones by the table, others from camel case (`tenderUpdate`: Tender update).
pub fn code(code: &str) -> String {
    if let Some((_, words)) = CODES.iter().find(|(known, _)| *known == code) {
        return (*words).to_owned();
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

/// `1 release`, `2 releases`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
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
    use super::{code, count};

    #[test]
    fn codes_become_words_and_words_stay() {
        assert_eq!(code("tenderUpdate"), "Tender update");
        assert_eq!(code("procuringEntity"), "Procuring entity");
        assert_eq!(code("Adjudicación Simplificada"), "Adjudicación Simplificada");
        assert_eq!(code("CONTRATADO"), "CONTRATADO");
        assert_eq!(code(""), "");
    }

    #[test]
    fn counts_agree_in_number() {
        assert_eq!(count(1, "release", "releases"), "1 release");
        assert_eq!(count(0, "release", "releases"), "0 releases");
    }
}
