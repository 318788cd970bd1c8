//! The files of messages against each other and against the source.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::{Language, Part, Plural, parts};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn source_text(language: Language) -> String {
    fs::read_to_string(root().join(format!("www/messages/{}.json", language.code()))).unwrap()
}

fn messages(language: Language) -> BTreeMap<String, String> {
    serde_json::from_str(&source_text(language)).unwrap()
}

/// Keys without the names of their forms.
fn keys(language: Language) -> BTreeSet<String> {
    messages(language).into_keys().map(|key| key.split('#').next().unwrap().to_owned()).collect()
}

/// All Rust files of the explorer but this one, as one text.
fn sources() -> String {
    fn collect(folder: &Path, text: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, text);
            } else if !path.ends_with("i18n.rs") && !path.ends_with("i18n/tests.rs") {
                text.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut text = String::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut text);
    text
}

/// The literals that follow the word `opening` in the source.
fn literals(sources: &str, opening: &str) -> BTreeSet<String> {
    let is_word = |index: &usize| !sources[..*index].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let starts = sources.match_indices(opening).map(|(index, _)| index).filter(is_word);
    let after = starts.map(|index| sources[index + opening.len()..].trim_start());
    after.filter_map(|it| it.strip_prefix('"')?.split('"').next().map(str::to_owned)).collect()
}

fn places(template: &str) -> BTreeSet<&str> {
    let place = |part| match part {
        Part::Place(name) => Some(name),
        Part::Text(_) => None,
    };
    parts(template).filter_map(place).collect()
}

#[test]
fn every_language_has_every_message_and_no_other() {
    let english = keys(Language::English);
    for language in [Language::Spanish, Language::Ukrainian] {
        let others = keys(language);
        let missing: Vec<_> = english.difference(&others).collect();
        let unknown: Vec<_> = others.difference(&english).collect();
        assert!(missing.is_empty() && unknown.is_empty(), "{language:?} lacks {missing:?} and adds {unknown:?}");
    }
}

#[test]
fn every_counted_message_has_exactly_the_forms_of_its_language() {
    for language in Language::ALL {
        let mut forms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for key in messages(language).into_keys() {
            if let Some((key, form)) = key.split_once('#') {
                forms.entry(key.to_owned()).or_default().insert(form.to_owned());
            }
        }
        let expected: BTreeSet<String> = language.forms().iter().map(|form| form.name().to_owned()).collect();
        for (key, forms) in forms {
            assert_eq!(forms, expected, "{key} in {language:?}");
        }
    }
}

#[test]
fn translations_keep_the_places_of_the_english_text() {
    let english = messages(Language::English);
    for language in [Language::Spanish, Language::Ukrainian] {
        for (key, text) in messages(language) {
            let other = key.split('#').next().map(|key| format!("{key}#other")).unwrap();
            let original = english.get(&key).or_else(|| english.get(&other)).unwrap();
            assert_eq!(places(&text), places(original), "{key} in {language:?}");
        }
    }
}

#[test]
fn no_message_is_empty_and_files_are_in_order_of_keys() {
    for language in Language::ALL {
        let in_file: Vec<String> = literals_of_lines(&source_text(language));
        let sorted: Vec<String> = messages(language).into_keys().collect();
        assert_eq!(in_file, sorted, "{language:?}: one message a line, in order of keys, none twice");
        for (key, text) in messages(language) {
            assert!(!text.trim().is_empty(), "{key} in {language:?}");
        }
    }
}

fn literals_of_lines(text: &str) -> Vec<String> {
    text.lines().filter_map(|line| Some(line.trim().strip_prefix('"')?.split_once('"')?.0.to_owned())).collect()
}

#[test]
fn the_source_uses_every_message_and_no_unknown_one() {
    let sources = sources();
    let known = keys(Language::English);
    let mut used = BTreeSet::new();
    for opening in ["t!(", "plural!(", "rich!("] {
        used.extend(literals(&sources, opening));
    }
    let unknown: Vec<_> = used.difference(&known).collect();
    assert!(unknown.is_empty(), "used, but in no file: {unknown:?}");
    let families = literals(&sources, "i18n::of(");
    let in_family = |key: &&String| families.iter().any(|family| key.starts_with(&format!("{family}.")));
    let unused: Vec<_> = known.difference(&used).filter(|key| !in_family(key)).collect();
    assert!(unused.is_empty(), "in the files, but nowhere used: {unused:?}");
    for family in &families {
        assert!(known.iter().any(|key| key.starts_with(&format!("{family}."))), "no message of the family {family}");
    }
}

#[test]
fn numbers_take_the_form_that_cldr_gives_them() {
    let form = |language: Language, number| language.plural(number);
    for (number, english, spanish, ukrainian) in [
        (0, Plural::Other, Plural::Other, Plural::Many),
        (1, Plural::One, Plural::One, Plural::One),
        (2, Plural::Other, Plural::Other, Plural::Few),
        (5, Plural::Other, Plural::Other, Plural::Many),
        (11, Plural::Other, Plural::Other, Plural::Many),
        (12, Plural::Other, Plural::Other, Plural::Many),
        (21, Plural::Other, Plural::Other, Plural::One),
        (23, Plural::Other, Plural::Other, Plural::Few),
        (111, Plural::Other, Plural::Other, Plural::Many),
        (112, Plural::Other, Plural::Other, Plural::Many),
        (1_000_000, Plural::Other, Plural::Many, Plural::Many),
        (1_000_001, Plural::Other, Plural::Other, Plural::One),
    ] {
        assert_eq!(form(Language::English, number), english, "en {number}");
        assert_eq!(form(Language::Spanish, number), spanish, "es {number}");
        assert_eq!(form(Language::Ukrainian, number), ukrainian, "uk {number}");
    }
}

#[test]
fn places_are_filled_and_lone_braces_stay() {
    assert_eq!(super::filled("{a} of {b}, {c", &[("a", &1), ("b", &"x")]), "1 of x, {c");
    assert_eq!(super::filled("{a}{a}", &[("a", &"ñ")]), "ññ");
}

#[test]
fn the_shell_says_what_the_app_will_say() {
    let page = fs::read_to_string(root().join("index.html")).unwrap();
    let script = fs::read_to_string(root().join("www/static/shell.js")).unwrap();
    let english = messages(Language::English);
    let mut marked = BTreeSet::new();
    for opening in ["data-t=", "data-t-label="] {
        marked.extend(literals(&page, opening));
    }
    assert!(marked.len() > 20, "{marked:?}");
    for element in page.split("data-t=\"").skip(1) {
        let (key, rest) = element.split_once('"').unwrap();
        let words = rest.split_once('>').unwrap().1.split_once('<').unwrap().0;
        assert_eq!(Some(words), english.get(key).map(String::as_str), "{key}");
    }
    let (spanish, ukrainian) = script.split_once("    uk: {").unwrap();
    for (table, language) in [(spanish, Language::Spanish), (ukrainian, Language::Ukrainian)] {
        let messages = messages(language);
        for key in marked.iter().map(String::as_str).chain(["home.title"]) {
            let line = format!("\"{key}\": {},", serde_json::to_string(&messages[key]).unwrap());
            assert!(table.contains(&line), "{language:?}: shell.js lacks {line}");
        }
    }
}
