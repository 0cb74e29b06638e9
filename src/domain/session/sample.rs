//! A session for tests, which say of it only what matters to them.

use super::{Format, Kind, Platform, Session};
use crate::domain::organization::policy::{Policy, PolicyPatch};
use crate::domain::time::{HOUR, Timestamp};

/// An hour of `t1` with `p1` on LiveKit, on 5 January 2026 from 08:00 UTC, under the default policy.
pub(crate) fn sample_session() -> Session {
    let start = Timestamp::from_seconds(1_767_600_000);
    Session {
        id: "s1".to_owned(),
        kind: Kind::Quran,
        format: Format::Individual,
        platform: Platform::Livekit,
        room: None,
        meet_space: None,
        venue_id: None,
        start,
        end: start.plus(HOUR),
        teacher: Some("t1".to_owned()),
        students: vec!["p1".to_owned()],
        cancelled: false,
        completed_at: None,
        policy: Policy::from_patch(&PolicyPatch::default()),
        policy_version: 1,
    }
}
