//! From a question that is the same for every publisher to what one of them can be asked: calls, the
//! conditions that are left to filter here, what can't be known, and what it will cost.
//!
//! Pure, and driven by rows: [`crate::listing`] says what a publisher takes. The tables as text:
//! `docs/query-plan.md`.

mod decimal;
mod estimate;
mod question;
mod send;
mod words;

use serde::{Deserialize, Serialize};

pub use decimal::Decimal;
pub use estimate::Estimate;
pub use question::{Category, Classification, Dates, Question, ValueRange};
pub use send::{Short, thorough};
pub use words::Words;

use crate::calendar::Date;
use crate::endpoint::{Endpoint, Publisher};
use crate::listing::{Aspect, Dataset, Filter, Gap, Listing, Needs, Rows, Sends};
use crate::protocol::error::Error;
use crate::protocol::parameters::{self, Parameters};
use send::Sent;

/// More requests than this are not sent without asking.
pub const ASKS_BEYOND: u64 = 200;

/// What one publisher will be asked to answer a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Publisher id.
    pub publisher: &'static str,
    pub question: Question,
    pub depth: Depth,
    /// The day for which it was made.
    pub today: Date,
    /// In the order in which they are sent; each may have further pages.
    pub calls: Vec<Planned>,
    /// Lists to read first: every call is sent for every combination of their values.
    pub datasets: Vec<Dataset>,
    /// What the publisher filters by.
    pub asked: Vec<Asked>,
    /// What is filtered here, among what the publisher answers.
    pub local: Vec<Aspect>,
    /// What can't be known.
    pub unknown: Vec<Gap>,
    /// Why the answer is empty without asking.
    pub nothing: Option<String>,
    /// Why the answer may lack rows although all of it was read.
    pub may_miss: Option<&'static str>,
    /// The window that is really asked for.
    pub dates: Dates,
    pub estimate: Estimate,
}

/// A call as it will be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Planned {
    /// Endpoint id.
    pub endpoint: &'static str,
    pub parameters: Parameters,
}

/// An aspect of the question, and the parameters that carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub aspect: Aspect,
    /// None where the answer is of nothing else anyway.
    pub parameters: Vec<&'static str>,
}

/// How much is done for completeness where a publisher loses rows in long windows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Depth {
    /// One window; the plan says what it may miss.
    #[default]
    Quick,
    /// Windows short enough to be complete, newest first.
    Thorough,
}

impl Plan {
    /// So many requests are not sent without asking.
    pub fn asks_first(&self) -> bool {
        self.estimate.requests > ASKS_BEYOND
    }
}

/// Plans a question for a publisher; `today` is the present day.
///
/// # Errors
/// [`Error::Parameter`] for a question that can be none, or that the publisher can't be asked.
pub fn plan(publisher: &Publisher, question: &Question, depth: Depth, today: Date) -> Result<Plan, Error> {
    question.check()?;
    let mut plan = Plan {
        publisher: publisher.id,
        question: question.clone(),
        depth,
        today,
        calls: Vec::new(),
        datasets: Vec::new(),
        asked: Vec::new(),
        local: Vec::new(),
        unknown: gaps(&publisher.listing, question),
        nothing: elsewhere(publisher, question),
        may_miss: None,
        dates: question.dates,
        estimate: Estimate::default(),
    };
    if plan.nothing.is_none() {
        Planner { publisher, listing: &publisher.listing, depth, today }.fill(&mut plan)?;
    }
    Ok(plan)
}

/// Why a publisher of one country has nothing of another one.
fn elsewhere(publisher: &Publisher, question: &Question) -> Option<String> {
    let own = publisher.listing.country?;
    let asked = question.country.trim();
    let is_other = !asked.is_empty() && !asked.eq_ignore_ascii_case(own);
    is_other.then(|| format!("{} lists buyers of {} only, not of {}.", publisher.name, own, asked.to_uppercase()))
}

fn gaps(listing: &Listing, question: &Question) -> Vec<Gap> {
    listing.gaps.iter().filter(|gap| question.asks(gap.aspect)).copied().collect()
}

struct Planner<'a> {
    publisher: &'a Publisher,
    listing: &'a Listing,
    depth: Depth,
    today: Date,
}

