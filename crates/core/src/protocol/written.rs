//! Reads the answer to a write.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::credentials::Secret;
use super::http::Response;

/// What a publisher answered to a write that it carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub status: u16,
    /// Absolute address of what was created, if the answer names one that can be read here.
    pub location: Option<String>,
    /// The object as answered, which may be a part of it: a change may answer only what it changed.
    /// The value of `data`, or the whole answer where that is not in an envelope.
    pub data: String,
    /// Lets its holder change the object later. It is answered once.
    pub access_token: Option<Secret>,
    /// Hands the object over to another owner.
    pub transfer: Option<Secret>,
}

/// Never fails: what was written is written, whatever the answer looks like.
pub fn read(response: &Response, location: Option<String>) -> Written {
    #[derive(Deserialize)]
    struct Envelope<'a> {
        #[serde(borrow)]
        data: Option<&'a RawValue>,
        #[serde(borrow)]
        access: Option<&'a RawValue>,
    }
    #[derive(Default, Deserialize)]
    struct Access {
        token: Option<String>,
        transfer: Option<String>,
    }
    let text = String::from_utf8_lossy(&response.body);
    let envelope = serde_json::from_str::<Envelope<'_>>(&text).unwrap_or(Envelope { data: None, access: None });
    let data = match (envelope.data, envelope.access) {
        (Some(data), _) => data.get().to_owned(),
        // Text with a token in it is not handed out as a document.
        (None, Some(_)) => String::new(),
        (None, None) => text.to_string(),
    };
    let access = envelope.access.and_then(|access| serde_json::from_str::<Access>(access.get()).ok());
    let Access { token: access_token, transfer } = access.unwrap_or_default();
    Written {
        status: response.status,
        location,
        data,
        access_token: access_token.map(Secret::new),
        transfer: transfer.map(Secret::new),
    }
}

#[cfg(test)]
mod tests {
    use super::{Written, read};
    use crate::protocol::http::Response;

    fn written(body: &str) -> Written {
        read(&Response { status: 201, headers: Vec::new(), body: body.as_bytes().to_vec() }, None)
    }

    #[test]
    fn the_object_and_its_token_are_told_apart() {
        let written = written(r#"{"access":{"token":"hush","transfer":"hand"},"data":{"id":"1","amount":1.10}}"#);
        assert_eq!(written.data, r#"{"id":"1","amount":1.10}"#);
        assert_eq!(written.access_token.as_ref().map(|token| token.expose()), Some("hush"));
        assert_eq!(written.transfer.as_ref().map(|token| token.expose()), Some("hand"));
        let shown = format!("{written:?}");
        assert!(!shown.contains("hush") && !shown.contains("hand"), "{shown}");
    }

    #[test]
    fn answers_without_an_envelope_are_handed_out_whole() {
        let documents = r#"{"documents":{"a.pdf":{"length":1}}}"#;
        assert_eq!(written(documents).data, documents);
        assert_eq!(written("").data, "");
        assert_eq!(written("<html>").data, "<html>");
        assert_eq!(written(r#"{"access":{"token":"hush"}}"#).data, "");
        assert_eq!(written(r#"{"access":["hush"]}"#).data, "");
    }
}
