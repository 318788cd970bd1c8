//! Texts and dates out of a release.

use std::borrow::Cow;

use tenderlens_ocds::calendar::Zone;
use tenderlens_ocds::facts::{List, Slot, Text};

use super::draft::Moment;
use crate::problem::{Notes, Path};
use crate::time::published;

/// Between texts that are kept as one; none of them contains it.
pub(crate) const SEPARATOR: char = '\u{1f}';

/// A text as it is kept; empty where there is none.
pub(super) fn cow<'a>(text: &'a Text<'a>) -> Cow<'a, str> {
    clean(text.get().unwrap_or_default())
}

pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.contains(SEPARATOR) { Cow::Owned(text.replace(SEPARATOR, " ")) } else { Cow::Borrowed(text) }
}

/// The text of a place that should hold one.
pub(super) fn text<'a>(text: &'a Text<'a>, path: &Path<'_>, notes: &mut Notes) -> Cow<'a, str> {
    note_wrong(text, path, notes);
    cow(text)
}

pub(super) fn note_wrong(text: &Text<'_>, path: &Path<'_>, notes: &mut Notes) {
    if text.is_wrong() {
        notes.add(path, "is no text");
    }
}

pub(super) fn note_slot<T>(slot: &Slot<T>, path: &Path<'_>, notes: &mut Notes) {
    if slot.is_wrong() {
        notes.add(path, "is no object, and was passed over");
    }
}

pub(super) fn note_list<T>(list: &List<T>, path: &Path<'_>, notes: &mut Notes) {
    if list.is_wrong() {
        notes.add(path, "is no array, and was passed over");
    }
    list.wrong().for_each(|index| notes.add(&path.item(index), "is no object, and was passed over"));
}

pub(super) fn moment<'a>(text: &'a Text<'a>, path: &Path<'_>, zone: &Zone, notes: &mut Notes) -> Moment<'a> {
    note_wrong(text, path, notes);
    let moment = known_moment(text.get().unwrap_or_default(), zone);
    if moment.at.is_none() && !moment.text.is_empty() {
        notes.add(path, format!("is no date: {:?}", shortened(&moment.text)));
    }
    moment
}

/// A date of which nothing is to be said.
pub(super) fn known_moment<'a>(text: &'a str, zone: &Zone) -> Moment<'a> {
    Moment { text: clean(text), at: published(text, zone) }
}

pub(super) fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
