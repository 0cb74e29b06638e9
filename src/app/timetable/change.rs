//! Changing a timetable from a day on: what has not begun is moved, renamed, taught by somebody else or cancelled, and what
//! the new plan names beside it is drawn. Sessions that somebody changed one by one stay as they are.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, Months, NaiveDate};
use serde_json::{Value, json};

use super::check::check;
use super::draw::{draw, meet_place};
use super::foresee::{ForeseenLesson, Skipped, foresee, refuse_conflicts};
use super::patch::PlanPatch;
use super::{checked_span, drawn_span, find, find_organization, subject};
use crate::app::meet::{MeetOperationError, space};
use crate::app::session::change::SessionChange;
use crate::app::session::replan::replan;
use crate::app::session::transitions;
use crate::app::{ActorContext, App, Error};
use crate::domain::session::Status;
use crate::domain::time::calendar::{local_date, local_instant, midnight};
use crate::domain::time::{DAY, Span, Timestamp};
use crate::domain::timetable::plan::{TimetablePlan, TimetableVersion, version_on};
use crate::store::session::StoredSession;
use crate::store::timetable::StoredTimetable;
use crate::store::{Read, Write};

/// How far ahead a change may take effect, in years: whoever plans farther has mistyped a year.
const MOST_YEARS_AHEAD: u32 = 5;

/// What shall be different from a day on; `None`: from today on. What lies before today stays as it was. Changes that were
/// to begin later keep what this one does not name.
#[derive(Clone, Debug, Default)]
pub struct TimetableChange {
    pub effective_from: Option<NaiveDate>,
    pub patch: PlanPatch,
}

/// What a change made of the sessions that were drawn.
#[derive(Clone, Debug, Default)]
pub struct ChangeCounts {
    /// Moved, or given another teacher, roster, title or place.
    pub changed: usize,
    pub cancelled: usize,
    pub drawn: usize,
    /// Left as they are, because somebody changed them one by one or they have begun.
    pub kept: usize,
}

/// A change as it will be carried out.
#[derive(Clone, Debug)]
pub struct Change {
    pub timetable: StoredTimetable,
    /// What the timetable says from the day on, one version at least.
    pub versions: Vec<TimetableVersion>,
    /// The lessons of the new plan from its day on, with what is in their way.
    pub lessons: Vec<ForeseenLesson>,
    /// Drawn sessions that follow the change, by the day they stand for.
    open: BTreeMap<NaiveDate, StoredSession>,
    /// Days whose sessions stay as they are.
    kept: BTreeSet<NaiveDate>,
    /// The time for which sessions are drawn.
    drawn: Span,
}

