//! Text that says where a read continues: kept by somebody else, and checked when it comes back.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::error::Error;

pub fn write(token: &impl Serialize) -> String {
    // Strings, numbers, dates and maps of strings always serialise.
    serde_json::to_string(token).unwrap_or_default()
}

/// Reads a token; `what` it continues stands in the error.
///
/// # Errors
/// [`Error::ResumeToken`] for text that [`write`] did not make of such a token.
pub fn read<T: DeserializeOwned>(text: &str, what: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|problem| Error::ResumeToken(format!("it continues no {what}: {problem}")))
}

/// Reads a token that carries its version.
///
/// # Errors
/// As [`read`]; and when it is of another version.
pub fn read_versioned<T: DeserializeOwned>(text: &str, what: &str, version: u32) -> Result<T, Error> {
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    // First: another version may have other members.
    let found = read::<Versioned>(text, what)?.version;
    if found != version {
        return Err(Error::ResumeToken(format!("it continues a {what} of version {found}, known is {version}")));
    }
    read(text, what)
}

/// FNV-1a, 64 bits: the same in every build, as stored tokens must be. Nothing depends on its secrecy.
pub fn fingerprint(text: &str) -> String {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", text.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325, step))
}

#[cfg(test)]
mod tests {
    use super::{fingerprint, read_versioned};
    use crate::protocol::paging::ResumeToken;

    #[test]
    fn fingerprints_are_those_of_the_published_function() {
        assert_eq!([fingerprint(""), fingerprint("foobar")], ["cbf29ce484222325", "85944171f73967e8"]);
    }

    #[test]
    fn another_version_is_told_before_anything_else_of_it() {
        let of = |text| read_versioned::<ResumeToken>(text, "search", 1).unwrap_err().to_string();
        assert!(of(r#"{"version":2,"later":true}"#).contains("a search of version 2, known is 1"));
        assert!(of("{}").contains("it continues no search: missing field `version`"));
        assert!(of(r#"{"version":1,"#).contains("EOF"));
    }
}
