//! The table against the list of endpoints that are to be built.

use serde_json::Value;
use tenderlens_core::describe::rows;
use tenderlens_core::endpoint::Paging;
use tenderlens_core::publishers::Registry;
use tenderlens_tests::places::shared;

#[test]
fn every_row_has_the_id_path_and_paging_of_the_list() {
    let Some(shared) = shared("every_row_has_the_id_path_and_paging_of_the_list").unwrap() else {
        return;
    };
    let list: Value =
        serde_json::from_str(&std::fs::read_to_string(shared.join("apis/endpoints.json")).unwrap()).unwrap();
    let list = list["endpoints"].as_array().unwrap();
    let registry = Registry::builtin();
    for row in rows(&registry) {
        let listed = list.iter().find(|it| it["publisher"] == row.publisher && it["id"] == row.endpoint.id);
        let listed = listed.unwrap_or_else(|| panic!("{}.{} is not in the list", row.publisher, row.endpoint.id));
        let paging = match row.endpoint.paging {
            Paging::None => "none",
            Paging::Page(_) => "page",
            Paging::SearchAfter(_) => "searchAfter",
            Paging::Cursor(_) => "cursor",
            Paging::PageSize { .. } => "pageSize",
            Paging::Feed(_) => "feed",
        };
        assert_eq!(
            (&listed["method"], &listed["path"], &listed["paging"]),
            (&"GET".into(), &row.endpoint.path.into(), &paging.into()),
            "{}.{}",
            row.publisher,
            row.endpoint.id
        );
    }
}

#[test]
fn perus_ten_and_find_a_tenders_four_are_here() {
    let registry = Registry::builtin();
    let ids =
        |publisher: &str| registry.publisher(publisher).unwrap().endpoints.iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!(
        ids("peru"),
        [
            "release",
            "releaseBySource",
            "releases",
            "releasesAfter",
            "record",
            "recordBySource",
            "records",
            "recordsAfter",
            "file",
            "files"
        ]
    );
    assert_eq!(ids("uk"), ["releasePackages", "releasePackageByNotice", "releasePackageByOcid", "recordPackage"]);
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
        for name in row.endpoint.path.split('{').skip(1).filter_map(|part| part.split('}').next()) {
            assert!(row.endpoint.parameter(name).is_some(), "{}: {{{name}}} has no row", row.endpoint.id);
        }
    }
}
