//! What is looked for: words that must all occur, phrases, alternatives, exclusions.
//!
//! `road bridge` both · `"ring road"` side by side · `-phase` not · `road | bridge` either ·
//! `buyer:leeds` in the buyer's name · `ремонт*` the start of a word. The last word counts as a
//! start, because it may still be being typed.

use super::tokens;

/// A search, prepared once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    pub(super) clauses: Vec<Clause>,
}

/// One of the conditions that must all hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    pub negated: bool,
    /// At least one of them occurs.
    pub any: Vec<Needle>,
}

/// Words side by side; mostly a single one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Needle {
    /// Only in the names of buyers.
    pub buyer: bool,
    pub words: Vec<String>,
    /// The last word may be the start of a longer one.
    pub prefix: bool,
}

impl Words {
    /// Whatever is typed can be looked for; signs that are no words say nothing.
    pub fn parse(text: &str) -> Self {
        let mut words = Self::default();
        let mut rest = text;
        let mut is_alternative = false;
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix('|') {
                (is_alternative, rest) = (true, after);
            } else if rest.is_empty() {
                return words;
            } else {
                let (piece, after) = Piece::read(rest);
                rest = after;
                let is_last = rest.trim().is_empty();
                words.add(&piece, is_alternative, is_last);
                is_alternative = false;
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    fn add(&mut self, piece: &Piece<'_>, is_alternative: bool, is_last: bool) {
        let mut needle = Needle { buyer: piece.buyer, words: Vec::new(), prefix: false };
        tokens::each(piece.text, |_, word| needle.words.push(word.to_owned()));
        if needle.words.is_empty() {
            return;
        }
        // While an exclusion is typed its start would exclude far more than is meant.
        needle.prefix = piece.star || is_last && !piece.closed && !piece.negated;
        match self.clauses.last_mut() {
            Some(clause) if is_alternative && !piece.negated => clause.any.push(needle),
            _ => self.clauses.push(Clause { negated: piece.negated, any: vec![needle] }),
        }
    }
}

/// A word or a phrase as it is typed.
struct Piece<'t> {
    text: &'t str,
    negated: bool,
    buyer: bool,
    /// In quotation marks, both of them.
    closed: bool,
    star: bool,
}

impl<'t> Piece<'t> {
    /// Reads the first piece of a text that starts with one, and what follows it.
    fn read(text: &'t str) -> (Self, &'t str) {
        let (negated, text) = match text.strip_prefix(['-', '−']) {
            Some(after) => (true, after),
            None => (false, text),
        };
        let (buyer, text) = match text.get(..6) {
            Some(name) if name.eq_ignore_ascii_case("buyer:") => (true, &text[6..]),
            _ => (false, text),
        };
        let piece = |text, closed, star| Self { text, negated, buyer, closed, star };
        if let Some(quoted) = text.strip_prefix(is_quote) {
            return match quoted.find(is_quote) {
                Some(end) => {
                    let after = quoted[end..].trim_start_matches(is_quote);
                    let (star, after) = star(after);
                    (piece(&quoted[..end], !star, star), after)
                }
                None => (piece(quoted, false, false), ""),
            };
        }
        let end = text.find(|it: char| it.is_whitespace() || it == '|').unwrap_or(text.len());
        let (word, after) = text.split_at(end);
        (piece(word, false, word.ends_with('*')), after)
    }
}

fn star(after: &str) -> (bool, &str) {
    after.strip_prefix('*').map_or((false, after), |after| (true, after))
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::Words;

    /// `+` between words that stand side by side, `*` after a start.
    fn shown(text: &str) -> String {
        let clauses = Words::parse(text).clauses.into_iter().map(|clause| {
            let any = clause.any.iter().map(|needle| {
                let buyer = if needle.buyer { "buyer:" } else { "" };
                format!("{buyer}{}{}", needle.words.join("+"), if needle.prefix { "*" } else { "" })
            });
            format!("{}{}", if clause.negated { "-" } else { "" }, any.collect::<Vec<_>>().join("|"))
        });
        clauses.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_typed_becomes_conditions() {
        for (typed, meant) in [
            ("Leeds bridge", "leeds bridge*"),
            ("bridge \"Ring Road\"", "bridge ring+road"),
            ("«Ring Road»* x", "ring+road* x*"),
            ("\"ring ro", "ring+ro*"),
            ("road -phase two", "road -phase two*"),
            ("road -phase", "road -phase"),
            ("road|bridge repair", "road|bridge repair*"),
            ("a | b | \"c d\"", "a|b|c+d"),
            ("-a | b", "-a|b*"),
            ("a | -b c", "a -b c*"),
            ("Buyer:Leeds x", "buyer:leeds x*"),
            ("-buyer:\"leeds city\"", "-buyer:leeds+city"),
            ("ремонт* школа x", "ремонт* школа x*"),
            ("ocds-h6vhtk-0001b4", "ocds+h6vhtk+0001b4*"),
            ("https://x.org/a b", "https+x+org+a b*"),
            ("| - -- \"\" № *", ""),
            ("", ""),
            ("об’єкт", "обєкт*"),
            ("buyer", "buyer*"),
            ("a |", "a"),
        ] {
            assert_eq!(shown(typed), meant, "{typed}");
        }
    }
}
