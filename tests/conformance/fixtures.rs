//! Every row has a fixture, and the client reads it as the row promises.

use tenderlens_core::describe::rows;
use tenderlens_core::endpoint::ResponseKind;
use tenderlens_core::protocol::page::{self, Asked};
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::publishers::Registry;
use tenderlens_tests::places::workspace;

#[test]
fn every_row_has_a_fixture_that_decodes() {
    let registry = Registry::builtin();
    for row in rows(&registry) {
        let extension = if row.endpoint.response == ResponseKind::Zip { "zip" } else { "json" };
        let path =
            workspace().join(format!("crates/sandbox/fixtures/{}/{}.{extension}", row.publisher, row.endpoint.id));
        let bytes = std::fs::read(&path).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
        if row.endpoint.response == ResponseKind::Zip {
            assert!(bytes.starts_with(b"PK\x03\x04"), "{} is no ZIP archive", path.display());
            continue;
        }
        let publisher = registry.publisher(row.publisher).unwrap();
        let asked = Asked { publisher, endpoint: row.endpoint, parameters: &Parameters::new() };
        let page = page::read(asked, bytes).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
        assert!(page.items().len() > 0, "{} holds nothing", path.display());
        assert!(page.problems.is_empty(), "{}: {:?}", path.display(), page.problems);
    }
}
