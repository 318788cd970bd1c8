//! Reads release packages, record packages, and lone releases and records, as borrowed text.
//!
//! Nothing is copied and nothing is dropped: each release stays the slice of the input that it
//! was, so its numbers keep their digits and unknown members survive. Entries that cannot be used
//! are listed in [`Package::problems`].
//!
//! Shapes: <https://standard.open-contracting.org/latest/en/schema/release_package/>,
//! <https://standard.open-contracting.org/latest/en/schema/record_package/>.

use std::borrow::Cow;

use crate::json::{self, Items, Kind, Object, ReadError};
use crate::merge::merge_order;

/// A package as it was received.
#[derive(Debug, Default)]
pub struct Package<'a> {
    pub uri: Option<Cow<'a, str>>,
    pub version: Option<Cow<'a, str>>,
    pub published_date: Option<Cow<'a, str>>,
    /// The whole `links` object of a list answer.
    pub links: Option<&'a str>,
    /// `links.next`
    pub next_link: Option<Cow<'a, str>>,
    pub releases: Vec<&'a str>,
    pub records: Vec<Record<'a>>,
    pub problems: Vec<Problem>,
}

/// The record of one contracting process.
#[derive(Debug)]
pub struct Record<'a> {
    pub ocid: Option<Cow<'a, str>>,
    /// The whole record.
    pub text: &'a str,
    /// Releases that are complete, as opposed to links.
    pub embedded: Vec<&'a str>,
    /// Links to releases: [`link`] tells where to.
    pub linked: Vec<&'a str>,
    /// The publisher's own compiled release.
    pub compiled: Option<&'a str>,
}

/// An entry that could not be used, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// JSON Pointer into the package.
    pub pointer: String,
    pub problem: String,
}

/// Reads a package; a lone release or record counts as a package of one.
///
/// # Errors
/// When the text is not JSON, or holds neither `releases` nor `records` and is no release or
/// record itself.
pub fn read(text: &str) -> Result<Package<'_>, ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (members, [releases, records]) = json::open(text, ["releases", "records"])?;
    let mut package = Package::default();
    match (members.get("releases"), members.get("records")) {
        // A record has `releases` too; only its `ocid` tells it from a release package.
        (Some(_), None) if members.get("ocid").is_some() => read_record(&mut package, "", text),
        (None, None) if members.get("ocid").is_some() => package.releases.push(text),
        (None, None) => return Err(not_ocds(text)),
        (named_releases, named_records) => {
            read_list(&mut package, "releases", named_releases.map(|_| releases), read_release);
            read_list(&mut package, "records", named_records.map(|_| records), read_record);
            read_meta(&mut package, &members);
        }
    }
    Ok(package)
}

fn not_ocds(text: &str) -> ReadError {
    let names: Vec<_> = json::object(text)
        .map(|members| members.iter().take(8).map(|(name, _)| name.to_owned()).collect())
        .unwrap_or_default();
    ReadError {
        offset: 0,
        problem: format!(
            "neither an OCDS package, release nor record: no `releases`, `records` or `ocid` among its members ({})",
            names.join(", ")
        ),
    }
}

fn read_meta<'a>(package: &mut Package<'a>, members: &Object<'a>) {
    let text = |name| members.get(name).and_then(json::string);
    package.uri = text("uri");
    package.version = text("version");
    package.published_date = text("publishedDate");
    package.links = members.get("links").filter(|links| json::kind(links) == Kind::Object);
    package.next_link = package.links.and_then(|links| json::object(links).ok()?.get("next").and_then(json::string));
}

type ReadEntry<'a> = fn(&mut Package<'a>, &str, &'a str);

/// `list`: none where there is no such member, and no items where it is no array.
fn read_list<'a>(package: &mut Package<'a>, name: &str, list: Option<Items<'a>>, read: ReadEntry<'a>) {
    let Some(list) = list else { return };
    let Some(items) = list else {
        let pointer = format!("/{name}");
        package.problems.push(Problem { pointer, problem: "is not an array".to_owned() });
        return;
    };
    for (index, entry) in items.into_iter().enumerate() {
        read(package, &format!("/{name}/{index}"), entry);
    }
}

fn read_release<'a>(package: &mut Package<'a>, pointer: &str, release: &'a str) {
    if json::kind(release) == Kind::Object {
        package.releases.push(release);
    } else {
        let problem = "is not a release: not an object".to_owned();
        package.problems.push(Problem { pointer: pointer.to_owned(), problem });
    }
}

fn read_record<'a>(package: &mut Package<'a>, pointer: &str, text: &'a str) {
    let Ok(members) = json::object(text) else {
        let problem = "is not a record: not an object".to_owned();
        package.problems.push(Problem { pointer: pointer.to_owned(), problem });
        return;
    };
    let mut record = Record {
        ocid: members.get("ocid").and_then(json::string),
        text,
        embedded: Vec::new(),
        linked: Vec::new(),
        compiled: members.get("compiledRelease").filter(|compiled| json::kind(compiled) == Kind::Object),
    };
    let releases = members.get("releases").and_then(|releases| json::array(releases).ok());
    for (index, release) in releases.into_iter().flatten().enumerate() {
        match json::kind(release) {
            Kind::Object if link(release).is_some() => record.linked.push(release),
            Kind::Object => record.embedded.push(release),
            _ => package.problems.push(Problem {
                pointer: format!("{pointer}/releases/{index}"),
                problem: "is neither a release nor a link to one".to_owned(),
            }),
        }
    }
    package.records.push(record);
}

