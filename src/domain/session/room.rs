//! The LiveKit room of a session: its name, how long it stays open, and when it is to be closed (DESIGN.md 4.3).

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use crate::domain::session::{Kind, Session, Status};
use crate::domain::string_enum::string_enum_methods;
use crate::domain::time::{DAY, MINUTE, SECOND, Span, Timestamp};

/// Where a room stands, as far as we made or closed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum RoomState {
    /// It could not be made yet.
    Missing,
    Making,
    Open,
    Closing,
    Closed,
}
string_enum_methods!(RoomState);

/// `quran_0193f1c2…_1699785600`. It is kept when the time changes, so that the room stays the same.
pub fn room_name(kind: Kind, id: &str, start: Timestamp) -> String {
    format!("{kind}_{id}_{}", start.millis().div_euclid(SECOND))
}

/// How long LiveKit keeps a room in which nobody is, in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoomTimeouts {
    /// Before anybody came: until after the session.
    pub empty: u32,
    /// After the last one left: as long as a break may last that still counts as one stay, so that a lesson does not fall
    /// into several rooms when a teacher who waits alone changes the browser.
    pub departure: u32,
}

/// The least departure timeout, in milliseconds, also where breaks are not bridged at all.
const MIN_DEPARTURE: i64 = 120 * SECOND;

impl RoomTimeouts {
    /// For the room of a session that is made now. `closes_at` as of `closing_time`.
    pub fn of(session: &Session, closes_at: Timestamp, now: Timestamp) -> RoomTimeouts {
        let seconds = |millis: i64| {
            let held = millis.clamp(MINUTE, 8 * DAY);
            u32::try_from(held.div_euclid(SECOND) + i64::from(held % SECOND > 0)).unwrap_or(u32::MAX)
        };
        RoomTimeouts {
            empty: seconds(closes_at.since(now)),
            departure: seconds(session.policy.reconnect_grace.max(MIN_DEPARTURE)),
        }
    }
}

/// When the room of a session is to be closed: at once where somebody ended, cancelled or missed it, else the cleanup delay
/// (milliseconds) after the scheduled end, but never before the credit window's end.
pub fn closing_time(session: &Session, status: Status, window: Span, cleanup_delay: i64) -> Timestamp {
    match (status, session.completed_at) {
        (Status::Cancelled | Status::Absent, _) => Timestamp::MIN,
        (_, Some(completed_at)) => completed_at,
        _ => session.end.plus(cleanup_delay).max(window.to),
    }
}

/// How long to wait after so many failures in a row, in milliseconds.
pub fn retry_delay(failures: u32) -> i64 {
    (10 * SECOND).saturating_mul(1 << failures.saturating_sub(1).min(5)).min(5 * MINUTE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::Format;
    use crate::domain::session::sample::sample_session;

    fn session() -> Session {
        Session { kind: Kind::InteractiveCourse, format: Format::Course, ..sample_session() }
    }

    #[test]
    fn a_room_is_named_by_kind_session_and_first_start() {
        let session = session();
        assert_eq!(room_name(session.kind, &session.id, session.start), "interactive_course_s1_1767600000");
    }

    #[test]
    fn a_room_outlives_the_session_and_the_longest_break() {
        let mut session = session();
        let closes_at = session.end.plus(30 * MINUTE);
        let timeouts = RoomTimeouts::of(&session, closes_at, session.start.plus(-15 * MINUTE + 1));
        assert_eq!(timeouts, RoomTimeouts { empty: 105 * 60, departure: 120 });
        session.policy.reconnect_grace = 300_001;
        assert_eq!(
            RoomTimeouts::of(&session, closes_at, closes_at),
            RoomTimeouts { empty: 60, departure: 301 }
        );
        session.policy.reconnect_grace = 0;
        assert_eq!(RoomTimeouts::of(&session, closes_at, closes_at).departure, 120);
    }

    #[test]
    fn what_somebody_ended_closes_at_once_and_the_rest_after_the_delay() {
        let mut session = session();
        let window = session.widest_credit_window();
        let closes = |session: &Session, status, delay| closing_time(session, status, window, delay);
        assert_eq!(closes(&session, Status::Completed, 30 * MINUTE), session.end.plus(30 * MINUTE));
        assert_eq!(closes(&session, Status::Ongoing, 0), window.to, "not while presence counts");
        assert_eq!(closes(&session, Status::Cancelled, 30 * MINUTE), Timestamp::MIN);
        assert_eq!(closes(&session, Status::Absent, 30 * MINUTE), Timestamp::MIN);
        session.completed_at = Some(session.start.plus(MINUTE));
        assert_eq!(closes(&session, Status::Completed, 30 * MINUTE), session.start.plus(MINUTE));
    }

    #[test]
    fn the_waits_between_attempts_grow_and_have_an_end() {
        let waits: Vec<i64> = (0..9).map(|failures| retry_delay(failures) / SECOND).collect();
        assert_eq!(waits, [10, 10, 20, 40, 80, 160, 300, 300, 300]);
        assert_eq!(retry_delay(u32::MAX), 5 * MINUTE);
    }
}
