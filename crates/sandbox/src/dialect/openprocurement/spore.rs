//! `/spore`: what the service says of itself.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};
use tenderlens_core::endpoint::Place;

use super::errors::respond;
use crate::call::{Answer, Call};

pub fn answer(call: &Call<'_>) -> Answer {
    let methods: Map<String, Value> = call
        .publisher
        .endpoints
        .iter()
        .map(|row| {
            let names = |place| {
                let named = row.parameters.iter().filter(move |it| it.place == place);
                named.map(|parameter| parameter.name).collect::<Vec<_>>()
            };
            let method = json!({
                "path": row.path.replace('{', ":").replace('}', ""), "method": row.method.name(),
                "formats": ["json"], "required_params": names(Place::Path),
                "optional_params": names(Place::Query), "description": row.summary,
            });
            (row.id.to_owned(), method)
        })
        .collect();
    let base = call.raw_path.trim_end_matches('/').strip_suffix("/spore").unwrap_or_default();
    let description = json!({
        "name": "openprocurement (Tenderlens sandbox, fictional data)", "version": "0.1",
        "base_url": format!("{}{base}", call.base), "expected_status": [200, 201], "methods": methods,
    });
    respond(StatusCode::OK, &description)
}
