//! What of a timetable shall be different.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

use super::draw::{meet_place, set_meet_place};
use crate::app::session::create::MeetPlace;
use crate::domain::session::{Format, Kind, Platform};
use crate::domain::timetable::plan::TimetablePlan;
use crate::domain::timetable::rule::RecurrenceRule;

/// Fields of a plan; `None` leaves one as it is.
#[derive(Clone, Debug, Default)]
pub struct PlanPatch {
    pub title: Option<String>,
    pub kind: Option<Kind>,
    pub format: Option<Format>,
    pub platform: Option<Platform>,
    pub teacher: Option<String>,
    pub students: Option<Vec<String>>,
    pub time_zone: Option<Tz>,
    pub first_start: Option<NaiveDateTime>,
    pub duration_minutes: Option<i64>,
    pub rule: Option<RecurrenceRule>,
    pub except: Option<BTreeSet<NaiveDate>>,
    /// `Some(None)`: no Meet link any more.
    pub meet: Option<Option<MeetPlace>>,
}

impl PlanPatch {
    /// Every field of a plan. The place is named only where its link is another one than before.
    pub fn whole(plan: &TimetablePlan, before: &TimetablePlan) -> PlanPatch {
        let schedule = plan.schedule.clone();
        PlanPatch {
            title: Some(plan.title.clone()),
            kind: Some(plan.kind),
            format: Some(plan.format),
            platform: Some(plan.platform),
            teacher: Some(plan.teacher.clone()),
            students: Some(plan.students.clone()),
            time_zone: Some(schedule.time_zone),
            first_start: Some(schedule.first_start),
            duration_minutes: Some(schedule.duration_minutes),
            rule: Some(schedule.rule),
            except: Some(schedule.except),
            meet: (plan.meet_code != before.meet_code).then(|| meet_place(plan)),
        }
    }

    /// The plan as it will be. A plan that leaves Google Meet leaves its link, too.
    pub fn applied_to(&self, before: &TimetablePlan) -> TimetablePlan {
        let mut after = before.clone();
        set(&mut after.title, &self.title);
        set(&mut after.kind, &self.kind);
        set(&mut after.format, &self.format);
        set(&mut after.platform, &self.platform);
        set(&mut after.teacher, &self.teacher);
        set(&mut after.students, &self.students);
        set(&mut after.schedule.time_zone, &self.time_zone);
        set(&mut after.schedule.first_start, &self.first_start);
        set(&mut after.schedule.duration_minutes, &self.duration_minutes);
        set(&mut after.schedule.rule, &self.rule);
        set(&mut after.schedule.except, &self.except);
        match &self.meet {
            Some(place) => set_meet_place(&mut after, place.clone()),
            None if after.platform != Platform::Meet => set_meet_place(&mut after, None),
            None => {}
        }
        after
    }
}

fn set<T: Clone>(field: &mut T, value: &Option<T>) {
    if let Some(value) = value {
        field.clone_from(value);
    }
}