/// What a change would do, without saving it.
///
/// # Errors
/// 404; 409 `timetable_ended`; those of `check`.
pub async fn preview(
    read: &mut Read,
    actor: &ActorContext,
    id: &str,
    wanted: &TimetableChange,
) -> Result<Change, Error> {
    let organization = find_organization(read, actor).await?;
    let timetable = find(read, &organization.id, id).await?;
    if timetable.ended_at.is_some() {
        let detail = "This timetable has ended and is not changed any more. Make a new one.";
        return Err(Error::conflict("timetable_ended", detail));
    }
    let today = local_date(actor.now, timetable.latest().plan.schedule.time_zone);
    let from = wanted.effective_from.unwrap_or(today).max(today);
    if from > today + Months::new(MOST_YEARS_AHEAD * 12) {
        let detail = format!(
            "A timetable is changed from a day of the next {MOST_YEARS_AHEAD} years on: name an earlier effectiveFrom."
        );
        return Err(Error::refused("too_far_ahead", detail));
    }
    let versions = versions_from(&timetable, from, &wanted.patch);
    for version in &versions {
        let before = timetable.plan_on(version.effective_from);
        check(read, &organization, &version.plan, Some(before)).await?;
    }
    let schedule = &versions[0].plan.schedule;
    let zone = schedule.time_zone;
    let links = read.list_drawn_occurrences(&organization.id, id, from).await?;
    let ids: Vec<&str> = links.iter().map(|link| link.session_id.as_str()).collect();
    let mut sessions: BTreeMap<String, StoredSession> = read
        .find_sessions(&organization.id, &ids)
        .await?
        .into_iter()
        .map(|one| (one.session.id.clone(), one))
        .collect();
    let (mut open, mut kept) = (BTreeMap::new(), BTreeSet::new());
    for link in links {
        let session = sessions.remove(&link.session_id);
        match session.filter(|one| {
            is_as_planned(timetable.plan_on(link.day), link.day, one) && has_not_begun(one, actor.now)
        }) {
            Some(session) => {
                open.insert(link.day, session);
            }
            None => {
                kept.insert(link.day);
            }
        }
    }
    let first = local_instant(schedule.first_start, zone).max(midnight(from, zone));
    // What is drawn for the day after these eight weeks, by an hour or a clock, is moved as well.
    let last = open.last_key_value().map_or(Timestamp::MIN, |(day, _)| midnight(*day + Days::new(2), zone));
    let span = checked_span(actor.now, first);
    let span = Span::new(span.from.max(midnight(from, zone).plus(-DAY)), span.to.max(last));
    let making_way = open.values().map(|one| one.session.id.clone()).collect();
    let mut lessons = foresee(read, &organization, &versions, span, Some(id), &making_way, actor.now).await?;
    lessons.retain(|one| one.occurrence.day >= from && !kept.contains(&one.occurrence.day));
    // A lesson that the new plan puts before now stays where it is.
    let gone = Span::new(actor.now.plus(-2 * DAY), actor.now);
    for missed in schedule.occurrences_starting_in(gone) {
        if open.remove(&missed.day).is_some() {
            kept.insert(missed.day);
        }
    }
    let drawn = drawn_span(actor.now);
    Ok(Change { timetable, versions, lessons, open, kept, drawn })
}

/// Carries a change out; gives the transaction, which the caller commits, and the sessions that it cancelled.
///
/// # Errors
/// Those of `preview`; 409 `double_booked`, `room_taken` with every conflict.
pub async fn change(
    app: &App,
    actor: &ActorContext,
    id: &str,
    mut wanted: TimetableChange,
) -> Result<(Write, Changed), MeetOperationError> {
    if wanted.patch.meet.as_ref().is_some_and(Option::is_some) {
        drop(carry_out(app, actor, id, &wanted).await?);
    }
    if let Some(Some(place)) = &mut wanted.patch.meet {
        *place = space::resolve_place(app, actor.organization(), place.clone()).await?;
    }
    Ok(carry_out(app, actor, id, &wanted).await?)
}

/// What came of a change.
#[derive(Clone, Debug)]
pub struct Changed {
    pub timetable: StoredTimetable,
    pub counts: ChangeCounts,
    pub cancelled: Vec<StoredSession>,
}

