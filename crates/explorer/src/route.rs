//! Every state of the explorer as a link, and back.
//!
//! Links are hash links (`#/s?q=puente`): they work on any static host and below any path, and the
//! part behind `#` is never sent to a server. Defaults are left out, keys are sorted, keys that
//! this version does not know are kept.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

/// A page with its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    Home,
    Search(Search),
    Process(Process),
    /// A link that leads nowhere, as written.
    Missing(String),
}

/// State of the search page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Publisher ids; empty means all.
    pub sources: Vec<String>,
    pub words: String,
    /// First and last day of the window asked of the publishers; empty means the last 60 days.
    pub from: String,
    pub to: String,
    /// From 1.
    pub page: usize,
    pub unknown: BTreeMap<String, String>,
}

/// State of the page of a contracting process.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Process {
    pub publisher: String,
    pub ocid: String,
    /// The publisher's own id, where the process can't be asked for by its OCID.
    pub locator: String,
    /// Section to go to.
    pub section: String,
    /// What the raw view shows: `compiled` (the default, empty) or a release id.
    pub raw: String,
    pub unknown: BTreeMap<String, String>,
}

impl Route {
    /// Reads what stands behind `#` in an address.
    pub fn parse(hash: &str) -> Self {
        let link = hash.trim_start_matches('#');
        let (path, query) = link.split_once('?').unwrap_or((link, ""));
        let segments: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(decode).collect();
        let query = parse_query(query);
        match segments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            [] => Self::Home,
            ["s"] => Self::Search(Search::from_query(query)),
            ["p", publisher, ocid] => Self::Process(Process::from_query(publisher, ocid, query)),
            _ => Self::Missing(link.to_owned()),
        }
    }

    /// The link, with its `#`.
    pub fn format(&self) -> String {
        match self {
            Self::Home => "#/".to_owned(),
            Self::Search(search) => format!("#/s{}", format_query(&search.to_query())),
            Self::Process(process) => format!(
                "#/p/{}/{}{}",
                encode(&process.publisher),
                encode(&process.ocid),
                format_query(&process.to_query())
            ),
            Self::Missing(link) => format!("#{link}"),
        }
    }

    /// The link to a process.
    pub fn process(publisher: &str, ocid: &str, locator: Option<&str>) -> Self {
        let locator = locator.unwrap_or_default().to_owned();
        Self::Process(Process { publisher: publisher.to_owned(), ocid: ocid.to_owned(), locator, ..Process::default() })
    }
}

impl Search {
    fn from_query(mut query: BTreeMap<String, String>) -> Self {
        let mut take = |name: &str| query.remove(name).unwrap_or_default();
        let sources = take("src").split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect();
        let words = take("q");
        let window = take("upd");
        let (from, to) = window.split_once("..").unwrap_or((&window, ""));
        let (from, to) = (from.to_owned(), to.to_owned());
        let page = take("page").parse().ok().filter(|page| *page > 0).unwrap_or(1);
        Self { sources, words, from, to, page, unknown: query }
    }

    fn to_query(&self) -> BTreeMap<String, String> {
        let mut query = self.unknown.clone();
        let mut set = |name: &str, value: String| query.insert(name.to_owned(), value);
        set("src", self.sources.join(","));
        set("q", self.words.clone());
        let window = if self.from.is_empty() && self.to.is_empty() {
            String::new()
        } else {
            format!("{}..{}", self.from, self.to)
        };
        set("upd", window);
        set("page", if self.page > 1 { self.page.to_string() } else { String::new() });
        query
    }

    /// The same search on another page.
    pub fn on_page(&self, page: usize) -> Route {
        Route::Search(Self { page, ..self.clone() })
    }
}

impl Process {
    fn from_query(publisher: &str, ocid: &str, mut query: BTreeMap<String, String>) -> Self {
        let mut take = |name: &str| query.remove(name).unwrap_or_default();
        let (locator, section, raw) = (take("id"), take("sec"), take("raw"));
        Self { publisher: publisher.to_owned(), ocid: ocid.to_owned(), locator, section, raw, unknown: query }
    }

