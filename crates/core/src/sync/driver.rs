//! Follows a publisher over a client.

use std::time::Duration;

use super::feed::Feed;
use super::files::{self, Listed};
use super::months::Month;
use super::state::{Position, SyncState, Way, way};
use crate::bulk::{Item, Progress, Unpacking};
use crate::client::{Call, Client, Event, Host};
use crate::endpoint::ResponseKind;
use crate::ocds::split::Part;
use crate::protocol::error::{Error, Failure};
use crate::protocol::page::Page;
use crate::protocol::parameters::Parameters;
use crate::protocol::walk::Walk;

/// Documents of a bulk file handed out at once.
const BATCH: usize = 200;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FollowOptions {
    /// Stop at the end instead of waiting there for more.
    pub once: bool,
    /// Compare bulk files with the check sums that the publisher states.
    pub check_sums: bool,
}

/// What came, and where the run continues behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Rows of a feed, releases or records, as published. There may be none.
    pub items: Vec<String>,
    /// What should be known about them.
    pub notes: Vec<String>,
    /// Keep it together with the items.
    pub state: SyncState,
    /// All that there is now has come; the next batch is waited for.
    pub at_end: bool,
}

/// A run. Dropping it stops it; its last batch's state continues it.
pub struct Follower<H> {
    client: Client<H>,
    state: SyncState,
    options: FollowOptions,
    /// Of months: the list, and the file that is being read.
    listed: Option<Listed>,
    file: Option<Unpacking<H>>,
    progress: Option<Progress>,
    /// From one end of a feed to the next, or through one window. A loop may well come after a long
    /// time.
    walk: Walk,
    is_over: bool,
}

impl<H: Host + Clone> Client<H> {
    /// Follows a publisher from a state on.
    ///
    /// # Errors
    /// When the state names an endpoint that cannot be followed so.
    pub fn follow(&self, state: SyncState, options: FollowOptions) -> Result<Follower<H>, Failure> {
        let (client, walk) = (self.clone(), Walk::default());
        let (listed, file, progress) = (None, None, None);
        let follower = Follower { client, state, options, listed, file, progress, walk, is_over: false };
        follower.way()?;
        Ok(follower)
    }
}

impl<H: Host + Clone> Follower<H> {
    /// The next batch; `None` at the end of a run that stops there.
    ///
    /// After a failure the run may be asked again: it continues where it was.
    ///
    /// # Errors
    /// When the publisher gave no usable answer.
    pub async fn next(&mut self, on_event: &dyn Fn(Event)) -> Result<Option<Batch>, Failure> {
        if self.is_over {
            return Ok(None);
        }
        self.progress = None;
        self.wait().await;
        let mut next = self.state.clone();
        let step = match &mut next.position {
            Position::Feed(feed) => self.feed(feed, on_event).await,
            Position::Windows(_) => self.window(&mut next, on_event).await,
            Position::Months(_) => self.months(&mut next, on_event).await,
        };
        let (items, notes) = step?;
        let at_end = next.ended_ms().is_some();
        self.is_over = at_end && self.options.once;
        self.state = next.clone();
        Ok(Some(Batch { items, notes, state: next, at_end }))
    }

    /// How far the bulk file of the last batch is read.
    pub fn progress(&self) -> Option<Progress> {
        self.progress
    }

    /// The end is not looked at again sooner than the publisher wants, a restart or not.
    async fn wait(&self) {
        let Some(ended_ms) = self.state.ended_ms() else {
            return;
        };
        let seconds = self.client.manners(&self.state.publisher).map_or(0, |manners| manners.poll_seconds);
        let again = ended_ms.saturating_add(u64::from(seconds) * 1000);
        let now = self.client.host().now_ms();
        // A clock that was set back must not stop everything.
        let pause = again.saturating_sub(now).min(u64::from(seconds) * 1000);
        if pause > 0 {
            self.client.host().sleep(Duration::from_millis(pause)).await;
        }
    }

    fn call(&self, endpoint: &str, parameters: &Parameters) -> Result<Call, Failure> {
        self.client.call(&self.state.publisher, endpoint, parameters).map(Call::fresh)
    }

    fn failure(&self, error: Error) -> Failure {
        Failure::unsent(error, &self.state.publisher, &self.state.endpoint)
    }

    fn way(&self) -> Result<Way, Failure> {
        let row = self.client.registry().endpoint(&self.state.publisher, &self.state.endpoint);
        let way = row.and_then(|(publisher, endpoint)| way(publisher, endpoint));
        match (way, &self.state.position) {
            (Some(way @ Way::Feed(_)), Position::Feed(_))
            | (Some(way @ Way::Windows(_)), Position::Windows(_))
            | (Some(way @ Way::Months), Position::Months(_)) => Ok(way),
            _ => {
                let problem = "its endpoint is not followed in this way".to_owned();
                Err(self.failure(Error::ResumeToken(problem)))
            }
        }
    }