/// Where a linked release is; `None` for a complete one.
///
/// A link has a `url` (in the drafts before OCDS 1.0 a `uri`); it may carry extra members (Peru's
/// `details`), but never an `ocid`, which every complete release has.
pub fn link(release: &str) -> Option<Cow<'_, str>> {
    let members = json::object(release).ok()?;
    let url = members.get("url").or_else(|| members.get("uri")).and_then(json::string);
    url.filter(|_| members.get("ocid").is_none())
}

/// The tags of a release; a lone string counts as a list of one.
pub fn tags(json: &str) -> Vec<Cow<'_, str>> {
    match json::kind(json) {
        Kind::Array => json::array(json).unwrap_or_default().into_iter().filter_map(json::string).collect(),
        _ => json::string(json).into_iter().collect(),
    }
}

/// Releases in the order of merging: by `date`, equal dates as they came. Where dates have no order,
/// by those that are text, the others first; the merge is what judges them.
/// <https://standard.open-contracting.org/latest/en/schema/merging/>
pub fn in_date_order<'a>(releases: &[&'a str]) -> Vec<&'a str> {
    if let Some(order) = merge_order(releases) {
        return order.into_iter().map(|release| releases[release]).collect();
    }
    let date =
        |release: &'a str| json::object(release).ok().and_then(|members| members.get("date").and_then(json::string));
    let mut dated: Vec<_> = releases.iter().map(|release| (date(release), *release)).collect();
    dated.sort_by(|(a, _), (b, _)| a.cmp(b));
    dated.into_iter().map(|(_, release)| release).collect()
}

#[cfg(test)]
mod tests {
    use super::{in_date_order, link, read};

    #[test]
    fn a_release_package_keeps_its_releases_as_they_are() {
        let package =
            read(r#"{"uri":"u","releases":[{"ocid":"a","x":1.0}, null],"links":{"next":"n?cursor=1"}}"#).unwrap();
        assert_eq!(package.releases, [r#"{"ocid":"a","x":1.0}"#]);
        assert_eq!(package.next_link.as_deref(), Some("n?cursor=1"));
        assert_eq!(package.problems.len(), 1);
        assert_eq!(package.problems[0].pointer, "/releases/1");
    }

    #[test]
    fn records_tell_embedded_releases_from_links() {
        let text = r#"{"records":[{"ocid":"a","compiledRelease":{"id":"c"},"releases":[
            {"url":"https://host/p#1","date":"2024","tag":["tender"],"details":{"id":"1"}},
            {"ocid":"a","url":"own","id":"2"}]}],"links":{"next":null,"prev":null}}"#;
        let package = read(text).unwrap();
        let record = &package.records[0];
        assert_eq!(record.embedded, [r#"{"ocid":"a","url":"own","id":"2"}"#]);
        assert_eq!(record.linked.iter().map(|it| link(it).unwrap()).collect::<Vec<_>>(), ["https://host/p#1"]);
        assert_eq!(record.compiled, Some(r#"{"id":"c"}"#));
        assert_eq!(link(r#"{"name":"r","uid":"r","uri":"http://host/r"}"#).as_deref(), Some("http://host/r"));
        assert!(package.links.is_some() && package.next_link.is_none());
    }

    #[test]
    fn releases_are_in_the_order_of_merging() {
        let ids = |releases: &[&str]| in_date_order(releases).concat().replace(|c: char| !c.is_uppercase(), "");
        assert_eq!(ids(&[r#"{"date":"2","id":"B"}"#, r#"{"date":"10","id":"A"}"#, r#"{"date":"2","id":"C"}"#]), "ABC");
        let numbers = [r#"{"date":10,"id":"D"}"#, r#"{"date":2.5,"id":"C"}"#, r#"{"date":true,"id":"B"}"#];
        assert_eq!(ids(&numbers), "BCD");
        assert_eq!(ids(&[r#"{"date":"1","id":"B"}"#, r#"{"id":"A"}"#]), "AB");
        assert_eq!(ids(&[r#"{"date":"1","id":"B"}"#, r#"{"date":7,"id":"A"}"#]), "AB");
    }

    #[test]
    fn lone_releases_and_records_count_as_packages_of_one() {
        assert_eq!(read(r#"{"ocid":"a","id":"1"}"#).unwrap().releases.len(), 1);
        assert_eq!(read(r#"{"ocid":"a","releases":[]}"#).unwrap().records.len(), 1);
    }

    #[test]
    fn anything_else_says_what_it_is_not() {
        assert!(read("[]").unwrap_err().problem.contains("expected a JSON object"));
        assert!(read(r#"{"data":{}}"#).unwrap_err().problem.contains("(data)"));
        assert_eq!(read(r#"{"releases":{}}"#).unwrap().problems[0].problem, "is not an array");
        assert!(read("<html>").is_err());
    }
}
