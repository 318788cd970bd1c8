//! From the changes of releases to the lines of a comparison.

use similar::algorithms::{Capture, Replace, myers};
use similar::{ChangeTag, DiffableStr};
use tenderlens_catalog::Decimal;
use tenderlens_core::calendar::Written;
use tenderlens_core::ocds::changes::{Change, ChangeType, ReleaseChanges, Segment, ValueKind};
use tenderlens_core::ocds::json;

use crate::protocol::{self, Comparison, Difference, Line, Step, What, Words};

/// More lines than this are counted, not shown: nobody reads them one by one.
const MOST_LINES: usize = 500;

/// Longer texts are shown one beside the other instead of word by word.
const MOST_COMPARED: usize = 20_000;

/// Members of use to machines: they tell a reader nothing of the procurement.
const TECHNICAL: [&str; 13] = [
    "id",
    "uri",
    "url",
    "scheme",
    "hash",
    "language",
    "dateModified",
    "datePublished",
    "format",
    "documentOf",
    "relatedItem",
    "auctionUrl",
    "currency",
];

/// What an object is called, the best name first.
const NAMES: [&str; 4] = ["title", "name", "description", "id"];

pub fn comparison(changes: &ReleaseChanges) -> Comparison {
    let mut lines = lines(&changes.changes);
    let left_out = lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    Comparison {
        lines,
        left_out,
        unchanged: changes.unchanged,
        not_repeated: changes.not_repeated.iter().map(Into::into).collect(),
        not_repeated_values: changes.not_repeated_values,
    }
}

pub fn step(changes: &ReleaseChanges) -> Step {
    let lines = lines(&changes.changes);
    let value = ["contracts", "awards", "tender"].iter().find_map(|section| {
        let mut of_section = lines.iter().filter(|line| line.section() == *section);
        of_section.find(|line| is_value_moved(line))
    });
    Step { changes: lines.len(), value: value.cloned() }
}

/// The amount of a `value`, with how far it moved.
fn is_value_moved(line: &Line) -> bool {
    let is_moved = match &line.what {
        What::Value { kind: ValueKind::Amount, difference: Some(Difference::Number { thousandths, .. }), .. } => {
            thousandths.is_some()
        }
        _ => false,
    };
    let of = line.path.len().checked_sub(2).and_then(|index| line.path.get(index));
    is_moved && matches!(of, Some(protocol::Segment::Field { name }) if name == "value")
}

/// Values of an object that came as a whole are one line.
fn lines(changes: &[Change]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut rest = changes;
    while let Some(first) = rest.first() {
        let whole = whole(first);
        let count = match whole {
            Some(whole) => rest.iter().take_while(|change| self::whole(change) == Some(whole)).count(),
            None => 1,
        };
        let (together, others) = rest.split_at(count);
        rest = others;
        lines.push(whole.map_or_else(|| line(first), |whole| whole_line(whole, together)));
    }
    lines
}

/// The outermost object or array that came with the change, if that is more than the value itself.
fn whole(change: &Change) -> Option<&[Segment]> {
    let steps = change.new_from.filter(|steps| *steps < change.path.len())?;
    change.path.get(..steps)
}

fn whole_line(whole: &[Segment], changes: &[Change]) -> Line {
    let named = |wanted: &&str| {
        let is_named = |change: &&Change| match &change.path[whole.len()..] {
            [Segment::Field { name }] => name == wanted,
            _ => false,
        };
        let found = changes.iter().find(is_named)?;
        json::scalar(found.new.as_deref()?).map(|text| text.into_owned())
    };
    let pointer = changes.first().map(|change| change.pointer.as_str()).unwrap_or_default();
    Line {
        pointer: pointer.split('/').take(whole.len() + 1).collect::<Vec<_>>().join("/"),
        path: whole.iter().map(Into::into).collect(),
        change: ChangeType::Added,
        what: What::Whole { name: NAMES.iter().find_map(named), values: changes.len() },
        is_technical: false,
    }
}

fn line(change: &Change) -> Line {
    let name = match change.path.last() {
        Some(Segment::Field { name }) => name.as_str(),
        _ => "",
    };
    let difference = match (&change.old, &change.new) {
        (Some(old), Some(new)) => difference(change.kind, old, new),
        _ => None,
    };
    Line {
        pointer: change.pointer.clone(),
        path: change.path.iter().map(Into::into).collect(),
        change: change.change,
        what: What::Value {
            kind: change.kind,
            currency: change.currency.clone(),
            old: change.old.clone(),
            new: change.new.clone(),
            difference,
        },
        // A currency that replaces another one is no technicality.
        is_technical: TECHNICAL.contains(&name) && (name != "currency" || change.change != ChangeType::Changed),
    }
}

