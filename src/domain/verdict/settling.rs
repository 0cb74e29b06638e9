//! Decides when a session is settled: from then on a missing connection means absence (DESIGN.md 4.2).

use std::collections::BTreeMap;

use crate::domain::evidence::meet::{ConferenceRecord, Poll};
use crate::domain::presence::connection::Connection;
use crate::domain::presence::credit_window::Window;
use crate::domain::presence::meet::SpaceEvidence;
use crate::domain::session::{Platform, Session};
use crate::domain::time::{DAY, MINUTE, Span, Timestamp};

/// Two full polls this far apart that agree are final.
const MIN_AGREEMENT_MILLIS: i64 = 25 * MINUTE;
/// After this long without two agreeing polls the last full poll is taken as final.
const FINAL_BY_TIMEOUT_MILLIS: i64 = DAY;

/// Whether verdicts may be given, and on what that rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettleState {
    Open,
    Settled,
    /// Nothing changed for a day, though two polls never agreed long enough. Rests on the last poll.
    FinalByTimeout {
        poll: String,
    },
}

impl SettleState {
    pub fn is_settled(&self) -> bool {
        *self != SettleState::Open
    }
}

/// Whether `session` is settled at `as_of`. `connections` are whole, not cut to the session: whether somebody is
/// still there is a fact about the room.
pub fn settle_state(
    session: &Session,
    window: Window,
    connections: &[Connection],
    space: Option<&SpaceEvidence>,
    as_of: Timestamp,
) -> SettleState {
    let earliest = session.end.plus(session.policy.settle_after).max(window.credit.to);
    if as_of < earliest {
        return SettleState::Open;
    }
    match session.platform {
        Platform::Onsite => SettleState::Settled,
        Platform::Livekit if connections.iter().any(|one| one.blocks_settling(window.credit.to)) => {
            SettleState::Open
        }
        Platform::Livekit => SettleState::Settled,
        Platform::Meet => {
            space.map_or(SettleState::Open, |space| meet_settle_state(space, session, window.credit, as_of))
        }
    }
}

fn meet_settle_state(
    space: &SpaceEvidence,
    session: &Session,
    window: Span,
    as_of: Timestamp,
) -> SettleState {
    let records = space.records(window, as_of);
    let full: Vec<_> = space.polls.iter().filter(|(_, poll)| poll.is_full() && poll.covers(window)).collect();
    let after_end = |at: Timestamp| at > window.to;
    if records.is_empty() {
        let was_polled = full.iter().any(|(evidence, _)| after_end(evidence.received_at));
        let waited = as_of >= session.end.plus(FINAL_BY_TIMEOUT_MILLIS);
        return if was_polled && waited { SettleState::Settled } else { SettleState::Open };
    }
    let all_ended = |poll: &Poll| {
        let ended = poll.ended_records();
        records.keys().all(|name| ended.contains(name))
    };
    let Some((last, last_poll)) =
        full.last().filter(|(last, poll)| after_end(last.received_at) && all_ended(poll))
    else {
        return SettleState::Open;
    };
    let snapshot = |poll| MeetPollSnapshot::of(poll, |record| records.contains_key(record.name.as_str()));
    let newest = snapshot(last_poll);
    let agreed_since = full
        .iter()
        .rev()
        .take_while(|(_, poll)| snapshot(poll) == newest)
        .map(|(evidence, _)| evidence.received_at)
        .last();
    if agreed_since.is_some_and(|since| last.received_at.since(since) >= MIN_AGREEMENT_MILLIS) {
        return SettleState::Settled;
    }
    let first_ended = full.iter().find(|(_, poll)| all_ended(poll)).map(|(evidence, _)| evidence.received_at);
    if first_ended.is_some_and(|first| as_of >= first.plus(FINAL_BY_TIMEOUT_MILLIS)) {
        return SettleState::FinalByTimeout { poll: last.id.clone() };
    }
    SettleState::Open
}

/// A stay's record, start and end.
type SnapshotSession<'a> = (&'a str, Timestamp, Option<Timestamp>);

/// What two polls must agree in: records, ends, participant sessions.
#[derive(PartialEq, Eq)]
struct MeetPollSnapshot<'a> {
    records: BTreeMap<&'a str, Option<Timestamp>>,
    stays: BTreeMap<&'a str, SnapshotSession<'a>>,
}

impl<'a> MeetPollSnapshot<'a> {
    fn of(poll: &'a Poll, matters: impl Fn(&ConferenceRecord) -> bool) -> MeetPollSnapshot<'a> {
        let shown = || poll.records.iter().filter(|record| matters(record));
        let stays = shown().flat_map(|record| {
            let participants = record.participants.iter().flatten();
            let stays = participants.flat_map(|participant| participant.sessions.iter().flatten());
            stays.map(|stay| (stay.name.as_str(), (record.name.as_str(), stay.start, stay.end)))
        });
        MeetPollSnapshot {
            records: shown().map(|record| (record.name.as_str(), record.effective_end)).collect(),
            stays: stays.collect(),
        }
    }
}
