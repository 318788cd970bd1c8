//! What is allowed but may not do what was meant: told with a call, never in its way.

use super::parameters::Parameters;
use crate::endpoint::{Endpoint, Kind, Publisher, Rule};

/// The warnings for checked parameters, one sentence each.
pub fn of(publisher: &Publisher, endpoint: &Endpoint, sent: &Parameters) -> Vec<String> {
    let mut warnings: Vec<String> = endpoint.rules.iter().filter_map(|rule| broken(rule, sent)).collect();
    let ocids = endpoint.parameters.iter().filter(|parameter| matches!(parameter.kind, Kind::Ocid));
    warnings.extend(ocids.filter_map(|parameter| wrong_case(publisher, parameter.name, sent.get(parameter.name)?)));
    warnings
}

fn broken(rule: &Rule, sent: &Parameters) -> Option<String> {
    let given = |names: &[&'static str]| -> Vec<&'static str> {
        names.iter().copied().filter(|name| sent.contains_key(*name)).collect()
    };
    match rule {
        Rule::Same { .. } | Rule::AtLeast { .. } => None,
        Rule::Ignored { names, by } => {
            let (names, by) = (given(names), given(by));
            let both = !names.is_empty() && !by.is_empty();
            both.then(|| format!("The publisher ignores {} because {} is given.", quoted(&names), quoted(&by)))
        }
        Rule::BestAlone { name, because } => {
            let many = sent.get(*name).is_some_and(|value| value.contains(','));
            many.then(|| format!("More than one choice in {name:?} {because}."))
        }
    }
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ")
}

/// Case counts in an OCID, but what the publisher makes of another one is its own affair: a hint,
/// never a rewrite.
fn wrong_case(publisher: &Publisher, name: &str, ocid: &str) -> Option<String> {
    let prefix = publisher.ocid_prefix?;
    let start = ocid.get(..prefix.len())?;
    (start != prefix && start.eq_ignore_ascii_case(prefix))
        .then(|| format!("{name:?} begins with {start:?}, the publisher's identifiers with {prefix:?}: case counts."))
}
