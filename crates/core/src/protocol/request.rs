//! Builds the URL of a request from a row and checked parameters.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::error::Error;
use super::http::Request;
use super::parameters::Parameters;
use crate::endpoint::{Endpoint, Parameter, Place, Publisher, ResponseKind};

/// Unreserved characters of RFC 3986 and `:`, which Peru's release ids contain, stay readable.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':');
/// In a query `,` may stay too: choices are separated by it.
const QUERY: &AsciiSet = &SEGMENT.remove(b',');

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
            url.extend(utf8_percent_encode(value, QUERY));
            separator = '&';
        }
    }
    Ok(Request { url, accept: accept(endpoint.response) })
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

fn accept(response: ResponseKind) -> &'static str {
    match response {
        ResponseKind::Zip => "application/zip, */*",
        ResponseKind::File | ResponseKind::DocumentOrFile => "*/*",
        _ => "application/json",
    }
}
