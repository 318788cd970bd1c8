//! One condition as parameters of one publisher.

use serde_json::value::to_raw_value;

use super::question::{Classification, Dates, Question};
use crate::calendar::{Date, DateTime};
use crate::endpoint::{Endpoint, Kind, Publisher};
use crate::listing::{Aspect, Filter, Sends, Slices};
use crate::protocol::error::Error;
use crate::protocol::parameters::Parameters;

/// The parameters that carry a condition: usually one set, several where it takes several calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sent {
    pub alternatives: Vec<Parameters>,
    names: Vec<&'static str>,
}

impl Sent {
    /// The names that are really sent.
    pub fn parameters(&self) -> Vec<&'static str> {
        self.names.clone()
    }
}

/// Short windows that are read at once, at most: ten years of quarter days.
const MOST_WINDOWS: i64 = 14_610;

/// `None` where the publisher's filter can't carry this condition: it is left to filter here.
pub(super) fn send(
    filter: &Filter,
    question: &Question,
    row: &Endpoint,
    slices: Option<Slices>,
    today: Date,
) -> Option<Sent> {
    let one = |name: &str, value: String| vec![Parameters::from([(name.to_owned(), value)])];
    let alternatives = match filter.sends {
        Sends::Window { from, to } => {
            let whole = || vec![window(row, from, to, question.dates)];
            slices.and_then(|slices| sliced(from, to, question.dates, slices, today)).unwrap_or_else(whole)
        }
        Sends::Year(name) => {
            let last = question.dates.to.unwrap_or(today).year();
            let years = (question.dates.from?.year()..=last).rev();
            years.flat_map(|year| one(name, year.to_string())).collect()
        }
        Sends::Start(name) => {
            let to = question.dates.to.filter(|to| *to < today)?;
            one(name, to.plus(1)?.start().to_string())
        }
        Sends::Words { parameter, words } => {
            let ours = word(filter.aspect, question)?;
            let (_, theirs) = words.iter().find(|(word, _)| *word == ours)?;
            one(parameter, (*theirs).to_owned())
        }
        Sends::Country(name) => one(name, question.country.trim().to_lowercase()),
        Sends::Text(name) => one(name, text(filter.aspect, question)?.trim().to_owned()),
        Sends::Entry { parameter, members } => one(parameter, entry(question.classification.as_ref()?, members)?),
    };
    // An empty one would carry nothing and multiply the calls by nothing.
    let names: Vec<_> =
        filter.sends.parameters().filter(|name| alternatives.iter().any(|it| it.contains_key(*name))).collect();
    (!names.is_empty()).then_some(Sent { alternatives, names })
}

/// The code of a condition that has one of few values.
fn word(aspect: Aspect, question: &Question) -> Option<&str> {
    match aspect {
        Aspect::Stage => question.stage.map(tenderlens_ocds::view::Stage::id),
        Aspect::Category => question.category.map(super::Category::code),
        Aspect::Status => Some(question.status.trim()),
        _ => None,
    }
}

fn text(aspect: Aspect, question: &Question) -> Option<&str> {
    match aspect {
        Aspect::Text => Some(&question.text),
        Aspect::Buyer => Some(&question.buyer),
        Aspect::Supplier => Some(&question.supplier),
        _ => None,
    }
}

