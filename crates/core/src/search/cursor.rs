//! Where in the answer of a plan to read next.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::client::{Call, Client, Event, Host};
use crate::plan::{Plan, Planned};
use crate::protocol::error::Failure;
use crate::protocol::paging::ResumeToken;
use crate::protocol::parameters::Parameters;
use tenderlens_ocds::json;

use super::feed::Row;

/// A place in the answer of a plan. As text it can be kept ([`Cursor::to_text`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub(super) plan: Arc<Plan>,
    /// `None` until the lists that the plan needs are read.
    pub(super) calls: Option<Arc<Calls>>,
    pub(super) at: At,
    pub(super) fresh: bool,
}

/// What will be asked, in this order.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Calls {
    /// The values of the lists that the plan needs.
    pub lists: Vec<Vec<String>>,
    /// The plan's calls, each with every combination of these values.
    pub calls: Vec<Planned>,
}

impl Calls {
    pub fn new(plan: &Plan, lists: Vec<Vec<String>>) -> Self {
        let named = plan.datasets.iter().zip(&lists);
        let calls =
            named.fold(plan.calls.clone(), |calls, (dataset, values)| with_each(&calls, dataset.parameter, values));
        Self { lists, calls }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum At {
    /// The first page of that call.
    Call(usize),
    /// A further page of it.
    Page(usize, ResumeToken),
    /// Rows of a feed's page whose processes are still to be fetched, and the place after them.
    Rows(Vec<Row>, Option<Box<At>>),
}

impl Cursor {
    /// The start of a plan's answer.
    pub fn new(plan: Plan) -> Self {
        let calls = plan.datasets.is_empty().then(|| Arc::new(Calls::new(&plan, Vec::new())));
        Self { plan: Arc::new(plan), calls, at: At::Call(0), fresh: false }
    }

    /// The same place, read without what was answered before.
    #[must_use]
    pub fn fresh(self) -> Self {
        Self { fresh: true, ..self }
    }

    pub(super) fn is_fresh(&self) -> bool {
        self.fresh
    }

    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Reads the lists that the plan needs, the values of each one latest first.
    pub(super) async fn prepare<H: Host>(
        &mut self,
        client: &Client<H>,
        on_event: &dyn Fn(Event),
    ) -> Result<Vec<String>, Failure> {
        let mut problems = Vec::new();
        if self.calls.is_some() {
            return Ok(problems);
        }
        let mut lists = Vec::new();
        for dataset in &self.plan.datasets {
            let call = self.prepared(client.call(self.plan.publisher, dataset.endpoint, &Parameters::new())?);
            let page = client.page(&call, on_event).await?;
            let mut values = Vec::new();
            for item in page.items() {
                match value(item) {
                    Some(value) => values.push(value),
                    None => problems.push(format!("{}: {item} is neither a text nor a number", dataset.endpoint)),
                }
            }
            values.sort_unstable_by(|a, b| b.cmp(a));
            values.dedup();
            lists.push(values);
        }
        self.calls = Some(Arc::new(Calls::new(&self.plan, lists)));
        Ok(problems)
    }

    /// The request to send; `None` where nothing is to be asked.
    pub(super) fn call<H: Host>(&self, client: &Client<H>) -> Result<Option<Call>, Failure> {
        let call = match &self.at {
            At::Page(_, token) => client.resume(token).map(Some),
            At::Rows(..) => Ok(None),
            At::Call(index) => {
                let planned = self.calls.as_ref().and_then(|it| it.calls.get(*index));
                planned.map(|it| client.call(self.plan.publisher, it.endpoint, &it.parameters)).transpose()
            }
        };
        Ok(call?.map(|call| self.prepared(call)))
    }

    fn prepared(&self, call: Call) -> Call {
        if self.fresh { call.fresh() } else { call }
    }

    /// The place after a page that names the next one, or none; `None` at the end.
    pub(super) fn after(&self, next: Option<ResumeToken>) -> Option<At> {
        let (At::Call(index) | At::Page(index, _)) = self.at else {
            return None;
        };
        let calls = self.calls.as_ref().map_or(0, |it| it.calls.len());
        match next {
            Some(token) => Some(At::Page(index, token)),
            None => (index + 1 < calls).then_some(At::Call(index + 1)),
        }
    }

    pub(super) fn moved(&self, at: At) -> Self {
        Self { at, ..self.clone() }
    }
}

fn with_each(calls: &[Planned], parameter: &str, values: &[String]) -> Vec<Planned> {
    let with = |call: &Planned, value: &String| {
        let mut call = call.clone();
        call.parameters.insert(parameter.to_owned(), value.clone());
        call
    };
    calls.iter().flat_map(|call| values.iter().map(move |value| with(call, value))).collect()
}

/// An entry of a list as the parameter takes it.
fn value(item: &str) -> Option<String> {
    match json::kind(item) {
        json::Kind::String => json::string(item).map(std::borrow::Cow::into_owned),
        json::Kind::Number => Some(item.trim().to_owned()),
        _ => None,
    }
}
