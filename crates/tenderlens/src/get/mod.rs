//! `get`: any endpoint that reads, from the command line.
//!
//! Exit codes: 0, 1 if the answer did not come or is not complete, 2 for wrong usage.

mod arguments;
mod sink;
mod windows;

use std::process::ExitCode;

use tenderlens_core::bulk::Item;
use tenderlens_core::client::{Call, Client, Event, Native, Options};
use tenderlens_core::endpoint::{Publisher, ResponseKind};
use tenderlens_core::linked::{self, Embedded, Following};
use tenderlens_core::ocds::collect::compact;
use tenderlens_core::ocds::package;
use tenderlens_core::ocds::split::Part;
use tenderlens_core::protocol::error::{Error, Failure};
use tenderlens_core::protocol::page::Page;
use tenderlens_core::protocol::paging::ResumeToken;
use tenderlens_core::publishers::Registry;

use arguments::Asked;
pub use arguments::{command, read};
use sink::Sink;

use crate::say::{refused, say, waiting};

/// Why a run ends before its end.
enum Stop {
    /// Nobody reads the output any more.
    OutputClosed,
    Output(std::io::Error),
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<std::io::Error> for Stop {
    fn from(problem: std::io::Error) -> Self {
        match problem.kind() {
            std::io::ErrorKind::BrokenPipe => Self::OutputClosed,
            _ => Self::Output(problem),
        }
    }
}

pub async fn run(asked: Asked) -> ExitCode {
    let mut options = Options::default();
    if let Some(base) = &asked.base {
        options.bases.insert(asked.publisher.clone(), base.clone());
    }
    let client = Client::new(Registry::builtin(), Native::default(), options);
    let goes_on = asked.resume.is_some();
    let (call, sink) = match (first(&client, &asked), Sink::open(asked.output.as_deref(), goes_on)) {
        (Ok(call), Ok(sink)) => (call, sink),
        (Err(failure), _) => return refused(&failure, ExitCode::from(2)),
        (_, Err(problem)) => {
            say(&format!("error: {problem}"));
            return ExitCode::from(2);
        }
    };
    for warning in call.warnings() {
        say(&format!("warning: {warning}"));
    }
    let mut run = Run { client, asked, sink, next: None, window: None, is_incomplete: false };
    tokio::select! {
        // First, so that the signal is waited for before anything is written.
        biased;
        () = crate::address::asked_to_end() => run.interrupted(),
        outcome = run.all(call) => run.end(outcome),
    }
}

/// The call to begin with: what is asked for, or where a token goes on with the same.
fn first(client: &Client<Native>, asked: &Asked) -> Result<Call, Failure> {
    let Some(text) = &asked.resume else {
        return client.call(&asked.publisher, &asked.endpoint, &asked.parameters);
    };
    let token = token_for(client.registry(), asked, text)
        .map_err(|error| Failure::unsent(error, &asked.publisher, &asked.endpoint))?;
    client.resume(&token)
}

/// Parameters may be given again, but only the place may be another one.
fn token_for(registry: &Registry, asked: &Asked, text: &str) -> Result<ResumeToken, Error> {
    let token = ResumeToken::from_text(text)?;
    if (token.publisher.as_str(), token.endpoint.as_str()) != (&asked.publisher, &asked.endpoint) {
        let problem = format!("it continues {} {}", token.publisher, token.endpoint);
        return Err(Error::ResumeToken(problem));
    }
    let row = registry.endpoint(&asked.publisher, &asked.endpoint);
    let place = row.and_then(|(_, row)| row.paging.parameter());
    let mut given = asked.parameters.iter().filter(|(name, value)| Some(name.as_str()) != place && !value.is_empty());
    match given.find(|(name, value)| token.parameters.get(*name) != Some(*value)) {
        Some((name, value)) => {
            let kept = token.parameters.get(name).map_or_else(|| "none".to_owned(), |kept| format!("{kept:?}"));
            Err(Error::ResumeToken(format!("{name:?} is {value:?} here and {kept} there")))
        }
        None => Ok(token),
    }
}

struct Run {
    client: Client<Native>,
    asked: Asked,
    sink: Sink,
    /// Where another run would go on: behind all that is written.
    next: Option<ResumeToken>,
    /// The same for windows: where the one that is being read begins.
    window: Option<ResumeToken>,
    /// Something that was asked for is not written, and was told.
    is_incomplete: bool,
}

impl Run {
    async fn all(&mut self, call: Call) -> Result<(), Stop> {
        match call.endpoint().response {
            ResponseKind::Zip if self.asked.ndjson => self.bulk(&call).await,
            _ if call.answers_file() => self.file(&call).await,
            _ if self.asked.thorough => self.windows(call).await,
            _ => self.pages(call).await,
        }
    }

