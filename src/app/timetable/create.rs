//! A new timetable: checked as a whole, then saved with its first sessions, or not at all.

use std::collections::BTreeSet;

use serde_json::json;

use super::check::check;
use super::draw::{draw, meet_place, set_meet_place};
use super::foresee::{ForeseenLesson, foresee, refuse_conflicts};
use super::{checked_span, drawn_span, find_organization, subject};
use crate::app::meet::{MeetOperationError, space};
use crate::app::{ActorContext, App, Error};
use crate::domain::time::calendar::{local_date, local_instant};
use crate::domain::timetable::plan::{TimetablePlan, TimetableVersion};
use crate::store::timetable::StoredTimetable;
use crate::store::{Read, Write};

/// A timetable that was saved, with how many sessions were drawn from it.
#[derive(Clone, Debug)]
pub struct PlannedTimetable {
    pub timetable: StoredTimetable,
    pub drawn: usize,
}

/// What would become of a plan, without saving it: its lessons of the next eight weeks, or of its first eight.
///
/// # Errors
/// Those of `check`.
pub async fn preview(
    read: &mut Read,
    actor: &ActorContext,
    plan: &TimetablePlan,
) -> Result<Vec<ForeseenLesson>, Error> {
    let organization = find_organization(read, actor).await?;
    check(read, &organization, plan, None).await?;
    let schedule = &plan.schedule;
    let first = local_instant(schedule.first_start, schedule.time_zone);
    let versions = [version(actor, plan)];
    let span = checked_span(actor.now, first);
    foresee(read, &organization, &versions, span, None, &BTreeSet::new(), actor.now).await
}

/// Saves a timetable and draws its first eight weeks; gives the transaction, which the caller commits. Where it has a Meet
/// link, everything is tried first, then Google is asked, outside of any transaction.
///
/// # Errors
/// Those of `check`; 409 `double_booked`, `room_taken` with every conflict.
pub async fn create(
    app: &App,
    actor: &ActorContext,
    mut plan: TimetablePlan,
) -> Result<(Write, PlannedTimetable), MeetOperationError> {
    if let Some(place) = meet_place(&plan) {
        drop(carry_out(app, actor, &plan).await?);
        let place = space::resolve_place(app, actor.organization(), place).await?;
        set_meet_place(&mut plan, Some(place));
    }
    Ok(carry_out(app, actor, &plan).await?)
}

async fn carry_out(
    app: &App,
    actor: &ActorContext,
    plan: &TimetablePlan,
) -> Result<(Write, PlannedTimetable), Error> {
    let actor = &ActorContext { now: app.now(), ..actor.clone() };
    let mut write = app.store.write().await?;
    write.lock_timetable(actor.organization()).await?;
    let lessons = preview(&mut write, actor, plan).await?;
    refuse_conflicts(&lessons)?;
    let timetable = StoredTimetable {
        id: actor.new_id(),
        versions: vec![version(actor, plan)],
        created_at: actor.now,
        ended_at: None,
    };
    write.insert_timetable(actor.organization(), &timetable).await?;
    let detail = json!({
        "title": plan.title, "rule": plan.schedule.rule.text(), "firstStart": plan.schedule.first_start,
        "timeZone": plan.schedule.time_zone.name(), "teacherId": plan.teacher, "studentIds": plan.students,
    });
    actor.record_audit(&mut write, "timetable.created", subject(&timetable.id), detail).await?;
    let now = drawn_span(actor.now);
    let mut drawn = 0;
    for lesson in lessons.iter().filter(|one| one.skipped.is_none()) {
        if now.contains(lesson.occurrence.planned.from) {
            draw(&mut write, actor, &timetable.id, plan, lesson.occurrence).await?;
            drawn += 1;
        }
    }
    Ok((write, PlannedTimetable { timetable, drawn }))
}

fn version(actor: &ActorContext, plan: &TimetablePlan) -> TimetableVersion {
    TimetableVersion { effective_from: local_date(actor.now, plan.schedule.time_zone), plan: plan.clone() }
}