fn difference(kind: ValueKind, old: &str, new: &str) -> Option<Difference> {
    match kind {
        ValueKind::Amount | ValueKind::Number => {
            let (old, new) = (Decimal::parse(old)?, Decimal::parse(new)?);
            let by = new.checked_sub(old)?;
            Some(Difference::Number { by: by.to_string(), thousandths: by.thousandths_of(old) })
        }
        ValueKind::Date => {
            let (old, new) = (json::string(old)?, json::string(new)?);
            let (old, new) = (Written::read(&old)?, Written::read(&new)?);
            Some(Difference::Days(new.time.date().days_since(old.time.date())))
        }
        ValueKind::Text => words(&json::string(old)?, &json::string(new)?).map(Difference::Words),
        ValueKind::Boolean | ValueKind::List | ValueKind::Object => None,
    }
}

/// The words that differ; nothing where one is no text of several words, or both are too long.
fn words(old: &str, new: &str) -> Option<Vec<Words>> {
    let has_words = |text: &str| text.split_whitespace().nth(1).is_some();
    if !has_words(old) || !has_words(new) || old.len().max(new.len()) > MOST_COMPARED {
        return None;
    }
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    let (old, new) = (old.tokenize_words(), new.tokenize_words());
    // Through its general entry the library would bring every algorithm along.
    let mut found = Replace::new(Capture::new());
    let Ok(()) = myers::diff(&mut found, &old[..], 0..old.len(), &new[..], 0..new.len());
    let changes = found.into_inner().into_ops().into_iter().flat_map(|op| op.iter_changes(&old[..], &new[..]));
    for (tag, word) in changes.map(|change| (change.tag(), change.value())) {
        match runs.last_mut() {
            Some((last, run)) if *last == tag => run.push_str(word),
            _ => runs.push((tag, word.to_owned())),
        }
    }
    let run = |(tag, run)| match tag {
        ChangeTag::Equal => Words::Kept(run),
        ChangeTag::Insert => Words::Added(run),
        ChangeTag::Delete => Words::Removed(run),
    };
    Some(runs.into_iter().map(run).collect())
}

#[cfg(test)]
mod tests {
    use tenderlens_core::ocds::changes::changes;
    use tenderlens_core::ocds::merge::Options;

    use super::{comparison, step};
    use crate::protocol::{Comparison, Difference, What, Words};

    const FIRST: &str = r#"{"ocid":"o","id":"1","date":"2026-01-01","tender":{"status":"planned","title":"Bridge deck, phase 1",
        "tenderPeriod":{"endDate":"2026-04-04T12:00:00Z"},"documents":[{"id":"a","title":"A","url":"https://example.org/a"}]},
        "contracts":[{"id":"1","value":{"amount":3918400.00,"currency":"GBP"}}]}"#;
    const SECOND: &str = r#"{"ocid":"o","id":"2","date":"2026-01-02","tender":{"status":"active","title":"Bridge deck, phase 2",
        "tenderPeriod":{"endDate":"2026-04-11T12:00:00Z"},
        "documents":[{"id":"a","url":"https://example.org/b"},{"id":"b","title":"B","format":"pdf"}]},
        "contracts":[{"id":"1","value":{"amount":4410000,"currency":"GBP"}}]}"#;

    fn compared() -> Comparison {
        comparison(&changes(&[FIRST, SECOND], &Options::default()).unwrap()[1])
    }

    fn difference(pointer: &str) -> Option<Difference> {
        let lines = compared().lines;
        let line = lines.into_iter().find(|line| line.pointer == pointer).unwrap();
        match line.what {
            What::Value { difference, .. } => difference,
            What::Whole { .. } => None,
        }
    }

    #[test]
    fn a_new_object_is_one_line_by_its_name() {
        let lines = compared().lines;
        let document = lines.iter().find(|line| line.pointer == "/tender/documents/1").unwrap();
        assert_eq!(document.what, What::Whole { name: Some("B".to_owned()), values: 3 });
        assert_eq!(lines.iter().filter(|line| line.pointer.starts_with("/tender/documents/1")).count(), 1);
    }

    #[test]
    fn values_say_how_far_they_moved() {
        let by = Difference::Number { by: "491600".to_owned(), thousandths: Some(125) };
        assert_eq!(difference("/contracts/0/value/amount"), Some(by));
        assert_eq!(difference("/tender/tenderPeriod/endDate"), Some(Difference::Days(7)));
        let words = Difference::Words(vec![
            Words::Kept("Bridge deck, phase ".to_owned()),
            Words::Removed("1".to_owned()),
            Words::Added("2".to_owned()),
        ]);
        assert_eq!(difference("/tender/title"), Some(words));
        assert_eq!(difference("/tender/status"), None, "one word is not compared word by word");
    }

    #[test]
    fn technical_lines_are_marked() {
        let lines = compared().lines;
        let technical: Vec<_> = lines.iter().filter(|line| line.is_technical).map(|line| &line.pointer).collect();
        assert_eq!(technical, ["/tender/documents/0/url"]);
    }

    #[test]
    fn the_value_that_a_release_moved_is_told() {
        let changes = changes(&[FIRST, SECOND], &Options::default()).unwrap();
        assert_eq!(step(&changes[1]).value.unwrap().pointer, "/contracts/0/value/amount");
        assert_eq!(step(&changes[0]).value, None);
    }
}
