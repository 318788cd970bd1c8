//! Checks parameters before anything is sent, and completes the pairs a service would invent.

use std::collections::BTreeMap;

use super::error::Error;
use crate::calendar::{Date, Written};
use crate::endpoint::{Endpoint, Kind, Parameter, Place, Rule, Window};

/// Values by exact parameter name. An absent or empty value is not sent.
pub type Parameters = BTreeMap<String, String>;

/// Checks names and values against the row and returns what will be sent.
///
/// # Errors
/// [`Error::Parameter`] names the first offending parameter: an unknown name (with the known ones),
/// a missing required one, or a value outside the documented form or limits.
pub fn check(endpoint: &Endpoint, given: &Parameters) -> Result<Parameters, Error> {
    let mut checked = Parameters::new();
    for (name, value) in given.iter().filter(|(_, value)| !value.is_empty()) {
        let parameter = endpoint.parameter(name).ok_or_else(|| unknown(endpoint, name))?;
        check_value(parameter, value).map_err(|problem| refused(name, problem))?;
        checked.insert(name.clone(), value.clone());
    }
    for parameter in endpoint.parameters {
        if parameter.required && !checked.contains_key(parameter.name) {
            return Err(refused(parameter.name, format!("is required, for example {:?}", parameter.example)));
        }
    }
    for rule in endpoint.rules {
        obey(rule, endpoint, &checked)?;
    }
    if let Some(window) = &endpoint.window {
        complete(window, &mut checked)?;
    }
    Ok(checked)
}

/// The rules that the service would refuse to see broken; the others warn ([`super::warnings`]).
fn obey(rule: &Rule, endpoint: &Endpoint, given: &Parameters) -> Result<(), Error> {
    match rule {
        Rule::Same { names } => {
            let mut values = names.iter().filter_map(|name| Some((*name, given.get(*name)?)));
            let Some((first, value)) = values.next() else { return Ok(()) };
            match values.find(|(_, other)| *other != value) {
                Some((other, _)) => Err(refused(other, format!("is another name of {first:?}: give only one of them"))),
                None => Ok(()),
            }
        }
        Rule::AtLeast { count, of, unless } => {
            let is_given = |name: &&&str| given.contains_key(**name);
            if unless.iter().any(|name| is_given(&name)) || count_given(endpoint, of, given) >= *count {
                return Ok(());
            }
            let missing = of.iter().find(|name| !is_given(name)).or(of.first()).copied().unwrap_or_default();
            let (of, unless) = (of.join(", "), unless.join(" or "));
            Err(refused(missing, format!("is missing: at least {count} of {of} are needed, or {unless}")))
        }
        Rule::Ignored { .. } | Rule::BestAlone { .. } => Ok(()),
    }
}

/// How many of these things are given; two names of one thing count once.
fn count_given(endpoint: &Endpoint, of: &[&str], given: &Parameters) -> usize {
    let count = |names: &[&str]| names.iter().filter(|name| given.contains_key(**name)).count();
    let repeated = endpoint.rules.iter().map(|rule| match rule {
        Rule::Same { names } => count(names).saturating_sub(1),
        _ => 0,
    });
    count(of).saturating_sub(repeated.sum())
}

fn refused(name: &str, problem: String) -> Error {
    Error::Parameter { name: name.to_owned(), problem }
}

fn unknown(endpoint: &Endpoint, name: &str) -> Error {
    let known: Vec<_> = endpoint.parameters.iter().map(|parameter| parameter.name).collect();
    let same_letters = known.iter().find(|other| other.eq_ignore_ascii_case(name));
    let problem = match same_letters {
        Some(other) => format!("is not a parameter here; did you mean {other:?}? Names are case-sensitive"),
        None if known.is_empty() => "is not a parameter here; there are none".to_owned(),
        None => format!("is not a parameter here; known are {}", known.join(", ")),
    };
    refused(name, problem)
}