impl Planner<'_> {
    fn fill(&self, plan: &mut Plan) -> Result<(), Error> {
        let used = self.used(&plan.question)?;
        self.divide(plan, &used);
        let days = estimate::days(plan.question.dates, self.today);
        let larger = self.listing.larger.filter(|larger| {
            let rows = estimate::rows(self.listing, days);
            rows.is_none_or(|rows| rows > u64::from(larger.rows))
        });
        let (endpoint, fixed) = match larger {
            Some(larger) => (larger.endpoint, larger.fixed),
            None => (self.listing.endpoint, self.listing.fixed),
        };
        let row = self.endpoint(endpoint)?;
        let mut calls = vec![owned(fixed)];
        calls[0].extend(self.told(&plan.question));
        for (_, sent) in &used {
            calls = product(&calls, &sent.alternatives);
        }
        self.require(plan, &used);
        for call in calls {
            plan.calls.push(Planned { endpoint: row.id, parameters: checked(row, call, &plan.datasets)? });
        }
        plan.dates = self.window(plan, &used);
        plan.may_miss = self.may_miss(plan, &used);
        plan.estimate = estimate::estimate(self.publisher, plan, days, larger.map(|it| it.page_rows));
        Ok(())
    }

    fn endpoint(&self, id: &str) -> Result<&'static Endpoint, Error> {
        self.publisher.endpoints.iter().find(|row| row.id == id).ok_or(Error::UnknownEndpoint)
    }

    /// The filters that carry a part of the question. One that silences the others stands alone.
    fn used(&self, question: &Question) -> Result<Vec<(&Filter, Sent)>, Error> {
        let row = self.endpoint(self.listing.endpoint)?;
        let slices = self.listing.slices.filter(|_| self.depth == Depth::Thorough);
        let mut used = Vec::new();
        for filter in self.listing.filters.iter().filter(|filter| question.asks(filter.aspect)) {
            let Some(sent) = send::send(filter, question, row, slices, self.today) else {
                continue;
            };
            if filter.alone {
                return Ok(vec![(filter, sent)]);
            }
            used.push((filter, sent));
        }
        Ok(used)
    }

    /// Which aspect is the publisher's, and which is left.
    fn divide(&self, plan: &mut Plan, used: &[(&Filter, Sent)]) {
        for aspect in plan.question.aspects() {
            let filter = used.iter().find(|(filter, _)| filter.aspect == aspect);
            if let Some((_, sent)) = filter {
                plan.asked.push(Asked { aspect, parameters: sent.parameters() });
            }
            let is_given = aspect == Aspect::Country && self.listing.country.is_some();
            if is_given {
                plan.asked.push(Asked { aspect, parameters: Vec::new() });
            } else if !filter.is_some_and(|(filter, _)| filter.exact) {
                plan.local.push(aspect);
            }
        }
    }

    /// What makes the rows of a feed tell more than their ids.
    fn told(&self, question: &Question) -> Parameters {
        let Rows::Ids(ids) = self.listing.rows else {
            return Parameters::new();
        };
        let asked = ids.tells.iter().filter(|told| question.asks(told.aspect));
        asked.map(|told| (told.parameter.0.to_owned(), told.parameter.1.to_owned())).collect()
    }

    /// Fills up to the least number of filters from the publisher's own lists.
    fn require(&self, plan: &mut Plan, used: &[(&Filter, Sent)]) {
        let Some(Needs { least, datasets }) = self.listing.needs else {
            return;
        };
        if used.iter().any(|(filter, _)| filter.alone) {
            return;
        }
        let is_sent = |name: &str| used.iter().any(|(_, sent)| sent.parameters().contains(&name));
        let missing = least.saturating_sub(used.len());
        plan.datasets = datasets.iter().filter(|it| !is_sent(it.parameter)).take(missing).copied().collect();
    }

    /// The window as the publisher reads it: the days of the first and the last call.
    fn window(&self, plan: &Plan, used: &[(&Filter, Sent)]) -> Dates {
        let sends = self.listing.filters.iter().find(|filter| filter.aspect == Aspect::Dates).map(|it| it.sends);
        let is_used = used.iter().any(|(filter, _)| filter.aspect == Aspect::Dates);
        let (Some(latest), Some(earliest)) = (plan.calls.first(), plan.calls.last()) else {
            return plan.question.dates;
        };
        let day = |call: &Planned, name: &str| call.parameters.get(name)?.get(..10)?.parse().ok();
        let year = |call: &Planned, name: &str| call.parameters.get(name)?.parse::<i16>().ok();
        match sends {
            Some(Sends::Window { from, to }) => Dates { from: day(earliest, from), to: day(latest, to) },
            Some(Sends::Year(name)) if is_used => Dates {
                from: year(earliest, name).and_then(|year| Date::new(year, 1, 1)),
                to: year(latest, name).and_then(|year| Date::new(year, 12, 31)),
            },
            _ if plan.local.contains(&Aspect::Dates) => plan.question.dates,
            _ => Dates::default(),
        }
    }

    fn may_miss(&self, plan: &Plan, used: &[(&Filter, Sent)]) -> Option<&'static str> {
        let slices = self.listing.slices?;
        let is_sliced =
            used.iter().any(|(filter, _)| matches!(filter.sends, Sends::Window { .. })) && plan.calls.len() > 1;
        (!is_sliced).then_some(slices.why)
    }
}

/// A call that the row accepts, completed by its rules. What is still to come from a list is checked
/// with an example in its place.
fn checked(row: &Endpoint, call: Parameters, datasets: &[Dataset]) -> Result<Parameters, Error> {
    if datasets.is_empty() {
        return parameters::check(row, &call);
    }
    let mut with_examples = call.clone();
    for dataset in datasets {
        let example = row.parameter(dataset.parameter).map_or("", |parameter| parameter.example);
        with_examples.insert(dataset.parameter.to_owned(), example.to_owned());
    }
    parameters::check(row, &with_examples)?;
    Ok(call)
}

fn owned(pairs: &[(&str, &str)]) -> Parameters {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Every call with every alternative.
fn product(calls: &[Parameters], alternatives: &[Parameters]) -> Vec<Parameters> {
    let with = |call: &Parameters, more: &Parameters| {
        let mut call = call.clone();
        call.extend(more.clone());
        call
    };
    alternatives.iter().flat_map(|more| calls.iter().map(move |call| with(call, more))).collect()
}