async fn carry_out(
    app: &App,
    actor: &ActorContext,
    id: &str,
    wanted: &TimetableChange,
) -> Result<(Write, Changed), Error> {
    let actor = &ActorContext { now: app.now(), ..actor.clone() };
    let mut write = app.store.write().await?;
    write.lock_timetable(actor.organization()).await?;
    let mut change = preview(&mut write, actor, id, wanted).await?;
    let from = change.versions[0].effective_from;
    let is_same =
        |version: &TimetableVersion| change.timetable.plan_on(version.effective_from) == &version.plan;
    if change.versions.iter().all(is_same) {
        // The same plan again: nothing is different.
        let timetable = change.timetable;
        return Ok((write, Changed { timetable, counts: ChangeCounts::default(), cancelled: Vec::new() }));
    }
    refuse_conflicts(&change.lessons)?;
    let mut counts = ChangeCounts { kept: change.kept.len(), ..ChangeCounts::default() };
    let ids: Vec<&str> = change.open.values().map(|one| one.session.id.as_str()).collect();
    write.lock_sessions(actor.organization(), &ids).await?;
    let reason = format!("The timetable is changed from {from} on.");
    let cancelled = change.cancel_what_goes(&mut write, actor, &reason).await?;
    counts.cancelled = cancelled.len();
    counts.changed = change.move_what_stays(&mut write, actor, &reason).await?;
    let organization = actor.organization();
    write.replace_timetable_versions(organization, id, &change.versions, actor.now).await?;
    let span = drawn_span(actor.now);
    for lesson in change.lessons.iter().filter(|one| one.skipped.is_none()) {
        let occurrence = lesson.occurrence;
        if !change.open.contains_key(&occurrence.day) && span.contains(occurrence.planned.from) {
            draw(&mut write, actor, id, change.plan_on(occurrence.day), occurrence).await?;
            counts.drawn += 1;
        }
    }
    let detail = json!({
        "effectiveFrom": from, "before": audit_detail(change.timetable.plan_on(from)),
        "after": audit_detail(change.plan_on(from)), "changed": counts.changed, "cancelled": counts.cancelled,
        "drawn": counts.drawn, "kept": counts.kept,
    });
    actor.record_audit(&mut write, "timetable.changed", subject(id), detail).await?;
    let timetable = find(&mut write, organization, id).await?;
    Ok((write, Changed { timetable, counts, cancelled }))
}

impl Change {
    /// What would become of sessions.
    pub fn summary(&self) -> ChangeCounts {
        let goes: BTreeSet<NaiveDate> =
            self.open.iter().filter(|(day, one)| self.goes(**day, one)).map(|(day, _)| *day).collect();
        let new = |lesson: &&ForeseenLesson| {
            let day = lesson.occurrence.day;
            lesson.skipped.is_none()
                && (!self.open.contains_key(&day) || goes.contains(&day))
                && self.drawn.contains(lesson.occurrence.planned.from)
        };
        let is_new = |(day, one): &(&NaiveDate, &StoredSession)| {
            !goes.contains(day) && !is_as_planned(self.plan_on(**day), **day, one)
        };
        ChangeCounts {
            changed: self.open.iter().filter(is_new).count(),
            cancelled: goes.len(),
            drawn: self.lessons.iter().filter(new).count(),
            kept: self.kept.len(),
        }
    }

    fn plan_on(&self, day: NaiveDate) -> &TimetablePlan {
        &version_on(&self.versions, day).unwrap_or(&self.versions[0]).plan
    }

    /// Whether a session is cancelled, because the new plan does not name its day or is of another sort.
    fn goes(&self, day: NaiveDate, stored: &StoredSession) -> bool {
        let (session, plan) = (&stored.session, self.plan_on(day));
        let same_sort =
            session.kind == plan.kind && session.format == plan.format && session.platform == plan.platform;
        !same_sort || self.lesson_on(day).is_none()
    }

    /// The lesson of the new plan on this day, unless it cannot be held there. A holiday keeps what is drawn already.
    fn lesson_on(&self, day: NaiveDate) -> Option<&ForeseenLesson> {
        let lesson = self.lessons.iter().find(|one| one.occurrence.day == day)?;
        (lesson.skipped != Some(Skipped::BlockedDay)).then_some(lesson)
    }

    /// Cancels the sessions whose days the new plan does not name, and those it cannot make its own.
    async fn cancel_what_goes(
        &mut self,
        write: &mut Write,
        actor: &ActorContext,
        reason: &str,
    ) -> Result<Vec<StoredSession>, Error> {
        let days: Vec<NaiveDate> =
            self.open.iter().filter(|(day, one)| self.goes(**day, one)).map(|(day, _)| *day).collect();
        let mut cancelled = Vec::new();
        for day in days {
            let Some(session) = self.open.remove(&day) else { continue };
            let id = &session.session.id;
            cancelled.push(transitions::cancel(write, actor, id, Some(reason)).await?);
            write.release_occurrence(actor.organization(), id).await?;
        }
        Ok(cancelled)
    }

