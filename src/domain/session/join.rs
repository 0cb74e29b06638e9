//! Who may enter the room of a session, when, and as what (DESIGN.md 4.3, doors.md section 7).

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::domain::session::{Session, Status};
use crate::domain::string_enum::string_enum_methods;
use crate::domain::time::Timestamp;

/// As what somebody is in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum JoinRole {
    Teacher,
    Student,
    /// Of the organisation, not on the roster.
    Admin,
}
string_enum_methods!(JoinRole);

/// What somebody may do in a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoomRights {
    pub may_share_screen: bool,
    /// Mute and remove others.
    pub may_moderate: bool,
}

impl JoinRole {
    /// The part of somebody who may see the session: the roster's, else an admin's.
    pub fn of(session: &Session, person: &str, is_admin: bool) -> Option<JoinRole> {
        if session.teacher.as_deref() == Some(person) {
            Some(JoinRole::Teacher)
        } else if session.students.iter().any(|student| student == person) {
            Some(JoinRole::Student)
        } else {
            is_admin.then_some(JoinRole::Admin)
        }
    }

    pub fn rights(self, session: &Session) -> RoomRights {
        let leads = self != JoinRole::Student;
        RoomRights {
            may_share_screen: leads || session.policy.students_may_share_screen,
            may_moderate: leads,
        }
    }
}

/// Why nobody may enter a session now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotJoinable {
    #[error("This session is cancelled.")]
    Cancelled,
    #[error("This session is over.")]
    Over,
    #[error("This session can be joined from {opens_at} on.")]
    NotOpen { opens_at: Timestamp },
}

/// Whether a session can be entered at `now`: from the creation window (milliseconds before the start) until it is over, which
/// it is at the latest when its room is to be closed.
///
/// # Errors
/// `NotJoinable` says why not.
pub fn check_open(
    session: &Session,
    status: Status,
    creation_window: i64,
    now: Timestamp,
) -> Result<(), NotJoinable> {
    let opens_at = session.start.plus(-creation_window);
    match status {
        Status::Cancelled => Err(NotJoinable::Cancelled),
        Status::Completed | Status::Absent => Err(NotJoinable::Over),
        _ if now < opens_at => Err(NotJoinable::NotOpen { opens_at }),
        _ if now >= session.widest_credit_window().to => Err(NotJoinable::Over),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::sample::sample_session as session;
    use crate::domain::time::MINUTE;

    #[test]
    fn the_roster_says_as_what_somebody_comes_before_a_role_does() {
        let session = session();
        for (person, is_admin, role) in [
            ("t1", true, Some(JoinRole::Teacher)),
            ("p1", true, Some(JoinRole::Student)),
            ("a1", true, Some(JoinRole::Admin)),
            ("t2", false, None),
        ] {
            assert_eq!(JoinRole::of(&session, person, is_admin), role, "{person}");
        }
    }

    #[test]
    fn students_share_their_screen_as_the_policy_says_and_never_moderate() {
        let mut session = session();
        let student = |session: &Session| JoinRole::Student.rights(session);
        assert_eq!(student(&session), RoomRights { may_share_screen: false, may_moderate: false });
        session.policy.students_may_share_screen = true;
        assert_eq!(student(&session), RoomRights { may_share_screen: true, may_moderate: false });
        for role in [JoinRole::Teacher, JoinRole::Admin] {
            assert_eq!(role.rights(&session), RoomRights { may_share_screen: true, may_moderate: true });
        }
    }

    #[test]
    fn a_session_is_open_from_the_creation_window_until_it_is_over() {
        let session = session();
        let at = |minutes: i64| session.start.plus(minutes * MINUTE);
        let open = |status, minutes| check_open(&session, status, 15 * MINUTE, at(minutes));
        assert_eq!(open(Status::Scheduled, -16), Err(NotJoinable::NotOpen { opens_at: at(-15) }));
        assert_eq!(open(Status::Scheduled, -15), Ok(()), "though the job has not been there yet");
        assert_eq!(open(Status::Ongoing, 69), Ok(()));
        assert_eq!(
            open(Status::Ongoing, 70),
            Err(NotJoinable::Over),
            "though the job has not been there yet"
        );
        assert_eq!(open(Status::Completed, 30), Err(NotJoinable::Over));
        assert_eq!(open(Status::Absent, 30), Err(NotJoinable::Over));
        assert_eq!(open(Status::Cancelled, -60), Err(NotJoinable::Cancelled));
    }
}
