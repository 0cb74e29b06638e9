//! Which organisations a run works for: all, only one, or those where it is one of the job's hours.

use crate::domain::time::Timestamp;
use crate::domain::time::hours::DailyHours;
use crate::store::{Read, StoreError};

/// Which organisations a run works for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunExtent {
    organization: Option<String>,
    /// Hours of the organisations' local clocks outside of which they are left alone.
    hours: Option<DailyHours>,
}

impl RunExtent {
    /// All organisations, at any hour.
    pub fn everywhere() -> RunExtent {
        RunExtent::default()
    }

    /// The one whose admin asked for the run, at any hour.
    pub fn only(organization: impl Into<String>) -> RunExtent {
        RunExtent { organization: Some(organization.into()), hours: None }
    }

    /// Those where it is one of these hours.
    pub fn within(hours: DailyHours) -> RunExtent {
        RunExtent { organization: None, hours: Some(hours) }
    }

    /// The only organisation, where there is one.
    pub fn organization(&self) -> Option<&str> {
        self.organization.as_deref()
    }

    /// The ids of the organisations to work for at `now`. One whose time zone this version cannot read is there at the
    /// hours of UTC.
    pub async fn organizations(&self, read: &mut Read, now: Timestamp) -> Result<Vec<String>, StoreError> {
        if let Some(only) = &self.organization {
            return Ok(vec![only.clone()]);
        }
        let all = read.list_organization_zones().await?;
        let is_meant =
            |zone: Option<chrono_tz::Tz>| self.hours.is_none_or(|hours| hours.contains(zone.as_slice(), now));
        Ok(all.into_iter().filter(|(_, zone)| is_meant(*zone)).map(|(id, _)| id).collect())
    }
}
