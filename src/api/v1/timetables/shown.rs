//! Timetables and what they would draw, as they are shown.

use chrono::{NaiveDate, NaiveDateTime, Timelike};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::app::timetable::change::{Change, ChangeCounts};
use crate::app::timetable::foresee::{ForeseenLesson, LessonConflict, Skipped};
use crate::app::timetable::show::UpcomingLesson;
use crate::domain::session::{Format, Kind, Platform, meet_link};
use crate::domain::time::Timestamp;
use crate::store::timetable::StoredTimetable;

/// A timetable as it will be in the end: `effectiveFrom` says from which day on.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Timetable)]
#[schema(example = json!({
    "id": "0193f1d0", "title": "Tajweed", "kind": "quran", "format": "individual", "platform": "livekit",
    "teacherId": "0193f1c0", "studentIds": ["0193f1c2"], "timeZone": "Asia/Riyadh", "firstStart": "2027-01-05T16:00",
    "durationMinutes": 60, "rule": "FREQ=WEEKLY;BYDAY=TU,TH", "except": ["2027-01-14"], "meetLink": null,
    "effectiveFrom": "2026-12-20", "endedAt": null, "createdAt": "2026-12-20T07:30:00.000Z"
}))]
pub(super) struct TimetableBody {
    id: String,
    title: String,
    kind: Kind,
    format: Format,
    platform: Platform,
    teacher_id: String,
    student_ids: Vec<String>,
    time_zone: String,
    first_start: String,
    duration_minutes: i64,
    rule: String,
    #[schema(value_type = Vec<String>)]
    except: Vec<NaiveDate>,
    meet_link: Option<String>,
    #[schema(value_type = String, format = Date)]
    effective_from: NaiveDate,
    /// Since when nothing is drawn from it any more.
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Timestamp>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Sessions that were just made of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<ChangesBody>,
    /// Of one timetable: lessons of the next eight weeks that could not be drawn, and are tried again each night.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<ConflictSchema>>)]
    problems: Option<Vec<Value>>,
}

/// What became of sessions.
#[derive(Serialize, ToSchema)]
#[schema(as = TimetableChanges)]
struct ChangesBody {
    /// Made anew.
    drawn: usize,
    /// Moved, or given another title, teacher, roster or place.
    changed: usize,
    cancelled: usize,
    /// Left as they are, since somebody changed them one by one or they have begun.
    kept: usize,
}

/// Something in the way of one lesson.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only its schema is used; the application writes it for refusals, too")]
#[schema(as = TimetableConflict)]
struct ConflictSchema {
    /// The lesson's local day.
    #[schema(value_type = String, format = Date)]
    date: NaiveDate,
    #[schema(value_type = String, format = DateTime)]
    start: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    end: Timestamp,
    /// `double_booked` or `room_taken`.
    code: String,
    detail: String,
    other: OtherSchema,
}

#[derive(ToSchema)]
#[expect(dead_code, reason = "only its schema is used")]
#[schema(as = TimetableConflictOther, rename_all = "camelCase")]
struct OtherSchema {
    session_id: Option<String>,
    /// Of a lesson that is further away than sessions are drawn.
    timetable_id: Option<String>,
    title: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    start: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    end: Timestamp,
}

impl TimetableBody {
    pub(super) fn of(stored: &StoredTimetable) -> TimetableBody {
        let version = stored.latest();
        let (plan, schedule) = (&version.plan, &version.plan.schedule);
        TimetableBody {
            id: stored.id.clone(),
            title: plan.title.clone(),
            kind: plan.kind,
            format: plan.format,
            platform: plan.platform,
            teacher_id: plan.teacher.clone(),
            student_ids: plan.students.clone(),
            time_zone: schedule.time_zone.name().to_owned(),
            first_start: local_text(schedule.first_start),
            duration_minutes: schedule.duration_minutes,
            rule: schedule.rule.text().to_owned(),
            except: schedule.except.iter().copied().collect(),
            meet_link: plan.meet_code.as_deref().map(meet_link::link_of_code),
            effective_from: version.effective_from,
            ended_at: stored.ended_at,
            created_at: stored.created_at,
            changes: None,
            problems: None,
        }
    }

    pub(super) fn drawing(self, drawn: usize) -> TimetableBody {
        self.changing(&ChangeCounts { drawn, ..ChangeCounts::default() })
    }

    pub(super) fn changing(mut self, counts: &ChangeCounts) -> TimetableBody {
        self.changes = Some(ChangesBody::of(counts));
        self
    }

    pub(super) fn with_problems(mut self, upcoming: &[UpcomingLesson]) -> TimetableBody {
        let lessons = upcoming.iter().filter_map(|one| one.lesson.as_ref());
        let conflicts = lessons.flat_map(|lesson| &lesson.conflicts);
        self.problems = Some(conflicts.map(LessonConflict::to_json).collect());
        self
    }
}

impl ChangesBody {
    fn of(counts: &ChangeCounts) -> ChangesBody {
        let ChangeCounts { changed, cancelled, drawn, kept } = *counts;
        ChangesBody { drawn, changed, cancelled, kept }
    }
}

/// What a plan would draw.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = TimetableForecast)]
pub(super) struct ForecastBody {
    /// The lessons of the next eight weeks, or of the first eight of a timetable that begins later.
    lessons: Vec<LessonBody>,
    /// Everything in their way; empty where the plan can be saved.
    #[schema(value_type = Vec<ConflictSchema>)]
    conflicts: Vec<Value>,
    /// Of a change: what would become of sessions.
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<ChangesBody>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = TimetableLesson)]
struct LessonBody {
    #[schema(value_type = String, format = Date)]
    date: NaiveDate,
    #[schema(value_type = String, format = DateTime)]
    start: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    end: Timestamp,
    /// `holiday` or `blocked_day`: no session is drawn.
    skipped: Option<&'static str>,
    conflicts: usize,
}

impl ForecastBody {
    pub(super) fn of(lessons: &[ForeseenLesson]) -> ForecastBody {
        let conflicts = lessons.iter().flat_map(|lesson| &lesson.conflicts);
        ForecastBody {
            conflicts: conflicts.map(LessonConflict::to_json).collect(),
            lessons: lessons.iter().map(LessonBody::of).collect(),
            changes: None,
        }
    }

    pub(super) fn of_change(change: &Change) -> ForecastBody {
        let changes = Some(ChangesBody::of(&change.summary()));
        ForecastBody { changes, ..ForecastBody::of(&change.lessons) }
    }
}

impl LessonBody {
    fn of(lesson: &ForeseenLesson) -> LessonBody {
        LessonBody {
            date: lesson.occurrence.day,
            start: lesson.occurrence.planned.from,
            end: lesson.occurrence.planned.to,
            skipped: lesson.skipped.as_ref().map(|skipped| match skipped {
                Skipped::Holiday(_) => "holiday",
                Skipped::BlockedDay => "blocked_day",
            }),
            conflicts: lesson.conflicts.len(),
        }
    }
}

/// `2027-01-05T16:00`; with seconds where there are some.
fn local_text(local: NaiveDateTime) -> String {
    let format = if local.second() == 0 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S" };
    local.format(format).to_string()
}
