//! What a text that a person types or pastes names: an OCID, a number that a publisher gives, or a
//! web address that holds one of these.

use percent_encoding::percent_decode_str;

use crate::endpoint::Publisher;
use crate::process;
use crate::publishers::Registry;

/// What a text names.
#[derive(Debug, Clone)]
pub enum Named<'a> {
    /// A process that the publisher can be asked for by this id.
    Process { publisher: &'a Publisher, id: String },
    /// A number by which the publisher can't be asked; its lists show it.
    Number { publisher: &'a Publisher, number: String },
}

/// The process or number that a text names; `None` for words.
pub fn recognise<'a>(registry: &'a Registry, text: &str) -> Option<Named<'a>> {
    let text = text.trim();
    if text.contains("://") {
        // The last part that names something: of `…/tender/{id}/bids` the id.
        return text
            .split(['/', '?', '&', '=', '#'])
            .rev()
            .find_map(|part| whole(registry, &percent_decode_str(part).decode_utf8_lossy()));
    }
    whole(registry, text)
}

/// The form of Find a Tender's notice numbers: `000123-2026`.
pub(crate) fn is_notice_number(text: &str) -> bool {
    fits(text, &[Digits(6, 6), Text("-"), Digits(4, 4)])
}

fn whole<'a>(registry: &'a Registry, text: &str) -> Option<Named<'a>> {
    if text.contains(char::is_whitespace) {
        return None;
    }
    if let Some(publisher) = process::named(registry, text) {
        return Some(Named::Process { publisher, id: text.to_owned() });
    }
    let publisher = |id: &str| registry.publisher(id);
    let is_number_of = |shape: &[Step]| fits(text, shape);
    if is_notice_number(text) {
        return Some(Named::Process { publisher: publisher("uk")?, id: text.to_owned() });
    }
    if is_number_of(SEACE_CALL) && !is_number_of(DAY) {
        return Some(Named::Process { publisher: publisher("peru")?, id: format!("ocds-dgv273-seacev3-{text}") });
    }
    if is_number_of(PROZORRO_TENDER) || is_number_of(PROZORRO_TENDER_OLD) {
        return Some(Named::Number { publisher: publisher("prozorro")?, number: text.to_owned() });
    }
    if is_seace_procedure(text) {
        return Some(Named::Number { publisher: publisher("peru")?, number: text.to_owned() });
    }
    None
}

/// A part of a number: so many digits, or these characters.
enum Step {
    Digits(usize, usize),
    Text(&'static str),
    Letter,
}

use Step::{Digits, Letter, Text};

/// `2024-2407-110`, as in the OCIDs of SEACE v3.
const SEACE_CALL: &[Step] = &[Digits(4, 4), Text("-"), Digits(1, 9), Text("-"), Digits(1, 9)];
/// A date has nearly the same form.
const DAY: &[Step] = &[Digits(4, 4), Text("-"), Digits(2, 2), Text("-"), Digits(2, 2)];
/// `UA-2026-11-01-000001-a`
const PROZORRO_TENDER: &[Step] = &[
    Text("UA-"),
    Digits(4, 4),
    Text("-"),
    Digits(2, 2),
    Text("-"),
    Digits(2, 2),
    Text("-"),
    Digits(6, 6),
    Text("-"),
    Letter,
];
/// `UA-2016-11-01-000001`
const PROZORRO_TENDER_OLD: &[Step] =
    &[Text("UA-"), Digits(4, 4), Text("-"), Digits(2, 2), Text("-"), Digits(2, 2), Text("-"), Digits(6, 6)];

fn fits(text: &str, shape: &[Step]) -> bool {
    let mut rest = text;
    for step in shape {
        let taken = match step {
            Digits(least, most) => {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                (*least..=*most).contains(&digits).then_some(digits)
            }
            Text(words) => rest.starts_with(words).then_some(words.len()),
            Letter => rest.starts_with(|c: char| c.is_ascii_lowercase()).then_some(1),
        };
        let Some(after) = taken.and_then(|taken| rest.get(taken..)) else {
            return false;
        };
        rest = after;
    }
    rest.is_empty()
}

/// `AS-SM-35-2024-ELSE-1`: letters, a number, a year, the entity's letters, the number of the call.
fn is_seace_procedure(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_letters = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphabetic() && !c.is_lowercase());
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_year = |part: &str| is_number(part) && part.len() == 4 && part.starts_with("20");
    let Some(year) = parts.iter().position(|part| is_year(part)) else {
        return false;
    };
    let (before, after) = parts.split_at(year);
    let [kinds @ .., number] = before else { return false };
    let [_, entity @ .., call] = after else { return false };
    !kinds.is_empty()
        && kinds.iter().all(|part| is_letters(part))
        && is_number(number)
        && !entity.is_empty()
        && is_number(call)
}

