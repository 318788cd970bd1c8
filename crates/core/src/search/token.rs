//! A place in an answer as text: what was asked and where it goes on. The plan is made anew of it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Cursor;
use super::cursor::{At, Calls};
use crate::calendar::Date;
use crate::endpoint::Publisher;
use crate::listing::Rows;
use crate::plan::{self, Depth, Plan, Planned, Question};
use crate::protocol::error::Error;
use crate::protocol::paging::ResumeToken;
use crate::protocol::{parameters, token};
use crate::publishers::Registry;

/// Changes when old tokens can no longer be read.
const VERSION: u32 = 1;

/// It holds no secret: nothing of it has one.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Token {
    version: u32,
    publisher: String,
    question: Question,
    depth: Depth,
    /// The day for which the plan was made.
    today: Date,
    /// Fingerprint of the plan's calls: the place counts them.
    calls: String,
    lists: Option<Vec<Vec<String>>>,
    at: At,
    fresh: bool,
}

impl Cursor {
    /// The place as text, for another session; it holds no secret.
    pub fn to_text(&self) -> String {
        token::write(&Token {
            version: VERSION,
            publisher: self.plan.publisher.to_owned(),
            question: self.plan.question.clone(),
            depth: self.plan.depth,
            today: self.plan.today,
            calls: fingerprint(&self.plan),
            lists: self.calls.as_ref().map(|it| it.lists.clone()),
            at: self.at.clone(),
            fresh: self.fresh,
        })
    }

    /// # Errors
    /// [`Error::ResumeToken`] for text that [`Cursor::to_text`] did not make, or made for what is
    /// asked differently now.
    pub fn from_text(registry: &Registry, text: &str) -> Result<Self, Error> {
        let token: Token = token::read_versioned(text, "search", VERSION)?;
        let publisher = registry.publisher(&token.publisher);
        let publisher = publisher.ok_or_else(|| foreign(&format!("nobody knows a publisher {:?}", token.publisher)))?;
        let plan = plan::plan(publisher, &token.question, token.depth, token.today)
            .map_err(|error| foreign(&format!("its question can't be asked: {error}")))?;
        if fingerprint(&plan) != token.calls {
            return Err(foreign("its question is asked differently now"));
        }
        let calls = match token.lists {
            Some(lists) if lists.len() == plan.datasets.len() => Some(Calls::new(&plan, lists)),
            None if !plan.datasets.is_empty() => None,
            _ => return Err(foreign("it has not the lists that its question needs")),
        };
        check(publisher, calls.as_ref().map_or(&[], |it| &it.calls), &token.at)?;
        Ok(Self { plan: Arc::new(plan), calls: calls.map(Arc::new), at: token.at, fresh: token.fresh })
    }
}

fn fingerprint(plan: &Plan) -> String {
    token::fingerprint(&token::write(&plan.calls))
}

fn foreign(problem: &str) -> Error {
    Error::ResumeToken(problem.to_owned())
}

/// Whether the place is one in the answers to these calls.
fn check(publisher: &Publisher, calls: &[Planned], at: &At) -> Result<(), Error> {
    let is_place = match at {
        // Where all begins, also of a plan without calls.
        At::Call(0) => true,
        At::Call(index) => *index < calls.len(),
        At::Page(index, page) => calls.get(*index).is_some_and(|call| is_page_of(publisher, call, page)),
        At::Rows(_, then) => {
            then.as_ref().map_or(Ok(()), |then| check(publisher, calls, then))?;
            matches!(publisher.listing.rows, Rows::Ids(_))
        }
    };
    if is_place { Ok(()) } else { Err(foreign("its place is none in the answer to its question")) }
}

/// Whether a page is asked for as its call is, but for the place.
fn is_page_of(publisher: &Publisher, call: &Planned, page: &ResumeToken) -> bool {
    let row = publisher.endpoints.iter().find(|row| row.id == call.endpoint);
    let place = row.and_then(|row| row.paging.parameter());
    let Some(Ok(mut sent)) = row.map(|row| parameters::check(row, &call.parameters)) else {
        return false;
    };
    let mut asked = page.parameters.clone();
    for parameters in [&mut sent, &mut asked] {
        parameters.retain(|name, _| Some(name.as_str()) != place);
    }
    page.publisher == publisher.id && page.endpoint == call.endpoint && asked == sent
}
