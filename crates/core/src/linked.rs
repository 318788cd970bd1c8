//! Releases that a record only links to, fetched and put in the place of the links.
//!
//! Records of Peru, and some of Development Gateway, hold addresses instead of releases. Each is asked
//! for by itself, at the publisher's pace, unless the publisher answers all of a process together.
//! What can't be had keeps its link and is told: nothing is lost.

use percent_encoding::percent_decode_str;
use tenderlens_ocds::json;
use tenderlens_ocds::package::{self, Record};

use crate::client::{Call, Client, Event, Host};
use crate::endpoint::Publisher;
use crate::listing::Together;
use crate::plan::ASKS_BEYOND;
use crate::protocol::error::{Error, Failure};
use crate::protocol::page::{Page, range_in};
use crate::protocol::parameters::Parameters;

/// A document whose records hold releases in the place of links.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Embedded {
    pub text: String,
    /// Releases that were put there.
    pub releases: usize,
    /// Links that were not followed, as there are so many.
    pub left: usize,
    /// What could not be had: where and why. Its links stay.
    pub problems: Vec<String>,
}

/// How many links are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Following {
    /// As many as are asked for without asking first ([`ASKS_BEYOND`]); the others are told.
    Some,
    All,
}

/// Whether all that is known of a process is where its releases are.
pub fn is_only_links(document: &str) -> bool {
    let of_record =
        |record: &Record<'_>| record.embedded.is_empty() && record.compiled.is_none() && !record.linked.is_empty();
    package::read(document)
        .is_ok_and(|it| it.releases.is_empty() && !it.records.is_empty() && it.records.iter().all(of_record))
}

/// Fetches the releases that the records of a document only link to. `None` where there is no link,
/// or nobody to follow it to.
///
/// # Errors
/// The first failure, when not a single release could be had.
pub async fn embed<H: Host>(
    client: &Client<H>,
    publisher: &Publisher,
    document: &str,
    following: Following,
    on_event: &dyn Fn(Event),
) -> Result<Option<Embedded>, Failure> {
    let Some(ways) = publisher.lookup.releases else {
        return Ok(None);
    };
    let records = package::read(document).map_or(Vec::new(), |package| package.records);
    let mut linking: Vec<Linking<'_>> =
        records.into_iter().filter(|record| !record.linked.is_empty()).map(Linking::of).collect();
    if linking.is_empty() {
        return Ok(None);
    }
    if let Some(together) = ways.together {
        let asked: Vec<_> = linking.iter().map(|it| it.call(client, publisher, together)).collect();
        let pages = client.each(publisher.id, asked.iter().flatten().cloned(), on_event).await;
        let answered = linking.iter_mut().zip(&asked).filter(|(_, asked)| asked.is_some()).map(|(it, _)| it);
        answered.zip(pages).for_each(|(linking, page)| linking.take_all(page));
    }
    let mut open = Vec::new();
    for (record, it) in linking.iter().enumerate() {
        for (link, it) in it.links.iter().enumerate().filter(|(_, it)| it.release.is_none()) {
            open.push((record, link, client.call_at(publisher.id, ways.endpoint, &it.address)));
        }
    }
    let left = match following {
        Following::Some => open.len().saturating_sub(usize::try_from(ASKS_BEYOND).unwrap_or(usize::MAX)),
        Following::All => 0,
    };
    open.truncate(open.len() - left);
    let pages = client.each(publisher.id, open.iter().map(|(_, _, call)| call.clone()), on_event).await;
    for ((record, link, call), page) in open.into_iter().zip(pages) {
        linking[record].take(link, call, page);
    }
    let mut embedded = put_in_place(document, &linking)?;
    embedded.left = left;
    embedded.problems.extend((left > 0).then(|| {
        format!("{left} releases more are linked: so many requests are not sent unless all of them are asked for")
    }));
    Ok(Some(embedded))
}

/// A record that links to releases.
struct Linking<'a> {
    record: Record<'a>,
    links: Vec<Link<'a>>,
    /// Releases of the process that no link names.
    unnamed: Vec<String>,
    problems: Vec<String>,
}

/// A link, and what it led to.
struct Link<'a> {
    text: &'a str,
    address: String,
    /// `None` while it was not asked for.
    release: Option<Result<String, Failure>>,
}

