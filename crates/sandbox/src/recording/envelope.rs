//! A recorded package: its text, and its envelope around other entries.

use tenderlens_core::ocds::json;

use crate::json::{Object, array};

/// Members that depend on the request; the rest is the publisher's envelope.
const OF_THE_REQUEST: &[&str] = &["uri", "links", "releases", "records", "packages"];

#[derive(Debug)]
pub struct Package {
    pub file: String,
    pub text: String,
    pub releases: usize,
    pub records: usize,
    pub has_links: bool,
}

impl Package {
    /// The whole text, with `links.next` replaced.
    pub fn with_next(&self, next: Option<&str>) -> String {
        let Some(range) = self.links_range() else {
            return self.text.clone();
        };
        let links = json::object(&self.text[range.clone()]).unwrap_or_default();
        let mut object = Object::new();
        for (name, value) in links.iter() {
            object = match (name, next) {
                ("next", Some(next)) => object.text("next", next),
                ("next", None) => object.null("next"),
                _ => object.raw(name, value),
            };
        }
        if let Some(next) = next.filter(|_| links.get("next").is_none()) {
            object = object.text("next", next);
        }
        format!("{}{}{}", &self.text[..range.start], object.done(), &self.text[range.end..])
    }

    fn links_range(&self) -> Option<std::ops::Range<usize>> {
        let links = json::object(&self.text).ok()?.get("links")?;
        // The slice lies in the text: its place is the distance of the two starts.
        let start = links.as_ptr() as usize - self.text.as_ptr() as usize;
        Some(start..start + links.len())
    }

    /// A package with this envelope around other entries: who published and licensed them stays
    /// told.
    pub fn around(&self, list: &str, entries: &[&str], links: Option<Object>, uri: &str) -> String {
        let members = json::object(&self.text).unwrap_or_default();
        let mut object = Object::new();
        for (name, value) in members.iter().filter(|(name, _)| !OF_THE_REQUEST.contains(name)) {
            object = object.raw(name, value);
        }
        object = object.raw(list, &array(entries.iter().copied()));
        if let Some(links) = links {
            object = object.object("links", links);
        }
        object.text("uri", uri).done()
    }
}

#[cfg(test)]
mod tests {
    use super::Package;

    fn package(text: &str) -> Package {
        Package { file: "f".into(), text: text.into(), releases: 1, records: 0, has_links: true }
    }

    #[test]
    fn only_the_next_link_changes() {
        let package = package("{ \"a\": 1.0,\n \"links\" : {\"next\": \"x\", \"prev\": null}, \"uri\":\"u\"}");
        assert_eq!(
            package.with_next(Some("http://here?cursor=a==")),
            "{ \"a\": 1.0,\n \"links\" : {\"next\":\"http://here?cursor=a==\",\"prev\":null}, \"uri\":\"u\"}"
        );
    }

    #[test]
    fn the_envelope_goes_around_other_entries() {
        let package = package(r#"{"uri":"u","version":"1.1","releases":[{"x":1}],"license":"l"}"#);
        assert_eq!(
            package.around("releases", &["{}"], None, "here"),
            r#"{"version":"1.1","license":"l","releases":[{}],"uri":"here"}"#
        );
    }
}
