//! Seeded histories of releases: ordinary, quirky and chaotic.

/// How many histories a test should go through: `TENDERLENS_HISTORIES`, or as many as it likes.
pub fn histories(default: u64) -> u64 {
    let given = std::env::var("TENDERLENS_HISTORIES").ok();
    given.and_then(|count| count.parse().ok()).unwrap_or(default)
}

/// A small generator of numbers (SplitMix64): the same seed, the same histories, everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn pick<'x, T: ?Sized>(&mut self, options: &[&'x T]) -> &'x T {
        options[self.below(options.len())]
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// String or integer ids, stable types.
    Ordinary,
    /// Nulls, empties, repeated, missing and mixed ids, escapes, white space, odd key orders.
    Quirky,
    /// Anything anywhere.
    Chaotic,
}

pub const LEVELS: [Level; 3] = [Level::Ordinary, Level::Quirky, Level::Chaotic];

/// A field of the small world that histories are made of.
enum Kind {
    Text,
    Amount,
    Words,
    Object(&'static [(&'static str, Kind)]),
    /// Objects with an id.
    List(&'static [(&'static str, Kind)]),
}

use Kind::{Amount, List, Object, Text, Words};

const VALUE: &[(&str, Kind)] = &[("amount", Amount), ("currency", Text)];
const PARTY: &[(&str, Kind)] =
    &[("name", Text), ("roles", Words), ("additionalIdentifiers", List(&[("scheme", Text)]))];
const ITEMS: &[(&str, Kind)] = &[
    ("description", Text),
    ("quantity", Amount),
    ("additionalClassifications", List(&[("scheme", Text)])),
    ("unit", Object(&[("id", Text), ("value", Object(VALUE))])),
];
const WORLD: &[(&str, Kind)] = &[
    ("language", Text),
    ("buyer", Object(&[("id", Text), ("name", Text)])),
    ("parties", List(PARTY)),
    (
        "tender",
        Object(&[
            ("id", Text),
            ("title", Text),
            ("value", Object(VALUE)),
            ("submissionMethod", Words),
            ("items", List(ITEMS)),
            ("tenderers", List(&[("name", Text)])),
            ("amendments", List(&[("changes", Words), ("date", Text)])),
        ]),
    ),
    (
        "awards",
        List(&[
            ("value", Object(VALUE)),
            ("suppliers", List(&[("name", Text)])),
            ("items", List(ITEMS)),
            ("date", Text),
        ]),
    ),
    ("contracts", List(&[("implementation", Object(&[("milestones", List(&[("status", Text)])), ("x", Words)]))])),
    ("x", Object(&[("a", Text), ("b", Object(&[("c", Amount)]))])),
    ("list", List(&[("a", Text), ("list", List(&[("b", Amount)]))])),
];

const TEXTS: &[&str] = &[
    "",
    "a",
    "b",
    "1",
    "2",
    "None",
    "True",
    "1.5",
    "EUR",
    "año",
    "вода",
    "\\u00e9",
    "e\\u0301",
    "\\n",
    "\\\"q\\\"",
    "it's",
    "it's \\\"q\\\"",
    "\\/x\\\\",
    "\\ud83d\\ude00",
    "\\u200b",
    "😀",
    "id",
    "x/y~z",
    "a longer text that is not special",
];
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "2",
    "-1",
    "1.0",
    "1.5",
    "1.10",
    "1.1",
    "-0",
    "-0.0",
    "1e0",
    "1e2",
    "100",
    "1e16",
    "1e22",
    "10000000000000000000000",
    "9007199254740993",
    "9007199254740992.0",
    "0.00001",
    "12.345e-3",
    "123456789012345678901234567890",
    "5e-324",
    "1E+3",
];
const NAMES: &[&str] = &["a", "b", "id", "value", "x", "1", "title", "items", "date", "\\u0069d"];

pub struct History {
    pub releases: Vec<String>,
}

pub struct Generator {
    pub random: Random,
    level: Level,
    int_ids: bool,
    out: String,
}