    async fn feed(&mut self, feed: &mut Feed, on_event: &dyn Fn(Event)) -> Result<New, Failure> {
        let Way::Feed(name) = self.way()? else {
            return Ok(New::default());
        };
        let call = self.call(&self.state.endpoint, &feed.ask(name))?;
        let page = self.page(&call, on_event).await?;
        Ok((feed.absorb(name, &page, self.client.host().now_ms()), page.notes().collect()))
    }

    /// The next page of a walk, which does not lead in a circle.
    async fn page(&mut self, call: &Call, on_event: &dyn Fn(Event)) -> Result<Page, Failure> {
        let page = self.client.page(call, on_event).await?;
        let next = self.walk.after(call.endpoint(), call.parameters(), &page);
        if next.map_err(|error| call.failure(error, 1))?.is_none() {
            self.walk = Walk::default();
        }
        Ok(page)
    }

    async fn window(&mut self, next: &mut SyncState, on_event: &dyn Fn(Event)) -> Result<New, Failure> {
        let (Way::Windows(names), Position::Windows(windows)) = (self.way()?, &mut next.position) else {
            return Ok(New::default());
        };
        let Some(parameters) = windows.ask(&names, self.client.host().now_ms()) else {
            return Ok(New::default());
        };
        let call = self.call(&self.state.endpoint, &parameters)?;
        let page = self.page(&call, on_event).await?;
        let (items, note) = windows.absorb(&names, &page, self.client.host().now_ms());
        Ok((items, page.notes().chain(note).collect()))
    }

    async fn months(&mut self, next: &mut SyncState, on_event: &dyn Fn(Event)) -> Result<New, Failure> {
        let Position::Months(months) = &mut next.position else {
            return Ok(New::default());
        };
        // Taken out: a file that was read on in a future that was dropped is not where the state is.
        let mut file = match self.file.take() {
            Some(file) => file,
            None => {
                let listed = match self.listed.take() {
                    Some(listed) => listed,
                    None => self.list(&months.source, on_event).await?,
                };
                let Some(month) = months.choose(&listed, self.client.host().now_ms()) else {
                    return Ok(New::default());
                };
                let file = self.open(&months.source, &month, on_event).await?;
                self.listed = Some(listed);
                file
            }
        };
        let (items, is_complete) = documents(&mut file).await?;
        months.took(items.len() as u64);
        self.progress = Some(file.progress());
        if is_complete {
            months.done();
        } else {
            self.file = Some(file);
        }
        Ok((items, Vec::new()))
    }

    async fn list(&self, source: &str, on_event: &dyn Fn(Event)) -> Result<Listed, Failure> {
        let mut listed = Listed::new();
        let call = self.call(&self.state.endpoint, &parameters(&[("source", source)]))?;
        let mut pages = self.client.pages(call.clone());
        while let Some(page) = pages.next(on_event).await? {
            for entry in page.items() {
                files::add(entry, &mut listed).map_err(|error| call.failure(error, 1))?;
            }
        }
        Ok(listed)
    }

    /// Opens a month's file, behind what was taken of it.
    async fn open(&self, source: &str, month: &Month, on_event: &dyn Fn(Event)) -> Result<Unpacking<H>, Failure> {
        let (year, number) = month.month.split_once('-').unwrap_or_default();
        let place = [("source", source), ("year", year), ("month", number)];
        let json = [&place[..], &[("type", "json")]].concat();
        let call = self.call(self.endpoint_of(ResponseKind::Zip), &parameters(&json))?;
        let sum =
            if self.options.check_sums { Some(self.client.stated_checksum(&call, on_event).await?) } else { None };
        let mut file = self.client.unpack(&call, sum, on_event).await?;
        let mut left = month.taken;
        while left > 0 {
            match file.next().await? {
                Some(item) => left -= u64::from(document(item).is_some()),
                None => {
                    let problem = "the file holds less than before, though its time is the same".to_owned();
                    return Err(call.failure(Error::Body { offset: 0, problem }, 1));
                }
            }
        }
        Ok(file)
    }

    fn endpoint_of(&self, response: ResponseKind) -> &'static str {
        let publisher = self.client.registry().publisher(&self.state.publisher);
        let row = publisher.and_then(|row| row.endpoints.iter().find(|endpoint| endpoint.response == response));
        row.map_or("", |endpoint| endpoint.id)
    }
}

/// Some documents, and whether they are the file's last.
async fn documents<H: Host>(file: &mut Unpacking<H>) -> Result<(Vec<String>, bool), Failure> {
    let mut items = Vec::new();
    while items.len() < BATCH {
        match file.next().await? {
            Some(item) => items.extend(document(item)),
            None => return Ok((items, true)),
        }
    }
    Ok((items, false))
}

/// Documents and what should be known about them.
type New = (Vec<String>, Vec<String>);

fn document(item: Item) -> Option<String> {
    match item {
        Item::Part(Part::Release(text) | Part::Record(text)) => Some(text),
        Item::Part(Part::Member(..)) | Item::File { .. } => None,
    }
}

/// The rows of bulk files name their parameters so.
fn parameters(pairs: &[(&str, &str)]) -> Parameters {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
