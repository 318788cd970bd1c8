//! The releases of a process, one line each.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Stage;
use crate::json;
use crate::package::tags;

/// A release on the timeline.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Release id; a linked release has none but that in its address.
    pub id: Option<String>,
    pub date: Option<String>,
    pub tags: Vec<String>,
    pub stage: Stage,
    /// Where a release is that was only linked to.
    pub url: Option<String>,
}

/// The entry of a complete release.
pub fn release_entry(release: &str) -> Entry {
    let members = json::object(release).unwrap_or_default();
    let text = |name| members.get(name).and_then(json::scalar).map(Cow::into_owned);
    let tags = owned(members.get("tag").map(tags).unwrap_or_default());
    Entry { id: text("id"), date: text("date"), stage: stage(&tags), tags, url: None }
}

/// The entries of releases that are only linked to, oldest first.
pub fn linked_entries(links: &[&str]) -> Vec<Entry> {
    let mut entries: Vec<_> = links.iter().map(|link| linked_entry(link)).collect();
    entries.sort_by(|a, b| a.date.cmp(&b.date));
    entries
}

/// The id of a linked release is behind `#` by the standard's form, else the last path segment.
fn linked_entry(link: &str) -> Entry {
    let members = json::object(link).unwrap_or_default();
    let url = members.get("url").and_then(json::string);
    let id = url.as_deref().and_then(|url| url.rsplit(['#', '/']).next()).filter(|id| !id.is_empty());
    Entry { id: id.map(str::to_owned), url: url.as_deref().map(str::to_owned), ..release_entry(link) }
}

fn owned(tags: Vec<Cow<'_, str>>) -> Vec<String> {
    tags.into_iter().map(Cow::into_owned).collect()
}

fn stage(tags: &[String]) -> Stage {
    Stage::of_tags(tags.iter().map(String::as_str))
}
