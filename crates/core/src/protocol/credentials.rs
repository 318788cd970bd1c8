//! What lets a caller write. Secrets travel in requests and are shown nowhere else.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Serialize, Serializer};

use super::payload::quoted;
use super::request::query_value;

/// What stands in place of a secret wherever text is shown.
const HIDDEN: &str = "•••";

/// A key or a token: no form of it that is printed, logged or stored shows its value.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value itself, to be sent and to be handed to its owner.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(HIDDEN)
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(HIDDEN)
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(HIDDEN)
    }
}

/// How a broker's key is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// As the user name of HTTP Basic, with an empty password.
    Basic,
    Bearer,
}

/// Where an owner token is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenPlace {
    /// `acc_token` in the query.
    Query,
    /// The header `X-Access-Token`.
    Header,
    /// `access.token` beside `data` in a JSON body.
    Body,
}

/// Who is asking.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Credentials {
    /// The broker's key.
    pub key: Option<(Scheme, Secret)>,
    /// The token that the creation of an object answered.
    pub owner: Option<(TokenPlace, Secret)>,
}

impl Credentials {
    pub fn is_empty(&self) -> bool {
        self.key.is_none() && self.owner.is_none()
    }

    /// These, and the ones of `other` where these have none.
    #[must_use]
    pub fn or(mut self, other: &Self) -> Self {
        self.key = self.key.or_else(|| other.key.clone());
        self.owner = self.owner.or_else(|| other.owner.clone());
        self
    }

    /// The owner token, if it is sent in that place.
    pub fn owner_in(&self, place: TokenPlace) -> Option<&Secret> {
        self.owner.as_ref().filter(|(its, _)| *its == place).map(|(_, token)| token)
    }

    /// The value of the `Authorization` header.
    pub fn authorization(&self) -> Option<String> {
        let (scheme, key) = self.key.as_ref()?;
        Some(match scheme {
            Scheme::Basic => format!("Basic {}", basic(key)),
            Scheme::Bearer => format!("Bearer {}", key.expose()),
        })
    }

    /// `text` without these secrets, in any form in which they are sent: a publisher may repeat
    /// them in an error or an address.
    pub fn redact(&self, text: String) -> String {
        let key = self.key.iter().flat_map(|(_, key)| forms(key));
        let owner = self.owner.iter().flat_map(|(_, token)| forms(token));
        let mut forms: Vec<String> = key.chain(owner).collect();
        // One secret may stand in another one: of the longer one no part may stay behind.
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        forms.iter().fold(text, |text, form| if text.contains(form) { text.replace(form, HIDDEN) } else { text })
    }
}

fn basic(key: &Secret) -> String {
    STANDARD.encode(format!("{}:", key.expose()))
}

/// As it is, as a key, in a query (as it is sent there, and with all encoded that can be) and in JSON.
fn forms(secret: &Secret) -> Vec<String> {
    let value = secret.expose();
    if value.is_empty() {
        return Vec::new();
    }
    let encoded = utf8_percent_encode(value, NON_ALPHANUMERIC).to_string();
    let json = quoted(value).trim_matches('"').to_owned();
    vec![basic(secret), encoded, query_value(value), json, value.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::{Credentials, Scheme, Secret, TokenPlace};
    use crate::protocol::http::Request;

    fn credentials() -> Credentials {
        Credentials {
            key: Some((Scheme::Basic, Secret::new("hush/key"))),
            owner: Some((TokenPlace::Header, Secret::new("s3cr3t"))),
        }
    }

    #[test]
    fn a_secret_shows_in_no_printed_or_serialised_form() {
        let secret = Secret::new("hush");
        let shown = format!("{secret} {secret:?} {} {:?}", serde_json::to_string(&secret).unwrap(), credentials());
        assert!(!shown.contains("hush") && !shown.contains("s3cr3t"), "{shown}");
        assert_eq!(secret.expose(), "hush");
    }

    #[test]
    fn a_publisher_that_repeats_a_secret_is_not_repeated() {
        let text = "no hush/key, no hush%2Fkey, no aHVzaC9rZXk6, no s3cr3t".to_owned();
        assert_eq!(credentials().redact(text), "no •••, no •••, no •••, no •••");
        assert_eq!(Credentials::default().redact("as it is".to_owned()), "as it is");
    }

    #[test]
    fn a_secret_is_found_in_every_form_in_which_it_is_sent() {
        let key = "a-b c\"d";
        let credentials = Credentials {
            key: Some((Scheme::Bearer, Secret::new(key))),
            owner: Some((TokenPlace::Query, Secret::new(format!("{key} and more")))),
        };
        let request = Request { credentials: credentials.clone(), ..Request::get("http://host", "*/*") };
        assert_eq!(credentials.redact(request.address()), "http://host?acc_token=•••");
        assert_eq!(credentials.redact(format!("no {key} and more, no {key}")), "no •••, no •••");
        assert_eq!(credentials.redact(serde_json::to_string(key).unwrap()), "\"•••\"");
    }

    #[test]
    fn a_key_is_the_user_name_or_the_bearer() {
        assert_eq!(credentials().authorization().as_deref(), Some("Basic aHVzaC9rZXk6"));
        let bearer = Credentials { key: Some((Scheme::Bearer, Secret::new("broker"))), owner: None };
        assert_eq!(bearer.authorization().as_deref(), Some("Bearer broker"));
    }

    #[test]
    fn a_call_s_own_credentials_go_before_those_of_the_client() {
        let own = Credentials { key: None, owner: Some((TokenPlace::Query, Secret::new("own"))) };
        let both = own.or(&credentials());
        assert_eq!(both.owner_in(TokenPlace::Query).map(Secret::expose), Some("own"));
        assert!(both.key.is_some() && both.owner_in(TokenPlace::Header).is_none());
    }
}
