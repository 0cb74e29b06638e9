//! When a session's space has to be looked at, and how thoroughly. Values in, values out.

use crate::domain::time::{DAY, HOUR, MINUTE, Span, Timestamp};
use crate::store::meet::records::{MeetFullPoll, MeetRecord, MeetRecordState};
use crate::store::session::StoredSession;

/// People come early; the space is looked at from then on.
pub const LIVE_LEAD: i64 = 15 * MINUTE;
/// How long after its end a session is the business of the frequent job. Then the retries take over.
pub const LIVE_TAIL: i64 = 2 * HOUR;
/// Sessions older than this have no records any more: Google deletes them after 30 days.
pub const MAX_READ_AGE: i64 = 29 * DAY;

/// A full look waits so long after the last end was told, for what surfaces late.
const FULL_READ_DELAY: i64 = 5 * MINUTE;
/// Between two full looks that shall agree. Two are final when they are 25 minutes apart (DESIGN.md 4.2).
const FULL_READ_INTERVAL: i64 = 26 * MINUTE;
pub const AGREEMENT_INTERVAL: i64 = 25 * MINUTE;
/// Between two full looks where nothing is there to be read, or a call goes on long after its session.
const IDLE_READ_INTERVAL: i64 = HOUR;
/// After this long an end is taken as it is.
pub const AGREEMENT_TIMEOUT: i64 = DAY;
/// Settled sessions are looked at again so long after their end, to notice what changed late.
const LATE_READ_AGES: [i64; 2] = [7 * DAY, 28 * DAY];

/// A session as far as its reading goes.
#[derive(Clone, Debug)]
pub struct PolledSession {
    pub session_id: String,
    /// The widest its credit window can be: neighbours in the space can only narrow it.
    pub window: Span,
    pub settled: bool,
    pub sweep: Option<MeetFullPoll>,
}

impl PolledSession {
    pub fn of(stored: &StoredSession, sweep: Option<MeetFullPoll>) -> PolledSession {
        let session = &stored.session;
        PolledSession {
            session_id: session.id.clone(),
            window: session.widest_credit_window(),
            settled: stored.settled,
            sweep,
        }
    }

    /// Whether it is settled and its first late look has not come yet: nothing can be due.
    pub fn waits_for_late_read(&self, now: Timestamp) -> bool {
        self.settled && now.since(self.window.to) < LATE_READ_AGES[0]
    }

    /// Whether its people may be coming or going.
    pub fn is_live(&self, records: &[MeetRecord], now: Timestamp) -> bool {
        let expected = self.window.from.plus(-LIVE_LEAD) <= now && now < self.window.to;
        let lasting =
            now < self.window.to.plus(LIVE_TAIL) && self.own_records(records).any(|one| one.end.is_none());
        expected || lasting
    }

    /// Whether its records have to be read in full now. `retry` is how long after its end it is tried often.
    pub fn is_due(&self, records: &[MeetRecord], now: Timestamp, retry: i64) -> bool {
        let age = now.since(self.window.to);
        let swept = self.sweep.as_ref().and_then(|sweep| sweep.succeeded_at);
        if !(0..MAX_READ_AGE).contains(&age) {
            return false;
        }
        if self.settled {
            let missed = |after: i64| age >= after && swept.is_none_or(|at| at < self.window.to.plus(after));
            return LATE_READ_AGES.into_iter().any(missed);
        }
        let tried = self.sweep.as_ref().map(|sweep| sweep.attempted_at);
        if age > retry && tried.is_some_and(|at| now.since(at) < 7 * DAY) {
            return false;
        }
        let lasting = self.own_records(records).any(|one| one.end.is_none());
        let first = if lasting {
            self.window.to.plus(30 * MINUTE)
        } else {
            let told = self.own_records(records).filter_map(|one| one.end_seen_at).max();
            told.map_or(self.window.to, |told| told.max(self.window.to)).plus(FULL_READ_DELAY)
        };
        let pace = if lasting || self.own_records(records).next().is_none() {
            IDLE_READ_INTERVAL
        } else {
            FULL_READ_INTERVAL
        };
        now >= first && swept.is_none_or(|at| at < first || now.since(at) >= pace)
    }

