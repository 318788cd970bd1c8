//! What a write carries, as bytes: JSON in its envelope, or one file as `multipart/form-data`.
//!
//! The bytes are made here, not by the hosts: both send the same, and tests see them. A file is in
//! memory anyway, and one part needs a dozen lines (RFC 7578, names as HTML's form submission
//! writes them).

use serde::Deserialize;
use serde_json::value::RawValue;

use super::credentials::{Credentials, TokenPlace};
use super::error::Error;
use super::http::Payload;
use crate::endpoint::Body;

/// What the caller gives to a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content<'a> {
    None,
    /// A JSON object, without the `data` envelope.
    Data(&'a str),
    File {
        name: &'a str,
        media_type: &'a str,
        bytes: &'a [u8],
    },
}

/// The body of a request.
///
/// # Errors
/// [`Error::Parameter`] when the content is not of the kind that the endpoint takes, or cannot
/// carry an owner token that is to stand in it.
pub fn build(body: Body, content: Content<'_>, credentials: &Credentials) -> Result<Payload, Error> {
    let token = credentials.owner_in(TokenPlace::Body).map(|token| token.expose());
    match (body, content) {
        (Body::None, Content::None) if token.is_none() => Ok(Payload::None),
        (Body::Data, Content::Data(json)) => Ok(json_payload(&envelope(json, token)?)),
        (Body::File, Content::File { name, media_type, bytes }) if token.is_none() => {
            check_media_type(media_type)?;
            Ok(multipart(name, media_type, bytes))
        }
        (Body::None, Content::None) | (Body::File, Content::File { .. }) => {
            Err(refused("owner token", "cannot stand in this body: send it as a header or in the query"))
        }
        (Body::None, _) => Err(refused("body", "is not taken here")),
        (Body::Data, _) => Err(refused("body", "must be a JSON object")),
        (Body::File, _) => Err(refused("body", "must be a file")),
    }
}

fn refused(name: &str, problem: &str) -> Error {
    Error::Parameter { name: name.to_owned(), problem: problem.to_owned() }
}

fn json_payload(text: &str) -> Payload {
    Payload::Bytes { content_type: "application/json".to_owned(), bytes: text.as_bytes().to_vec() }
}

/// The caller's text stays as it is, digit by digit.
fn envelope(json: &str, token: Option<&str>) -> Result<String, Error> {
    let checked: &RawValue = serde_json::from_str(json).map_err(|problem| {
        let place = format!("must be JSON: {problem}");
        Error::Parameter { name: "body".to_owned(), problem: place }
    })?;
    if !checked.get().starts_with('{') {
        return Err(refused("body", "must be a JSON object"));
    }
    if is_wrapped(checked.get()) {
        return Err(refused("body", "is put into \"data\" here: give what stands in it"));
    }
    let access = token.map(|token| format!(",\"access\":{{\"token\":{}}}", quoted(token))).unwrap_or_default();
    Ok(format!("{{\"data\":{}{access}}}", checked.get()))
}

/// An object whose only member is `data` was wrapped already.
fn is_wrapped(json: &str) -> bool {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Wrapped<'a> {
        #[serde(borrow, rename = "data")]
        _data: &'a RawValue,
    }
    serde_json::from_str::<Wrapped<'_>>(json).is_ok()
}

/// A text as JSON.
pub(crate) fn quoted(text: &str) -> String {
    // A string always serialises.
    serde_json::to_string(text).unwrap_or_default()
}

fn check_media_type(media_type: &str) -> Result<(), Error> {
    let is_plain = media_type.bytes().all(|byte| (0x20..0x7f).contains(&byte));
    if is_plain && media_type.split_once('/').is_some_and(|(kind, rest)| !kind.is_empty() && !rest.is_empty()) {
        return Ok(());
    }
    Err(refused("media type", "must look like application/pdf"))
}

