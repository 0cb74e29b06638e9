//! When a session's space has to be read, live or in full. Pure functions.

use crate::domain::time::{DAY, HOUR, MINUTE, Span, Timestamp};
use crate::store::meet::records::{MeetFullPoll, MeetRecord, MeetRecordState};
use crate::store::session::StoredSession;

/// The space is read live from so long before the credit window, because people come early.
pub const LIVE_LEAD: i64 = 15 * MINUTE;
/// How long after its window the frequent job reads a session. Then the retry job does.
pub const LIVE_TAIL: i64 = 2 * HOUR;
/// Sessions older than this are not read any more: Google deletes records after 30 days.
pub const MAX_READ_AGE: i64 = 29 * DAY;

/// The first full reading waits so long after the last end was seen, for records that Google shows late.
const FULL_READ_DELAY: i64 = 5 * MINUTE;
/// Interval between full readings. Two equal ones at least 25 minutes apart make a record final (DESIGN.md 4.2);
/// one minute more allows for timer jitter.
const FULL_READ_INTERVAL: i64 = 26 * MINUTE;
pub const AGREEMENT_INTERVAL: i64 = 25 * MINUTE;
/// Interval between full readings where no record is known, or a call goes on long after its session.
const IDLE_READ_INTERVAL: i64 = HOUR;
/// After so long an end is final though no two readings agreed.
pub const AGREEMENT_TIMEOUT: i64 = DAY;
/// Settled sessions are read again so long after their window, to notice late changes.
const LATE_READ_AGES: [i64; 2] = [7 * DAY, 28 * DAY];

/// What the schedule needs to know of a session.
#[derive(Clone, Debug)]
pub struct PolledSession {
    pub session_id: String,
    /// The widest its credit window can be: neighbours in the space can only narrow it.
    pub window: Span,
    pub settled: bool,
    pub full_poll: Option<MeetFullPoll>,
}

impl PolledSession {
    pub fn of(stored: &StoredSession, full_poll: Option<MeetFullPoll>) -> PolledSession {
        let session = &stored.session;
        PolledSession {
            session_id: session.id.clone(),
            window: session.widest_credit_window(),
            settled: stored.settled,
            full_poll,
        }
    }

    /// Whether it is settled and the time of its first late reading has not come: nothing can be due.
    pub fn waits_for_late_read(&self, now: Timestamp) -> bool {
        self.settled && now.since(self.window.to) < LATE_READ_AGES[0]
    }

    /// Whether its call may be live, so that people join and leave.
    pub fn is_live(&self, records: &[MeetRecord], now: Timestamp) -> bool {
        let expected = self.window.from.plus(-LIVE_LEAD) <= now && now < self.window.to;
        let is_lasting =
            now < self.window.to.plus(LIVE_TAIL) && self.own_records(records).any(|one| one.end.is_none());
        expected || is_lasting
    }

    /// Whether its records have to be read in full now. `retry` is how long after its end it is tried often.
    pub fn is_due(&self, records: &[MeetRecord], now: Timestamp, retry: i64) -> bool {
        let age = now.since(self.window.to);
        let read_at = self.full_poll.as_ref().and_then(|full_poll| full_poll.succeeded_at);
        if !(0..MAX_READ_AGE).contains(&age) {
            return false;
        }
        if self.settled {
            let missed =
                |after: i64| age >= after && read_at.is_none_or(|at| at < self.window.to.plus(after));
            return LATE_READ_AGES.into_iter().any(missed);
        }
        let attempted_at = self.full_poll.as_ref().map(|full_poll| full_poll.attempted_at);
        if age > retry && attempted_at.is_some_and(|at| now.since(at) < 7 * DAY) {
            return false;
        }
        let is_lasting = self.own_records(records).any(|one| one.end.is_none());
        let first = if is_lasting {
            self.window.to.plus(30 * MINUTE)
        } else {
            let end_seen_at = self.own_records(records).filter_map(|one| one.end_seen_at).max();
            end_seen_at.map_or(self.window.to, |seen_at| seen_at.max(self.window.to)).plus(FULL_READ_DELAY)
        };
        let interval = if is_lasting || self.own_records(records).next().is_none() {
            IDLE_READ_INTERVAL
        } else {
            FULL_READ_INTERVAL
        };
        now >= first && read_at.is_none_or(|at| at < first || now.since(at) >= interval)
    }

    /// Whether a full reading with this digest is needed as evidence: it has something new, or the settling
    /// of the session needs a second equal one.
    pub fn needs_evidence(&self, digest: &str, is_empty: bool, now: Timestamp) -> bool {
        let Some(full_poll) = &self.full_poll else { return true };
        let Some(kept) = full_poll.stored_at else { return true };
        let is_new =
            full_poll.digest.as_deref() != Some(digest) || kept <= self.window.to && now > self.window.to;
        is_new || !self.settled && !is_empty && now.since(kept) >= AGREEMENT_INTERVAL
    }

    /// The records known to overlap its window.
    fn own_records<'a>(&self, records: &'a [MeetRecord]) -> impl Iterator<Item = &'a MeetRecord> {
        let window = self.window;
        records
            .iter()
            .filter(move |one| one.state != MeetRecordState::Gone && overlaps(one.start, one.end, window))
    }
}

