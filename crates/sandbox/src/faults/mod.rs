//! Faults on demand: which one a request meets.
//!
//! A request asks for one itself (`x-sandbox-fault: slow:500`), or it is switched on for a
//! publisher at `/sandbox/faults`.

mod apply;
mod rewrite;
mod stream;
mod switch;

use std::sync::{Mutex, PoisonError};

pub use apply::{Dropped, after, before};
pub use rewrite::{Asked, first_page, rewrite};
pub use switch::{Order, OrderError, list};

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 429, with Retry-After in seconds where given.
    RateLimited(Option<u64>),
    /// 503, with Retry-After in seconds where given.
    Unavailable(Option<u64>),
    /// The connection is closed without a response.
    Dead,
    /// The answer comes after so many milliseconds.
    Slow(u64),
    /// The body breaks off half way, with the right status and length.
    Truncated,
    /// 200 with a web page instead of data.
    Html,
    /// No CORS headers.
    NoCors,
    /// 200 with a body that is not JSON.
    BadJson,
    ServerError,
    Forbidden,
    /// 200 with amounts that are no JSON numbers.
    BadNumbers,
    /// The answer names no next page.
    NoNext,
    /// A window of more than a quarter of a day misses some of its releases.
    LongWindows,
    /// The answer names this page, or an earlier one, as the next.
    Loop,
    /// The publisher's error body instead of data, with this status.
    Errors(u16),
    /// Errors that would come with 200 come with this status.
    ErrorStatus(u16),
    /// This status and nothing else, as front proxies answer.
    Empty(u16),
    /// After the answer, the first entry of the publisher's feed changes.
    Changing,
}

/// Names and what they do, for the description and for error messages.
pub const NAMES: &[(&str, &str)] = &[
    ("rate-limited", "429; with an argument (or retryAfter) Retry-After says so many seconds; without times a storm"),
    ("unavailable", "503; with an argument (or retryAfter) Retry-After says so many seconds"),
    ("dead", "the connection is closed without a response"),
    ("slow", "the answer comes after the argument (or ms) in milliseconds, 1000 without one"),
    ("truncated", "the body breaks off half way although status and length are right"),
    ("html", "200 with a web page instead of data"),
    ("no-cors", "the answer lacks the headers that let web pages read it"),
    ("bad-json", "200 with a body that is not JSON"),
    ("server-error", "500"),
    ("forbidden", "403 with a web page, as firewalls answer"),
    ("bad-numbers", "the first two amounts are written as 000 (with a blank before it) and 1e9999"),
    ("no-next", "the answer names no next page although there is one"),
    ("long-windows", "a list asked for with a window of more than six hours silently misses some of its releases"),
    ("loop", "from the second page on, the next page is this one or an earlier one"),
    ("errors", "the publisher's error body instead of data, with 200 or the argument (or status) as its status"),
    ("error-status", "errors that eu answers with 200 come with 404 or the argument (or status)"),
    ("empty", "502 or the argument (or status: 412, 504, ...) with nothing in it, as front proxies answer"),
    (
        "changing",
        "after the answer, the oldest entry of prozorro's feed changes: it leaves the feed for a second and comes again at its end",
    ),
];

impl Kind {
    /// `argument`: seconds for Retry-After, milliseconds for `slow`, or a status.
    pub fn named(name: &str, argument: Option<u64>) -> Result<Self, OrderError> {
        Ok(match name {
            "rate-limited" => Self::RateLimited(argument),
            "unavailable" => Self::Unavailable(argument),
            "dead" => Self::Dead,
            "slow" => Self::Slow(argument.unwrap_or(1000)),
            "truncated" => Self::Truncated,
            "html" => Self::Html,
            "no-cors" => Self::NoCors,
            "bad-json" => Self::BadJson,
            "server-error" => Self::ServerError,
            "forbidden" => Self::Forbidden,
            "bad-numbers" => Self::BadNumbers,
            "no-next" => Self::NoNext,
            "long-windows" => Self::LongWindows,
            "loop" => Self::Loop,
            "errors" => Self::Errors(status(argument, 200)?),
            "error-status" => Self::ErrorStatus(status(argument, 404)?),
            "empty" => Self::Empty(status(argument, 502)?),
            "changing" => Self::Changing,
            _ => return Err(OrderError::Name(name.to_owned())),
        })
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::RateLimited(_) => "rate-limited",
            Self::Unavailable(_) => "unavailable",
            Self::Dead => "dead",
            Self::Slow(_) => "slow",
            Self::Truncated => "truncated",
            Self::Html => "html",
            Self::NoCors => "no-cors",
            Self::BadJson => "bad-json",
            Self::ServerError => "server-error",
            Self::Forbidden => "forbidden",
            Self::BadNumbers => "bad-numbers",
            Self::NoNext => "no-next",
            Self::LongWindows => "long-windows",
            Self::Loop => "loop",
            Self::Errors(_) => "errors",
            Self::ErrorStatus(_) => "error-status",
            Self::Empty(_) => "empty",
            Self::Changing => "changing",
        }
    }
}