/// Both ends where the service would invent the one that is not sent; else those that are given.
fn window(row: &Endpoint, from: &str, to: &str, dates: Dates) -> Parameters {
    let written = |name: &str, date: Date, time: &str| match row.parameter(name).map(|row| row.kind) {
        Some(Kind::DateTime) => format!("{date}T{time}"),
        _ => date.to_string(),
    };
    let widest = row.window.map(|window| (window.widest.0.to_owned(), window.widest.1.to_owned())).unzip();
    let start = dates.from.map(|date| written(from, date, "00:00:00")).or(widest.0);
    let end = dates.to.map(|date| written(to, date, "23:59:59")).or(widest.1);
    [(from, start), (to, end)].into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

/// Windows of some hours each, newest first; `None` without a first day to end at.
fn sliced(from: &str, to: &str, dates: Dates, slices: Slices, today: Date) -> Option<Vec<Parameters>> {
    let first = dates.from?;
    let last = dates.to.unwrap_or(today).min(today);
    let windows = short(first.start(), last.plus(1)?.start().plus_seconds(-1), slices);
    let parameters = |(start, end): (DateTime, DateTime)| {
        Parameters::from([(from.to_owned(), start.to_string()), (to.to_owned(), end.to_string())])
    };
    (!windows.is_empty()).then(|| windows.into_iter().map(parameters).collect())
}

/// The windows between two times that are short enough to be complete, the latest first.
fn short(from: DateTime, to: DateTime, slices: Slices) -> Vec<(DateTime, DateTime)> {
    let seconds = i32::try_from(slices.hours.clamp(1, 24) * 3600).unwrap_or(i32::MAX);
    // Behind the end of the calendar there is no later one.
    let next = |start: &DateTime| Some(start.plus_seconds(seconds)).filter(|next| next > start);
    let starts = std::iter::successors(Some(from), next);
    let starts = starts.take_while(|start| *start <= to);
    let mut windows: Vec<_> = starts.map(|start| (start, start.plus_seconds(seconds - 1).min(to))).collect();
    windows.reverse();
    windows
}

/// A window short enough to be complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Short {
    /// What it is asked with.
    pub parameters: Parameters,
    /// The call from the start to the end of this window: what is left before it is read.
    pub rest: Parameters,
}

/// What a listing's call becomes where only short windows are complete, the latest first; `now` ends
/// a window that is open.
///
/// # Errors
/// [`Error::Parameter`] when the call is none of such a listing, or its window has no start.
pub fn thorough(
    publisher: &Publisher,
    endpoint: &Endpoint,
    parameters: &Parameters,
    now: DateTime,
) -> Result<Vec<Short>, Error> {
    let listing = &publisher.listing;
    let refused = |name: &str, problem: &str| Error::Parameter { name: name.to_owned(), problem: problem.to_owned() };
    let window = listing.filters.iter().find_map(|filter| match filter.sends {
        Sends::Window { from, to } => Some((from, to)),
        _ => None,
    });
    let (Some(slices), Some((from, to)), true) = (listing.slices, window, listing.endpoint == endpoint.id) else {
        return Err(refused(endpoint.id, "is complete in windows of any length, or is asked without one"));
    };
    let time = |name: &str| {
        let time = parameters.get(name).map(|text| text.parse::<DateTime>());
        time.transpose().map_err(|_| refused(name, "must be a time without a zone, to be cut into short windows"))
    };
    let first = time(from)?.ok_or_else(|| refused(from, "is required, to be cut into short windows"))?;
    let last = time(to)?.unwrap_or(now);
    if last.seconds_since(first) / 3600 / i64::from(slices.hours.max(1)) > MOST_WINDOWS {
        return Err(refused(from, "is too far from the end: so many short windows are not read at once"));
    }
    let windows = short(first, last, slices);
    let between = |start: DateTime, end: DateTime| {
        let mut parameters = parameters.clone();
        parameters.extend([(from.to_owned(), start.to_string()), (to.to_owned(), end.to_string())]);
        parameters
    };
    let short = |(start, end)| Short { parameters: between(start, end), rest: between(first, end) };
    Ok(windows.into_iter().map(short).collect())
}

/// An entry of the publisher's list. A CPV prefix stands for the code that fills it up with zeros.
fn entry(classification: &Classification, members: [&str; 3]) -> Option<String> {
    const CPV_DIGITS: usize = 8;
    let code = classification.prefix.trim();
    let code = if classification.scheme.eq_ignore_ascii_case("CPV") && code.len() < CPV_DIGITS {
        format!("{code:0<CPV_DIGITS$}")
    } else {
        code.to_owned()
    };
    let values = [classification.scheme.as_str(), &code, classification.description.as_deref()?];
    let pairs: Vec<String> = members
        .into_iter()
        .zip(values)
        .filter_map(|(name, value)| Some(format!("{}:{}", to_raw_value(name).ok()?, to_raw_value(value).ok()?)))
        .collect();
    Some(format!("{{{}}}", pairs.join(",")))
}
