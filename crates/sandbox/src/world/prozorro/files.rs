//! Addresses of invented files. The hosts stand for the sandbox itself: the dialect writes its own
//! address over them.

use crate::world::dice::Dice;

/// Stands for the API with its version.
pub const API: &str = "https://api.fictional.invalid";
/// Stands for the storage of files.
pub const STORAGE: &str = "https://storage.fictional.invalid";

/// The only query with which the storage hands out a file. As in real answers the signature is
/// percent-encoded, for half of the files twice, and the two parameters come in either order.
pub fn signed(key: &str) -> String {
    let number = usize::from_str_radix(key.get(..8).unwrap_or_default(), 16).unwrap_or_default();
    let mut dice = Dice::new("prozorro storage", number);
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut signature: String = (0..84).map(|_| char::from(*dice.pick(letters))).collect();
    // At least one of each character that needs encoding.
    signature.insert(17, '+');
    signature.insert(41, '/');
    signature.push_str("==");
    let encoded = signature.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    match is_doubly_encoded(key) {
        true => format!("KeyID=a1a42480&Signature={}", encoded.replace('%', "%25")),
        false => format!("Signature={encoded}&KeyID=a8968c46"),
    }
}

pub fn is_doubly_encoded(key: &str) -> bool {
    key.bytes().next().is_some_and(|digit| digit % 2 == 0)
}

/// What is stored under a key.
pub fn content(key: &str) -> String {
    format!("%PDF-1.4\n% Fictional file {key} of the Tenderlens sandbox: it has no pages.\n%%EOF\n")
}

/// Where a document's file is: at the API, which sends on to the storage, or at the storage itself.
pub fn address(path: &str, key: &str) -> String {
    match key.as_bytes().get(1).is_some_and(|digit| digit % 2 == 0) {
        true => format!("{API}{path}?download={key}"),
        false => format!("{STORAGE}/get/{key}?{}", signed(key)),
    }
}