fn status(argument: Option<u64>, default: u16) -> Result<u16, OrderError> {
    match argument.map(u16::try_from) {
        None => Ok(default),
        Some(Ok(status @ 200..=599)) => Ok(status),
        _ => Err(OrderError::Status),
    }
}

/// A fault that is switched on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Absent: every publisher.
    pub publisher: Option<String>,
    /// Only requests whose path and query contain this.
    pub url_contains: Option<String>,
    pub kind: Kind,
    /// How many requests still meet it; absent: until it is cleared.
    pub times: Option<u32>,
}

/// The faults that are switched on, in the order they were.
#[derive(Debug, Default)]
pub struct Faults(Mutex<Vec<Fault>>);

impl Faults {
    fn with<T>(&self, work: impl FnOnce(&mut Vec<Fault>) -> T) -> T {
        // A list of plain values is whole even if its last user panicked.
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn add(&self, fault: Fault) {
        self.with(|faults| faults.push(fault));
    }

    pub fn clear(&self) {
        self.with(Vec::clear);
    }

    pub fn active(&self) -> Vec<Fault> {
        self.with(|faults| faults.clone())
    }

    /// The first fault that waits for such a request; one with a count is used up by it.
    ///
    /// Clients silently repeat a request when a connection that already served others dies, so a
    /// death on a `reused` connection does not count: `times` means failures that are seen.
    pub fn take(&self, publisher: &str, url: &str, reused: bool) -> Option<Kind> {
        self.with(|faults| {
            let index = faults.iter().position(|fault| {
                let for_it = fault.publisher.as_deref().is_none_or(|wanted| wanted == publisher);
                for_it && fault.url_contains.as_deref().is_none_or(|part| url.contains(part))
            })?;
            let kind = faults[index].kind;
            let is_seen = !(reused && kind == Kind::Dead);
            if let Some(times) = faults[index].times.as_mut().filter(|_| is_seen) {
                *times = times.saturating_sub(1);
                if *times == 0 {
                    faults.remove(index);
                }
            }
            Some(kind)
        })
    }
}

/// Reads `NAME` or `NAME:ARGUMENT`.
pub fn from_header(value: &str) -> Result<Kind, OrderError> {
    let (name, argument) = match value.split_once(':') {
        Some((name, argument)) => {
            let number = argument.trim().parse();
            (name, Some(number.map_err(|_| OrderError::Argument(argument.to_owned()))?))
        }
        None => (value, None),
    };
    Kind::named(name.trim(), argument)
}

#[cfg(test)]
mod tests {
    use super::{Fault, Faults, Kind, NAMES, from_header};

    fn fault(publisher: &str, kind: Kind, times: Option<u32>) -> Fault {
        Fault { publisher: Some(publisher.to_owned()), url_contains: None, kind, times }
    }

    #[test]
    fn a_counted_fault_is_used_up_and_the_next_one_follows() {
        let faults = Faults::default();
        faults.add(fault("uk", Kind::RateLimited(Some(2)), Some(2)));
        faults.add(fault("uk", Kind::Dead, None));
        assert_eq!(faults.take("peru", "/", false), None);
        let met: Vec<_> = (0..4).map(|_| faults.take("uk", "/", false)).collect();
        let limited = Some(Kind::RateLimited(Some(2)));
        assert_eq!(met, [limited, limited, Some(Kind::Dead), Some(Kind::Dead)]);
        faults.clear();
        assert_eq!(faults.take("uk", "/", false), None);
    }

    #[test]
    fn a_death_that_a_client_repeats_unseen_does_not_count() {
        let faults = Faults::default();
        faults.add(fault("uk", Kind::Dead, Some(1)));
        let met = [true, true, false, false].map(|reused| faults.take("uk", "/", reused));
        assert_eq!(met, [Some(Kind::Dead), Some(Kind::Dead), Some(Kind::Dead), None]);
    }

    #[test]
    fn a_fault_can_wait_for_one_address() {
        let faults = Faults::default();
        faults.add(Fault { publisher: None, url_contains: Some("Record".into()), kind: Kind::Html, times: None });
        assert_eq!(faults.take("uk", "/api/1.0/ocdsReleasePackages", false), None);
        assert_eq!(faults.take("uk", "/api/1.0/ocdsRecordPackages/x", false), Some(Kind::Html));
    }

    #[test]
    fn every_name_is_understood_and_given_back() {
        for (name, _) in NAMES {
            assert_eq!(from_header(name).unwrap().name(), *name);
        }
        assert_eq!(from_header("slow:250"), Ok(Kind::Slow(250)));
        assert!(from_header("slow:soon").is_err());
        assert_eq!(from_header("empty:504"), Ok(Kind::Empty(504)));
        assert!(from_header("empty:99").unwrap_err().to_string().contains("200 to 599"));
        assert!(from_header("slowly").unwrap_err().to_string().contains("rate-limited"));
    }
}
