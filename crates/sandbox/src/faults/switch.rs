//! The JSON of `/sandbox/faults`.

use serde::Deserialize;

use super::{Fault, Kind, NAMES};
use crate::json::{Object, array};

/// The body of a POST.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Order {
    publisher: Option<String>,
    fault: String,
    times: Option<u32>,
    retry_after: Option<u64>,
    ms: Option<u64>,
    status: Option<u64>,
    url_contains: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OrderError {
    #[error("no fault is called {0:?}; known are {names}", names = NAMES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", "))]
    Name(String),
    #[error("the argument of a fault must be a whole number, got {0:?}")]
    Argument(String),
    #[error("the status of a fault must be 200 to 599")]
    Status,
    #[error(
        "not a fault: {0}; send for example {{\"publisher\":\"uk\",\"fault\":\"rate-limited\",\"times\":1,\"retryAfter\":2}}"
    )]
    Json(String),
    #[error("\"times\" must be at least 1; leave it out for a fault that stays until it is cleared")]
    Times,
    #[error("there is no publisher {0:?} here; known are {1}")]
    Publisher(String, String),
}

impl Order {
    pub fn read(body: &[u8], publishers: &[&str]) -> Result<Fault, OrderError> {
        let order: Self = serde_json::from_slice(body).map_err(|problem| OrderError::Json(problem.to_string()))?;
        if order.times == Some(0) {
            return Err(OrderError::Times);
        }
        if let Some(publisher) = order.publisher.as_ref().filter(|publisher| !publishers.contains(&publisher.as_str()))
        {
            return Err(OrderError::Publisher(publisher.clone(), publishers.join(", ")));
        }
        let kind = Kind::named(&order.fault, order.retry_after.or(order.ms).or(order.status))?;
        Ok(Fault { publisher: order.publisher, url_contains: order.url_contains, kind, times: order.times })
    }
}

/// The list of faults that are switched on.
pub fn list(faults: &[Fault]) -> String {
    let items: Vec<String> = faults.iter().map(|fault| write(fault).done()).collect();
    array(items.iter().map(String::as_str))
}

fn write(fault: &Fault) -> Object {
    let text = |object: Object, name: &str, text: &Option<String>| match text {
        Some(text) => object.text(name, text),
        None => object,
    };
    let object = text(Object::new(), "publisher", &fault.publisher).text("fault", fault.kind.name());
    let object = match fault.kind {
        Kind::RateLimited(Some(seconds)) | Kind::Unavailable(Some(seconds)) => object.plain("retryAfter", seconds),
        Kind::Slow(ms) => object.plain("ms", ms),
        Kind::Errors(status) | Kind::ErrorStatus(status) | Kind::Empty(status) => object.plain("status", status),
        _ => object,
    };
    let object = match fault.times {
        Some(times) => object.plain("times", times),
        None => object,
    };
    text(object, "urlContains", &fault.url_contains)
}

#[cfg(test)]
mod tests {
    use super::{Order, list};

    #[test]
    fn an_order_is_read_and_listed() {
        let body = br#"{"publisher":"uk","fault":"rate-limited","times":1,"retryAfter":2}"#;
        let fault = Order::read(body, &["uk"]).unwrap();
        assert_eq!(list(&[fault]), r#"[{"publisher":"uk","fault":"rate-limited","retryAfter":2,"times":1}]"#);
    }

    #[test]
    fn a_wrong_order_says_what_is_wrong() {
        let wrong = |body: &str| Order::read(body.as_bytes(), &["uk"]).unwrap_err().to_string();
        assert!(wrong(r#"{"fault":"flood"}"#).contains("known are rate-limited"));
        assert!(wrong(r#"{"fault":"dead","time":1}"#).contains("unknown field `time`"));
        assert!(wrong(r#"{"fault":"dead","times":0}"#).contains("at least 1"));
        assert!(wrong(r#"{"fault":"dead","publisher":"gb"}"#).contains("known are uk"));
    }
}