fn check_value(parameter: &Parameter, value: &str) -> Result<(), String> {
    let wrong = |expected: &str| Err(format!("must be {expected}, got {value:?}"));
    // However they are encoded, addresses are read without them: the request would go elsewhere.
    if parameter.place == Place::Path && matches!(value, "." | "..") {
        return wrong("a name of its own in the path");
    }
    match parameter.kind {
        Kind::Text | Kind::Opaque | Kind::Words => Ok(()),
        Kind::Flag if value == "1" => Ok(()),
        Kind::Flag => wrong("\"1\", or absent"),
        Kind::Country if value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_alphabetic()) => Ok(()),
        Kind::Country => wrong("a country code of two letters"),
        Kind::JsonObject if is_json_object(value) => Ok(()),
        Kind::JsonObject => wrong("a JSON object"),
        Kind::Integer { min, max } => match value.parse::<i64>() {
            Ok(number) if (min..=max).contains(&number) && !value.starts_with('+') => Ok(()),
            _ => wrong(&format!("a whole number from {min} to {max}")),
        },
        Kind::OneOf { values } if values.contains(&value) => Ok(()),
        Kind::OneOf { values } => wrong(&format!("one of {}", values.join(", "))),
        Kind::ListOf { values } if value.split(',').all(|part| values.contains(&part)) => Ok(()),
        Kind::ListOf { values } => wrong(&format!("one or more of {}, separated by commas", values.join(", "))),
        Kind::Date if is_date(value) => Ok(()),
        Kind::Date => wrong("a date in the form YYYY-MM-DD"),
        Kind::Month if is_month(value) => Ok(()),
        Kind::Month => wrong("a month in the form YYYY-MM"),
        Kind::DateTime if is_date_time(value) => Ok(()),
        Kind::DateTime => wrong("an ISO 8601 date-time in the form YYYY-MM-DDTHH:MM:SS"),
        Kind::Ocid => check_ocid(value),
    }
}

fn is_json_object(value: &str) -> bool {
    value.trim_start().starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(value).is_ok()
}

fn is_date(value: &str) -> bool {
    value.parse::<Date>().is_ok()
}

fn is_month(value: &str) -> bool {
    value.len() == 7 && is_date(&format!("{value}-01"))
}

/// With or without a zone: Find a Tender documents none and accepts a trailing `Z`.
fn is_date_time(value: &str) -> bool {
    Written::read(value).is_some_and(|it| it.is_local_second() || it.is_moment())
}

/// Lenient: only what cannot be an OCID at all is refused, and a wrong case gets a hint, never a
/// rewrite. <https://standard.open-contracting.org/latest/en/schema/identifiers/>
fn check_ocid(value: &str) -> Result<(), String> {
    let looks_registered = value.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("ocds-"));
    if looks_registered && !value.contains(|c: char| c.is_whitespace() || c == '/') {
        return Ok(());
    }
    Err(format!("must be an OCID: \"ocds-\", six letters or digits, and the publisher's own part, got {value:?}"))
}

/// Sends both ends of a window: the publisher's own rule for a missing end is made explicit, so
/// that what was asked is known; without either nothing is narrowed.
fn complete(window: &Window, parameters: &mut Parameters) -> Result<(), Error> {
    let from = parameters.get(window.from).cloned();
    let to = parameters.get(window.to).cloned();
    let (from, to) = match (from, to) {
        (Some(from), Some(to)) => (from, to),
        (Some(from), None) => {
            let to = shifted(window.from, &from, window.days)?;
            (from, to)
        }
        (None, Some(to)) => (shifted(window.to, &to, -window.days)?, to),
        (None, None) if window.unless.iter().any(|name| parameters.contains_key(*name)) => return Ok(()),
        (None, None) => (window.widest.0.to_owned(), window.widest.1.to_owned()),
    };
    if from > to {
        return Err(refused(window.from, format!("must not be later than {:?}: {from} is after {to}", window.to)));
    }
    parameters.insert(window.from.to_owned(), from);
    parameters.insert(window.to.to_owned(), to);
    Ok(())
}

fn shifted(name: &str, date: &str, days: i32) -> Result<String, Error> {
    let date = date.parse::<Date>().map_err(|problem| refused(name, problem.to_string()))?;
    let other = date.plus(days).ok_or_else(|| refused(name, "is at the end of the calendar".to_owned()))?;
    Ok(other.to_string())
}
