//! From a trace of the merge to what each release changed.

use super::places::{PlaceId, Places, ROOT, pointer};
use super::{Change, ChangeType, MAX_NOT_REPEATED, NotRepeated, ReleaseChanges, ValueKind};
use crate::merge::{Head, Trace, TracedRelease, Value, display, push_value, python_equal, text_to_string};

pub(super) fn account(trace: &Trace<'_>) -> Vec<ReleaseChanges> {
    let mut places = Places::new(trace);
    let releases = trace.releases.iter().enumerate();
    releases.map(|(number, release)| release_changes(&mut places, number, release)).collect()
}

fn release_changes<'v>(places: &mut Places<'v>, number: usize, release: &TracedRelease<'v>) -> ReleaseChanges {
    let mut differences = Vec::new();
    let mut unchanged = 0;
    for written in release.written {
        let Some(place) = places.of_entry(written.entry) else {
            continue;
        };
        places.mention(place, number);
        if places.is_id(place) && places.get(place).value.is_some() {
            // Later spellings of an object's id are not taken.
            unchanged += 1;
            continue;
        }
        let value = places.first_id(place).unwrap_or(written.value);
        let old = places.replace(place, value).filter(|old| !old.is_null());
        match Difference::of(place, old, value) {
            Some(difference) => differences.push(difference),
            None => unchanged += usize::from(!value.is_null()),
        }
    }
    let changes = differences.iter().map(|difference| difference.describe(places, number)).collect();
    let (not_repeated, not_repeated_values) = not_repeated(places, number);
    let About { ocid, release_id, date, tag } = About::of(release.head);
    ReleaseChanges {
        release: release.release,
        ocid,
        release_id,
        date,
        tag,
        changes,
        unchanged,
        not_repeated,
        not_repeated_values,
    }
}

/// A release's own fields, as text.
pub(super) struct About {
    pub(super) ocid: Option<String>,
    pub(super) release_id: Option<String>,
    pub(super) date: Option<String>,
    pub(super) tag: Vec<String>,
}

impl About {
    pub(super) fn of(head: &Head<'_>) -> Self {
        let text = |value: &Option<Value<'_>>| value.as_ref().filter(|value| !value.is_null()).map(display);
        let tag = match &head.tag {
            Some(Value::Array(tags)) => tags.iter().map(display).collect(),
            tag => text(tag).into_iter().collect(),
        };
        Self { ocid: text(&head.ocid), release_id: text(&head.id), date: text(&head.date), tag }
    }
}

/// A change before it is put in words: whatever is beside the value may still change too.
pub(super) struct Difference<'v> {
    place: PlaceId,
    change: ChangeType,
    old: Option<&'v Value<'v>>,
    new: Option<&'v Value<'v>>,
}

impl<'v> Difference<'v> {
    pub(super) fn of(place: PlaceId, old: Option<&'v Value<'v>>, new: &'v Value<'v>) -> Option<Self> {
        let new = Some(new).filter(|new| !new.is_null());
        let change = match (old, new) {
            (None, Some(_)) => ChangeType::Added,
            (Some(_), None) => ChangeType::Removed,
            (Some(old), Some(new)) if !python_equal(old, new) => ChangeType::Changed,
            _ => return None,
        };
        Some(Self { place, change, old, new })
    }

    pub(super) fn describe(&self, places: &Places<'_>, release: usize) -> Change {
        let path = places.path(self.place);
        let kind = match self.new.or(self.old) {
            Some(value) => kind(value, places.name(self.place)),
            None => ValueKind::Text,
        };
        let currency = if kind == ValueKind::Amount { self.currency(places) } else { None };
        Change {
            change: self.change,
            kind,
            pointer: pointer(&path),
            path,
            new_from: places.new_from(self.place, release),
            old: self.old.map(json),
            new: self.new.map(json),
            currency,
        }
    }

    fn currency(&self, places: &Places<'_>) -> Option<String> {
        let parent = places.get(self.place).parent;
        let currency = places.get(places.field(parent, "currency")?).value?;
        match currency {
            Value::String(text) => Some(text_to_string(&text.text)),
            _ => None,
        }
    }
}

pub(super) fn json(value: &Value<'_>) -> String {
    let mut json = String::new();
    push_value(value, &mut json);
    json
}

fn kind(value: &Value<'_>, name: &[u8]) -> ValueKind {
    match value {
        Value::Number(_) if is_amount(name) => ValueKind::Amount,
        Value::Number(_) => ValueKind::Number,
        Value::String(text) if is_date(&text.text) => ValueKind::Date,
        Value::String(_) | Value::Null => ValueKind::Text,
        Value::Bool(_) => ValueKind::Boolean,
        Value::Array(_) => ValueKind::List,
        Value::Object(_) => ValueKind::Object,
    }
}

/// Find a Tender gives an amount with its taxes beside the one without.
fn is_amount(name: &[u8]) -> bool {
    name == b"amount" || name == b"amountGross" || name.ends_with(b"Amount")
}

/// `2024-05-01`, alone or followed by a time.
fn is_date(text: &[u8]) -> bool {
    let Some((day, time)) = text.split_at_checked(10) else {
        return false;
    };
    let shaped = day.iter().enumerate().all(|(at, byte)| match at {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    shaped && (time.is_empty() || matches!(time[0], b'T' | b't' | b' '))
}

/// The outermost parts that hold values and that the release does not mention, and all their
/// values.
pub(super) fn not_repeated(places: &Places<'_>, release: usize) -> (Vec<NotRepeated>, usize) {
    let mut parts = Vec::new();
    let mut values = 0;
    let mut open = vec![ROOT];
    while let Some(at) = open.pop() {
        let place = places.get(at);
        if place.live == 0 {
            continue;
        }
        if place.last == Some(release) {
            open.extend(place.children.iter().rev());
            continue;
        }
        values += place.live;
        if parts.len() < MAX_NOT_REPEATED {
            let path = places.path(at);
            parts.push(NotRepeated { pointer: pointer(&path), path, values: place.live });
        }
    }
    (parts, values)
}
