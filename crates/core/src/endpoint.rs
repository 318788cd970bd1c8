//! The model of the endpoint table: a publisher, its endpoints and their parameters are data.
//!
//! The client, the SDK's types, the documentation, the sandbox's routes and the tests read the same
//! rows. How to add one: `docs/adding-an-endpoint.md`.

mod answer;
mod parameter;

use serde::Serialize;

use crate::convert::Convert;
pub use answer::{PageSize, Paging, ResponseKind};
pub use parameter::{Kind, Parameter, Place, Rule, Window};

pub use crate::listing::{Key, LinkedReleases, Listing, Lookup};

/// One system that publishes contracting data, with everything the code needs to know about it.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Publisher {
    /// Stable id, used in routes, SDK namespaces and sandbox paths.
    pub id: &'static str,
    pub name: &'static str,
    /// The name without the country, for places that show the country beside it.
    pub short_name: &'static str,
    pub country: &'static str,
    /// Language of the published text (BCP 47).
    pub language: &'static str,
    /// Scheme and host of the live service.
    pub base: &'static str,
    /// Path in front of every endpoint's own path.
    pub base_path: &'static str,
    pub licence: Licence,
    /// The publisher's own documentation.
    pub docs: &'static str,
    /// IANA time zone of dates that carry none.
    pub time_zone: &'static str,
    /// The same as a rule (POSIX `TZ`), for who has no table of zones.
    #[serde(skip)]
    pub clock: &'static str,
    /// One sentence: what the publisher holds, for people who choose between publishers.
    pub holds: &'static str,
    /// Facts about values a reader would otherwise misread, shown beside the data.
    pub data_notes: &'static [&'static str],
    /// Registered prefix of the publisher's OCIDs; `None` where it registered none.
    pub ocid_prefix: Option<&'static str>,
    /// Whether the single bids are published, once they are opened.
    #[serde(skip)]
    pub opens_bids: bool,
    /// Why the live service is not asked unless it is chosen; `None` where it answers.
    pub archived: Option<&'static str>,
    pub unknown_parameters: UnknownParameters,
    pub manners: Manners,
    /// Makes OCDS 1.1 releases of the publisher's documents; `None` where they are that already.
    #[serde(skip)]
    pub convert: Option<Convert>,
    pub endpoints: &'static [Endpoint],
    pub listing: Listing,
    pub lookup: Lookup,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub struct Licence {
    pub name: &'static str,
    pub url: &'static str,
}

/// What the service does with a query parameter it does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum UnknownParameters {
    /// Answers as if it were absent: a misspelt filter silently returns everything.
    Ignored,
    /// Answers 400.
    Rejected,
}

/// How often the service may be asked: what it states, or a careful guess where it states nothing.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Manners {
    /// Requests under way at the same time, at most.
    pub concurrent: u32,
    /// Milliseconds between the starts of two requests, at least.
    pub spacing_ms: u32,
    /// Seconds between two looks at the end of a feed, at least.
    pub poll_seconds: u32,
}

/// One row of the table.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Endpoint {
    /// Stable id: SDK method, route and command-line name.
    pub id: &'static str,
    pub method: Method,
    /// Path below the publisher's base path, `{name}` for path parameters.
    pub path: &'static str,
    /// One plain sentence.
    pub summary: &'static str,
    pub parameters: &'static [Parameter],
    /// What the request carries besides its parameters.
    pub body: Body,
    pub auth: Auth,
    pub response: ResponseKind,
    pub paging: Paging,
    /// How much a page holds, where pages have a size.
    pub page_size: Option<PageSize>,
    pub window: Option<Window>,
    /// What holds between parameters.
    pub rules: &'static [Rule],
    /// Observed behaviour that surprises, one sentence each.
    pub quirks: &'static [&'static str],
}

impl Endpoint {
    /// A row that reads one answer; paging, a window and quirks are added by those that have them.
    pub const fn get(
        id: &'static str,
        path: &'static str,
        summary: &'static str,
        parameters: &'static [Parameter],
        response: ResponseKind,
    ) -> Self {
        Self {
            id,
            method: Method::Get,
            path,
            summary,
            parameters,
            body: Body::None,
            auth: Auth::None,
            response,
            paging: Paging::None,
            page_size: None,
            window: None,
            rules: &[],
            quirks: &[],
        }
    }

    /// A read of one object in an envelope.
    pub const fn object(
        id: &'static str,
        path: &'static str,
        summary: &'static str,
        parameters: &'static [Parameter],
    ) -> Self {
        Self::get(id, path, summary, parameters, ResponseKind::Object)
    }

    /// A read of a whole list in an envelope.
    pub const fn list(
        id: &'static str,
        path: &'static str,
        summary: &'static str,
        parameters: &'static [Parameter],
    ) -> Self {
        Self::get(id, path, summary, parameters, ResponseKind::List)
    }

    /// A row that changes something and answers the object it made or changed.
    pub const fn write(
        method: Method,
        id: &'static str,
        path: &'static str,
        summary: &'static str,
        parameters: &'static [Parameter],
        body: Body,
        auth: Auth,
    ) -> Self {
        Self { method, body, auth, ..Self::get(id, path, summary, parameters, ResponseKind::Object) }
    }

    /// Whether the request changes something at the publisher. Such a request is never repeated.
    pub const fn is_write(&self) -> bool {
        !matches!(self.method, Method::Get)
    }

    /// The parameter of that exact name (names are case-sensitive).
    pub fn parameter(&self, name: &str) -> Option<&'static Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// What a request carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Body {
    None,
    /// A JSON object, sent as `{"data": …}`.
    Data,
    /// One file, sent as `multipart/form-data` in the field `file`.
    File,
}

/// Whom the service lets in. Credentials are sent when they are given and never demanded here: the
/// oldest servers asked for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Auth {
    /// Everybody.
    None,
    /// Holders of a broker's key.
    Broker,
    /// Holders of a broker's key and of the token that the object's creation answered.
    Owner,
}
