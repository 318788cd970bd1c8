//! Where the next page is: one implementation per paging style.
//!
//! The original parameters are sent again with one of them replaced; a link is only read for the
//! value of that one parameter, so that its host (Peru's has moved) and its echo of the other
//! parameters (Find a Tender's can drop one) do not matter.

use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

use super::error::Error;
use super::parameters::Parameters;
use super::token;
use crate::endpoint::{Endpoint, Kind, PageSize, Paging};

/// Where a paged read continues. Serialisable: it may be kept and used by another session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ResumeToken {
    pub publisher: String,
    pub endpoint: String,
    /// The parameters of the page to ask for.
    pub parameters: Parameters,
}

impl ResumeToken {
    /// # Errors
    /// [`Error::ResumeToken`] for text that [`ResumeToken::to_text`] did not make.
    pub fn from_text(text: &str) -> Result<Self, Error> {
        token::read(text, "list")
    }

    pub fn to_text(&self) -> String {
        token::write(self)
    }
}

/// What an answer says about the page after it.
#[derive(Debug, Clone, Copy, Default)]
pub struct PageEnd<'a> {
    /// `links.next`
    pub next_link: Option<&'a str>,
    /// `next_page.offset`
    pub next_offset: Option<&'a str>,
    /// Number of releases, records, rows or files on the page.
    pub items: usize,
    /// `pagination.num_pages`
    pub pages: Option<u64>,
}

/// The parameters of the next page, or `None` at the end. They may lead in a circle: see
/// [`super::walk::Walk`].
pub fn next(paging: Paging, sent: &Parameters, end: PageEnd<'_>) -> Option<Parameters> {
    let (name, value) = match paging {
        Paging::None => return None,
        Paging::Page(name) => (name, next_number(name, sent, end)?),
        Paging::PageSize { page, size, default } => (page, next_full_page(page, size, default, sent, end)?),
        Paging::SearchAfter(_) | Paging::Feed(_) if end.items == 0 => return None,
        Paging::SearchAfter(name) | Paging::Cursor(name) => (name, query_value(end.next_link?, name)?),
        Paging::Feed(name) => (name, end.next_offset.filter(|offset| !offset.is_empty())?.to_owned()),
    };
    Some(with(sent, name, value))
}

/// Where a feed is asked again later: what it calls the next page, else the page just read. `None`
/// for what is no feed.
///
/// A feed read backwards goes on forwards, from before where it began (`prev_page`): what changes
/// later comes at that end.
pub fn position(
    paging: Paging,
    sent: &Parameters,
    next_offset: Option<&str>,
    previous_offset: Option<&str>,
) -> Option<Parameters> {
    let Paging::Feed(name) = paging else { return None };
    if sent.contains_key(DESCENDING) {
        let mut forwards = sent.clone();
        forwards.remove(DESCENDING);
        return previous_offset.map(|offset| with(&forwards, name, offset.to_owned()));
    }
    Some(match next_offset.filter(|offset| !offset.is_empty()) {
        Some(offset) => with(sent, name, offset.to_owned()),
        None => sent.clone(),
    })
}

/// Whether a page that names no next one is as full as a page can be: then what follows may be
/// missing. Find a Tender's second pages have lacked their link.
pub fn ends_full(endpoint: &Endpoint, sent: &Parameters, end: PageEnd<'_>) -> bool {
    let Some(PageSize { parameter, default }) = endpoint.page_size else { return false };
    let asked = parameter.and_then(|name| sent.get(name)).and_then(|size| size.parse().ok());
    // More than a page can hold means that the service does not page at all.
    end.pages.is_none() && end.items == asked.unwrap_or(default as usize)
}

/// Whether the place of these parameters can be asked for: a list may go on where its pages are not
/// numbered any more, as Peru's do at 10,000 results.
pub fn can_be_asked(endpoint: &Endpoint, parameters: &Parameters) -> bool {
    let place = endpoint.paging.parameter().and_then(|name| endpoint.parameter(name));
    let last = match place.map(|place| (place.name, place.kind)) {
        Some((name, Kind::Integer { max, .. })) => parameters.get(name).map(|value| (value, max)),
        _ => None,
    };
    last.is_none_or(|(value, max)| value.parse::<i64>().is_ok_and(|number| number <= max))
}

/// What turns a feed round, at every publisher that has feeds.
const DESCENDING: &str = "descending";

fn with(sent: &Parameters, name: &str, value: String) -> Parameters {
    let mut parameters = sent.clone();
    parameters.insert(name.to_owned(), value);
    parameters
}

fn next_number(name: &str, sent: &Parameters, end: PageEnd<'_>) -> Option<String> {
    let current: u64 = sent.get(name).map_or(Some(1), |page| page.parse().ok())?;
    let goes_on = match end.pages {
        Some(pages) => current < pages,
        None => end.next_link.is_some() && end.items > 0,
    };
    goes_on.then(|| (current + 1).to_string())
}

fn next_full_page(page: &str, size: &str, default: u32, sent: &Parameters, end: PageEnd<'_>) -> Option<String> {
    let size: usize = sent.get(size).map_or(Some(default as usize), |size| size.parse().ok())?;
    let current: u64 = sent.get(page).map_or(Some(1), |page| page.parse().ok())?;
    (end.items > 0 && end.items >= size).then(|| (current + 1).to_string())
}

