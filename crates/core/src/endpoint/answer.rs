//! What a row answers, and how its pages follow each other.

use serde::Serialize;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum ResponseKind {
    ReleasePackage,
    RecordPackage,
    /// One release or record without a package, or a package of one: both are read.
    Release,
    Record,
    /// `{hits: [...]}`: the values a filter takes.
    Choices,
    /// `{data: [...], next_page: {...}}`
    Feed,
    /// `{data: {...}}`; an OCDS package where the request asks for one.
    Object,
    /// `{data: [...]}`
    List,
    /// `{data: [...]}`, or `{documents: {name: {...}}}` of the oldest servers.
    Documents,
    /// A JSON object without an envelope.
    Description,
    /// A SHA-256 in hexadecimal digits, as text or in JSON.
    Checksum,
    /// Bytes of any kind, to be saved.
    File,
    /// `{data: {...}}`, or the file itself where the request asks for it.
    DocumentOrFile,
    /// `{results: [...], pagination: {num_pages}}`
    FileList,
    /// Bytes to be saved.
    Zip,
}

impl ResponseKind {
    /// The usual extension of a file that holds such an answer.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Zip => "zip",
            Self::Checksum => "txt",
            Self::File => "bin",
            _ => "json",
        }
    }
}

/// How the next page is found. One tested implementation per style: [`crate::protocol::paging`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", tag = "style", content = "parameter")]
pub enum Paging {
    None,
    /// Numbered pages; ends at an empty page or where the answer names no next one.
    Page(&'static str),
    /// Sequential: the parameter's next value is taken from `links.next`; ends without it or at an
    /// empty page.
    SearchAfter(&'static str),
    /// As above, but an empty page that still names a next one is not the end.
    Cursor(&'static str),
    /// Numbered pages of a known size without links; ends at a page that is not full.
    PageSize {
        page: &'static str,
        size: &'static str,
        default: u32,
    },
    /// A feed: `next_page.offset` continues it; an empty page is its end for now, where it can be
    /// asked again later.
    Feed(&'static str),
}

impl Paging {
    /// The parameter of the place; `None` where there is one page.
    pub const fn parameter(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Page(name) | Self::SearchAfter(name) | Self::Cursor(name) | Self::Feed(name) => Some(name),
            Self::PageSize { page, .. } => Some(page),
        }
    }
}

/// How many items a page holds at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PageSize {
    /// The parameter that sets it; `None` where it cannot be set.
    pub parameter: Option<&'static str>,
    pub default: u32,
}
