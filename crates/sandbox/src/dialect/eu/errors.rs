//! `{"errors":[{code, message, url}]}`

use crate::json::Object;

fn body(code: u16, message: &str, url: &str) -> String {
    let error = Object::new().plain("code", code).text("message", message).text("url", url);
    Object::new().list("errors", [error]).done()
}

pub fn not_found(url: &str) -> String {
    body(1024, "Sorry, the requested resource does not exist", url)
}

/// The blank at its start is the service's.
pub fn too_few_criteria(url: &str) -> String {
    body(
        1020,
        " You should use at least 2 criteria from the following list of filters: item, year, procedure, \
         awardCriteria, buyerCountry, supplierCountry",
        url,
    )
}