impl Generator {
    pub fn new(seed: u64, level: Level) -> Self {
        let mut random = Random::new(seed);
        let int_ids = random.once_in(3);
        Self { random, level, int_ids, out: String::new() }
    }

    pub fn history(mut self) -> History {
        let longest = if self.random.once_in(40) { 90 } else { 5 };
        let count = match self.level {
            Level::Ordinary => 1 + self.random.below(longest),
            _ => self.random.below(longest + 1),
        };
        let releases = (0..count).map(|index| self.release(index)).collect();
        History { releases }
    }

    fn quirk(&mut self, times: usize) -> bool {
        self.level != Level::Ordinary && self.random.once_in(times)
    }

    fn chaos(&mut self, times: usize) -> bool {
        self.level == Level::Chaotic && self.random.once_in(times)
    }

    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn space(&mut self) {
        if self.quirk(12) {
            let space = self.random.pick(&[" ", "\n", "\t ", "\r\n  "]);
            self.push(space);
        }
    }

    fn release(&mut self, index: usize) -> String {
        if self.chaos(120) {
            self.anything(2);
            return std::mem::take(&mut self.out);
        }
        let mut head: Vec<(&str, String)> = Vec::new();
        let ocid = if self.chaos(20) { self.any_text() } else { "\"ocds-x-1\"".to_owned() };
        head.push(("ocid", ocid));
        let id = if self.chaos(20) { self.any_text() } else { format!("\"r{index}\"") };
        head.push(("id", id));
        let date = self.date(index);
        head.extend(date.map(|date| ("date", date)));
        let tag = if self.chaos(20) { self.any_text() } else { "[\"tender\"]".to_owned() };
        if !self.quirk(10) {
            head.push(("tag", tag));
        }
        if self.quirk(4) {
            let by = self.random.below(head.len());
            head.rotate_left(by);
        }
        self.push("{");
        let late = if self.quirk(5) { head.split_off(self.random.below(head.len())) } else { Vec::new() };
        for (name, value) in head {
            self.raw_member(name, &value);
        }
        self.members(WORLD, 0);
        for (name, value) in late {
            self.raw_member(name, &value);
        }
        if self.chaos(8) {
            let name = self.random.pick(&["ocid", "date", "id", "tag", "tender", "zz"]);
            let value = self.any_text();
            self.raw_member(name, &value);
        }
        self.close('}');
        std::mem::take(&mut self.out)
    }

    fn date(&mut self, index: usize) -> Option<String> {
        if self.chaos(25) {
            return (!self.random.once_in(3)).then(|| self.any_text());
        }
        let day = if self.quirk(6) { 1 } else { 1 + (index * 7) % 28 };
        let month = 1 + self.random.below(if self.level == Level::Ordinary { 1 } else { 12 });
        Some(format!("\"20{:02}-{month:02}-{day:02}T00:00:00Z\"", index % 99))
    }

    fn raw_member(&mut self, name: &str, value: &str) {
        self.name(name);
        self.push(value);
        self.push(",");
    }

    fn name(&mut self, name: &str) {
        self.space();
        self.push("\"");
        self.push(name);
        self.push("\"");
        self.space();
        self.push(":");
        self.space();
    }

    /// Ends a container whose last element may be followed by a comma.
    fn close(&mut self, end: char) {
        if self.out.ends_with(',') {
            self.out.pop();
        }
        self.space();
        self.out.push(end);
    }

    fn members(&mut self, fields: &[(&str, Kind)], depth: usize) {
        let rotate = if self.quirk(3) { self.random.below(fields.len()) } else { 0 };
        for at in 0..fields.len() {
            let (name, kind) = &fields[(at + rotate) % fields.len()];
            if self.random.once_in(if depth == 0 { 2 } else { 4 }) {
                continue;
            }
            let escaped = self.quirk(60) && *name == "name";
            self.name(if escaped { "n\\u0061me" } else { name });
            self.value(kind, depth);
            self.push(",");
        }
        if self.chaos(15) {
            let name = self.random.pick(NAMES);
            self.name(name);
            self.anything(2);
            self.push(",");
        }
    }

