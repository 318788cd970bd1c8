//! Where a `Location` leads.

/// The absolute form of a reference in an answer to `base` (RFC 3986, section 5.2, as far as
/// `Location` headers go).
pub fn resolve(base: &str, reference: &str) -> String {
    if has_scheme(reference) {
        return reference.to_owned();
    }
    if let Some(rest) = reference.strip_prefix("//") {
        let scheme = base.split_once("://").map_or("https", |(scheme, _)| scheme);
        return format!("{scheme}://{rest}");
    }
    if reference.starts_with('/') {
        return format!("{}{reference}", origin(base));
    }
    let path_end = base.find(['?', '#']).unwrap_or(base.len());
    let path = &base[..path_end];
    if reference.starts_with('?') {
        return format!("{path}{reference}");
    }
    match path[origin(path).len()..].rfind('/') {
        Some(slash) => format!("{}{reference}", &path[..=origin(path).len() + slash]),
        None => format!("{path}/{reference}"),
    }
}

/// Scheme, host and port.
pub fn origin(url: &str) -> &str {
    let Some(host) = url.find("://").map(|at| at + 3) else {
        return "";
    };
    let end = url[host..].find(['/', '?', '#']).map_or(url.len(), |at| host + at);
    &url[..end]
}

/// Whether the address is on this machine.
pub fn is_loopback(url: &str) -> bool {
    let Some((_, host)) = origin(url).split_once("://") else {
        return false;
    };
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn has_scheme(reference: &str) -> bool {
    let Some((scheme, _)) = reference.split_once(':') else {
        return false;
    };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// The `Location` of a created object: without the stray text that a publisher's documentation
/// prints behind it, and below the publisher's own path where it leaves that out.
///
/// `base` is the scheme, host and prefix that requests go to; `base_path` the publisher's own.
pub fn created(base: &str, base_path: &str, location: &str) -> Option<String> {
    let location = location.split_whitespace().next()?;
    let base = base.trim_end_matches('/');
    if !location.starts_with('/') || location.starts_with("//") {
        return Some(resolve(&format!("{base}{base_path}/"), location));
    }
    let prefix = &base[origin(base).len()..];
    Some(if location.starts_with(&format!("{prefix}{base_path}/")) {
        format!("{}{location}", origin(base))
    } else if location.starts_with(&format!("{base_path}/")) {
        format!("{base}{location}")
    } else {
        format!("{base}{base_path}{location}")
    })
}

#[cfg(test)]
mod tests {
    use super::{created, is_loopback, origin, resolve};

    #[test]
    fn references_resolve_against_the_answer_s_address() {
        let base = "https://host:81/api/tenders/1?x=/y";
        for (reference, expected) in [
            ("http://other/a?b#c", "http://other/a?b#c"),
            ("//cdn/file", "https://cdn/file"),
            ("/get/1", "https://host:81/get/1"),
            ("2/b", "https://host:81/api/tenders/2/b"),
            ("?y=1", "https://host:81/api/tenders/1?y=1"),
        ] {
            assert_eq!(resolve(base, reference), expected);
        }
        assert_eq!(resolve("https://host", "a"), "https://host/a");
        assert_eq!((origin(base), origin("no url")), ("https://host:81", ""));
    }

    #[test]
    fn a_created_object_is_found_whatever_form_its_location_has() {
        let (base, path) = ("http://127.0.0.1:1/sandbox/op", "/api/0");
        for location in [
            "http://127.0.0.1:1/sandbox/op/api/0/tenders/1 HTTP/1.1",
            "/sandbox/op/api/0/tenders/1",
            "/api/0/tenders/1 HTTP/1.1",
            " /tenders/1",
            "tenders/1",
        ] {
            let expected = "http://127.0.0.1:1/sandbox/op/api/0/tenders/1";
            assert_eq!(created(base, path, location).as_deref(), Some(expected), "{location}");
        }
        assert_eq!(created(base, path, "  "), None);
    }

    #[test]
    fn this_machine_is_known_by_its_names() {
        for url in ["http://127.0.0.1:80/x", "http://localhost", "http://[::1]:8/"] {
            assert!(is_loopback(url), "{url}");
        }
        for url in ["https://www.find-tender.service.gov.uk", "http://localhost.example", "/sandbox", "http://sandbox"]
        {
            assert!(!is_loopback(url), "{url}");
        }
    }
}
