//! One contracting process, fetched from its publisher and merged here.

mod parts;
mod reading;

use std::iter;

use tenderlens_ocds::changes::{self, HistoryEntry, ReleaseChanges, ReleaseRange};
use tenderlens_ocds::{merge, view};

use crate::client::{Call, Client, Event, Host};
use crate::convert::Unmapped;
use crate::endpoint::{Key, Publisher};
use crate::linked::{self, Embedded, Following};
use crate::protocol::error::{Error, Failure};
use crate::protocol::parameters::Parameters;
use crate::publishers::Registry;
use crate::recognise;
pub(crate) use reading::{describe, group};

/// Who compiled the release that is shown.
pub use tenderlens_ocds::collect::Basis;

/// A contracting process with its evidence.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub basis: Basis,
    /// The compiled release, as JSON text.
    pub compiled: String,
    pub process: view::Process,
    pub timeline: Vec<view::Entry>,
    /// The complete releases, as published, in merge order; empty when they are only linked.
    pub releases: Vec<String>,
    /// What each of them changed, in the same order.
    pub changes: Vec<ReleaseChanges>,
    /// How many releases are only linked and were not fetched: see [`load_whole`].
    pub only_linked: usize,
    /// What a reader should know about the data: where and what.
    pub notes: Vec<String>,
    /// The publisher's own document, as published, where the releases were made of it here. Releases
    /// that it only linked to stand in it in the place of their links, and what hangs on it at
    /// addresses of its own (an auction, in openprocurement 0.1) as members behind the others.
    pub raw: Option<String>,
    /// Values of that document which do not stand in the releases as published.
    pub other: Vec<Unmapped>,
    pub url: String,
}

impl Loaded {
    /// The releases were made here of the publisher's own document.
    pub fn is_converted(&self) -> bool {
        self.raw.is_some()
    }
}

/// The call that fetches a process: by its OCID or, where the publisher does not know that, by the
/// id of its own that a list gave ([`crate::search::Summary::locator`]). Where a notice's number is
/// given instead of the OCID, the call fetches that notice, which holds the OCID.
///
/// # Errors
/// When the publisher is not known, or neither of the two can be asked for there.
pub fn lookup<H: Host>(
    client: &Client<H>,
    publisher: &str,
    ocid: &str,
    locator: Option<&str>,
) -> Result<Call, Failure> {
    let Some(row) = client.registry().publisher(publisher) else {
        return client.call(publisher, "", &Parameters::new());
    };
    if let Some((endpoint, parameter)) = row.lookup.notice.filter(|_| recognise::is_notice_number(ocid)) {
        return client.call(publisher, endpoint, &Parameters::from([(parameter.to_owned(), ocid.to_owned())]));
    }
    let (parameter, value) = match row.lookup.key {
        Key::Ocid(parameter) => (parameter, ocid),
        Key::Native { parameter, hex_digits } => {
            let ids = [locator.unwrap_or_default(), ocid];
            match ids.into_iter().find_map(|id| native(id, hex_digits)) {
                Some(id) => (parameter, id),
                None => return Err(unresolvable(row, ocid, hex_digits)),
            }
        }
    };
    client.call(publisher, row.lookup.endpoint, &Parameters::from([(parameter.to_owned(), value.to_owned())]))
}

/// The publisher that can be asked for the process which a text names: by its OCID's prefix, or by
/// an id of the form that a publisher gives; archives are not meant by that.
pub fn named<'a>(registry: &'a Registry, text: &str) -> Option<&'a Publisher> {
    registry.publishers().iter().find(|publisher| match publisher.lookup.key {
        Key::Ocid(_) => publisher.ocid_prefix.is_some_and(|prefix| text.starts_with(prefix)),
        Key::Native { hex_digits, .. } => {
            publisher.archived.is_none() && text.len() == hex_digits && native(text, hex_digits).is_some()
        }
    })
}

