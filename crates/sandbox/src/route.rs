//! Routes made from the rows: which row of a publisher a path belongs to.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use tenderlens_core::endpoint::{Endpoint, Kind, Place, Publisher};

type PathValues = BTreeMap<&'static str, String>;

/// What a method and a path below a publisher's mount lead to.
#[derive(Debug)]
pub enum Found {
    Row(&'static Endpoint, PathValues),
    /// The path is that of rows with these methods only.
    OtherMethods(Vec<&'static str>),
    Nothing,
}

/// The row whose method and template fit, and the values in the path.
///
/// Of several rows with one template (`{noticeId}` and `{ocid}`) the most demanding one that
/// accepts the values is taken, so that the kind of a parameter tells them apart.
pub fn find(publisher: &Publisher, method: &str, path: &str) -> Found {
    let segments = decode(path);
    let mut best: Option<(usize, &'static Endpoint, PathValues)> = None;
    let mut others = Vec::new();
    for row in publisher.endpoints {
        let Some(values) = fit(publisher.base_path, row, &segments) else { continue };
        if row.method.name() != method {
            others.push(row.method.name());
            continue;
        }
        let rank = rank(row, &values);
        if best.as_ref().is_none_or(|(known, ..)| rank > *known) {
            best = Some((rank, row, values));
        }
    }
    match best {
        Some((_, row, values)) => Found::Row(row, values),
        None if others.is_empty() => Found::Nothing,
        None => {
            others.sort_unstable();
            others.dedup();
            Found::OtherMethods(others)
        }
    }
}

/// Bulk file addresses end in `/`; the service takes them with and without.
fn decode(path: &str) -> Vec<String> {
    let path = path.strip_prefix('/').unwrap_or(path);
    let path = path.strip_suffix('/').unwrap_or(path);
    path.split('/').map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned()).collect()
}

fn fit(base_path: &'static str, row: &'static Endpoint, segments: &[String]) -> Option<PathValues> {
    let parts = base_path.split('/').chain(row.path.split('/'));
    let template: Vec<&'static str> = parts.filter(|part| !part.is_empty()).collect();
    if template.len() != segments.len() {
        return None;
    }
    let mut values = PathValues::new();
    for (part, segment) in template.into_iter().zip(segments) {
        match part.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) if !segment.is_empty() => {
                values.insert(name, segment.clone());
            }
            Some(_) => return None,
            None if part == segment => {}
            None => return None,
        }
    }
    Some(values)
}

/// Literal segments count most, then parameters whose value has the form their kind asks for.
fn rank(row: &Endpoint, values: &PathValues) -> usize {
    let literals = row.path.split('/').filter(|part| !part.starts_with('{')).count();
    let parameters = row.parameters.iter().filter(|parameter| parameter.place == Place::Path);
    let typed = parameters.filter_map(|parameter| Some(fitness(&parameter.kind, values.get(parameter.name)?)));
    literals * 100 + typed.sum::<usize>()
}

/// 0: the value is not of the kind; 1: the kind takes anything; 2: it is what the kind asks for.
fn fitness(kind: &Kind, value: &str) -> usize {
    let strict = match kind {
        Kind::Text | Kind::Opaque => return 1,
        Kind::Ocid => value.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("ocds-")),
        Kind::Integer { .. } => value.parse::<i64>().is_ok(),
        Kind::OneOf { values } => values.contains(&value),
        _ => true,
    };
    if strict { 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use tenderlens_core::publishers::Registry;

    use super::{Found, find};

    fn row(publisher: &str, path: &str) -> Option<&'static str> {
        row_of(publisher, "GET", path)
    }

    fn row_of(publisher: &str, method: &str, path: &str) -> Option<&'static str> {
        let registry = Registry::builtin();
        match find(registry.publisher(publisher).unwrap(), method, path) {
            Found::Row(row, _) => Some(row.id),
            _ => None,
        }
    }

    #[test]
    fn a_path_tells_which_methods_it_takes() {
        let registry = Registry::builtin();
        let uk = registry.publisher("uk").unwrap();
        let found = find(uk, "DELETE", "/api/1.0/ocdsReleasePackages");
        assert!(matches!(&found, Found::OtherMethods(methods) if methods == &["GET"]), "{found:?}");
        assert!(matches!(find(uk, "DELETE", "/nowhere"), Found::Nothing));
    }

    #[test]
    fn every_row_is_found_by_its_own_path() {
        for publisher in Registry::builtin().publishers() {
            for endpoint in publisher.endpoints {
                let mut path = format!("{}{}", publisher.base_path, endpoint.path);
                for parameter in endpoint.parameters {
                    path = path.replace(&format!("{{{}}}", parameter.name), parameter.example);
                }
                assert_eq!(row_of(publisher.id, endpoint.method.name(), &path), Some(endpoint.id), "{path}");
            }
        }
    }

    #[test]
    fn one_template_with_two_rows_is_told_apart_by_the_value() {
        assert_eq!(row("uk", "/api/1.0/ocdsReleasePackages/032703-2026"), Some("releasePackageByNotice"));
        assert_eq!(row("uk", "/api/1.0/ocdsReleasePackages/ocds-h6vhtk-067fb8"), Some("releasePackageByOcid"));
    }

    #[test]
    fn segments_decide_and_encoding_does_not_matter() {
        assert_eq!(row("peru", "/api/v1/release/a%3Ab"), Some("release"));
        assert_eq!(row("peru", "/api/v1/release/a%2Fb"), Some("release"));
        assert_eq!(row("peru", "/api/v1/release/seace_v2/1"), Some("releaseBySource"));
        assert_eq!(row("peru", "/api/v1/file/seace_v3/json/2026/08/"), Some("file"));
        assert_eq!(row("peru", "/records"), None);
        assert_eq!(row("peru", "/api/v1/record/"), None);
    }
}
