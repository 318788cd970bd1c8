//! What the filters of the APIs select by, read out of releases of any origin.

use tenderlens_core::ocds::{json, package};

/// Values of one process; empty where it has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    pub tender_id: String,
    pub title: String,
    pub category: String,
    pub source: String,
    /// `YYYY-MM-DD` of `tender.tenderPeriod.startDate`.
    pub period_start: String,
    /// Month of the bulk file, `YYYY-MM`.
    pub segment: String,
}

impl Facts {
    pub fn read(release: &str) -> Self {
        let release = members(release);
        let inside = |name| release.get(name).map(members).unwrap_or_default();
        let tender = inside("tender");
        let period = tender.get("tenderPeriod").map(members).unwrap_or_default();
        let first_source = release.get("sources").and_then(|list| json::array(list).ok()?.into_iter().next());
        let mut period_start = text(&period, "startDate");
        if let Some(day) = period_start.get(..10) {
            period_start = day.to_owned();
        }
        Self {
            tender_id: text(&tender, "id"),
            title: text(&tender, "title"),
            category: text(&tender, "mainProcurementCategory"),
            source: first_source.map(|source| text(&members(source), "id")).unwrap_or_default(),
            period_start,
            segment: text(&inside("dataSegmentation"), "id"),
        }
    }
}

/// The members of an object; none for anything else.
fn members(text: &str) -> json::Object<'_> {
    json::object(text).unwrap_or_default()
}

fn text(members: &json::Object<'_>, name: &str) -> String {
    members.get(name).and_then(json::scalar).unwrap_or_default().into_owned()
}

/// What names a release.
pub struct Head {
    pub ocid: String,
    pub id: String,
    pub date: String,
    pub tags: Vec<String>,
}

impl Head {
    pub fn read(release: &str) -> Option<Self> {
        let members = json::object(release).ok()?;
        let text = |name| members.get(name).and_then(json::scalar).map(|text| text.into_owned());
        let named = |text: &String| !text.is_empty();
        Some(Self {
            ocid: text("ocid").filter(named)?,
            id: text("id").filter(named)?,
            date: text("date").unwrap_or_default(),
            tags: members
                .get("tag")
                .map(package::tags)
                .unwrap_or_default()
                .into_iter()
                .map(|tag| tag.into_owned())
                .collect(),
        })
    }
}

pub fn compiled_release(record: &str) -> Option<&str> {
    members(record).get("compiledRelease").filter(|text| json::kind(text) == json::Kind::Object)
}

#[cfg(test)]
mod tests {
    use super::{Facts, Head};

    #[test]
    fn facts_are_read_where_they_are() {
        let facts = Facts::read(
            r#"{"tender":{"id":7,"title":"AS-1","tenderPeriod":{"startDate":"2026-04-01T00:00:00-05:00"}},
                "sources":[{"id":"seace_v3"}],"dataSegmentation":{"id":"2026-04"}}"#,
        );
        assert_eq!((facts.tender_id.as_str(), facts.title.as_str()), ("7", "AS-1"));
        assert_eq!((facts.period_start.as_str(), facts.source.as_str()), ("2026-04-01", "seace_v3"));
        assert_eq!(Facts::read(r#"{"tender":null,"sources":"x"}"#), Facts::default());
    }

    #[test]
    fn a_release_needs_an_ocid_and_an_id() {
        assert!(Head::read(r#"{"ocid":"a","id":""}"#).is_none());
        assert_eq!(Head::read(r#"{"ocid":"a","id":"1","tag":"tender"}"#).unwrap().tags, ["tender"]);
    }
}
