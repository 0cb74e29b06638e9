//! The settings of the Meet client, from those of the program.

use std::time::Duration;

use crate::config::GoogleConfig;
use crate::sources::meet::MeetClientSettings;

/// The settings of the client, from the section `google`.
pub fn settings(google: &GoogleConfig) -> MeetClientSettings {
    MeetClientSettings {
        meet_url: google.meet_url.to_string(),
        token_url: google.token_url.to_string(),
        directory_url: google.directory_url.to_string(),
        timeout: Duration::from_secs(u64::from(google.timeout_seconds.max(1))),
        reads_per_minute_per_user: google.reads_per_minute_per_user,
        reads_per_minute_per_project: google.reads_per_minute_per_project,
    }
}
