//! What a caller sends besides parameters: as whom, and with which body. No JavaScript here.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;
use tenderlens_core::protocol::credentials::{Credentials, Scheme, Secret, TokenPlace};
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::protocol::payload::Content;

/// Who is asking, as JavaScript writes it: `{key: {scheme, value}, owner: {place, token}}`.
///
/// No `Debug`: what it holds is shown nowhere.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct JsCredentials {
    key: Option<JsKey>,
    owner: Option<JsOwner>,
    #[serde(flatten)]
    unknown: BTreeMap<String, IgnoredAny>,
}

#[derive(Deserialize)]
struct JsKey {
    scheme: String,
    value: String,
}

#[derive(Deserialize)]
struct JsOwner {
    place: Option<String>,
    token: String,
}

impl JsCredentials {
    /// # Errors
    /// Names what is not known; never what is secret.
    pub fn check(self) -> Result<Credentials, String> {
        if let Some(name) = self.unknown.keys().next() {
            return Err(format!("there is no member {name:?} of credentials; known are key, owner"));
        }
        let key = self.key.map(|key| {
            let scheme = match key.scheme.as_str() {
                "basic" => Scheme::Basic,
                "bearer" => Scheme::Bearer,
                other => return Err(format!("there is no scheme {other:?} of a key; known are basic, bearer")),
            };
            Ok((scheme, Secret::new(key.value)))
        });
        let owner = self.owner.map(|owner| {
            let place = match owner.place.as_deref().unwrap_or("header") {
                "header" => TokenPlace::Header,
                "query" => TokenPlace::Query,
                "body" => TokenPlace::Body,
                other => return Err(format!("there is no place {other:?} of a token; known are header, query, body")),
            };
            Ok((place, Secret::new(owner.token)))
        });
        Ok(Credentials { key: key.transpose()?, owner: owner.transpose()? })
    }
}

/// A call.
#[derive(Deserialize)]
pub struct Asked {
    pub publisher: String,
    pub endpoint: String,
    pub parameters: Parameters,
    #[serde(default)]
    pub credentials: Option<JsCredentials>,
}

/// What a write carries; the bytes of a file come beside it.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Carried {
    /// A JSON object, as text.
    json: Option<String>,
    file: Option<FileNames>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FileNames {
    name: String,
    media_type: String,
}

impl Carried {
    pub fn content<'a>(&'a self, bytes: Option<&'a [u8]>) -> Content<'a> {
        match (&self.json, &self.file, bytes) {
            (_, Some(file), Some(bytes)) => Content::File { name: &file.name, media_type: &file.media_type, bytes },
            (Some(json), ..) => Content::Data(json),
            _ => Content::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Carried, JsCredentials};
    use tenderlens_core::protocol::credentials::{Credentials, TokenPlace};
    use tenderlens_core::protocol::payload::Content;

    fn checked(json: &str) -> Result<Credentials, String> {
        serde_json::from_str::<JsCredentials>(json).unwrap().check()
    }

    #[test]
    fn credentials_are_read_and_an_owner_token_is_a_header_unless_said() {
        let credentials = checked(r#"{"key":{"scheme":"basic","value":"k"},"owner":{"token":"t"}}"#).unwrap();
        assert_eq!(credentials.authorization().as_deref(), Some("Basic azo="));
        assert_eq!(credentials.owner_in(TokenPlace::Header).map(|token| token.expose()), Some("t"));
        assert!(checked("{}").unwrap().is_empty());
    }

    #[test]
    fn misspelt_credentials_are_refused_without_showing_them() {
        for json in [
            r#"{"keys":{"scheme":"basic","value":"hush"}}"#,
            r#"{"key":{"scheme":"digest","value":"hush"}}"#,
            r#"{"owner":{"place":"cookie","token":"hush"}}"#,
        ] {
            let problem = checked(json).unwrap_err();
            assert!(problem.contains("known are") && !problem.contains("hush"), "{problem}");
        }
    }

    #[test]
    fn a_write_carries_json_or_a_file_or_nothing() {
        let carried = |json: &str| serde_json::from_str::<Carried>(json).unwrap();
        assert_eq!(carried("{}").content(None), Content::None);
        assert_eq!(carried(r#"{"json":"{}"}"#).content(None), Content::Data("{}"));
        let file = carried(r#"{"file":{"name":"a","mediaType":"text/plain"}}"#);
        assert_eq!(file.content(Some(b"x")), Content::File { name: "a", media_type: "text/plain", bytes: b"x" });
    }
}