fn multipart(name: &str, media_type: &str, bytes: &[u8]) -> Payload {
    let boundary = boundary_for(bytes);
    let name = name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    let head = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: {media_type}\r\n\r\n"
    );
    let tail = format!("\r\n--{boundary}--\r\n");
    let bytes = [head.as_bytes(), bytes, tail.as_bytes()].concat();
    Payload::Bytes { content_type: format!("multipart/form-data; boundary={boundary}"), bytes }
}

/// A boundary that the file does not contain: no chance is involved, it is looked for.
fn boundary_for(bytes: &[u8]) -> String {
    let mut number = 0_u64;
    loop {
        let boundary = format!("tenderlens-{number}");
        if !bytes.windows(boundary.len()).any(|window| window == boundary.as_bytes()) {
            return boundary;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, build};
    use crate::endpoint::Body;
    use crate::protocol::credentials::{Credentials, Secret, TokenPlace};
    use crate::protocol::http::Payload;

    fn text(body: Body, content: Content<'_>, place: Option<TokenPlace>) -> Result<(String, String), String> {
        let credentials = Credentials { key: None, owner: place.map(|place| (place, Secret::new("t\"1"))) };
        match build(body, content, &credentials).map_err(|error| error.to_string())? {
            Payload::None => Ok((String::new(), String::new())),
            Payload::Bytes { content_type, bytes } => Ok((content_type, String::from_utf8(bytes).unwrap())),
        }
    }

    #[test]
    fn data_is_wrapped_and_keeps_its_digits() {
        let (content_type, body) = text(Body::Data, Content::Data(r#" {"amount":1.10} "#), None).unwrap();
        assert_eq!((content_type.as_str(), body.as_str()), ("application/json", r#"{"data":{"amount":1.10}}"#));
        let (_, body) = text(Body::Data, Content::Data("{}"), Some(TokenPlace::Body)).unwrap();
        assert_eq!(body, r#"{"data":{},"access":{"token":"t\"1"}}"#);
    }

    #[test]
    fn what_is_not_an_object_is_not_sent() {
        for (json, problem) in
            [("[1]", "must be a JSON object"), ("{\"a\":", "must be JSON"), ("{\"data\":{}}", "put into")]
        {
            let error = text(Body::Data, Content::Data(json), None).unwrap_err();
            assert!(error.contains(problem), "{error}");
        }
        assert!(text(Body::File, Content::Data("{}"), None).is_err());
        assert!(text(Body::None, Content::Data("{}"), None).is_err());
        assert!(text(Body::Data, Content::None, None).is_err());
        assert_eq!(text(Body::None, Content::None, None), Ok(Default::default()));
    }

    #[test]
    fn a_file_is_one_part_with_its_name_escaped_as_forms_do() {
        let file = Content::File { name: "Звіт \"1\"\r\n.pdf", media_type: "application/pdf", bytes: b"%PDF" };
        let (content_type, body) = text(Body::File, file, Some(TokenPlace::Query)).unwrap();
        assert_eq!(content_type, "multipart/form-data; boundary=tenderlens-0");
        assert_eq!(
            body,
            "--tenderlens-0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Звіт %221%22%0D%0A.pdf\"\r\n\
             Content-Type: application/pdf\r\n\r\n%PDF\r\n--tenderlens-0--\r\n"
        );
    }

    #[test]
    fn a_boundary_never_stands_in_the_file() {
        let file = Content::File { name: "a", media_type: "text/plain", bytes: b"--tenderlens-0\r\ntenderlens-1" };
        let (content_type, _) = text(Body::File, file, None).unwrap();
        assert_eq!(content_type, "multipart/form-data; boundary=tenderlens-2");
    }

    #[test]
    fn a_file_cannot_carry_a_token_and_no_header_can_be_smuggled_in() {
        let file = |media_type| Content::File { name: "a", media_type, bytes: b"" };
        assert!(text(Body::File, file("text/plain"), Some(TokenPlace::Body)).unwrap_err().contains("header"));
        assert!(text(Body::File, file("text/plain\r\nx: y"), None).is_err());
        assert!(text(Body::File, file("pdf"), None).is_err());
    }
}
