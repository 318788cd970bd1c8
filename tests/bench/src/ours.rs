//! The merge of input that is grouped by process: one process in memory at a time.

use std::fmt;
use std::io::{self, BufRead, Write};
use std::str;

use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use tenderlens_ocds::merge::{MergeError, Merged, Options};

use crate::Input;

pub type Merge = fn(&[&str], &Options) -> Result<Merged, MergeError>;

pub fn merge(mut input: Input, out: &mut impl Write, merge: Merge) -> io::Result<()> {
    let options = Options::default();
    let mut group = Group::default();
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let ocid = ocid(&line)?;
        if group.ocid != ocid && !group.ends.is_empty() {
            group.finish(merge, &options, out)?;
        }
        group.ocid = ocid;
        group.add(&line);
        line.clear();
    }
    if !group.ends.is_empty() {
        group.finish(merge, &options, out)?;
    }
    Ok(())
}

/// The releases of one process, one after the other.
#[derive(Default)]
struct Group {
    ocid: String,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Group {
    fn add(&mut self, line: &[u8]) {
        self.text.extend_from_slice(line.trim_ascii());
        self.ends.push(self.text.len());
    }

    fn finish(&mut self, merge: Merge, options: &Options, out: &mut impl Write) -> io::Result<()> {
        let text = str::from_utf8(&self.text).map_err(io::Error::other)?;
        let mut start = 0;
        let releases = self.ends.iter().map(|&end| &text[std::mem::replace(&mut start, end)..end]);
        let releases: Vec<&str> = releases.collect();
        let merged = merge(&releases, options).map_err(io::Error::other)?;
        out.write_all(merged.json.as_bytes())?;
        out.write_all(b"\n")?;
        self.text.clear();
        self.ends.clear();
        Ok(())
    }
}

/// The `ocid` of a release. The rest of the line is not read here: the merge does that.
fn ocid(line: &[u8]) -> io::Result<String> {
    let mut found = None;
    let outcome = serde_json::Deserializer::from_slice(line).deserialize_map(Find(&mut found));
    found.ok_or_else(|| io::Error::other(outcome.err().map_or("no ocid".to_owned(), |error| error.to_string())))
}

struct Find<'f>(&'f mut Option<String>);

impl<'de> Visitor<'de> for Find<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a release")
    }

    /// Ends with an error when the `ocid` is found, because nothing else ends the reading early.
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<&str>()? {
            if name == "ocid" {
                *self.0 = Some(members.next_value()?);
                return Err(A::Error::custom("found"));
            }
            members.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}