/// Whether a record reaches into a window; one without an end reaches everywhere after its start.
pub fn overlaps(start: Timestamp, end: Option<Timestamp>, window: Span) -> bool {
    start < window.to && end.is_none_or(|end| end > window.from)
}

/// The windows of sessions that are due, those near to each other merged so that one reading covers them:
/// neighbours share their records.
pub fn merged_windows(due: &[&PolledSession]) -> Vec<Span> {
    let mut windows: Vec<Span> = due.iter().map(|one| one.window).collect();
    windows.sort_unstable();
    let mut merged: Vec<Span> = Vec::new();
    for window in windows {
        match merged.last_mut().filter(|last| window.from <= last.to.plus(2 * HOUR)) {
            Some(last) => last.to = last.to.max(window.to),
            None => merged.push(window),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_seconds(1_767_600_000 + 60 * minutes)
    }

    /// A session from minute 0 to 60, its window until 70.
    fn polled(read_at: Option<i64>) -> PolledSession {
        let full_poll = read_at.map(|minute| MeetFullPoll {
            organization_id: "o".into(),
            session_id: "s".into(),
            attempted_at: at(minute),
            succeeded_at: Some(at(minute)),
            stored_at: Some(at(minute)),
            digest: Some("d".into()),
        });
        PolledSession { session_id: "s".into(), window: Span::new(at(0), at(70)), settled: false, full_poll }
    }

    fn record(end: Option<i64>) -> MeetRecord {
        MeetRecord {
            organization_id: "o".into(),
            name: "conferenceRecords/c".into(),
            space: "spaces/s".into(),
            start: at(0),
            end: end.map(at),
            end_seen_at: end.map(|minute| at(minute + 2)),
            state: MeetRecordState::Live,
            agreed_since: None,
            digest: None,
            participants: BTreeMap::new(),
        }
    }

    const WEEK: i64 = 7 * DAY;

    #[test]
    fn a_class_is_read_in_full_twice_after_its_window() {
        let ended = [record(Some(58))];
        assert!(!polled(None).is_due(&ended, at(74), WEEK));
        assert!(polled(None).is_due(&ended, at(75), WEEK));
        assert!(!polled(Some(75)).is_due(&ended, at(100), WEEK));
        assert!(polled(Some(75)).is_due(&ended, at(101), WEEK));
    }

    #[test]
    fn a_late_end_moves_the_first_full_look() {
        let ended = [record(Some(90))];
        assert!(!polled(None).is_due(&ended, at(96), WEEK));
        assert!(polled(None).is_due(&ended, at(97), WEEK));
        assert!(
            polled(Some(80)).is_due(&ended, at(97), WEEK),
            "a look before the end was told is none after it"
        );
    }

    #[test]
    fn a_call_that_does_not_end_is_followed_and_seldom_read_in_full() {
        let is_lasting = [record(None)];
        assert!(polled(None).is_live(&is_lasting, at(150)));
        assert!(!polled(None).is_live(&is_lasting, at(70 + 120)));
        assert!(!polled(None).is_due(&is_lasting, at(99), WEEK));
        assert!(polled(None).is_due(&is_lasting, at(100), WEEK));
        assert!(!polled(Some(100)).is_due(&is_lasting, at(130), WEEK));
    }

    #[test]
    fn after_a_week_it_is_tried_weekly_and_before_thirty_days_given_up() {
        let day = 24 * 60;
        assert!(polled(None).is_due(&[], at(70 + 8 * day), WEEK), "never tried");
        assert!(!polled(Some(70 + 8 * day)).is_due(&[], at(70 + 10 * day), WEEK));
        assert!(polled(Some(70 + 8 * day)).is_due(&[], at(70 + 15 * day), WEEK));
        assert!(!polled(None).is_due(&[], at(70 + 29 * day), WEEK));
    }

    #[test]
    fn a_settled_session_is_looked_at_again_after_a_week_and_after_four() {
        let day = 24 * 60;
        let settled = |read_at| PolledSession { settled: true, ..polled(Some(read_at)) };
        assert!(!settled(110).is_due(&[], at(70 + 6 * day), WEEK));
        assert!(settled(110).is_due(&[], at(70 + 7 * day), WEEK));
        assert!(!settled(70 + 7 * day).is_due(&[], at(70 + 20 * day), WEEK));
        assert!(settled(70 + 7 * day).is_due(&[], at(70 + 28 * day), WEEK));
    }

    #[test]
    fn an_equal_look_is_kept_only_while_the_settling_needs_it() {
        assert!(polled(None).needs_evidence("d", false, at(75)));
        assert!(!polled(Some(75)).needs_evidence("d", false, at(80)));
        assert!(polled(Some(75)).needs_evidence("other", false, at(80)));
        assert!(polled(Some(75)).needs_evidence("d", false, at(101)));
        assert!(!polled(Some(75)).needs_evidence("d", true, at(101)), "nothing there, said once");
        assert!(
            polled(Some(60)).needs_evidence("d", false, at(75)),
            "the last one came before the window's end"
        );
    }

    #[test]
    fn neighbours_are_read_together() {
        let other = PolledSession { window: Span::new(at(70), at(140)), ..polled(None) };
        let far = PolledSession { window: Span::new(at(600), at(700)), ..polled(None) };
        let first = polled(None);
        let spans = merged_windows(&[&far, &other, &first]);
        assert_eq!(spans, [Span::new(at(0), at(140)), Span::new(at(600), at(700))]);
    }
}
