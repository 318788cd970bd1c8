//! Every row that reads has a fixture, and the client reads it as the row promises.

use tenderlens_core::describe::rows;
use tenderlens_core::endpoint::ResponseKind;
use tenderlens_core::protocol::page::{self, Asked};
use tenderlens_core::protocol::parameters::Parameters;
use tenderlens_core::publishers::Registry;
use tenderlens_sandbox::{Sandbox, Source};
use tenderlens_tests::places::workspace;

#[test]
fn every_row_that_reads_has_a_fixture_that_decodes() {
    let registry = Registry::builtin();
    let sandbox = Sandbox::new(registry.clone(), "2026-11-21T12:00:00Z".parse().unwrap());
    let generated: Vec<_> =
        sandbox.sources().into_iter().filter(|(_, from)| *from == Source::Generated).map(|(id, _)| id).collect();
    for row in rows(&registry) {
        // A publisher without a generated world has the fixtures someone gave it.
        if !generated.contains(&row.publisher) || row.endpoint.is_write() {
            continue;
        }
        let extension = row.endpoint.response.extension();
        let path =
            workspace().join(format!("crates/sandbox/fixtures/{}/{}.{extension}", row.publisher, row.endpoint.id));
        let bytes = std::fs::read(&path).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
        if row.endpoint.response == ResponseKind::Zip {
            assert!(bytes.starts_with(b"PK\x03\x04"), "{} is no ZIP archive", path.display());
            continue;
        }
        if matches!(row.endpoint.response, ResponseKind::File | ResponseKind::DocumentOrFile) {
            assert!(!bytes.is_empty(), "{} is empty", path.display());
            continue;
        }
        let publisher = registry.publisher(row.publisher).unwrap();
        let asked = Asked { publisher, endpoint: row.endpoint, parameters: &Parameters::new() };
        let page = page::read(asked, &bytes).unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
        assert!(page.items().len() > 0, "{} holds nothing", path.display());
        assert!(page.problems.is_empty(), "{}: {:?}", path.display(), page.problems);
    }
}
