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

pub use self::google::Google;
pub use self::livekit::{Livekit, LivekitServer};
pub use self::metrics::Metrics;
pub use self::mistake::Mistake;
pub use self::places::Places;
pub use self::sections::{Database, Job, Jobs, Log, LogFormat, Profile, Secrets, Server};
pub use self::value::{Key, Url};

/// Every setting.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub server: Server,
    pub database: Database,
    pub log: Log,
    pub metrics: Metrics,
    pub secrets: Secrets,
    pub jobs: Jobs,
    pub google: Google,
    pub livekit: Livekit,
    /// Where each of them was set, to name the place of a mistake that is found later.
    #[serde(skip)]
    pub(crate) places: Places,
}