    async fn pages(&mut self, call: Call) -> Result<(), Stop> {
        let client = self.client.clone();
        let mut pages = client.pages(call.clone());
        let mut is_first = true;
        while let Some(page) = pages.next(&on_event).await? {
            if self.asked.linked {
                self.write_whole(call.publisher(), &page).await?;
            } else {
                self.write(page.text.trim_end(), page.items())?;
            }
            let is_alone = std::mem::take(&mut is_first) && !self.asked.thorough;
            if is_alone && page.items().len() == 0 {
                self.say_why_nothing_came(&call).await;
            }
            self.next.clone_from(&page.next);
            for note in page.notes() {
                say(&format!("warning: {note}"));
            }
            if page.maybe_more {
                self.tell_cut_off(&page);
            }
            if !self.asked.all {
                break;
            }
        }
        Ok(())
    }

    /// Where all was asked for, a list that may go on is not all.
    fn tell_cut_off(&mut self, page: &Page) {
        let kind = if self.asked.all { "error" } else { "warning" };
        say(&format!("{kind}: the last page is full and names no next one: what follows may be missing"));
        if self.asked.all {
            self.is_incomplete = true;
            self.next.clone_from(&page.position);
        }
    }

    async fn say_why_nothing_came(&self, call: &Call) {
        match self.client.unlisted(call, &on_event).await {
            Ok(warnings) => warnings.iter().for_each(|warning| say(&format!("warning: {warning}"))),
            Err(failure) => say(&format!("note: whether what was asked for exists is not known: {failure}")),
        }
    }

    /// Writes a page with the releases that its records only link to.
    async fn write_whole(&mut self, publisher: &Publisher, page: &Page) -> Result<(), Stop> {
        let embedded = linked::embed(&self.client, publisher, &page.text, Following::All, &on_event).await?;
        let Some(Embedded { text, problems, .. }) = embedded else {
            return self.write(page.text.trim_end(), page.items());
        };
        self.is_incomplete |= !problems.is_empty();
        for problem in problems {
            say(&format!("warning: {problem}"));
        }
        let records = package::read(&text).map_or(Vec::new(), |package| package.records);
        self.write(text.trim_end(), records.iter().map(|record| record.text))
    }

    /// A page is written whole before another run would go on behind it.
    fn write<'a>(&mut self, text: &str, items: impl ExactSizeIterator<Item = &'a str>) -> Result<(), Stop> {
        let count = items.len();
        if self.asked.ndjson {
            for item in items {
                self.sink.line(&compact(item))?;
            }
        } else {
            self.sink.line(text)?;
        }
        self.sink.flush()?;
        self.sink.progress(|| format!(", {count} entries"));
        Ok(())
    }

    async fn file(&mut self, call: &Call) -> Result<(), Stop> {
        let mut download = self.client.download(call, &on_event).await?;
        let length = download.length();
        while let Some(chunk) = download.chunk().await? {
            self.sink.bytes(&chunk)?;
            self.sink.progress_bytes(length);
        }
        self.sink.flush()?;
        Ok(())
    }

    /// The releases or records of an archive, as they come in.
    async fn bulk(&mut self, call: &Call) -> Result<(), Stop> {
        let expected = if self.asked.check { Some(self.client.stated_checksum(call, &on_event).await?) } else { None };
        let mut unpacking = self.client.unpack(call, expected, &on_event).await?;
        while let Some(item) = unpacking.next().await? {
            match item {
                Item::File { name, is_read: false } => say(&format!("note: {name} is not JSON: left out")),
                Item::Part(Part::Release(document) | Part::Record(document)) => self.sink.line(&compact(&document))?,
                Item::File { .. } | Item::Part(Part::Member(..)) => {}
            }
            let progress = unpacking.progress();
            self.sink.progress(|| {
                let of = progress.total.map_or_else(String::new, |total| format!(" of {total}"));
                format!(", {} bytes received{of}, {} documents", progress.received, progress.documents)
            });
        }
        self.sink.flush()?;
        Ok(())
    }

    fn end(&mut self, outcome: Result<(), Stop>) -> ExitCode {
        self.sink.hide();
        match outcome {
            Ok(()) => {
                if let Some(token) = &self.next {
                    say(&format!("there is more; go on with: --resume '{}' (or --all)", token.to_text()));
                }
                if self.is_incomplete { ExitCode::FAILURE } else { ExitCode::SUCCESS }
            }
            Err(Stop::OutputClosed) => ExitCode::SUCCESS,
            Err(Stop::Output(problem)) => {
                say(&format!("error: cannot write the answer: {problem}"));
                self.say_where_to_go_on();
                ExitCode::FAILURE
            }
            Err(Stop::Failed(failure)) => {
                refused(&failure, ExitCode::FAILURE);
                self.say_where_to_go_on();
                ExitCode::FAILURE
            }
        }
    }

    fn interrupted(&mut self) -> ExitCode {
        self.sink.hide();
        say("interrupted");
        self.say_where_to_go_on();
        ExitCode::FAILURE
    }

    fn say_where_to_go_on(&self) {
        if let Some(token) = &self.window {
            say(&format!("go on with: --thorough --resume '{}', which repeats no more than a window", token.to_text()));
        } else if let Some(token) = &self.next {
            say(&format!("what was written is complete up to here; go on with: --resume '{}'", token.to_text()));
        }
    }
}

fn on_event(event: Event) {
    if let Event::Waiting { pause, error, .. } = event {
        waiting(pause, &error);
    }
}
