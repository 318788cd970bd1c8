//! Finds where a long document can be cut in two: between the entries of an array, of a release
//! package or of a record package.
//!
//! What is cut is no less strict for it: both parts are read as documents of their own.

/// A place between two entries.
#[derive(Debug, Clone, Copy)]
pub struct Cut {
    /// Behind the entries before it.
    pub end: usize,
    /// The first byte of the entry after it.
    pub next: usize,
    /// How many entries are before it, in all.
    pub index: usize,
}

/// The array whose entries can be parted.
#[derive(Debug, Clone, Copy)]
pub struct Entries {
    /// Behind its bracket.
    pub first: usize,
    depth: usize,
    /// The member that it is; none if it is the document.
    pub name: Option<&'static str>,
}

impl Entries {
    /// What completes a document that is cut among these.
    pub fn closing(self) -> &'static str {
        if self.name.is_some() { "]}" } else { "]" }
    }

    /// A JSON Pointer to an entry of a part, as one to the same entry of the whole.
    pub fn pointer(self, path: &str, before: usize) -> Option<String> {
        let prefix = self.name.map_or_else(|| "/".to_owned(), |name| format!("/{name}/"));
        let rest = path.strip_prefix(&prefix)?;
        let (index, deeper) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        Some(format!("{prefix}{}{deeper}", index.parse::<usize>().ok()? + before))
    }
}

/// A document that is read in pieces, each byte looked at once.
#[derive(Debug, Default)]
pub struct Split {
    /// How much was looked at.
    seen: usize,
    depth: usize,
    in_string: bool,
    escaped: bool,
    /// Where the last string starts and ends.
    string: (usize, usize),
    is_object: bool,
    /// With an `ocid` it may be a record, whose releases belong together.
    has_ocid: bool,
    /// The last member's name, if its array can be parted.
    name: Option<&'static str>,
    pub entries: Option<Entries>,
    is_among_entries: bool,
    /// The member with the entries is there again. The last of equal names counts, which cannot be
    /// told before the end.
    pub is_repeated: bool,
    /// A comma after an entry, until the next one starts.
    comma: Option<usize>,
    index: usize,
    /// The last place to cut.
    pub cut: Option<Cut>,
}

impl Split {
    /// Looks at what is new in the text; true at the end of the document.
    pub fn ends_in(&mut self, text: &[u8]) -> bool {
        while let Some(&byte) = text.get(self.seen) {
            let at = self.seen;
            self.seen += 1;
            if self.ends_at(text, at, byte) {
                return true;
            }
        }
        false
    }

    /// The text from the first entry up to the cut is no more there.
    pub fn forget(&mut self, removed: usize) {
        self.seen -= removed;
        self.cut = None;
    }

    fn ends_at(&mut self, text: &[u8], at: usize, byte: u8) -> bool {
        if self.in_string {
            self.in_string = self.escaped || byte != b'"';
            self.escaped = !self.escaped && byte == b'\\';
            self.string.1 = at;
            return false;
        }
        match byte {
            b' ' | b'\n' | b'\r' | b'\t' => {}
            b',' => self.comma = (self.is_among_entries && self.entry_depth() == self.depth).then_some(at),
            b':' if self.is_object && self.depth == 1 => self.member(text),
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                self.is_among_entries &= self.depth >= self.entry_depth();
                self.comma = None;
                return self.depth == 0;
            }
            _ => self.value(at, byte),
        }
        false
    }

    fn entry_depth(&self) -> usize {
        self.entries.map_or(0, |entries| entries.depth)
    }

    fn member(&mut self, text: &[u8]) {
        let name = text.get(self.string.0..self.string.1);
        self.name = match name {
            Some(b"releases") if !self.has_ocid => Some("releases"),
            Some(b"records") => Some("records"),
            _ => None,
        };
        self.has_ocid |= name == Some(b"ocid");
        self.is_repeated |= self.name.is_some() && self.entries.is_some_and(|entries| entries.name == self.name);
    }

    /// Something starts.
    fn value(&mut self, at: usize, byte: u8) {
        if let Some(end) = self.comma.take() {
            self.index += 1;
            self.cut = Some(Cut { end, next: at, index: self.index });
        }
        match byte {
            b'"' => {
                self.in_string = true;
                self.string = (at + 1, at + 1);
            }
            b'{' | b'[' => {
                self.container(at, byte);
                self.depth += 1;
            }
            _ => {}
        }
    }

    fn container(&mut self, at: usize, byte: u8) {
        let name = match (self.depth, byte) {
            (0, b'{') => {
                self.is_object = true;
                return;
            }
            (0, _) => None,
            (1, b'[') if self.is_object && self.name.is_some() => self.name,
            _ => return,
        };
        // Only the first: a package has releases or records.
        if self.entries.is_none() {
            self.entries = Some(Entries { first: at + 1, depth: self.depth + 1, name });
            self.is_among_entries = true;
        }
    }
}
