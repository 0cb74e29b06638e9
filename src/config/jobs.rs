//! `[jobs]`: how often each job runs by itself, and in which hours.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::value::{self, InvalidValue};
use crate::domain::time::hours::DailyHours;

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct JobsConfig {
    /// Which column of default intervals holds.
    #[serde(deserialize_with = "value::parsed")]
    pub profile: JobProfile,
    /// How long the log of runs is kept.
    #[serde(deserialize_with = "value::positive")]
    pub keep_runs_days: u32,
    pub sessions: JobConfig,
    pub rooms_create: JobConfig,
    pub rooms_cleanup: JobConfig,
    pub livekit_roster: JobConfig,
    pub maintenance: MaintenanceConfig,
    pub meet_poll: JobConfig,
    pub meet_retry: MeetRetryConfig,
    pub notify: NotifyConfig,
}

impl Default for JobsConfig {
    fn default() -> Self {
        JobsConfig {
            profile: JobProfile::Development,
            keep_runs_days: 30,
            sessions: JobConfig::default(),
            rooms_create: JobConfig::default(),
            rooms_cleanup: JobConfig::default(),
            livekit_roster: JobConfig::default(),
            maintenance: MaintenanceConfig::default(),
            meet_poll: JobConfig::default(),
            meet_retry: MeetRetryConfig::default(),
            notify: NotifyConfig::default(),
        }
    }
}

/// Settings of one job.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct JobConfig {
    /// Time between two runs; 0 is the profile's.
    pub interval_seconds: u64,
}

impl JobsConfig {
    /// The hours in which a job runs by itself; `None`: all day.
    pub fn hours(&self, job: &str) -> Option<DailyHours> {
        let at_night = job == "maintenance" && self.profile == JobProfile::Production;
        let set = if job == "maintenance" { self.maintenance.hours } else { None };
        set.or(at_night.then_some(DailyHours::NIGHT))
    }
}

/// Settings of the job that tidies up.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MaintenanceConfig {
    /// Time between two runs; 0 is the profile's.
    pub interval_seconds: u64,
    /// Local hours in which it runs, `0-6`; empty is the profile's.
    #[serde(with = "value::optional")]
    pub hours: Option<DailyHours>,
}

/// Settings of the job that retries ended Meet classes.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MeetRetryConfig {
    /// Time between two runs; 0 is the profile's.
    pub interval_seconds: u64,
    /// How many days a class is retried at every run; then weekly until day 28.
    pub window_days: u32,
}

impl Default for MeetRetryConfig {
    fn default() -> Self {
        MeetRetryConfig { interval_seconds: 0, window_days: 7 }
    }
}

/// Settings of the job that sends messages.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NotifyConfig {
    /// Time between two runs; 0 is the profile's.
    pub interval_seconds: u64,
    /// How many messages one organisation may send in a minute; the rest waits for the next.
    #[serde(deserialize_with = "value::positive")]
    pub messages_per_minute: u32,
}

impl Default for NotifyConfig {
    fn default() -> Self {
        NotifyConfig { interval_seconds: 0, messages_per_minute: 600 }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum JobProfile {
    Development,
    Production,
}

impl FromStr for DailyHours {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        DailyHours::parse(text).ok_or(InvalidValue::new("hours of the day such as 0-6 or 22-4"))
    }
}

impl FromStr for JobProfile {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        match text {
            "development" => Ok(JobProfile::Development),
            "production" => Ok(JobProfile::Production),
            _ => Err(InvalidValue::new("development or production")),
        }
    }
}
