//! The table against the list of endpoints that are to be built.

use std::collections::BTreeSet;

use serde_json::Value;
use tenderlens_core::describe::{Row, rows};
use tenderlens_core::endpoint::{Auth, Body, Endpoint, Method, Paging, ResponseKind, Rule};
use tenderlens_core::publishers::Registry;
use tenderlens_tests::places::shared;

/// A row as both sides say it: publisher, id, method, path, paging, write.
type Said = (String, String, String, String, String, bool);

fn listed(row: &Value) -> Said {
    let text = |name: &str| row[name].as_str().unwrap().to_owned();
    let write = row["write"].as_bool().unwrap();
    (text("publisher"), text("id"), text("method"), text("path"), text("paging"), write)
}

fn built(row: &Row<'_>) -> Said {
    let paging = match row.endpoint.paging {
        Paging::None => "none",
        Paging::Page(_) => "page",
        Paging::SearchAfter(_) => "searchAfter",
        Paging::Cursor(_) => "cursor",
        Paging::PageSize { .. } => "pageSize",
        Paging::Feed(_) => "feed",
    };
    let Row { publisher, endpoint, write } = row;
    let [publisher, id, method, path, paging] =
        [publisher, endpoint.id, endpoint.method.name(), endpoint.path, paging].map(str::to_owned);
    (publisher, id, method, path, paging, *write)
}

#[test]
fn the_table_has_every_row_of_the_list_and_no_other() {
    let Some(shared) = shared("the_table_has_every_row_of_the_list_and_no_other").unwrap() else {
        return;
    };
    let list: Value =
        serde_json::from_str(&std::fs::read_to_string(shared.join("apis/endpoints.json")).unwrap()).unwrap();
    let listed: BTreeSet<Said> = list["endpoints"].as_array().unwrap().iter().map(listed).collect();
    let registry = Registry::builtin();
    let rows = rows(&registry);
    let built: BTreeSet<Said> = rows.iter().map(built).collect();
    assert_eq!(built.len(), rows.len(), "a row stands in the table twice");
    let missing: Vec<_> = listed.difference(&built).collect();
    let foreign: Vec<_> = built.difference(&listed).collect();
    assert!(missing.is_empty() && foreign.is_empty(), "missing: {missing:#?}\nnot in the list: {foreign:#?}");
    for publisher in list["publishers"].as_array().unwrap() {
        let row = registry.publisher(publisher["id"].as_str().unwrap()).unwrap();
        assert_eq!(publisher["base_path"], row.base_path, "{}", row.id);
    }
}

#[test]
fn what_a_row_carries_fits_its_method() {
    for row in rows(&Registry::builtin()) {
        let Endpoint { method, body, auth, .. } = *row.endpoint;
        let fits = match method {
            Method::Get | Method::Delete => body == Body::None,
            Method::Post | Method::Put | Method::Patch => body != Body::None,
        };
        assert!(fits, "{}.{}: {body:?}", row.publisher, row.endpoint.id);
        assert_eq!(row.write, method != Method::Get);
        assert!(!row.write || auth != Auth::None, "{}.{}", row.publisher, row.endpoint.id);
    }
}

#[test]
fn names_in_rules_choices_and_paging_are_parameters_and_rows_that_exist() {
    let registry = Registry::builtin();
    for row in rows(&registry) {
        let endpoint = row.endpoint;
        let mut names: Vec<&str> = match endpoint.paging {
            Paging::None => Vec::new(),
            Paging::PageSize { page, size, .. } => vec![page, size],
            Paging::Page(name) | Paging::SearchAfter(name) | Paging::Cursor(name) | Paging::Feed(name) => vec![name],
        };
        for rule in endpoint.rules {
            match rule {
                Rule::Same { names: same } => names.extend(*same),
                Rule::AtLeast { of, unless, .. } => names.extend(of.iter().chain(*unless)),
                Rule::Ignored { names: ignored, by } => names.extend(ignored.iter().chain(*by)),
                Rule::BestAlone { name, .. } => names.push(name),
            }
        }
        for name in names {
            assert!(endpoint.parameter(name).is_some(), "{}.{}: {name}", row.publisher, endpoint.id);
        }
        for choices in endpoint.parameters.iter().filter_map(|parameter| parameter.choices) {
            let (_, found) = registry.endpoint(row.publisher, choices).unwrap();
            assert_eq!(found.response, ResponseKind::Choices);
        }
    }
}

#[test]
fn every_parameter_is_explained_and_every_path_is_complete() {
    let registry = Registry::builtin();
    for row in rows(&registry) {
        for parameter in row.endpoint.parameters {
            assert!(
                parameter.doc.ends_with('.') && parameter.doc.len() > 10,
                "{}: {}",
                row.endpoint.id,
                parameter.name
            );
            assert!(!parameter.example.is_empty());
        }
        let base_path = registry.publisher(row.publisher).unwrap().base_path;
        let path = format!("{base_path}{}", row.endpoint.path);
        for name in path.split('{').skip(1).filter_map(|part| part.split('}').next()) {
            assert!(row.endpoint.parameter(name).is_some(), "{}: {{{name}}} has no row", row.endpoint.id);
        }
    }
}
