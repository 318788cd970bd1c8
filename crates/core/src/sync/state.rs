//! Where a run continues, as text that can be kept.

use serde::{Deserialize, Serialize};

use super::feed::Feed;
use super::months::Months;
use super::windows::{self, Windows};
use crate::calendar::{Date, DateTime};
use crate::endpoint::{Endpoint, Paging, Publisher, ResponseKind};
use crate::protocol::error::Error;
use crate::protocol::parameters::Parameters;
use crate::protocol::token;
use crate::publishers::Registry;

/// Changes when old states can no longer be read.
const VERSION: u32 = 1;

/// Where following a publisher continues. It holds no secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SyncState {
    version: u32,
    pub publisher: String,
    pub endpoint: String,
    pub(super) position: Position,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Position {
    Feed(Feed),
    Windows(Windows),
    Months(Months),
}

impl SyncState {
    /// The state before anything is read.
    ///
    /// `endpoint` is the first one of the publisher that can be followed unless it is given.
    /// `parameters` narrow what is followed, as the endpoint's row allows. `from` is a date or a
    /// date-time, where the way of following needs a beginning; a feed begins at its own.
    ///
    /// # Errors
    /// When the publisher has no such endpoint, or the beginning is missing or not needed.
    pub fn start(
        registry: &Registry,
        publisher: &str,
        endpoint: Option<&str>,
        mut parameters: Parameters,
        from: Option<&str>,
    ) -> Result<Self, Error> {
        let row = registry.publisher(publisher).ok_or_else(|| Error::UnknownPublisher(publisher.to_owned()))?;
        let endpoint = match endpoint {
            Some(id) => row.endpoints.iter().find(|it| it.id == id).ok_or(Error::UnknownEndpoint)?,
            None => row.endpoints.iter().find(|it| way(row, it).is_some()).ok_or_else(|| cannot("this publisher"))?,
        };
        let position = match way(row, endpoint).ok_or_else(|| cannot(endpoint.id))? {
            Way::Feed(name) => {
                refuse(&parameters, &[name, "descending"])?;
                if from.is_some() {
                    return Err(parameter("from", "is not taken: a feed begins at its own beginning"));
                }
                Position::Feed(Feed::new(parameters))
            }
            Way::Windows(names) => {
                refuse(&parameters, &[names.from, names.to, names.cursor])?;
                Position::Windows(Windows::new(parameters, beginning(from)?))
            }
            Way::Months => {
                let source = parameters.remove("source").ok_or_else(|| parameter("source", "is required"))?;
                refuse(&parameters, &parameters.keys().map(String::as_str).collect::<Vec<_>>())?;
                let from = beginning(from)?.to_string();
                Position::Months(Months::new(source, from[..7].to_owned()))
            }
        };
        Ok(Self { version: VERSION, publisher: publisher.to_owned(), endpoint: endpoint.id.to_owned(), position })
    }

    /// # Errors
    /// [`Error::ResumeToken`] for text that [`SyncState::to_text`] did not make.
    pub fn from_text(text: &str) -> Result<Self, Error> {
        token::read_versioned(text, "synchronisation", VERSION)
    }

    pub fn to_text(&self) -> String {
        token::write(self)
    }

    /// What narrows it, as it was begun with.
    pub fn parameters(&self) -> Parameters {
        match &self.position {
            Position::Feed(feed) => feed.parameters.clone(),
            Position::Windows(windows) => windows.parameters.clone(),
            Position::Months(months) => [("source".to_owned(), months.source.clone())].into(),
        }
    }

    /// When the end was last reached, in Unix milliseconds; `None` while there is more.
    pub fn ended_ms(&self) -> Option<u64> {
        match &self.position {
            Position::Feed(feed) => feed.ended_ms,
            Position::Windows(windows) => windows.ended_ms,
            Position::Months(months) => months.ended_ms,
        }
    }
}

/// Where following an endpoint begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// At the feed's own beginning.
    Own,
    /// At a time that has to be given.
    Given,
}

/// Where following an endpoint begins; `None` when it cannot be followed.
pub fn beginning_of(publisher: &Publisher, endpoint: &Endpoint) -> Option<Beginning> {
    way(publisher, endpoint).map(|way| match way {
        Way::Feed(_) => Beginning::Own,
        Way::Windows(_) | Way::Months => Beginning::Given,
    })
}

/// How an endpoint is followed.
pub(super) enum Way {
    /// With the name of the parameter of the place.
    Feed(&'static str),
    Windows(windows::Names),
    Months,
}

pub(super) fn way(publisher: &Publisher, endpoint: &Endpoint) -> Option<Way> {
    if let Paging::Feed(name) = endpoint.paging {
        return Some(Way::Feed(name));
    }
    let has_files = publisher.endpoints.iter().any(|row| row.response == ResponseKind::Zip);
    if endpoint.response == ResponseKind::FileList && has_files {
        return Some(Way::Months);
    }
    windows::names(endpoint).map(Way::Windows)
}

fn cannot(subject: &str) -> Error {
    parameter(
        "endpoint",
        &format!("{subject} cannot be followed: it is no feed, no search by time and no list of files"),
    )
}

fn parameter(name: &str, problem: &str) -> Error {
    Error::Parameter { name: name.to_owned(), problem: problem.to_owned() }
}

fn refuse(parameters: &Parameters, names: &[&str]) -> Result<(), Error> {
    match names.iter().find(|name| parameters.contains_key(**name)) {
        Some(name) => Err(parameter(name, "is not taken here: following sets it itself")),
        None => Ok(()),
    }
}

fn beginning(from: Option<&str>) -> Result<DateTime, Error> {
    let text = from.ok_or_else(|| parameter("from", "is required, for example 2026-01-01"))?;
    let month = (text.len() == 7).then(|| format!("{text}-01"));
    let day = month.as_deref().unwrap_or(text).parse::<Date>().map(Date::start);
    day.or_else(|_| text.parse::<DateTime>())
        .map_err(|_| parameter("from", "must be a month, a date or a time such as 2026-01-31T12:00:00"))
}
