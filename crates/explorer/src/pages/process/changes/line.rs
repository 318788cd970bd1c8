//! A line of a comparison in words.

use tenderlens_core::ocds::changes::ValueKind;
use tenderlens_core::ocds::json::{self, Kind};

use crate::format;
use crate::labels;
use crate::protocol::{Difference, Line, Segment, What};

/// `Contracts › 1 › Value`
pub fn place(line: &Line) -> String {
    words(path(line))
}

/// The place below the heading of its section: `1 › Value`.
pub fn place_in_section(line: &Line) -> String {
    let path = path(line);
    words(path.get(1..).filter(|rest| !rest.is_empty()).unwrap_or(path))
}

/// The number of money stands in the value that it is the amount of.
fn path(line: &Line) -> &[Segment] {
    let is_amount = matches!(&line.what, What::Value { kind: ValueKind::Amount, .. });
    match line.path.split_last() {
        Some((Segment::Field { name }, parent)) if is_amount && name == "amount" && !parent.is_empty() => parent,
        _ => &line.path,
    }
}

/// `Tender › Items › 3 › Quantity`
pub fn words(path: &[Segment]) -> String {
    let step = |segment: &Segment| match segment {
        Segment::Field { name } => labels::code(name),
        Segment::Item { id: Some(id), .. } => id.clone(),
        Segment::Item { index, .. } => (index + 1).to_string(),
    };
    path.iter().map(step).collect::<Vec<_>>().join(" › ")
}

/// A value before or after, in words.
pub fn value(json: &str, kind: ValueKind, currency: Option<&String>, zone: &str) -> String {
    let text = short(json);
    match kind {
        ValueKind::Amount => match currency {
            Some(currency) => format!("{currency} {}", format::amount(&text)),
            None => format::amount(&text),
        },
        ValueKind::Number => format::quantity(&text),
        ValueKind::Date => format::date_time(&text, zone),
        ValueKind::Text | ValueKind::Boolean | ValueKind::List | ValueKind::Object => text,
    }
}

/// Scalars as they are, lists of them joined, what is larger by its size.
pub fn short(json: &str) -> String {
    let size = || t!("changes.json", n = format::integer(json.len()));
    match json::kind(json) {
        Kind::Object => size(),
        Kind::Array => {
            let items = json::array(json).unwrap_or_default();
            let texts: Option<Vec<_>> = items.into_iter().map(json::scalar).collect();
            texts.map_or_else(size, |texts| texts.iter().map(|text| labels::code(text)).collect::<Vec<_>>().join(", "))
        }
        _ => json::scalar(json).map_or_else(|| json.to_owned(), |text| text.into_owned()),
    }
}

/// What came as a whole: `Specification (added, 5 values)`.
pub fn added(name: Option<&String>, values: usize) -> String {
    let count = plural!("changes.added", values);
    name.map_or_else(|| count.clone(), |name| format!("{name} ({count})"))
}

/// `+491,600.00, +12.5%`, `+7 days`; nothing for texts.
pub fn difference(difference: &Difference, kind: ValueKind) -> Option<String> {
    match difference {
        Difference::Number { by, thousandths } => {
            let share = thousandths.filter(|_| kind == ValueKind::Amount).map(format::signed_share);
            let by = format::signed(by, kind == ValueKind::Amount);
            Some(share.map_or_else(|| by.clone(), |share| format!("{by}, {share}")))
        }
        Difference::Days(days) => {
            let count = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
            match days {
                0 => None,
                1.. => Some(plural!("changes.days_more", count)),
                ..0 => Some(plural!("changes.days_less", count)),
            }
        }
        Difference::Words(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{place, place_in_section, short};
    use crate::protocol::{Line, Segment, What};
    use tenderlens_core::ocds::changes::{ChangeType, ValueKind};

    #[test]
    fn an_amount_is_named_by_its_value() {
        let field = |name: &str| Segment::Field { name: name.to_owned() };
        let item = Segment::Item { index: 0, id: Some("7".to_owned()) };
        let what = What::Value { kind: ValueKind::Amount, currency: None, old: None, new: None, difference: None };
        let path = vec![field("contracts"), item, field("value"), field("amount")];
        let line = Line { pointer: String::new(), path, change: ChangeType::Changed, what, is_technical: false };
        assert_eq!(place(&line), "Contracts › 7 › Value");
        assert_eq!(place_in_section(&line), "7 › Value");
    }

    #[test]
    fn lists_are_joined_and_objects_counted() {
        assert_eq!(short(r#"["buyer","procuringEntity"]"#), "Buyer, Procuring entity");
        assert_eq!(short(r#"{"a":1}"#), "7 bytes of JSON");
        assert_eq!(short("1.10"), "1.10");
    }
}
