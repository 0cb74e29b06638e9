//! Changing what was planned, until the session is over: title, teacher, roster, place. Another time is a transition
//! (`transitions::reschedule`); what was different in a session that is over is said by an override.

use serde_json::{Value, json};

use super::booking;
use super::create::{MeetPlace, check_room_name, find_organization, subject};
use super::find::find;
use crate::app::Error;
use crate::app::actor::ActorContext;
use crate::app::session::transitions::busy;
use crate::domain::session::{Platform, Status};
use crate::store::Write;
use crate::store::session::StoredSession;

/// What is to be changed; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct SessionChange {
    pub title: Option<Option<String>>,
    pub teacher: Option<Option<String>>,
    pub students: Option<Vec<String>>,
    /// LiveKit room.
    pub room: Option<String>,
    /// `Some(None)`: no Meet link any more.
    pub meet: Option<Option<MeetPlace>>,
    /// The venue it is held at; `Some(None)`: at none.
    pub venue: Option<Option<String>>,
}

/// Changes a session within the scope; it becomes dirty and is evaluated again. The same change a second time
/// changes nothing.
///
/// # Errors
/// 403 for a teacher who changes more than the title; 409 `session_over`, `settled`, `busy`, `has_registrations`; 422
/// `room_without_livekit`, `link_without_meet`; and those of `booking::check`.
pub async fn change(
    write: &mut Write,
    actor: &ActorContext,
    id: &str,
    change: &SessionChange,
) -> Result<(), Error> {
    // Lock order: timetable first, then the session, as in `create`; the reverse order could deadlock.
    write.lock_timetable(actor.organization()).await?;
    write.lock_session(actor.organization(), id).await?;
    let before = find(write, &actor.scope, id).await?;
    if actor.scope.own_rows().is_some() && !change.changes_title_only() {
        return Err(Error::Forbidden("A teacher changes the title alone. Ask an admin for the rest."));
    }
    check_open(&before)?;
    if change.students.is_some() && write.find_event(actor.organization(), id).await?.is_some() {
        let detail = "Who takes part in an event is who is registered. Change the registrations.";
        return Err(Error::conflict("has_registrations", detail));
    }
    let after = change.applied_to(&before)?;
    let (old, new) = (audit_detail(&before), audit_detail(&after));
    if old == new {
        return Ok(());
    }
    if !change.changes_title_only() {
        let organization = find_organization(write, actor).await?;
        let code = after.meet_code.as_deref();
        booking::check(write, &organization, Some(&before.session), &after.session, code).await?;
    }
    if !write.update_session(&after, actor.now).await? {
        return Err(busy());
    }
    actor.record_audit(write, "session.changed", subject(id), json!({"before": old, "after": new})).await?;
    Ok(())
}

fn check_open(stored: &StoredSession) -> Result<(), Error> {
    if stored.settled && stored.status != Status::Cancelled {
        let detail = "This session is settled and is not edited any more. Say what was different by an override, \
                      with its reason.";
        return Err(Error::conflict("settled", detail));
    }
    if stored.status.is_over() {
        let status = stored.status;
        let detail = format!(
            "This session is {status} and is not edited any more. Say what was different by an override, with its reason."
        );
        return Err(Error::conflict("session_over", detail));
    }
    Ok(())
}

impl SessionChange {
    fn changes_title_only(&self) -> bool {
        let SessionChange { title: _, teacher, students, room, meet, venue } = self;
        teacher.is_none() && students.is_none() && room.is_none() && meet.is_none() && venue.is_none()
    }

    /// The session as it will be.
    pub(super) fn applied_to(&self, before: &StoredSession) -> Result<StoredSession, Error> {
        let mut after = before.clone();
        if let Some(title) = &self.title {
            after.title.clone_from(title);
        }
        if let Some(teacher) = &self.teacher {
            after.session.teacher.clone_from(teacher);
        }
        if let Some(students) = &self.students {
            after.session.students.clone_from(students);
            after.session.students.sort_unstable();
        }
        if let Some(room) = &self.room {
            if before.session.platform != Platform::Livekit {
                return Err(Error::refused("room_without_livekit", "Only sessions on livekit have a room."));
            }
            check_room_name(Some(room))?;
            after.session.room = Some(room.clone());
        }
        if let Some(venue) = &self.venue {
            after.session.venue_id.clone_from(venue);
        }
        match &self.meet {
            None => {}
            Some(_) if before.session.platform != Platform::Meet => {
                return Err(Error::refused("link_without_meet", "Only sessions on meet have a Meet link."));
            }
            Some(None) => {
                (after.session.meet_space, after.meet_code, after.meet_organizer) = (None, None, None);
            }
            Some(Some(place)) => set_meet_place(&mut after, place),
        }
        Ok(after)
    }
}

/// Sets the place; what is known of the same link stays.
fn set_meet_place(after: &mut StoredSession, place: &MeetPlace) {
    let same_code = place.code.is_some() && place.code == after.meet_code;
    let same_space = place.space.is_some() && place.space == after.session.meet_space;
    if !(same_code && place.space.is_none()) {
        after.session.meet_space.clone_from(&place.space);
    }
    if !(same_space && place.code.is_none()) {
        after.meet_code.clone_from(&place.code);
    }
    if place.organizer.is_some() || !(same_code || same_space) {
        after.meet_organizer.clone_from(&place.organizer);
    }
}

/// What can be changed here of a session, as the audit log shows it.
pub(super) fn audit_detail(stored: &StoredSession) -> Value {
    json!({
        "title": stored.title,
        "teacherId": stored.session.teacher,
        "studentIds": stored.session.students,
        "room": stored.session.room,
        "meetSpace": stored.session.meet_space,
        "meetCode": stored.meet_code,
        "meetOrganizer": stored.meet_organizer,
        "venueId": stored.session.venue_id,
    })
}
