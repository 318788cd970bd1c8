//! Builds requests from a row and checked parameters, and those that redirects lead to.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::address::{origin, resolve};
use super::error::Error;
use super::http::Request;
use super::parameters::Parameters;
use crate::endpoint::{Endpoint, Parameter, Place, Publisher, ResponseKind};

/// Unreserved characters of RFC 3986 and `:`, which Peru's release ids contain, stay readable.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');
/// In a query `,` may stay too: choices are separated by it.
const QUERY: &AsciiSet = &SEGMENT.remove(b',');
/// Unreserved characters of RFC 3986.
const COMPONENT: &AsciiSet = &SEGMENT.add(b':');

/// The request for checked parameters; `base` is the scheme, host and any prefix before the
/// publisher's own base path.
///
/// # Errors
/// [`Error::Parameter`] for a path parameter that is neither given nor has a default.
pub fn build(
    base: &str,
    publisher: &Publisher,
    endpoint: &Endpoint,
    parameters: &Parameters,
) -> Result<Request, Error> {
    let mut url = base.trim_end_matches('/').to_owned();
    url.push_str(&path(publisher, endpoint, parameters)?);
    let mut separator = '?';
    for parameter in endpoint.parameters.iter().filter(|row| row.place == Place::Query) {
        if let Some(value) = parameters.get(parameter.name) {
            url.push(separator);
            url.push_str(parameter.name);
            url.push('=');
            url.push_str(&query_value(value));
            separator = '&';
        }
    }
    Ok(Request { method: endpoint.method, ..Request::get(url, accept(endpoint.response)) })
}

/// A value as it stands in a query.
pub fn query_value(value: &str) -> String {
    utf8_percent_encode(value, QUERY).to_string()
}

/// A text inside a query: nothing in it ends the value or adds another.
pub fn component(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}

/// The request that a redirect of a read leads to. Credentials and cookies go no further than the
/// origin that they were meant for.
pub fn redirected(request: &Request, location: &str) -> Request {
    let url = resolve(&request.url, location.trim());
    if origin(&url) != origin(&request.url) {
        return Request { via: request.via.clone(), ..Request::get(url, request.accept) };
    }
    Request { url, ..request.clone() }
}

/// The base path and the row's own: both may hold path parameters.
fn path(publisher: &Publisher, endpoint: &Endpoint, parameters: &Parameters) -> Result<String, Error> {
    let mut path = format!("{}{}", publisher.base_path, endpoint.path);
    for parameter in endpoint.parameters.iter().filter(|row| row.place == Place::Path) {
        let value = path_value(parameter, parameters)?;
        let encoded = utf8_percent_encode(value, SEGMENT).to_string();
        path = path.replace(&format!("{{{}}}", parameter.name), &encoded);
    }
    Ok(path)
}

fn path_value<'a>(parameter: &Parameter, parameters: &'a Parameters) -> Result<&'a str, Error> {
    parameters
        .get(parameter.name)
        .map(String::as_str)
        .or(parameter.default)
        .ok_or_else(|| Error::Parameter { name: parameter.name.to_owned(), problem: "is required".to_owned() })
}

/// The media types that are asked for.
pub fn accept(response: ResponseKind) -> &'static str {
    match response {
        ResponseKind::Zip => "application/zip, */*",
        ResponseKind::File | ResponseKind::DocumentOrFile => "*/*",
        _ => "application/json",
    }
}

#[cfg(test)]
mod tests {
    use super::redirected;
    use crate::protocol::credentials::{Credentials, Scheme, Secret};
    use crate::protocol::http::Request;

    #[test]
    fn a_redirect_to_another_origin_takes_no_credentials_along() {
        let credentials = Credentials { key: Some((Scheme::Bearer, Secret::new("hush"))), owner: None };
        let request = Request { credentials, ..Request::get("https://host/documents/1?download=2", "*/*") };
        let near = redirected(&request, "/get/2");
        assert_eq!((near.url.as_str(), near.credentials.is_empty()), ("https://host/get/2", false));
        for location in ["https://storage/get/2", "http://host/get/2", "https://host:444/get/2"] {
            let far = redirected(&request, location);
            assert_eq!((far.url.as_str(), far.credentials.is_empty()), (location, true));
        }
    }
}
