//! Applies a row's parameter rules to a request, with the checks the client uses.

use tenderlens_core::endpoint::{Endpoint, UnknownParameters};
use tenderlens_core::protocol::error::Error;
use tenderlens_core::protocol::parameters::{self, Parameters};

use crate::call::Call;

/// Why a request breaks its row's rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A parameter the row does not have, where the publisher refuses such.
    Unknown { name: String, known: Vec<&'static str> },
    /// A value the row does not allow, or a missing one.
    Value { name: String, problem: String },
}

/// The first rule that is broken.
pub fn check(call: &Call<'_>) -> Option<Refusal> {
    let query = call.row.parameters.iter().filter(|row| row.place == tenderlens_core::endpoint::Place::Query);
    let known: Vec<&'static str> = query.map(|parameter| parameter.name).collect();
    if call.publisher.unknown_parameters == UnknownParameters::Rejected
        && let Some(name) = call.query.names().find(|name| !known.contains(name))
    {
        return Some(Refusal::Unknown { name: name.to_owned(), known });
    }
    let given: Parameters = call
        .row
        .parameters
        .iter()
        .filter_map(|parameter| Some((parameter.name.to_owned(), call.value(parameter.name)?.to_owned())))
        .collect();
    // The client completes windows and warns before sending; the service has its own rules for that.
    let row = Endpoint { window: None, rules: &[], ..*call.row };
    match parameters::check(&row, &given) {
        Err(Error::Parameter { name, problem }) => Some(Refusal::Value { name, problem }),
        _ => None,
    }
}
