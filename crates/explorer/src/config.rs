//! Where the publishers answer: `config.json` beside the page, which a static host may lack.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::browser;
use crate::protocol::Settings;
use crate::store::{self, key};

/// What the host says of itself. Without it the publishers' own addresses are used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Config {
    /// `sandbox` when the data is not live.
    pub mode: Option<String>,
    /// Per publisher id: scheme, host and prefix; a path alone is below the page's own origin.
    pub bases: BTreeMap<String, String>,
    /// Per publisher id: what its answers are made of.
    pub data: BTreeMap<String, Data>,
    /// The time the host's data is made for (RFC 3339).
    pub now: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Data {
    /// Invented processes.
    Generated,
    /// What a publisher once answered.
    Recorded,
    #[serde(other)]
    Live,
}

impl Config {
    pub async fn load() -> Self {
        match gloo_net::http::Request::get("./config.json").send().await {
            // A static host may answer its own page for a missing file: not JSON, not ours.
            Ok(response) if response.ok() => response.json::<Self>().await.unwrap_or_default().resolved(),
            _ => Self::default(),
        }
    }

    /// With whole addresses, as they are shown when something fails.
    fn resolved(mut self) -> Self {
        for base in self.bases.values_mut().filter(|base| base.starts_with('/')) {
            base.insert_str(0, &browser::origin());
        }
        self
    }

    /// The reader's own addresses go before the host's.
    pub fn with_own_bases(mut self) -> Self {
        self.bases.extend(store::value::<BTreeMap<String, String>>(key::BASES));
        self
    }

    pub fn data_of(&self, publisher: &str) -> Data {
        self.data.get(publisher).copied().unwrap_or(Data::Live)
    }

    pub fn is_sandbox(&self) -> bool {
        self.mode.as_deref() == Some("sandbox")
    }

    /// What the worker needs to know of this.
    pub fn settings(&self) -> Settings {
        Settings { bases: self.bases.clone(), sandbox: self.is_sandbox() }
    }

    pub fn has(&self, data: Data) -> bool {
        self.data.values().any(|it| *it == data)
    }

    /// The present, in Unix milliseconds: the host's, else the device's.
    pub fn now_ms(&self) -> f64 {
        let stated = self.now.as_deref().map(js_sys::Date::parse).filter(|now| !now.is_nan());
        stated.unwrap_or_else(js_sys::Date::now)
    }
}
