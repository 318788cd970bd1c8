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
        let config: serde_json::Value = serde_json::from_str(&super::of(&sandbox).unwrap()).unwrap();
        assert_eq!((&config["mode"], &config["now"]), (&"sandbox".into(), &"2026-11-21T12:00:00Z".into()));
        for publisher in Registry::builtin().publishers() {
            assert_eq!(config["bases"][publisher.id], format!("/sandbox/{}", publisher.id));
            assert_eq!(config["data"][publisher.id], "generated");
        }
    }
}
