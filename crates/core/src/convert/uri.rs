//! Addresses as OCDS wants them: URIs by RFC 3986.

use std::borrow::Cow;

use percent_encoding::{CONTROLS, utf8_percent_encode};

/// The address as a URI: as it is where it is one already, with other letters than ASCII's
/// percent-encoded otherwise. `None` for what is no absolute address.
pub(crate) fn uri(text: &str) -> Option<Cow<'_, str>> {
    let uri = if text.is_ascii() { Cow::Borrowed(text) } else { utf8_percent_encode(text, CONTROLS).into() };
    let (scheme, rest) = uri.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let (before, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let is_uri = is_scheme && has_port(before) && is_path(before) && is_path(fragment);
    is_uri.then_some(uri)
}

fn is_path(text: &str) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let allowed = match byte {
            b'%' => (0..2).all(|_| bytes.next().is_some_and(|digit| digit.is_ascii_hexdigit())),
            _ => byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=".contains(&byte),
        };
        if !allowed {
            return false;
        }
    }
    true
}

/// A port, where there is one, is a number.
fn has_port(rest: &str) -> bool {
    let Some(authority) = rest.strip_prefix("//").and_then(|rest| rest.split(['/', '?']).next()) else {
        return true;
    };
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let port = host.split_once(':').map_or("", |(_, port)| port);
    authority.matches('@').count() < 2 && port.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn addresses_stay_as_they_are() {
        for address in [
            "http://www.contractawards.eu/#!supplier=Divers+organismes",
            "https://public.docs.openprocurement.org/get/77?KeyID=5&Signature=lnJ7%252BCDOi%3D%3D",
            "http://user@host:80/",
            "urn:isbn:1",
        ] {
            assert_eq!(uri(address).as_deref(), Some(address));
        }
    }

    #[test]
    fn other_letters_are_encoded() {
        assert_eq!(uri("http://дус.укр/а").unwrap(), "http://%D0%B4%D1%83%D1%81.%D1%83%D0%BA%D1%80/%D0%B0");
    }

    #[test]
    fn what_is_no_address_is_none() {
        for text in
            ["", "www.dus.gov.ua", "/tenders/1", "http://a b", "http://a/%zz", "http://a/#b#c", "1a:b", "http://a:b/"]
        {
            assert_eq!(uri(text), None, "{text}");
        }
    }
}