/// The value of a query parameter in a link. `+` is left alone: base64 cursors contain it.
pub(super) fn query_value(link: &str, name: &str) -> Option<String> {
    let query = link.split_once('?')?.1;
    let query = query.split('#').next()?;
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| percent_decode_str(value).decode_utf8_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::{PageEnd, Parameters, ResumeToken, next};
    use crate::endpoint::Paging;

    fn sent(pairs: &[(&str, &str)]) -> Parameters {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn end(next_link: Option<&str>, items: usize) -> PageEnd<'_> {
        PageEnd { next_link, items, ..PageEnd::default() }
    }

    #[test]
    fn numbered_pages_count_from_the_page_sent() {
        let style = Paging::Page("page");
        let link = Some("https://old.example/records?page=2");
        assert_eq!(next(style, &sent(&[("ocid", "x")]), end(link, 20)), Some(sent(&[("ocid", "x"), ("page", "2")])));
        assert_eq!(next(style, &sent(&[("page", "7")]), end(link, 20)), Some(sent(&[("page", "8")])));
        assert_eq!(next(style, &sent(&[]), end(None, 20)), None);
        assert_eq!(next(style, &sent(&[]), end(link, 0)), None);
    }

    #[test]
    fn numbered_pages_obey_a_stated_count() {
        let style = Paging::Page("page");
        let of = |pages| PageEnd { pages: Some(pages), items: 10, ..PageEnd::default() };
        assert_eq!(next(style, &sent(&[("page", "2")]), of(3)), Some(sent(&[("page", "3")])));
        assert_eq!(next(style, &sent(&[("page", "3")]), of(3)), None);
    }

    #[test]
    fn a_cursor_is_taken_from_the_link_with_its_padding() {
        let link = Some("https://host/api?updatedFrom=x&limit=4&cursor=dXBk+PTc0Njk3Mw==");
        let next = next(Paging::Cursor("cursor"), &sent(&[("limit", "4"), ("stages", "tender")]), end(link, 0));
        assert_eq!(next, Some(sent(&[("limit", "4"), ("stages", "tender"), ("cursor", "dXBk+PTc0Njk3Mw==")])));
    }

    #[test]
    fn search_after_ends_at_an_empty_page() {
        let link = Some("https://host/recordsAfter?size=10&searchAfter=seace_v3%2C1009388#top");
        let style = Paging::SearchAfter("searchAfter");
        assert_eq!(next(style, &sent(&[]), end(link, 10)), Some(sent(&[("searchAfter", "seace_v3,1009388")])));
        assert_eq!(next(style, &sent(&[]), end(link, 0)), None);
        assert_eq!(next(style, &sent(&[]), end(Some("https://host/recordsAfter"), 10)), None);
    }

    #[test]
    fn development_gateways_pages_end_at_one_that_is_not_full() {
        let style = Paging::PageSize { page: "page", size: "pageSize", default: 100 };
        assert_eq!(next(style, &sent(&[]), end(None, 100)), Some(sent(&[("page", "2")])));
        assert_eq!(next(style, &sent(&[]), end(None, 99)), None);
        let small = sent(&[("page", "3"), ("pageSize", "20")]);
        assert_eq!(next(style, &small, end(None, 20)), Some(sent(&[("page", "4"), ("pageSize", "20")])));
        assert_eq!(next(style, &small, end(None, 0)), None);
    }

    #[test]
    fn a_feed_goes_on_from_next_page_until_it_is_empty() {
        let style = Paging::Feed("offset");
        let at = |offset| PageEnd { next_offset: Some(offset), items: 1, ..PageEnd::default() };
        assert_eq!(next(style, &sent(&[("limit", "1")]), at("a+b")), Some(sent(&[("limit", "1"), ("offset", "a+b")])));
        assert_eq!(next(style, &sent(&[]), PageEnd { items: 0, ..at("later") }), None);
        assert_eq!(next(style, &sent(&[]), at("")), None);
        assert_eq!(next(style, &sent(&[]), end(None, 1)), None);
    }

    #[test]
    fn a_feed_says_where_to_ask_later_even_at_its_end() {
        let position =
            |sent: &Parameters, offset| super::position(Paging::Feed("offset"), sent, offset, Some("before"));
        let later = sent(&[("offset", "1")]);
        assert_eq!(position(&later, Some("2")), Some(sent(&[("offset", "2")])));
        assert_eq!(position(&later, Some("1")), Some(later.clone()), "the end: the offset repeats");
        assert_eq!(position(&sent(&[]), Some("")), Some(sent(&[])), "a first page that is empty");
        assert_eq!(position(&later, None), Some(later), "next_page is missing");
        assert_eq!(position(&sent(&[("descending", "1")]), Some("older")), Some(sent(&[("offset", "before")])));
        assert_eq!(super::position(Paging::Cursor("cursor"), &sent(&[]), Some("x"), None), None);
    }

    #[test]
    fn resume_tokens_survive_being_stored() {
        let token = ResumeToken {
            publisher: "uk".into(),
            endpoint: "releasePackages".into(),
            parameters: sent(&[("cursor", "a=")]),
        };
        assert_eq!(ResumeToken::from_text(&token.to_text()), Ok(token));
        assert!(ResumeToken::from_text("{}").is_err());
    }
}