    fn value(&mut self, kind: &Kind, depth: usize) {
        if self.quirk(14) {
            return self.push("null");
        }
        if self.chaos(14) {
            return self.anything(3);
        }
        match kind {
            Text => self.text(),
            Amount => self.number(),
            Words => self.words(),
            Object(fields) => {
                self.push("{");
                if !self.quirk(12) {
                    self.members(fields, depth + 1);
                }
                self.close('}');
            }
            List(fields) => self.list(fields, depth),
        }
    }

    fn list(&mut self, fields: &[(&str, Kind)], depth: usize) {
        let longest = if self.random.once_in(60) { 60 } else { 4 };
        let count = self.random.below(longest);
        let start = self.random.below(3);
        self.push("[");
        for index in 0..count {
            self.space();
            if self.chaos(25) {
                self.anything(2);
            } else {
                self.item(fields, depth, start + index);
            }
            self.push(",");
        }
        self.close(']');
    }

    fn item(&mut self, fields: &[(&str, Kind)], depth: usize, number: usize) {
        self.push("{");
        let number = if self.quirk(10) { number.saturating_sub(1) } else { number };
        let id = self.id(number);
        let late = self.quirk(6);
        if !late {
            self.id_member(id.as_deref());
        }
        if !self.quirk(12) {
            self.members(fields, depth + 1);
        }
        if late {
            self.id_member(id.as_deref());
        }
        self.close('}');
    }

    fn id_member(&mut self, id: Option<&str>) {
        if let Some(id) = id {
            self.raw_member("id", id);
        }
    }

    fn id(&mut self, number: usize) -> Option<String> {
        if self.quirk(12) {
            return None;
        }
        if self.quirk(40) {
            return Some("null".to_owned());
        }
        if self.chaos(12) {
            let id = self.random.pick(&[
                "1",
                "\"1\"",
                "1.0",
                "true",
                "\"True\"",
                "1.5",
                "\"1.5\"",
                "null",
                "\"None\"",
                "0",
                "false",
                "-0",
                "[]",
                "{}",
                "[1]",
                "{\"a\": 1}",
                "\"\\u0031\"",
                "12345678901234567890123",
                "1e0",
            ]);
            return Some(id.to_owned());
        }
        let as_int = self.int_ids != self.quirk(25);
        Some(if as_int { number.to_string() } else { format!("\"{number}\"") })
    }

    fn text(&mut self) {
        let text = if self.level == Level::Ordinary { self.random.pick(&TEXTS[8..]) } else { self.random.pick(TEXTS) };
        self.push("\"");
        self.push(text);
        self.push("\"");
    }

    fn number(&mut self) {
        let number = self.random.pick(NUMBERS);
        self.push(number);
    }

    fn words(&mut self) {
        self.push("[");
        for _ in 0..self.random.below(3) {
            self.space();
            self.text();
            self.push(",");
        }
        self.close(']');
    }

    fn any_text(&mut self) -> String {
        let outer = std::mem::take(&mut self.out);
        self.anything(2);
        std::mem::replace(&mut self.out, outer)
    }

    fn anything(&mut self, depth: usize) {
        let kinds = if depth == 0 { 6 } else { 9 };
        match self.random.below(kinds) {
            0 => self.push("null"),
            1 => self.push("true"),
            2 => self.push("false"),
            3 => self.number(),
            4 | 5 => self.text(),
            6 => {
                self.push("[");
                for _ in 0..self.random.below(4) {
                    self.anything(depth - 1);
                    self.push(",");
                }
                self.close(']');
            }
            7 => {
                self.push("[");
                for _ in 0..self.random.below(4) {
                    self.any_object(depth - 1);
                    self.push(",");
                }
                self.close(']');
            }
            _ => self.any_object(depth - 1),
        }
    }

    fn any_object(&mut self, depth: usize) {
        self.push("{");
        for _ in 0..self.random.below(4) {
            let name = self.random.pick(NAMES);
            self.name(name);
            self.anything(depth);
            self.push(",");
        }
        self.close('}');
    }
}
