//! `docs/mappings` is what the tables say.

use tenderlens_core::convert::mappings;
use tenderlens_core::publishers::Registry;
use tenderlens_tests::generate::mapping_markdown;
use tenderlens_tests::places::workspace;

#[test]
fn the_mapping_documents_are_those_of_the_tables() {
    for mapping in mappings() {
        let file = workspace().join(format!("docs/mappings/{}.md", mapping.publisher));
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text == mapping_markdown(mapping), "{}: run `cargo xtask gen`", file.display());
    }
}

#[test]
fn times_without_a_zone_are_read_in_the_publishers() {
    for mapping in mappings() {
        let publisher = Registry::builtin().publisher(mapping.publisher).unwrap().time_zone;
        let zones = [("Europe/Kyiv", "EET-2EEST,M3.5.0/3,M10.5.0/4"), ("UTC", "UTC0")];
        assert!(zones.contains(&(publisher, mapping.zone)), "{publisher} is not {}", mapping.zone);
    }
}
