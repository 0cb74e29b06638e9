//! Planning a session.

use serde_json::json;

use super::booking;
use crate::app::Error;
use crate::app::actor::ActorContext;
use crate::app::subscription::length::package_minutes;
use crate::domain::organization::Organization;
use crate::domain::organization::policy::{Policy, PolicyPatch};
use crate::domain::session::room::room_name;
use crate::domain::session::{Format, Kind, Platform, Session};
use crate::domain::time::{DAY, MINUTE, Timestamp};
use crate::sources::livekit::room_service::PROBE_ROOM_PREFIX;
use crate::store::Write;
use crate::store::session::StoredSession;

/// Longest session, in milliseconds: a week, as a retreat or an exhibition may last.
pub const MAX_DURATION: i64 = 7 * DAY;

/// A session to be planned.
#[derive(Clone, Debug)]
pub struct NewSession {
    pub title: Option<String>,
    pub kind: Kind,
    pub format: Format,
    pub platform: Platform,
    /// LiveKit room; `None` gives it one of its own.
    pub room: Option<String>,
    pub meet: Option<MeetPlace>,
    /// The venue it is held at.
    pub venue: Option<String>,
    pub start: Timestamp,
    /// `None`: as long as the package of its one learner says, else the organisation's default.
    pub end: Option<Timestamp>,
    pub teacher: Option<String>,
    pub students: Vec<String>,
    pub policy: PolicyPatch,
}

/// Where a Meet class is held, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeetPlace {
    /// `spaces/…`
    pub space: Option<String>,
    /// `abc-mnop-xyz`
    pub code: Option<String>,
    /// E-mail address of the organiser whose consent is asked with.
    pub organizer: Option<String>,
    /// A new space is to be created for it (by `meet::space::resolve_place`).
    pub is_new: bool,
}

/// Plans a session with the present policy, which it keeps.
///
/// # Errors
/// 422 `invalid_times`, `room_without_livekit`, `meet_without_link`, and those of `booking::check`.
pub async fn create(
    write: &mut Write,
    actor: &ActorContext,
    new: NewSession,
) -> Result<StoredSession, Error> {
    create_with_id(write, actor, actor.new_id(), new).await
}

/// The same, under an id that it has already.
pub async fn create_with_id(
    write: &mut Write,
    actor: &ActorContext,
    id: String,
    new: NewSession,
) -> Result<StoredSession, Error> {
    let organization = find_organization(write, actor).await?;
    let end = match new.end {
        Some(end) => end,
        None => {
            let package = package_minutes(write, &organization, new.kind, new.start, &new.students).await?;
            let default = organization.settings.default_meeting_duration_minutes.get();
            new.start.plus(package.unwrap_or(default) * MINUTE)
        }
    };
    check_times(new.start, end)?;
    check_room_name(new.room.as_ref())?;
    let room = match (new.platform, new.room) {
        (Platform::Livekit, room) => Some(room.unwrap_or_else(|| room_name(new.kind, &id, new.start))),
        (_, None) => None,
        (_, Some(_)) => {
            return Err(Error::refused("room_without_livekit", "Only sessions on livekit have a room."));
        }
    };
    let meet = match (new.platform, new.meet) {
        (Platform::Meet, Some(meet)) => meet,
        (_, None) => MeetPlace::default(),
        (_, Some(_)) => {
            return Err(Error::refused("link_without_meet", "Only sessions on meet have a Meet link."));
        }
    };
    let patch = organization.policies.for_kind(new.kind).with(&new.policy);
    let session = Session {
        id,
        kind: new.kind,
        format: new.format,
        platform: new.platform,
        room,
        meet_space: meet.space,
        venue_id: new.venue,
        start: new.start,
        end,
        teacher: new.teacher,
        students: new.students,
        cancelled: false,
        completed_at: None,
        policy: Policy::from_patch(&patch),
        policy_version: organization.policy_version,
    };
    booking::check(write, &organization, None, &session, meet.code.as_deref()).await?;
    let mut stored = StoredSession::new(&organization.id, session, patch, actor.now);
    stored.due_at = Some(stored.session.start.plus(-organization.settings.creation_window()));
    stored.title = new.title;
    stored.meet_code = meet.code;
    stored.meet_organizer = meet.organizer;
    write.insert_session(&stored).await?;
    let detail = json!({
        "kind": stored.session.kind, "start": stored.session.start, "end": stored.session.end,
        "teacherId": stored.session.teacher, "studentIds": stored.session.students,
        "venueId": stored.session.venue_id,
    });
    actor.record_audit(write, "session.created", subject(&stored.session.id), detail).await?;
    Ok(stored)
}

/// # Errors
/// 422 `reserved_room` for the name of a probe room.
pub(super) fn check_room_name(room: Option<&String>) -> Result<(), Error> {
    if room.is_some_and(|room| room.starts_with(PROBE_ROOM_PREFIX)) {
        let detail = format!("Rooms whose names begin with {PROBE_ROOM_PREFIX} are Rollcall's own.");
        return Err(Error::refused("reserved_room", detail));
    }
    Ok(())
}

/// # Errors
/// 422 `invalid_times` for a session that does not end after it starts, or lasts more than a week.
pub(super) fn check_times(start: Timestamp, end: Timestamp) -> Result<(), Error> {
    let length = end.since(start);
    if length <= 0 {
        return Err(Error::refused("invalid_times", "A session must end after it starts."));
    }
    if length > MAX_DURATION {
        return Err(Error::refused("invalid_times", "A session lasts at most a week."));
    }
    Ok(())
}

/// The organisation acted in.
pub(super) async fn find_organization(
    write: &mut Write,
    actor: &ActorContext,
) -> Result<Organization, Error> {
    write.find_organization(actor.organization()).await?.ok_or(Error::NotFound("organisation"))
}

/// How the audit log names a session.
pub(in crate::app) fn subject(id: &str) -> String {
    format!("session:{id}")
}
