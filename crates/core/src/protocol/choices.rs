//! Whether a value is among those that a publisher lists ([`crate::endpoint::Parameter::choices`]).

use tenderlens_ocds::json;

/// The warning for a value that the publisher does not list: it finds nothing.
///
/// `listed` are the items of the page that the endpoint of the choices answered.
pub fn unlisted<'a>(name: &str, value: &str, listed: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let found = listed.into_iter().any(|choice| is_same(choice, value));
    (!found).then(|| format!("{name:?} is {value:?}, which the publisher does not list: it finds nothing"))
}

/// Scalars are the same in any case of letters; classifications by scheme and number.
fn is_same(choice: &str, value: &str) -> bool {
    match (json::object(choice), json::object(value)) {
        (Ok(choice), Ok(value)) => ["classificationScheme", "classificationID"]
            .iter()
            .all(|name| choice.get(name).and_then(json::scalar) == value.get(name).and_then(json::scalar)),
        _ => json::scalar(choice).is_some_and(|choice| choice.to_lowercase() == value.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::unlisted;

    #[test]
    fn development_gateways_metadata_tell_which_values_find_nothing() {
        let years = ["2006", "2008"];
        assert_eq!(unlisted("year", "2008", years), None);
        assert_eq!(
            unlisted("year", "2012", years).as_deref(),
            Some(r#""year" is "2012", which the publisher does not list: it finds nothing"#)
        );
        assert_eq!(unlisted("buyerCountry", "DE", [r#""de""#]), None);
        let items = [r#"{"classificationScheme":"CPV","classificationID":"45000000","classificationDescription":"x"}"#];
        let item = r#"{"classificationID": "45000000", "classificationScheme": "CPV"}"#;
        assert_eq!(unlisted("item", item, items), None);
        assert!(unlisted("item", r#"{"classificationScheme":"CPV","classificationID":"1"}"#, items).is_some());
    }
}
