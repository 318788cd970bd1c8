//! Reads an answer into a page: its documents as slices of the one body, and where it goes on.

use std::ops::Range;

use tenderlens_ocds::json::ReadError;
use tenderlens_ocds::package;

use super::envelopes::{self, Opened};
use super::error::Error;
use super::paging::{self, PageEnd, ResumeToken};
use super::parameters::Parameters;
use super::{numbers, refusal};
use crate::endpoint::{Endpoint, Publisher, ResponseKind};

/// One answer of an endpoint. Its text is kept whole; documents are ranges of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// As it was sent, but for numbers that were none: [`Page::problems`] lists those.
    pub text: String,
    items: Vec<Range<usize>>,
    keys: Vec<String>,
    /// Where the next page is; `None` at the end.
    pub next: Option<ResumeToken>,
    /// Of a feed: where to ask for what comes later, also at its end.
    pub position: Option<ResumeToken>,
    /// The page is full and yet names no next one, or one that cannot be asked for: what follows may
    /// be missing.
    pub maybe_more: bool,
    /// Entries that could not be used, and numbers that were mended: pointer and reason.
    pub problems: Vec<package::Problem>,
}

impl Page {
    /// The documents of the page, as published: releases, records, rows of a feed, entries of a list,
    /// or the one object.
    pub fn items(&self) -> impl ExactSizeIterator<Item = &str> {
        self.items.iter().map(|range| &self.text[range.clone()])
    }

    /// What the items are called where the answer keys them (file names, in openprocurement 0.1);
    /// else empty.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// [`Page::problems`], a line each.
    pub fn notes(&self) -> impl Iterator<Item = String> {
        self.problems.iter().map(|it| format!("{}: {}", it.pointer, it.problem))
    }
}

/// What was asked, to be told apart from what came back.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    pub publisher: &'a Publisher,
    pub endpoint: &'a Endpoint,
    pub parameters: &'a Parameters,
}

impl Asked<'_> {
    /// Whether the answer is a file, to be read as bytes.
    pub fn answers_file(&self) -> bool {
        match self.endpoint.response {
            ResponseKind::Zip | ResponseKind::File => true,
            ResponseKind::DocumentOrFile => self.parameters.contains_key("download"),
            _ => false,
        }
    }

    fn token(&self, parameters: Parameters) -> ResumeToken {
        ResumeToken { publisher: self.publisher.id.to_owned(), endpoint: self.endpoint.id.to_owned(), parameters }
    }
}

/// Reads the body of a successful answer.
///
/// # Errors
/// [`Error::Body`] when the body is not what the endpoint promises, with the byte offset;
/// [`Error::Publisher`] when it holds the publisher's own errors although the status was a success.
pub fn read(asked: Asked<'_>, body: &[u8]) -> Result<Page, Error> {
    let text = simdutf8::compat::from_utf8(body)
        .map_err(|problem| Error::Body { offset: problem.valid_up_to(), problem: "not UTF-8 text".to_owned() })?;
    let failed = match read_text(asked, text.to_owned()) {
        Ok(page) if page.items.is_empty() => return no_refusal(page),
        Ok(page) => return Ok(page),
        Err(failed) => failed,
    };
    if let Some(refusal) = refusal::in_success(&failed.text) {
        return Err(Error::Publisher(Box::new(refusal)));
    }
    let Some((text, mended)) = numbers::mend(&failed.text) else { return Err(failed.error.into()) };
    // What fails in the mended text was wrong before: its offset there says little.
    let mut page = read_text(asked, text).map_err(|_| Error::from(failed.error))?;
    page.problems.extend(mended);
    Ok(page)
}

fn no_refusal(page: Page) -> Result<Page, Error> {
    match refusal::in_success(&page.text) {
        Some(refusal) => Err(Error::Publisher(Box::new(refusal))),
        None => Ok(page),
    }
}

struct Failed {
    text: String,
    error: ReadError,
}

fn read_text(asked: Asked<'_>, text: String) -> Result<Page, Failed> {
    if asked.answers_file() {
        let error = ReadError { offset: 0, problem: "a file, to be read as bytes".to_owned() };
        return Err(Failed { text, error });
    }
    let read = match envelopes::open(asked.endpoint.response, &text) {
        Ok(opened) => Ok(page_of(asked, &text, opened)),
        Err(error) => Err(error),
    };
    match read {
        Ok(page) => Ok(Page { text, ..page }),
        Err(error) => Err(Failed { text, error }),
    }
}

fn page_of(asked: Asked<'_>, text: &str, opened: Opened<'_>) -> Page {
    let paging = asked.endpoint.paging;
    let (next_offset, previous) = (opened.next_offset.as_deref(), opened.previous_offset.as_deref());
    let end = PageEnd {
        next_link: opened.next_link.as_deref(),
        next_offset,
        items: opened.items.len() + opened.problems.len(),
        pages: opened.pages,
    };
    let next = paging::next(paging, asked.parameters, end);
    let is_cut_off = next.as_ref().is_some_and(|next| !paging::can_be_asked(asked.endpoint, next));
    let next = next.filter(|_| !is_cut_off);
    let mut problems = opened.problems;
    if is_cut_off {
        let problem = "there is more, but no page beyond this one can be asked for: ask for less".to_owned();
        problems.push(package::Problem { pointer: "/".to_owned(), problem });
    }
    let position = paging::position(paging, asked.parameters, next_offset, previous);
    Page {
        text: String::new(),
        items: opened.items.iter().map(|item| range_in(text, item)).collect(),
        keys: opened.keys,
        maybe_more: is_cut_off || next.is_none() && paging::ends_full(asked.endpoint, asked.parameters, end),
        next: next.map(|parameters| asked.token(parameters)),
        position: position.map(|parameters| asked.token(parameters)),
        problems,
    }
}

/// Where a slice of `whole` stands in it.
pub(crate) fn range_in(whole: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - whole.as_ptr() as usize;
    start..start + part.len()
}
