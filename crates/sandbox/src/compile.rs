//! The one place where releases are merged.

use tenderlens_core::ocds::merge;

/// The compiled release of a history.
pub fn compiled(releases: &[&str]) -> Result<String, String> {
    merge::compiled(releases, &merge::Options::default())
        .map(|merged| merged.json)
        .map_err(|problem| problem.to_string())
}

/// The versioned release of a history.
pub fn versioned(releases: &[&str]) -> Result<String, String> {
    merge::versioned(releases, &merge::Options::default())
        .map(|merged| merged.json)
        .map_err(|problem| problem.to_string())
}