    /// Puts the sessions that stay under the new plan; says how many are different now. Those that move later are moved
    /// from the last one on, so that none meets the next on its way.
    async fn move_what_stays(
        &self,
        write: &mut Write,
        actor: &ActorContext,
        reason: &str,
    ) -> Result<usize, Error> {
        let mut moves: Vec<(&StoredSession, &TimetablePlan, Span)> = self
            .open
            .iter()
            .filter_map(|(day, one)| {
                Some((one, self.plan_on(*day), self.lesson_on(*day)?.occurrence.planned))
            })
            .collect();
        let moves_later = moves.first().is_some_and(|(one, _, planned)| planned.from > one.session.start);
        if moves_later {
            moves.reverse();
        }
        let mut changed = 0;
        for (stored, plan, planned) in moves {
            let change = session_change(stored, plan);
            replan(write, actor, &stored.session.id, &change, planned, Some(reason)).await?;
            let after = write.find_session(actor.organization(), &stored.session.id).await?;
            changed += usize::from(after.is_some_and(|after| after.revision != stored.revision));
        }
        Ok(changed)
    }
}

/// What a timetable says from a day on when the patch is laid over it.
fn versions_from(timetable: &StoredTimetable, from: NaiveDate, patch: &PlanPatch) -> Vec<TimetableVersion> {
    let patched = |day: NaiveDate| TimetableVersion {
        effective_from: day,
        plan: patch.applied_to(timetable.plan_on(day)),
    };
    let later = timetable.versions.iter().map(|version| version.effective_from).filter(|day| *day > from);
    let mut versions: Vec<TimetableVersion> = [from].into_iter().chain(later).map(patched).collect();
    versions.dedup_by(|next, before| next.plan == before.plan);
    versions
}

/// What is different between a session and a plan.
fn session_change(stored: &StoredSession, plan: &TimetablePlan) -> SessionChange {
    let place = meet_place(plan);
    let same_code = place.as_ref().and_then(|place| place.code.as_ref()) == stored.meet_code.as_ref();
    SessionChange {
        title: Some(Some(plan.title.clone())),
        teacher: Some(Some(plan.teacher.clone())),
        students: Some(plan.students.clone()),
        room: None,
        meet: (!same_code).then_some(place),
        venue: None,
    }
}

/// Whether a session is as a plan says of this day: nobody changed it by itself.
fn is_as_planned(plan: &TimetablePlan, day: NaiveDate, stored: &StoredSession) -> bool {
    let planned = plan.schedule.planned_on(day);
    let session = &stored.session;
    let same_people = session.teacher.as_ref() == Some(&plan.teacher)
        && session.students.iter().collect::<BTreeSet<_>>() == plan.students.iter().collect();
    let same_place = match &plan.meet_code {
        Some(code) => stored.meet_code.as_ref() == Some(code),
        None => true,
    };
    session.planned() == planned && same_people && same_place && stored.title.as_ref() == Some(&plan.title)
}

fn has_not_begun(stored: &StoredSession, now: Timestamp) -> bool {
    matches!(stored.status, Status::Scheduled | Status::Ready) && stored.session.start > now
}

fn audit_detail(plan: &TimetablePlan) -> Value {
    let schedule = &plan.schedule;
    json!({
        "title": plan.title, "kind": plan.kind, "format": plan.format, "platform": plan.platform,
        "teacherId": plan.teacher, "studentIds": plan.students, "timeZone": schedule.time_zone.name(),
        "firstStart": schedule.first_start, "durationMinutes": schedule.duration_minutes,
        "rule": schedule.rule.text(), "except": schedule.except, "meetCode": plan.meet_code,
    })
}
