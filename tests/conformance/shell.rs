//! The shell that is painted before the app must say what the app will say, or the page jumps.

use std::collections::BTreeMap;

use tenderlens_core::publishers::Registry;
use tenderlens_tests::places::workspace;

#[test]
fn the_shell_lists_the_publishers_of_the_table() {
    let shell = std::fs::read_to_string(workspace().join("index.html")).unwrap();
    let messages = std::fs::read_to_string(workspace().join("www/messages/en.json")).unwrap();
    let messages: BTreeMap<String, String> = serde_json::from_str(&messages).unwrap();
    for publisher in Registry::builtin().publishers() {
        // Some licences are named in the reader's language.
        let licence = messages.get(&format!("publisher.licence.{}", publisher.id));
        let licence = licence.map_or(publisher.licence.name, String::as_str);
        for text in [
            format!("value=\"{}\"", publisher.id),
            format!(">{}<", publisher.country),
            format!(">{}<", publisher.short_name),
            format!(">{}<", publisher.holds),
            format!(">{licence}<"),
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
