//! The shell that is painted before the app must say what the app will say, or the page jumps.

use tenderlens_core::publishers::Registry;
use tenderlens_tests::places::workspace;

#[test]
fn the_shell_lists_the_publishers_of_the_table() {
    let shell = std::fs::read_to_string(workspace().join("index.html")).unwrap();
    for publisher in Registry::builtin().publishers() {
        for text in [
            format!("value=\"{}\"", publisher.id),
            format!(">{}<", publisher.country),
            format!(">{}<", publisher.short_name),
            format!(">{}<", publisher.holds),
            format!(">{}<", publisher.licence.name),
            format!("href=\"{}\"", publisher.base),
            format!("href=\"{}\"", publisher.licence.url),
        ] {
            assert!(shell.contains(&text), "index.html lacks {text}");
        }
        // An archive is asked only when it is chosen.
        let is_ticked = shell.contains(&format!("value=\"{}\" checked>", publisher.id));
        assert_eq!(is_ticked, publisher.archived.is_none(), "{}", publisher.id);
    }
}

#[test]
fn texts_of_the_shell_and_of_the_home_page_are_the_same() {
    let shell = std::fs::read_to_string(workspace().join("index.html")).unwrap();
    let home = std::fs::read_to_string(workspace().join("crates/explorer/src/pages/home.rs")).unwrap();
    for text in [
        "Public contracts, from notice to payment.",
        "Search words, a buyer, or paste an OCID",
        "Stages of a contracting process:",
    ] {
        assert!(shell.contains(text) && home.contains(text), "{text}");
    }
}