/// The publisher's own id, alone or at the end of an OCID that is made of it.
fn native(id: &str, hex_digits: usize) -> Option<&str> {
    let tail = id.get(id.len().checked_sub(hex_digits)?..)?;
    let starts = id.len() == hex_digits || id.ends_with(&format!("-{tail}"));
    (starts && tail.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(tail)
}

fn unresolvable(publisher: &Publisher, ocid: &str, hex_digits: usize) -> Failure {
    let problem = format!(
        "can't be asked for at {}: the publisher finds processes only by an id of its own, {hex_digits} hexadecimal \
         digits, which can't be made of this one. Open the process from a list, or give that id",
        publisher.name
    );
    let error = Error::Parameter { name: ocid.to_owned(), problem };
    Failure::unsent(error, publisher.id, publisher.lookup.endpoint)
}

/// Fetches a process, with what of it stands at addresses of its own, and merges its releases. Those
/// that its record only links to are fetched too where nothing could be shown without them, though not
/// more of them than [`crate::plan`] would send without asking.
///
/// # Errors
/// As [`Client::page`]; and when the answer holds nothing of the process.
pub async fn load<H: Host>(client: &Client<H>, call: &Call, on_event: &dyn Fn(Event)) -> Result<Loaded, Failure> {
    open(client, call, Following::Some, on_event).await
}

/// As [`load`], with all releases that the record only links to.
///
/// # Errors
/// As [`load`]; and when not a single one of them could be had.
pub async fn load_whole<H: Host>(client: &Client<H>, call: &Call, on_event: &dyn Fn(Event)) -> Result<Loaded, Failure> {
    open(client, call, Following::All, on_event).await
}

async fn open<H: Host>(
    client: &Client<H>,
    call: &Call,
    following: Following,
    on_event: &dyn Fn(Event),
) -> Result<Loaded, Failure> {
    let page = client.page(call, on_event).await?;
    let convert = call.publisher().convert;
    // What is converted is the document itself, without its envelope.
    let document = convert.map_or(Some(page.text.as_str()), |_| page.items().next());
    let document = document.ok_or_else(|| call.failure(reading::nothing_of_it(), 1))?;
    let follows_links = following == Following::All || linked::is_only_links(document);
    let embedded = if follows_links {
        linked::embed(client, call.publisher(), document, following, on_event).await?
    } else {
        None
    };
    let whole = embedded.as_ref().map_or(document, |embedded| &embedded.text);
    let mut beside = Vec::new();
    let loaded = match convert {
        Some(convert) if !call.publisher().lookup.parts.is_empty() => {
            let whole = parts::gather(client, call, whole, on_event).await.map_err(|error| call.failure(error, 1))?;
            beside = whole.notes;
            reading::converted(&whole.text, convert)
        }
        Some(convert) => reading::converted(whole, convert),
        None => reading::published(whole),
    };
    let mut loaded = loaded.map_err(|error| call.failure(error, 1))?;
    loaded.url = call.url().to_owned();
    let links = embedded.into_iter().flat_map(|Embedded { releases, problems, .. }| {
        let followed = format!("{releases} releases were fetched from where the record links to, and stand in it.");
        iter::once(followed).chain(problems)
    });
    loaded.notes = page.notes().chain(links).chain(beside).chain(loaded.notes).collect();
    Ok(loaded)
}

/// What changed from one release to a later one, both counted in merge order; `None` where the process
/// has not both, or the other is not the earlier one.
pub fn changes_between(loaded: &Loaded, release: usize, earlier: usize) -> Option<ReleaseChanges> {
    let releases: Vec<&str> = loaded.releases.iter().map(String::as_str).collect();
    let range = ReleaseRange { after: earlier, upto: release };
    // These releases have been merged before, so this cannot fail where that did not.
    changes::between(&releases, range, &merge::Options::default()).unwrap_or_default()
}

/// The values that a place in the compiled release has had: one entry per release that changed it.
/// Empty when the releases are only linked, and for a pointer that leads nowhere.
pub fn history(loaded: &Loaded, pointer: &str) -> Vec<HistoryEntry> {
    let releases: Vec<&str> = loaded.releases.iter().map(String::as_str).collect();
    // These releases have been merged before, so this cannot fail where that did not.
    changes::history(&releases, pointer, &merge::Options::default()).unwrap_or_default()
}