#[cfg(test)]
mod tests {
    use super::{Named, recognise};
    use crate::publishers::Registry;

    fn named(text: &str) -> Option<(&'static str, String)> {
        let registry = Registry::builtin();
        match recognise(&registry, text)? {
            Named::Process { publisher, id } => Some((publisher.id, id)),
            Named::Number { publisher, number } => Some((publisher.id, format!("number {number}"))),
        }
    }

    #[track_caller]
    fn leads_to(text: &str, publisher: &str, id: &str) {
        assert_eq!(named(text), Some((Registry::builtin().publisher(publisher).unwrap().id, id.to_owned())), "{text}");
    }

    #[test]
    fn numbers_of_every_publisher_are_recognised() {
        leads_to(" ocds-h6vhtk-0001b4 ", "uk", "ocds-h6vhtk-0001b4");
        leads_to("ocds-dgv273-seacev3-1067499", "peru", "ocds-dgv273-seacev3-1067499");
        leads_to("000123-2026", "uk", "000123-2026");
        leads_to("2024-2407-110", "peru", "ocds-dgv273-seacev3-2024-2407-110");
        leads_to("AS-SM-35-2024-ELSE-1", "peru", "number AS-SM-35-2024-ELSE-1");
        leads_to("UA-2026-11-01-000001-a", "prozorro", "number UA-2026-11-01-000001-a");
        leads_to("UA-2016-11-01-000001", "prozorro", "number UA-2016-11-01-000001");
        leads_to("b74c14bbee6f44a9a0c8408c13a4c1a8", "prozorro", "b74c14bbee6f44a9a0c8408c13a4c1a8");
    }

    #[test]
    fn pasted_addresses_are_recognised_by_the_number_in_them() {
        leads_to("https://www.find-tender.service.gov.uk/Notice/000123-2026?origin=x", "uk", "000123-2026");
        leads_to("https://prozorro.gov.ua/tender/UA-2026-11-01-000001-a", "prozorro", "number UA-2026-11-01-000001-a");
        leads_to(
            "https://public-api.prozorro.gov.ua/api/2.5/tenders/b74c14bbee6f44a9a0c8408c13a4c1a8/bids",
            "prozorro",
            "b74c14bbee6f44a9a0c8408c13a4c1a8",
        );
        leads_to(
            "https://contratacionesabiertas.oece.gob.pe/proceso/ocds-dgv273-seacev3-1067499",
            "peru",
            "ocds-dgv273-seacev3-1067499",
        );
        leads_to("https://example.org/some/where/#/p/uk/ocds-h6vhtk-0001b4?sec=bids", "uk", "ocds-h6vhtk-0001b4");
    }

    #[test]
    fn words_and_near_misses_stay_words() {
        for text in [
            "",
            "puente",
            "123-2026",
            "000123-20266",
            "UA-2026",
            "UA-2026-11-01-000001-aa",
            "10-2024-1",
            "COVID-19",
            "https://example.org/",
            "а-б-в",
            "2024",
            "2026-11-21",
            "ocds-h6vhtk- bridge",
        ] {
            assert_eq!(named(text), None, "{text}");
        }
    }
}
