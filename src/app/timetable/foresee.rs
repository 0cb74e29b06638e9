//! What would become of a timetable's lessons: which are drawn, which are skipped, and what is in the way of the others.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::check::session_of;
use super::drawn_span;
use crate::app::Error;
use crate::app::session::booking::{Collision, collisions};
use crate::app::session::create::MAX_DURATION;
use crate::domain::organization::Organization;
use crate::domain::organization::settings::Day;
use crate::domain::time::calendar::local_date;
use crate::domain::time::{DAY, MINUTE, Span, Timestamp};
use crate::domain::timetable::Occurrence;
use crate::domain::timetable::plan::{TimetablePlan, TimetableVersion, days_around, occurrences_of};
use crate::store::{Read, StoreError};
use chrono::{Datelike, NaiveDate};

/// More than an organisation keeps free between two sessions of a teacher, in milliseconds.
const LONGEST_BUFFER: i64 = DAY;

/// Why a lesson is not held on its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skipped {
    /// The organisation has a holiday of this name.
    Holiday(String),
    /// No session is held on this weekday.
    BlockedDay,
}

/// What is in the way of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonConflict {
    /// The lesson's local day.
    pub day: NaiveDate,
    /// When it would be.
    pub planned: Span,
    /// `room_taken` or `double_booked`.
    pub code: &'static str,
    pub detail: String,
    /// The other session; `None`: a lesson of another timetable that is not drawn yet.
    pub session_id: Option<String>,
    pub timetable_id: Option<String>,
    pub title: Option<String>,
    pub other: Span,
}

impl LessonConflict {
    /// As the API shows it.
    pub fn to_json(&self) -> Value {
        json!({
            "date": self.day, "start": self.planned.from, "end": self.planned.to,
            "code": self.code, "detail": self.detail,
            "other": {
                "sessionId": self.session_id, "timetableId": self.timetable_id, "title": self.title,
                "start": self.other.from, "end": self.other.to,
            },
        })
    }
}

/// One lesson as it would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeseenLesson {
    pub occurrence: Occurrence,
    pub skipped: Option<Skipped>,
    pub conflicts: Vec<LessonConflict>,
}

/// Days without sessions in a span, by their names.
pub(super) async fn holidays_in(
    read: &mut Read,
    organization: &str,
    span: Span,
) -> Result<BTreeMap<NaiveDate, String>, StoreError> {
    let (from, to) = days_around(span);
    let found = read.list_holidays(organization, from, to, i64::MAX).await?;
    Ok(found.into_iter().map(|one| (one.day, one.name)).collect())
}

/// Whether a lesson is skipped: holidays and blocked days are those of the organisation's own calendar.
pub(super) fn skipped(
    organization: &Organization,
    holidays: &BTreeMap<NaiveDate, String>,
    start: Timestamp,
) -> Option<Skipped> {
    let day = local_date(start, organization.time_zone);
    if let Some(name) = holidays.get(&day) {
        return Some(Skipped::Holiday(name.clone()));
    }
    organization.settings.blocked_days.contains(&Day(day.weekday())).then_some(Skipped::BlockedDay)
}

/// The lessons of a plan that start in the span, with what is in their way. Sessions of `making_way` are not: they will be
/// moved or cancelled in the same change. `own` is the timetable itself, where it is stored already.
///
/// # Errors
/// Those of the store.
pub async fn foresee(
    read: &mut Read,
    organization: &Organization,
    versions: &[TimetableVersion],
    span: Span,
    own: Option<&str>,
    making_way: &BTreeSet<String>,
    now: Timestamp,
) -> Result<Vec<ForeseenLesson>, Error> {
    let holidays = holidays_in(read, &organization.id, span).await?;
    let mut others: Option<Vec<OtherLesson>> = None;
    let mut lessons = Vec::new();
    for (occurrence, plan) in occurrences_of(versions, span) {
        let mut lesson = ForeseenLesson {
            occurrence,
            skipped: skipped(organization, &holidays, occurrence.planned.from),
            conflicts: Vec::new(),
        };
        if lesson.skipped.is_none() {
            let wanted = session_of(plan, occurrence.planned);
            let found = collisions(read, organization, &wanted, plan.meet_code.as_deref()).await?;
            let found = found.into_iter().filter(|one| !making_way.contains(&one.session_id));
            lesson.conflicts.extend(found.map(|one| with_session(occurrence, one)));
            if occurrence.planned.to > drawn_span(now).to {
                if others.is_none() {
                    let earliest = occurrence.planned.from.plus(-MAX_DURATION - LONGEST_BUFFER);
                    let far = Span::new(drawn_span(now).to.max(earliest), span.to);
                    others = Some(lessons_of_others(read, organization, far, own).await?);
                }
                let buffer = organization.settings.session_buffer_minutes.get() * MINUTE;
                let in_the_way =
                    others.iter().flatten().filter_map(|one| one.against(occurrence, plan, buffer));
                lesson.conflicts.extend(in_the_way);
            }
        }
        lessons.push(lesson);
    }
    Ok(lessons)
}

