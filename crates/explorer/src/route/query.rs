//! The part of a link behind `?`: keys with values, kept as written until they are understood.

use percent_encoding::percent_decode_str;

/// Pairs of a link that no field of a route stands for, in the order of their keys: keys this
/// version does not know, and values it cannot read. They are written back as they came.
pub type Rest = Vec<(String, String)>;

/// Takes the pairs of a query apart, key by key.
pub(super) struct Reader {
    /// Decoded keys, values as written.
    pairs: Vec<(String, String)>,
}

impl Reader {
    pub(super) fn new(query: &str) -> Self {
        let pair = |pair: &str| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(key), value.to_owned())
        };
        Self { pairs: query.split('&').filter(|pair| !pair.is_empty()).map(pair).collect() }
    }

    /// The value of the first pair with this key, if `read` understands it; what is not
    /// understood stays in the rest.
    pub(super) fn take<T: Default>(&mut self, key: &str, read: impl FnOnce(&str) -> Option<T>) -> T {
        let Some(index) = self.pairs.iter().position(|(it, _)| it == key) else {
            return T::default();
        };
        match self.pairs.get(index).and_then(|(_, value)| read(value)) {
            Some(value) => {
                self.pairs.remove(index);
                value
            }
            None => T::default(),
        }
    }

    pub(super) fn text(&mut self, key: &str) -> String {
        self.take(key, |value| Some(decode(value)))
    }

    /// Values between commas; a comma within a value is written `%2C`.
    pub(super) fn list(&mut self, key: &str) -> Vec<String> {
        self.take(key, |value| Some(value.split(',').filter(|item| !item.is_empty()).map(decode).collect()))
    }

    pub(super) fn rest(self) -> Rest {
        let mut rest: Rest = self.pairs.into_iter().map(|(key, value)| (key, decode(&value))).collect();
        rest.sort_by(|(a, _), (b, _)| a.cmp(b));
        rest
    }
}

/// Puts a query together; what is empty is left out.
#[derive(Default)]
pub(super) struct Writer {
    /// Keys and encoded values.
    pairs: Vec<(String, String)>,
}

impl Writer {
    pub(super) fn text(&mut self, key: &str, value: &str) -> &mut Self {
        self.encoded(key, encode(value))
    }

    pub(super) fn list(&mut self, key: &str, items: &[String]) -> &mut Self {
        let items: Vec<String> = items.iter().map(|item| encode(item).replace(',', "%2C")).collect();
        self.encoded(key, items.join(","))
    }

    fn encoded(&mut self, key: &str, value: String) -> &mut Self {
        if !value.is_empty() {
            self.pairs.push((key.to_owned(), value));
        }
        self
    }

    /// `?a=1&b=2` with the rest, sorted by key; empty when there is nothing to write.
    pub(super) fn finish(&mut self, rest: &Rest) -> String {
        let mut pairs = std::mem::take(&mut self.pairs);
        // After the fields: a repeated key is read from its first pair.
        pairs.extend(rest.iter().map(|(key, value)| (key.clone(), encode(value))));
        pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
        let pairs: Vec<String> = pairs.into_iter().map(|(key, value)| format!("{}={value}", encode(&key))).collect();
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }
}

/// Escapes that are no UTF-8 stay as they are written.
pub(super) fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), |text| text.into_owned())
}

/// Encodes what would be read as part of the link's form; Cyrillic and ñ stay readable.
pub(super) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for character in text.chars() {
        let plain = character.is_ascii_alphanumeric() || "-._~:;,@!$*'()/".contains(character);
        let readable = !character.is_ascii() && !character.is_whitespace() && !character.is_control();
        if plain || readable {
            encoded.push(character);
        } else {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    encoded
}

/// As [`encode`], for one step of a path.
pub(super) fn encode_step(text: &str) -> String {
    encode(text).replace('/', "%2F")
}
