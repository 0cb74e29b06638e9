//! Drawing: making the session of one lesson, once and never again.

use crate::app::session::create::{MeetPlace, NewSession, create};
use crate::app::{ActorContext, Error};
use crate::domain::organization::policy::PolicyPatch;
use crate::domain::session::Platform;
use crate::domain::timetable::Occurrence;
use crate::domain::timetable::plan::TimetablePlan;
use crate::store::Write;
use crate::store::timetable::OccurrenceLink;

/// Plans the session of a lesson like any other session, and remembers for which day it stands.
///
/// # Errors
/// Those of `create`: nothing is written then.
pub(super) async fn draw(
    write: &mut Write,
    actor: &ActorContext,
    timetable: &str,
    plan: &TimetablePlan,
    occurrence: Occurrence,
) -> Result<(), Error> {
    let stored = create(write, actor, session_plan(plan, occurrence)).await?;
    let link = OccurrenceLink { session_id: stored.session.id, day: occurrence.day };
    write.insert_drawn_occurrence(actor.organization(), timetable, &link).await?;
    Ok(())
}

fn session_plan(plan: &TimetablePlan, occurrence: Occurrence) -> NewSession {
    NewSession {
        title: Some(plan.title.clone()),
        kind: plan.kind,
        format: plan.format,
        platform: plan.platform,
        room: None,
        meet: meet_place(plan),
        venue: None,
        start: occurrence.planned.from,
        end: Some(occurrence.planned.to),
        teacher: Some(plan.teacher.clone()),
        students: plan.students.clone(),
        policy: PolicyPatch::default(),
    }
}

/// Where the lessons of a timetable are held on Meet, if it says so.
pub(super) fn meet_place(plan: &TimetablePlan) -> Option<MeetPlace> {
    let is_known = plan.meet_code.is_some() || plan.meet_space.is_some();
    (plan.platform == Platform::Meet && is_known).then(|| MeetPlace {
        space: plan.meet_space.clone(),
        code: plan.meet_code.clone(),
        organizer: plan.meet_organizer.clone(),
        is_new: false,
    })
}

/// Puts the place into the plan, after its link was asked for at Google.
pub(super) fn set_meet_place(plan: &mut TimetablePlan, place: Option<MeetPlace>) {
    let place = place.unwrap_or_default();
    (plan.meet_space, plan.meet_code, plan.meet_organizer) = (place.space, place.code, place.organizer);
}
