//! The one tolerant reader: mends numbers that are none, and says which.
//!
//! Find a Tender has sent ` 000` where an amount belongs. A page is not lost for that: a body that
//! fails to parse comes here, and numbers with leading zeros, a leading plus sign or blanks between
//! groups of three digits are written as JSON writes them. Nothing else is touched, and text that is
//! wrong in another way stays wrong. `1e9999` is a JSON number, so it stays as it is: only who turns
//! it into a floating-point number meets its size.

use tenderlens_ocds::json;
use tenderlens_ocds::package::Problem;

/// The text with its numbers mended, and what was mended; `None` where there was nothing to mend.
pub fn mend(text: &str) -> Option<(String, Vec<Problem>)> {
    let mut reader = Reader { text, at: 0, path: Vec::new(), key_next: false };
    let mut mended = String::new();
    let mut copied = 0;
    let mut problems = Vec::new();
    while let Some(token) = reader.number() {
        let written = &text[token.clone()];
        let Some(number) = repaired(written) else { continue };
        mended.push_str(&text[copied..token.start]);
        mended.push_str(&number);
        copied = token.end;
        let problem = format!("is written {written}, which is no number: read as {number} (at byte {})", token.start);
        problems.push(Problem { pointer: reader.pointer(), problem });
    }
    mended.push_str(&text[copied..]);
    (!problems.is_empty()).then_some((mended, problems))
}

/// The JSON number that was meant; `None` for what is one already, or cannot be one.
fn repaired(written: &str) -> Option<String> {
    if serde_json::from_str::<serde::de::IgnoredAny>(written).is_ok() {
        return None;
    }
    let (sign, digits) = match written.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", written.strip_prefix('+').unwrap_or(written)),
    };
    let joined = join_groups(digits)?;
    let whole = joined.find(|it: char| !it.is_ascii_digit()).unwrap_or(joined.len());
    let stripped = joined[..whole].trim_start_matches('0');
    let stripped = if stripped.is_empty() && whole > 0 { "0" } else { stripped };
    let number = format!("{sign}{stripped}{}", &joined[whole..]);
    serde_json::from_str::<serde::de::IgnoredAny>(&number).is_ok().then_some(number)
}

/// `12 345 000.50` without its blanks; `None` where they do not stand between groups of three.
fn join_groups(digits: &str) -> Option<String> {
    let (whole, rest) = digits.split_at(digits.find(['.', 'e', 'E']).unwrap_or(digits.len()));
    let is_number = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(' ');
    let first = groups.next()?;
    let fits = match whole.contains(' ') {
        true => first.len() <= 3 && is_number(first) && groups.all(|group| group.len() == 3 && is_number(group)),
        false => true,
    };
    fits.then(|| format!("{}{rest}", whole.replace(' ', "")))
}

enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

/// Walks over the tokens of a text that looks like JSON, and knows where in it they stand.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    path: Vec<Step<'a>>,
    /// The next string is a member's name.
    key_next: bool,
}

impl Reader<'_> {
    /// The next run of characters that is meant as a number.
    fn number(&mut self) -> Option<std::ops::Range<usize>> {
        let bytes = self.text.as_bytes();
        loop {
            match *bytes.get(self.at)? {
                b'"' => self.string()?,
                byte @ (b'{' | b'[') => {
                    self.path.push(if byte == b'{' { Step::Key("") } else { Step::Index(0) });
                    self.key_next = byte == b'{';
                    self.at += 1;
                }
                b'}' | b']' => {
                    self.path.pop();
                    self.at += 1;
                }
                b',' => {
                    if let Some(Step::Index(index)) = self.path.last_mut() {
                        *index += 1;
                    } else {
                        self.key_next = true;
                    }
                    self.at += 1;
                }
                b'+' | b'-' | b'.' | b'0'..=b'9' => {
                    let start = self.at;
                    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"+-. ".contains(&byte);
                    let end =
                        bytes[start..].iter().position(|byte| !is_part(*byte)).map_or(bytes.len(), |it| start + it);
                    self.at = end;
                    return Some(start..start + self.text[start..end].trim_end().len());
                }
                _ => self.at += 1,
            }
        }
    }

    fn string(&mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let mut end = start;
        while *bytes.get(end)? != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        if std::mem::take(&mut self.key_next)
            && let Some(Step::Key(key)) = self.path.last_mut()
        {
            *key = self.text.get(start..end)?;
        }
        self.at = end + 1;
        Some(())
    }

    /// JSON Pointer (RFC 6901) to where the reader stands.
    fn pointer(&self) -> String {
        self.path.iter().fold(String::new(), |pointer, step| match step {
            Step::Key(key) => json::child(&pointer, key),
            Step::Index(index) => format!("{pointer}/{index}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{mend, repaired};

    #[test]
    fn find_a_tenders_invalid_numbers_are_mended_and_reported() {
        let sent = r#"{"releases":[{"a":"1 000"},{"value":{"amount": 000,"currency":"GBP"},"x/y":[1,+5]}]}"#;
        let (text, problems) = mend(sent).unwrap();
        assert_eq!(text, r#"{"releases":[{"a":"1 000"},{"value":{"amount": 0,"currency":"GBP"},"x/y":[1,5]}]}"#);
        assert_eq!(problems[0].pointer, "/releases/1/value/amount");
        assert_eq!(
            problems[0].problem,
            format!("is written 000, which is no number: read as 0 (at byte {})", sent.find(" 000,").unwrap() + 1)
        );
        assert_eq!(problems[1].pointer, "/releases/1/x~1y/1");
    }

    #[test]
    fn an_enormous_number_is_a_number_and_keeps_its_spelling() {
        assert_eq!(mend(r#"{"amount":1e9999,"b":[-0.50,1E+2]}"#), None);
    }

    #[test]
    fn only_what_can_be_read_in_one_way_is_mended() {
        for (written, number) in
            [("007.50", "7.50"), ("-00", "-0"), ("180 000", "180000"), ("1 180 000.5", "1180000.5"), ("000", "0")]
        {
            assert_eq!(repaired(written).as_deref(), Some(number), "{written}");
        }
        for written in ["1.2.3", "1,5", "-", "1 2", "1 0000", "1 00 000", "12a", "1e", "5.", ".5", "1.5 000", "0x10"] {
            assert_eq!(repaired(written), None, "{written}");
        }
    }

    #[test]
    fn text_that_is_wrong_in_another_way_stays_wrong() {
        for text in ["", "{", "\"open", "{\"a\":\"\\", "<html>1.2.3</html>", "]}],", "{\"a\":nan}", "\u{feff}"] {
            assert_eq!(mend(text), None, "{text:?}");
        }
    }
}
