//! What every release needs, whatever the document holds: an identity, a date, tags.

use std::borrow::Cow;

use tenderlens_ocds::json::{self, Object};

use super::Converted;
use super::converter::{Converter, Scope};
use super::date::rfc3339;
use super::node::{Members, Node};
use super::place::id;
use super::table::Mapping;
use crate::protocol::error::Error;

/// The tag that a section brings.
/// <https://standard.open-contracting.org/1.1/en/schema/codelists/#release-tag>
pub const TAGS: &[(&str, &str)] =
    &[("planning", "planning"), ("tender", "tender"), ("awards", "award"), ("contracts", "contract")];

/// What the section `tender` brings instead, in these states.
pub const STATUS_TAGS: &[(&str, &str)] = &[("planned", "planning"), ("cancelled", "tenderCancellation")];

/// The moment that stands for "no time given": a release must have one.
const NO_TIME: &str = "1970-01-01T00:00:00Z";

impl<'a> Converter<'a> {
    /// Reads the members of a document that stands at `pointer`, of the process `ocid` where it is
    /// known from elsewhere.
    ///
    /// # Errors
    /// When it is no JSON object.
    pub(crate) fn read(
        mapping: &'static Mapping,
        document: &'a str,
        (pointer, ocid): (&str, Option<&str>),
    ) -> Result<Self, Error> {
        let object = json::object(document)?;
        let mut converter = Self::new(mapping);
        converter.identify(&object, pointer, ocid);
        let scope = Scope { object: &object, pointer, entry: "" };
        converter.members(scope, mapping.table, "", &mut Members::default());
        converter.date(&object, pointer);
        if let Some(language) = mapping.language {
            converter.release.put("language", "", Node::text(language));
        }
        converter.release.put("initiationType", "", Node::text("tender"));
        Ok(converter)
    }

    fn identify(&mut self, object: &Object<'a>, pointer: &str, known: Option<&str>) {
        let first = |names: &[&str]| names.iter().find_map(|name| id_text(object, name));
        let Mapping { ocid_prefix, process_id, native_ids, modified, .. } = *self.mapping;
        let native = first(native_ids);
        let own = id_text(object, process_id);
        let has_row = ocid_prefix.is_none() && own.is_some();
        let process = own.or(known.map(str::to_owned)).unwrap_or_else(|| {
            self.problem(pointer, &format!("has no usable {process_id}; the ocid is made without it"));
            native.clone().unwrap_or_else(|| "unknown".to_owned())
        });
        let time = modified.iter().find_map(|name| json::string(object.get(name)?));
        let native = native.unwrap_or_else(|| {
            let name = native_ids.first().copied().unwrap_or_default();
            self.problem(pointer, &format!("has no usable {name}; the release's id is made without it"));
            process.clone()
        });
        let id = time.map_or_else(|| native.to_string(), |time| format!("{native}-{time}"));
        let ocid = ocid_prefix.map_or_else(|| process.to_string(), |prefix| format!("{prefix}-{process}"));
        // An ocid of the document's own has its row.
        if !has_row {
            self.release.put("ocid", "", Node::text(&ocid));
        }
        self.release.put("id", "", Node::text(&id));
    }

    /// The table has put the modification time in its place, where there is one.
    fn date(&mut self, object: &Object<'a>, pointer: &str) {
        if self.release.get("date").is_some() {
            return;
        }
        let zone = self.mapping.zone;
        let stand_in = self.mapping.stand_ins.iter().find_map(|name| {
            let text = json::string(object.get(name)?)?;
            Some((*name, rfc3339(&text, zone)?.into_owned()))
        });
        let modified = self.mapping.modified.first().copied().unwrap_or_default();
        let (date, words) = match stand_in {
            Some((name, date)) => (date, name.to_owned()),
            None => (NO_TIME.to_owned(), format!("the date {NO_TIME}")),
        };
        self.problem(pointer, &format!("has no usable {modified}; {words} stands in for it"));
        self.release.put("date", "", Node::text(&date));
    }

    /// Makes sure of what the standard requires, and adds it to what became of the document.
    pub(crate) fn finish(mut self, converted: &mut Converted) {
        if self.release.get("tender").is_some_and(|tender| tender.id().is_none()) {
            let ocid = self.release.get("ocid").cloned().unwrap_or_else(|| Node::text("unknown"));
            self.release.put("tender/id", "", ocid);
        }
        if self.release.get("tag").is_none() {
            let tags = tags(&self.release).into_iter().map(Node::text).collect();
            self.release.put("tag", "", Node::List(tags));
        }
        let parties = std::mem::take(&mut self.parties).nodes();
        self.release.put("parties", "", Node::List(parties));
        let mut release = String::new();
        self.release.write(&mut release);
        if converted.ocid.is_empty() {
            converted.ocid = self.release.leaf("ocid").and_then(json::string).unwrap_or_default().into_owned();
        }
        converted.releases.push(release);
        converted.other.append(&mut self.other);
        converted.problems.append(&mut self.problems);
    }
}

fn id_text(object: &Object<'_>, name: &str) -> Option<String> {
    json::string(&id(object, name)?.0).map(Cow::into_owned)
}

fn tags(release: &Members<'_>) -> Vec<&'static str> {
    let has = |section: &str| release.get(section).is_some_and(|node| !node.is_empty());
    let status = release.leaf("tender/status").and_then(json::string).unwrap_or_default();
    let of_status = STATUS_TAGS.iter().find(|(known, _)| *known == status).map(|(_, tag)| *tag);
    let mut tags: Vec<&'static str> = Vec::new();
    for (section, tag) in TAGS.iter().filter(|(section, _)| has(section)) {
        let tag = if *section == "tender" { of_status.unwrap_or(tag) } else { tag };
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    if tags.is_empty() { vec!["tender"] } else { tags }
}