impl<'a> Linking<'a> {
    fn of(record: Record<'a>) -> Self {
        let link = |text: &&'a str| Link {
            text,
            address: package::link(text).unwrap_or_default().into_owned(),
            release: None,
        };
        Self { links: record.linked.iter().map(link).collect(), record, unnamed: Vec::new(), problems: Vec::new() }
    }

    /// The call for all releases; `None` where the record does not say what it takes.
    fn call<H: Host>(
        &self,
        client: &Client<H>,
        publisher: &Publisher,
        together: Together,
    ) -> Option<Result<Call, Failure>> {
        let mut parameters = Parameters::new();
        for (name, pointer) in together.parameters {
            parameters.insert((*name).to_owned(), json::pointer(self.record.text, pointer)?.into_owned());
        }
        Some(client.call(publisher.id, together.endpoint, &parameters))
    }

    fn take_all(&mut self, page: Result<Page, Failure>) {
        let page = match page {
            Ok(page) => page,
            Err(failure) => {
                return self.links.iter_mut().for_each(|link| link.release = Some(Err(failure.clone())));
            }
        };
        for release in page.items() {
            if let Some(other) = self.other_process(release) {
                self.problems.push(format!("a release of another process came along and is left out: {other}"));
                continue;
            }
            let named = self.links.iter_mut().find(|it| it.release.is_none() && is_named(release, &it.address));
            match named {
                Some(link) => link.release = Some(Ok(release.to_owned())),
                None => self.unnamed.push(release.to_owned()),
            }
        }
    }

    /// Takes what a link led to.
    fn take(&mut self, index: usize, call: Result<Call, Failure>, page: Result<Page, Failure>) {
        let release = page.and_then(|page| {
            let of_process: Vec<&str> = page.items().filter(|it| self.other_process(it).is_none()).collect();
            let named = of_process.iter().find(|it| is_named(it, &self.links[index].address));
            let only = of_process.first().filter(|_| of_process.len() == 1);
            let problem = || match page.items().next().and_then(|it| self.other_process(it)) {
                Some(other) => format!("the link leads to another process: {other}"),
                None => "the link leads to no release of this id".to_owned(),
            };
            let release = named.or(only).map(|release| (*release).to_owned());
            release.ok_or_else(|| match call {
                Ok(call) => call.failure(Error::Body { offset: 0, problem: problem() }, 1),
                Err(failure) => failure,
            })
        });
        self.links[index].release = Some(release);
    }

    /// The ocid of a release, where it is not the record's.
    fn other_process(&self, release: &str) -> Option<String> {
        let ocid = json::pointer(release, "/ocid")?;
        self.record.ocid.as_ref().filter(|own| **own != ocid).map(|_| ocid.into_owned())
    }
}

/// Whether an address ends with the id of a release (`releaseID`, in the drafts before OCDS 1.0).
fn is_named(release: &str, address: &str) -> bool {
    let address = percent_decode_str(address).decode_utf8_lossy();
    let is_end = |id: &str| address.strip_suffix(id).is_some_and(|head| head.ends_with(['/', '#', '=']));
    ["/id", "/releaseID"].iter().any(|pointer| json::pointer(release, pointer).is_some_and(|id| is_end(&id)))
}

/// The document with what was found in the place of the links.
fn put_in_place(document: &str, linking: &[Linking<'_>]) -> Result<Embedded, Failure> {
    let mut embedded = Embedded::default();
    let (mut end, mut failed) = (0, None);
    for record in linking {
        embedded.problems.extend(record.problems.iter().cloned());
        for link in &record.links {
            let place = range_in(document, link.text);
            embedded.text.push_str(&document[end..place.start]);
            end = place.end;
            if let Some(Ok(release)) = &link.release {
                embedded.text.push_str(release);
                embedded.releases += 1;
                continue;
            }
            embedded.text.push_str(link.text);
            if let Some(Err(failure)) = &link.release {
                embedded.problems.push(format!("{}: {failure}", link.address));
                failed.get_or_insert(failure);
            }
        }
        for release in &record.unnamed {
            embedded.text.push(',');
            embedded.text.push_str(release);
            embedded.releases += 1;
        }
    }
    embedded.text.push_str(&document[end..]);
    match failed {
        Some(failure) if embedded.releases == 0 => Err(failure.clone()),
        _ => Ok(embedded),
    }
}
