//! Feeds an [`Unpacker`] from a publisher.

use std::collections::VecDeque;

use super::unpacker::{Checksum, Item, Progress, Unpacker};
use crate::client::{Call, Client, Download, Event, Host};
use crate::endpoint::ResponseKind;
use crate::protocol::error::{Error, Failure};

/// Bytes unpacked before what is in them is handed out: they may become a thousand times as many.
const SLICE: usize = 16 * 1024;

/// What the rows of bulk files call the format of what is packed.
const FORMAT: &str = "type";

/// A bulk file that is being read. Dropping it aborts the request.
pub struct Unpacking<H> {
    download: Download<H>,
    unpacker: Unpacker,
    ready: VecDeque<Item>,
    /// Received and not unpacked, from `used`.
    chunk: Vec<u8>,
    used: usize,
    ended: bool,
}

impl<H: Host + Clone> Client<H> {
    /// The SHA-256 that the publisher states for what an archive's call answers.
    ///
    /// # Errors
    /// As [`Client::fetch`]; when the publisher states none.
    pub async fn stated_checksum(&self, archive: &Call, on_event: &dyn Fn(Event)) -> Result<Checksum, Failure> {
        expect_packages(archive)?;
        let unstated = |call: &Call, attempts| {
            let problem = "no SHA-256 of 64 hexadecimal digits is stated for it".to_owned();
            call.failure(Error::Body { offset: 0, problem }, attempts)
        };
        let publisher = archive.publisher();
        let row = publisher.endpoints.iter().find(|row| row.response == ResponseKind::Checksum);
        let row = row.ok_or_else(|| unstated(archive, 0))?;
        let mut place = archive.parameters().clone();
        place.retain(|name, _| row.parameter(name).is_some());
        let call = self.call(publisher.id, row.id, &place)?.fresh();
        let reply = self.fetch(&call, on_event).await?;
        let stated = Checksum::find(&String::from_utf8_lossy(&reply.response.body));
        stated.ok_or_else(|| unstated(&call, reply.attempts))
    }

    /// Reads an archive of packages while it comes in.
    ///
    /// # Errors
    /// As [`Client::download`]; when the call answers something else.
    pub async fn unpack(
        &self,
        call: &Call,
        expected: Option<Checksum>,
        on_event: &dyn Fn(Event),
    ) -> Result<Unpacking<H>, Failure> {
        expect_packages(call)?;
        let download = self.download(call, on_event).await?;
        let unpacker = Unpacker::new(expected);
        Ok(Unpacking { download, unpacker, ready: VecDeque::new(), chunk: Vec::new(), used: 0, ended: false })
    }
}

/// Publishers pack tables, too: those have no documents, and no check sum is stated for them.
fn expect_packages(call: &Call) -> Result<(), Failure> {
    let format = call.parameters().get(FORMAT).map(String::as_str);
    let format = format.or_else(|| call.endpoint().parameter(FORMAT)?.default);
    if call.endpoint().response == ResponseKind::Zip && format == Some("json") {
        return Ok(());
    }
    let problem = "must be \"json\": other files hold no releases or records, and no check sum is stated for them";
    Err(call.failure(Error::Parameter { name: FORMAT.to_owned(), problem: problem.to_owned() }, 0))
}

impl<H: Host> Unpacking<H> {
    /// The next file, release, record or member; `None` at the end, when all of it was right.
    ///
    /// # Errors
    /// When the download breaks off, or is not what was promised. There is nothing after an error.
    pub async fn next(&mut self) -> Result<Option<Item>, Failure> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Ok(Some(item));
            }
            if self.ended {
                return Ok(None);
            }
            let stepped = self.step().await;
            if stepped.is_err() {
                self.ended = true;
            }
            stepped?;
        }
    }

    /// How far the reading is.
    pub fn progress(&self) -> Progress {
        Progress { total: self.download.length(), ..self.unpacker.progress() }
    }

    async fn step(&mut self) -> Result<(), Failure> {
        if self.used < self.chunk.len() {
            let end = self.chunk.len().min(self.used + SLICE);
            let unpacked = self.unpacker.push(&self.chunk[self.used..end]);
            self.used = end;
            self.ready.extend(unpacked.map_err(|error| self.failure(error))?);
            return Ok(());
        }
        match self.download.chunk().await? {
            Some(chunk) => (self.chunk, self.used) = (chunk, 0),
            None => {
                self.ended = true;
                self.unpacker.finish().map_err(|error| self.failure(error))?;
            }
        }
        Ok(())
    }

    fn failure(&self, error: super::Error) -> Failure {
        self.download.failure(Error::from(error))
    }
}
