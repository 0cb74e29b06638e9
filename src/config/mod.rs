//! Settings of this process, from a file and the environment: one typed section per group, each with its defaults.
//! (What an organisation sets for itself is in the database: `domain::organization::settings` and `policy`.)
//!
//! Defaults come first, then the file named by `--config` (no file is looked for), then the environment:
//! `ROLLCALL_SECTION__KEY`, and `ROLLCALL_SECTION__KEY_FILE` for a value kept in a file of its own. Unknown keys are
//! refused; an error is one line naming the key and where it was set.

mod google;
mod jobs;
mod key_locations;
mod livekit;
mod load;
mod mail;
mod metrics;
mod sections;
mod setting_error;
mod value;

use serde::{Deserialize, Serialize};

pub use self::google::GoogleConfig;
pub use self::jobs::{JobConfig, JobProfile, JobsConfig};
pub use self::key_locations::KeyLocations;
pub use self::livekit::{LivekitConfig, LivekitServerConfig};
pub use self::mail::{MailConfig, MailSender, PushConfig, PushContact, WebhooksConfig};
pub use self::metrics::MetricsConfig;
pub use self::sections::{
    DatabaseConfig, LogConfig, LogFormat, SecretsConfig, ServerConfig, SynchronousLevel,
};
pub use self::setting_error::SettingError;
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
    pub mail: MailConfig,
    pub webhooks: WebhooksConfig,
    pub push: PushConfig,
    /// Where each of them was set, for errors that are found later.
    #[serde(skip)]
    pub(crate) locations: KeyLocations,
}
