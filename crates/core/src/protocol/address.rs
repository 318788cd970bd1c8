//! Where a `Location` leads, and where an address in an answer does.

use percent_encoding::percent_decode_str;

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

/// An address in a publisher's answer, below the base that requests go to: its own host may have
/// moved since. `None` for one that is not below the publisher's path.
pub fn below(base: &str, base_path: &str, address: &str) -> Option<String> {
    let address = address.split('#').next()?;
    let path = &address[..address.find('?').unwrap_or(address.len())];
    let start = path.find(&format!("{base_path}/"))?;
    let leads_out = |segment: &str| matches!(&*percent_decode_str(segment).decode_utf8_lossy(), "." | "..");
    if path[start..].split(['/', '\\']).any(leads_out) {
        return None;
    }
    Some(format!("{}{}", base.trim_end_matches('/'), &address[start..]))
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
    use super::{below, created, is_loopback, origin, resolve};

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
    fn an_address_leads_to_the_base_whatever_host_it_names() {
        let (base, path) = ("http://127.0.0.1:1/sandbox/eu/", "/api/v1");
        for (address, expected) in [
            ("https://old.example/api/v1/release/1", Some("/api/v1/release/1")),
            ("http://127.0.0.1:1/sandbox/eu@form/api/v1/release?id=/x", Some("/api/v1/release?id=/x")),
            ("https://host/api/v1/package/2#1", Some("/api/v1/package/2")),
            ("/api/v1/release/1", Some("/api/v1/release/1")),
            ("https://host/api/v10/release/1", None),
            ("https://host/api/v1/../admin", None),
            ("https://host/api/v1/%2e%2E/admin", None),
            ("https://host/other?x=/api/v1/release/1", None),
            ("https://host/other#/api/v1/release/1", None),
            ("", None),
        ] {
            let expected = expected.map(|rest| format!("http://127.0.0.1:1/sandbox/eu{rest}"));
            assert_eq!(below(base, path, address), expected, "{address}");
        }
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
