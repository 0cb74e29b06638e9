//! What a timetable may say, as it is sent. Every refusal says how to mend it.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::api::Problem;
use crate::api::v1::sessions::bodies::parse_meet_place;
use crate::api::v1::shared::read_time_zone;
use crate::app::session::create::MeetPlace;
use crate::app::timetable::change::TimetableChange;
use crate::app::timetable::patch::PlanPatch;
use crate::domain::organization::Organization;
use crate::domain::people::validated_text::Name;
use crate::domain::session::{Format, Kind, Platform};
use crate::domain::timetable::Schedule;
use crate::domain::timetable::plan::TimetablePlan;
use crate::domain::timetable::rule::{FIRST_YEAR, LAST_YEAR, RecurrenceRule};
use crate::http::body::double_option;

/// Longest lesson, in minutes: a week, as of any session.
const MAX_MINUTES: i64 = 7 * 24 * 60;
/// Most days that a timetable may leave out.
const MAX_EXCEPTIONS: usize = 500;

/// Lessons that come again by a rule.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewTimetable)]
#[schema(example = json!({
    "title": "Tajweed", "kind": "quran", "format": "individual", "platform": "livekit", "teacherId": "0193f1c0",
    "studentIds": ["0193f1c2"], "timeZone": "Asia/Riyadh", "firstStart": "2027-01-05T16:00", "durationMinutes": 60,
    "rule": "FREQ=WEEKLY;BYDAY=TU,TH", "except": ["2027-01-14"]
}))]
pub(super) struct NewTimetableBody {
    #[schema(value_type = String)]
    title: Name,
    /// `quran`, `academic`, `interactive_course`, `class` or `event`.
    kind: Kind,
    /// `individual`, `circle`, `trial`, `assessment`, `course` or `group`.
    format: Format,
    /// `livekit`, `meet` or `onsite`.
    platform: Platform,
    /// Somebody with the role `teacher`.
    teacher_id: String,
    student_ids: Vec<String>,
    /// A zone of the IANA database; left out, the organisation's.
    time_zone: Option<String>,
    /// The day the rule begins with, and the time of day of every lesson, in `timeZone`: `2027-01-05T16:00`. A time that a
    /// change of clocks skips is the first after it, one that comes twice the first of the two.
    first_start: String,
    /// Left out, the organisation's default length.
    #[schema(minimum = 1, maximum = 10080)]
    duration_minutes: Option<i64>,
    /// RRULE of RFC 5545 with FREQ DAILY, WEEKLY, MONTHLY or YEARLY. COUNT counts exceptions and holidays; an UNTIL that is a
    /// day ends with that day. Without either it has no end.
    rule: String,
    /// Local days without a lesson.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    except: Vec<NaiveDate>,
    /// Google Meet's link or its code, for all lessons.
    meet_link: Option<String>,
}

/// What is to be different, from a day on.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = TimetableChange)]
#[schema(example = json!({"effectiveFrom": "2027-02-01", "firstStart": "2027-01-05T17:00"}))]
pub(super) struct TimetableChangeBody {
    /// A local day; left out, or past: today. What has begun stays as it was.
    #[schema(value_type = Option<String>, format = Date)]
    effective_from: Option<NaiveDate>,
    #[schema(value_type = Option<String>)]
    title: Option<Name>,
    kind: Option<Kind>,
    format: Option<Format>,
    platform: Option<Platform>,
    teacher_id: Option<String>,
    /// The whole roster as it shall be.
    student_ids: Option<Vec<String>>,
    time_zone: Option<String>,
    first_start: Option<String>,
    #[schema(minimum = 1, maximum = 10080)]
    duration_minutes: Option<i64>,
    rule: Option<String>,
    #[schema(value_type = Option<Vec<String>>)]
    except: Option<Vec<NaiveDate>>,
    /// `null`: no link any more.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<String>)]
    meet_link: Option<Option<String>>,
}

impl NewTimetableBody {
    pub(super) fn read(&self, organization: &Organization) -> Result<TimetablePlan, Problem> {
        let default = organization.settings.default_meeting_duration_minutes.get();
        let time_zone = match &self.time_zone {
            Some(name) => read_time_zone(name)?,
            None => organization.time_zone,
        };
        let place = match self.meet_link.as_deref() {
            Some(link) => read_link(link)?,
            None => MeetPlace::default(),
        };
        Ok(TimetablePlan {
            title: self.title.clone().into_inner(),
            kind: self.kind,
            format: self.format,
            platform: self.platform,
            teacher: self.teacher_id.clone(),
            students: self.student_ids.clone(),
            schedule: Schedule {
                time_zone,
                first_start: read_start(&self.first_start)?,
                duration_minutes: read_minutes(self.duration_minutes.unwrap_or(default))?,
                rule: read_rule(&self.rule)?,
                except: read_except(&self.except)?,
            },
            meet_space: place.space,
            meet_code: place.code,
            meet_organizer: place.organizer,
        })
    }
}

impl TimetableChangeBody {
    pub(super) fn read(&self) -> Result<TimetableChange, Problem> {
        let meet = match &self.meet_link {
            None => None,
            Some(None) => Some(None),
            Some(Some(link)) => Some(Some(read_link(link)?)),
        };
        let patch = PlanPatch {
            title: self.title.clone().map(Name::into_inner),
            kind: self.kind,
            format: self.format,
            platform: self.platform,
            teacher: self.teacher_id.clone(),
            students: self.student_ids.clone(),
            time_zone: self.time_zone.as_deref().map(read_time_zone).transpose()?,
            first_start: self.first_start.as_deref().map(read_start).transpose()?,
            duration_minutes: self.duration_minutes.map(read_minutes).transpose()?,
            rule: self.rule.as_deref().map(read_rule).transpose()?,
            except: self.except.as_deref().map(read_except).transpose()?,
            meet,
        };
        Ok(TimetableChange { effective_from: self.effective_from, patch })
    }
}

fn read_start(text: &str) -> Result<NaiveDateTime, Problem> {
    let refused =
        |detail: String| Problem::unprocessable("invalid_first_start", detail).at_field("firstStart");
    let read = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text.trim(), format).ok());
    let Some(start) = read else {
        return Err(refused(
            "firstStart is a local day and time like 2027-01-05T16:00, without an offset.".into(),
        ));
    };
    if Schedule::is_allowed_start(start) {
        return Ok(start);
    }
    Err(refused(format!("firstStart lies in the years {FIRST_YEAR} to {LAST_YEAR}.")))
}

fn read_minutes(minutes: i64) -> Result<i64, Problem> {
    if (1..=MAX_MINUTES).contains(&minutes) {
        return Ok(minutes);
    }
    let detail = "A lesson lasts at least a minute and at most a week (10080 minutes).";
    Err(Problem::unprocessable("invalid_times", detail).at_field("durationMinutes"))
}

fn read_rule(text: &str) -> Result<RecurrenceRule, Problem> {
    RecurrenceRule::parse(text)
        .map_err(|wrong| Problem::unprocessable("invalid_rule", wrong.0).at_field("rule"))
}

fn read_except(days: &[NaiveDate]) -> Result<BTreeSet<NaiveDate>, Problem> {
    if days.len() <= MAX_EXCEPTIONS {
        return Ok(days.iter().copied().collect());
    }
    let detail =
        format!("A timetable leaves out at most {MAX_EXCEPTIONS} days: holidays need not be named here.");
    Err(Problem::invalid("invalid_body", detail).at_field("except"))
}

fn read_link(link: &str) -> Result<MeetPlace, Problem> {
    parse_meet_place(Some(link), None, None)
}
