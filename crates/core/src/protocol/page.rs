//! Reads an answer into a page: its documents as slices of the one body, and where it goes on.

use std::ops::Range;

use serde::Deserialize;
use tenderlens_ocds::json::ReadError;
use tenderlens_ocds::package::{self, Package};

use super::error::Error;
use super::paging::{self, PageEnd, ResumeToken};
use super::parameters::Parameters;
use crate::endpoint::{Endpoint, Publisher, ResponseKind};

/// One answer of an endpoint. Its text is kept whole; documents are ranges of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub text: String,
    items: Vec<Range<usize>>,
    /// Where the next page is; `None` at the end.
    pub next: Option<ResumeToken>,
    /// Entries that could not be used: pointer and reason.
    pub problems: Vec<package::Problem>,
}

impl Page {
    /// The releases, records or file entries of the page, as published.
    pub fn items(&self) -> impl ExactSizeIterator<Item = &str> {
        self.items.iter().map(|range| &self.text[range.clone()])
    }

    /// The page as a package.
    ///
    /// # Errors
    /// When the endpoint does not answer packages.
    pub fn package(&self) -> Result<Package<'_>, Error> {
        package::read(&self.text).map_err(body_error)
    }
}

/// What was asked, to be told apart from what came back.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    pub publisher: &'a Publisher,
    pub endpoint: &'a Endpoint,
    pub parameters: &'a Parameters,
}

/// Reads the body of a successful answer.
///
/// # Errors
/// [`Error::Body`] when the body is not what the endpoint promises, with the byte offset.
pub fn read(asked: Asked<'_>, body: Vec<u8>) -> Result<Page, Error> {
    let text = String::from_utf8(body).map_err(|problem| Error::Body {
        offset: problem.utf8_error().valid_up_to(),
        problem: "not UTF-8 text".to_owned(),
    })?;
    let (items, next, problems) = match asked.endpoint.response {
        ResponseKind::ReleasePackage | ResponseKind::RecordPackage => read_package(asked, &text)?,
        ResponseKind::FileList => read_file_list(asked, &text)?,
        ResponseKind::Zip | ResponseKind::File | ResponseKind::DocumentOrFile => {
            return Err(Error::Body { offset: 0, problem: "a file, to be read as bytes".to_owned() });
        }
        _ => (vec![range_in(&text, text.trim())], None, Vec::new()),
    };
    let next = next.map(|parameters| ResumeToken {
        publisher: asked.publisher.id.to_owned(),
        endpoint: asked.endpoint.id.to_owned(),
        parameters,
    });
    Ok(Page { text, items, next, problems })
}

type Read = (Vec<Range<usize>>, Option<Parameters>, Vec<package::Problem>);

fn read_package(asked: Asked<'_>, text: &str) -> Result<Read, Error> {
    let package = package::read(text).map_err(body_error)?;
    let records = package.records.iter().map(|record| record.text);
    let items: Vec<_> = package.releases.iter().copied().chain(records).map(|item| range_in(text, item)).collect();
    let end = PageEnd { next_link: package.next_link.as_deref(), items: items.len(), pages: None };
    let next = paging::next(asked.endpoint.paging, asked.parameters, end);
    Ok((items, next, package.problems))
}

fn read_file_list(asked: Asked<'_>, text: &str) -> Result<Read, Error> {
    #[derive(Deserialize)]
    struct FileList<'a> {
        #[serde(borrow)]
        results: Vec<&'a serde_json::value::RawValue>,
        pagination: Option<Pagination>,
    }
    #[derive(Deserialize)]
    struct Pagination {
        num_pages: Option<u64>,
    }
    let list: FileList<'_> = serde_json::from_str(text)
        .map_err(|problem| Error::Body { offset: problem.column(), problem: problem.to_string() })?;
    let items: Vec<_> = list.results.iter().map(|file| range_in(text, file.get())).collect();
    let pages = list.pagination.and_then(|pagination| pagination.num_pages);
    let end = PageEnd { next_link: None, items: items.len(), pages };
    Ok((items, paging::next(asked.endpoint.paging, asked.parameters, end), Vec::new()))
}

fn body_error(error: ReadError) -> Error {
    Error::Body { offset: error.offset, problem: error.problem }
}

/// Where a slice of `whole` stands in it.
fn range_in(whole: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - whole.as_ptr() as usize;
    start..start + part.len()
}