    fn to_query(&self) -> BTreeMap<String, String> {
        let mut query = self.unknown.clone();
        query.insert("id".to_owned(), self.locator.clone());
        query.insert("sec".to_owned(), self.section.clone());
        query.insert("raw".to_owned(), self.raw.clone());
        query
    }
}

fn parse_query(query: &str) -> BTreeMap<String, String> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decode(name), decode(value)))
        .filter(|(name, value)| !name.is_empty() && !value.is_empty())
        .collect()
}

fn format_query(query: &BTreeMap<String, String>) -> String {
    let pairs: Vec<_> = query
        .iter()
        .filter(|(name, value)| !name.is_empty() && !value.is_empty())
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Encodes what would be read as part of the link's form; Cyrillic and ñ stay readable.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for character in text.chars() {
        let plain = character.is_ascii_alphanumeric() || "-._~:,@!$*'()".contains(character);
        let readable = !character.is_ascii() && !character.is_whitespace() && !character.is_control();
        if plain || readable {
            encoded.push(character);
        } else {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{Process, Route, Search};
    use proptest::prelude::{Strategy, any, prop_assert_eq, prop_oneof, proptest};
    use std::collections::BTreeMap;

    #[test]
    fn links_are_short_sorted_and_readable() {
        let search = Search {
            words: "puente año & школа".into(),
            sources: vec!["uk".into(), "peru".into()],
            page: 2,
            ..Search::default()
        };
        assert_eq!(Route::Search(search).format(), "#/s?page=2&q=puente%20año%20%26%20школа&src=uk,peru");
        assert_eq!(Route::Search(Search { page: 1, ..Search::default() }).format(), "#/s");
        let process = |locator| Route::process("peru", "ocds-dgv273-seacev3-1", locator).format();
        assert_eq!(process(None), "#/p/peru/ocds-dgv273-seacev3-1");
        assert_eq!(process(Some("0f")), "#/p/peru/ocds-dgv273-seacev3-1?id=0f");
    }

    #[test]
    fn addresses_of_any_form_are_read() {
        assert_eq!(Route::parse(""), Route::Home);
        assert_eq!(Route::parse("#/"), Route::Home);
        assert_eq!(Route::parse("#/s?page=0&upd=2026-01-01..").format(), "#/s?upd=2026-01-01..");
        assert_eq!(Route::parse("#/s?zz=1&q=a").format(), "#/s?q=a&zz=1");
        assert_eq!(Route::parse("#/nowhere/x?y=1"), Route::Missing("/nowhere/x?y=1".into()));
        assert_eq!(Route::parse("#/nowhere/x?y=1").format(), "#/nowhere/x?y=1");
    }

    fn unknown() -> impl Strategy<Value = BTreeMap<String, String>> {
        proptest::collection::btree_map("[x-z]{2,4}", "\\PC{1,8}", 0..3)
    }

    fn route() -> impl Strategy<Value = Route> {
        let sources = proptest::collection::vec("[a-z]{1,8}", 0..3);
        let search = (sources, any::<String>(), "[0-9-]{0,10}", "[0-9-]{0,10}", 1..1000_usize, unknown()).prop_map(
            |(sources, words, from, to, page, unknown)| {
                Route::Search(Search { sources, words, from, to, page, unknown })
            },
        );
        let process = ("[a-z]{1,8}", ".{1,40}", "[0-9a-f]{0,32}", ".{0,9}", ".{0,40}", unknown()).prop_map(
            |(publisher, ocid, locator, section, raw, unknown)| {
                Route::Process(Process { publisher, ocid, locator, section, raw, unknown })
            },
        );
        prop_oneof![proptest::strategy::Just(Route::Home), search, process]
    }

    proptest! {
        #[test]
        fn a_formatted_route_is_parsed_to_itself(route in route()) {
            prop_assert_eq!(Route::parse(&route.format()), route);
        }
    }
}