/// Refuses where anything is in the way, and says all of it.
///
/// # Errors
/// 409 `double_booked` or `room_taken`, with `conflicts`.
pub(super) fn refuse_conflicts(lessons: &[ForeseenLesson]) -> Result<(), Error> {
    let conflicts: Vec<&LessonConflict> = lessons.iter().flat_map(|lesson| &lesson.conflicts).collect();
    let Some(first) = conflicts.first() else { return Ok(()) };
    let colliding = lessons.iter().filter(|lesson| !lesson.conflicts.is_empty()).count();
    let detail = format!(
        "{colliding} of the {} lessons checked cannot be held, nothing was saved. The first is that of {}: {} Choose \
         another time or teacher, or put these days into `except`.",
        lessons.len(),
        first.day,
        first.detail
    );
    Err(Error::ConflictsWith {
        code: first.code,
        detail,
        conflicts: conflicts.into_iter().map(LessonConflict::to_json).collect(),
    })
}

fn with_session(occurrence: Occurrence, found: Collision) -> LessonConflict {
    LessonConflict {
        day: occurrence.day,
        planned: occurrence.planned,
        code: found.code,
        detail: found.detail,
        session_id: Some(found.session_id),
        timetable_id: None,
        title: found.title,
        other: found.planned,
    }
}

/// A lesson of another timetable that is further away than sessions are drawn.
struct OtherLesson {
    timetable_id: String,
    title: String,
    teacher: String,
    meet_code: Option<String>,
    meet_space: Option<String>,
    planned: Span,
}

impl OtherLesson {
    fn against(&self, occurrence: Occurrence, plan: &TimetablePlan, buffer: i64) -> Option<LessonConflict> {
        let busy = Span::new(occurrence.planned.from.plus(-buffer), occurrence.planned.to.plus(buffer));
        let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        let same_place = same(&self.meet_code, &plan.meet_code) || same(&self.meet_space, &plan.meet_space);
        let (code, what) = match () {
            () if same_place && self.planned.overlaps(occurrence.planned) => ("room_taken", "This place has"),
            () if self.teacher == plan.teacher && self.planned.overlaps(busy) => {
                ("double_booked", "The teacher has")
            }
            () => return None,
        };
        let (from, to) = (self.planned.from, self.planned.to);
        Some(LessonConflict {
            day: occurrence.day,
            planned: occurrence.planned,
            code,
            detail: format!("{what} a lesson of timetable {} from {from} to {to}.", self.timetable_id),
            session_id: None,
            timetable_id: Some(self.timetable_id.clone()),
            title: Some(self.title.clone()),
            other: self.planned,
        })
    }
}

/// The lessons in the span of all other timetables of the organisation.
async fn lessons_of_others(
    read: &mut Read,
    organization: &Organization,
    span: Span,
    own: Option<&str>,
) -> Result<Vec<OtherLesson>, StoreError> {
    let holidays = holidays_in(read, &organization.id, span).await?;
    let all = read.list_timetables(&organization.id, false, "", i64::MAX).await?;
    let mut lessons = Vec::new();
    for timetable in all.iter().filter(|one| Some(one.id.as_str()) != own) {
        for (occurrence, plan) in occurrences_of(&timetable.versions, span) {
            if skipped(organization, &holidays, occurrence.planned.from).is_some() {
                continue;
            }
            lessons.push(OtherLesson {
                timetable_id: timetable.id.clone(),
                title: plan.title.clone(),
                teacher: plan.teacher.clone(),
                meet_code: plan.meet_code.clone(),
                meet_space: plan.meet_space.clone(),
                planned: occurrence.planned,
            });
        }
    }
    Ok(lessons)
}
