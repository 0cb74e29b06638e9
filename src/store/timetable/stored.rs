//! A timetable as it is stored.

use chrono::NaiveDate;

use crate::domain::time::Timestamp;
use crate::domain::timetable::plan::{TimetablePlan, TimetableVersion, version_on};

/// A timetable as it is stored: its versions in order of the days from which they hold, one at least.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredTimetable {
    pub id: String,
    pub versions: Vec<TimetableVersion>,
    pub created_at: Timestamp,
    /// Since when nothing is drawn from it any more.
    pub ended_at: Option<Timestamp>,
}

impl StoredTimetable {
    /// The version that holds in the end.
    pub fn latest(&self) -> &TimetableVersion {
        self.versions.last().expect("a timetable has a version")
    }

    /// The plan that holds on a local day.
    pub fn plan_on(&self, day: NaiveDate) -> &TimetablePlan {
        &version_on(&self.versions, day).unwrap_or_else(|| self.latest()).plan
    }
}

/// A local time as it is written.
pub(super) const LOCAL_TIME: &str = "%Y-%m-%dT%H:%M:%S";
