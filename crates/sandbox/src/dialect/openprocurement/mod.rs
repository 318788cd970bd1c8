//! openprocurement 0.1 of 2014 with the names and the paging of its next tags: reads and writes over
//! one state.

mod auction;
mod awards;
mod bids;
mod documents;
mod errors;
mod feed;
mod form;
mod members;
mod patch;
mod schema;
mod spore;
mod state;
mod tenders;
mod upload;
mod view;

use std::sync::{Mutex, PoisonError};

use axum::http::StatusCode;
use axum::http::header::ALLOW;
use serde_json::{Map, Value, json};

use self::errors::{Failure, respond};
use self::form::Form;
use self::state::State;
use super::Dialect;
use crate::call::{Answer, Call, JSON};
use crate::rules::Refusal;
use crate::store::Store;

#[derive(Debug, Default)]
pub struct Openprocurement {
    state: Mutex<State>,
}

/// A request and what it may change.
struct Ask<'a, 'c> {
    call: &'a Call<'c>,
    form: Form,
    state: &'a mut State,
}

type Served = Result<Answer, Failure>;

impl Dialect for Openprocurement {
    fn answer(&self, call: &Call<'_>, store: &Store) -> Option<Answer> {
        let form = Form::named(call.form);
        match form.refuses(call.row.id) {
            Some([]) => return Some(self.unknown_path(call.raw_path, call.now)),
            Some(methods) => {
                return Some(self.wrong_method(methods).with_header(ALLOW.as_str(), methods.join(", ")));
            }
            None => {}
        }
        // Every request leaves whole tenders behind, even one that panicked.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.begin(store, call.now);
        let served = Ask { call, form, state: &mut state }.serve()?;
        Some(dress(call, form, served.unwrap_or_else(|failure| failure.answer(form))))
    }

    /// Values out of range count as absent.
    fn refuse(&self, _: &Call<'_>, _: &Refusal) -> Option<Answer> {
        None
    }

    fn unknown_path(&self, path: &str, _: i64) -> Answer {
        Answer::new(StatusCode::NOT_FOUND, "text/plain; charset=UTF-8", format!("404 Not Found\n\n{path}\n"))
    }

    fn change(&self, store: &Store) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.begin(store, 0);
        state.touch_oldest();
    }

    fn error_body(&self, _: u16) -> String {
        let error = json!({"location": "body", "name": "data", "description": "An error that was asked for"});
        json!({"status": "error", "errors": [error]}).to_string()
    }

    fn forms(&self) -> &'static [(&'static str, &'static str)] {
        form::NAMES
    }

    fn reset(&self, empty: bool) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).reset(empty);
    }
}

impl Ask<'_, '_> {
    /// `None` for a row without code.
    fn serve(&mut self) -> Option<Served> {
        Some(match self.call.row.id {
            "spore" => Ok(spore::answer(self.call)),
            "tenders" => Ok(feed::answer(self)),
            "createTender" => tenders::create(self),
            "tender" => tenders::read(self),
            "replaceTender" => tenders::replace(self),
            "updateTender" => tenders::update(self),
            "documents" => documents::list(self),
            "uploadDocument" | "uploadBidderDocument" | "uploadBidDocument" => documents::create(self),
            "document" | "bidderDocument" | "bidDocument" => documents::read(self),
            "replaceDocument" | "replaceBidderDocument" | "replaceBidDocument" => documents::replace(self),
            "bidders" | "bids" => bids::list(self),
            "createBidder" | "createBid" => bids::create(self),
            "bidder" | "bid" => bids::read(self),
            "replaceBidder" => bids::replace(self),
            "updateBidder" | "updateBid" => bids::update(self),
            "cancelBidder" | "cancelBid" => bids::cancel(self),
            "awards" => awards::list(self),
            "createAward" => awards::create(self),
            "award" => awards::read(self),
            "updateAward" => awards::update(self),
            "auction" => auction::read(self),
            "reportAuction" => auction::report(self),
            _ => return None,
        })
    }

    /// A part of the path; every row that asks for one has it.
    fn path(&self, name: &'static str) -> &str {
        self.call.path.get(name).map_or("", String::as_str)
    }

    /// The address of this API: what stands before `/tenders`.
    fn root(&self) -> String {
        let path = self.call.raw_path;
        format!("{}{}", self.call.base, path.get(..path.find("/tenders").unwrap_or(0)).unwrap_or_default())
    }

    /// The `data` of a JSON body.
    fn data(&mut self) -> Result<Map<String, Value>, Failure> {
        let content_type = self.call.header("content-type").unwrap_or_default();
        if content_type.split(';').next().map(str::trim) != Some(JSON) {
            let problem = "Content-Type header should be one of ['application/json']";
            return Err(Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "header", "Content-Type", problem));
        }
        self.state.admit(self.call.body.len())?;
        let Ok(body) = serde_json::from_slice::<Value>(self.call.body) else {
            return Err(Failure::unusable("data", "No JSON object could be decoded"));
        };
        match body {
            Value::Object(mut body) => match body.remove("data") {
                Some(Value::Object(data)) => Ok(data),
                _ => Err(Failure::unusable("data", "Data not available")),
            },
            _ => Err(Failure::unusable("data", "Data not available")),
        }
    }

    /// Whether a tender's owner may be asking: a token is not demanded, but a wrong one is refused.
    fn check_token(&self, token: Option<&str>) -> Result<(), Failure> {
        let in_body = || {
            let body: Value = serde_json::from_slice(self.call.body).ok()?;
            Some(body.pointer("/access/token")?.as_str()?.to_owned())
        };
        let (query, header) = (self.call.query.get("acc_token"), self.call.header("x-access-token"));
        let sent = query.or(header).map(str::to_owned).or_else(in_body);
        match sent {
            Some(sent) if self.form.has_tokens() && token != Some(&sent) => Err(Failure::forbidden()),
            _ => Ok(()),
        }
    }
}

fn envelope(status: StatusCode, data: Value) -> Answer {
    respond(status, &json!({ "data": data }))
}

/// `opt_pretty` and `opt_jsonp`, which came with 0.2.
fn dress(call: &Call<'_>, form: Form, mut answer: Answer) -> Answer {
    if !form.has_pages() || !answer.content_type.starts_with(JSON) {
        return answer;
    }
    if call.value("opt_pretty").is_some()
        && let Ok(value) = serde_json::from_slice::<Value>(&answer.body)
        && let Ok(pretty) = serde_json::to_vec_pretty(&value)
    {
        answer.body = pretty;
    }
    answer.in_callback(call.value("opt_jsonp"))
}
