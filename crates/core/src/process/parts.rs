//! What belongs to a process and stands at addresses of its own: fetched, and put into the document.

use tenderlens_ocds::json::{self, Kind, Object};

use crate::client::{Call, Client, Event, Host};
use crate::convert::join;
use crate::endpoint::ResponseKind;
use crate::listing::Part;
use crate::protocol::error::{Error, Failure};
use crate::protocol::parameters::Parameters;

/// A document with its parts.
#[derive(Debug, PartialEq, Eq)]
pub struct Whole {
    pub text: String,
    /// What could not be had or read: where and why.
    pub notes: Vec<String>,
}

/// Asks for the parts that a document does not hold, one after the other. One that can't be had is
/// told.
///
/// # Errors
/// When the document is no JSON object.
pub async fn gather<H: Host>(
    client: &Client<H>,
    call: &Call,
    document: &str,
    on_event: &dyn Fn(Event),
) -> Result<Whole, Error> {
    let object = json::object(document)?;
    let (mut found, mut notes) = (Vec::new(), Vec::new());
    for part in call.publisher().lookup.parts.iter().filter(|part| !holds(&object, part)) {
        let mut failures = Vec::new();
        for (endpoint, member) in part.endpoints {
            match ask(client, call, endpoint, on_event).await {
                Ok(answer) => {
                    notes.extend(answer.notes.iter().map(|note| format!("{endpoint}: {note}")));
                    found.push((*member, answer.text));
                    failures.clear();
                    break;
                }
                Err(failure) => {
                    let is_served = !is_unknown(&failure.error);
                    failures.push(failure.to_string());
                    if is_served {
                        break;
                    }
                }
            }
        }
        if !failures.is_empty() {
            notes.push(format!("The {} could not be had: {}", part.name, failures.join("; ")));
        }
    }
    let parts: Vec<_> = found.iter().map(|(member, json)| (*member, json.as_str())).collect();
    Ok(Whole { text: join(document, &parts)?, notes })
}

/// Whether the document itself says something of a part.
fn holds(document: &Object<'_>, part: &Part) -> bool {
    let values = part.members.iter().filter_map(|name| document.get(name));
    values.into_iter().any(|value| match json::kind(value) {
        Kind::Array => json::array(value).is_ok_and(|items| !items.is_empty()),
        Kind::Object => json::object(value).is_ok_and(|members| !members.is_empty()),
        _ => false,
    })
}

/// What an endpoint beside the one of the call answers to the same id, without its envelope.
async fn ask<H: Host>(
    client: &Client<H>,
    call: &Call,
    endpoint: &str,
    on_event: &dyn Fn(Event),
) -> Result<Whole, Failure> {
    let publisher = call.publisher();
    let key = publisher.lookup.key.parameter();
    let parameters: Parameters =
        call.parameters().get_key_value(key).map(|(name, id)| (name.clone(), id.clone())).into_iter().collect();
    let beside = client.call(publisher.id, endpoint, &parameters)?.like(call);
    let page = client.page(&beside, on_event).await?;
    let items: Vec<_> = page.items().collect();
    let text = match beside.endpoint().response {
        ResponseKind::List => format!("[{}]", items.join(",")),
        _ => items.first().map_or("null", |item| *item).to_owned(),
    };
    Ok(Whole { text, notes: page.notes().collect() })
}

/// The publisher does not serve that address.
fn is_unknown(error: &Error) -> bool {
    matches!(error, Error::Status { status: 404 | 405, .. })
}
