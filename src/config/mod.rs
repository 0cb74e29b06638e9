//! Settings: one typed section per group, each with its defaults.
//!
//! Defaults, then the file named by `--config` (no file is looked for), then the environment: `ROLLCALL_SECTION__KEY`, and `ROLLCALL_SECTION__KEY_FILE` for a value
//! kept in a file of its own. Unknown keys are refused; a mistake is one line naming the key and where it stands.

mod google;
mod livekit;
mod load;
mod metrics;
mod mistake;
mod places;
mod sections;
mod value;

use serde::{Deserialize, Serialize};

pub use self::google::GoogleConfig;
pub use self::livekit::{LivekitConfig, LivekitServerConfig};
pub use self::metrics::MetricsConfig;
pub use self::mistake::SettingError;
pub use self::places::KeyLocations;
pub use self::sections::{
    DatabaseConfig, JobConfig, JobProfile, JobsConfig, LogConfig, LogFormat, SecretsConfig, ServerConfig,
};
pub use self::value::{HttpUrl, SecretKey};

/// Every setting.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub server: ServerConfig,
    pub database: DatabaseConfig,
    pub log: LogConfig,
    pub metrics: MetricsConfig,
    pub secrets: SecretsConfig,
    pub jobs: JobsConfig,
    pub google: GoogleConfig,
    pub livekit: LivekitConfig,
    /// Where each of them was set, to name the place of a mistake that is found later.
    #[serde(skip)]
    pub(crate) locations: KeyLocations,
}
