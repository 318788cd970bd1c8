//! `/config.json`: where the explorer finds its publishers.

use std::collections::BTreeMap;

use serde::Serialize;
use tenderlens_sandbox::Sandbox;

#[derive(Debug, Serialize)]
struct Config {
    mode: &'static str,
    /// Paths on the explorer's own origin.
    bases: BTreeMap<&'static str, String>,
    /// Where each publisher's answers come from.
    data: BTreeMap<&'static str, &'static str>,
    /// The sandbox's clock.
    now: String,
}

/// The configuration of an explorer that is served beside this sandbox.
pub fn of(sandbox: &Sandbox) -> Result<String, serde_json::Error> {
    let sources = sandbox.sources();
    let config = Config {
        mode: "sandbox",
        bases: sources.iter().map(|(id, _)| (*id, format!("/sandbox/{id}"))).collect(),
        data: sources.iter().map(|(id, source)| (*id, source.name())).collect(),
        now: sandbox.now().to_string(),
    };
    serde_json::to_string(&config)
}

#[cfg(test)]
mod tests {
    use tenderlens_core::publishers::Registry;
    use tenderlens_sandbox::Sandbox;

    #[test]
    fn the_explorer_is_told_bases_data_and_clock() {
        let sandbox = Sandbox::new(Registry::builtin(), "2026-11-21T12:00:00Z".parse().unwrap());
        assert_eq!(
            super::of(&sandbox).unwrap(),
            r#"{"mode":"sandbox","bases":{"peru":"/sandbox/peru","uk":"/sandbox/uk"},"data":{"peru":"generated","uk":"generated"},"now":"2026-11-21T12:00:00Z"}"#
        );
    }
}
