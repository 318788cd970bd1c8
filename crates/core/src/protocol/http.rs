//! Requests and responses as plain data, so that everything but the transport is testable.

use std::fmt;

use super::credentials::{Credentials, Secret, TokenPlace};
use super::request::{component, query_value};
use crate::endpoint::Method;

/// What stands in a proxy's address for the address that it is to read.
pub const PROXIED: &str = "{url}";

/// A request ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub method: Method,
    /// Without secrets: fit to be shown. What is sent is [`Request::address`].
    pub url: String,
    /// The address of a proxy, in which `{url}` stands for the address that it is to read.
    pub via: Option<String>,
    /// Value of the `Accept` header.
    pub accept: &'static str,
    pub credentials: Credentials,
    pub payload: Payload,
    /// Cookies that the publisher set before, where the host keeps none itself.
    pub cookie: Option<Secret>,
    /// Bytes of an answer that are read whole, at most; one that comes in pieces may be longer.
    pub longest_answer: usize,
}

/// Far beyond every page that a publisher was seen to answer, and little enough for a browser.
pub const LONGEST_ANSWER: usize = 128 * 1024 * 1024;
/// Of a failed answer, this much is read for the publisher's words.
const WORDS: usize = 64 * 1024;

impl Request {
    /// A plain read.
    pub fn get(url: impl Into<String>, accept: &'static str) -> Self {
        Self {
            method: Method::Get,
            url: url.into(),
            via: None,
            accept,
            credentials: Credentials::default(),
            payload: Payload::None,
            cookie: None,
            longest_answer: LONGEST_ANSWER,
        }
    }

    /// Whether it may change something at the publisher. Such a request is sent once.
    pub fn is_write(&self) -> bool {
        self.method != Method::Get
    }

    /// The URL to send to, which may hold a secret.
    pub fn address(&self) -> String {
        let mut url = self.url.clone();
        if let Some(token) = self.credentials.owner_in(TokenPlace::Query) {
            let separator = if url.contains('?') { '&' } else { '?' };
            url = format!("{url}{separator}acc_token={}", query_value(token.expose()));
        }
        match &self.via {
            Some(via) => via.replace(PROXIED, &component(&url)),
            None => url,
        }
    }

    /// The headers to send. A read without credentials has none that would need a preflight.
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let mut headers = vec![("accept", self.accept.to_owned())];
        if let Payload::Bytes { content_type, .. } = &self.payload {
            headers.push(("content-type", content_type.clone()));
        }
        headers.extend(self.credentials.authorization().map(|value| ("authorization", value)));
        let token = self.credentials.owner_in(TokenPlace::Header);
        headers.extend(token.map(|token| ("x-access-token", token.expose().to_owned())));
        headers.extend(self.cookie.as_ref().map(|cookie| ("cookie", cookie.expose().to_owned())));
        headers
    }
}

/// The body of a request. It may hold an owner token, so its bytes are never printed.
#[derive(Clone, PartialEq, Eq)]
pub enum Payload {
    None,
    Bytes { content_type: String, bytes: Vec<u8> },
}

impl fmt::Debug for Payload {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => formatter.write_str("None"),
            Self::Bytes { content_type, bytes } => write!(formatter, "{} bytes of {content_type}", bytes.len()),
        }
    }
}

/// What came back, whatever its status.
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    pub status: u16,
    /// Readable headers, names in lower case. Across origins a browser hides most of them.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Response {
    /// The first header of that (lower-case) name.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.headers, name)
    }
}

/// Headers may set cookies and a body may hold an owner token.
impl fmt::Debug for Response {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "status {}, {} bytes", self.status, self.body.len())
    }
}

/// The first header of that (lower-case) name.
pub fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// Why no response came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TransportError {
    /// The connection failed or, in a browser, cross-origin reading was refused: the two cannot be
    /// told apart there.
    Unreachable(String),
    /// The body ended before it was complete.
    Interrupted(String),
    /// The body is longer than so many bytes.
    TooLong(usize),
}

/// A body of an answer with this status, as it comes.
#[derive(Debug)]
pub struct Gathering {
    status: u16,
    longest: usize,
    body: Vec<u8>,
}

impl Gathering {
    /// `longest`: see [`Request::longest_answer`].
    pub fn new(status: u16, longest: usize) -> Self {
        Self { status, longest, body: Vec::new() }
    }

    /// Takes a piece, or what came instead of it; false when enough has come. Of a failed answer the
    /// status and the headers count, however little of its words can be had.
    ///
    /// # Errors
    /// When a successful answer breaks off or is too long.
    pub fn take(&mut self, piece: Result<Vec<u8>, TransportError>) -> Result<bool, TransportError> {
        let is_success = is_success(self.status);
        match piece {
            Ok(piece) if self.body.is_empty() => self.body = piece,
            Ok(mut piece) => self.body.append(&mut piece),
            Err(error) if is_success => return Err(error),
            Err(_) => return Ok(false),
        }
        if is_success && self.body.len() > self.longest {
            return Err(TransportError::TooLong(self.longest));
        }
        Ok(is_success || self.body.len() <= WORDS)
    }

    pub fn into_body(self) -> Vec<u8> {
        self.body
    }
}

/// Whether a status says that the body is what was asked for.
pub fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

#[cfg(test)]
mod tests {
    use super::{Payload, Request, Response};
    use crate::protocol::credentials::{Credentials, Scheme, Secret, TokenPlace};

    fn request(place: TokenPlace) -> Request {
        let credentials = Credentials {
            key: Some((Scheme::Bearer, Secret::new("hush"))),
            owner: Some((place, Secret::new("to ken+"))),
        };
        Request { credentials, ..Request::get("http://host/tenders/1?opt_pretty=1", "application/json") }
    }

    #[test]
    fn an_owner_token_goes_where_it_is_told_to() {
        let query = request(TokenPlace::Query);
        assert_eq!(query.address(), "http://host/tenders/1?opt_pretty=1&acc_token=to%20ken%2B");
        assert_eq!(query.headers().last(), Some(&("authorization", "Bearer hush".to_owned())));
        let header = request(TokenPlace::Header);
        assert_eq!(header.address(), header.url);
        assert_eq!(header.headers().last(), Some(&("x-access-token", "to ken+".to_owned())));
    }

    #[test]
    fn a_proxy_is_given_the_whole_address_in_its_own() {
        let via = Some("https://p/?u={url}&k=1".to_owned());
        let proxied = Request { via, ..request(TokenPlace::Query) };
        let inner = "http%3A%2F%2Fhost%2Ftenders%2F1%3Fopt_pretty%3D1%26acc_token%3Dto%2520ken%252B";
        assert_eq!(proxied.address(), format!("https://p/?u={inner}&k=1"));
    }

    #[test]
    fn printed_requests_and_responses_show_no_secret() {
        let mut request = request(TokenPlace::Query);
        request.payload =
            Payload::Bytes { content_type: "application/json".to_owned(), bytes: b"{\"token\":\"hush\"}".to_vec() };
        request.cookie = Some(Secret::new("hush"));
        let headers = vec![("set-cookie".to_owned(), "hush".to_owned())];
        let response = Response { status: 201, headers, body: b"hush".to_vec() };
        let shown = format!("{request:?} {response:?}");
        assert!(!shown.contains("hush") && !shown.contains("ken"), "{shown}");
        assert!(!shown.contains(&format!("{:?}", b"hush")), "{shown}");
    }
}
