//! `[metrics]`: who may read `/metrics`, and where.

use std::net::SocketAddr;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::value;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MetricsConfig {
    /// Asked for as `Authorization: Bearer …`; empty: none.
    #[serde(serialize_with = "value::hidden")]
    pub token: SecretString,
    /// An address of its own, at which nothing else is served; empty: served with everything else.
    #[serde(with = "value::optional_address")]
    pub listen: Option<SocketAddr>,
}

impl MetricsConfig {
    /// What has to be shown, if anything has.
    pub fn token(&self) -> Option<&str> {
        Some(self.token.expose_secret()).filter(|token| !token.is_empty())
    }
}