    /// Whether a full look with this digest is worth keeping as evidence: it says something new, or the settling of
    /// the session needs it.
    pub fn needs_evidence(&self, digest: &str, is_empty: bool, now: Timestamp) -> bool {
        let Some(sweep) = &self.sweep else { return true };
        let Some(kept) = sweep.stored_at else { return true };
        let is_new =
            sweep.digest.as_deref() != Some(digest) || kept <= self.window.to && now > self.window.to;
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

/// Sessions due at once, joined to stretches that one look covers: neighbours share their records.
pub fn merged_windows(due: &[&PolledSession]) -> Vec<Span> {
    let mut windows: Vec<Span> = due.iter().map(|one| one.window).collect();
    windows.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for window in windows {
        match joined.last_mut().filter(|last| window.from <= last.to.plus(2 * HOUR)) {
            Some(last) => last.to = last.to.max(window.to),
            None => joined.push(window),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_seconds(1_767_600_000 + 60 * minutes)
    }

    /// A session from minute 0 to 60, its window until 70.
    fn watched(swept: Option<i64>) -> PolledSession {
        let sweep = swept.map(|minute| MeetFullPoll {
            organization_id: "o".into(),
            session_id: "s".into(),
            attempted_at: at(minute),
            succeeded_at: Some(at(minute)),
            stored_at: Some(at(minute)),
            digest: Some("d".into()),
        });
        PolledSession { session_id: "s".into(), window: Span::new(at(0), at(70)), settled: false, sweep }
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
        assert!(!watched(None).is_due(&ended, at(74), WEEK));
        assert!(watched(None).is_due(&ended, at(75), WEEK));
        assert!(!watched(Some(75)).is_due(&ended, at(100), WEEK));
        assert!(watched(Some(75)).is_due(&ended, at(101), WEEK));
    }

    #[test]
    fn a_late_end_moves_the_first_full_look() {
        let ended = [record(Some(90))];
        assert!(!watched(None).is_due(&ended, at(96), WEEK));
        assert!(watched(None).is_due(&ended, at(97), WEEK));
        assert!(
            watched(Some(80)).is_due(&ended, at(97), WEEK),
            "a look before the end was told is none after it"
        );
    }

    #[test]
    fn a_call_that_does_not_end_is_followed_and_seldom_read_in_full() {
        let lasting = [record(None)];
        assert!(watched(None).is_live(&lasting, at(150)));
        assert!(!watched(None).is_live(&lasting, at(70 + 120)));
        assert!(!watched(None).is_due(&lasting, at(99), WEEK));
        assert!(watched(None).is_due(&lasting, at(100), WEEK));
        assert!(!watched(Some(100)).is_due(&lasting, at(130), WEEK));
    }

    #[test]
    fn after_a_week_it_is_tried_weekly_and_before_thirty_days_given_up() {
        let day = 24 * 60;
        assert!(watched(None).is_due(&[], at(70 + 8 * day), WEEK), "never tried");
        assert!(!watched(Some(70 + 8 * day)).is_due(&[], at(70 + 10 * day), WEEK));
        assert!(watched(Some(70 + 8 * day)).is_due(&[], at(70 + 15 * day), WEEK));
        assert!(!watched(None).is_due(&[], at(70 + 29 * day), WEEK));
    }

    #[test]
    fn a_settled_session_is_looked_at_again_after_a_week_and_after_four() {
        let day = 24 * 60;
        let settled = |swept| PolledSession { settled: true, ..watched(Some(swept)) };
        assert!(!settled(110).is_due(&[], at(70 + 6 * day), WEEK));
        assert!(settled(110).is_due(&[], at(70 + 7 * day), WEEK));
        assert!(!settled(70 + 7 * day).is_due(&[], at(70 + 20 * day), WEEK));
        assert!(settled(70 + 7 * day).is_due(&[], at(70 + 28 * day), WEEK));
    }

    #[test]
    fn an_equal_look_is_kept_only_while_the_settling_needs_it() {
        assert!(watched(None).needs_evidence("d", false, at(75)));
        assert!(!watched(Some(75)).needs_evidence("d", false, at(80)));
        assert!(watched(Some(75)).needs_evidence("other", false, at(80)));
        assert!(watched(Some(75)).needs_evidence("d", false, at(101)));
        assert!(!watched(Some(75)).needs_evidence("d", true, at(101)), "nothing there, said once");
        assert!(
            watched(Some(60)).needs_evidence("d", false, at(75)),
            "the last one came before the window's end"
        );
    }

    #[test]
    fn neighbours_are_read_together() {
        let other = PolledSession { window: Span::new(at(70), at(140)), ..watched(None) };
        let far = PolledSession { window: Span::new(at(600), at(700)), ..watched(None) };
        let first = watched(None);
        let spans = merged_windows(&[&far, &other, &first]);
        assert_eq!(spans, [Span::new(at(0), at(140)), Span::new(at(600), at(700))]);
    }
}
