//! Builders that fill what a test does not care about.

use rollcall::domain::organization::Organization;
use rollcall::domain::organization::policy::{Policy, PolicyPatch};
use rollcall::domain::session::{Format, Kind, Platform, Session};
use rollcall::domain::time::Timestamp;
use rollcall::store::session::StoredSession;

/// Monday 5 January 2026, 08:00 UTC.
pub const MONDAY: i64 = 1_767_600_000;

/// An organisation in Riyadh that keeps its books in riyals.
pub fn organization(id: &str) -> Organization {
    Organization {
        id: id.to_owned(),
        name: format!("Academy {id}"),
        time_zone: chrono_tz::Asia::Riyadh,
        currency: serde_json::from_str("\"SAR\"").unwrap(),
        settings: Default::default(),
        policies: Default::default(),
        policy_version: 1,
        created_at: Timestamp::from_seconds(MONDAY),
    }
}

/// An hour with one teacher and one learner in a room of its own, `minutes` after Monday 08:00.
pub fn lesson(id: &str, minutes: i64) -> Session {
    let start = Timestamp::from_seconds(MONDAY + minutes * 60);
    Session {
        id: id.to_owned(),
        kind: Kind::Quran,
        format: Format::Individual,
        platform: Platform::Livekit,
        room: Some(format!("quran_{id}")),
        meet_space: None,
        venue_id: None,
        start,
        end: start.plus(3_600_000),
        teacher: Some("t1".to_owned()),
        students: vec!["p1".to_owned()],
        cancelled: false,
        completed_at: None,
        policy: Policy::from_patch(&PolicyPatch::default()),
        policy_version: 1,
    }
}

/// The same as it is kept.
pub fn stored(organization: &str, session: Session) -> StoredSession {
    StoredSession::new(organization, session, PolicyPatch::default(), Timestamp::from_seconds(MONDAY))
}
